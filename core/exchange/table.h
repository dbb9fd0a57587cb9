/* A CSV or TSV file as rows of cells. */
#ifndef CORE_EXCHANGE_TABLE_H
#define CORE_EXCHANGE_TABLE_H

#include <stddef.h>

#include "kuayue/error.h"

struct table_row {
	char **cells;
	size_t count;
	int line; /* the spreadsheet's row, from 1 */
};

struct table {
	struct table_row *rows; /* blank ones left out */
	size_t count;
};

/* path is for messages. Tabs or commas: what the first lines have more of. */
enum ky_code table_read(struct table *table, const char *path, const char *text, size_t len, struct ky_error *err);
void table_free(struct table *table);

#endif
