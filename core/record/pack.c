/* Packs a whole record as JSON for the history, and unpacks it. */
#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/strbuf.h"
#include "record/internal.h"

#define LAST_ROW ((int64_t)1 << 53) /* behind it, which no file comes to, SQLite would give rows at random */

static char *pack(const struct ky_record *record, bool with_row)
{
	json_t *object = json_object(), *fields = json_object();
	/* A function that is given NULL fails, and takes its value over all the same. */
	bool ok = json_object_set_new(object, "number", json_string(record->number)) == 0;
	if (ok && with_row)
		ok = json_object_set_new(object, "row", json_integer(record->seq)) == 0;
	if (ok && record->site[0])
		ok = json_object_set_new(object, RECORD_SITE, json_string(record->site)) == 0;
	for (size_t i = 0; ok && i < record->kind->field_count; i++) {
		const struct cell *cell = &record->cells[i];
		const char *name = record->kind->fields[i].name;
		if (cell->is == CELL_INT)
			ok = json_object_set_new(fields, name, json_integer(cell->number)) == 0;
		else if (cell->is != CELL_BLANK)
			ok = json_object_set_new(fields, name,
						 json_string(cell->is == CELL_NA ? KY_NA_TEXT : cell->text)) == 0;
	}
	ok = json_object_set_new(object, "fields", fields) == 0 && ok;
	char *text = ok ? json_dumps(object, JSON_COMPACT) : NULL;
	json_decref(object);
	return text;
}

char *record_pack(const struct ky_record *record)
{
	return pack(record, false);
}

char *record_pack_deleted(const struct ky_record *record)
{
	assert(record->seq);
	return pack(record, true);
}

enum ky_code record_unpack(const struct ky_kind *kind, const char *json, struct ky_record **out,
			   struct ky_error *err)
{
	assert(kind && json && out);
	json_error_t why;
	errno = 0;
	json_t *object = json_loads(json, 0, &why);
	if (json_lacks_memory(object, &why))
		return memory_out(err);
	if (!json_is_object(object)) {
		json_decref(object);
		return ky_fail(err, KY_INPUT, _("The history of a %s cannot be read; the workbook is damaged."),
			       kind->name);
	}
	struct ky_record *record = ky_record_new(kind);
	if (!record) {
		json_decref(object);
		return memory_out(err);
	}
	const char *number = json_string_value(json_object_get(object, "number"));
	snprintf(record->number, sizeof(record->number), "%s", number ? number : "");
	const char *site = json_string_value(json_object_get(object, RECORD_SITE));
	snprintf(record->site, sizeof(record->site), "%s", site ? site : "");
	json_t *row = json_object_get(object, "row"), *fields = json_object_get(object, "fields");
	record->seq = json_is_integer(row) ? json_integer_value(row) : 0;
	record->seq = record->seq > 0 && record->seq < LAST_ROW ? record->seq : 0;
	for (size_t i = 0; i < kind->field_count; i++) {
		json_t *value = json_object_get(fields, kind->fields[i].name);
		if (json_is_integer(value))
			record->cells[i] = (struct cell){ .is = CELL_INT, .number = json_integer_value(value) };
		else if (json_is_string(value))
			cell_set_text(&record->cells[i], json_string_value(value));
	}
	json_decref(object);
	if (record_is_whole(record)) {
		*out = record;
		return KY_OK;
	}
	ky_record_free(record);
	return memory_out(err);
}
