/* The words that the demo is written in. A failure stays in code, and everything after it does nothing. */
#include "demo/demo.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const char *demo_text(const struct demo_school *school, const char *column)
{
	for (int i = 0; i < school->columns; i++)
		if (strcmp(school->names[i], column) == 0)
			return school->cells[i];
	return "";
}

int demo_number(const struct demo_school *school, const char *column)
{
	return (int)strtol(demo_text(school, column), NULL, 10);
}

ky_day demo_day_of(const char *text)
{
	ky_day day = KY_NO_DAY;
	ky_day_parse(text, KY_NO_DAY, &day, NULL);
	return day;
}

/* Everything until done_for_today is one change of that day. */
void demo_begin_day(struct filling *f, const char *day)
{
	if (f->code)
		return;
	ky_workbook_set_today(f->wb, demo_day_of(day));
	f->code = ky_change_begin(f->wb, KY_CHANGE_ADD, f->err);
}

void demo_done_for_today(struct filling *f)
{
	if (f->code)
		ky_change_rollback(f->wb);
	else
		f->code = ky_change_commit(f->wb, f->err);
}

struct ky_record *demo_begin(const char *kind)
{
	return ky_record_new(ky_kind_find(kind));
}

struct ky_record *demo_load(struct filling *f, const char *id)
{
	struct ky_record *record = NULL;
	if (!f->code)
		f->code = ky_record_load(f->wb, id, &record, f->err);
	return record;
}

void demo_put(struct filling *f, struct ky_record *record, const char *field, const char *text)
{
	assert(field && text);
	if (!f->code)
		f->code = ky_record_put(f->wb, record, ky_field_find(ky_record_kind(record), field), text, f->err);
}

void demo_put_number(struct filling *f, struct ky_record *record, const char *field, int number)
{
	char text[16];
	snprintf(text, sizeof(text), "%d", number);
	demo_put(f, record, field, text);
}

void demo_put_day(struct filling *f, struct ky_record *record, const char *field, ky_day day)
{
	char text[KY_DAY_TEXT];
	demo_put(f, record, field, ky_day_format(day, text));
}

/* Saves and frees. */
void demo_save(struct filling *f, struct ky_record *record)
{
	if (!f->code)
		f->code = ky_record_save(f->wb, record, NULL, f->err);
	ky_record_free(record);
}

static int take_id(void *data, const struct ky_record *row)
{
	struct filling *f = data;
	snprintf(f->ids[f->id_count++], 32, "%s", ky_record_id(row));
	return f->id_count == STAFF_MAX;
}

void demo_list_ids(struct filling *f, const char *kind)
{
	struct ky_list *list = NULL;
	f->id_count = 0;
	if (!f->code)
		f->code = ky_list_open(f->wb, ky_kind_find(kind), &list, f->err);
	if (!f->code)
		f->code = ky_list_each(list, take_id, f, f->err);
	ky_list_close(list);
}

void demo_add_values(struct filling *f, const char *kind, const char *const *values)
{
	struct ky_record *record = demo_begin(kind);
	for (size_t i = 0; values[i]; i += 2)
		demo_put(f, record, values[i], values[i + 1]);
	demo_save(f, record);
}

bool demo_is(const struct filling *f, const char *code)
{
	return strcmp(demo_text(f->school, "code"), code) == 0;
}
