/* Reads a CSV or TSV file as rows of cells, by libcsv (exchange/csv.h). The encoding is left to decode.c. */
#include "exchange/csv.h"

#include <assert.h>
#include <csv.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "exchange/decode.h"

#define ROW_BYTES ((size_t)128 << 20) /* a file has at most 64 MiB, of which UTF-8 makes half as much again */
#define CELL_GROWS 65536              /* bytes: what libcsv asks for at a time */

/* Where a row begins: in which piece of the file, and how far behind its start. */
struct place {
	int64_t piece;
	uint32_t skip;
	int line;
};

struct csv_table {
	char *path;
	struct decoder *decoder;
	struct csv_parser parser;
	bool parsing; /* the parser is set up */
	unsigned char delimiter;
	struct place *places;
	size_t count;
	/* What is being read. */
	const char *text; /* left of the piece */
	size_t left;
	uint32_t at; /* of text in its piece */
	size_t next; /* row that comes next */
	bool ended;  /* the parser got everything */
	int line;    /* rows that the parser finished, blank ones too */
	size_t fed;  /* bytes since the last cell ended */
	struct strbuf cells;
	size_t starts[SHEET_COLUMNS];
	size_t columns;
	bool complete, too_wide, too_long;
};

static void take_cell(void *bytes, size_t len, void *data)
{
	struct csv_table *table = data;
	table->fed = 0;
	table->too_long = table->too_long || len > SHEET_CELL;
	table->too_wide = table->too_wide || table->columns == SHEET_COLUMNS;
	if (table->too_wide || table->too_long)
		return;
	table->starts[table->columns++] = table->cells.len;
	if (len)
		strbuf_add_len(&table->cells, bytes, len);
	strbuf_add_len(&table->cells, "", 1); /* the NUL of each */
}

static void take_row(int end, void *data)
{
	struct csv_table *table = data;
	(void)end;
	table->line++;
	table->complete = true;
}

static void forget_row(struct csv_table *table)
{
	strbuf_clear(&table->cells);
	table->columns = 0;
	table->complete = false;
}

/* The row is there when it is asked for, and its cells have no more than their ends. */
static bool is_blank(const struct csv_table *table)
{
	return table->cells.len == table->columns;
}

static enum ky_code start_parser(struct csv_table *table, struct ky_error *err)
{
	if (table->parsing)
		csv_free(&table->parser);
	/* Strict: a quote out of place would otherwise take the rows behind it into its cell. */
	table->parsing = csv_init(&table->parser, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI) == 0;
	if (!table->parsing)
		return memory_out(err);
	csv_set_delim(&table->parser, table->delimiter);
	csv_set_blk_size(&table->parser, CELL_GROWS);
	table->left = 0;
	table->fed = 0;
	table->ended = false;
	forget_row(table);
	return KY_OK;
}

static enum ky_code refuse(struct csv_table *table, struct ky_error *err)
{
	int row = table->line + !table->complete;
	if (table->too_wide)
		return ky_fail(err, KY_INPUT, _("%.300s, row %d: it has more than %d columns."), table->path, row,
			       SHEET_COLUMNS);
	if (table->too_long)
		return ky_fail(err, KY_INPUT, _("%.300s, row %d: a cell has more than %d MiB."), table->path, row,
			       SHEET_CELL >> 20);
	if (csv_error(&table->parser) == CSV_ENOMEM)
		return memory_out(err);
	return ky_fail(err, KY_INPUT,
		       _("%.300s, row %d: a double quote is missing or out of place; save it from the "
			 "spreadsheet again."),
		       table->path, row);
}

/* Gives the parser what is left of the line or the piece. */
static enum ky_code feed(struct csv_table *table, struct ky_error *err)
{
	const char *end = memchr(table->text, '\n', table->left);
	size_t len = end ? (size_t)(end - table->text) + 1 : table->left;
	table->fed += len;
	size_t done = csv_parse(&table->parser, table->text, len, take_cell, take_row, table);
	table->too_long = table->too_long || table->fed > 2 * SHEET_CELL; /* quotes are doubled */
	if (table->cells.no_memory)
		return memory_out(err);
	if (done != len || table->too_wide || table->too_long)
		return refuse(table, err);
	table->text += len;
	table->at += (uint32_t)len;
	table->left -= len;
	return KY_OK;
}

static enum ky_code more(struct csv_table *table, struct ky_error *err)
{
	enum ky_code code = decoder_read(table->decoder, &table->text, &table->left, err);
	table->at = 0;
	if (code || table->left)
		return code;
	table->ended = true;
	if (csv_fini(&table->parser, take_cell, take_row, table))
		return refuse(table, err);
	return table->cells.no_memory ? memory_out(err) : KY_OK;
}

/* Reads on to the end of the next row that is not blank. table->complete is false at the end of the file. Its
 * place is where the first line of it begins. */
static enum ky_code next_row(struct csv_table *table, struct place *place, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	bool begun = false;
	forget_row(table);
	while (!code && !table->complete && !table->ended) {
		if (!table->left) {
			code = more(table, err);
			continue;
		}
		if (!begun)
			*place = (struct place){ decoder_tell(table->decoder), table->at, table->line + 1 };
		begun = true;
		code = feed(table, err);
		if (!code && table->complete && is_blank(table)) {
			forget_row(table);
			begun = false;
		}
	}
	if (table->complete && is_blank(table))
		forget_row(table);
	return code;
}

static unsigned char delimiter(const char *text, size_t len)
{
	int tabs = 0, commas = 0, semicolons = 0;
	for (int lines = 0; len > 0 && lines < 5; text++, len--) {
		lines += *text == '\n';
		tabs += *text == '\t';
		commas += *text == ',';
		semicolons += *text == ';';
	}
	return tabs > commas ? '\t' : semicolons > commas ? ';' : ',';
}

/* False: no memory. */
static bool add_place(struct csv_table *table, struct place place)
{
	if (!memory_grow(&table->places, table->count, sizeof(*table->places)))
		return false;
	/* A row may take several lines of the file: the spreadsheet counts rows. */
	place.line = table->line;
	table->places[table->count++] = place;
	return true;
}

/* Everything is looked at before anything is done with it. */
static enum ky_code scan(struct csv_table *table, struct ky_error *err)
{
	const char *text;
	size_t len = 0;
	enum ky_code code = decoder_read(table->decoder, &text, &len, err);
	if (code)
		return code;
	table->delimiter = delimiter(text, len);
	decoder_seek(table->decoder, decoder_tell(table->decoder));
	code = start_parser(table, err);
	while (!code && !table->ended) {
		struct place place = { 0 };
		code = next_row(table, &place, err);
		if (code || !table->complete)
			continue;
		if (table->count == SHEET_ROWS + 1)
			code = ky_fail(err, KY_INPUT, _("%.300s has more than %d rows; split it."), table->path,
				       SHEET_ROWS);
		else if (!add_place(table, place))
			code = memory_out(err);
	}
	if (!code && table->count < 2)
		code = ky_fail(err, KY_INPUT, _("%.300s has no rows below a heading."), table->path);
	table->next = table->count;
	return code;
}

struct csv_table *csv_table_new(FILE *file, const char *path)
{
	struct csv_table *table = memory_new(sizeof(*table));
	if (!table)
		return NULL;
	table->path = memory_text(path);
	strbuf_init(&table->cells, ROW_BYTES);
	table->decoder = decoder_new(file, path);
	if (table->path && table->decoder)
		return table;
	csv_table_free(table);
	return NULL;
}

enum ky_code csv_table_begin(struct csv_table *table, int64_t most, struct ky_error *err)
{
	enum ky_code code = decoder_begin(table->decoder, most, err);
	return code ? code : scan(table, err);
}

void csv_table_free(struct csv_table *table)
{
	if (!table)
		return;
	if (table->parsing)
		csv_free(&table->parser);
	decoder_free(table->decoder);
	strbuf_free(&table->cells);
	free(table->places);
	free(table->path);
	free(table);
}

size_t csv_table_count(const struct csv_table *table)
{
	return table->count;
}

int csv_table_line(const struct csv_table *table, size_t row)
{
	assert(row < table->count);
	return table->places[row].line;
}

/* Goes to where the row begins. */
static enum ky_code go_to(struct csv_table *table, size_t row, struct ky_error *err)
{
	const struct place *place = &table->places[row];
	enum ky_code code = start_parser(table, err);
	decoder_seek(table->decoder, place->piece);
	if (!code)
		code = decoder_read(table->decoder, &table->text, &table->left, err);
	if (code)
		return code;
	size_t skip = place->skip < table->left ? place->skip : table->left;
	table->text += skip;
	table->at = (uint32_t)skip;
	table->left -= skip;
	table->line = place->line - 1;
	table->next = row;
	return KY_OK;
}

enum ky_code csv_table_read(struct csv_table *table, size_t row, struct cells *out, struct ky_error *err)
{
	struct place place = { 0 };
	enum ky_code code = row == table->next ? KY_OK : go_to(table, row, err);
	if (!code)
		code = next_row(table, &place, err);
	/* It was read once already: only another file has no such row. */
	if (!code && (!table->complete || table->line != table->places[row].line))
		code = ky_fail(err, KY_INPUT, _("%.300s was changed while it was read; import it again."),
			       table->path);
	table->next = code ? table->count : row + 1;
	*out = (struct cells){ table->cells.text, table->cells.len, table->columns };
	return code;
}
