/* Which column of an imported table is which field, and which row has the headings. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "exchange/import.h"
#include "kuayue/text.h"

#define HEADING_WITHIN 6  /* rows: a title may stand above it */
#define HEADING_BYTES 200 /* what is longer is no heading, and folding it would take its time */

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
	for (size_t i = 0; i < row->count && i < KY_DECLARED_MAX; i++)
		count += field_for(kind, row->cells[i]) >= 0;
	return count;
}

size_t import_find_heading(struct ky_import *import, const struct ky_kind *wanted)
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
	assert(column < import->columns);
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

enum ky_code import_map_columns(struct ky_import *import, struct ky_error *err)
{
	const struct sheet_row *heading = &import->table.rows[import->heading];
	if (heading->count > KY_DECLARED_MAX)
		return ky_fail(err, KY_INPUT, _("%.300s has %zu columns; at most %d can be taken."), import->path,
			       heading->count, KY_DECLARED_MAX);
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

enum ky_code ky_import_map(struct ky_import *import, size_t column, int field, struct ky_error *err)
{
	assert(column < import->columns);
	assert(field < (int)import->kind->field_count);
	if (field >= 0 && (import->kind->fields[field].computed || import->kind->fields[field].type == KY_FILE))
		return ky_fail(err, KY_INPUT, _("%s is worked out by the program and cannot be set."),
			       import->kind->fields[field].name);
	if (taken(import, field, column))
		return ky_fail(err, KY_INPUT, _("Another column goes there already; leave that one out first."));
	import->fields[column] = field;
	return KY_OK;
}
