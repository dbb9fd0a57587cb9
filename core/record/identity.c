/* Computes the ids that two workbooks of one school have in common (record/identity.h). */
#include "record/identity.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "workbook/digest.h"

_Static_assert(DIGEST_HEX(IDENTITY_BYTES) <= RECORD_ID_SIZE, "an id has room");

bool identity_has(const struct ky_kind *kind)
{
	return kind->single || identity_field(kind) >= 0;
}

int identity_field(const struct ky_kind *kind)
{
	return kind->single ? -1 : ky_field_of(kind, KY_ROLE_IDENTITY);
}

/* The school is the first record that a workbook gets. Where the history has lost it, its code now has to do. */
enum ky_code identity_site(struct ky_workbook *wb, char **site, struct ky_error *err)
{
	enum ky_code code = db_text_of(wb,
				       "SELECT json_extract(value, '$.fields.code') FROM op WHERE kind = 'school'"
				       " AND field IS NULL AND json_valid(value) ORDER BY n LIMIT 1",
				       NULL, site, err);
	return code || *site ? code : ky_school_text(wb, "code", site, err);
}

void identity_id(const struct ky_workbook *wb, const struct ky_kind *kind, const char *site, const char *value,
		 char id[RECORD_ID_SIZE])
{
	assert(identity_has(kind));
	struct digest digest;
	digest_begin(&digest);
	digest_text(&digest, "kuayue-id");
	digest_text(&digest, ky_campaign_id(ky_workbook_campaign(wb)));
	digest_text(&digest, kind->name);
	digest_text(&digest, site);
	digest_text(&digest, value);
	digest_end(&digest, IDENTITY_BYTES, id);
}

enum ky_code identity_of_new(struct ky_workbook *wb, const struct ky_record *record, char id[RECORD_ID_SIZE],
			     struct ky_error *err)
{
	const struct ky_kind *kind = record->kind;
	int field = identity_field(kind);
	int64_t given = 0;
	char *site = NULL;
	id[0] = '\0';
	if (!identity_has(kind) || (field >= 0 && record->cells[field].is == CELL_BLANK))
		return KY_OK;
	enum ky_code code = KY_OK;
	if (kind->single)
		site = memory_text(ky_record_get(record, ky_field_of(kind, KY_ROLE_NUMBER)).text);
	else
		code = identity_site(wb, &site, err);
	if (!code && !site)
		code = memory_out(err);
	if (code)
		return code;
	identity_id(wb, kind, site, field >= 0 ? ky_record_get(record, field).text : "", id);
	free(site);
	code = db_number(wb, "SELECT count(*) FROM op WHERE record = ?1", (struct db_arg[]){ DB_T(id) }, 1, 0,
			 &given, err);
	if (!code && given)
		id[0] = '\0';
	return code;
}
