/* Gathers what tells the rows of an imported table for records that are there: their numbers, and the fields that
 * the kind declares (ky_kind.known_by). */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "exchange/import.h"

#define KEY_BYTES 64     /* of a name, or of what tells namesakes apart */
#define NUMBER_BYTES 200 /* of what stands for a number; no record has one that is longer */

void import_forget_people(struct ky_import *import)
{
	for (size_t i = 0; i < import->people_count; i++) {
		struct import_known *known = &import->people[i];
		for (size_t k = 0; k < IMPORT_KNOWN_FIELDS; k++)
			free(known->texts[k]);
		free(known->id);
		free(known->number);
	}
	for (size_t i = 0; i < import->doubt_count; i++)
		free(import->doubts[i].title);
	free(import->people);
	free(import->doubts);
	free(import->decisions);
	import->people = NULL;
	import->doubts = NULL;
	import->decisions = NULL;
	import->people_count = import->doubt_count = 0;
}

/* Indices of the fields that the kind is known by; returns how many. */
static size_t known_fields(const struct ky_kind *kind, int fields[IMPORT_KNOWN_FIELDS])
{
	size_t count = 0;
	for (const char *at = kind->known_by; at && *at && count < IMPORT_KNOWN_FIELDS;) {
		char name[64];
		size_t len = strcspn(at, ",");
		snprintf(name, sizeof(name), "%.*s", (int)len, at);
		fields[count] = ky_field_find(kind, name);
		assert(fields[count] >= 0);
		count++;
		at += len + (at[len] == ',');
	}
	return count;
}

struct gathering {
	struct ky_import *import;
	int fields[IMPORT_KNOWN_FIELDS], left;
	size_t count;
	bool no_memory;
};

/* What is compared of a text: its beginning, so that a table of long cells takes no more memory than another. */
static char *short_key(const char *text)
{
	char *key = import_key(text);
	size_t len = key ? strnlen(key, KEY_BYTES + 1) : 0;
	char *part = key ? memory_part(key, len > KEY_BYTES ? utf8_cut(key, KEY_BYTES) : len) : NULL;
	free(key);
	return part;
}

/* Takes what is given, also where there is no memory for it. */
static void add_known(struct gathering *gathering, struct import_known *known)
{
	struct ky_import *import = gathering->import;
	bool whole = known->texts[0];
	for (size_t i = 0; i < gathering->count; i++)
		whole = whole && known->texts[i];
	if (whole && memory_grow(&import->people, import->people_count, sizeof(*import->people))) {
		import->people[import->people_count++] = *known;
		return;
	}
	gathering->no_memory = true;
	for (size_t i = 0; i < IMPORT_KNOWN_FIELDS; i++)
		free(known->texts[i]);
	free(known->id);
	free(known->number);
}

static int take_record(void *data, const struct ky_record *record)
{
	struct gathering *gathering = data;
	struct import_known known = { .id = memory_text(ky_record_id(record)),
				      .number = memory_text(ky_record_number(record)),
				      .row = SIZE_MAX };
	for (size_t i = 0; i < gathering->count; i++) {
		char *text = ky_record_text(gathering->import->wb, record, gathering->fields[i]);
		known.texts[i] = text ? short_key(text) : NULL;
		free(text);
	}
	known.left = gathering->left >= 0 && ky_record_get(record, gathering->left).is == KY_STR;
	gathering->no_memory = gathering->no_memory || !known.id || !known.number;
	add_known(gathering, &known);
	return gathering->no_memory;
}

/* What the cell would be in the record, to be compared; "" of one that cannot be taken. */
static char *cell_key(const struct gathering *gathering, const struct sheet_row *cells, int field)
{
	const struct ky_import *import = gathering->import;
	int column = import_column_of(import, field);
	char *value = NULL, *key;
	struct ky_record *record;
	if (column < 0 || (size_t)column >= cells->count ||
	    import_value(import, (size_t)column, cells->cells[column], &value, NULL))
		return memory_text("");
	if (import->kind->fields[field].type == KY_TEXT) {
		key = short_key(value);
		free(value);
		return key;
	}
	record = ky_record_new(import->kind);
	char *text = NULL;
	if (record && ky_record_put(import->wb, record, field, value, NULL) == KY_OK)
		text = ky_record_text(import->wb, record, field);
	key = short_key(text ? text : "");
	free(text);
	free(value);
	ky_record_free(record);
	return key;
}

static void take_row(struct gathering *gathering, size_t row, const struct sheet_row *cells)
{
	struct import_known known = { .row = row };
	known.left = gathering->left >= 0 && import_cell(gathering->import, cells, gathering->left)[0];
	for (size_t i = 0; i < gathering->count; i++)
		known.texts[i] = cell_key(gathering, cells, gathering->fields[i]);
	if (known.texts[0] && !known.texts[0][0]) { /* nobody */
		for (size_t i = 0; i < gathering->count; i++)
			free(known.texts[i]);
		return;
	}
	add_known(gathering, &known);
}

/* The numbers that stand in the file; text: behind one another, each with its NUL. */
struct import_numbers {
	struct strbuf text;
	struct import_numbered {
		const char *number;
		size_t row, at; /* at: of its text, as long as that grows */
	} * list;
	size_t count;
};

static int compare_numbers(const void *a, const void *b)
{
	const struct import_numbered *left = a, *right = b;
	int order = strcmp(left->number, right->number);
	return order ? order : (left->row > right->row) - (left->row < right->row);
}

static int find_number(const void *a, const void *b)
{
	const struct import_numbered *left = a, *right = b;
	return strcmp(left->number, right->number);
}

/* A row with a number is that record. The second of two would undo the first. */
static void decide_numbered(struct ky_import *import, struct import_numbers *numbers)
{
	for (size_t i = 0; i < numbers->count; i++)
		numbers->list[i].number = numbers->text.text + numbers->list[i].at;
	if (numbers->count)
		qsort(numbers->list, numbers->count, sizeof(*numbers->list), compare_numbers);
	for (size_t i = 0; i < numbers->count; i++) {
		const struct import_numbered *here = &numbers->list[i];
		bool again = i && strcmp(here->number, here[-1].number) == 0;
		import->decisions[here->row].is = again ? IMPORT_REPEATED : IMPORT_NUMBERED;
		import->decisions[here->row].of = again ? here[-1].row : 0;
	}
	for (size_t i = 0; numbers->count && i < import->people_count; i++) {
		struct import_known *record = &import->people[i];
		const struct import_numbered wanted = { .number = record->number },
					     *row = record->id ? bsearch(&wanted, numbers->list, numbers->count,
									 sizeof(wanted), find_number)
							       : NULL;
		record->taken = row != NULL;
		record->row = row ? row->row : record->row;
	}
}

/* False: no memory. */
static bool add_number(struct import_numbers *numbers, const char *number, size_t row)
{
	if (!memory_grow(&numbers->list, numbers->count, sizeof(*numbers->list)))
		return false;
	numbers->list[numbers->count++] = (struct import_numbered){ .row = row, .at = numbers->text.len };
	strbuf_add_len(&numbers->text, number, strnlen(number, NUMBER_BYTES));
	strbuf_add_len(&numbers->text, "", 1);
	return !numbers->text.over;
}

static enum ky_code read_rows(struct gathering *gathering, struct import_numbers *numbers, struct ky_error *err)
{
	struct ky_import *import = gathering->import;
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < ky_import_rows(import); i++) {
		const struct sheet_row *cells = NULL;
		code = import_read(import, i, &cells, err);
		if (code)
			break;
		const char *number = import_cell(import, cells, KY_COLUMN_NUMBER);
		if (number[0])
			gathering->no_memory = !add_number(numbers, number, i) || gathering->no_memory;
		else if (gathering->count)
			take_row(gathering, i, cells);
		if (gathering->no_memory)
			code = memory_out(err);
	}
	return code;
}

/* Applies what people said of the doubts. */
static void apply_said(struct ky_import *import)
{
	for (size_t i = 0; i < import->doubt_count; i++) {
		const struct import_doubt *doubt = &import->doubts[i];
		const struct import_said *said = import_said_of(import, doubt->row);
		struct import_decision *decision = &import->decisions[doubt->row];
		if (said && !said->id)
			decision->is = IMPORT_NEW;
		for (size_t k = doubt->first; said && said->id && k < doubt->first + doubt->count; k++) {
			struct import_known *record = &import->people[k];
			if (strcmp(record->id, said->id) != 0)
				continue;
			*decision = record->taken ? (struct import_decision){ IMPORT_REPEATED, record->row }
						  : (struct import_decision){ IMPORT_KNOWN, k };
			record->taken = true;
			record->row = doubt->row;
		}
	}
}

static enum ky_code load_records(struct gathering *gathering, struct ky_error *err)
{
	struct ky_list *list = NULL;
	enum ky_code code = ky_list_open(gathering->import->wb, gathering->import->kind, &list, err);
	if (!code)
		code = ky_list_each(list, take_record, gathering, err);
	ky_list_close(list);
	return !code && gathering->no_memory ? memory_out(err) : code;
}

enum ky_code import_decide_rows(struct ky_import *import, struct ky_error *err)
{
	struct gathering gathering = { .import = import, .left = ky_field_of(import->kind, KY_ROLE_LEFT) };
	struct import_numbers numbers = { .count = 0 };
	gathering.count = known_fields(import->kind, gathering.fields);
	if (gathering.count && import_column_of(import, gathering.fields[0]) < 0)
		gathering.count = 0; /* nobody is named */
	import_forget_people(import);
	if (!gathering.count && import_column_of(import, KY_COLUMN_NUMBER) < 0)
		return KY_OK;
	import->decisions = memory_new((ky_import_rows(import) + 1) * sizeof(*import->decisions));
	strbuf_init(&numbers.text, (size_t)SHEET_ROWS * (NUMBER_BYTES + 1));
	enum ky_code code = import->decisions ? KY_OK : memory_out(err);
	if (!code && gathering.count)
		code = load_records(&gathering, err);
	if (!code)
		code = read_rows(&gathering, &numbers, err);
	if (!code) {
		decide_numbered(import, &numbers);
		code = import_match(import, gathering.count, err);
	}
	if (!code)
		apply_said(import);
	strbuf_free(&numbers.text);
	free(numbers.list);
	return code;
}
