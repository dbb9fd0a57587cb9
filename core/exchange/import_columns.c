/* Says which column of an imported table is which field. The names of all fields are folded once, and so is each
 * cell that may be a heading; then cells are looked up among the names. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "exchange/import.h"
#include "kuayue/text.h"
#include "texts.h"

#define HEADING_BYTES 200 /* what is longer is no heading, and folding it would take its time */

/* What a column may be called, in the kind with that index. The earlier of two that one kind has wins. */
struct name {
	char *key;
	size_t kind, rank;
	int field;
	bool also;       /* by other people only */
	const char *end; /* what is added to its cells, up to a comma; or NULL */
};

struct import_names {
	struct name *list;
	size_t count;
	bool failed; /* for lack of memory */
};

char *import_key(const char *text)
{
	char *key = ky_text_fold(text), *to = key;
	for (const char *at = key; at && *at; at++)
		if (*at != ' ' && *at != '\n')
			*to++ = *at;
	if (to)
		*to = '\0';
	return key;
}

/* Takes off what a form adds to its headings: 姓名* and 姓名(必填) are 姓名, too. Of what is folded already. */
static void strip(char *key)
{
	size_t len = strlen(key);
	char *open = strchr(key, '(');
	if (open && open > key && key[len - 1] == ')')
		*open = '\0';
	for (len = strlen(key); len > 1 && strchr("*:.", key[len - 1]); len--)
		key[len - 1] = '\0';
}

static void add_key(struct import_names *names, char *key, const struct name *name)
{
	if (!key || !memory_grow(&names->list, names->count, sizeof(*names->list))) {
		free(key);
		names->failed = true;
		return;
	}
	names->list[names->count] = *name;
	names->list[names->count].key = key;
	names->list[names->count].rank = names->count;
	names->count++;
}

static void add_name(struct import_names *names, const char *text, size_t kind, int field)
{
	if (text)
		add_key(names, import_key(text), &(struct name){ .kind = kind, .field = field });
}

/* HEADING,HEADING:END,... */
static void add_also(struct import_names *names, const char *also, size_t kind, int field)
{
	while (also && *also) {
		size_t len = strcspn(also, ",:");
		char *text = memory_part(also, len);
		const char *end = also[len] == ':' ? also + len + 1 : NULL;
		add_key(names, text ? import_key(text) : NULL,
			&(struct name){ .kind = kind, .field = field, .also = true, .end = end });
		free(text);
		also += strcspn(also, ",");
		also += *also == ',';
	}
}

static void add_kind(struct import_names *names, const struct ky_kind *kind, size_t index)
{
	add_name(names, ZH_ROW_NUMBER, index, KY_COLUMN_ROW);
	add_name(names, ZH_ALONG, index, KY_COLUMN_ROW);
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
	for (size_t i = 0; i < kind->field_count; i++)
		add_also(names, kind->fields[i].also, index, (int)i);
}

static int compare_names(const void *a, const void *b)
{
	const struct name *left = a, *right = b;
	int order = strcmp(left->key, right->key);
	order = order ? order : (left->kind > right->kind) - (left->kind < right->kind);
	return order ? order : (left->rank > right->rank) - (left->rank < right->rank);
}

struct import_names *import_names_of(const struct ky_kind *wanted)
{
	struct import_names *names = memory_new(sizeof(*names));
	if (!names)
		return NULL;
	for (size_t i = 0; ky_kind_at(i); i++)
		if (wanted ? ky_kind_at(i) == wanted : !ky_kind_at(i)->single)
			add_kind(names, ky_kind_at(i), i);
	if (names->count)
		qsort(names->list, names->count, sizeof(*names->list), compare_names);
	if (!names->failed)
		return names;
	import_names_free(names);
	return NULL;
}

void import_names_free(struct import_names *names)
{
	if (!names)
		return;
	for (size_t i = 0; i < names->count; i++)
		free(names->list[i].key);
	free(names->list);
	free(names);
}

/* The first name of that key; count where there is none. */
static size_t find_name(const struct import_names *names, const char *key)
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

/* The same for the heading itself, or without what a form adds to it; key is that then. */
static size_t find_heading(const struct import_names *names, char *key)
{
	size_t at = find_name(names, key);
	if (at == names->count) {
		strip(key);
		at = find_name(names, key);
	}
	return at;
}

static bool may_be_heading(const char *cell)
{
	return cell[0] && strnlen(cell, HEADING_BYTES) < HEADING_BYTES;
}

bool import_count_cell(const struct import_names *names, const char *cell, size_t fits[IMPORT_KINDS])
{
	if (!may_be_heading(cell))
		return true;
	char *key = import_key(cell);
	if (!key)
		return false;
	size_t last = IMPORT_KINDS;
	for (size_t i = find_heading(names, key); i < names->count && strcmp(names->list[i].key, key) == 0; i++) {
		if (names->list[i].kind == last)
			continue;
		last = names->list[i].kind;
		fits[last] += names->list[i].field >= 0;
	}
	free(key);
	return true;
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

/* The names that the program itself has for a field go first: where 任教学科 and 教研组 stand side by side, the
 * second is the group. */
static enum ky_code map_column(struct ky_import *import, const struct import_names *names, char *keys[],
			       size_t column, bool also, struct ky_error *err)
{
	const char *heading = import->headings.cells[column];
	if (!may_be_heading(heading) || import->fields[column] != KY_COLUMN_NONE)
		return KY_OK;
	if (!keys[column])
		keys[column] = import_key(heading);
	if (!keys[column])
		return memory_out(err);
	size_t at = find_heading(names, keys[column]);
	const struct name *name = at < names->count ? &names->list[at] : NULL;
	if (!name || name->also != also || taken(import, name->field, column))
		return name && name->also == also ? check_twice(import, keys, name->field, column, err) : KY_OK;
	import->fields[column] = name->field;
	import->ends[column] = name->end;
	return check_twice(import, keys, name->field, column, err);
}

/* Which column counts the rows, by its heading: what else is left out of a ledger counts nothing. */
static enum ky_code find_row_number(struct ky_import *import, char *const keys[], struct ky_error *err)
{
	char *wanted = import_key(ZH_ROW_NUMBER);
	import->row_number = -1;
	for (size_t i = 0; wanted && i < import->headings.count; i++)
		if (keys[i] && strcmp(keys[i], wanted) == 0)
			import->row_number = (int)i;
	free(wanted);
	return wanted ? KY_OK : memory_out(err);
}

enum ky_code import_map_columns(struct ky_import *import, struct ky_error *err)
{
	char *keys[SHEET_COLUMNS] = { NULL };
	struct import_names *names = import_names_of(import->kind);
	enum ky_code code = names ? KY_OK : memory_out(err);
	for (size_t i = 0; i < import->headings.count; i++)
		import->fields[i] = KY_COLUMN_NONE;
	for (int also = 0; also < 2; also++)
		for (size_t i = 0; !code && i < import->headings.count; i++)
			code = map_column(import, names, keys, i, also, err);
	if (!code)
		code = find_row_number(import, keys, err);
	for (size_t i = 0; i < import->headings.count; i++)
		free(keys[i]);
	import_names_free(names);
	return code;
}

static bool can_be_set(const struct ky_field *field)
{
	return !field->computed && field->type != KY_FILE;
}

char *ky_import_wanted(const struct ky_kind *kind)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	for (size_t i = 0; i < kind->field_count; i++)
		if (can_be_set(&kind->fields[i]))
			strbuf_addf(&sb, "%s%s%s", sb.len ? _(", ") : "", ky_field_title(&kind->fields[i]),
				    kind->fields[i].required ? _(" (required)") : "");
	return strbuf_take(&sb);
}

enum ky_code ky_import_map(struct ky_import *import, size_t column, int field, struct ky_error *err)
{
	assert(column < import->headings.count && field < (int)import->kind->field_count);
	if (field >= 0 && !can_be_set(&import->kind->fields[field]))
		return ky_fail(err, KY_INPUT, _("%s is worked out by the program and cannot be set."),
			       ky_field_title(&import->kind->fields[field]));
	if (taken(import, field, column))
		return ky_fail(err, KY_INPUT, _("Another column goes there already; leave that one out first."));
	if (import->fields[column] != field)
		import->ends[column] = NULL; /* what the heading said of its cells was said for another field */
	import->fields[column] = field;
	return KY_OK;
}

int import_column_of(const struct ky_import *import, int field)
{
	for (size_t i = 0; i < import->headings.count; i++)
		if (import->fields[i] == field)
			return (int)i;
	return -1;
}

const char *import_cell(const struct ky_import *import, const struct sheet_row *cells, int field)
{
	int column = import_column_of(import, field);
	return column >= 0 && (size_t)column < cells->count ? cells->cells[column] : "";
}
