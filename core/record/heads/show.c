/* Makes the row of a record what its history says (heads/note.h). */
#include <assert.h>
#include <string.h>

#include "record/heads/note.h"
#include "record/heads/number.h"
#include "record/heads/outcome.h"
#include "record/heads/waiting.h"

static bool rows_equal(const struct ky_record *a, const struct ky_record *b)
{
	for (size_t i = 0; i < a->kind->field_count; i++)
		if (!cell_equal(&a->cells[i], &b->cells[i]))
			return false;
	return true;
}

static enum ky_code change_row(struct ky_workbook *wb, const struct ky_record *row, struct ky_record *record,
			       enum heads_shown *shown, struct ky_error *err)
{
	bool same = rows_equal(row, record), same_number = number_is(row->number, record->number);
	enum ky_code code = KY_OK;
	*shown = same && same_number ? SHOWN_SAME : SHOWN_CHANGED;
	record->seq = row->seq;
	if (!same)
		code = store_update_row(wb, record, err);
	if (!code && !same_number)
		code = number_give(wb, record, err);
	return code;
}

/* Nothing is left of it in the history. */
static enum ky_code forget_row(struct ky_workbook *wb, struct ky_record *row, enum heads_shown *shown,
			       struct ky_error *err)
{
	*shown = SHOWN_REMOVED;
	enum ky_code code = store_remove_row(wb, row, err);
	row->number[strcspn(row->number, NUMBER_MARK)] = '\0';
	return code ? code : number_settle(wb, row->kind, row->number, err);
}

static enum ky_code show_outcome(struct ky_workbook *wb, struct outcome *outcome, struct ky_record *row,
				 enum heads_shown *shown, struct ky_error *err)
{
	if (outcome->exists && row)
		return change_row(wb, row, outcome->record, shown, err);
	if (row)
		return forget_row(wb, row, shown, err);
	*shown = outcome->exists ? SHOWN_MADE : SHOWN_NOTHING;
	return outcome->exists ? number_insert(wb, outcome->record, err) : KY_OK;
}

enum ky_code heads_show(struct ky_workbook *wb, const struct ky_kind *kind, const char *id,
			enum heads_shown *shown, size_t *rivals, struct ky_error *err)
{
	struct outcome outcome;
	struct ky_record *row = NULL;
	*shown = SHOWN_SAME;
	*rivals = 0;
	enum ky_code code = outcome_read(wb, kind, id, &outcome, err);
	if (!code)
		code = store_find(wb, kind, id, &row, err);
	if (!code && (outcome.known || outcome.history.count == 0)) {
		*rivals = outcome.rival_count;
		code = show_outcome(wb, &outcome, row, shown, err);
		if (!code)
			code = waiting_note(wb, kind, id, outcome.exists ? outcome.rival_count : 0, err);
	}
	ky_record_free(row);
	outcome_free(&outcome);
	return code;
}

static enum ky_code note_changes(struct ky_workbook *wb, const struct ky_record *before,
				 const struct ky_record *record, bool *changed, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < record->kind->field_count; i++) {
		if (cell_equal(&before->cells[i], &record->cells[i]))
			continue;
		*changed = true;
		code = heads_note(wb, record->kind, record->id, (int)i, cell_arg(&before->cells[i]),
				  cell_arg(&record->cells[i]), err);
	}
	return code;
}

/* A value that followed from others may have been worked out when copies became one, and never noted: when it no
 * longer follows, the history says what it is. */
enum ky_code heads_save(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *record,
			struct ky_error *err)
{
	assert(before->kind == record->kind);
	enum heads_shown shown;
	size_t rivals;
	bool changed = false, mixed = false;
	enum ky_code code = note_changes(wb, before, record, &changed, err);
	if (code || !changed)
		return code;
	code = heads_are_mixed(wb, record->id, &mixed, err);
	if (code)
		return code;
	code = store_update_row(wb, record, err);
	if (!code && mixed)
		code = heads_show(wb, record->kind, record->id, &shown, &rivals, err);
	return code;
}
