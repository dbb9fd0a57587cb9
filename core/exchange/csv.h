/* Reads a CSV or TSV file as rows of cells, in the process without rights (exchange/table.h). The file is read
 * once and where each row begins is kept; the cells of a row are read when they are asked for. */
#ifndef CORE_EXCHANGE_CSV_H
#define CORE_EXCHANGE_CSV_H

#include <stdio.h>

#include "exchange/sheet.h"

struct csv_table;

/* The file stays the caller's; path is for sentences. */
struct csv_table *csv_table_new(FILE *file, const char *path);
void csv_table_free(struct csv_table *table);
/* Reads all of the file, and refuses it as sheet_open says. */
enum ky_code csv_table_begin(struct csv_table *table, int64_t most, struct ky_error *err);

size_t csv_table_count(const struct csv_table *table);
int csv_table_line(const struct csv_table *table, size_t row);
/* The cells belong to the table until the next call. */
enum ky_code csv_table_read(struct csv_table *table, size_t row, struct cells *out, struct ky_error *err);

#endif
