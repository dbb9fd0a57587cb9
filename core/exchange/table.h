/* Reads a CSV or TSV file as rows of cells, in the process without rights (exchange/sheet.h is the other side).
 * The file is read once and where each row begins is kept; the cells of a row are read when they are asked for. */
#ifndef CORE_EXCHANGE_TABLE_H
#define CORE_EXCHANGE_TABLE_H

#include <stdio.h>

#include "exchange/sheet.h"

/* The cells of a row, one behind the other, each with its NUL. */
struct cells {
	const char *text;
	size_t len, count;
};

struct table;

/* The file stays the caller's; path is for sentences. */
struct table *table_new(FILE *file, const char *path);
void table_free(struct table *table);
/* Reads all of the file, and refuses it as sheet_open says. */
enum ky_code table_begin(struct table *table, int64_t most, struct ky_error *err);

size_t table_count(const struct table *table);
int table_line(const struct table *table, size_t row);
/* The cells belong to the table until the next call. */
enum ky_code table_read(struct table *table, size_t row, struct cells *out, struct ky_error *err);

#endif
