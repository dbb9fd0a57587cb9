/* What the files of the import share: import.c opens a table and answers what is in it, import_columns.c says
 * which column is which field, import_take.c makes records of its rows. */
#ifndef CORE_EXCHANGE_IMPORT_H
#define CORE_EXCHANGE_IMPORT_H

#include "exchange/sheet.h"
#include "kuayue/import.h"

/* The cells of a row, kept. */
struct import_row {
	char *cells[SHEET_COLUMNS];
	size_t count;
};

struct import_problem {
	size_t row; /* behind the heading */
	char *text;
};

struct ky_import {
	struct ky_workbook *wb;
	const struct ky_kind *kind;
	char *path;
	struct sheet *sheet;
	size_t heading; /* row of the sheet */
	struct import_row headings, samples[KY_IMPORT_SAMPLES];
	int fields[SHEET_COLUMNS];
	struct import_problem problems[KY_IMPORT_PROBLEMS]; /* in the order of their rows */
	size_t problem_count, bad;
};

/* The cells of a row behind the heading, until the next call. */
enum ky_code import_read(struct ky_import *import, size_t row, const struct sheet_row **out, struct ky_error *err);

/* import_columns.c */
/* The row that names the most columns of wanted or, where that is NULL, of any kind: into import, with its
 * cells. KY_INPUT where none names any. */
enum ky_code import_find_heading(struct ky_import *import, const struct ky_kind *wanted, struct ky_error *err);
enum ky_code import_map_columns(struct ky_import *import, struct ky_error *err);

/* import_take.c */
void import_forget_problems(struct ky_import *import);

#endif
