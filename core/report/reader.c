/* Decides what of the records a document has, by who will read it. */
#include "report/reader.h"

#include <assert.h>
#include <string.h>

#include "texts.h"
#include "workbook/db.h"

void reader_set(struct ky_workbook *wb, const struct reader *reader)
{
	*db_reader(wb) = reader;
}

static const struct ky_recipient *set_of(struct ky_workbook *wb)
{
	const struct reader *reader = *db_reader(wb);
	return reader ? reader->set : NULL;
}

bool reader_is_group(const struct ky_recipient *set)
{
	return !set || strcmp(set->documents, "all") == 0;
}

bool reader_is_named(const struct ky_recipient *set, const char *sets)
{
	return reader_is_group(set) || (sets && ky_list_has(sets, set->id));
}

bool reader_may_see(struct ky_workbook *wb, const struct ky_kind *kind)
{
	const struct ky_recipient *set = set_of(wb);
	return !(set && (kind->personal || kind->local) && ky_recipient_is_public(set));
}

bool reader_has_ledger(struct ky_workbook *wb, const struct ky_kind *kind)
{
	assert(!kind || kind->ledger);
	const struct ky_recipient *set = set_of(wb);
	const struct ky_ledger_form *form =
		ky_campaign_ledger(ky_workbook_campaign(wb), kind ? kind->name : KY_LEDGER_PROGRESS);
	if (kind && !reader_may_see(wb, kind))
		return false;
	return reader_is_named(set, form ? form->sets : NULL);
}

bool reader_has_records(struct ky_workbook *wb, const struct ky_kind *kind)
{
	return kind->ledger ? reader_has_ledger(wb, kind) : reader_is_group(set_of(wb));
}

bool reader_has_field(struct ky_workbook *wb, const struct ky_field *field)
{
	const struct ky_recipient *set = set_of(wb);
	return !(set && field->personal && ky_recipient_is_public(set));
}

const char *reader_path(struct ky_workbook *wb, const struct ky_record *record)
{
	const struct reader *reader = *db_reader(wb);
	int file = ky_field_of(ky_record_kind(record), KY_ROLE_FILE_HASH);
	if (file < 0 || ky_record_get(record, file).is == KY_BLANK)
		return "";
	const char *path = reader && reader->path ? reader->path(reader->data, ky_record_id(record)) : NULL;
	return path ? path : ZH_STAYS_BEHIND;
}
