/* The rows of an imported table become records: all of them, or none. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "exchange/import.h"
#include "kuayue/text.h"

void import_forget_problems(struct ky_import *import)
{
	for (size_t i = 0; import->problems && i < ky_import_rows(import); i++) {
		free(import->problems[i]);
		import->problems[i] = NULL;
	}
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
	assert(row < ky_import_rows(import));
	struct ky_record *record = NULL;
	const struct sheet_row *cells = import_row(import, row);
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
	import_forget_problems(import);
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
