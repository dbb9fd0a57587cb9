#include "exchange/sheet.h"

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

struct sheet {
	char *path;
	struct decoder *decoder;
	struct csv_parser parser;
	bool parsing; /* the parser is set up */
	unsigned char delimiter;
	struct place *places;
	size_t count, room;
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
	struct sheet_row row;
	bool complete, too_wide, too_long;
};

static void take_cell(void *bytes, size_t len, void *data)
{
	struct sheet *sheet = data;
	sheet->fed = 0;
	sheet->too_long = sheet->too_long || len > SHEET_CELL;
	sheet->too_wide = sheet->too_wide || sheet->row.count == SHEET_COLUMNS;
	if (sheet->too_wide || sheet->too_long)
		return;
	sheet->starts[sheet->row.count++] = sheet->cells.len;
	if (len)
		strbuf_add_len(&sheet->cells, bytes, len);
	strbuf_add_len(&sheet->cells, "", 1); /* the NUL of each */
}

static void take_row(int end, void *data)
{
	struct sheet *sheet = data;
	(void)end;
	sheet->line++;
	sheet->complete = true;
}

static void forget_row(struct sheet *sheet)
{
	strbuf_clear(&sheet->cells);
	sheet->row.count = 0;
	sheet->complete = false;
}

/* The row is there when it is asked for, and its cells have no more than their ends. */
static bool is_blank(const struct sheet *sheet)
{
	return sheet->cells.len == sheet->row.count;
}

static enum ky_code start_parser(struct sheet *sheet, struct ky_error *err)
{
	if (sheet->parsing)
		csv_free(&sheet->parser);
	/* Strict: a quote out of place would otherwise take the rows behind it into its cell. */
	sheet->parsing = csv_init(&sheet->parser, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI) == 0;
	if (!sheet->parsing)
		return ky_fail(err, KY_SYSTEM, "%s", ky_reason(ENOMEM));
	csv_set_delim(&sheet->parser, sheet->delimiter);
	csv_set_blk_size(&sheet->parser, CELL_GROWS);
	sheet->left = 0;
	sheet->fed = 0;
	sheet->ended = false;
	forget_row(sheet);
	return KY_OK;
}

static enum ky_code refuse(struct sheet *sheet, struct ky_error *err)
{
	int row = sheet->line + !sheet->complete;
	if (sheet->too_wide)
		return ky_fail(err, KY_INPUT, _("%.300s, row %d: it has more than %d columns."), sheet->path, row,
			       SHEET_COLUMNS);
	if (sheet->too_long)
		return ky_fail(err, KY_INPUT, _("%.300s, row %d: a cell has more than %d MiB."), sheet->path, row,
			       SHEET_CELL >> 20);
	if (csv_error(&sheet->parser) == CSV_ENOMEM)
		return ky_fail(err, KY_SYSTEM, "%s", ky_reason(ENOMEM));
	return ky_fail(err, KY_INPUT,
		       _("%.300s, row %d: a double quote is missing or out of place; save it from the "
			 "spreadsheet again."),
		       sheet->path, row);
}

/* Gives the parser what is left of the line or the piece. */
static enum ky_code feed(struct sheet *sheet, struct ky_error *err)
{
	const char *end = memchr(sheet->text, '\n', sheet->left);
	size_t len = end ? (size_t)(end - sheet->text) + 1 : sheet->left;
	sheet->fed += len;
	size_t done = csv_parse(&sheet->parser, sheet->text, len, take_cell, take_row, sheet);
	sheet->too_long = sheet->too_long || sheet->fed > 2 * SHEET_CELL; /* quotes are doubled */
	if (done != len || sheet->too_wide || sheet->too_long)
		return refuse(sheet, err);
	sheet->text += len;
	sheet->at += (uint32_t)len;
	sheet->left -= len;
	return KY_OK;
}

static enum ky_code more(struct sheet *sheet, struct ky_error *err)
{
	enum ky_code code = decoder_read(sheet->decoder, &sheet->text, &sheet->left, err);
	sheet->at = 0;
	if (code || sheet->left)
		return code;
	sheet->ended = true;
	return csv_fini(&sheet->parser, take_cell, take_row, sheet) ? refuse(sheet, err) : KY_OK;
}

/* Reads on to the end of the next row that is not blank. sheet->complete is false at the end of the file. Its
 * place is where the first line of it begins. */
static enum ky_code next_row(struct sheet *sheet, struct place *place, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	bool begun = false;
	forget_row(sheet);
	while (!code && !sheet->complete && !sheet->ended) {
		if (!sheet->left) {
			code = more(sheet, err);
			continue;
		}
		if (!begun)
			*place = (struct place){ decoder_tell(sheet->decoder), sheet->at, sheet->line + 1 };
		begun = true;
		code = feed(sheet, err);
		if (!code && sheet->complete && is_blank(sheet)) {
			forget_row(sheet);
			begun = false;
		}
	}
	if (sheet->complete && is_blank(sheet))
		forget_row(sheet);
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

static void add_place(struct sheet *sheet, struct place place)
{
	if (sheet->count == sheet->room) {
		sheet->room = sheet->room ? sheet->room * 2 : 256;
		sheet->places = xrealloc(sheet->places, sheet->room * sizeof(*sheet->places));
	}
	/* A row may take several lines of the file: the spreadsheet counts rows. */
	place.line = sheet->line;
	sheet->places[sheet->count++] = place;
}

/* Everything is looked at before anything is done with it. */
static enum ky_code scan(struct sheet *sheet, struct ky_error *err)
{
	const char *text;
	size_t len = 0;
	enum ky_code code = decoder_read(sheet->decoder, &text, &len, err);
	if (code)
		return code;
	sheet->delimiter = delimiter(text, len);
	decoder_seek(sheet->decoder, decoder_tell(sheet->decoder));
	code = start_parser(sheet, err);
	while (!code && !sheet->ended) {
		struct place place = { 0 };
		code = next_row(sheet, &place, err);
		if (code || !sheet->complete)
			continue;
		if (sheet->count == SHEET_ROWS + 1)
			code = ky_fail(err, KY_INPUT, _("%.300s has more than %d rows; split it."), sheet->path,
				       SHEET_ROWS);
		else
			add_place(sheet, place);
	}
	if (!code && sheet->count < 2)
		code = ky_fail(err, KY_INPUT, _("%.300s has no rows below a heading."), sheet->path);
	sheet->next = sheet->count;
	return code;
}

enum ky_code sheet_open(const char *path, int64_t most, struct sheet **out, struct ky_error *err)
{
	struct sheet *sheet = xalloc(sizeof(*sheet));
	sheet->path = xstrdup(path);
	strbuf_init(&sheet->cells, ROW_BYTES);
	enum ky_code code = decoder_open(path, most, &sheet->decoder, err);
	if (!code)
		code = scan(sheet, err);
	if (code) {
		sheet_close(sheet);
		return code;
	}
	*out = sheet;
	return KY_OK;
}

void sheet_close(struct sheet *sheet)
{
	if (!sheet)
		return;
	if (sheet->parsing)
		csv_free(&sheet->parser);
	decoder_close(sheet->decoder);
	strbuf_free(&sheet->cells);
	free(sheet->places);
	free(sheet->path);
	free(sheet);
}

size_t sheet_count(const struct sheet *sheet)
{
	return sheet->count;
}

int sheet_line(const struct sheet *sheet, size_t row)
{
	assert(row < sheet->count);
	return sheet->places[row].line;
}

/* Goes to where the row begins. */
static enum ky_code go_to(struct sheet *sheet, size_t row, struct ky_error *err)
{
	const struct place *place = &sheet->places[row];
	enum ky_code code = start_parser(sheet, err);
	decoder_seek(sheet->decoder, place->piece);
	if (!code)
		code = decoder_read(sheet->decoder, &sheet->text, &sheet->left, err);
	if (code)
		return code;
	size_t skip = place->skip < sheet->left ? place->skip : sheet->left;
	sheet->text += skip;
	sheet->at = (uint32_t)skip;
	sheet->left -= skip;
	sheet->line = place->line - 1;
	sheet->next = row;
	return KY_OK;
}

enum ky_code sheet_read(struct sheet *sheet, size_t row, const struct sheet_row **out, struct ky_error *err)
{
	struct place place = { 0 };
	enum ky_code code = row == sheet->next ? KY_OK : go_to(sheet, row, err);
	if (!code)
		code = next_row(sheet, &place, err);
	/* It was read once already: only another file has no such row. */
	if (!code && (!sheet->complete || sheet->line != sheet->places[row].line))
		code = ky_fail(err, KY_INPUT, _("%.300s was changed while it was read; import it again."),
			       sheet->path);
	sheet->next = code ? sheet->count : row + 1;
	for (size_t i = 0; !code && i < sheet->row.count; i++)
		sheet->row.cells[i] = sheet->cells.text + sheet->starts[i];
	*out = &sheet->row;
	return code;
}
