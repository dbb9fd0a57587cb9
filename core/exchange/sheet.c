/* Has a table of another program read by a process without rights, which is asked for rows and sends their cells.
 * Rows are sent many at a time, because asking takes longer than reading. */
#include "exchange/sheet.h"

#include <assert.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/libraries.h"
#include "base/memory.h"
#include "confine/confine.h"
#include "exchange/table.h"

#define MEMORY (INT64_C(512) << 20) /* bytes: a row has at most 128 MiB, and is moved when it grows */
#define SECONDS 300                 /* for all that is asked, on a slow PC */
#define PATIENCE 120000
#define BATCH (256 << 10) /* bytes of cells, after which it is waited for the next question */
#define NAME_MOST 1024    /* bytes of a sheet's name */
#define ROW_MOST ((int64_t)128 << 20)

struct sheet {
	char *path;
	FILE *file; /* the other side has it, too */
	struct confined *confined;
	size_t count;
	int *lines;
	char *names[SHEET_SHEETS]; /* of the workbook's sheets */
	size_t name_count, taken;
	size_t next, coming; /* row that comes next, and how many */
	char *text;          /* of the row that was read */
	struct sheet_row row;
};

/* In the reader. */
struct job {
	FILE *file;
	const char *path;
	int64_t most;
	size_t sheet; /* from 1; 0: the first with rows */
	struct table *table;
};

/* Stored numbers have a point, wherever the program runs. */
static void prepare(void *data)
{
	struct job *job = data;
	locale_t plain = newlocale(LC_NUMERIC_MASK, "C", duplocale(uselocale((locale_t)0)));
	if (plain)
		uselocale(plain);
	job->table = table_new(job->file, job->path);
}

static void put_sheets(const struct table *table, struct wire *wire)
{
	size_t count = table_sheets(table);
	wire_put_number(wire, (int64_t)count);
	for (size_t i = 0; i < count; i++)
		wire_put_text(wire, table_sheet_name(table, i));
	wire_put_number(wire, (int64_t)table_sheet(table));
}

/* How many there are is known only when they were read, so each says whether it is the last. */
static enum ky_code put_rows(struct table *table, size_t row, struct wire *wire)
{
	enum ky_code code = KY_OK;
	for (size_t put = 0; !code && put < BATCH && row < table_count(table); row++) {
		struct cells cells;
		struct ky_error err = { 0 };
		code = table_read(table, row, &cells, &err);
		confine_put_code(wire, code, &err);
		if (code)
			break;
		wire_put_number(wire, (int64_t)cells.count);
		wire_put_number(wire, (int64_t)cells.len);
		wire_put_bytes(wire, cells.text, cells.len);
		put += cells.len + 1;
		wire_put_number(wire, put < BATCH && row + 1 < table_count(table));
	}
	if (!code)
		wire_flush(wire);
	return code;
}

static enum ky_code serve(void *data, struct wire *wire)
{
	const struct job *job = data;
	struct ky_error err = { 0 };
	enum ky_code code = job->table ? table_begin(job->table, job->most, job->sheet, &err) : memory_out(&err);
	size_t count = code ? 0 : table_count(job->table);
	confine_put_code(wire, code, &err);
	if (!code) {
		put_sheets(job->table, wire);
		wire_put_number(wire, (int64_t)count);
	}
	for (size_t i = 0; i < count; i++)
		wire_put_number(wire, table_line(job->table, i));
	if (!code)
		wire_flush(wire);
	while (!code && wire_is_well(wire)) {
		int64_t row = wire_take_number(wire, 0, (int64_t)count - 1);
		if (wire_is_well(wire))
			code = put_rows(job->table, (size_t)row, wire);
	}
	return code;
}

static void take_sheets(struct sheet *sheet, struct wire *wire)
{
	size_t count = (size_t)wire_take_number(wire, 0, SHEET_SHEETS);
	while (sheet->name_count < count && wire_is_well(wire)) {
		char *name = wire_take_text(wire, NAME_MOST);
		if (!name)
			break; /* the wire is not well */
		sheet->names[sheet->name_count++] = name;
	}
	sheet->taken = (size_t)wire_take_number(wire, 0, INT32_MAX);
}

static void take_lines(struct sheet *sheet, struct wire *wire)
{
	sheet->count = (size_t)wire_take_number(wire, 2, SHEET_ROWS + 1);
	sheet->lines = memory_new(sheet->count * sizeof(*sheet->lines));
	wire->no_memory = wire->no_memory || !sheet->lines;
	for (size_t i = 0; sheet->lines && i < sheet->count; i++)
		sheet->lines[i] = (int)wire_take_number(wire, 1, INT32_MAX);
}

/* Ends the reader; the sentence is its own, or says what became of it. */
static enum ky_code give_up(struct sheet *sheet, enum ky_code code, const struct ky_error *said,
			    struct ky_error *err)
{
	struct confined *confined = sheet->confined;
	sheet->confined = NULL;
	return confine_settle(confined, code, said, err);
}

static enum ky_code begin(struct sheet *sheet, int64_t most, size_t which, struct ky_error *err)
{
	struct job job = { .file = sheet->file, .path = sheet->path, .most = most, .sheet = which };
	const struct confine how = {
		.shown = sheet->path,
		.memory = MEMORY,
		.seconds = SECONDS,
		.patience = PATIENCE,
		.keep = { fileno(sheet->file) },
		.keep_count = 1,
		.prepare = prepare,
		.read = serve,
		.data = &job,
	};
	struct ky_error said = { 0 };
	enum ky_code code = confine_begin(&how, &sheet->confined, err);
	if (code)
		return code;
	struct wire *wire = confine_wire(sheet->confined);
	code = confine_take_code(wire, &said);
	if (!code) {
		take_sheets(sheet, wire);
		take_lines(sheet, wire);
	}
	return code || !wire_is_well(wire) ? give_up(sheet, code, &said, err) : KY_OK;
}

/* Takes the file over. */
static enum ky_code open_sheet(FILE *file, const char *path, int64_t most, size_t which, struct sheet **out,
			       struct ky_error *err)
{
	struct sheet *sheet = memory_new(sizeof(*sheet));
	if (!sheet) {
		fclose(file);
		return memory_out(err);
	}
	sheet->file = file;
	sheet->path = memory_text(path);
	enum ky_code code = sheet->path ? KY_OK : memory_out(err);
	/* It looks for files of its own when it is loaded, which the reader cannot. */
	if (!code && table_needs_libraries(sheet->file))
		code = libraries_ready(err);
	if (!code)
		code = begin(sheet, most, which, err);
	if (code)
		sheet_close(sheet);
	else
		*out = sheet;
	return code;
}

enum ky_code sheet_open_file(FILE *file, const char *shown, int64_t most, struct sheet **out, struct ky_error *err)
{
	FILE *own = NULL;
	int fd = dup(fileno(file));
	if (fd >= 0)
		own = fdopen(fd, "rb");
	if (own)
		return open_sheet(own, shown, most, 0, out, err);
	enum ky_code code = ky_fail(err, KY_SYSTEM, _("%s: cannot be read (%s)."), shown, ky_reason(errno));
	if (fd >= 0)
		close(fd);
	return code;
}

enum ky_code sheet_open(const char *path, int64_t most, size_t which, struct sheet **out, struct ky_error *err)
{
	FILE *file = NULL;
	enum ky_code code = file_open(path, &file, err);
	return code ? code : open_sheet(file, path, most, which, out, err);
}

void sheet_close(struct sheet *sheet)
{
	if (!sheet)
		return;
	confine_end(sheet->confined, NULL);
	if (sheet->file)
		fclose(sheet->file);
	for (size_t i = 0; i < sheet->name_count; i++)
		free(sheet->names[i]);
	free(sheet->lines);
	free(sheet->text);
	free(sheet->path);
	free(sheet);
}

size_t sheet_sheets(const struct sheet *sheet)
{
	return sheet->name_count;
}

const char *sheet_sheet_name(const struct sheet *sheet, size_t at)
{
	assert(at < sheet->name_count);
	return sheet->names[at];
}

size_t sheet_taken(const struct sheet *sheet)
{
	return sheet->taken;
}

size_t sheet_count(const struct sheet *sheet)
{
	return sheet->count;
}

int sheet_line(const struct sheet *sheet, size_t row)
{
	assert(row < sheet->count);
	return sheet->lines[row];
}

/* As many cells as were said, each with its end. */
static void take_cells(struct sheet *sheet, struct wire *wire)
{
	size_t count = (size_t)wire_take_number(wire, 1, SHEET_COLUMNS);
	size_t len = (size_t)wire_take_number(wire, (int64_t)count, ROW_MOST);
	free(sheet->text);
	sheet->text = memory_new(len + 1);
	sheet->row.count = 0;
	if (!sheet->text) {
		wire->no_memory = true;
		return;
	}
	wire_take_bytes(wire, sheet->text, len);
	const char *at = sheet->text;
	for (sheet->row.count = 0; sheet->row.count < count && at < sheet->text + len; at += strlen(at) + 1)
		sheet->row.cells[sheet->row.count++] = at;
	wire->odd = wire->odd || sheet->row.count != count || at != sheet->text + len;
}

/* The row that comes next. */
static enum ky_code take_row(struct sheet *sheet, struct ky_error *err)
{
	struct wire *wire = confine_wire(sheet->confined);
	struct ky_error said = { 0 };
	enum ky_code code = confine_take_code(wire, &said);
	if (!code)
		take_cells(sheet, wire);
	sheet->coming = !code && wire_take_number(wire, false, true);
	sheet->next++;
	return code || !wire_is_well(wire) ? give_up(sheet, code, &said, err) : KY_OK;
}

static enum ky_code ended(const struct sheet *sheet, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%.300s was changed while it was read; import it again."), sheet->path);
}

enum ky_code sheet_read(struct sheet *sheet, size_t row, const struct sheet_row **out, struct ky_error *err)
{
	assert(row < sheet->count);
	enum ky_code code = sheet->confined ? KY_OK : ended(sheet, err);
	while (!code && sheet->coming && sheet->next != row)
		code = take_row(sheet, err);
	if (!code && !sheet->coming) {
		struct wire *wire = confine_wire(sheet->confined);
		wire_put_number(wire, (int64_t)row);
		wire_flush(wire);
		sheet->next = row;
	}
	*out = &sheet->row;
	return code ? code : take_row(sheet, err);
}
