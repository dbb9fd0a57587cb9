/* Makes a record of a row of an imported table, or changes the one that it is. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "exchange/import.h"
#include "exchange/rows.h"

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
	const char *what = import_cell(import, cells, KY_COLUMN_NUMBER);
	if (!what[0])
		what = import_cell(import, cells, ky_title_field(import->kind));
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

/* Whether the number looks like one of the workbook's own. */
static enum ky_code looks_own(const struct ky_import *import, const char *number, bool *own, struct ky_error *err)
{
	char *school = NULL;
	enum ky_code code = ky_school_text(import->wb, "code", &school, err);
	size_t len = school ? strlen(school) : 0;
	*own = !code && strncmp(number, school, len) == 0 && number[len] == '-';
	free(school);
	return code;
}

/* The record whose number the row has. Where nobody has it the number is only what the other rows of the file call
 * this one, and the record is new; but one that looks like the workbook's own is a slip. */
static enum ky_code record_of_number(const struct ky_import *import, const char *number, struct ky_record **out,
				     struct ky_error *err)
{
	struct ky_error why = { 0 };
	bool own = false;
	enum ky_code code = ky_record_load(import->wb, number, out, &why);
	if (!code && ky_record_kind(*out) == import->kind)
		return KY_OK;
	if (!code) {
		ky_record_free(*out);
		*out = NULL;
		return ky_fail(err, KY_INPUT, _("%.60s is no record of %s."), number, ky_kind_title(import->kind));
	}
	if (code == KY_INPUT)
		code = looks_own(import, number, &own, &why);
	if (code || own)
		return ky_fail(err, code ? code : KY_INPUT, "%s", why.text);
	*out = ky_record_new(import->kind);
	return *out ? KY_OK : memory_out(err);
}

/* The record that the row is, new where there is none. *known: it is there, and told by what it is known by. */
static enum ky_code record_for(const struct ky_import *import, size_t row, const struct sheet_row *cells,
			       struct ky_record **out, bool *known, struct ky_error *err)
{
	const struct import_decision fresh = { IMPORT_NEW, 0 },
				     *decision = import->decisions ? &import->decisions[row] : &fresh;
	*known = decision->is == IMPORT_KNOWN;
	if (decision->is == IMPORT_NUMBERED)
		return record_of_number(import, import_cell(import, cells, KY_COLUMN_NUMBER), out, err);
	if (decision->is == IMPORT_KNOWN)
		return ky_record_load(import->wb, import->people[decision->of].id, out, err);
	if (decision->is == IMPORT_REPEATED)
		return is_repeated(import, row, cells, err);
	if (decision->is == IMPORT_DOUBT)
		return is_doubtful(import, row, err);
	*out = ky_record_new(import->kind);
	return *out ? KY_OK : memory_out(err);
}

/* Sets changed where the record has something else now. A new one is not asked what it had: changed is NULL. */
static enum ky_code put_cell(const struct ky_import *import, struct ky_record *record, size_t column,
			     const char *value, bool *changed, struct ky_error *err)
{
	int field = import->fields[column];
	if (!changed)
		return ky_record_put(import->wb, record, field, value, err);
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

/* The cell's value; a link to a row of this file by what that is called there. */
static enum ky_code linked_value(const struct ky_import *import, size_t column, const char *cell, char **out,
				 struct ky_error *err)
{
	const struct ky_field *field = &import->kind->fields[import->fields[column]];
	enum ky_code code = import_value(import, column, cell, out, err);
	bool waits = false;
	if (code || (field->type != KY_LINK && field->type != KY_LINKS))
		return code;
	char *plain = *out;
	*out = labels_apply(import->labels, field, plain, &waits);
	free(plain);
	return *out ? KY_OK : memory_out(err);
}

static enum ky_code put_cells(const struct ky_import *import, struct ky_record *record,
			      const struct sheet_row *cells, bool known, bool *changed, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < import->headings.count; i++) {
		char *value = NULL;
		if (import->fields[i] < 0)
			continue;
		code = linked_value(import, i, cells->cells[i], &value, err);
		if (!code && goes_in(import, record, i, value, known))
			code = put_cell(import, record, i, value, changed, err);
		free(value);
	}
	return code;
}

/* From now on other rows can link to it by its number in the file. */
static enum ky_code keep_label(struct ky_import *import, size_t row, const struct sheet_row *cells,
			       const struct ky_record *record, struct ky_error *err)
{
	const char *number = import_cell(import, cells, KY_COLUMN_NUMBER);
	if (!number[0])
		return KY_OK;
	enum ky_code code = labels_add(import->labels, number, row, err);
	if (!code)
		labels_set(import->labels, number, ky_record_id(record));
	return code;
}

enum ky_code import_take_row(struct ky_import *import, size_t row, const struct sheet_row *cells,
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
		code = put_cells(import, record, cells, known, fresh ? NULL : &changed, err);
	if (!code && !skip && (fresh || changed))
		code = ky_record_save(import->wb, record, NULL, err);
	if (!code && fresh)
		code = keep_label(import, row, cells, record, err);
	ky_record_free(record);
	if (!code)
		++*(fresh ? &import->counts.added : changed ? &import->counts.changed : &import->counts.same);
	return code;
}
