/* Finds the row of an imported table that has the headings, and the field of each column. The names of all fields
 * are folded once, and so is each cell that may be a heading; then cells are looked up among the names. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "exchange/import.h"
#include "kuayue/text.h"
#include "texts.h"

#define HEADING_WITHIN 6  /* rows: a title may stand above it */
#define HEADING_BYTES 200 /* what is longer is no heading, and folding it would take its time */
#define MOST_KINDS 128

/* What a column may be called, in the kind with that index. The earlier of two that one kind has wins. */
struct name {
	char *key;
	size_t kind, rank;
	int field;
};

struct names {
	struct name *list;
	size_t count;
	bool failed; /* for lack of memory */
};

/* Headings are compared folded and without blanks: 姓 名 is 姓名. NULL if memory is out. */
static char *heading_key(const char *text)
{
	char *key = ky_text_fold(text), *to = key;
	for (const char *at = key; at && *at; at++)
		if (*at != ' ' && *at != '\n')
			*to++ = *at;
	if (to)
		*to = '\0';
	return key;
}

static void add_name(struct names *names, const char *text, size_t kind, int field)
{
	if (!text)
		return;
	char *key = heading_key(text);
	if (!key || !memory_grow(&names->list, names->count, sizeof(*names->list))) {
		free(key);
		names->failed = true;
	} else {
		names->list[names->count++] = (struct name){ key, kind, names->count, field };
	}
}

static void add_kind(struct names *names, const struct ky_kind *kind, size_t index)
{
	add_name(names, ZH_ROW_NUMBER, index, KY_COLUMN_ROW);
	add_name(names, "number", index, KY_COLUMN_NUMBER);
	add_name(names, kind->number_zh, index, KY_COLUMN_NUMBER);
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *field = &kind->fields[i];
		/* A column for a file is not taken, because a path in the table would bring in a file of this
		 * computer. */
		int at = field->computed || field->type == KY_FILE ? KY_COLUMN_ROW : (int)i;
		add_name(names, field->name, index, at);
		add_name(names, field->zh, index, at);
		add_name(names, field->label, index, at);
	}
	add_name(names, ZH_NUMBER, index, KY_COLUMN_NUMBER);
}

static int compare_names(const void *a, const void *b)
{
	const struct name *left = a, *right = b;
	int order = strcmp(left->key, right->key);
	order = order ? order : (left->kind > right->kind) - (left->kind < right->kind);
	return order ? order : (left->rank > right->rank) - (left->rank < right->rank);
}

/* wanted NULL: of all kinds that have rows. */
static void gather_names(struct names *names, const struct ky_kind *wanted)
{
	for (size_t i = 0; ky_kind_at(i); i++)
		if (wanted ? ky_kind_at(i) == wanted : !ky_kind_at(i)->single)
			add_kind(names, ky_kind_at(i), i);
	if (names->count)
		qsort(names->list, names->count, sizeof(*names->list), compare_names);
}

static void free_names(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->list[i].key);
	free(names->list);
}

/* The first name of that key from kind on; count where there is none. */
static size_t find_name(const struct names *names, const char *key)
{
	size_t from = 0, to = names->count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (strcmp(names->list[middle].key, key) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from < names->count && strcmp(names->list[from].key, key) == 0 ? from : names->count;
}

static bool may_be_heading(const char *cell)
{
	return cell[0] && strnlen(cell, HEADING_BYTES) < HEADING_BYTES;
}

/* How many fields of each kind the cell names: one or none. */
static bool count_cell(const struct names *names, const char *cell, size_t fits[MOST_KINDS])
{
	char *key = may_be_heading(cell) ? heading_key(cell) : NULL;
	if (!key)
		return !may_be_heading(cell);
	size_t last = MOST_KINDS;
	for (size_t i = find_name(names, key); i < names->count && strcmp(names->list[i].key, key) == 0; i++) {
		if (names->list[i].kind == last)
			continue;
		last = names->list[i].kind;
		fits[last] += names->list[i].field >= 0;
	}
	free(key);
	return true;
}

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

static enum ky_code look_at_row(struct ky_import *import, const struct names *names, size_t row, size_t *best,
				struct ky_error *err)
{
	const struct sheet_row *cells = NULL;
	size_t fits[MOST_KINDS] = { 0 };
	enum ky_code code = sheet_read(import->sheet, row, &cells, err);
	if (code)
		return code;
	for (size_t i = 0; i < cells->count; i++)
		if (!count_cell(names, cells->cells[i], fits))
			return memory_out(err);
	size_t found = MOST_KINDS;
	for (size_t i = 0; i < MOST_KINDS && ky_kind_at(i); i++) {
		if (fits[i] <= *best)
			continue;
		*best = fits[i];
		found = i;
	}
	if (found == MOST_KINDS)
		return KY_OK;
	import->kind = ky_kind_at(found);
	if (!keep_heading(import, row, cells))
		return memory_out(err);
	return KY_OK;
}

enum ky_code import_find_heading(struct ky_import *import, const struct ky_kind *wanted, struct ky_error *err)
{
	struct names names = { 0 };
	size_t best = 0, rows = sheet_count(import->sheet);
	gather_names(&names, wanted);
	enum ky_code code = names.failed ? memory_out(err) : KY_OK;
	for (size_t row = 0; !code && row < rows && row < HEADING_WITHIN; row++)
		code = look_at_row(import, &names, row, &best, err);
	free_names(&names);
	if (code || best)
		return code;
	return ky_fail(err, KY_INPUT,
		       wanted ? _("%.300s: no column of %s is named in its first rows.")
			      : _("%.300s: its headings fit no ledger%s; say which with --kind KIND."),
		       import->path, wanted ? ky_kind_title(wanted) : "");
}

static bool taken(const struct ky_import *import, int field, size_t column)
{
	for (size_t i = 0; i < import->headings.count; i++)
		if (i != column && import->fields[i] == field && field >= KY_COLUMN_NUMBER)
			return true;
	return false;
}

/* Refuses two columns of one name, because the program cannot know which one is meant. */
static enum ky_code check_twice(const struct ky_import *import, char *const keys[], int field, size_t column,
				struct ky_error *err)
{
	for (size_t i = 0; field >= KY_COLUMN_NUMBER && i < column; i++)
		if (keys[i] && strcmp(keys[i], keys[column]) == 0)
			return ky_fail(
				err, KY_INPUT,
				_("%.300s: columns %zu and %zu are both called %.60s; rename or delete one."),
				import->path, i + 1, column + 1, import->headings.cells[column]);
	return KY_OK;
}

static enum ky_code map_column(struct ky_import *import, const struct names *names, char *keys[], size_t column,
			       struct ky_error *err)
{
	const char *heading = import->headings.cells[column];
	int field = KY_COLUMN_NONE;
	if (may_be_heading(heading)) {
		keys[column] = heading_key(heading);
		if (!keys[column])
			return memory_out(err);
		size_t at = find_name(names, keys[column]);
		field = at < names->count ? names->list[at].field : KY_COLUMN_NONE;
	}
	import->fields[column] = taken(import, field, column) ? KY_COLUMN_NONE : field;
	return check_twice(import, keys, field, column, err);
}

enum ky_code import_map_columns(struct ky_import *import, struct ky_error *err)
{
	struct names names = { 0 };
	char *keys[SHEET_COLUMNS] = { NULL };
	gather_names(&names, import->kind);
	for (size_t i = 0; i < import->headings.count; i++)
		import->fields[i] = KY_COLUMN_NONE;
	enum ky_code code = names.failed ? memory_out(err) : KY_OK;
	for (size_t i = 0; !code && i < import->headings.count; i++)
		code = map_column(import, &names, keys, i, err);
	for (size_t i = 0; i < import->headings.count; i++)
		free(keys[i]);
	free_names(&names);
	return code;
}

enum ky_code ky_import_map(struct ky_import *import, size_t column, int field, struct ky_error *err)
{
	assert(column < import->headings.count && field < (int)import->kind->field_count);
	if (field >= 0 && (import->kind->fields[field].computed || import->kind->fields[field].type == KY_FILE))
		return ky_fail(err, KY_INPUT, _("%s is worked out by the program and cannot be set."),
			       import->kind->fields[field].name);
	if (taken(import, field, column))
		return ky_fail(err, KY_INPUT, _("Another column goes there already; leave that one out first."));
	import->fields[column] = field;
	return KY_OK;
}
