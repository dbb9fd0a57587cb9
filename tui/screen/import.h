/* What the screens of an import share: import.c asks for a file and tells what it is, import_table.c shows what a
 * table would bring and writes it, import_table_draw.c paints it,
 * import_left.c leaves rows out, import_given.c shows what is no table, import_handover.c what another copy did.
 */
#ifndef TUI_SCREEN_IMPORT_H
#define TUI_SCREEN_IMPORT_H

#include "kuayue/import.h"
#include "screen/screens.h"
#include "widget/scroll.h"

/* Lines above the columns, of which those that are there have a number. */
enum import_choice { IMPORT_KIND, IMPORT_SHEET, IMPORT_KNOWN, IMPORT_CHOICES };

struct import_table {
	struct screen screen;
	struct ky_import *import;
	struct ky_import_ask ask; /* as it was opened */
	char *path, *wanted;
	enum ky_known known;
	size_t doubts; /* as they were counted with the lines */
	struct scroll scroll;
	char title[160];
};

/* Which of its lines that is, and the number among its like. */
enum import_line { IMPORT_LINE_CHOICE, IMPORT_LINE_COLUMN, IMPORT_LINE_DOUBT, IMPORT_LINE_PROBLEM };
enum import_line import_line_of(const struct import_table *self, int line, size_t *n);
/* After rows were tried or refused: what is painted asks for each of its lines which one it is. */
void import_count_lines(struct import_table *self);
/* import_left.c: asks whether the rows that cannot be taken stay out, then writes the others. */
void import_leave_out(struct app *app, struct import_table *self);
void import_table_draw(struct import_table *self, int top, int bottom);

/* Opens the page in the place of the one that asked; KY_INPUT where it is no table. */
enum ky_code screen_import_table(struct app *app, const char *path, struct ky_error *err);
enum ky_code screen_import_template(struct app *app, const char *path, struct ky_error *err);
/* Shows what a hand-over package would bring. *wanted false: it is none. */
enum ky_code screen_import_handover(struct app *app, const char *path, bool *wanted, struct ky_error *err);
enum ky_code screen_import_package(struct app *app, const char *path, struct ky_error *err);

#endif
