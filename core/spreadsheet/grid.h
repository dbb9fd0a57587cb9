/* The cells of one sheet, kept while its file is read, and given back row by row as the text that a person saw. */
#ifndef CORE_SPREADSHEET_GRID_H
#define CORE_SPREADSHEET_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kuayue/error.h"
#include "spreadsheet/cells.h"
#include "spreadsheet/value.h"

/* All that a file is read with comes to less than 64 MiB, whatever is in it: these, what its cells share
 * (SHARED_MOST), and a piece of its XML (parts.c) or all of an .xls (compound.h). */
#define GRID_CELLS ((size_t)1 << 20)  /* that have something in them: 16 MiB */
#define GRID_TEXTS ((size_t)16 << 20) /* bytes of all texts together */
#define GRID_SHARED ((size_t)1 << 20) /* texts that cells share: 8 MiB */
#define GRID_ROWS 1048576             /* of the sheet: as many as xlsx has */
#define GRID_MERGES 65536

struct grid;

/* path is for sentences. NULL: no memory. */
struct grid *grid_new(const char *path);
void grid_free(struct grid *grid);
void grid_count_from_1904(struct grid *grid); /* its days are counted from there */
/* Leaves the texts, and takes the cells away: the next sheet of the same file. */
void grid_clear(struct grid *grid);

/* Keeps a text, for grid_put_text; *place stands for it. A byte 0 in it is left out. */
enum ky_code grid_add_text(struct grid *grid, const char *text, size_t len, uint64_t *place, struct ky_error *err);

/* Cells may come in any order; of two at one place the later one counts. Rows and columns from 0. */
enum ky_code grid_put_text(struct grid *grid, int64_t row, int64_t column, uint64_t place, struct ky_error *err);
enum ky_code grid_put_number(struct grid *grid, int64_t row, int64_t column, enum value_form form, double number,
			     struct ky_error *err);
/* Cells that are shown as one: what stands in the first is in each of its rows below, in column, its first. */
enum ky_code grid_merge(struct grid *grid, int64_t first_row, int64_t last_row, int64_t column,
			struct ky_error *err);

/* Puts the cells in order. Then: rows in which something stands, and each has as many cells as the widest. */
enum ky_code grid_finish(struct grid *grid, struct ky_error *err);
size_t grid_count(const struct grid *grid);
int grid_line(const struct grid *grid, size_t row); /* the spreadsheet's row, from 1 */
/* The cells belong to the grid until the next call. */
enum ky_code grid_read(struct grid *grid, size_t row, struct cells *out, struct ky_error *err);

#endif
