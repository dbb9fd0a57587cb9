#include "kuayue/update.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "record/internal.h"
#include "record/setup.h"
#include "workbook/meta.h"

#define MOST_BYTES (1024 * 1024)

struct ky_update {
	struct ky_workbook *wb;
	const struct ky_campaign *old;
	struct ky_campaign *new; /* the workbook's after apply */
	char *ini;
	char **lines;
	size_t count;
	bool applying;
};

static void say(struct ky_update *update, const char *fmt, ...) KY_PRINTF(2, 3);

static void say(struct ky_update *update, const char *fmt, ...)
{
	char text[768];
	va_list args;
	if (update->applying)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	update->lines = xrealloc(update->lines, (update->count + 1) * sizeof(*update->lines));
	update->lines[update->count++] = xstrdup(text);
}

const char *ky_update_line(const struct ky_update *update, size_t index)
{
	return index < update->count ? update->lines[index] : NULL;
}

void ky_update_close(struct ky_update *update)
{
	if (!update)
		return;
	for (size_t i = 0; i < update->count; i++)
		free(update->lines[i]);
	free(update->lines);
	free(update->ini);
	ky_campaign_free(update->new);
	free(update);
}

static int take_id(void *data, const struct db_row *row)
{
	snprintf(data, RECORD_ID_SIZE, "%s", db_text(row, 0));
	return 1;
}

/* The record of a task or item, by the campaign's own name of it; NULL where the school has none. */
static struct ky_record *record_of(struct ky_update *update, const char *kind, const char *field, const char *name)
{
	char id[RECORD_ID_SIZE] = "";
	struct ky_record *record = NULL;
	struct strbuf sql;
	strbuf_init(&sql);
	strbuf_addf(&sql, "SELECT id FROM \"%s\" WHERE \"%s\" = ?1 ORDER BY seq LIMIT 1", kind, field);
	db_once(update->wb, sql.text, (struct db_arg[]){ DB_T(name) }, 1, take_id, id, NULL);
	strbuf_free(&sql);
	if (id[0])
		store_find(update->wb, id, &record, NULL);
	return record;
}

/* One value of the template: the record gets the new one unless the school has made it its own. */
static enum ky_code carry(struct ky_update *update, struct ky_record *record, const char *name, const char *before,
			  const char *after, bool *changed, struct ky_error *err)
{
	int field = ky_field_find(record->kind, name);
	if (strcmp(before, after) == 0)
		return KY_OK;
	char *has = ky_record_text(update->wb, record, field);
	struct ky_record *old = record_copy(record);
	enum ky_code code = ky_record_put(update->wb, old, field, before, err);
	bool own = !code && !cell_equal(&old->cells[field], &record->cells[field]);
	if (own)
		say(update, _("%s %s: %s stays %s, as the school has it (the template has %s)."), record->number,
		    ky_record_get(record, ky_field_find(record->kind, "title")).text,
		    ky_field_title(&record->kind->fields[field]), has, after);
	else if (!code) {
		say(update, _("%s %s: %s becomes %s (it was %s)."), record->number,
		    ky_record_get(record, ky_field_find(record->kind, "title")).text,
		    ky_field_title(&record->kind->fields[field]), after, before);
		code = ky_record_put(update->wb, record, field, after, err);
		*changed = true;
	}
	ky_record_free(old);
	free(has);
	return code;
}

static enum ky_code keep(struct ky_update *update, struct ky_record *record, bool changed, struct ky_error *err)
{
	return changed && update->applying ? ky_record_save(update->wb, record, NULL, err) : KY_OK;
}

static enum ky_code drop(struct ky_update *update, struct ky_record *record, struct ky_error *err)
{
	char day[KY_DAY_TEXT];
	int dropped = ky_field_find(record->kind, "dropped");
	if (record->cells[dropped].is != CELL_BLANK)
		return KY_OK;
	say(update, _("%s %s: dropped; the record stays and no longer counts."), record->number,
	    ky_record_get(record, ky_field_find(record->kind, "title")).text);
	cell_set_text(&record->cells[dropped], ky_day_format(ky_workbook_today(update->wb), day));
	return keep(update, record, true, err);
}

static const struct ky_task *task_named(const struct ky_campaign *campaign, const char *id)
{
	size_t count = 0;
	const struct ky_task *tasks = ky_campaign_tasks(campaign, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(tasks[i].id, id) == 0)
			return &tasks[i];
	return NULL;
}

static const struct ky_item *item_named(const struct ky_campaign *campaign, const char *id)
{
	size_t count = 0;
	const struct ky_item *items = ky_campaign_items(campaign, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].id, id) == 0)
			return &items[i];
	return NULL;
}

static enum ky_code carry_task(struct ky_update *update, const struct ky_task *before, const struct ky_task *after,
			       struct ky_record *record, struct ky_error *err)
{
	char from[2][KY_DAY_TEXT], to[2][KY_DAY_TEXT], target[2][24];
	snprintf(target[0], sizeof(target[0]), "%d", before->target);
	snprintf(target[1], sizeof(target[1]), "%d", after->target);
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
	int figure = ky_field_find(record->kind, "figure"), dropped = ky_field_find(record->kind, "dropped");
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < sizeof(values) / sizeof(values[0]); i++)
		code = carry(update, record, values[i].field, values[i].before, values[i].after, &changed, err);
	if (!code && strcmp(ky_record_get(record, figure).text, after->figure ? after->figure : "") != 0) {
		cell_set_text(&record->cells[figure], after->figure ? after->figure : "");
		changed = true;
	}
	changed = changed || record->cells[dropped].is != CELL_BLANK;
	cell_clear(&record->cells[dropped]);
	return code ? code : keep(update, record, changed, err);
}

static enum ky_code update_tasks(struct ky_update *update, const char *school_kind, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_task *tasks = ky_campaign_tasks(update->new, &count);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++) {
		const struct ky_task *before = task_named(update->old, tasks[i].id);
		struct ky_record *record = record_of(update, "task", "task_id", tasks[i].id);
		if (record) {
			code = carry_task(update, before ? before : &tasks[i], &tasks[i], record, err);
		} else if (!before && !ky_list_has(tasks[i].skip, school_kind)) {
			say(update, _("New task %s: %s."), tasks[i].id, tasks[i].title);
			code = update->applying ? setup_task(update->wb, &tasks[i], err) : KY_OK;
		}
		ky_record_free(record);
	}
	tasks = ky_campaign_tasks(update->old, &count);
	for (size_t i = 0; !code && i < count; i++) {
		struct ky_record *record = task_named(update->new, tasks[i].id)
						   ? NULL
						   : record_of(update, "task", "task_id", tasks[i].id);
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
	int dropped = ky_field_find(record->kind, "dropped");
	snprintf(weight[0], sizeof(weight[0]), "%d", before->weight);
	snprintf(weight[1], sizeof(weight[1]), "%d", after->weight);
	enum ky_code code = carry(update, record, "title", before->title, after->title, &changed, err);
	if (!code)
		code = carry(update, record, "group", before->group_title, after->group_title, &changed, err);
	if (!code)
		code = carry(update, record, "weight", weight[0], weight[1], &changed, err);
	changed = changed || record->cells[dropped].is != CELL_BLANK;
	cell_clear(&record->cells[dropped]);
	return code ? code : keep(update, record, changed, err);
}

static enum ky_code update_items(struct ky_update *update, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_item *items = ky_campaign_items(update->new, &count);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++) {
		const struct ky_item *before = item_named(update->old, items[i].id);
		struct ky_record *record = record_of(update, "rating", "item", items[i].id);
		if (record) {
			code = carry_item(update, before ? before : &items[i], &items[i], record, err);
		} else {
			say(update, _("New checklist item %s: %s."), items[i].id, items[i].title);
			code = update->applying ? setup_rating(update->wb, &items[i], err) : KY_OK;
		}
		ky_record_free(record);
	}
	items = ky_campaign_items(update->old, &count);
	for (size_t i = 0; !code && i < count; i++) {
		struct ky_record *record = item_named(update->new, items[i].id)
						   ? NULL
						   : record_of(update, "rating", "item", items[i].id);
		if (record)
			code = drop(update, record, err);
		ky_record_free(record);
	}
	return code;
}

static void compare_head(struct ky_update *update)
{
	char before[KY_DAY_TEXT], after[KY_DAY_TEXT];
	size_t count = 0, old_count = 0;
	say(update, _("Version %s becomes version %s."), ky_campaign_version(update->old),
	    ky_campaign_version(update->new));
	if (ky_campaign_deadline(update->old) != ky_campaign_deadline(update->new))
		say(update, _("The report is due on %s (it was %s)."),
		    ky_day_format(ky_campaign_deadline(update->new), after),
		    ky_day_format(ky_campaign_deadline(update->old), before));
	const struct ky_phase *phases = ky_campaign_phases(update->new, &count);
	const struct ky_phase *old = ky_campaign_phases(update->old, &old_count);
	for (size_t i = 1; i < count; i++)
		if (i >= old_count || phases[i].from != old[i].from || phases[i].to != old[i].to)
			say(update, _("Phase %s %s: %s to %s."), phases[i].id, phases[i].title,
			    ky_day_format(phases[i].from, before), ky_day_format(phases[i].to, after));
}

static bool has_key(const struct ky_campaign *campaign, const char *list, const char *key)
{
	size_t count = 0;
	const struct ky_choice *choices = ky_campaign_choices(campaign, list, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].key, key) == 0)
			return true;
	return false;
}

/* A choice that some record has cannot go: the record would say nothing any more. */
static enum ky_code check_field(const struct ky_update *update, const struct ky_kind *kind,
				const struct ky_field *field, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_choice *choices = ky_campaign_choices(update->old, field->choices, &count);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++) {
		int64_t used = 0;
		struct strbuf sql;
		if (has_key(update->new, field->choices, choices[i].key))
			continue;
		strbuf_init(&sql);
		strbuf_addf(&sql, "SELECT count(*) FROM \"%s\" WHERE \"%s\" = '%s'", kind->name, field->name,
			    choices[i].key);
		code = db_once_number(update->wb, sql.text, &used, err);
		strbuf_free(&sql);
		if (!code && used)
			code = ky_fail(err, KY_INPUT,
				       _("The template takes away %s=%s of [choice.%s], which %lld records have; "
					 "keep that"
					 " line."),
				       choices[i].key, choices[i].text, field->choices, (long long)used);
	}
	return code;
}

static enum ky_code check_choices(const struct ky_update *update, struct ky_error *err)
{
	const struct ky_kind *kind;
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && (kind = ky_kind_at(i)) != NULL; i++)
		for (size_t j = 0; !code && j < kind->field_count; j++)
			if (kind->fields[j].type == KY_CHOICE)
				code = check_field(update, kind, &kind->fields[j], err);
	return code;
}

static int take_kind(void *data, const struct db_row *row)
{
	snprintf(data, 40, "%s", db_text(row, 0));
	return 1;
}

static enum ky_code compare(struct ky_update *update, struct ky_error *err)
{
	char school_kind[40] = "";
	enum ky_code code = db_run(update->wb, "SELECT kind FROM school", NULL, 0, take_kind, school_kind, err);
	if (!code)
		code = update_tasks(update, school_kind, err);
	return code ? code : update_items(update, err);
}

/* Versions are numbers where both are, else words that only have to differ. */
static bool newer(const char *version, const char *than)
{
	char *end = NULL, *than_end = NULL;
	long a = strtol(version, &end, 10), b = strtol(than, &than_end, 10);
	return *end || *than_end ? strcmp(version, than) > 0 : a > b;
}

static enum ky_code read_template(struct ky_update *update, const char *path, struct ky_error *err)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return ky_fail(err, KY_INPUT, _("%.300s cannot be opened (%s)."), path, strerror(errno));
	update->ini = xalloc(MOST_BYTES + 2);
	size_t len = fread(update->ini, 1, MOST_BYTES + 1, file);
	fclose(file);
	enum ky_code code = ky_campaign_parse(path, update->ini, len, &update->new, err);
	if (code)
		return code;
	if (strcmp(ky_campaign_id(update->new), ky_campaign_id(update->old)) != 0)
		return ky_fail(err, KY_INPUT,
			       _("%.300s is the template of another campaign (%s); this workbook's is %s."), path,
			       ky_campaign_id(update->new), ky_campaign_id(update->old));
	if (!newer(ky_campaign_version(update->new), ky_campaign_version(update->old)))
		return ky_fail(err, KY_INPUT, _("%.300s is version %s; the workbook has version %s already."),
			       path, ky_campaign_version(update->new), ky_campaign_version(update->old));
	return KY_OK;
}

enum ky_code ky_update_open(struct ky_workbook *wb, const char *path, struct ky_update **out, struct ky_error *err)
{
	struct ky_update *update = xalloc(sizeof(*update));
	update->wb = wb;
	update->old = ky_workbook_campaign(wb);
	enum ky_code code = read_template(update, path, err);
	if (!code)
		code = check_choices(update, err);
	if (!code) {
		compare_head(update);
		code = compare(update, err);
	}
	if (code)
		ky_update_close(update);
	else
		*out = update;
	return code;
}

static enum ky_code replace_choices(struct ky_workbook *wb, struct ky_error *err)
{
	const struct ky_kind *kind;
	enum ky_code code = db_run(wb, "DELETE FROM choice", NULL, 0, NULL, NULL, err);
	for (size_t i = 0; !code && (kind = ky_kind_at(i)) != NULL; i++)
		code = table_choices(wb, kind, err);
	return code;
}

enum ky_code ky_update_apply(struct ky_update *update, struct ky_error *err)
{
	enum ky_code code = ky_change_begin(update->wb, "template", err);
	if (code)
		return code;
	update->applying = true;
	code = meta_set(update->wb, "campaign", update->ini, err);
	if (!code)
		code = compare(update, err);
	if (code) {
		ky_change_rollback(update->wb);
		return code;
	}
	/* The comparison was with the old one; from here on the new one speaks. */
	struct ky_campaign *new = update->new;
	update->new = NULL;
	update->old = NULL;
	workbook_adopt_campaign(update->wb, new);
	code = replace_choices(update->wb, err);
	if (!code)
		return ky_change_commit(update->wb, err);
	ky_change_rollback(update->wb);
	return code;
}
