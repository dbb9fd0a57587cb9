/* The functions that the demo is written with. A failure stays in code, and every later step does nothing. */
#include "demo/demo.h"
#include "terminal/memory.h"

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
	ky_workbook_set_today(f->wb, demo_day_of(day) + f->delay);
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
	return have(ky_record_new(ky_kind_find(kind)));
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
	const struct ky_kind *kind = ky_record_kind(record);
	int at = ky_field_find(kind, field);
	ky_day day = KY_NO_DAY;
	char later[KY_DAY_TEXT];
	if (f->delay && kind->fields[at].type == KY_DATE && !ky_day_parse(text, KY_NO_DAY, &day, NULL))
		text = ky_day_format(day + f->delay, later);
	if (!f->code)
		f->code = ky_record_put(f->wb, record, at, text, f->err);
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

void demo_name(const struct filling *f, int person, char *out, size_t size)
{
	assert(size > 0);
	static const char section[] = "names";
	const struct story *story = f->story;
	int n = person * 7 + f->school->index * 31;
	snprintf(out, size, "%s%s%s", demo_cell(story, section, 0, n % demo_cells(story, section, 0)),
		 demo_cell(story, section, 1, (n / 3 + person) % demo_cells(story, section, 1)),
		 demo_cell(story, section, 2, (n / 5 + person * 3) % demo_cells(story, section, 2)));
}

/* Writes a text of the story into out, with its slots filled. */
static void say(const struct filling *f, const char *text, int n, char *out, size_t size)
{
	size_t used = 0;
	for (out[0] = '\0'; *text && used + 1 < size; used += strlen(out + used)) {
		char *end = NULL;
		long person = text[0] == '{' ? strtol(text + 1, &end, 10) : 0;
		if (strncmp(text, "{n}", 3) == 0) {
			snprintf(out + used, size - used, "%d", n);
			text += 3;
		} else if (end && end > text + 1 && *end == '}') {
			long last = f->people_count - 1;
			person = person < 0 ? last + 1 + person : person;
			demo_name(f, (int)(person > last || person < 0 ? 0 : person), out + used, size - used);
			text = end + 1;
		} else {
			size_t len = 1 + strcspn(text + 1, "{");
			snprintf(out + used, size - used, "%.*s", (int)len, text);
			text += len;
		}
	}
}

void demo_put_story(struct filling *f, struct ky_record *record, const char *section, int n)
{
	for (int i = 0; i < demo_lines(f->story, section); i++) {
		char text[512];
		say(f, demo_cell(f->story, section, i, 1), n, text, sizeof(text));
		demo_put(f, record, demo_cell(f->story, section, i, 0), text);
	}
}

const char *demo_problem(const struct filling *f, int i, int cell)
{
	return demo_cell(f->story, "problems", i + f->school->index * 5, cell);
}

/* "*", "X01,X02" or "!X01,X02" */
static bool is_among(const struct filling *f, const char *schools)
{
	bool found = strstr(schools, demo_text(f->school, "code")) != NULL;
	return schools[0] == '*' || (schools[0] == '!' ? !found : found);
}

/* Cells from the fourth on: "field=text". */
static void add_line(struct filling *f, const char *section, int line)
{
	struct ky_record *record = demo_begin(demo_cell(f->story, section, line, 2));
	for (int i = 3; i < demo_cells(f->story, section, line); i++) {
		const char *cell = demo_cell(f->story, section, line, i), *sign = strchr(cell, '=');
		char field[64], text[512];
		assert(sign);
		snprintf(field, sizeof(field), "%.*s", (int)(sign - cell), cell);
		say(f, sign + 1, 0, text, sizeof(text));
		demo_put(f, record, field, text);
	}
	demo_save(f, record);
}

void demo_play(struct filling *f, const char *section)
{
	const char *day = NULL;
	for (int i = 0; i < demo_lines(f->story, section); i++) {
		const char *of_line = demo_cell(f->story, section, i, 0);
		if (!is_among(f, demo_cell(f->story, section, i, 1)))
			continue;
		if (day && strcmp(day, of_line) != 0)
			demo_done_for_today(f);
		if (!day || strcmp(day, of_line) != 0)
			demo_begin_day(f, of_line);
		day = of_line;
		add_line(f, section, i);
	}
	if (day)
		demo_done_for_today(f);
}

bool demo_is(const struct filling *f, const char *code)
{
	return strcmp(demo_text(f->school, "code"), code) == 0;
}
