/* Makes records of the rows of an imported table: of all of them, or of none, or of those that can be taken. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "exchange/import.h"
#include "texts.h"

void import_forget_problems(struct ky_import *import)
{
	for (size_t i = 0; i < import->problem_count; i++)
		free(import->problems[i].text);
	import->problem_count = import->bad = 0;
	import->counts = (struct ky_import_tally){ 0 };
}

/* False: no memory. */
static bool add_problem(struct ky_import *import, size_t row, const char *text)
{
	char *copy = import->problem_count < KY_IMPORT_PROBLEMS ? memory_text(text) : NULL;
	bool doubt = import->decisions && import->decisions[row].is == IMPORT_DOUBT;
	import->bad++;
	if (copy)
		import->problems[import->problem_count++] = (struct import_problem){ row, copy, doubt };
	return copy || import->problem_count == KY_IMPORT_PROBLEMS;
}

/* The record whose number the row has. */
static enum ky_code load_numbered(const struct ky_import *import, const char *number, struct ky_record **out,
				  struct ky_error *err)
{
	enum ky_code code = ky_record_load(import->wb, number, out, err);
	if (!code && ky_record_kind(*out) != import->kind) {
		ky_record_free(*out);
		*out = NULL;
		code = ky_fail(err, KY_INPUT, _("%.60s is no record of %s."), number, ky_kind_title(import->kind));
	}
	return code;
}

/* Whether the row is one of the table's: its count is a number, and no 合计 or 填表人. */
static enum ky_code check_row_number(const struct ky_import *import, const struct sheet_row *row,
				     struct ky_error *err)
{
	const char *cell = import->row_number >= 0 && (size_t)import->row_number < row->count
				   ? row->cells[import->row_number]
				   : "";
	if (!cell[0] || strpbrk(cell, "0123456789"))
		return KY_OK;
	return ky_fail(err, KY_INPUT, _("it is no row of the table: \"%.60s\" stands where the rows are counted."),
		       cell);
}

static enum ky_code check_columns(const struct ky_import *import, const struct sheet_row *row,
				  struct ky_error *err)
{
	size_t columns = import->headings.count;
	bool more = false;
	for (size_t i = columns; i < row->count; i++)
		more = more || row->cells[i][0];
	if (!more && row->count >= columns)
		return KY_OK;
	return ky_fail(err, KY_INPUT, _("%zu columns; the heading has %zu."), row->count, columns);
}

static enum ky_code is_repeated(const struct ky_import *import, size_t row, const struct sheet_row *cells,
				struct ky_error *err)
{
	const struct import_decision *decision = &import->decisions[row];
	int column = import_column_of(import, KY_COLUMN_NUMBER);
	const char *what = column >= 0 ? cells->cells[column] : "";
	if (!what[0]) {
		column = import_column_of(import, ky_title_field(import->kind));
		what = column >= 0 ? cells->cells[column] : "";
	}
	return ky_fail(err, KY_INPUT, _("%.60s stands in row %d already."), what,
		       import_line(import, decision->of));
}

static enum ky_code is_doubtful(const struct ky_import *import, size_t row, struct ky_error *err)
{
	size_t of = import->decisions[row].of;
	char *first = ky_import_doubt_choice(import, of, 0);
	enum ky_code code =
		first ? ky_fail(err, KY_INPUT,
				_("%.60s is there already (%.120s), and nothing tells whether it is the "
				  "same."),
				import->doubts[of].title, first)
		      : memory_out(err);
	free(first);
	return code;
}

/* The record that the row is, new where there is none. *known: it is there, and told by what it is known by. */
static enum ky_code record_for(const struct ky_import *import, size_t row, const struct sheet_row *cells,
			       struct ky_record **out, bool *known, struct ky_error *err)
{
	const struct import_decision fresh = { IMPORT_NEW, 0 },
				     *decision = import->decisions ? &import->decisions[row] : &fresh;
	*known = decision->is == IMPORT_KNOWN;
	if (decision->is == IMPORT_NUMBERED)
		return load_numbered(import, cells->cells[import_column_of(import, KY_COLUMN_NUMBER)], out, err);
	if (decision->is == IMPORT_KNOWN)
		return ky_record_load(import->wb, import->people[decision->of].id, out, err);
	if (decision->is == IMPORT_REPEATED)
		return is_repeated(import, row, cells, err);
	if (decision->is == IMPORT_DOUBT)
		return is_doubtful(import, row, err);
	*out = ky_record_new(import->kind);
	return *out ? KY_OK : memory_out(err);
}

/* Sets changed where the record has something else now. */
static enum ky_code put_cell(const struct ky_import *import, struct ky_record *record, size_t column,
			     const char *value, bool *changed, struct ky_error *err)
{
	int field = import->fields[column];
	char *before = ky_record_text(import->wb, record, field), *after = NULL;
	enum ky_code code = before ? ky_record_put(import->wb, record, field, value, err) : memory_out(err);
	if (!code) {
		after = ky_record_text(import->wb, record, field);
		code = after ? KY_OK : memory_out(err);
	}
	*changed = *changed || (!code && strcmp(before, after) != 0);
	free(before);
	free(after);
	return code;
}

/* Whether the cell goes into the record: one that is told by its name keeps what it has. */
static bool goes_in(const struct ky_import *import, const struct ky_record *record, size_t column,
		    const char *value, bool known)
{
	if (!known)
		return true;
	int field = import->fields[column];
	/* The name is how it was told. */
	if (!value[0] || field == ky_title_field(import->kind))
		return false;
	return import->known == KY_KNOWN_REPLACE || ky_record_get(record, field).is == KY_BLANK;
}

static enum ky_code put_cells(const struct ky_import *import, struct ky_record *record,
			      const struct sheet_row *cells, bool known, bool *changed, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < import->headings.count; i++) {
		char *value = NULL;
		if (import->fields[i] < 0)
			continue;
		code = import_value(import, i, cells->cells[i], &value, err);
		if (!code && goes_in(import, record, i, value, known))
			code = put_cell(import, record, i, value, changed, err);
		free(value);
	}
	return code;
}

static enum ky_code take_row(struct ky_import *import, size_t row, const struct sheet_row *cells,
			     struct ky_error *err)
{
	struct ky_record *record = NULL;
	bool known = false, changed = false;
	enum ky_code code = check_columns(import, cells, err);
	if (!code)
		code = check_row_number(import, cells, err);
	if (!code)
		code = record_for(import, row, cells, &record, &known, err);
	bool fresh = record && !ky_record_number(record)[0], skip = known && import->known == KY_KNOWN_SKIP;
	if (!code && !skip)
		code = put_cells(import, record, cells, known, &changed, err);
	if (!code && !skip && (fresh || changed))
		code = ky_record_save(import->wb, record, NULL, err);
	ky_record_free(record);
	if (!code)
		++*(fresh ? &import->counts.added : changed ? &import->counts.changed : &import->counts.same);
	return code;
}

/* A refused row goes into the file of those that are left out, with the reason. */
static void write_left(const struct ky_import *import, int line, const struct sheet_row *cells, const char *why)
{
	char number[24];
	if (!import->left)
		return;
	for (size_t i = 0; i < cells->count; i++)
		ky_csv_cell(import->left, escape_unmark(cells->cells[i]), false);
	for (size_t i = cells->count; i < import->headings.count; i++)
		ky_csv_cell(import->left, "", false);
	snprintf(number, sizeof(number), "%d", line);
	ky_csv_cell(import->left, number, false);
	ky_csv_cell(import->left, why, true);
}

/* Inside a change. A row that cannot be taken leaves its reason; only a failing machine ends it. */
static enum ky_code take_rows(struct ky_import *import, struct ky_error *err)
{
	import_forget_problems(import);
	enum ky_code code = import_decide_rows(import, err);
	for (size_t i = 0; !code && i < ky_import_rows(import); i++) {
		const struct sheet_row *row = NULL;
		struct ky_error why = { 0 };
		code = import_read(import, i, &row, err);
		if (code)
			break;
		code = take_row(import, i, row, &why);
		if (code == KY_INPUT) {
			write_left(import, import_line(import, i), row, why.text);
			code = add_problem(import, i, why.text) ? KY_OK : memory_out(err);
		} else if (code && err) {
			*err = why;
		}
	}
	return code;
}

enum ky_code ky_import_try(struct ky_import *import, struct ky_error *err)
{
	enum ky_code code = ky_change_begin(import->wb, KY_CHANGE_IMPORT, err);
	if (code)
		return code;
	code = take_rows(import, err);
	ky_change_rollback(import->wb);
	return code;
}

static enum ky_code refuse(const struct ky_import *import, struct ky_error *err)
{
	int line = 0;
	const char *why = ky_import_problem(import, 0, &line);
	return ky_fail(err, KY_INPUT, _("%.300s, row %d: %.500s (%zu rows cannot be taken; nothing was written)"),
		       import->path, line, why, import->bad);
}

static void head_left(const struct ky_import *import)
{
	fputs("\xEF\xBB\xBF", import->left);
	for (size_t i = 0; i < import->headings.count; i++)
		ky_csv_cell(import->left, import->headings.cells[i], false);
	ky_csv_cell(import->left, ZH_LEFT_LINE, false);
	ky_csv_cell(import->left, ZH_LEFT_WHY, true);
}

/* most: rows that may be refused. */
static enum ky_code write_rows(struct ky_import *import, size_t most, struct ky_error *err)
{
	enum ky_code code = ky_change_begin(import->wb, KY_CHANGE_IMPORT, err);
	if (code)
		return code;
	code = take_rows(import, err);
	if (!code && import->bad <= most)
		return ky_change_commit(import->wb, err);
	ky_change_rollback(import->wb);
	return code ? code : refuse(import, err);
}

enum ky_code ky_import_write(struct ky_import *import, struct ky_error *err)
{
	return write_rows(import, 0, err);
}

enum ky_code ky_import_write_left(struct ky_import *import, FILE *left, struct ky_error *err)
{
	assert(ky_import_rows(import) && !import->left);
	import->left = left;
	if (left)
		head_left(import);
	enum ky_code code = write_rows(import, ky_import_rows(import) - 1, err);
	import->left = NULL;
	return code;
}
