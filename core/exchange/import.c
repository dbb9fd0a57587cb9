/* Opens a table of another program for import, and answers what is in it. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "exchange/import.h"
#include "exchange/rows.h"

#define SAMPLE_BYTES 400 /* most bytes of a cell that is shown */

enum ky_code import_read(struct ky_import *import, size_t row, const struct sheet_row **out, struct ky_error *err)
{
	assert(row < ky_import_rows(import));
	return sheet_read(import->sheet, import->heading + 1 + row, out, err);
}

size_t ky_import_rows(const struct ky_import *import)
{
	return sheet_count(import->sheet) - import->heading - 1;
}

const char *ky_import_sample(const struct ky_import *import, size_t row, size_t column)
{
	if (row >= KY_IMPORT_SAMPLES || row >= ky_import_rows(import))
		return NULL;
	return column < import->samples[row].count ? import->samples[row].cells[column] : "";
}

const char *ky_import_problem(const struct ky_import *import, size_t n, int *line)
{
	if (n >= import->problem_count)
		return NULL;
	*line = import_line(import, import->problems[n].row);
	return import->problems[n].text;
}

bool ky_import_problem_is_doubt(const struct ky_import *import, size_t n)
{
	return n < import->problem_count && import->problems[n].doubt;
}

int import_line(const struct ky_import *import, size_t row)
{
	return sheet_line(import->sheet, import->heading + 1 + row);
}

int ky_import_heading_line(const struct ky_import *import)
{
	return sheet_line(import->sheet, import->heading);
}

const char *ky_import_sheet(const struct ky_import *import, size_t sheet)
{
	return sheet < sheet_sheets(import->sheet) ? sheet_sheet_name(import->sheet, sheet) : NULL;
}

size_t ky_import_sheet_taken(const struct ky_import *import)
{
	return sheet_taken(import->sheet);
}

struct ky_import_tally ky_import_counts(const struct ky_import *import)
{
	return import->counts;
}

void ky_import_set_known(struct ky_import *import, enum ky_known known)
{
	import->known = known;
}

size_t ky_import_bad(const struct ky_import *import)
{
	return import->bad;
}

const struct ky_kind *ky_import_kind(const struct ky_import *import)
{
	return import->kind;
}

size_t ky_import_columns(const struct ky_import *import)
{
	return import->headings.count;
}

const char *ky_import_heading(const struct ky_import *import, size_t column)
{
	assert(column < import->headings.count);
	return import->headings.cells[column];
}

int ky_import_field(const struct ky_import *import, size_t column)
{
	assert(column < import->headings.count);
	return import->fields[column];
}

static void free_row(struct import_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		free(row->cells[i]);
	row->count = 0;
}

/* Keeps the first rows for showing, each cell cut to SAMPLE_BYTES. A character that the cut divides is shown as an
 * ill-formed one. */
static enum ky_code take_samples(struct ky_import *import, struct ky_error *err)
{
	const struct sheet_row *cells = NULL;
	for (size_t i = 0; i < KY_IMPORT_SAMPLES && i < ky_import_rows(import); i++) {
		enum ky_code code = import_read(import, i, &cells, err);
		struct import_row *row = &import->samples[i];
		for (size_t column = 0; !code && column < cells->count; column++) {
			row->cells[column] = strndup(cells->cells[column], SAMPLE_BYTES);
			if (!row->cells[column])
				return memory_out(err);
			row->count++;
		}
		if (code)
			return code;
	}
	return KY_OK;
}

enum ky_code ky_import_open(struct ky_workbook *wb, const struct ky_kind *kind, const char *path,
			    struct ky_import **out, struct ky_error *err)
{
	return ky_import_open_as(wb, &(struct ky_import_ask){ .kind = kind }, path, out, err);
}

enum ky_code ky_import_open_as(struct ky_workbook *wb, const struct ky_import_ask *ask, const char *path,
			       struct ky_import **out, struct ky_error *err)
{
	struct ky_import *import = memory_new(sizeof(*import));
	if (!import)
		return memory_out(err);
	import->wb = wb;
	import->path = memory_text(path);
	enum ky_code code = import->path ? KY_OK : memory_out(err);
	if (!code)
		code = sheet_open(path, KY_IMPORT_BYTES, ask->sheet, &import->sheet, err);
	if (!code)
		code = import_find_heading(import, ask, err);
	if (!code)
		code = import_settle_kind(import, err);
	if (!code)
		code = take_samples(import, err);
	if (code) {
		import_say_kind(import, code, err);
		ky_import_close(import);
		return code;
	}
	*out = import;
	return KY_OK;
}

void ky_import_close(struct ky_import *import)
{
	if (!import)
		return;
	import_forget_problems(import);
	import_forget_people(import);
	for (size_t i = 0; i < import->said_count; i++)
		free(import->said[i].id);
	free(import->said);
	for (size_t i = 0; i < KY_IMPORT_SAMPLES; i++)
		free_row(&import->samples[i]);
	free_row(&import->headings);
	labels_free(import->labels);
	sheet_close(import->sheet);
	free(import->path);
	free(import);
}
