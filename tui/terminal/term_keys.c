/* Turns keys, pastes, clicks and hangups into events. */
#include <assert.h>
#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "terminal/i18n.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "terminal/term.h"
#include "terminal/term_keys.h"

#define KEY_PASTE_BEGIN (KEY_MAX + 1)
#define KEY_PASTE_END (KEY_MAX + 2)
#define LONGEST_PASTE 4000000
#define SEQUENCE_MS 50 /* between the bytes of one key, on a slow line */

/* Set by a signal; the program's loop then ends as if the user had quit. */
static volatile sig_atomic_t hung_up;
static const char *last_words; /* looked up before they are needed */

static void on_hangup(int signal)
{
	hung_up = signal;
}

/* Called when an assertion fails. It gives the terminal back first, as otherwise neither the sentence nor the
 * shell could be read. */
static void on_abort(int number)
{
	static const char off[] = "\033[?2004l";
	ssize_t ignored = write(STDOUT_FILENO, off, sizeof(off) - 1);
	endwin();
	ignored = write(STDERR_FILENO, last_words, strlen(last_words));
	(void)ignored;
	signal(number, SIG_DFL);
	raise(number);
}

static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = on_hangup }, abortion = { .sa_handler = on_abort };
	sigemptyset(&action.sa_mask);
	sigemptyset(&abortion.sa_mask);
	sigaction(SIGHUP, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	last_words =
		_("kuayue: the program found a fault in itself and has stopped, so that nothing wrong is written. "
		  "What you typed is kept but for the last two seconds; open the workbook again to go on.\n");
	sigaction(SIGABRT, &abortion, NULL);
}

/* Terminals send these with and without the mode that terminfo asks for. */
static void define_plain_keys(void)
{
	static const struct {
		const char *sequence;
		int key;
	} plain[] = {
		{ "\033[A", KEY_UP },    { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT }, { "\033[D", KEY_LEFT },
		{ "\033[H", KEY_HOME },  { "\033[F", KEY_END },  { "\033OH", KEY_HOME },  { "\033OF", KEY_END },
		{ "\033[1~", KEY_HOME }, { "\033[4~", KEY_END }, { "\033[7~", KEY_HOME }, { "\033[8~", KEY_END },
	};
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		if (key_defined(plain[i].sequence) == 0)
			define_key(plain[i].sequence, plain[i].key);
}

void term_keys_start(void)
{
	define_plain_keys();
	define_key("\033[200~", KEY_PASTE_BEGIN);
	define_key("\033[201~", KEY_PASTE_END); /* one without a beginning is no key */
	fputs("\033[?2004h", stdout);
	fflush(stdout);
	catch_signals();
}

void term_keys_stop(void)
{
	fputs("\033[?2004l", stdout);
	fflush(stdout);
}

bool term_key_waiting(void)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	return hung_up || poll(&input, 1, 0) > 0;
}

/* The bytes that the terminal has, at most size; none after a second of silence, or where it is gone. */
static size_t read_bytes(char *bytes, size_t size)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	for (;;) {
		int ready = poll(&input, 1, 1000);
		ssize_t got = ready > 0 ? read(STDIN_FILENO, bytes, size) : 0;
		if (got > 0)
			return (size_t)got;
		if (hung_up || (ready >= 0 && got == 0) || errno != EINTR)
			return 0;
	}
}

/* How many bytes at the end of the text may begin the end mark. */
static size_t begun_mark(const char *text, size_t len, const char *mark, size_t mark_len)
{
	for (size_t begun = len < mark_len ? len : mark_len; begun > 0; begun--)
		if (memcmp(text + len - begun, mark, begun) == 0)
			return begun;
	return 0;
}

/* Reads up to the end mark, past curses, which takes each byte for itself; never more at a time than the mark
 * lacks still, since what stands behind it belongs to the next keys. What is too long is read, and left out. */
static void read_paste(struct event *event)
{
	static const char mark[] = "\033[201~";
	const size_t mark_len = sizeof(mark) - 1;
	size_t len = 0, cap = 4096, begun = 0;
	char *text = malloc(cap);
	if (!text)
		return;
	while (begun < mark_len) {
		if (len + mark_len + 1 > cap) {
			char *more = realloc(text, cap * 2);
			if (!more)
				break;
			text = more;
			cap *= 2;
		}
		size_t got = read_bytes(text + len, mark_len - begun);
		if (!got)
			break;
		len += got;
		begun = begun_mark(text, len, mark, mark_len);
		if (!begun && len > LONGEST_PASTE)
			len = LONGEST_PASTE;
	}
	size_t end = begun == mark_len ? len - mark_len : len, kept = 0;
	for (size_t i = 0; i < end; i++)
		if (text[i]) /* a byte 0 would hide what stands behind it */
			text[kept++] = text[i] == '\r' ? '\n' : text[i];
	text[kept] = '\0';
	*event = (struct event){ .type = EV_PASTE, .paste = text };
}

static void read_click(struct event *event)
{
	MEVENT mouse;
	if (getmouse(&mouse) == OK)
		*event = (struct event){ .type = EV_CLICK, .row = mouse.y, .col = mouse.x };
}

static void read_special(struct event *event, wint_t c, bool typing)
{
	if (c == KEY_RESIZE)
		*event = (struct event){ .type = EV_RESIZE };
	else if (c == KEY_MOUSE)
		read_click(event);
	else if (c == KEY_PASTE_BEGIN)
		read_paste(event);
	else
		*event = (struct event){ .type = EV_ACTION, .action = action_of_key((int)c, typing) };
}

/* The next character, if it is there within so many milliseconds. What is no character is left to come again. */
static wint_t next_within(int ms)
{
	wint_t c = 0;
	timeout(ms);
	int kind = get_wch(&c);
	if (kind == KEY_CODE_YES)
		ungetch((int)c);
	return kind == OK ? c : 0;
}

/* What came along with an Esc is a key that curses does not know, or a letter with Alt: all of it is left out, for
 * its letters are no commands. True if there was any. Esc with Esc or another control key is two keys. */
static bool skip_unknown_sequence(void)
{
	wint_t c = next_within(0);
	if (c && c < ' ')
		unget_wch((wchar_t)c);
	if (c < ' ')
		return false;
	if (c != 'O' && c != '[')
		return true;
	c = next_within(SEQUENCE_MS);
	if (c == '[') /* F1 to F5 of a console */
		next_within(SEQUENCE_MS);
	while (c && (c < '@' || c > '~'))
		c = next_within(SEQUENCE_MS);
	for (int i = 0; c == 'M' && i < 3; i++) /* a click, in the oldest form */
		next_within(SEQUENCE_MS);
	return true;
}

/* The key that a sign stands on which an input method in its Chinese state writes. */
static wint_t plain_key(wint_t c)
{
	static const struct {
		wint_t sign, key;
	} signs[] = {
		{ 0x3000, ' ' }, { 0x3001, '/' }, { 0x3002, '.' }, { 0x300A, '<' },
		{ 0x300B, '>' }, { 0x3010, '[' }, { 0x3011, ']' },
	};
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i].sign == c)
			return signs[i].key;
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c;
}

static void read_character(struct event *event, wint_t c, bool typing)
{
	c = typing ? c : plain_key(c);
	enum action action = action_of_key((int)c, typing);
	if (c == 27 && skip_unknown_sequence())
		return;
	if (action) {
		*event = (struct event){ .type = EV_ACTION, .action = action };
	} else if (!typing && c >= '1' && c <= '9') {
		*event = (struct event){ .type = EV_ACTION, .action = ACT_PAGE, .number = (int)(c - '0') };
	} else if (c >= ' ' && c <= 0x10FFFF && !escape_is_control((int32_t)c)) {
		*event = (struct event){ .type = EV_TEXT };
		event->text[utf8_write((int32_t)c, event->text)] = '\0';
	}
}

void term_read(struct event *event, bool typing, int timeout_ms)
{
	assert(timeout_ms >= -1);
	*event = (struct event){ .type = EV_NONE };
	wint_t c = 0;
	timeout(timeout_ms);
	int kind = get_wch(&c);
	if (hung_up)
		*event = (struct event){ .type = EV_HANGUP };
	else if (kind == KEY_CODE_YES)
		read_special(event, c, typing);
	else if (kind == OK)
		read_character(event, c, typing);
	else if (!isatty(STDIN_FILENO))
		*event = (struct event){ .type = EV_HANGUP };
	else
		*event = (struct event){ .type = EV_IDLE };
}
