/* Reads the history of a record. Writing it is left to workbook/change.c, taking it back to undo.c. */
#include <assert.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "record/internal.h"
#include "record/undo.h"

struct reading {
	struct ky_workbook *wb;
	int (*each)(void *data, const struct ky_event *event);
	void *data;
};

char *history_text(struct ky_workbook *wb, const struct ky_kind *kind, const char *name, const struct db_row *row,
		   int column)
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
	char *old = history_text(reading->wb, kind, name, row, 4),
	     *value = history_text(reading->wb, kind, name, row, 5);
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
