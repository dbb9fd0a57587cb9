/* Runs a program on a pseudo-terminal and reads its screen by libvterm (screen/terminal.h). */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#define KEYS_AT_ONCE 512 /* bytes: less than what a terminal keeps for its reader */
#define ESCAPE_MS 120    /* a good deal more than the program waits for what belongs to an Esc */

struct terminal {
	VTerm *vt;
	VTermScreen *screen;
	int fd, rows, cols, status;
	pid_t pid;
	long long last_byte;
	size_t bytes;
	void (*see)(void *data, const char *bytes, size_t len);
	void *seer;
	bool wraps, in_escape; /* see terminal_wraps_at_once */
	int lacking;           /* bytes of a character */
};

static long long now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void die(const char *what)
{
	perror(what);
	exit(2);
}

static void set_environment(const char *const env[])
{
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LANGUAGE");
	unsetenv("KUAYUE_TODAY");
	for (size_t i = 0; env && env[i]; i++) {
		char *copy = strdup(env[i]), *value = copy ? strchr(copy, '=') : NULL;
		if (value) {
			*value = '\0';
			setenv(copy, value + 1, 1);
		} else {
			unsetenv(env[i]);
		}
		free(copy);
	}
}

static void become_child(int master, char *const argv[], const char *const env[], struct winsize *size)
{
	setsid();
	int slave = open(ptsname(master), O_RDWR);
	if (slave < 0)
		die("ptsname");
	ioctl(slave, TIOCSCTTY, 0);
	ioctl(slave, TIOCSWINSZ, size);
	close(master);
	dup2(slave, 0);
	dup2(slave, 1);
	dup2(slave, 2);
	if (slave > 2)
		close(slave);
	set_environment(env);
	execvp(argv[0], argv);
	die(argv[0]);
}

struct terminal *terminal_start(int rows, int cols, char *const argv[], const char *const env[])
{
	struct terminal *t = calloc(1, sizeof(*t));
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	if (!t)
		die("memory");
	t->fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (t->fd < 0 || grantpt(t->fd) != 0 || unlockpt(t->fd) != 0)
		die("pty");
	t->rows = rows;
	t->cols = cols;
	t->status = -1;
	t->vt = vterm_new(rows, cols);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_reset(t->screen, 1);
	fflush(NULL);
	t->pid = fork();
	if (t->pid < 0)
		die("fork");
	if (t->pid == 0)
		become_child(t->fd, argv, env, &size);
	return t;
}

void terminal_watch(struct terminal *t, void (*see)(void *data, const char *bytes, size_t len), void *data)
{
	t->see = see;
	t->seer = data;
}

/* True behind the last byte of a character, outside of escape sequences. */
static bool character_ends(struct terminal *t, unsigned char byte)
{
	if (byte == '\033') {
		t->in_escape = true;
		return false;
	}
	if (t->in_escape) { /* those of curses: ESC and a byte, or ESC [ or ( and so on to a letter */
		t->in_escape = strchr("[()?;0123456789", byte) != NULL;
		return false;
	}
	if (byte >= 0xC0)
		t->lacking = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
	else if (byte >= 0x80)
		t->lacking--;
	return byte >= 0x20 && t->lacking == 0;
}

static void feed(struct terminal *t, const char *bytes, size_t len)
{
	if (!t->wraps) {
		vterm_input_write(t->vt, bytes, len);
		return;
	}
	VTermState *state = vterm_obtain_state(t->vt);
	for (size_t i = 0; i < len; i++) {
		VTermPos before, after;
		vterm_state_get_cursorpos(state, &before);
		vterm_input_write(t->vt, bytes + i, 1);
		vterm_state_get_cursorpos(state, &after);
		/* Not moved by a character: it filled the line, and the emulator waits for the next one. */
		if (character_ends(t, (unsigned char)bytes[i]) && after.col >= t->cols - 2 &&
		    after.col == before.col && after.row < t->rows - 1)
			vterm_input_write(t->vt, "\r\n", 2);
	}
}

void terminal_wraps_at_once(struct terminal *t)
{
	t->wraps = true;
}

/* What arrived within ms; false at the end of the program or when nothing came. */
static bool pump(struct terminal *t, int ms)
{
	char buffer[65536];
	struct pollfd input = { .fd = t->fd, .events = POLLIN };
	if (poll(&input, 1, ms) <= 0)
		return false;
	ssize_t got = read(t->fd, buffer, sizeof(buffer));
	if (got <= 0)
		return false;
	t->last_byte = now_us();
	t->bytes += (size_t)got;
	if (t->see)
		t->see(t->seer, buffer, (size_t)got);
	feed(t, buffer, (size_t)got);
	size_t answer = vterm_output_read(t->vt, buffer, sizeof(buffer));
	if (answer && write(t->fd, buffer, answer) < 0)
		return false;
	return true;
}

/* The program may be painting meanwhile: who only writes waits for a program that waits for its reader. */
void terminal_wait_read(struct terminal *t)
{
	int slave = open(ptsname(t->fd), O_RDONLY | O_NOCTTY | O_CLOEXEC), waiting = 1;
	for (int i = 0; slave >= 0 && i < 100 && waiting; i++) {
		if (ioctl(slave, FIONREAD, &waiting) != 0)
			break;
		pump(t, 5);
	}
	if (slave >= 0)
		close(slave);
}

void terminal_keys(struct terminal *t, const char *bytes)
{
	size_t len = strlen(bytes);
	bool escape = strcmp(bytes, "\033") == 0;
	while (len) {
		struct pollfd output = { .fd = t->fd, .events = POLLOUT };
		bool room = poll(&output, 1, 0) > 0 && (output.revents & POLLOUT);
		ssize_t wrote = room ? write(t->fd, bytes, len < KEYS_AT_ONCE ? len : KEYS_AT_ONCE) : 0;
		if (wrote < 0 && errno != EINTR && errno != EAGAIN)
			return;
		bytes += wrote > 0 ? wrote : 0;
		len -= wrote > 0 ? (size_t)wrote : 0;
		pump(t, wrote > 0 ? 0 : 1);
	}
	if (!escape)
		return;
	/* What came at once would be a key of Alt, which no hand is fast enough for. */
	terminal_wait_read(t);
	terminal_settle(t, ESCAPE_MS);
}

void terminal_paste(struct terminal *t, const char *text)
{
	terminal_keys(t, "\033[200~");
	terminal_keys(t, text);
	terminal_keys(t, "\033[201~");
}

static size_t put_utf8(uint32_t c, char *out)
{
	if (c < 0x80)
		return out[0] = (char)c, 1;
	if (c < 0x800)
		return out[0] = (char)(0xC0 | c >> 6), out[1] = (char)(0x80 | (c & 0x3F)), 2;
	if (c < 0x10000)
		return out[0] = (char)(0xE0 | c >> 12), out[1] = (char)(0x80 | (c >> 6 & 0x3F)),
		       out[2] = (char)(0x80 | (c & 0x3F)), 3;
	return out[0] = (char)(0xF0 | c >> 18), out[1] = (char)(0x80 | (c >> 12 & 0x3F)),
	       out[2] = (char)(0x80 | (c >> 6 & 0x3F)), out[3] = (char)(0x80 | (c & 0x3F)), 4;
}

char *terminal_row(struct terminal *t, int row)
{
	char *text = calloc(1, (size_t)t->cols * VTERM_MAX_CHARS_PER_CELL * 4 + 1), *end = text;
	if (!text)
		die("memory");
	for (int col = 0; col < t->cols;) {
		VTermScreenCell cell;
		vterm_screen_get_cell(t->screen, (VTermPos){ .row = row, .col = col }, &cell);
		if (!cell.chars[0])
			*end++ = ' ';
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			end += put_utf8(cell.chars[i], end);
		col += cell.width > 0 ? cell.width : 1;
	}
	while (end > text && end[-1] == ' ')
		*--end = '\0';
	return text;
}

char *terminal_screen(struct terminal *t)
{
	size_t size = (size_t)t->rows * ((size_t)t->cols * VTERM_MAX_CHARS_PER_CELL * 4 + 2), len = 0;
	char *all = calloc(1, size);
	if (!all)
		die("memory");
	for (int row = 0; row < t->rows; row++) {
		char *line = terminal_row(t, row);
		len += (size_t)snprintf(all + len, size - len, "%s\n", line);
		free(line);
	}
	return all;
}

bool terminal_has(struct terminal *t, const char *text)
{
	char *screen = terminal_screen(t);
	bool found = strstr(screen, text) != NULL;
	free(screen);
	return found;
}

bool terminal_wait_text(struct terminal *t, const char *text, int ms)
{
	long long end = now_us() + (long long)ms * 1000;
	while (!terminal_has(t, text)) {
		if (now_us() > end)
			return false;
		/* Nobody writes any more: what is on the screen is all there will be. */
		if (!pump(t, 50) && terminal_wait_exit(t, 1) >= 0 && !pump(t, 0))
			return terminal_has(t, text);
	}
	return true;
}

void terminal_settle(struct terminal *t, int quiet_ms)
{
	while (pump(t, quiet_ms)) {
	}
}

void terminal_cursor(struct terminal *t, int *row, int *col)
{
	VTermPos pos;
	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &pos);
	*row = pos.row;
	*col = pos.col;
}

int terminal_cell_width(struct terminal *t, int row, int col)
{
	VTermScreenCell cell;
	vterm_screen_get_cell(t->screen, (VTermPos){ .row = row, .col = col }, &cell);
	return cell.width;
}

static int colour_of(const VTermColor *colour, bool is_default)
{
	return is_default || !VTERM_COLOR_IS_INDEXED(colour) ? TERMINAL_DEFAULT : colour->indexed.idx;
}

void terminal_cell(struct terminal *t, int row, int col, struct terminal_cell *out)
{
	VTermScreenCell cell;
	char *end = out->text;
	vterm_screen_get_cell(t->screen, (VTermPos){ .row = row, .col = col }, &cell);
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
		end += put_utf8(cell.chars[i], end);
	*end = '\0';
	out->width = cell.width > 1 ? 2 : 1;
	out->ink = colour_of(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
	out->paper = colour_of(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
	out->bold = cell.attrs.bold;
	out->underlined = cell.attrs.underline != 0;
	out->reversed = cell.attrs.reverse;
}

void terminal_resize(struct terminal *t, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	t->rows = rows;
	t->cols = cols;
	vterm_set_size(t->vt, rows, cols);
	ioctl(t->fd, TIOCSWINSZ, &size);
	kill(t->pid, SIGWINCH);
}

pid_t terminal_pid(const struct terminal *t)
{
	return t->pid;
}

int terminal_wait_exit(struct terminal *t, int ms)
{
	long long end = now_us() + (long long)ms * 1000;
	bool again = t->status < 0;
	while (again) {
		int status = 0;
		pump(t, ms ? 10 : 0);
		if (waitpid(t->pid, &status, WNOHANG) == t->pid)
			t->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		again = t->status < 0 && now_us() < end;
	}
	return t->status;
}

long long terminal_last_byte_us(const struct terminal *t)
{
	return t->last_byte;
}

size_t terminal_bytes(const struct terminal *t)
{
	return t->bytes;
}

void terminal_free(struct terminal *t)
{
	if (t->status < 0) {
		kill(t->pid, SIGKILL);
		terminal_wait_exit(t, 5000);
	}
	close(t->fd);
	vterm_free(t->vt);
	free(t);
}
