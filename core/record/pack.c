/* Packs a whole record as JSON for the history, and unpacks it. */
#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "record/internal.h"

char *record_pack(const struct ky_record *record)
{
	json_t *object = json_object();
	json_object_set_new(object, "number", json_string(record->number));
	json_t *fields = json_object();
	for (size_t i = 0; i < record->kind->field_count; i++) {
		const struct cell *cell = &record->cells[i];
		if (cell->is == CELL_INT)
			json_object_set_new(fields, record->kind->fields[i].name, json_integer(cell->number));
		else if (cell->is != CELL_BLANK)
			json_object_set_new(fields, record->kind->fields[i].name,
					    json_string(cell->is == CELL_NA ? KY_NA_TEXT : cell->text));
	}
	json_object_set_new(object, "fields", fields);
	char *text = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	if (!text)
		abort();
	return text;
}

enum ky_code record_unpack(const struct ky_kind *kind, const char *json, struct ky_record **out,
			   struct ky_error *err)
{
	assert(kind && json && out);
	json_t *object = json_loads(json, 0, NULL);
	if (!json_is_object(object)) {
		json_decref(object);
		return ky_fail(err, KY_INPUT, _("The history of a %s cannot be read; the workbook is damaged."),
			       kind->name);
	}
	struct ky_record *record = ky_record_new(kind);
	const char *number = json_string_value(json_object_get(object, "number"));
	snprintf(record->number, sizeof(record->number), "%s", number ? number : "");
	json_t *fields = json_object_get(object, "fields");
	for (size_t i = 0; i < kind->field_count; i++) {
		json_t *value = json_object_get(fields, kind->fields[i].name);
		if (json_is_integer(value))
			record->cells[i] = (struct cell){ .is = CELL_INT, .number = json_integer_value(value) };
		else if (json_is_string(value))
			cell_set_text(&record->cells[i], json_string_value(value));
	}
	json_decref(object);
	*out = record;
	return KY_OK;
}
