/* Keys, pastes, clicks and hangups, as events. */
#include <assert.h>
#include <curses.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "terminal/i18n.h"
#include "terminal/term.h"
#include "terminal/term_keys.h"

#define KEY_PASTE_BEGIN (KEY_MAX + 1)
#define KEY_PASTE_END (KEY_MAX + 2)
#define LONGEST_PASTE 4000000

/* Set by a signal: the loop ends as if it had been asked to. */
static volatile sig_atomic_t hung_up;
static const char *last_words; /* looked up before they are needed */

static void on_hangup(int signal)
{
	hung_up = signal;
}

/* The program found a fault in itself. Without the terminal given back, neither its sentence nor the shell behind
 * it could be read. */
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

void term_keys_start(void)
{
	define_key("\033[200~", KEY_PASTE_BEGIN);
	define_key("\033[201~", KEY_PASTE_END);
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

static size_t encode(wint_t c, char *out)
{
	unsigned long u = (unsigned long)c;
	if (u < 0x80) {
		out[0] = (char)u;
		return 1;
	}
	if (u < 0x800) {
		out[0] = (char)(0xC0 | (u >> 6));
		out[1] = (char)(0x80 | (u & 0x3F));
		return 2;
	}
	if (u < 0x10000) {
		out[0] = (char)(0xE0 | (u >> 12));
		out[1] = (char)(0x80 | ((u >> 6) & 0x3F));
		out[2] = (char)(0x80 | (u & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | (u >> 18));
	out[1] = (char)(0x80 | ((u >> 12) & 0x3F));
	out[2] = (char)(0x80 | ((u >> 6) & 0x3F));
	out[3] = (char)(0x80 | (u & 0x3F));
	return 4;
}

/* Up to the end mark; a paste that never ends stops after a second of silence. */
static void read_paste(struct event *event)
{
	size_t len = 0, cap = 4096;
	char *text = malloc(cap);
	wint_t c = 0;
	if (!text)
		return;
	timeout(1000);
	for (int kind = get_wch(&c); kind != ERR; kind = get_wch(&c)) {
		if (kind == KEY_CODE_YES && c == KEY_PASTE_END)
			break;
		if (kind == KEY_CODE_YES || len > LONGEST_PASTE)
			continue;
		if (len + 5 > cap) {
			char *more = realloc(text, cap *= 2);
			if (!more)
				break;
			text = more;
		}
		len += encode(c, text + len);
	}
	text[len] = '\0';
	for (char *at = text; *at; at++)
		if (*at == '\r')
			*at = '\n';
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

static void read_character(struct event *event, wint_t c, bool typing)
{
	enum action action = action_of_key((int)c, typing);
	if (action) {
		*event = (struct event){ .type = EV_ACTION, .action = action };
	} else if (!typing && c >= '1' && c <= '9') {
		*event = (struct event){ .type = EV_ACTION, .action = ACT_PAGE, .number = (int)(c - '0') };
	} else if (c >= ' ' && c != 127) {
		*event = (struct event){ .type = EV_TEXT };
		event->text[encode(c, event->text)] = '\0';
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
