/* Reads a CSV or TSV file as rows of cells. Opening reads the file once, and the cells of a row are read when they
 * are asked for, both in a process without rights. */
#ifndef CORE_EXCHANGE_SHEET_H
#define CORE_EXCHANGE_SHEET_H

#include <stddef.h>
#include <stdint.h>

#include "kuayue/error.h"

#define SHEET_COLUMNS 64
#define SHEET_ROWS 200000
#define SHEET_CELL (8 << 20) /* bytes */

struct sheet_row {
	const char *cells[SHEET_COLUMNS];
	size_t count;
};

struct sheet;

/* Refuses a file of more than most bytes, and one that is over the limits above or no table, with its row. Tabs,
 * commas or semicolons: what the first lines have most of. The caller closes *out. */
enum ky_code sheet_open(const char *path, int64_t most, struct sheet **out, struct ky_error *err);
void sheet_close(struct sheet *sheet);

/* Blank rows are not counted. */
size_t sheet_count(const struct sheet *sheet);
int sheet_line(const struct sheet *sheet, size_t row); /* the spreadsheet's row, from 1 */
/* The cells belong to the sheet until the next call. One row after the other is fast. */
enum ky_code sheet_read(struct sheet *sheet, size_t row, const struct sheet_row **out, struct ky_error *err);

#endif
