/* A record in memory, and how its values are shown to people. Storing it is left to store.c. */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/text.h"
#include "record/internal.h"
#include "record/several.h"
#include "record/shown.h"

#define ROW_TEXT_MAX 300 /* bytes of a text in a list */

struct ky_record *ky_record_new(const struct ky_kind *kind)
{
	assert(kind);
	struct ky_record *record = memory_new(sizeof(*record));
	if (!record)
		return NULL;
	record->kind = kind;
	record->ord = memory_text("");
	record->cells = memory_new(kind->field_count * sizeof(*record->cells));
	if (record->ord && record->cells)
		return record;
	ky_record_free(record);
	return NULL;
}

void ky_record_free(struct ky_record *record)
{
	if (!record)
		return;
	for (size_t i = 0; record->cells && i < record->kind->field_count; i++)
		cell_clear(&record->cells[i]);
	shown_free(record);
	attachment_free(record->attached);
	free(record->cells);
	free(record->ord);
	free(record);
}

const struct ky_kind *ky_record_kind(const struct ky_record *record)
{
	return record->kind;
}

const char *ky_record_id(const struct ky_record *record)
{
	return record->id;
}

const char *ky_record_number(const struct ky_record *record)
{
	return record->number;
}

struct ky_value ky_record_get(const struct ky_record *record, int field)
{
	assert(field >= 0 && (size_t)field < record->kind->field_count);
	const struct cell *cell = shown_cell(record, field);
	switch (cell->is) {
	case CELL_INT:
		return (struct ky_value){ .is = KY_INT, .number = cell->number, .text = "" };
	case CELL_STR:
		return (struct ky_value){ .is = KY_STR, .text = cell->text };
	case CELL_NA:
		return (struct ky_value){ .is = KY_NA, .text = KY_NA_TEXT };
	case CELL_BLANK:
	case CELL_LOST:
		break;
	}
	return (struct ky_value){ .is = KY_BLANK, .text = "" };
}

void cell_clear(struct cell *cell)
{
	free(cell->text);
	*cell = (struct cell){ .is = CELL_BLANK };
}

enum cell_is cell_reads(const char *text)
{
	return !text[0] ? CELL_BLANK : strcmp(text, KY_NA_TEXT) == 0 ? CELL_NA : CELL_STR;
}

void cell_set_text(struct cell *cell, const char *text)
{
	enum cell_is is = cell_reads(text);
	char *copy = is == CELL_STR ? memory_text(text) : NULL;
	cell_clear(cell);
	cell->is = is == CELL_STR && !copy ? CELL_LOST : is;
	cell->text = copy;
}

bool cell_copy(struct cell *to, const struct cell *from)
{
	cell_clear(to);
	if (!from)
		return true;
	*to = *from;
	to->text = from->text ? memory_text(from->text) : NULL;
	if (from->text && !to->text)
		to->is = CELL_LOST;
	return to->is != CELL_LOST;
}

bool links_have(const char *ids, const char *id)
{
	size_t size = strlen(id);
	for (; *ids; ids += strspn(ids, " ")) {
		size_t len = strcspn(ids, " ");
		if (len && len == size && memcmp(ids, id, size) == 0)
			return true;
		ids += len;
	}
	return false;
}

/* In lists a long text is cut, so that a row's size does not depend on what was typed. */
static void cell_set_start(struct cell *cell, const char *text)
{
	size_t len = strlen(text);
	if (len <= ROW_TEXT_MAX) {
		cell_set_text(cell, text);
		return;
	}
	cell_clear(cell);
	cell->text = memory_part(text, ky_text_prev(text, ROW_TEXT_MAX));
	cell->is = cell->text ? CELL_STR : CELL_LOST;
}

void cell_from_row(struct cell *cell, const struct db_row *row, int column, bool whole)
{
	assert(column >= 0);
	if (db_is_null(row, column)) {
		cell_clear(cell);
	} else if (db_is_int(row, column)) {
		cell_clear(cell);
		*cell = (struct cell){ .is = CELL_INT, .number = db_int(row, column) };
	} else {
		(whole ? cell_set_text : cell_set_start)(cell, db_text(row, column));
	}
}

struct db_arg cell_arg(const struct cell *cell)
{
	switch (cell->is) {
	case CELL_INT:
		return DB_I(cell->number);
	case CELL_STR:
		return DB_T(cell->text);
	case CELL_NA:
		return DB_T(KY_NA_TEXT);
	case CELL_BLANK:
	case CELL_LOST:
		break;
	}
	return DB_N;
}

bool cell_equal(const struct cell *a, const struct cell *b)
{
	if (a->is != b->is)
		return false;
	if (a->is == CELL_INT)
		return a->number == b->number;
	return a->is != CELL_STR || strcmp(a->text, b->text) == 0;
}

bool record_is_whole(const struct ky_record *record)
{
	for (size_t i = 0; i < record->kind->field_count; i++)
		if (record->cells[i].is == CELL_LOST)
			return false;
	return record->ord != NULL;
}

static struct ky_record *whole_or_none(struct ky_record *record)
{
	if (record_is_whole(record))
		return record;
	ky_record_free(record);
	return NULL;
}

struct ky_record *record_copy(const struct ky_record *record)
{
	struct ky_record *copy = ky_record_new(record->kind);
	if (!copy)
		return NULL;
	copy->seq = record->seq;
	copy->stated = record->stated;
	memcpy(copy->id, record->id, sizeof(copy->id));
	memcpy(copy->number, record->number, sizeof(copy->number));
	memcpy(copy->site, record->site, sizeof(copy->site));
	free(copy->ord);
	copy->ord = memory_text(record->ord);
	for (size_t i = 0; i < record->kind->field_count; i++)
		cell_copy(&copy->cells[i], &record->cells[i]);
	return whole_or_none(copy);
}

struct ky_record *record_from_row(const struct ky_kind *kind, const struct db_row *row, bool whole)
{
	struct ky_record *record = ky_record_new(kind);
	if (!record)
		return NULL;
	record->seq = db_int(row, 0);
	snprintf(record->id, sizeof(record->id), "%s", db_text(row, 1));
	snprintf(record->number, sizeof(record->number), "%s", db_text(row, 2));
	free(record->ord);
	record->ord = memory_text(db_text(row, 3));
	for (size_t i = 0; i < kind->field_count; i++)
		cell_from_row(&record->cells[i], row, (int)i + RECORD_FIXED_COLUMNS, whole);
	return whole_or_none(record);
}

enum ky_code field_fail(const struct ky_field *field, struct ky_error *err, const char *fmt, ...)
{
	char sentence[768];
	va_list args;
	va_start(args, fmt);
	vsnprintf(sentence, sizeof(sentence), fmt, args);
	va_end(args);
	/* The name that scripts use is a word of English, and stands in no Chinese sentence. */
	if (ky_field_title(field) == field->zh)
		return ky_fail(err, KY_INPUT, _("%s: %s"), field->zh, sentence);
	return ky_fail(err, KY_INPUT, "%s (%s): %s", ky_field_title(field), field->name, sentence);
}

static const struct ky_choice *choices(struct ky_workbook *wb, const struct ky_field *field, size_t *count)
{
	return ky_campaign_choices(ky_workbook_campaign(wb), field->choices, count);
}

/* A record that is gone is called by the number that it had, and never by its id. */
static char *linked_numbers(struct ky_workbook *wb, const char *ids)
{
	struct strbuf sb;
	bool failed = false;
	strbuf_init(&sb, STRBUF_TEXT);
	while (*ids && !failed) {
		size_t len = strcspn(ids, " ");
		char id[RECORD_ID_SIZE];
		snprintf(id, sizeof(id), "%.*s", (int)len, ids);
		struct ky_record *target = NULL;
		failed = store_find(wb, NULL, id, &target, NULL) != KY_OK;
		char *gone = target || failed ? NULL : record_gone_number(wb, id);
		failed = failed || (!target && !gone);
		if (!failed)
			strbuf_addf(&sb, "%s%s", sb.len ? " " : "", target ? target->number : gone);
		free(gone);
		ky_record_free(target);
		ids += len + (ids[len] == ' ');
	}
	char *numbers = strbuf_take(&sb);
	if (!failed)
		return numbers;
	free(numbers);
	return NULL;
}

char *ky_record_text(struct ky_workbook *wb, const struct ky_record *record, int field)
{
	assert(field >= 0 && (size_t)field < record->kind->field_count);
	const struct ky_field *decl = &record->kind->fields[field];
	const struct cell *cell = shown_cell(record, field);
	char number[24];
	size_t count = 0;
	switch (cell->is) {
	case CELL_LOST:
		return NULL;
	case CELL_BLANK:
		return memory_text("");
	case CELL_NA:
		return memory_text(KY_NA_TEXT);
	case CELL_INT:
		snprintf(number, sizeof(number), "%lld", (long long)cell->number);
		return memory_text(number);
	case CELL_STR:
		break;
	}
	if (decl->type == KY_LINK || decl->type == KY_LINKS)
		return linked_numbers(wb, cell->text);
	if (decl->type == KY_CHOICE) {
		const struct ky_choice *choice = choices(wb, decl, &count);
		if (decl->several)
			return several_text(choice, count, cell->text);
		for (size_t i = 0; i < count; i++)
			if (strcmp(choice[i].id, cell->text) == 0)
				return memory_text(choice[i].text);
	}
	return memory_text(cell->text);
}

/* Links are shown by what they lead to: one by its title, or as gone, several by their count. */
static char *linked_titles(struct ky_workbook *wb, const struct ky_field *field, const char *ids)
{
	assert(field->link && ids[0]);
	const char *blank = strchr(ids, ' ');
	char *title = NULL;
	if (!blank)
		db_text_of(wb, table_sql(ky_kind_find(field->link))->find_title, ids, &title, NULL);
	if (title)
		return title;
	if (!blank) {
		char *number = record_gone_number(wb, ids);
		title = number ? memory_print(_("%s (deleted)"), number) : NULL;
		free(number);
		return title;
	}
	size_t count = 1;
	for (; blank; blank = strchr(blank + 1, ' '))
		count++;
	return memory_print(_("%zu linked"), count);
}

bool ky_record_show(struct ky_workbook *wb, const struct ky_record *record, int field, char *out, size_t size)
{
	assert(field >= 0 && (size_t)field < record->kind->field_count);
	assert(size > 0);
	enum ky_type type = record->kind->fields[field].type;
	const struct cell *cell = &record->cells[field];
	char *text = cell->is == CELL_STR && (type == KY_LINK || type == KY_LINKS)
			     ? linked_titles(wb, &record->kind->fields[field], cell->text)
			     : ky_record_text(wb, record, field);
	out[0] = '\0';
	if (!text)
		return false;
	size_t len = strlen(text);
	if (len >= size) {
		len = ky_text_prev(text, size);
		text[len] = '\0';
	}
	memcpy(out, text, len + 1);
	free(text);
	return true;
}
