#include "exchange/sheet.h"

#include <assert.h>
#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"

#define MOST_ROWS 200000
#define MOST_COLUMNS 1000
#define STEP 65536 /* bytes: how far a file goes on that is too large */

struct reading {
	struct sheet *table;
	struct sheet_row row;
	int line;
	bool too_wide;
};

static void take_cell(void *bytes, size_t len, void *data)
{
	struct reading *reading = data;
	struct sheet_row *row = &reading->row;
	if (row->count == MOST_COLUMNS) {
		reading->too_wide = true;
		return;
	}
	char *cell = xalloc(len + 1);
	if (len)
		memcpy(cell, bytes, len);
	row->cells = xrealloc(row->cells, (row->count + 1) * sizeof(*row->cells));
	row->cells[row->count++] = cell;
}

static void free_row(struct sheet_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		free(row->cells[i]);
	free(row->cells);
	*row = (struct sheet_row){ 0 };
}

static bool blank(const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i][0])
			return false;
	return true;
}

static void take_row(int end, void *data)
{
	struct reading *reading = data;
	struct sheet *table = reading->table;
	(void)end;
	reading->line++;
	if (blank(&reading->row) || table->count > MOST_ROWS) {
		free_row(&reading->row);
		return;
	}
	reading->row.line = reading->line;
	table->rows = xrealloc(table->rows, (table->count + 1) * sizeof(*table->rows));
	table->rows[table->count++] = reading->row;
	reading->row = (struct sheet_row){ 0 };
}

static unsigned char delimiter(const char *text)
{
	int tabs = 0, commas = 0, semicolons = 0;
	for (int lines = 0; *text && lines < 5; text++) {
		lines += *text == '\n';
		tabs += *text == '\t';
		commas += *text == ',';
		semicolons += *text == ';';
	}
	return tabs > commas ? '\t' : semicolons > commas ? ';' : ',';
}

/* True where the file is not to its end what libcsv takes for a table. */
static bool parse(struct csv_parser *parser, const char *text, size_t len, struct reading *reading)
{
	while (len > 0) {
		size_t step = len < STEP ? len : STEP;
		if (csv_parse(parser, text, step, take_cell, take_row, reading) != step)
			return true;
		if (reading->too_wide || reading->table->count > MOST_ROWS)
			return false;
		text += step;
		len -= step;
	}
	return csv_fini(parser, take_cell, take_row, reading) != 0;
}

static enum ky_code refuse(const struct reading *reading, const char *path, bool failed, struct ky_error *err)
{
	if (reading->table->count > MOST_ROWS)
		return ky_fail(err, KY_INPUT, _("%.300s has more than %d rows; split it."), path, MOST_ROWS);
	if (reading->too_wide)
		return ky_fail(err, KY_INPUT, _("%.300s, row %d: it has more than %d columns."), path,
			       reading->line + 1, MOST_COLUMNS);
	if (failed)
		return ky_fail(err, KY_INPUT,
			       _("%.300s, row %d: a double quote is missing or out of place; save it from the "
				 "spreadsheet again."),
			       path, reading->line + 1);
	return ky_fail(err, KY_INPUT, _("%.300s has no rows below a heading."), path);
}

/* Strict: a quote out of place would otherwise take the rows behind it into its cell. */
enum ky_code sheet_read_csv(struct sheet *table, const char *path, const char *text, size_t len,
			    struct ky_error *err)
{
	assert(text[len] == '\0');
	struct csv_parser parser;
	struct reading reading = { .table = table };
	*table = (struct sheet){ 0 };
	if (csv_init(&parser, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI))
		return ky_fail(err, KY_SYSTEM, "out of memory");
	csv_set_delim(&parser, delimiter(text));
	bool failed = parse(&parser, text, len, &reading);
	csv_free(&parser);
	free_row(&reading.row);
	if (!failed && !reading.too_wide && table->count <= MOST_ROWS && table->count >= 2)
		return KY_OK;
	enum ky_code code = refuse(&reading, path, failed, err);
	sheet_free(table);
	return code;
}

void sheet_free(struct sheet *table)
{
	assert(table);
	for (size_t i = 0; i < table->count; i++)
		free_row(&table->rows[i]);
	free(table->rows);
	*table = (struct sheet){ 0 };
}
