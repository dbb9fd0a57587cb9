/* Decides what waits for a decision (kuayue/conflict.h). */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "record/heads/conflicts.h"
#include "record/heads/note.h"
#include "workbook/change.h"

struct deciding {
	struct ky_workbook *wb;
	struct ky_record *record; /* as it is shown */
	struct outcome outcome;
	const struct rivals *rivals; /* of the place; NULL: nothing waits there */
	struct ky_error *err;
};

static const struct rivals *find_rivals(const struct outcome *outcome, int at)
{
	for (size_t i = 0; outcome->exists && i < outcome->rival_count; i++)
		if (outcome->rivals[i].at == at)
			return &outcome->rivals[i];
	return NULL;
}

/* field: any of those that move together. */
static enum ky_code begin(struct deciding *deciding, const char *ref, int field)
{
	struct ky_workbook *wb = deciding->wb;
	enum ky_code code = ky_record_load(wb, ref, &deciding->record, deciding->err);
	if (code)
		return code;
	const struct ky_kind *kind = deciding->record->kind;
	assert(field < (int)kind->field_count);
	code = outcome_read(wb, kind, deciding->record->id, &deciding->outcome, deciding->err);
	if (code)
		return code;
	deciding->rivals = find_rivals(&deciding->outcome,
				       field == KY_CONFLICT_RECORD ? OP_EXISTENCE : place_of(kind, field));
	if (deciding->rivals)
		return KY_OK;
	return ky_fail(deciding->err, KY_NO, _("Nothing waits for a decision there: %.60s, %.60s."),
		       deciding->record->number,
		       field == KY_CONFLICT_RECORD ? ky_kind_title(kind) : ky_field_title(&kind->fields[field]));
}

static void end(struct deciding *deciding)
{
	outcome_free(&deciding->outcome);
	ky_record_free(deciding->record);
}

/* Says once more what is shown, so that it takes the place of all that stands beside it. */
static enum ky_code say_again(struct deciding *deciding)
{
	const struct ky_record *record = deciding->record;
	int at = deciding->rivals->at;
	enum heads_shown shown;
	size_t rivals;
	enum ky_code code = KY_OK;
	if (at >= 0) {
		code = heads_note(deciding->wb, record->kind, record->id, at, cell_arg(&record->cells[at]),
				  cell_arg(&record->cells[at]), deciding->err);
	} else {
		char *json = record_pack(record);
		code = json ? heads_note(deciding->wb, record->kind, record->id, OP_EXISTENCE, DB_N, DB_T(json),
					 deciding->err)
			    : memory_out(deciding->err);
		free(json);
	}
	return code ? code : heads_show(deciding->wb, record->kind, record->id, &shown, &rivals, deciding->err);
}

static bool same_place(const struct ky_record *a, const struct ky_record *b, int at)
{
	for (int i = at; i < (int)a->kind->field_count; i++)
		if (place_has(a->kind, at, i) && !cell_equal(&a->cells[i], &b->cells[i]))
			return false;
	return true;
}

/* What is shown already needs no rule of its kind; another value has to pass them as if it was typed. */
static enum ky_code save_as(struct deciding *deciding, struct ky_record *wanted)
{
	if (same_place(deciding->record, wanted, deciding->rivals->at))
		return say_again(deciding);
	return ky_record_save(deciding->wb, wanted, NULL, deciding->err);
}

static enum ky_code take_field(struct deciding *deciding, size_t side)
{
	struct heads_place place;
	struct ky_record *wanted = record_copy(deciding->record);
	bool ok = place_build(&deciding->outcome.history, deciding->rivals->at, &place);
	ok = ok && wanted && sides_put(wanted, &place, deciding->rivals, side);
	place_free(&place);
	enum ky_code code = ok ? save_as(deciding, wanted) : memory_out(deciding->err);
	ky_record_free(wanted);
	return code;
}

static enum ky_code take_side(struct deciding *deciding, size_t side)
{
	size_t count = deciding->rivals->at < 0 ? 2 : deciding->rivals->count;
	if (side >= count)
		return ky_fail(deciding->err, KY_INPUT, _("There are %zu sides to choose from, not %zu."), count,
			       side + 1);
	if (deciding->rivals->at >= 0)
		return take_field(deciding, side);
	return side ? ky_record_delete(deciding->wb, deciding->record->id, deciding->err) : say_again(deciding);
}

static enum ky_code state_field(struct deciding *deciding, int field, const char *text)
{
	struct ky_record *wanted = record_copy(deciding->record);
	enum ky_code code = wanted ? ky_record_state(deciding->wb, wanted, field, text, deciding->err)
				   : memory_out(deciding->err);
	if (!code)
		code = save_as(deciding, wanted);
	ky_record_free(wanted);
	return code;
}

static enum ky_code decide(struct ky_workbook *wb, const char *ref, int field, size_t side, const char *text,
			   struct ky_error *err)
{
	struct deciding deciding = { .wb = wb, .err = err };
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_EDIT, err);
	if (code)
		return code;
	code = begin(&deciding, ref, field);
	if (!code)
		code = text ? state_field(&deciding, field, text) : take_side(&deciding, side);
	end(&deciding);
	if (!code)
		return ky_change_commit(wb, err);
	change_leave(wb, code);
	return code;
}

enum ky_code ky_conflict_take(struct ky_workbook *wb, const char *ref, int field, size_t side,
			      struct ky_error *err)
{
	assert(ref && field >= KY_CONFLICT_RECORD);
	return decide(wb, ref, field, side, NULL, err);
}

enum ky_code ky_conflict_state(struct ky_workbook *wb, const char *ref, int field, const char *text,
			       struct ky_error *err)
{
	assert(ref && field >= 0 && text);
	return decide(wb, ref, field, 0, text, err);
}
