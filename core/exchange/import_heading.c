/* Finds the row of an imported table that has the headings: titles may stand above it, and a heading may take two
 * rows of which the lower one divides what the upper one has over several columns. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "exchange/import.h"

#define HEADING_WITHIN 10 /* rows */

/* False: no memory. */
static bool keep_heading(struct ky_import *import, size_t row, const struct sheet_row *cells)
{
	for (size_t i = 0; i < import->headings.count; i++)
		free(import->headings.cells[i]);
	import->heading = row;
	bool kept = true;
	import->headings.count = cells->count;
	for (size_t i = 0; i < cells->count; i++) {
		import->headings.cells[i] = memory_text(cells->cells[i]);
		kept = kept && import->headings.cells[i];
	}
	return kept;
}

static enum ky_code count_row(const struct import_names *names, const struct sheet_row *cells,
			      size_t fits[IMPORT_KINDS], struct ky_error *err)
{
	memset(fits, 0, IMPORT_KINDS * sizeof(*fits));
	for (size_t i = 0; i < cells->count; i++)
		if (!import_count_cell(names, cells->cells[i], fits))
			return memory_out(err);
	return KY_OK;
}

static enum ky_code look_at_row(struct ky_import *import, const struct import_names *names, size_t row,
				size_t *best, struct ky_error *err)
{
	const struct sheet_row *cells = NULL;
	size_t fits[IMPORT_KINDS], most = *best;
	enum ky_code code = sheet_read(import->sheet, row, &cells, err);
	if (!code)
		code = count_row(names, cells, fits, err);
	for (size_t i = 0; !code && i < IMPORT_KINDS && ky_kind_at(i); i++)
		most = fits[i] > most ? fits[i] : most;
	if (code || most == *best)
		return code;
	*best = most;
	import->kind = NULL;
	import->rival_count = 0;
	for (size_t i = 0; i < IMPORT_KINDS && ky_kind_at(i); i++) {
		if (fits[i] != most)
			continue;
		if (!import->kind)
			import->kind = ky_kind_at(i);
		else if (import->rival_count < IMPORT_RIVALS)
			import->rivals[import->rival_count++] = ky_kind_at(i);
	}
	return keep_heading(import, row, cells) ? KY_OK : memory_out(err);
}

/* The lower row of a heading names columns itself, and has nothing, or the same, where the upper one did: a row of
 * records has something else there. */
static enum ky_code is_lower_half(struct ky_import *import, const struct import_names *names,
				  const struct sheet_row *cells, bool *lower, struct ky_error *err)
{
	size_t fits[IMPORT_KINDS], index = 0, fit, above = 0;
	*lower = false;
	for (; ky_kind_at(index) != import->kind; index++)
		;
	enum ky_code code = count_row(names, cells, fits, err);
	fit = fits[index];
	for (size_t i = 0; !code && i < cells->count && i < import->headings.count; i++) {
		const struct sheet_row one = { .cells = { import->headings.cells[i] }, .count = 1 };
		code = count_row(names, &one, fits, err);
		above += fits[index];
		if (fits[index] && cells->cells[i][0] && strcmp(cells->cells[i], import->headings.cells[i]) != 0)
			return code;
	}
	*lower = !code && fit > 0 && above > 0;
	return code;
}

static enum ky_code join_lower_half(struct ky_import *import, const struct import_names *names,
				    struct ky_error *err)
{
	const struct sheet_row *cells = NULL;
	size_t below = import->heading + 1;
	bool lower = false;
	if (below + 1 >= sheet_count(import->sheet))
		return KY_OK; /* nothing would be left */
	enum ky_code code = sheet_read(import->sheet, below, &cells, err);
	if (!code)
		code = is_lower_half(import, names, cells, &lower, err);
	for (size_t i = 0; !code && lower && i < cells->count && i < import->headings.count; i++) {
		char *text = cells->cells[i][0] ? memory_text(cells->cells[i]) : import->headings.cells[i];
		if (!text)
			return memory_out(err);
		if (text != import->headings.cells[i])
			free(import->headings.cells[i]);
		import->headings.cells[i] = text;
	}
	if (!code && lower)
		import->heading = below;
	return code;
}

/* The half that names more was found; the other one stands above it, or below. */
static enum ky_code join_halves(struct ky_import *import, const struct import_names *names, struct ky_error *err)
{
	size_t found = import->heading;
	const struct sheet_row *cells = NULL;
	enum ky_code code = found ? sheet_read(import->sheet, found - 1, &cells, err) : KY_OK;
	if (!code && found && !keep_heading(import, found - 1, cells))
		code = memory_out(err);
	if (!code && found)
		code = join_lower_half(import, names, err);
	if (!code && import->heading != found) {
		code = sheet_read(import->sheet, found, &cells, err);
		if (!code && !keep_heading(import, found, cells))
			code = memory_out(err);
	}
	return code ? code : join_lower_half(import, names, err);
}

/* A title has one cell; the headings are the first row with more. */
static enum ky_code take_first(struct ky_import *import, const struct ky_kind *kind, struct ky_error *err)
{
	const struct sheet_row *cells = NULL;
	enum ky_code code = KY_OK;
	import->kind = kind;
	for (size_t row = 0; !code && row + 1 < sheet_count(import->sheet) && row < HEADING_WITHIN; row++) {
		size_t filled = 0;
		code = sheet_read(import->sheet, row, &cells, err);
		for (size_t i = 0; !code && i < cells->count; i++)
			filled += cells->cells[i][0] != '\0';
		if (!code && (filled > 1 || row == 0) && !keep_heading(import, row, cells))
			code = memory_out(err);
		if (filled > 1)
			break;
	}
	return code;
}

static enum ky_code no_heading(const struct ky_import *import, const struct ky_kind *wanted, struct ky_error *err)
{
	if (!wanted)
		return ky_fail(err, KY_INPUT, _("%.300s: its headings fit no ledger; say which one it is for."),
			       import->path);
	char *columns = ky_import_wanted(wanted);
	enum ky_code code = columns ? ky_fail(err, KY_INPUT,
					      _("%.200s: no column of %s is named in its first rows. Its columns "
						"are: %.400s."),
					      import->path, ky_kind_title(wanted), columns)
				    : memory_out(err);
	free(columns);
	return code;
}

enum ky_code import_find_heading(struct ky_import *import, const struct ky_import_ask *ask, struct ky_error *err)
{
	struct import_names *names = import_names_of(ask->kind);
	size_t best = 0, rows = sheet_count(import->sheet);
	enum ky_code code = names ? KY_OK : memory_out(err);
	/* A heading has a row below it. */
	for (size_t row = 0; !code && row + 1 < rows && row < HEADING_WITHIN; row++)
		code = look_at_row(import, names, row, &best, err);
	if (!code && best)
		code = join_halves(import, names, err);
	import_names_free(names);
	if (code || best)
		return code;
	return ask->kind && ask->unmapped ? take_first(import, ask->kind, err)
					  : no_heading(import, ask->kind, err);
}
