/* A table of another program, opened for import: its rows, its columns, and what is wrong with them. */
#include <assert.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "exchange/decode.h"
#include "exchange/import.h"

const struct sheet_row *import_row(const struct ky_import *import, size_t row)
{
	assert(import->heading + 1 + row < import->table.count);
	return &import->table.rows[import->heading + 1 + row];
}

size_t ky_import_rows(const struct ky_import *import)
{
	return import->table.count - import->heading - 1;
}

const char *ky_import_cell(const struct ky_import *import, size_t row, size_t column)
{
	assert(column < import->columns);
	const struct sheet_row *cells = import_row(import, row);
	return column < cells->count ? cells->cells[column] : "";
}

int ky_import_line(const struct ky_import *import, size_t row)
{
	return import_row(import, row)->line;
}

const char *ky_import_problem(const struct ky_import *import, size_t row)
{
	assert(row < ky_import_rows(import));
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
	assert(column < import->columns);
	return import->table.rows[import->heading].cells[column];
}

int ky_import_field(const struct ky_import *import, size_t column)
{
	assert(column < import->columns);
	return import->fields[column];
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
	if (!code && !import_find_heading(import, kind))
		code = ky_fail(err, KY_INPUT,
			       kind ? _("%.300s: no column of %s is named in its first rows.")
				    : _("%.300s: its headings fit no ledger%s; say which with --kind KIND."),
			       path, kind ? ky_kind_title(kind) : "");
	if (!code)
		code = import_map_columns(import, err);
	if (code) {
		ky_import_close(import);
		return code;
	}
	import->problems = xalloc((ky_import_rows(import) + 1) * sizeof(*import->problems));
	*out = import;
	return KY_OK;
}

void ky_import_close(struct ky_import *import)
{
	if (!import)
		return;
	import_forget_problems(import);
	free(import->problems);
	sheet_free(&import->table);
	free(import->path);
	free(import);
}
