/* Makes or changes a record for each row of a file: all of them as one change, or none. */
#include "kuayue/batch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "exchange/rows.h"
#include "record/internal.h"
#include "texts.h"

/* A row whose record is not there yet: it links to another that comes later. */
struct waiting {
	struct row row;
	struct waiting *next;
};

struct taking {
	struct ky_workbook *wb;
	const struct ky_kind *kind; /* NULL: the rows change records */
	struct ky_batch *rows;
	struct labels *labels;
	struct waiting *first, **last;
	char (*ids)[RECORD_ID_SIZE]; /* of each row, in their order */
	size_t count;
};

/* What names the row's record, or "". */
static const char *name_of(const struct taking *taking, const struct row *row)
{
	const struct ky_kind *kind = taking->kind;
	for (size_t i = 0; i < row->count; i++) {
		const char *name = row->names[i];
		bool named = strcmp(name, "number") == 0 || strcmp(name, "id") == 0 ||
			     strcmp(name, ZH_NUMBER) == 0 ||
			     (kind && kind->number_zh && strcmp(name, kind->number_zh) == 0);
		if (named && row->values[i][0])
			return row->values[i];
	}
	return "";
}

static int field_of(const struct ky_kind *kind, const char *name)
{
	int field = ky_field_find(kind, name);
	for (size_t i = 0; field < 0 && i < kind->field_count; i++)
		if (strcmp(kind->fields[i].zh, name) == 0 || strcmp(kind->fields[i].label, name) == 0)
			field = (int)i;
	return field;
}

/* What names the record or counts the rows, and is no field. */
static bool is_beside(const struct ky_kind *kind, const char *name)
{
	static const char *const beside[] = { "", "id", "number", "record", ZH_NUMBER, ZH_ROW_NUMBER };
	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++)
		if (strcmp(name, beside[i]) == 0)
			return true;
	return kind->number_zh && strcmp(name, kind->number_zh) == 0;
}

static enum ky_code no_field(const struct ky_kind *kind, const char *name, struct ky_error *err)
{
	const char *nearest = ky_field_nearest(kind, name);
	return nearest ? ky_fail(err, KY_INPUT, _("%s has no field \"%.60s\"; did you mean %s?"), kind->name, name,
				 nearest)
		       : ky_fail(err, KY_INPUT,
				 _("%s has no field \"%.60s\"; `kuayue add %s --help` names its fields."),
				 kind->name, name, kind->name);
}

static enum ky_code put_member(struct taking *taking, struct ky_record *record, const struct row *row,
			       size_t member, bool *waits, struct ky_error *err)
{
	const struct ky_kind *kind = ky_record_kind(record);
	const char *name = row->names[member], *value = row->values[member];
	int at = field_of(kind, name);
	if (at < 0 && strcmp(name, "record") == 0 && strcmp(value, kind->name) != 0)
		return ky_fail(err, KY_INPUT, _("it is a record of %.60s, not of %s."), value, kind->name);
	if (at < 0)
		return is_beside(kind, name) ? KY_OK : no_field(kind, name, err);
	const struct ky_field *field = &kind->fields[at];
	if (row->lists[member] && field->type != KY_LINKS)
		return ky_fail(err, KY_INPUT, _("%s is one value, not a list."), ky_field_title(field));
	if (field->computed || field->type == KY_FILE)
		return KY_OK;
	if (field->type != KY_LINK && field->type != KY_LINKS)
		return ky_record_state(taking->wb, record, at, value, err);
	bool unknown = false;
	char *text = labels_apply(taking->labels, field, value, &unknown);
	if (!text)
		return memory_out(err);
	*waits = *waits || unknown;
	enum ky_code code = unknown ? KY_OK : ky_record_state(taking->wb, record, at, text, err);
	free(text);
	return code;
}

/* A blank one, or the one that the row names. */
static enum ky_code record_of(struct taking *taking, const char *name, struct ky_record **out,
			      struct ky_error *err)
{
	const struct ky_kind *kind = taking->kind;
	if (!kind && !name[0])
		return ky_fail(err, KY_INPUT, "%s",
			       _("it does not say which record is changed: it needs a number or an id."));
	if (!kind)
		return ky_record_load(taking->wb, name, out, err);
	*out = ky_record_new(kind);
	return *out ? KY_OK : memory_out(err);
}

/* *waits: it links to a row that is no record yet, and was not taken. */
static enum ky_code take_row(struct taking *taking, const struct row *row, bool *waits, struct ky_error *err)
{
	struct ky_record *record = NULL;
	const char *name = name_of(taking, row);
	enum ky_code code = record_of(taking, name, &record, err);
	for (size_t i = 0; !code && i < row->count; i++)
		code = put_member(taking, record, row, i, waits, err);
	if (!code && !*waits)
		code = ky_record_save(taking->wb, record, NULL, err);
	if (!code && !*waits) {
		assert(row->at < taking->count);
		memcpy(taking->ids[row->at], record->id, RECORD_ID_SIZE);
		if (taking->kind && name[0])
			labels_set(taking->labels, name, record->id);
	}
	ky_record_free(record);
	return code;
}

static enum ky_code say_row(const struct taking *taking, size_t n, enum ky_code code, const struct ky_error *why,
			    struct ky_error *err)
{
	if (code != KY_INPUT)
		return ky_fail(err, code, "%s", why->text);
	return ky_fail(err, code, _("%.300s, row %zu: %.500s Nothing was written."), rows_shown(taking->rows), n,
		       why->text);
}

/* A new row's name is for the other rows; the workbook must not have it for another record. */
static enum ky_code note_label(struct taking *taking, const struct row *row, struct ky_error *err)
{
	struct ky_record *there = NULL;
	const char *name = name_of(taking, row);
	if (!taking->kind || !name[0])
		return KY_OK;
	rows_note_named(taking->rows);
	enum ky_code code = ky_record_load(taking->wb, name, &there, err);
	ky_record_free(there);
	if (!code)
		return ky_fail(err, KY_INPUT,
			       _("%.60s is in the workbook already; change it with `kuayue set --from`."), name);
	return code == KY_INPUT ? labels_add(taking->labels, name, row->n, err) : code;
}

/* Reads all rows, so that each name in the file is known before the first link is followed. */
static enum ky_code read_rows(struct taking *taking, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	while (!code) {
		struct ky_error why = { 0 };
		struct waiting *waiting = memory_new(sizeof(*waiting));
		code = waiting ? rows_next(taking->rows, &waiting->row, err) : memory_out(err);
		if (code) {
			free(waiting);
			break;
		}
		*taking->last = waiting;
		taking->last = &waiting->next;
		waiting->row.at = taking->count++;
		code = note_label(taking, &waiting->row, &why);
		if (code)
			code = say_row(taking, waiting->row.n, code, &why, err);
	}
	if (code == KY_NO && !taking->count)
		return ky_fail(err, KY_INPUT, _("%.300s has no rows."), rows_shown(taking->rows));
	return code == KY_NO ? KY_OK : code;
}

/* Goes over the rows that are left. *went: one of them was taken. */
static enum ky_code take_once(struct taking *taking, bool *went, struct ky_error *err)
{
	*went = false;
	for (struct waiting **at = &taking->first; *at;) {
		struct ky_error why = { 0 };
		struct waiting *here = *at;
		bool waits = false;
		enum ky_code code = take_row(taking, &here->row, &waits, &why);
		if (code)
			return say_row(taking, here->row.n, code, &why, err);
		if (waits) {
			at = &here->next;
			continue;
		}
		*went = true;
		*at = here->next;
		row_free(&here->row);
		free(here);
	}
	return KY_OK;
}

static enum ky_code take_all(struct taking *taking, struct ky_error *err)
{
	struct ky_error why = { 0 };
	bool went = true;
	enum ky_code code = read_rows(taking, err);
	taking->ids = code ? NULL : memory_new(taking->count * sizeof(*taking->ids));
	if (!code && !taking->ids)
		code = memory_out(err);
	while (!code && taking->first && went)
		code = take_once(taking, &went, err);
	if (code || !taking->first)
		return code;
	ky_fail(&why, KY_INPUT, "%s", _("it links to a row that links back to it; leave one of the links out."));
	return say_row(taking, taking->first->row.n, KY_INPUT, &why, err);
}

static enum ky_code give_each(struct taking *taking, int (*each)(void *data, const struct ky_record *record),
			      void *data, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	bool stop = false;
	for (size_t i = 0; !code && !stop && i < taking->count; i++) {
		struct ky_record *record = NULL;
		code = ky_record_load(taking->wb, taking->ids[i], &record, err);
		stop = !code && each(data, record);
		ky_record_free(record);
	}
	return code;
}

enum ky_code ky_batch_take(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_batch *rows,
			   int (*each)(void *data, const struct ky_record *record), void *data,
			   struct ky_error *err)
{
	struct taking taking = { .wb = wb, .kind = kind, .rows = rows, .labels = labels_new() };
	taking.last = &taking.first;
	enum ky_code code =
		taking.labels ? ky_change_begin(wb, kind ? KY_CHANGE_ADD : KY_CHANGE_EDIT, err) : memory_out(err);
	if (!code) {
		code = take_all(&taking, err);
		if (code)
			ky_change_rollback(wb);
		else
			code = ky_change_commit(wb, err);
	}
	if (!code)
		code = give_each(&taking, each, data, err);
	while (taking.first) {
		struct waiting *here = taking.first;
		taking.first = here->next;
		row_free(&here->row);
		free(here);
	}
	labels_free(taking.labels);
	free(taking.ids);
	return code;
}
