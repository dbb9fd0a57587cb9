/* What the files of the editor share: edit.c changes the text, edit_move.c wraps it and moves in it. */
#ifndef TUI_WIDGET_EDIT_TEXT_H
#define TUI_WIDGET_EDIT_TEXT_H

#include "widget/edit.h"

#define UNDO_STEPS 1000

/* One step: at pos, the text removed gave way to the text inserted. */
struct change {
	size_t pos;
	char *removed, *inserted;
	size_t inserted_len, inserted_room; /* bytes of inserted, and for how many there is room behind them */
	bool typing;                        /* may grow by the next typed character */
};

struct line {
	size_t start, len;
};

struct edit {
	char *text;
	size_t len, room, cursor; /* room: bytes that text may have, its end not counted */
	bool multiline;
	unsigned revision;
	struct change undo[UNDO_STEPS];
	size_t done, known;  /* changes in force, and those that redo still knows */
	int columns, wanted; /* wanted: the column that up and down keep, -1 for the cursor's own */
	struct line *lines;
	size_t line_count, line_room, top;
};

/* Breaks the text into lines anew. */
void edit_wrap(struct edit *edit);
/* The same where at pos so many bytes gave way to so many others: only the lines that this can have changed. */
void edit_wrap_change(struct edit *edit, size_t pos, size_t removed, size_t inserted);

#endif
