/* The slots of the report whose text people write into a record (record/written.h). */
#include "record/written.h"

#include <stdlib.h>
#include <string.h>

#include "workbook/db.h"

const struct written written_slots[WRITTEN_COUNT] = {
	{ "school", "school", "name", NULL, false },
	{ "doc_no", "school", "doc_no", NULL, true },
	{ "signer", "school", "signer", NULL, true },
	{ "checked_by", "school", "checked_by", NULL, false },
	{ "liaison", "school", "liaison", NULL, false },
	{ "spirit", "spirit", "text",
	  "SELECT id FROM spirit ORDER BY adopted IS NULL, adopted DESC, seq DESC LIMIT 1", true },
};

const struct written *written_find(const char *name, size_t len)
{
	for (size_t i = 0; i < WRITTEN_COUNT; i++)
		if (strlen(written_slots[i].name) == len && memcmp(written_slots[i].name, name, len) == 0)
			return &written_slots[i];
	return NULL;
}

enum ky_code written_load(struct ky_workbook *wb, const struct written *slot, struct ky_record **record,
			  struct ky_error *err)
{
	char *id = NULL;
	*record = NULL;
	if (!slot->id)
		return ky_record_load_single(wb, ky_kind_find(slot->kind), record, err);
	enum ky_code code = db_text_of(wb, slot->id, NULL, &id, err);
	if (!code && id)
		code = ky_record_load(wb, id, record, err);
	free(id);
	return code;
}

const char *written_text(const struct written *slot, const struct ky_record *record)
{
	if (!record)
		return "";
	const struct ky_value value = ky_record_get(record, ky_field_find(ky_record_kind(record), slot->field));
	return value.text ? value.text : "";
}
