/* What the files of the import share: import.c opens a table and answers what is in it, import_columns.c says
 * which column is which field, import_take.c makes records of its rows. */
#ifndef CORE_EXCHANGE_IMPORT_H
#define CORE_EXCHANGE_IMPORT_H

#include "exchange/sheet.h"
#include "kuayue/import.h"

struct ky_import {
	struct ky_workbook *wb;
	const struct ky_kind *kind;
	char *path;
	struct sheet table;
	size_t heading; /* row of the table */
	int fields[KY_DECLARED_MAX];
	size_t columns;
	char **problems; /* one a row behind the heading, NULL where it can be taken */
};

const struct sheet_row *import_row(const struct ky_import *import, size_t row);

/* import_columns.c */
/* The row that names the most columns of wanted or, where that is NULL, of any kind: into import. Returns how
 * many it names. */
size_t import_find_heading(struct ky_import *import, const struct ky_kind *wanted);
enum ky_code import_map_columns(struct ky_import *import, struct ky_error *err);

/* import_take.c */
void import_forget_problems(struct ky_import *import);

#endif
