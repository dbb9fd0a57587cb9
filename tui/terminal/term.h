/* The terminal. Only term.c paints on it, and only term_keys.c reads keys from it. */
#ifndef TUI_TERMINAL_TERM_H
#define TUI_TERMINAL_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "terminal/action.h"

struct event {
	enum { EV_NONE, EV_ACTION, EV_TEXT, EV_PASTE, EV_CLICK, EV_RESIZE, EV_IDLE, EV_HANGUP } type;
	enum action action; /* EV_ACTION */
	int number;         /* ACT_PAGE: 1..9 */
	char text[8];       /* EV_TEXT: one character, UTF-8 */
	char *paste;        /* EV_PASTE: the reader frees it */
	int row, col;       /* EV_CLICK */
};

enum look {
	LOOK_PLAIN,
	LOOK_BOLD,
	LOOK_DIM,
	LOOK_BAR,
	LOOK_CURSOR,
	LOOK_GOOD,
	LOOK_WARN,
	LOOK_BAD,
	LOOK_FIELD,
	LOOK_ASK
};

/* False with a sentence on standard error where the terminal cannot be used. */
bool term_start(void);
void term_stop(void);
int term_rows(void);
int term_cols(void);

/* Waits at most timeout_ms (-1: for ever) and gives EV_IDLE when that is over. */
void term_read(struct event *event, bool typing, int timeout_ms);
bool term_key_waiting(void);

/* Paints outside text safely into width cells from row, col, padded with blanks. Returns the
 * cells that the text itself took. */
int term_put(int row, int col, int width, enum look look, const char *text);
/* The same, ending at column col + width. */
void term_put_right(int row, int col, int width, enum look look, const char *text);
void term_clear_rows(int from, int to); /* [from, to) */
void term_scroll_up(int from, int to);  /* rows [from, to) move up by one; the last is blank */
void term_cursor(int row, int col);
void term_show(void);
void term_redraw(void); /* everything anew, as after another program wrote over it */

#endif
