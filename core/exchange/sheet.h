/* Reads a CSV or TSV file, or a sheet of an .xlsx or .xls file, as rows of cells. Opening reads the file once, and
 * the cells of a row are read when they are asked for, both in a process without rights. */
#ifndef CORE_EXCHANGE_SHEET_H
#define CORE_EXCHANGE_SHEET_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "kuayue/error.h"
#include "spreadsheet/cells.h"

struct sheet_row {
	const char *cells[SHEET_COLUMNS];
	size_t count;
};

struct sheet;

/* Refuses a file of more than most bytes, and one that is over the limits above or no table, with its row. Tabs,
 * commas or semicolons: what the first lines have most of. which: the sheet, from 1; 0: the first that is shown
 * and has rows. The caller closes *out. */
enum ky_code sheet_open(const char *path, int64_t most, size_t which, struct sheet **out, struct ky_error *err);
/* The same of an open file, which stays the caller's; shown is for sentences. */
enum ky_code sheet_open_file(FILE *file, const char *shown, int64_t most, struct sheet **out,
			     struct ky_error *err);
void sheet_close(struct sheet *sheet);

/* Of a workbook the sheets that it has; 0 of a file of lines. */
size_t sheet_sheets(const struct sheet *sheet);
const char *sheet_sheet_name(const struct sheet *sheet, size_t at); /* from 0 */
size_t sheet_taken(const struct sheet *sheet);                      /* the one that is read, from 0 */

/* Blank rows are not counted. */
size_t sheet_count(const struct sheet *sheet);
int sheet_line(const struct sheet *sheet, size_t row); /* the spreadsheet's row, from 1 */
/* The cells belong to the sheet until the next call. One row after the other is fast. */
enum ky_code sheet_read(struct sheet *sheet, size_t row, const struct sheet_row **out, struct ky_error *err);

#endif
