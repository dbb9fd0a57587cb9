/* Compares the tasks and checklist items of a newer template, and changes their records when it is applied. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "record/internal.h"
#include "setup/setup.h"
#include "setup/update.h"
#include "workbook/meta.h"

/* The record of a task or item, by the campaign's own name of it; NULL where the school has none. */
static struct ky_record *record_of(struct ky_update *update, const char *kind, const char *name)
{
	struct ky_record *wanted = ky_record_new(ky_kind_find(kind)), *record = NULL;
	if (wanted)
		cell_set_text(&wanted->cells[ky_field_of(wanted->kind, KY_ROLE_IDENTITY)], name);
	if (!wanted || !record_is_whole(wanted) || store_find_identity(update->wb, wanted, &record, NULL))
		update->no_memory = true; /* or the stick failed, which the next query says */
	ky_record_free(wanted);
	return record;
}

/* Gives a record one value of the new template, unless the school has changed it. */
static enum ky_code change_field(struct ky_update *update, struct ky_record *record, const char *name,
				 const char *before, const char *after, bool *changed, struct ky_error *err)
{
	int field = ky_field_find(record->kind, name);
	if (strcmp(before, after) == 0)
		return KY_OK;
	char *has = ky_record_text(update->wb, record, field);
	struct ky_record *old = record_copy(record);
	enum ky_code code = has && old ? KY_OK : memory_out(err);
	enum ky_code was = code ? code : ky_record_put(update->wb, old, field, before, err);
	bool own = was || !cell_equal(&old->cells[field], &record->cells[field]);
	if (was == KY_SYSTEM)
		code = was;
	else if (own)
		update_say(update, _("%s %s: %s stays %s, as the school has it (the template has %s)."),
			   record->number, ky_record_get(record, ky_title_field(record->kind)).text,
			   ky_field_title(&record->kind->fields[field]), has, after);
	else {
		update_say(update, _("%s %s: %s becomes %s (it was %s)."), record->number,
			   ky_record_get(record, ky_title_field(record->kind)).text,
			   ky_field_title(&record->kind->fields[field]), after, before);
		code = ky_record_put(update->wb, record, field, after, err);
		*changed = true;
	}
	ky_record_free(old);
	free(has);
	return code;
}

static enum ky_code save_if_changed(struct ky_update *update, struct ky_record *record, bool changed,
				    struct ky_error *err)
{
	struct ky_error why = { 0 };
	enum ky_code code = changed && update->applying ? ky_record_save(update->wb, record, NULL, &why) : KY_OK;
	return code ? ky_fail(err, code, "%s %s", record->number, why.text) : KY_OK;
}

static enum ky_code drop(struct ky_update *update, struct ky_record *record, struct ky_error *err)
{
	char day[KY_DAY_TEXT];
	int dropped = ky_field_of(record->kind, KY_ROLE_DROPPED);
	if (record->cells[dropped].is != CELL_BLANK)
		return KY_OK;
	update_say(update, _("%s %s: dropped; the record stays and no longer counts."), record->number,
		   ky_record_get(record, ky_title_field(record->kind)).text);
	cell_set_text(&record->cells[dropped], ky_day_format(ky_workbook_today(update->wb), day));
	return save_if_changed(update, record, true, err);
}

/* Takes back the mark of a record that an earlier template had dropped and this one has again. */
static bool bring_back(struct ky_update *update, struct ky_record *record)
{
	int dropped = ky_field_of(record->kind, KY_ROLE_DROPPED);
	if (record->cells[dropped].is == CELL_BLANK)
		return false;
	update_say(update, _("%s %s: it counts again."), record->number,
		   ky_record_get(record, ky_title_field(record->kind)).text);
	cell_clear(&record->cells[dropped]);
	return true;
}

static enum ky_code carry_task(struct ky_update *update, const struct ky_task *before, const struct ky_task *after,
			       struct ky_record *record, const char *school_kind, struct ky_error *err)
{
	char from[2][KY_DAY_TEXT], to[2][KY_DAY_TEXT], target[2][24];
	snprintf(target[0], sizeof(target[0]), "%d", ky_task_target(before, school_kind));
	snprintf(target[1], sizeof(target[1]), "%d", ky_task_target(after, school_kind));
	const struct {
		const char *field, *before, *after;
	} values[] = {
		{ "title", before->title, after->title },
		{ "phase", before->phase, after->phase },
		{ "from", ky_day_format(before->from, from[0]), ky_day_format(after->from, from[1]) },
		{ "to", ky_day_format(before->to, to[0]), ky_day_format(after->to, to[1]) },
		{ "target", target[0], target[1] },
		{ "unit", before->unit, after->unit },
		{ "owner", before->role, after->role },
	};
	bool changed = false;
	int figure = ky_field_find(record->kind, "figure");
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < sizeof(values) / sizeof(values[0]); i++)
		code = change_field(update, record, values[i].field, values[i].before, values[i].after, &changed,
				    err);
	if (!code && strcmp(ky_record_get(record, figure).text, after->figure ? after->figure : "") != 0) {
		cell_set_text(&record->cells[figure], after->figure ? after->figure : "");
		changed = true;
	}
	changed = bring_back(update, record) || changed;
	return code ? code : save_if_changed(update, record, changed, err);
}

/* Handles one task of the new template: it changes the record, adds one, or marks it as dropped. */
static enum ky_code update_task(struct ky_update *update, const struct ky_task *task, const char *school_kind,
				struct ky_error *err)
{
	const struct ky_task *before = ky_campaign_task(update->old, task->id);
	struct ky_record *record = record_of(update, "task", task->id);
	bool skipped = ky_list_has(task->skip, school_kind),
	     was_skipped = before && ky_list_has(before->skip, school_kind);
	enum ky_code code = KY_OK;
	if (record && skipped && !was_skipped) {
		code = drop(update, record, err);
	} else if (record) {
		code = carry_task(update, before ? before : task, task, record, school_kind, err);
	} else if (!skipped && (!before || was_skipped)) {
		update_say(update, _("New task %s: %s."), task->id, task->title);
		code = update->applying ? setup_task(update->wb, task, school_kind, err) : KY_OK;
	}
	ky_record_free(record);
	return code;
}

static enum ky_code update_tasks(struct ky_update *update, const char *school_kind, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_task *tasks = ky_campaign_tasks(update->new, &count);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++)
		code = update_task(update, &tasks[i], school_kind, err);
	tasks = ky_campaign_tasks(update->old, &count);
	for (size_t i = 0; !code && i < count; i++) {
		struct ky_record *record =
			ky_campaign_task(update->new, tasks[i].id) ? NULL : record_of(update, "task", tasks[i].id);
		if (record)
			code = drop(update, record, err);
		ky_record_free(record);
	}
	return code;
}

static enum ky_code carry_item(struct ky_update *update, const struct ky_item *before, const struct ky_item *after,
			       struct ky_record *record, struct ky_error *err)
{
	char weight[2][24];
	bool changed = false;
	snprintf(weight[0], sizeof(weight[0]), "%d", before->weight);
	snprintf(weight[1], sizeof(weight[1]), "%d", after->weight);
	enum ky_code code = change_field(update, record, "title", before->title, after->title, &changed, err);
	if (!code)
		code = change_field(update, record, "group", before->group_title, after->group_title, &changed,
				    err);
	if (!code)
		code = change_field(update, record, "weight", weight[0], weight[1], &changed, err);
	changed = bring_back(update, record) || changed;
	return code ? code : save_if_changed(update, record, changed, err);
}

static enum ky_code update_items(struct ky_update *update, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_item *items = ky_campaign_items(update->new, &count);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++) {
		const struct ky_item *before = ky_campaign_item(update->old, items[i].id);
		struct ky_record *record = record_of(update, "rating", items[i].id);
		if (record) {
			code = carry_item(update, before ? before : &items[i], &items[i], record, err);
		} else {
			update_say(update, _("New checklist item %s: %s."), items[i].id, items[i].title);
			code = update->applying ? setup_rating(update->wb, &items[i], err) : KY_OK;
		}
		ky_record_free(record);
	}
	items = ky_campaign_items(update->old, &count);
	for (size_t i = 0; !code && i < count; i++) {
		struct ky_record *record = ky_campaign_item(update->new, items[i].id)
						   ? NULL
						   : record_of(update, "rating", items[i].id);
		if (record)
			code = drop(update, record, err);
		ky_record_free(record);
	}
	return code;
}

enum ky_code update_records(struct ky_update *update, struct ky_error *err)
{
	char *school_kind = NULL;
	enum ky_code code = ky_school_text(update->wb, "kind", &school_kind, err);
	/* The new template's tasks use words of the new template's lists. */
	struct ky_campaign *own = workbook_swap_campaign(update->wb, update->new);
	if (!code)
		code = update_tasks(update, school_kind, err);
	if (!code)
		code = update_items(update, err);
	workbook_swap_campaign(update->wb, own);
	free(school_kind);
	return code;
}
