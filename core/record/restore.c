/* Lists what was deleted, and brings it back as it was. Undo does the same for the newest change alone. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "record/heads/note.h"
#include "record/heads/number.h"
#include "record/internal.h"
#include "workbook/change.h"

/* The last word of the history on each record that is gone, newest first. columns: kind, id, day, the record */
static const char gone_sql[] =
	"SELECT o.kind, o.record, c.day, o.old FROM op o JOIN change c ON c.n = o.change"
	" WHERE o.field IS NULL AND o.value IS NULL AND o.old IS NOT NULL"
	" AND NOT EXISTS (SELECT 1 FROM op p WHERE p.record = o.record AND p.field IS NULL AND p.n > o.n)"
	" ORDER BY o.n DESC";

struct looking {
	enum ky_code code;
	struct ky_error *err;
	int (*each)(void *data, const struct ky_record *record, const char *day);
	void *data;
};

static int take_gone(void *data, const struct db_row *row)
{
	struct looking *looking = data;
	struct ky_record *record = NULL;
	const struct ky_kind *kind = ky_kind_find(db_text(row, 0));
	if (!kind)
		return 0; /* of a newer program */
	looking->code = record_unpack(kind, db_text(row, 3), &record, looking->err);
	if (looking->code)
		return 1;
	snprintf(record->id, sizeof(record->id), "%s", db_text(row, 1));
	int stop = looking->each(looking->data, record, db_text(row, 2));
	ky_record_free(record);
	return stop;
}

enum ky_code ky_record_each_deleted(struct ky_workbook *wb,
				    int (*each)(void *data, const struct ky_record *record, const char *day),
				    void *data, struct ky_error *err)
{
	assert(each);
	struct looking looking = { .err = err, .each = each, .data = data };
	enum ky_code code = db_run(wb, gone_sql, NULL, 0, take_gone, &looking, err);
	return code ? code : looking.code;
}

char *record_gone_number(struct ky_workbook *wb, const char *id)
{
	char *number = NULL;
	enum ky_code code = db_text_of(
		wb,
		"SELECT json_extract(pack, '$.number') FROM (SELECT coalesce(old, value) AS pack, n FROM op"
		" WHERE record = ?1 AND field IS NULL) WHERE json_valid(pack) ORDER BY n DESC LIMIT 1",
		id, &number, NULL);
	if (code) {
		free(number);
		return NULL;
	}
	return number ? number : memory_text(_("deleted"));
}

struct wanted {
	const char *ref;
	struct ky_record *record;
	bool no_memory;
};

static int take_wanted(void *data, const struct ky_record *record, const char *day)
{
	struct wanted *wanted = data;
	(void)day;
	if (strcmp(record->id, wanted->ref) != 0 && strcmp(record->number, wanted->ref) != 0)
		return 0;
	wanted->record = record_copy(record);
	wanted->no_memory = !wanted->record;
	return 1;
}

static enum ky_code find_gone(struct ky_workbook *wb, const char *ref, struct ky_record **out,
			      struct ky_error *err)
{
	struct wanted wanted = { .ref = ref };
	struct ky_record *there = NULL;
	enum ky_code code = ky_record_load(wb, ref, &there, NULL);
	ky_record_free(there);
	if (!code)
		return ky_fail(err, KY_INPUT, _("%.60s was not deleted."), ref);
	if (code != KY_INPUT)
		return ky_record_load(wb, ref, out, err);
	code = ky_record_each_deleted(wb, take_wanted, &wanted, err);
	*out = wanted.record;
	if (!code && wanted.no_memory)
		return memory_out(err);
	if (!code && !*out)
		return ky_fail(err, KY_INPUT,
			       _("There was no record %.60s; `kuayue restore` lists those that were deleted."),
			       ref);
	return code;
}

/* Where another copy has a part in the record, its history says what it is. */
static enum ky_code bring_back(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	enum heads_shown shown;
	size_t rivals;
	bool mixed = false;
	enum ky_code code = heads_are_mixed(wb, record->id, &mixed, err);
	char *json = code ? NULL : record_pack(record);
	if (!code && !json)
		code = memory_out(err);
	if (!code && !mixed)
		code = number_insert(wb, record, err);
	if (!code)
		code = heads_note(wb, record->kind, record->id, OP_EXISTENCE, DB_N, DB_T(json), err);
	if (!code && mixed)
		code = heads_show(wb, record->kind, record->id, &shown, &rivals, err);
	free(json);
	return code;
}

enum ky_code ky_record_restore(struct ky_workbook *wb, const char *ref, struct ky_error *err)
{
	struct ky_record *record = NULL;
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_ADD, err);
	if (code)
		return code;
	code = find_gone(wb, ref, &record, err);
	if (!code)
		code = bring_back(wb, record, err);
	ky_record_free(record);
	if (!code)
		return ky_change_commit(wb, err);
	change_leave(wb, code);
	return code;
}
