/* Makes a new workbook from a template: the campaign's words, and a record for each task and checklist item that
 * this kind of school is asked for. The file itself is left to workbook/make.c. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "key/keyring.h"
#include "record/internal.h"
#include "record/rule_help.h"
#include "record/views.h"
#include "setup/setup.h"
#include "setup/template.h"
#include "workbook/meta.h"

static enum ky_code make_tables(struct ky_workbook *wb, struct ky_error *err)
{
	const struct ky_kind *kind;
	char shape[TABLE_SHAPE_SIZE];
	table_shape(shape);
	enum ky_code code = meta_set(wb, "shape", shape, err);
	for (size_t i = 0; !code && (kind = ky_kind_at(i)) != NULL; i++) {
		code = table_create(wb, kind, err);
		if (!code)
			code = table_choices(wb, kind, err);
	}
	return code;
}

struct value {
	const char *field, *text;
};

static enum ky_code add(struct ky_workbook *wb, const char *kind, const struct value *values, size_t count,
			struct ky_error *err)
{
	struct ky_record *record = ky_record_new(ky_kind_find(kind));
	enum ky_code code = KY_OK;
	if (!record)
		return memory_out(err);
	for (size_t i = 0; !code && i < count; i++)
		if (values[i].text && values[i].text[0])
			code = ky_record_put(wb, record, ky_field_find(record->kind, values[i].field),
					     values[i].text, err);
	if (!code)
		code = ky_record_save(wb, record, NULL, err);
	ky_record_free(record);
	return code;
}

enum ky_code setup_task(struct ky_workbook *wb, const struct ky_task *task, const char *school_kind,
			struct ky_error *err)
{
	char from[KY_DAY_TEXT], to[KY_DAY_TEXT], target[24];
	snprintf(target, sizeof(target), "%d", ky_task_target(task, school_kind));
	const struct value values[] = {
		{ "task_id", task->id },
		{ "phase", task->phase },
		{ "title", task->title },
		{ "from", ky_day_format(task->from, from) },
		{ "to", ky_day_format(task->to, to) },
		{ "target", target },
		{ "unit", task->unit },
		{ "owner", task->role },
		{ "figure", task->figure },
	};
	return add(wb, "task", values, sizeof(values) / sizeof(values[0]), err);
}

enum ky_code setup_rating(struct ky_workbook *wb, const struct ky_item *item, struct ky_error *err)
{
	char weight[24];
	snprintf(weight, sizeof(weight), "%d", item->weight);
	const struct value values[] = {
		{ "item", item->id },
		{ "group", item->group_title },
		{ "title", item->title },
		{ "weight", weight },
	};
	return add(wb, "rating", values, sizeof(values) / sizeof(values[0]), err);
}

static int take_id(void *data, const struct db_row *row)
{
	strbuf_addf(data, "%s ", db_text(row, 0));
	return 0;
}

static enum ky_code mark_section(struct ky_workbook *wb, const char *id, struct ky_error *err)
{
	char today[KY_DAY_TEXT];
	struct ky_record *record = NULL;
	enum ky_code code = ky_record_load(wb, id, &record, err);
	if (code)
		return code;
	int title = ky_title_field(record->kind), dropped = ky_field_of(record->kind, KY_ROLE_DROPPED);
	bool asked = ky_campaign_has_section(ky_workbook_campaign(wb), ky_record_get(record, title).text);
	if (asked != (ky_record_get(record, dropped).is == KY_BLANK)) {
		ky_day_format(ky_workbook_today(wb), today);
		code = ky_record_put(wb, record, dropped, asked ? "" : today, err);
		if (!code)
			code = ky_record_save(wb, record, NULL, err);
	}
	ky_record_free(record);
	return code;
}

static enum ky_code drop_sections(struct ky_workbook *wb, struct ky_error *err)
{
	struct strbuf ids;
	strbuf_init(&ids, STRBUF_TEXT);
	enum ky_code code =
		db_run(wb, "SELECT id FROM section WHERE title IS NOT NULL", NULL, 0, take_id, &ids, err);
	if (!code)
		code = strbuf_check(&ids, "section", err);
	char *rest = ids.text;
	for (char *id = rest ? strtok_r(rest, " ", &rest) : NULL; !code && id; id = strtok_r(NULL, " ", &rest))
		code = mark_section(wb, id, err);
	strbuf_free(&ids);
	return code;
}

enum ky_code setup_sections(struct ky_workbook *wb, struct ky_error *err)
{
	size_t count = 0;
	const char *const *sections = ky_campaign_sections(ky_workbook_campaign(wb), &count);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++) {
		int64_t there = 0;
		code = db_number(wb, "SELECT count(*) FROM section WHERE title = ?1",
				 (struct db_arg[]){ DB_T(sections[i]) }, 1, 0, &there, err);
		if (!code && !there)
			code = add(wb, "section", (const struct value[]){ { "title", sections[i] } }, 1, err);
	}
	return code ? code : drop_sections(wb, err);
}

static enum ky_code add_school(struct ky_workbook *wb, const char *code_text, const char *name, const char *kind,
			       struct ky_error *err)
{
	const struct value values[] = { { "code", code_text }, { "name", name }, { "kind", kind } };
	return add(wb, "school", values, sizeof(values) / sizeof(values[0]), err);
}

static const char *school_kind_key(const struct ky_campaign *campaign, const char *kind)
{
	size_t count = 0;
	const struct ky_choice *choice = ky_campaign_choices(campaign, "school_kind", &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(choice[i].id, kind) == 0 || strcmp(choice[i].text, kind) == 0)
			return choice[i].id;
	return "";
}

static enum ky_code fill(struct ky_workbook *wb, const char *code_text, const char *name, const char *kind,
			 struct ky_error *err)
{
	const struct ky_campaign *campaign = ky_workbook_campaign(wb);
	enum ky_code code = make_tables(wb, err);
	if (!code)
		code = add_school(wb, code_text, name, kind, err);
	size_t count = 0;
	const struct ky_task *tasks = ky_campaign_tasks(campaign, &count);
	const char *key = school_kind_key(campaign, kind);
	for (size_t i = 0; !code && i < count; i++)
		if (!ky_list_has(tasks[i].skip, key))
			code = setup_task(wb, &tasks[i], key, err);
	const struct ky_item *items = ky_campaign_items(campaign, &count);
	for (size_t i = 0; !code && i < count; i++)
		code = setup_rating(wb, &items[i], err);
	return code ? code : setup_sections(wb, err);
}

enum ky_code ky_workbook_check_code(const char *code, struct ky_error *err)
{
	char *folded = rule_fold_code(code);
	enum ky_code checked = folded ? rule_check_code(folded, err) : memory_out(err);
	free(folded);
	return checked;
}

enum ky_code ky_workbook_create(const struct ky_new_workbook *ask, struct ky_workbook **out, struct ky_error *err)
{
	assert(ask->path && ask->ini);
	ky_day today = ask->today == KY_NO_DAY ? ky_day_of_clock() : ask->today;
	struct ky_campaign *own = NULL;
	struct ky_workbook *wb = NULL;
	char *folded = rule_fold_code(ask->code);
	enum ky_code code = folded ? rule_check_code(folded, err) : memory_out(err);
	if (!code)
		code = template_read(ask->template_name, ask->ini, ask->ini_len, &own, err);
	if (!code)
		code = template_check(own, ask->template_name, err);
	if (!code)
		code = workbook_make(ask->path, today, &wb, err);
	if (code) {
		ky_campaign_free(own);
		free(folded);
		return code;
	}
	workbook_adopt_campaign(wb, own);
	ky_workbook_set_author(wb, ask->author);
	code = functions_add(wb, err);
	if (!code)
		code = workbook_settle_today(wb, err);
	if (!code)
		code = template_save(wb, own, ask->ini, ask->ini_len, err);
	if (!code)
		code = fill(wb, folded, ask->name, ask->kind, err);
	free(folded);
	if (!code)
		code = key_make_own(wb, err);
	if (!code)
		code = ky_change_commit(wb, err);
	today = ky_workbook_today(wb);
	if (code)
		ky_workbook_close(wb);
	else
		code = workbook_finish(wb, err);
	if (!code)
		code = ky_workbook_open(ask->path, KY_WRITE, today, out, err);
	if (!code)
		ky_workbook_set_author(*out, ask->author);
	return code;
}
