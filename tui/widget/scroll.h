/* A window of some rows onto more lines: which line is the first, which has the cursor, and how keys move both. */
#ifndef TUI_WIDGET_SCROLL_H
#define TUI_WIDGET_SCROLL_H

#include <stdbool.h>

#include "terminal/term.h"

/* All zero is a window onto nothing. cursor is always one of the lines, or 0 where there is none. */
struct scroll {
	int count;       /* lines there are */
	int cursor, top; /* the line with the cursor, and the first that is shown */
	int height;      /* rows of the window, and */
	int row;         /* the first of them, as it was painted last */
};

/* There are count lines now. */
void scroll_set_count(struct scroll *scroll, int count);
/* The cursor goes to the line, or to the nearest there is. */
void scroll_to(struct scroll *scroll, int line);

/* Whether the line was in the window as it was painted last. */
bool scroll_shows(const struct scroll *scroll, int line);

/* Up, down, a window's height, first and last, and a click into the window. False for what is none of these. */
bool scroll_event(struct scroll *scroll, const struct event *event);
/* The same for a text, in which there is no cursor: the window itself moves. */
bool scroll_text_event(struct scroll *scroll, const struct event *event);

/* The window is rows [top, bottom) now; the cursor is in it. Returns the first line shown. */
int scroll_show(struct scroll *scroll, int top, int bottom);
/* That, and paints each line with `line`, blanks from column col on where there is none, and puts the terminal's
 * cursor onto the line that has ours. */
void scroll_draw(struct scroll *scroll, int top, int bottom, int col, void (*line)(void *data, int index, int row),
		 void *data);

#endif
