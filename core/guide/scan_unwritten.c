/* Finds what the report still waits for people to write (【人写】), in the order in which it has it. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "guide/scan.h"
#include "record/written.h"
#include "workbook/db.h"

struct search {
	struct ky_workbook *wb;
	guide_each *each;
	void *data;
	bool stopped;
	bool seen[WRITTEN_COUNT];
	const char *section; /* that is looked for */
	bool found;
	struct ky_error *err;
};

static void give(struct search *search, const char *kind, const char *id, const char *number, const char *title)
{
	search->stopped = search->each(search->data, &(struct guide_row){ .kind = kind,
									  .id = id,
									  .number = number,
									  .title = title,
									  .due = "",
									  .detail = "",
									  .ref = "" }) != 0;
}

static enum ky_code look_at_slot(struct search *search, const struct written *slot)
{
	struct ky_record *record = NULL;
	const struct ky_kind *kind = ky_kind_find(slot->kind);
	assert(kind);
	const struct ky_field *field = &kind->fields[ky_field_find(kind, slot->field)];
	if (!slot->human || search->seen[slot - written_slots])
		return KY_OK;
	search->seen[slot - written_slots] = true;
	enum ky_code code = written_load(search->wb, slot, &record, search->err);
	if (!code && (!record || ky_record_get(record, ky_field_find(kind, slot->field)).is == KY_BLANK))
		give(search, kind->name, record ? ky_record_id(record) : "",
		     record ? ky_record_number(record) : "", ky_field_title(field));
	ky_record_free(record);
	return code;
}

static enum ky_code look_at_slots(struct search *search, const char *text)
{
	enum ky_code code = KY_OK;
	for (; !code && !search->stopped && (text = strchr(text, '{')) != NULL; text++) {
		const struct written *slot = written_find(text + 1, strcspn(text + 1, "}"));
		if (slot)
			code = look_at_slot(search, slot);
	}
	return code;
}

static int take_section(void *data, const struct db_row *row)
{
	struct search *search = data;
	const char *text = db_text(row, 2);
	search->found = true;
	if (!text[strspn(text, "\r\n\t ")])
		give(search, "section", db_text(row, 0), db_text(row, 1), search->section);
	return 1;
}

/* Two marks of one name are one text. */
static bool is_first(const char *const *sections, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(sections[i], sections[at]) == 0)
			return false;
	return true;
}

static enum ky_code look_at_section(struct search *search, const char *name)
{
	search->section = name;
	search->found = false;
	enum ky_code code =
		db_run(search->wb, "SELECT id, number, text FROM section WHERE title = ?1 ORDER BY seq",
		       (struct db_arg[]){ DB_T(name) }, 1, take_section, search, search->err);
	if (!code && !search->found)
		give(search, "section", "", "", name);
	return code;
}

enum ky_code scan_unwritten(struct ky_workbook *wb, guide_each *each, void *data, struct ky_error *err)
{
	struct search search = { .wb = wb, .each = each, .data = data, .err = err };
	size_t count = 0, all = 0;
	const struct ky_campaign *campaign = ky_workbook_campaign(wb);
	const struct ky_outline *lines = ky_campaign_outline(campaign, &count);
	const char *const *sections = ky_campaign_sections(campaign, &all);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && !search.stopped && i < count; i++) {
		size_t end = i + 1 < count ? lines[i + 1].section : all;
		code = look_at_slots(&search, lines[i].text);
		for (size_t at = lines[i].section; !code && !search.stopped && at < end; at++)
			if (is_first(sections, at))
				code = look_at_section(&search, sections[at]);
	}
	return code;
}
