/* Takes changes back, and does them again (kuayue/undo.h). */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "record/heads/note.h"
#include "record/heads/number.h"
#include "record/internal.h"
#include "record/undo.h"
#include "workbook/change.h"

struct undoing {
	struct ky_workbook *wb;
	enum ky_code code;
	struct ky_error *err;
};

/* What undo leads to where another copy has a part in the record: its history says. */
static enum ky_code show(struct ky_workbook *wb, const struct ky_kind *kind, const char *id, struct ky_error *err)
{
	enum heads_shown shown;
	size_t rivals;
	return heads_show(wb, kind, id, &shown, &rivals, err);
}

static enum ky_code undo_made(struct ky_workbook *wb, const struct ky_kind *kind, const char *id,
			      struct ky_error *err)
{
	struct ky_record *record = NULL;
	bool mixed = false;
	enum ky_code code = heads_are_mixed(wb, id, &mixed, err);
	if (!code)
		code = store_find(wb, kind, id, &record, err);
	if (code || !record)
		return code;
	char *json = record_pack_deleted(record);
	code = json ? heads_note(wb, kind, id, OP_EXISTENCE, DB_T(json), DB_N, err) : memory_out(err);
	if (!code)
		code = mixed ? show(wb, kind, id, err) : store_remove_row(wb, record, err);
	free(json);
	ky_record_free(record);
	return code;
}

static enum ky_code undo_deleted(struct ky_workbook *wb, const struct ky_kind *kind, const char *id,
				 const char *json, struct ky_error *err)
{
	struct ky_record *record = NULL;
	bool mixed = false;
	enum ky_code code = heads_are_mixed(wb, id, &mixed, err);
	if (!code)
		code = record_unpack(kind, json, &record, err);
	if (code)
		return code;
	snprintf(record->id, sizeof(record->id), "%s", id);
	if (!mixed)
		code = number_insert(wb, record, err);
	if (!code)
		code = heads_note(wb, kind, id, OP_EXISTENCE, DB_N, DB_T(json), err);
	if (!code && mixed)
		code = show(wb, kind, id, err);
	ky_record_free(record);
	return code;
}

/* The cell is set before the note, because nothing may be noted of what there is no memory for. */
static enum ky_code undo_cell(struct ky_workbook *wb, struct ky_record *record, int field,
			      const struct db_row *row, struct ky_error *err)
{
	bool mixed = false;
	struct cell *cell = &record->cells[field];
	struct cell now = *cell;
	*cell = (struct cell){ .is = CELL_BLANK };
	cell_from_row(cell, row, 3, true);
	enum ky_code code = cell->is == CELL_LOST ? memory_out(err) : heads_are_mixed(wb, record->id, &mixed, err);
	if (!code)
		code = heads_note(wb, record->kind, record->id, field, cell_arg(&now), cell_arg(cell), err);
	cell_clear(&now);
	if (!code)
		code = mixed ? show(wb, record->kind, record->id, err) : store_update_row(wb, record, err);
	return code;
}

static enum ky_code undo_field(struct ky_workbook *wb, const struct ky_kind *kind, const char *id,
			       const char *name, const struct db_row *row, struct ky_error *err)
{
	struct ky_record *record = NULL;
	enum ky_code code = store_find(wb, kind, id, &record, err);
	int field = record ? ky_field_find(record->kind, name) : -1;
	if (!code && field >= 0)
		code = undo_cell(wb, record, field, row, err);
	ky_record_free(record);
	return code;
}

/* columns: kind, record, field, old, value */
static int undo_op(void *data, const struct db_row *row)
{
	struct undoing *undoing = data;
	const struct ky_kind *kind = ky_kind_find(db_text(row, 0));
	const char *id = db_text(row, 1);
	if (!kind)
		undoing->code = ky_fail(undoing->err, KY_INPUT,
					_("The history names a kind \"%s\" that is not known."), db_text(row, 0));
	else if (!db_is_null(row, 2))
		undoing->code = undo_field(undoing->wb, kind, id, db_text(row, 2), row, undoing->err);
	else if (db_is_null(row, 3))
		undoing->code = undo_made(undoing->wb, kind, id, undoing->err);
	else
		undoing->code = undo_deleted(undoing->wb, kind, id, db_text(row, 3), undoing->err);
	return undoing->code != KY_OK;
}

/* The change that is next to be taken back. */
struct target {
	int64_t n; /* 0: there is none */
	enum ky_change what;
};

static int take_undo(void *data, const struct db_row *row)
{
	struct target *target = data;
	enum ky_change what = change_of_word(db_text(row, 1));
	if (change_undo_of(what) == UNDO_PASSES_OVER)
		return 0;
	*target = (struct target){ .n = db_int(row, 0), .what = what };
	return 1;
}

/* Goes back over undos and redos to the first undo that nobody took back; any other change ends the search. */
static int take_redo(void *data, const struct db_row *row)
{
	struct target *target = data;
	enum ky_change what = change_of_word(db_text(row, 1));
	bool stands = db_int(row, 2);
	if (what == KY_CHANGE_UNDO && stands) {
		*target = (struct target){ .n = db_int(row, 0), .what = what };
		return 1;
	}
	return what != KY_CHANGE_REDO && change_undo_of(what) != UNDO_PASSES_OVER;
}

#define STANDS "NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = c.n)"

static enum ky_code find_undo(struct ky_workbook *wb, struct target *target, struct ky_error *err)
{
	static const char sql[] = "SELECT n, what FROM change c WHERE received IS NULL"
				  " AND (undoes IS NULL OR what = ?1) AND " STANDS " ORDER BY n DESC";
	enum ky_code code =
		db_run(wb, sql, (struct db_arg[]){ DB_T(change_word(KY_CHANGE_REDO)) }, 1, take_undo, target, err);
	if (!code && target->n && change_undo_of(target->what) == UNDO_STOPS)
		return ky_fail(err, KY_NO,
			       _("The last change was a newer template, which stays; change records one by one."));
	return !code && !target->n ? ky_fail(err, KY_NO, _("There is nothing to undo.")) : code;
}

static enum ky_code find_redo(struct ky_workbook *wb, struct target *target, struct ky_error *err)
{
	static const char sql[] = "SELECT n, what, " STANDS " FROM change c WHERE received IS NULL"
				  " ORDER BY n DESC";
	enum ky_code code = db_run(wb, sql, NULL, 0, take_redo, target, err);
	return !code && !target->n ? ky_fail(err, KY_NO, _("There is nothing to redo.")) : code;
}

static enum ky_code find(struct ky_workbook *wb, enum ky_change act, struct target *target, struct ky_error *err)
{
	assert(act == KY_CHANGE_UNDO || act == KY_CHANGE_REDO);
	if (ky_workbook_read_only(wb))
		return ky_workbook_read_only_error(wb, err);
	return act == KY_CHANGE_UNDO ? find_undo(wb, target, err) : find_redo(wb, target, err);
}

static enum ky_code look(struct ky_workbook *wb, enum ky_change act, struct ky_undo_step *step,
			 struct ky_error *err)
{
	struct target target = { 0 };
	enum ky_code code = find(wb, act, &target, err);
	return code ? code : undo_describe(wb, target.n, act == KY_CHANGE_UNDO, step, err);
}

/* Inside a change. */
static enum ky_code take_back(struct ky_workbook *wb, int64_t n, struct ky_error *err)
{
	struct undoing undoing = { .wb = wb, .err = err };
	change_undoes(wb, n);
	enum ky_code code =
		db_run(wb, "SELECT kind, record, field, old, value FROM op WHERE change = ?1 ORDER BY n DESC",
		       (struct db_arg[]){ DB_I(n) }, 1, undo_op, &undoing, err);
	return code ? code : undoing.code;
}

static enum ky_code act_on(struct ky_workbook *wb, enum ky_change act, struct ky_undo_step *step,
			   struct ky_error *err)
{
	struct target target = { 0 };
	enum ky_code code = find(wb, act, &target, err);
	if (!code && step)
		code = undo_describe(wb, target.n, act == KY_CHANGE_UNDO, step, err);
	if (!code)
		code = ky_change_begin(wb, act, err);
	if (!code) {
		code = take_back(wb, target.n, err);
		if (code)
			ky_change_rollback(wb);
		else
			code = ky_change_commit(wb, err);
	}
	if (code && step)
		ky_undo_step_clear(step);
	return code;
}

enum ky_code ky_undo_look(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err)
{
	return look(wb, KY_CHANGE_UNDO, step, err);
}

enum ky_code ky_redo_look(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err)
{
	return look(wb, KY_CHANGE_REDO, step, err);
}

enum ky_code ky_undo(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err)
{
	return act_on(wb, KY_CHANGE_UNDO, step, err);
}

enum ky_code ky_redo(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err)
{
	return act_on(wb, KY_CHANGE_REDO, step, err);
}
