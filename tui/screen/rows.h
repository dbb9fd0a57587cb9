/* A screen of lines that were worked out: each may lead to a record. */
#ifndef TUI_SCREEN_ROWS_H
#define TUI_SCREEN_ROWS_H

#include <stdio.h>

#include "screen/screens.h"

struct rows;

/* A line; kind and id "" if it leads nowhere. With a kind and no id Enter makes a new record. A tab
 * in fmt ends a cell: cells stand below each other on the screen, and are columns of a CSV file. A
 * line without one, such as a heading, runs through. */
void rows_add(struct rows *rows, enum look look, const char *kind, const char *id, const char *fmt, ...)
	KY_PRINTF(5, 6);
/* The line that the cursor begins on. */
void rows_here(struct rows *rows);

struct rows_source {
	const char *help; /* English */
	const char *head; /* English: the line above; NULL: how many there are */
	/* Adds the lines; called again when something changed. */
	void (*fill)(struct app *app, struct rows *rows, const char *about);
	bool text; /* its lines lead nowhere: a history */
	/* What is written into a file instead of the lines as CSV, or NULL. */
	enum ky_code (*save)(struct app *app, const void *about, FILE *out, struct ky_error *err);
	const char *ending; /* of such a file's name, "txt" */
	/* What ^S writes beside, or NULL. */
	enum ky_code (*also)(struct app *app, const void *about, FILE *out, struct ky_error *err);
	const char *also_ending, *also_label; /* label: English, of the key */
	/* What Enter does instead of opening the record, or NULL. kind: of the line; "": what the screen is about.
	 */
	void (*open)(struct app *app, const char *kind, const char *id);
	const char *empty; /* English: shown where there is no line */
};

/* about: copied, handed to fill. */
void screen_rows(struct app *app, int page, const char *title, const struct rows_source *source,
		 const char *about);

#endif
