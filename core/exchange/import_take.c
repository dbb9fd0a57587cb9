/* Makes records of the rows of an imported table: of all of them, or of none. */
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "exchange/import.h"
#define NUMBER_BYTES 200 /* of what stands for a number; no record has one that is longer */

void import_forget_problems(struct ky_import *import)
{
	for (size_t i = 0; i < import->problem_count; i++)
		free(import->problems[i].text);
	import->problem_count = import->bad = 0;
}

/* False: no memory. */
static bool add_problem(struct ky_import *import, size_t row, const char *text)
{
	char *copy = import->problem_count < KY_IMPORT_PROBLEMS ? memory_text(text) : NULL;
	import->bad++;
	if (copy)
		import->problems[import->problem_count++] = (struct import_problem){ row, copy };
	return copy || import->problem_count == KY_IMPORT_PROBLEMS;
}

static int number_column(const struct ky_import *import)
{
	for (size_t i = 0; i < import->headings.count; i++)
		if (import->fields[i] == KY_COLUMN_NUMBER)
			return (int)i;
	return -1;
}

/* The numbers that stand in the file; text: behind one another, each with its NUL. */
struct numbers {
	struct strbuf text;
	struct numbered {
		const char *number;
		size_t row, at; /* at: of its text, as long as that grows */
		bool bad;       /* the row cannot be taken anyway */
	} * list;
	size_t count;
};

/* False: no memory. */
static bool add_number(struct numbers *numbers, const char *number, size_t row, bool bad)
{
	if (!memory_grow(&numbers->list, numbers->count, sizeof(*numbers->list)))
		return false;
	numbers->list[numbers->count++] = (struct numbered){ .row = row, .at = numbers->text.len, .bad = bad };
	strbuf_add_len(&numbers->text, number, strnlen(number, NUMBER_BYTES));
	strbuf_add_len(&numbers->text, "", 1);
	return !numbers->text.over;
}

static int compare_numbers(const void *a, const void *b)
{
	const struct numbered *left = a, *right = b;
	int order = strcmp(left->number, right->number);
	return order ? order : (left->row > right->row) - (left->row < right->row);
}

static int compare_problems(const void *a, const void *b)
{
	const struct import_problem *left = a, *right = b;
	return (left->row > right->row) - (left->row < right->row);
}

/* Refuses two rows with the same number: the second would undo the first. False: no memory. */
static bool refuse_twice(struct ky_import *import, struct numbers *numbers)
{
	for (size_t i = 0; i < numbers->count; i++)
		numbers->list[i].number = numbers->text.text + numbers->list[i].at;
	if (numbers->count)
		qsort(numbers->list, numbers->count, sizeof(*numbers->list), compare_numbers);
	bool kept = true;
	for (size_t i = 1; i < numbers->count; i++) {
		const struct numbered *here = &numbers->list[i], *before = here - 1;
		struct ky_error why = { 0 };
		if (strcmp(here->number, before->number) != 0 || here->bad)
			continue;
		ky_fail(&why, KY_INPUT, _("%.60s stands in row %d already."), here->number,
			sheet_line(import->sheet, import->heading + 1 + before->row));
		kept = add_problem(import, here->row, why.text) && kept;
	}
	if (import->problem_count)
		qsort(import->problems, import->problem_count, sizeof(import->problems[0]), compare_problems);
	return kept;
}

/* A new record, or the one whose number the row has. */
static enum ky_code record_for(const struct ky_import *import, const char *number, struct ky_record **out,
			       struct ky_error *err)
{
	if (!number[0]) {
		*out = ky_record_new(import->kind);
		return *out ? KY_OK : memory_out(err);
	}
	enum ky_code code = ky_record_load(import->wb, number, out, err);
	if (!code && ky_record_kind(*out) != import->kind) {
		ky_record_free(*out);
		*out = NULL;
		code = ky_fail(err, KY_INPUT, _("%.60s is no record of %s."), number, ky_kind_title(import->kind));
	}
	return code;
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

static enum ky_code take_row(const struct ky_import *import, const struct sheet_row *row, const char *number,
			     struct ky_error *err)
{
	struct ky_record *record = NULL;
	enum ky_code code = check_columns(import, row, err);
	if (!code)
		code = record_for(import, number, &record, err);
	for (size_t i = 0; !code && i < import->headings.count; i++)
		if (import->fields[i] >= 0)
			code = ky_record_put(import->wb, record, import->fields[i], escape_unmark(row->cells[i]),
					     err);
	if (!code)
		code = ky_record_save(import->wb, record, NULL, err);
	ky_record_free(record);
	return code;
}

/* Inside a change. A row that cannot be taken leaves its reason; only a failing machine ends it. */
static enum ky_code take_rows(struct ky_import *import, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	struct numbers numbers = { .count = 0 };
	strbuf_init(&numbers.text, (size_t)SHEET_ROWS * (NUMBER_BYTES + 1));
	int column = number_column(import);
	import_forget_problems(import);
	for (size_t i = 0; !code && i < ky_import_rows(import); i++) {
		const struct sheet_row *row = NULL;
		struct ky_error why = { 0 };
		code = import_read(import, i, &row, err);
		if (code)
			break;
		const char *number = column >= 0 && (size_t)column < row->count ? row->cells[column] : "";
		code = take_row(import, row, number, &why);
		bool kept = !number[0] || add_number(&numbers, number, i, code != KY_OK);
		if (code == KY_INPUT) {
			kept = add_problem(import, i, why.text) && kept;
			code = KY_OK;
		} else if (code && err) {
			*err = why;
		}
		if (!code && !kept)
			code = memory_out(err);
	}
	if (!code && !refuse_twice(import, &numbers))
		code = memory_out(err);
	strbuf_free(&numbers.text);
	free(numbers.list);
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

enum ky_code ky_import_write(struct ky_import *import, struct ky_error *err)
{
	enum ky_code code = ky_change_begin(import->wb, KY_CHANGE_IMPORT, err);
	if (code)
		return code;
	code = take_rows(import, err);
	if (!code && !import->bad)
		return ky_change_commit(import->wb, err);
	ky_change_rollback(import->wb);
	if (code)
		return code;
	int line = 0;
	const char *why = ky_import_problem(import, 0, &line);
	return ky_fail(err, KY_INPUT, _("%.300s, row %d: %.500s (%zu rows cannot be taken; nothing was written)"),
		       import->path, line, why, import->bad);
}
