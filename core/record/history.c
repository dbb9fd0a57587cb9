/* Reads the history of a record, and takes the newest change back. Writing the history is left to
 * workbook/change.c. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "record/internal.h"
#include "workbook/change.h"

struct reading {
	struct ky_workbook *wb;
	int (*each)(void *data, const struct ky_event *event);
	void *data;
};

/* A stored value as people read it, by the field's type. The caller frees it. NULL: no memory. */
static char *readable(struct ky_workbook *wb, const struct ky_kind *kind, const char *name,
		      const struct db_row *row, int column)
{
	int field = kind && name[0] ? ky_field_find(kind, name) : -1;
	if (field < 0)
		return memory_text("");
	struct ky_record *record = ky_record_new(kind);
	if (!record)
		return NULL;
	cell_from_row(&record->cells[field], row, column, true);
	char *text = ky_record_text(wb, record, field);
	ky_record_free(record);
	return text;
}

static int take_event(void *data, const struct db_row *row)
{
	struct reading *reading = data;
	const struct ky_kind *kind = ky_kind_find(db_text(row, 2));
	const char *name = db_text(row, 3);
	char *old = readable(reading->wb, kind, name, row, 4), *value = readable(reading->wb, kind, name, row, 5);
	struct ky_event event = {
		.day = db_text(row, 0),
		.author = db_text(row, 1),
		.field = db_is_null(row, 3) ? NULL : name,
		.old_text = old,
		.new_text = value,
		.what = !db_is_null(row, 3)  ? KY_EVENT_FIELD
			: db_is_null(row, 5) ? KY_EVENT_DELETED
					     : KY_EVENT_MADE,
	};
	int stop = old && value ? reading->each(reading->data, &event) : DB_NO_MEMORY;
	free(old);
	free(value);
	return stop;
}

enum ky_code ky_record_history(struct ky_workbook *wb, const char *id,
			       int (*each)(void *data, const struct ky_event *event), void *data,
			       struct ky_error *err)
{
	assert(id && each);
	struct reading reading = { .wb = wb, .each = each, .data = data };
	return db_run(
		wb,
		"SELECT c.day, c.author, o.kind, o.field, o.old, o.value FROM op o JOIN change c ON c.n = o.change"
		" WHERE o.record = ?1 ORDER BY o.n DESC",
		(struct db_arg[]){ DB_T(id) }, 1, take_event, &reading, err);
}

struct undoing {
	struct ky_workbook *wb;
	enum ky_code code;
	struct ky_error *err;
};

static enum ky_code undo_made(struct ky_workbook *wb, const struct ky_kind *kind, const char *id,
			      struct ky_error *err)
{
	struct ky_record *record = NULL;
	enum ky_code code = store_find(wb, kind, id, &record, err);
	if (code || !record)
		return code;
	char *json = record_pack(record);
	code = json ? change_note(wb, kind->name, id, NULL, DB_T(json), DB_N, err) : memory_out(err);
	if (!code)
		code = store_remove_row(wb, record, err);
	free(json);
	ky_record_free(record);
	return code;
}

static enum ky_code undo_deleted(struct ky_workbook *wb, const struct ky_kind *kind, const char *id,
				 const char *json, struct ky_error *err)
{
	struct ky_record *record = NULL;
	enum ky_code code = record_unpack(kind, json, &record, err);
	if (code)
		return code;
	snprintf(record->id, sizeof(record->id), "%s", id);
	code = store_insert_row(wb, record, err);
	if (!code)
		code = change_note(wb, kind->name, id, NULL, DB_N, DB_T(json), err);
	ky_record_free(record);
	return code;
}

static enum ky_code undo_field(struct ky_workbook *wb, const struct ky_kind *kind, const char *id,
			       const char *name, const struct db_row *row, struct ky_error *err)
{
	struct ky_record *record = NULL;
	enum ky_code code = store_find(wb, kind, id, &record, err);
	int field = record ? ky_field_find(record->kind, name) : -1;
	if (!code && field >= 0) {
		struct cell *cell = &record->cells[field];
		struct cell now = *cell;
		*cell = (struct cell){ .is = CELL_BLANK };
		cell_from_row(cell, row, 3, true);
		code = cell->is == CELL_LOST ? memory_out(err)
					     : change_note(wb, record->kind->name, id, name, cell_arg(&now),
							   cell_arg(cell), err);
		cell_clear(&now);
		if (!code)
			code = store_update_row(wb, record, err);
	}
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

struct newest {
	int64_t n; /* 0: there is none */
	enum ky_change what;
};

static int take_newest(void *data, const struct db_row *row)
{
	struct newest *newest = data;
	enum ky_change what = change_of_word(db_text(row, 1));
	if (change_undo_of(what) == UNDO_PASSES_OVER)
		return 0;
	*newest = (struct newest){ .n = db_int(row, 0), .what = what };
	return 1;
}

static const char newest_sql[] = "SELECT n, what FROM change c WHERE undoes IS NULL AND received IS NULL"
				 " AND NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = c.n)"
				 " ORDER BY n DESC";

enum ky_code ky_undo(struct ky_workbook *wb, enum ky_change *what, struct ky_error *err)
{
	struct newest newest = { 0 };
	if (ky_workbook_read_only(wb))
		return ky_fail(err, KY_SYSTEM, "%s", ky_workbook_read_only_reason(wb));
	enum ky_code code = db_run(wb, newest_sql, NULL, 0, take_newest, &newest, err);
	*what = newest.what;
	if (!code && newest.n && change_undo_of(newest.what) == UNDO_STOPS)
		return ky_fail(err, KY_NO,
			       _("The last change was a newer template, which stays; change records one by one."));
	if (!code && !newest.n)
		return ky_fail(err, KY_NO, _("There is nothing to undo."));
	if (!code)
		code = ky_change_begin(wb, KY_CHANGE_UNDO, err);
	if (code)
		return code;
	change_undoes(wb, newest.n);
	struct undoing undoing = { .wb = wb, .err = err };
	code = db_run(wb, "SELECT kind, record, field, old, value FROM op WHERE change = ?1 ORDER BY n DESC",
		      (struct db_arg[]){ DB_I(newest.n) }, 1, undo_op, &undoing, err);
	code = code ? code : undoing.code;
	if (!code)
		return ky_change_commit(wb, err);
	ky_change_rollback(wb);
	return code;
}
