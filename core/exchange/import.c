#include "kuayue/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "exchange/decode.h"
#include "exchange/sheet.h"
#include "kuayue/text.h"

#define HEADING_WITHIN 6  /* rows: a title may stand above it */
#define HEADING_BYTES 200 /* what is longer is no heading, and folding it would take its time */

struct ky_import {
	struct ky_workbook *wb;
	const struct ky_kind *kind;
	char *path;
	struct sheet table;
	size_t heading; /* row of the table */
	int fields[KY_LEDGER_COLUMNS];
	size_t columns;
	char **problems; /* one a row behind the heading, NULL where it can be taken */
};

static const struct sheet_row *data_row(const struct ky_import *import, size_t row)
{
	return &import->table.rows[import->heading + 1 + row];
}

size_t ky_import_rows(const struct ky_import *import)
{
	return import->table.count - import->heading - 1;
}

const char *ky_import_cell(const struct ky_import *import, size_t row, size_t column)
{
	const struct sheet_row *cells = data_row(import, row);
	return column < cells->count ? cells->cells[column] : "";
}

int ky_import_line(const struct ky_import *import, size_t row)
{
	return data_row(import, row)->line;
}

const char *ky_import_problem(const struct ky_import *import, size_t row)
{
	return import->problems[row];
}

const struct ky_kind *ky_import_kind(const struct ky_import *import)
{
	return import->kind;
}

size_t ky_import_columns(const struct ky_import *import)
{
	return import->columns;
}

const char *ky_import_heading(const struct ky_import *import, size_t column)
{
	return import->table.rows[import->heading].cells[column];
}

int ky_import_field(const struct ky_import *import, size_t column)
{
	return import->fields[column];
}

/* Headings are compared folded and without blanks: 姓 名 is 姓名. */
static bool same_heading(const char *a, const char *b)
{
	char *left = ky_text_fold(a), *right = ky_text_fold(b);
	bool same = false;
	if (left && right) {
		char *x = left, *y = right;
		for (;;) {
			while (*x == ' ' || *x == '\n')
				x++;
			while (*y == ' ' || *y == '\n')
				y++;
			if (*x != *y || !*x)
				break;
			x++;
			y++;
		}
		same = !*x && !*y;
	}
	free(left);
	free(right);
	return same;
}

static int field_for(const struct ky_kind *kind, const char *heading)
{
	if (!heading[0] || strnlen(heading, HEADING_BYTES) == HEADING_BYTES)
		return KY_COLUMN_NONE;
	if (same_heading(heading, "序号"))
		return KY_COLUMN_ROW;
	if (same_heading(heading, "number") || (kind->number_zh && same_heading(heading, kind->number_zh)))
		return KY_COLUMN_NUMBER;
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *field = &kind->fields[i];
		if (same_heading(heading, field->name) || same_heading(heading, field->zh) ||
		    same_heading(heading, field->label))
			/* A path in somebody's table must not bring in a file of this computer. */
			return field->computed || field->type == KY_FILE ? KY_COLUMN_ROW : (int)i;
	}
	return same_heading(heading, "编号") ? KY_COLUMN_NUMBER : KY_COLUMN_NONE;
}

static size_t fitting(const struct ky_kind *kind, const struct sheet_row *row)
{
	size_t count = 0;
	for (size_t i = 0; i < row->count && i < KY_LEDGER_COLUMNS; i++)
		count += field_for(kind, row->cells[i]) >= 0;
	return count;
}

/* The row and, where none is given, the kind of which most columns are named. */
static size_t find_heading(struct ky_import *import, const struct ky_kind *wanted)
{
	size_t best = 0;
	for (size_t row = 0; row < import->table.count && row < HEADING_WITHIN; row++) {
		for (size_t i = 0; ky_kind_at(i); i++) {
			const struct ky_kind *kind = wanted ? wanted : ky_kind_at(i);
			size_t fits = kind->single ? 0 : fitting(kind, &import->table.rows[row]);
			if (fits > best) {
				best = fits;
				import->heading = row;
				import->kind = kind;
			}
			if (wanted)
				break;
		}
	}
	return best;
}

static bool taken(const struct ky_import *import, int field, size_t column)
{
	for (size_t i = 0; i < import->columns; i++)
		if (i != column && import->fields[i] == field && field >= KY_COLUMN_NUMBER)
			return true;
	return false;
}

/* Two columns of one name: which of them is meant is not for the program to guess. */
static enum ky_code check_twice(const struct ky_import *import, size_t column, struct ky_error *err)
{
	const char *heading = ky_import_heading(import, column);
	int field = field_for(import->kind, heading);
	for (size_t i = 0; field >= KY_COLUMN_NUMBER && i < column; i++)
		if (same_heading(ky_import_heading(import, i), heading))
			return ky_fail(
				err, KY_INPUT,
				_("%.300s: columns %zu and %zu are both called %.60s; rename or delete one."),
				import->path, i + 1, column + 1, heading);
	return KY_OK;
}

static enum ky_code map_columns(struct ky_import *import, struct ky_error *err)
{
	const struct sheet_row *heading = &import->table.rows[import->heading];
	if (heading->count > KY_LEDGER_COLUMNS)
		return ky_fail(err, KY_INPUT, _("%.300s has %zu columns; at most %d can be taken."), import->path,
			       heading->count, KY_LEDGER_COLUMNS);
	import->columns = heading->count;
	for (size_t i = 0; i < import->columns; i++)
		import->fields[i] = KY_COLUMN_NONE;
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < import->columns; i++) {
		int field = field_for(import->kind, heading->cells[i]);
		import->fields[i] = taken(import, field, i) ? KY_COLUMN_NONE : field;
		code = check_twice(import, i, err);
	}
	return code;
}

enum ky_code ky_import_open(struct ky_workbook *wb, const struct ky_kind *kind, const char *path,
			    struct ky_import **out, struct ky_error *err)
{
	struct ky_import *import = xalloc(sizeof(*import));
	char *text = NULL;
	size_t len = 0;
	import->wb = wb;
	import->path = xstrdup(path);
	enum ky_code code = decode_file(path, KY_IMPORT_BYTES, &text, &len, err);
	if (!code)
		code = sheet_read_csv(&import->table, path, text, len, err);
	free(text);
	if (!code && !find_heading(import, kind))
		code = ky_fail(err, KY_INPUT,
			       kind ? _("%.300s: no column of %s is named in its first rows.")
				    : _("%.300s: its headings fit no ledger%s; say which with --kind KIND."),
			       path, kind ? ky_kind_title(kind) : "");
	if (!code)
		code = map_columns(import, err);
	if (code) {
		ky_import_close(import);
		return code;
	}
	import->problems = xalloc((ky_import_rows(import) + 1) * sizeof(*import->problems));
	*out = import;
	return KY_OK;
}

static void forget_problems(struct ky_import *import)
{
	for (size_t i = 0; import->problems && i < ky_import_rows(import); i++) {
		free(import->problems[i]);
		import->problems[i] = NULL;
	}
}

void ky_import_close(struct ky_import *import)
{
	if (!import)
		return;
	forget_problems(import);
	free(import->problems);
	sheet_free(&import->table);
	free(import->path);
	free(import);
}

enum ky_code ky_import_map(struct ky_import *import, size_t column, int field, struct ky_error *err)
{
	if (field >= 0 && (import->kind->fields[field].computed || import->kind->fields[field].type == KY_FILE))
		return ky_fail(err, KY_INPUT, _("%s is worked out by the program and cannot be set."),
			       import->kind->fields[field].name);
	if (taken(import, field, column))
		return ky_fail(err, KY_INPUT, _("Another column goes there already; leave that one out first."));
	import->fields[column] = field;
	return KY_OK;
}

/* What our own export puts before a formula is taken off again. */
static const char *cell_value(const char *cell)
{
	return cell[0] == '\'' && cell[1] && strchr("=+-@\t", cell[1]) ? cell + 1 : cell;
}

static int number_column(const struct ky_import *import)
{
	for (size_t i = 0; i < import->columns; i++)
		if (import->fields[i] == KY_COLUMN_NUMBER)
			return (int)i;
	return -1;
}

struct numbered {
	const char *number;
	size_t row;
};

static int compare_numbers(const void *a, const void *b)
{
	const struct numbered *left = a, *right = b;
	int order = strcmp(left->number, right->number);
	return order ? order : (left->row > right->row) - (left->row < right->row);
}

/* Two rows of one number would change one record twice, and the first for nothing. */
static void refuse_twice(struct ky_import *import, size_t *bad)
{
	int column = number_column(import);
	size_t count = 0, rows = ky_import_rows(import);
	struct numbered *numbers = xalloc((rows + 1) * sizeof(*numbers));
	for (size_t i = 0; column >= 0 && i < rows; i++)
		if (ky_import_cell(import, i, (size_t)column)[0])
			numbers[count++] = (struct numbered){ ky_import_cell(import, i, (size_t)column), i };
	if (count)
		qsort(numbers, count, sizeof(*numbers), compare_numbers);
	for (size_t i = 1; i < count; i++) {
		struct ky_error why = { 0 };
		if (strcmp(numbers[i].number, numbers[i - 1].number) != 0 || import->problems[numbers[i].row])
			continue;
		ky_fail(&why, KY_INPUT, _("%.60s stands in row %d already."), numbers[i].number,
			ky_import_line(import, numbers[i - 1].row));
		import->problems[numbers[i].row] = xstrdup(why.text);
		(*bad)++;
	}
	free(numbers);
}

/* A new record, or the one whose number the row has. */
static enum ky_code record_for(const struct ky_import *import, size_t row, struct ky_record **out,
			       struct ky_error *err)
{
	int column = number_column(import);
	const char *number = column < 0 ? "" : ky_import_cell(import, row, (size_t)column);
	if (!number[0]) {
		*out = ky_record_new(import->kind);
		return KY_OK;
	}
	enum ky_code code = ky_record_load(import->wb, number, out, err);
	if (!code && ky_record_kind(*out) != import->kind) {
		ky_record_free(*out);
		*out = NULL;
		code = ky_fail(err, KY_INPUT, _("%.60s is no record of %s."), number, ky_kind_title(import->kind));
	}
	return code;
}

static enum ky_code take_row(const struct ky_import *import, size_t row, struct ky_error *err)
{
	struct ky_record *record = NULL;
	const struct sheet_row *cells = data_row(import, row);
	for (size_t i = import->columns; i < cells->count; i++)
		if (cells->cells[i][0])
			return ky_fail(err, KY_INPUT, _("%zu columns; the heading has %zu."), cells->count,
				       import->columns);
	if (cells->count < import->columns)
		return ky_fail(err, KY_INPUT, _("%zu columns; the heading has %zu."), cells->count,
			       import->columns);
	enum ky_code code = record_for(import, row, &record, err);
	for (size_t i = 0; !code && i < import->columns; i++)
		if (import->fields[i] >= 0)
			code = ky_record_put(import->wb, record, import->fields[i],
					     cell_value(ky_import_cell(import, row, i)), err);
	if (!code)
		code = ky_record_save(import->wb, record, NULL, err);
	ky_record_free(record);
	return code;
}

/* Inside a change. A row that cannot be taken leaves its reason; only a failing machine ends it. */
static enum ky_code take_rows(struct ky_import *import, size_t *bad, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	*bad = 0;
	forget_problems(import);
	for (size_t i = 0; !code && i < ky_import_rows(import); i++) {
		struct ky_error why = { 0 };
		code = take_row(import, i, &why);
		if (code == KY_INPUT) {
			import->problems[i] = xstrdup(why.text);
			(*bad)++;
			code = KY_OK;
		} else if (code && err) {
			*err = why;
		}
	}
	if (!code)
		refuse_twice(import, bad);
	return code;
}

enum ky_code ky_import_try(struct ky_import *import, size_t *bad, struct ky_error *err)
{
	enum ky_code code = ky_change_begin(import->wb, KY_CHANGE_IMPORT, err);
	if (code)
		return code;
	code = take_rows(import, bad, err);
	ky_change_rollback(import->wb);
	return code;
}

static enum ky_code first_problem(const struct ky_import *import, size_t bad, struct ky_error *err)
{
	size_t row = 0;
	while (!import->problems[row])
		row++;
	return ky_fail(err, KY_INPUT, _("%.300s, row %d: %.500s (%zu rows cannot be taken; nothing was written)"),
		       import->path, ky_import_line(import, row), import->problems[row], bad);
}

enum ky_code ky_import_write(struct ky_import *import, struct ky_error *err)
{
	size_t bad = 0;
	enum ky_code code = ky_change_begin(import->wb, KY_CHANGE_IMPORT, err);
	if (code)
		return code;
	code = take_rows(import, &bad, err);
	if (!code && !bad)
		return ky_change_commit(import->wb, err);
	ky_change_rollback(import->wb);
	return code ? code : first_problem(import, bad, err);
}
