/* Reads a table as rows of cells, in the process without rights (exchange/sheet.h is the other side): a CSV or TSV
 * file, or a sheet of an .xlsx or .xls file. Which it is, its first bytes say and not its name. */
#ifndef CORE_EXCHANGE_TABLE_H
#define CORE_EXCHANGE_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "exchange/sheet.h"

struct table;

/* Opens whatever reading will need. The file stays the caller's; path is for sentences. NULL: no memory. */
struct table *table_new(FILE *file, const char *path);
void table_free(struct table *table);
/* Reads all of the file, or of the sheet of that number, from 1; 0: the first one that is shown and has rows.
 * Refuses it as sheet_open says. */
enum ky_code table_begin(struct table *table, int64_t most, size_t sheet, struct ky_error *err);

/* Of a workbook its sheets, also hidden ones; 0 of a file that has none. */
size_t table_sheets(const struct table *table);
const char *table_sheet_name(const struct table *table, size_t sheet); /* from 0 */
size_t table_sheet(const struct table *table);                         /* that is read */

size_t table_count(const struct table *table);
int table_line(const struct table *table, size_t row);
/* The cells belong to the table until the next call. */
enum ky_code table_read(struct table *table, size_t row, struct cells *out, struct ky_error *err);

/* Whether the file is a container whose reading needs libzip. */
bool table_needs_libraries(FILE *file);

#endif
