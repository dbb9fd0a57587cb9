/* Saves a record: fills what the program knows, checks what must be there, and notes what changed in the
 * history. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "record/internal.h"
#include "record/lacks.h"
#include "record/heads/note.h"
#include "record/kinds/kinds.h"
#include "record/rules.h"
#include "record/shown.h"
#include "workbook/change.h"

static void put_first_choices(struct ky_workbook *wb, struct ky_record *record)
{
	for (size_t i = 0; i < record->kind->field_count; i++) {
		const struct ky_field *field = &record->kind->fields[i];
		size_t count = 0;
		if (!field->starts_first || record->cells[i].is != CELL_BLANK || record->cells[i].stated)
			continue;
		const struct ky_choice *choice =
			ky_campaign_choices(ky_workbook_campaign(wb), field->choices, &count);
		if (count)
			cell_set_text(&record->cells[i], choice[0].id);
	}
}

/* Fills 登记日期, the day on which the record is made. It stands beside the day that the record is about. */
static void put_stamps(struct ky_workbook *wb, struct ky_record *record)
{
	char day[KY_DAY_TEXT];
	for (size_t i = 0; i < record->kind->field_count; i++)
		if (record->kind->fields[i].role == KY_ROLE_STAMP && record->cells[i].is == CELL_BLANK &&
		    !record->cells[i].stated)
			cell_set_text(&record->cells[i], ky_day_format(ky_workbook_today(wb), day));
}

/* Its id, and what another workbook of the school has of it, rest on it. */
static enum ky_code check_identity(const struct ky_record *before, const struct ky_record *after, int *field,
				   struct ky_error *err)
{
	int at = ky_field_of(after->kind, KY_ROLE_IDENTITY);
	if (at < 0 || cell_equal(&before->cells[at], &after->cells[at]))
		return KY_OK;
	*field = at;
	return field_fail(&after->kind->fields[at], err, "%s",
			  _("it says what the record is of, and stays; add another record instead."));
}

/* What is added is the workbook's own, and would not be seen in another scope. */
static enum ky_code check_scope(struct ky_workbook *wb, struct ky_error *err)
{
	const char *scope = db_scope(wb);
	if (!scope[0] || strcmp(scope, KY_SITE_OWN) == 0)
		return KY_OK;
	return ky_fail(err, KY_INPUT,
		       _("Records of another site are shown: go back to this school's own before adding one."));
}

static enum ky_code save_new(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	enum ky_code code = check_scope(wb, err);
	if (code)
		return code;
	code = store_give_number(wb, record, err);
	assert(code || (record->id[0] && record->number[0]));
	if (!code)
		code = store_return_row(wb, record, err);
	if (code)
		return code;
	char *json = record_pack(record);
	code = json ? change_note(wb, record->kind->name, record->id, NULL, DB_N, DB_T(json), err)
		    : memory_out(err);
	free(json);
	return code;
}

/* A new record whose identity is stored already changes the stored one: its blank fields keep the stored
 * values, but for those that somebody said are blank. False: no memory. */
static bool merge_into_existing(struct ky_record *record, const struct ky_record *standing)
{
	assert(record->kind == standing->kind && !record->seq);
	struct ky_record *rest = record_copy(standing);
	if (!rest)
		return false;
	shown_take_out(record, standing);
	record->seq = standing->seq;
	memcpy(record->id, standing->id, sizeof(record->id));
	memcpy(record->number, standing->number, sizeof(record->number));
	for (size_t i = 0; i < record->kind->field_count; i++) {
		if (record->cells[i].is != CELL_BLANK || record->cells[i].stated)
			continue;
		record->cells[i] = rest->cells[i];
		rest->cells[i] = (struct cell){ .is = CELL_BLANK };
	}
	ky_record_free(rest);
	return true;
}

/* The record as it stands in the workbook; *out NULL for a new one. */
static enum ky_code find_before(struct ky_workbook *wb, struct ky_record *record, struct ky_record **out,
				struct ky_error *err)
{
	if (!record->seq) {
		enum ky_code code = store_find_identity(wb, record, out, err);
		return *out && !merge_into_existing(record, *out) ? memory_out(err) : code;
	}
	enum ky_code code = store_find(wb, record->kind, record->id, out, err);
	if (!code && !*out)
		code = ky_fail(err, KY_INPUT, _("%s was deleted meanwhile; undo that first."), record->number);
	return code;
}

/* Inside a change. On KY_INPUT nothing was written. */
static enum ky_code save(struct ky_workbook *wb, struct ky_record *record, int *field, struct ky_error *err)
{
	struct ky_record *before = NULL, *after = record_copy(record);
	if (!after)
		return memory_out(err);
	enum ky_code code = find_before(wb, after, &before, err);
	rule_fn *rule = rules_of(record->kind);
	if (!before) {
		put_first_choices(wb, after);
		put_stamps(wb, after);
	}
	if (kind_decl_of(after->kind)->derive && !kind_decl_of(after->kind)->rule_derives)
		kind_decl_of(after->kind)->derive(after);
	if (!code && before)
		code = check_identity(before, after, field, err);
	if (!code)
		code = lacks_check_required(after, field, err);
	if (!code && rule)
		code = rule(wb, before, after, field, err);
	if (!code && !record_is_whole(after))
		code = memory_out(err);
	if (!code && record->attached)
		code = attachment_store(wb, record->attached, err);
	if (!code)
		code = before ? heads_save(wb, before, after, err) : save_new(wb, after, err);
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
	char *json = record_pack_deleted(record);
	code = json ? heads_note(wb, record->kind, record->id, OP_EXISTENCE, DB_T(json), DB_N, err)
		    : memory_out(err);
	if (!code)
		code = store_remove_row(wb, record, err);
	if (!code && kind_decl_of(record->kind)->removed)
		code = kind_decl_of(record->kind)->removed(wb, record, err);
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
