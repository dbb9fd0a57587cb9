/* A CSV or TSV file as rows of cells. */
#ifndef CORE_EXCHANGE_SHEET_H
#define CORE_EXCHANGE_SHEET_H

#include <stddef.h>

#include "kuayue/error.h"

struct sheet_row {
	char **cells;
	size_t count;
	int line; /* the spreadsheet's row, from 1 */
};

struct sheet {
	struct sheet_row *rows; /* blank ones left out */
	size_t count;
};

/* path is for messages. Tabs or commas: what the first lines have more of. */
enum ky_code sheet_read_csv(struct sheet *table, const char *path, const char *text, size_t len,
			    struct ky_error *err);
void sheet_free(struct sheet *table);

#endif
