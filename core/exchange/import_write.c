/* Takes the rows of an imported table: all of them, or none, or those that can be taken. */
#include <assert.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "exchange/import.h"
#include "exchange/rows.h"
#include "texts.h"

static void forget_texts(struct ky_import *import)
{
	for (size_t i = 0; i < import->problem_count; i++)
		free(import->problems[i].text);
	import->problem_count = import->bad = 0;
}

void import_forget_problems(struct ky_import *import)
{
	forget_texts(import);
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

/* Over the rows that are not taken yet; each that cannot be taken leaves its reason. *went: one was taken. */
static enum ky_code take_once(struct ky_import *import, bool *done, bool *went, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	*went = false;
	forget_texts(import);
	for (size_t i = 0; !code && i < ky_import_rows(import); i++) {
		const struct sheet_row *row = NULL;
		struct ky_error why = { 0 };
		if (done[i])
			continue;
		code = import_read(import, i, &row, err);
		if (code)
			break;
		code = import_take_row(import, i, row, &why);
		done[i] = !code;
		*went = *went || !code;
		if (code == KY_INPUT) {
			write_left(import, import_line(import, i), row, why.text);
			code = add_problem(import, i, why.text) ? KY_OK : memory_out(err);
		} else if (code && err) {
			*err = why;
		}
	}
	return code;
}

static bool has_links(const struct ky_import *import)
{
	for (size_t i = 0; i < import->headings.count; i++)
		if (import->fields[i] >= 0 && (import->kind->fields[import->fields[i]].type == KY_LINK ||
					       import->kind->fields[import->fields[i]].type == KY_LINKS))
			return true;
	return false;
}

/* Inside a change. Only a failing machine ends it. A row may link to one below it, so those that were refused are
 * tried again as long as others are taken; the file of what is left out is written last. */
static enum ky_code take_rows(struct ky_import *import, struct ky_error *err)
{
	FILE *left = import->left;
	bool went = true, links = has_links(import);
	bool *done = memory_new(ky_import_rows(import) + 1);
	import_forget_problems(import);
	labels_free(import->labels);
	import->labels = labels_new();
	enum ky_code code = done && import->labels ? import_decide_rows(import, err) : memory_out(err);
	import->left = links ? NULL : left;
	if (!code)
		code = take_once(import, done, &went, err);
	while (!code && links && went && import->bad)
		code = take_once(import, done, &went, err);
	import->left = left;
	if (!code && links && left && import->bad)
		code = take_once(import, done, &went, err);
	free(done);
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
	enum ky_code code = import_check_kind(import, err);
	if (code)
		return code;
	code = ky_change_begin(import->wb, KY_CHANGE_IMPORT, err);
	if (code)
		return code;
	code = take_rows(import, err);
	if (!code && import->bad <= most)
		return ky_change_commit(import->wb, err);
	ky_change_rollback(import->wb);
	return import_say_kind(import, code ? code : refuse(import, err), err);
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
