/* What the files of the editor share: edit.c changes the text, edit_move.c wraps it and moves in it. */
#ifndef TUI_WIDGET_EDIT_TEXT_H
#define TUI_WIDGET_EDIT_TEXT_H

#include "widget/edit.h"

#define UNDO_STEPS 1000

/* One step: at pos, the text removed gave way to the text inserted. */
struct change {
	size_t pos;
	char *removed, *inserted;
	bool typing; /* may grow by the next typed character */
};

struct line {
	size_t start, len;
};

struct edit {
	char *text;
	size_t len, cursor;
	bool multiline;
	unsigned revision;
	struct change undo[UNDO_STEPS];
	size_t done, known;  /* changes in force, and those that redo still knows */
	int columns, wanted; /* wanted: the column that up and down keep, -1 for the cursor's own */
	struct line *lines;
	size_t line_count, top;
};

/* Breaks the text into lines anew. */
void edit_wrap(struct edit *edit);
/* memory, or the end of the program where there is none. */
void *edit_must(void *memory);

#endif
