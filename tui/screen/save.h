/* Writes what is on a screen into a file of its own: a list as CSV, the handover list as a text. */
#ifndef TUI_SCREEN_SAVE_H
#define TUI_SCREEN_SAVE_H

#include <stdio.h>

#include "screen/screens.h"

struct save {
	const char *title;  /* in the program's language; also the middle of the file's name */
	const char *ending; /* "csv" */
	enum ky_code (*write)(struct app *app, const void *data, FILE *out, struct ky_error *err);
	const void *data; /* lives as long as the screen below */
};

/* Asks for the folder, and writes CODE_TITLE_YYYYMMDD.ENDING there: never over a file that is there. */
void screen_save(struct app *app, const struct save *save);

/* Makes a new file, STEM.ENDING, or STEM_2.ENDING and so on where there is one; path is what it is called. NULL
 * with errno where there can be none. */
FILE *save_new_file(const char *stem, const char *ending, char *path, size_t size);

/* One record's row: its number, its kind and its title. head: instead, a row that heads others; or NULL. */
void save_record(struct app *app, FILE *out, const char *id, const char *head);

#endif
