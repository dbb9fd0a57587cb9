/* Keeps the cells of a sheet in one list, 16 bytes each, and all texts in one (spreadsheet/grid.h). */
#include "spreadsheet/grid.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"

#define ROW_BYTES ((size_t)16 << 20) /* the longest field of a record has a quarter of it */
#define IS_TEXT VALUE_FORMS
#define MERGED_ROWS 2000 /* further down nothing is filled in: a merged column is no group of people any more */

/* What merged cells may come to, where each row has the first one's text again: no roster comes near it. */
#define MERGED_CELLS 200000
#define MERGED_BYTES ((size_t)64 << 20)

struct cell {
	unsigned row : 20, column : 6, form : 6; /* form: of value_form, or IS_TEXT */
	uint32_t order;                          /* of two at one place the later one counts */
	union {
		double number;
		uint64_t place;
	} is;
};

struct merge {
	uint32_t first_row, last_row;
	uint16_t column;
};

struct grid {
	char *path;
	struct cell *cells;
	size_t count;
	uint32_t put; /* cells, so far */
	bool sorted, from_1904;
	struct strbuf texts, row;
	struct merge *merges;
	size_t merge_count;
	struct line {
		size_t first; /* of its cells */
		uint32_t row;
	} * lines;
	size_t line_count, width;
};

struct grid *grid_new(const char *path)
{
	struct grid *grid = memory_new(sizeof(*grid));
	if (!grid)
		return NULL;
	strbuf_init(&grid->texts, GRID_TEXTS);
	strbuf_init(&grid->row, ROW_BYTES);
	grid->path = memory_text(path);
	grid->sorted = true;
	if (grid->path)
		return grid;
	grid_free(grid);
	return NULL;
}

void grid_free(struct grid *grid)
{
	if (!grid)
		return;
	strbuf_free(&grid->texts);
	strbuf_free(&grid->row);
	free(grid->cells);
	free(grid->merges);
	free(grid->lines);
	free(grid->path);
	free(grid);
}

void grid_clear(struct grid *grid)
{
	grid->put = 0;
	grid->count = grid->merge_count = grid->line_count = grid->width = 0;
	grid->sorted = true;
}

void grid_count_from_1904(struct grid *grid)
{
	grid->from_1904 = true;
}

enum ky_code grid_add_text(struct grid *grid, const char *text, size_t len, uint64_t *place, struct ky_error *err)
{
	if (len > SHEET_CELL)
		return ky_fail(err, KY_INPUT, _("%.300s: a cell has more than %d MiB."), grid->path,
			       SHEET_CELL >> 20);
	*place = grid->texts.len;
	for (const char *end = text + len; text < end;) {
		const char *zero = memchr(text, '\0', (size_t)(end - text));
		strbuf_add_len(&grid->texts, text, (size_t)((zero ? zero : end) - text));
		text = zero ? zero + 1 : end;
	}
	strbuf_add_len(&grid->texts, "", 1);
	if (grid->texts.no_memory)
		return memory_out(err);
	if (grid->texts.over)
		return ky_fail(err, KY_INPUT, _("%.300s: its texts have more than %d MiB; split it."), grid->path,
			       (int)(GRID_TEXTS >> 20));
	return KY_OK;
}

static enum ky_code too_many_rows(const struct grid *grid, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%.300s has more than %d rows; split it."), grid->path, SHEET_ROWS);
}

static enum ky_code put(struct grid *grid, int64_t row, int64_t column, struct cell cell, struct ky_error *err)
{
	if (row < 0 || row >= GRID_ROWS)
		return too_many_rows(grid, err);
	if (column < 0 || column >= SHEET_COLUMNS)
		return ky_fail(err, KY_INPUT, _("%.300s, row %d: it has more than %d columns."), grid->path,
			       (int)row + 1, SHEET_COLUMNS);
	if (grid->count == GRID_CELLS)
		return ky_fail(err, KY_INPUT, _("%.300s has more than %d filled cells; split it."), grid->path,
			       (int)GRID_CELLS);
	if (!memory_grow(&grid->cells, grid->count, sizeof(*grid->cells)))
		return memory_out(err);
	cell.row = (unsigned)row & (GRID_ROWS - 1);
	cell.column = (unsigned)column & (SHEET_COLUMNS - 1);
	cell.order = grid->put++;
	const struct cell *last = grid->count ? &grid->cells[grid->count - 1] : NULL;
	grid->sorted = grid->sorted &&
		       (!last || last->row < cell.row || (last->row == cell.row && last->column < cell.column));
	grid->cells[grid->count++] = cell;
	return KY_OK;
}

enum ky_code grid_put_text(struct grid *grid, int64_t row, int64_t column, uint64_t place, struct ky_error *err)
{
	assert(place < grid->texts.len);
	if (!grid->texts.text[place])
		return KY_OK;
	return put(grid, row, column, (struct cell){ .form = IS_TEXT, .is.place = place }, err);
}

enum ky_code grid_put_number(struct grid *grid, int64_t row, int64_t column, enum value_form form, double number,
			     struct ky_error *err)
{
	assert(form < VALUE_FORMS);
	return put(grid, row, column, (struct cell){ .form = form & 63U, .is.number = number }, err);
}

enum ky_code grid_merge(struct grid *grid, int64_t first_row, int64_t last_row, int64_t column,
			struct ky_error *err)
{
	if (first_row < 0 || last_row <= first_row || last_row >= GRID_ROWS || column < 0 ||
	    column >= SHEET_COLUMNS || grid->merge_count == GRID_MERGES)
		return KY_OK;
	if (!memory_grow(&grid->merges, grid->merge_count, sizeof(*grid->merges)))
		return memory_out(err);
	if (last_row > first_row + MERGED_ROWS)
		last_row = first_row + MERGED_ROWS;
	grid->merges[grid->merge_count++] =
		(struct merge){ (uint32_t)first_row, (uint32_t)last_row, (uint16_t)column };
	return KY_OK;
}

/* By their places. */
static int compare(const void *a, const void *b)
{
	const struct cell *left = a, *right = b;
	int order = (left->row > right->row) - (left->row < right->row);
	return order ? order : (left->column > right->column) - (left->column < right->column);
}

static bool comes_before(const struct cell *left, const struct cell *right)
{
	int order = compare(left, right);
	return order ? order < 0 : left->order < right->order;
}

/* Lets the cell at `at` sink in a heap of count cells. */
static void sink(struct cell *cells, size_t at, size_t count)
{
	const struct cell cell = cells[at];
	for (size_t below = 2 * at + 1; below < count; below = 2 * at + 1) {
		below += below + 1 < count && comes_before(&cells[below], &cells[below + 1]);
		if (!comes_before(&cell, &cells[below]))
			break;
		cells[at] = cells[below];
		at = below;
	}
	cells[at] = cell;
}

/* In their place: qsort would take as much memory again. */
static void sort_cells(struct cell *cells, size_t count)
{
	for (size_t at = count / 2; at-- > 0;)
		sink(cells, at, count);
	for (size_t end = count; end-- > 1;) {
		const struct cell last = cells[end];
		cells[end] = cells[0];
		cells[0] = last;
		sink(cells, 0, end);
	}
}

/* Among the first so many, which are in order. */
static const struct cell *cell_at(const struct grid *grid, size_t ordered, uint32_t row, uint16_t column)
{
	const struct cell place = { .row = row & (GRID_ROWS - 1), .column = column & (SHEET_COLUMNS - 1U) };
	return ordered ? bsearch(&place, grid->cells, ordered, sizeof(place), compare) : NULL;
}

/* Finds the rows; of two cells of one place the later one stays. */
static enum ky_code index_lines(struct grid *grid, struct ky_error *err)
{
	size_t kept = 0;
	grid->line_count = grid->width = 0;
	for (size_t i = 0; i < grid->count; i++) {
		bool same = kept && compare(&grid->cells[kept - 1], &grid->cells[i]) == 0;
		kept -= same;
		grid->cells[kept] = grid->cells[i];
		const struct cell *cell = &grid->cells[kept++];
		if (!grid->line_count || grid->lines[grid->line_count - 1].row != cell->row) {
			if (grid->line_count > SHEET_ROWS)
				return too_many_rows(grid, err);
			if (!memory_grow(&grid->lines, grid->line_count, sizeof(*grid->lines)))
				return memory_out(err);
			grid->lines[grid->line_count++] = (struct line){ kept - 1, cell->row };
		}
		grid->width = cell->column >= grid->width ? cell->column + 1U : grid->width;
	}
	grid->count = kept;
	return KY_OK;
}

static enum ky_code put_in_order(struct grid *grid, struct ky_error *err)
{
	if (!grid->sorted)
		sort_cells(grid->cells, grid->count);
	grid->sorted = true;
	return index_lines(grid, err);
}

/* The first line of that row or a later one. */
static size_t line_from(const struct grid *grid, uint32_t row)
{
	size_t from = 0, to = grid->line_count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (grid->lines[middle].row < row)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static enum ky_code too_much_merged(const struct grid *grid, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT,
		       _("%.300s has too many merged cells, or too long a text in them; split them."), grid->path);
}

/* Rows that have nothing of their own stay without, and so do cells that have something. */
static enum ky_code fill_merges(struct grid *grid, struct ky_error *err)
{
	size_t ordered = grid->count, looked = 0, bytes = 0;
	for (size_t i = 0; i < grid->merge_count; i++) {
		const struct merge *merge = &grid->merges[i];
		const struct cell *found = cell_at(grid, ordered, merge->first_row, merge->column);
		struct cell cell = found ? *found : (struct cell){ 0 };
		for (size_t at = line_from(grid, merge->first_row + 1);
		     found && at < grid->line_count && grid->lines[at].row <= merge->last_row; at++) {
			uint32_t row = grid->lines[at].row;
			bytes += cell.form == IS_TEXT ? strlen(grid->texts.text + cell.is.place) : 0;
			if (++looked > MERGED_CELLS || bytes > MERGED_BYTES)
				return too_much_merged(grid, err);
			enum ky_code code = cell_at(grid, ordered, row, merge->column)
						    ? KY_OK
						    : put(grid, row, merge->column, cell, err);
			if (code)
				return code;
		}
	}
	return grid->count == ordered ? KY_OK : put_in_order(grid, err);
}

enum ky_code grid_finish(struct grid *grid, struct ky_error *err)
{
	enum ky_code code = put_in_order(grid, err);
	return code ? code : fill_merges(grid, err);
}

size_t grid_count(const struct grid *grid)
{
	return grid->line_count;
}

int grid_line(const struct grid *grid, size_t row)
{
	assert(row < grid->line_count);
	return (int)grid->lines[row].row + 1;
}

enum ky_code grid_read(struct grid *grid, size_t row, struct cells *out, struct ky_error *err)
{
	assert(row < grid->line_count);
	size_t at = grid->lines[row].first;
	strbuf_clear(&grid->row);
	for (size_t column = 0; column < grid->width; column++) {
		const struct cell *cell = at < grid->count ? &grid->cells[at] : NULL;
		char number[VALUE_TEXT];
		if (cell && cell->row == grid->lines[row].row && cell->column == column) {
			if (cell->form != IS_TEXT)
				value_text((enum value_form)cell->form, cell->is.number, grid->from_1904, number);
			strbuf_add(&grid->row, cell->form == IS_TEXT ? grid->texts.text + cell->is.place : number);
			at++;
		}
		strbuf_add_len(&grid->row, "", 1);
	}
	*out = (struct cells){ grid->row.text, grid->row.len, grid->width };
	if (grid->row.no_memory)
		return memory_out(err);
	if (grid->row.over)
		return ky_fail(err, KY_INPUT, _("%.300s, row %d: it has more than %d MiB."), grid->path,
			       grid_line(grid, row), (int)(ROW_BYTES >> 20));
	return KY_OK;
}
