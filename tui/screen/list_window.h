/* What the files of the list's window share: list_window.c fills it, list_move.c moves it. */
#ifndef TUI_SCREEN_LIST_WINDOW_H
#define TUI_SCREEN_LIST_WINDOW_H

#include "screen/list.h"

#define SCAN_AT_ONCE 2000 /* rows that a filter looks at between two keys */

void list_drop_row(struct list_screen *self, int index);
void list_drop_rows(struct list_screen *self); /* all of them, and counts the list anew */
void list_reverse(struct ky_record **rows, int count);
void list_forget(struct ahead *ahead);
/* The window becomes the rows that were read ahead. */
void list_take_ahead(struct list_screen *self, struct ahead *ahead);
/* Fills the window anew: from the start, or with the end at its bottom. */
void list_fill(struct app *app, struct list_screen *self, bool from_end);

#endif
