/* Gives the rows of a file one by one, be it JSON or a table; which it is, its first sign says. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "device/device.h"
#include "exchange/rows.h"
#include "exchange/sheet.h"

#define PIECE 65536

struct ky_batch {
	FILE *spool; /* what came through a pipe */
	char *shown;
	struct confined *json;
	struct sheet *sheet;
	size_t at; /* of the sheet, the row that comes next */
	struct row heading;
	bool named;
};

void row_free(struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		free(row->names[i]);
		free(row->values[i]);
	}
	row->count = 0;
}

static bool is_plain(FILE *file)
{
	struct stat st;
	return fstat(fileno(file), &st) == 0 && S_ISREG(st.st_mode) && ftell(file) == 0;
}

/* Copies what a pipe gives into a file, because a table is read twice. */
static enum ky_code spool(FILE *from, const char *shown, FILE **out, struct ky_error *err)
{
	char piece[PIECE];
	long got = 0;
	*out = device_temporary();
	if (!*out)
		return ky_fail(err, KY_SYSTEM, _("No temporary file can be made (%s)."), ky_reason(errno));
	for (size_t len; (len = fread(piece, 1, sizeof(piece), from)) > 0; got += (long)len) {
		if (got + (long)len > ROWS_BYTES)
			return ky_fail(err, KY_INPUT, _("%.300s has more than %ld MiB; split it."), shown,
				       ROWS_BYTES >> 20);
		if (fwrite(piece, 1, len, *out) != len)
			break;
	}
	if (ferror(from) || fflush(*out) != 0 || ferror(*out))
		return ky_fail(err, KY_SYSTEM, _("%s: cannot be read (%s)."), shown, ky_reason(errno));
	rewind(*out);
	return KY_OK;
}

/* The first byte that is no blank, and no byte order mark; the file is at its start again. */
static int first_sign(FILE *file)
{
	int c = getc(file);
	if (c == 0xEF && getc(file) == 0xBB && getc(file) == 0xBF)
		c = getc(file);
	while (c == ' ' || c == '\t' || c == '\r' || c == '\n')
		c = getc(file);
	rewind(file);
	return c;
}

/* Jansson takes no byte order mark for JSON. */
static void pass_mark(FILE *file)
{
	if (getc(file) != 0xEF || getc(file) != 0xBB || getc(file) != 0xBF)
		rewind(file);
}

static enum ky_code take_heading(struct ky_batch *rows, struct ky_error *err)
{
	const struct sheet_row *cells = NULL;
	enum ky_code code = sheet_read(rows->sheet, rows->at++, &cells, err);
	for (size_t i = 0; !code && i < cells->count; i++) {
		rows->heading.names[i] = memory_text(cells->cells[i]);
		rows->heading.count = i + 1;
		if (!rows->heading.names[i])
			code = memory_out(err);
	}
	return code;
}

enum ky_code ky_batch_open(FILE *file, const char *shown, struct ky_batch **out, struct ky_error *err)
{
	struct stat st;
	struct ky_batch *rows = memory_new(sizeof(*rows));
	if (!rows)
		return memory_out(err);
	rows->shown = memory_text(shown);
	enum ky_code code = rows->shown ? KY_OK : memory_out(err);
	if (!code && !is_plain(file))
		code = spool(file, shown, &rows->spool, err);
	file = rows->spool ? rows->spool : file;
	if (!code && fstat(fileno(file), &st) == 0 && st.st_size > ROWS_BYTES)
		code = ky_fail(err, KY_INPUT, _("%.300s has more than %ld MiB; split it."), shown,
			       ROWS_BYTES >> 20);
	int sign = code ? EOF : first_sign(file);
	if (!code && sign == EOF)
		code = ky_fail(err, KY_INPUT, _("%.300s is empty."), shown);
	if (!code && (sign == '{' || sign == '[')) {
		pass_mark(file);
		code = rows_json_begin(file, shown, &rows->json, err);
	} else if (!code) {
		code = sheet_open_file(file, shown, ROWS_BYTES, &rows->sheet, err);
		code = code ? code : take_heading(rows, err);
	}
	if (code)
		ky_batch_close(rows);
	else
		*out = rows;
	return code;
}

void ky_batch_close(struct ky_batch *rows)
{
	if (!rows)
		return;
	confine_end(rows->json, NULL);
	sheet_close(rows->sheet);
	if (rows->spool)
		fclose(rows->spool);
	row_free(&rows->heading);
	free(rows->shown);
	free(rows);
}

void rows_note_named(struct ky_batch *rows)
{
	rows->named = true;
}

bool ky_batch_named(const struct ky_batch *batch)
{
	return batch->named;
}

const char *rows_shown(const struct ky_batch *rows)
{
	return rows->shown;
}

static enum ky_code next_of_sheet(struct ky_batch *rows, struct row *row, struct ky_error *err)
{
	const struct sheet_row *cells = NULL;
	if (rows->at >= sheet_count(rows->sheet))
		return KY_NO;
	row->n = (size_t)sheet_line(rows->sheet, rows->at);
	enum ky_code code = sheet_read(rows->sheet, rows->at++, &cells, err);
	if (!code && cells->count != rows->heading.count)
		code = ky_fail(err, KY_INPUT, _("%.300s, row %zu: %zu columns; the heading has %zu."), rows->shown,
			       row->n, cells->count, rows->heading.count);
	for (size_t i = 0; !code && i < cells->count; i++) {
		row->names[i] = memory_text(rows->heading.names[i]);
		row->values[i] = memory_text(escape_unmark(cells->cells[i]));
		row->count = i + 1;
		if (!row->names[i] || !row->values[i])
			code = memory_out(err);
	}
	return code;
}

static enum ky_code next_of_json(struct ky_batch *rows, struct row *row, struct ky_error *err)
{
	struct ky_error said = { 0 };
	enum ky_code code = rows_json_next(rows->json, row, &said);
	row->n = ++rows->at;
	if (!code && wire_is_well(confine_wire(rows->json)))
		return KY_OK;
	struct confined *confined = rows->json;
	rows->json = NULL;
	/* The end is an answer of its own, unless the reader did not get to it. */
	if (code == KY_NO && wire_is_well(confine_wire(confined)))
		return confine_end(confined, err) ? KY_SYSTEM : KY_NO;
	return confine_settle(confined, code, &said, err);
}

enum ky_code rows_next(struct ky_batch *rows, struct row *row, struct ky_error *err)
{
	assert(rows->json || rows->sheet);
	*row = (struct row){ .count = 0 };
	enum ky_code code = rows->json ? next_of_json(rows, row, err) : next_of_sheet(rows, row, err);
	if (code)
		row_free(row);
	return code;
}
