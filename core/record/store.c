/* Records in their tables: load, save with history, delete. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "record/internal.h"
#include "record/rules.h"
#include "workbook/change.h"

struct wanted {
	const struct ky_kind *kind;
	struct ky_record *record;
};

static int take_record(void *data, const struct db_row *row)
{
	struct wanted *wanted = data;
	wanted->record = record_from_row(wanted->kind, row, true);
	return 1;
}

/* Looks in each kind's table: by an index, so that it costs the same in any workbook. */
static enum ky_code look_up(struct ky_workbook *wb, const char *key, bool by_id, struct ky_record **out,
			    struct ky_error *err)
{
	const struct ky_kind *kind;
	struct db_arg args[] = { DB_T(key) };
	*out = NULL;
	for (size_t i = 0; !*out && (kind = ky_kind_at(i)) != NULL; i++) {
		const struct table_sql *sql = table_sql(kind);
		struct wanted wanted = { .kind = kind };
		enum ky_code code =
			db_run(wb, by_id ? sql->by_id : sql->by_number, args, 1, take_record, &wanted, err);
		if (code)
			return code;
		*out = wanted.record;
	}
	return KY_OK;
}

enum ky_code store_find(struct ky_workbook *wb, const char *id, struct ky_record **out, struct ky_error *err)
{
	return look_up(wb, id, true, out, err);
}

enum ky_code ky_record_load(struct ky_workbook *wb, const char *key, struct ky_record **out, struct ky_error *err)
{
	enum ky_code code = look_up(wb, key, true, out, err);
	if (!code && !*out)
		code = look_up(wb, key, false, out, err);
	if (!code && !*out)
		code = ky_fail(err, KY_INPUT,
			       _("There is no record %.60s here; `kuayue list KIND` shows their numbers."), key);
	return code;
}

enum ky_code ky_record_load_single(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_record **out,
				   struct ky_error *err)
{
	struct wanted wanted = { .kind = kind };
	enum ky_code code = db_run(wb, table_sql(kind)->first, NULL, 0, take_record, &wanted, err);
	*out = wanted.record;
	if (!code && !*out)
		code = ky_fail(err, KY_INPUT, _("The workbook has no %s; it is damaged."), ky_kind_title(kind));
	return code;
}

enum ky_code ky_record_load_newest(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_record **out,
				   struct ky_error *err)
{
	struct wanted wanted = { .kind = kind };
	enum ky_code code = db_run(wb, table_sql(kind)->newest, NULL, 0, take_record, &wanted, err);
	*out = wanted.record;
	return code;
}

struct text_out {
	char *text;
	size_t size;
};

static int take_text(void *data, const struct db_row *row)
{
	struct text_out *out = data;
	snprintf(out->text, out->size, "%s", db_text(row, 0));
	return 1;
}

static enum ky_code query_text(struct ky_workbook *wb, const char *sql, char *text, size_t size,
			       struct ky_error *err)
{
	text[0] = '\0';
	return db_run(wb, sql, NULL, 0, take_text, &(struct text_out){ text, size }, err);
}

/* The school's own number is its code; all others count up and are never given twice. */
static enum ky_code give_number(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	const struct ky_kind *kind = record->kind;
	enum ky_code code =
		query_text(wb, "SELECT lower(hex(randomblob(10)))", record->id, sizeof(record->id), err);
	if (code)
		return code;
	if (kind->single) {
		snprintf(record->number, sizeof(record->number), "%.60s",
			 ky_record_get(record, ky_field_find(kind, "code")).text);
		return KY_OK;
	}
	int64_t last = 0;
	char school[40];
	code = query_text(wb, "SELECT code FROM school", school, sizeof(school), err);
	if (!code)
		code = db_number(wb, "UPDATE tally SET last = last + 1 WHERE kind = ?1 RETURNING last",
				 (struct db_arg[]){ DB_T(kind->name) }, 1, 1, &last, err);
	snprintf(record->number, sizeof(record->number), "%s-%s%03lld", school, kind->prefix, (long long)last);
	return code;
}

static void set_ord(struct ky_record *record)
{
	const struct ky_kind *kind = record->kind;
	if (!kind->order)
		return;
	free(record->ord);
	record->ord = xstrdup(ky_record_get(record, ky_field_find(kind, kind->order)).text);
}

static struct db_arg *row_args(const struct ky_record *record)
{
	size_t count = record->kind->field_count;
	struct db_arg *args = xalloc((count + RECORD_FIXED_COLUMNS) * sizeof(*args));
	args[0] = record->seq ? DB_I(record->seq) : DB_N;
	args[1] = DB_T(record->id);
	args[2] = DB_T(record->number);
	args[3] = DB_T(record->ord);
	for (size_t i = 0; i < count; i++)
		args[i + RECORD_FIXED_COLUMNS] = cell_arg(&record->cells[i]);
	return args;
}

enum ky_code store_insert_row(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	set_ord(record);
	struct db_arg *args = row_args(record);
	enum ky_code code = db_run(wb, table_sql(record->kind)->insert, args,
				   record->kind->field_count + RECORD_FIXED_COLUMNS, NULL, NULL, err);
	free(args);
	if (!code && !record->seq)
		code = db_number(wb, "SELECT last_insert_rowid()", NULL, 0, 0, &record->seq, err);
	if (!code)
		code = db_run(wb, "UPDATE tally SET live = live + 1 WHERE kind = ?1",
			      (struct db_arg[]){ DB_T(record->kind->name) }, 1, NULL, NULL, err);
	return code;
}

enum ky_code store_update_row(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	set_ord(record);
	struct db_arg *args = row_args(record);
	enum ky_code code = db_run(wb, table_sql(record->kind)->update, args,
				   record->kind->field_count + RECORD_FIXED_COLUMNS, NULL, NULL, err);
	free(args);
	return code;
}

enum ky_code store_remove_row(struct ky_workbook *wb, const struct ky_record *record, struct ky_error *err)
{
	enum ky_code code = db_run(wb, table_sql(record->kind)->remove, (struct db_arg[]){ DB_I(record->seq) }, 1,
				   NULL, NULL, err);
	if (!code)
		code = db_run(wb, "UPDATE tally SET live = live - 1 WHERE kind = ?1",
			      (struct db_arg[]){ DB_T(record->kind->name) }, 1, NULL, NULL, err);
	return code;
}

static void put_first_choices(struct ky_workbook *wb, struct ky_record *record)
{
	for (size_t i = 0; i < record->kind->field_count; i++) {
		const struct ky_field *field = &record->kind->fields[i];
		size_t count = 0;
		if (!field->starts_first || record->cells[i].is != CELL_BLANK)
			continue;
		const struct ky_choice *choice =
			ky_campaign_choices(ky_workbook_campaign(wb), field->choices, &count);
		if (count)
			cell_set_text(&record->cells[i], choice[0].id);
	}
}

/* 登记日期: the day a record is made stands beside the day it tells of. */
static void put_stamps(struct ky_workbook *wb, struct ky_record *record)
{
	char day[KY_DAY_TEXT];
	for (size_t i = 0; i < record->kind->field_count; i++)
		if (record->kind->fields[i].stamp && record->cells[i].is == CELL_BLANK)
			cell_set_text(&record->cells[i], ky_day_format(ky_workbook_today(wb), day));
}

static enum ky_code check_required(const struct ky_record *record, int *field, struct ky_error *err)
{
	const struct ky_kind *kind = record->kind;
	for (size_t i = 0; i < kind->field_count; i++) {
		bool missing = record->cells[i].is == CELL_BLANK ||
			       (record->cells[i].is == CELL_NA && !kind->fields[i].may_be_na);
		if (!kind->fields[i].required || !missing)
			continue;
		*field = (int)i;
		return field_fail(&kind->fields[i], err, "%s", _("it has to be filled in."));
	}
	return KY_OK;
}

static enum ky_code save_new(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	enum ky_code code = give_number(wb, record, err);
	if (!code)
		code = store_insert_row(wb, record, err);
	if (code)
		return code;
	char *json = record_pack(record);
	code = change_note(wb, record->kind->name, record->id, NULL, DB_N, DB_T(json), err);
	free(json);
	return code;
}

static enum ky_code save_changed(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *record,
				 struct ky_error *err)
{
	enum ky_code code = KY_OK;
	bool changed = false;
	for (size_t i = 0; !code && i < record->kind->field_count; i++) {
		if (cell_equal(&before->cells[i], &record->cells[i]))
			continue;
		changed = true;
		code = change_note(wb, record->kind->name, record->id, record->kind->fields[i].name,
				   cell_arg(&before->cells[i]), cell_arg(&record->cells[i]), err);
	}
	return code || !changed ? code : store_update_row(wb, record, err);
}

/* A new record takes the place of the one that stands: what it does not say stays as it is. */
static void merge_into_existing(struct ky_record *record, const struct ky_record *standing)
{
	struct ky_record *rest = record_copy(standing);
	record->seq = standing->seq;
	memcpy(record->id, standing->id, sizeof(record->id));
	memcpy(record->number, standing->number, sizeof(record->number));
	for (size_t i = 0; i < record->kind->field_count; i++) {
		if (record->cells[i].is != CELL_BLANK)
			continue;
		record->cells[i] = rest->cells[i];
		rest->cells[i] = (struct cell){ .is = CELL_BLANK };
	}
	ky_record_free(rest);
}

/* A checklist item or a task of the campaign is there from the start and has one record: who adds it
 * again fills in that one. *out is NULL where there is none. */
static enum ky_code find_identity(struct ky_workbook *wb, struct ky_record *record, struct ky_record **out,
				  struct ky_error *err)
{
	const struct ky_kind *kind = record->kind;
	size_t i = 0;
	while (i < kind->field_count && !kind->fields[i].identity)
		i++;
	if (i == kind->field_count || record->cells[i].is == CELL_BLANK)
		return KY_OK;
	struct wanted wanted = { .kind = kind };
	struct db_arg args[] = { cell_arg(&record->cells[i]) };
	enum ky_code code = db_run(wb, table_sql(kind)->by_identity, args, 1, take_record, &wanted, err);
	*out = wanted.record;
	if (*out)
		merge_into_existing(record, *out);
	return code;
}

/* The record as it stands in the workbook; *out NULL for a new one. */
static enum ky_code find_before(struct ky_workbook *wb, struct ky_record *record, struct ky_record **out,
				struct ky_error *err)
{
	if (!record->seq)
		return find_identity(wb, record, out, err);
	enum ky_code code = store_find(wb, record->id, out, err);
	if (!code && !*out)
		code = ky_fail(err, KY_INPUT, _("%s was deleted meanwhile; undo that first."), record->number);
	return code;
}

/* Inside a change. On KY_INPUT nothing was written. */
static enum ky_code save(struct ky_workbook *wb, struct ky_record *record, int *field, struct ky_error *err)
{
	struct ky_record *before = NULL, *after = record_copy(record);
	enum ky_code code = find_before(wb, after, &before, err);
	rule_fn *rule = rules_of(record->kind);
	if (!before) {
		put_first_choices(wb, after);
		put_stamps(wb, after);
	}
	if (!code)
		code = check_required(after, field, err);
	if (!code && rule)
		code = rule(wb, before, after, field, err);
	if (!code && record->attached)
		code = attachment_store(wb, record->attached, err);
	if (!code)
		code = before ? save_changed(wb, before, after, err) : save_new(wb, after, err);
	if (!code) {
		struct ky_record old = *record;
		*record = *after;
		*after = old;
	}
	ky_record_free(after);
	ky_record_free(before);
	return code;
}

enum ky_code ky_record_save(struct ky_workbook *wb, struct ky_record *record, int *field, struct ky_error *err)
{
	int ignored = -1;
	field = field ? field : &ignored;
	*field = -1;
	enum ky_code code = ky_change_begin(wb, record->seq ? KY_CHANGE_EDIT : KY_CHANGE_ADD, err);
	if (code)
		return code;
	code = save(wb, record, field, err);
	if (!code)
		return ky_change_commit(wb, err);
	change_leave(wb, code);
	return code;
}

static enum ky_code remove_record(struct ky_workbook *wb, const char *id, struct ky_error *err)
{
	struct ky_record *record = NULL;
	enum ky_code code = ky_record_load(wb, id, &record, err);
	if (code)
		return code;
	if (record->kind->single) {
		ky_record_free(record);
		return ky_fail(err, KY_INPUT, _("A workbook cannot be without its school."));
	}
	char *json = record_pack(record);
	code = change_note(wb, record->kind->name, record->id, NULL, DB_T(json), DB_N, err);
	if (!code)
		code = store_remove_row(wb, record, err);
	free(json);
	ky_record_free(record);
	return code;
}

enum ky_code ky_record_delete(struct ky_workbook *wb, const char *id, struct ky_error *err)
{
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_DELETE, err);
	if (code)
		return code;
	code = remove_record(wb, id, err);
	if (!code)
		return ky_change_commit(wb, err);
	change_leave(wb, code);
	return code;
}
