/* Says which ledgers there are, how each is headed, and which columns it has in which order. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "report/ledger_records.h"
#include "report/reader.h"
#include "texts.h"

int ledger_number(const struct ky_kind *kind)
{
	assert(!kind || kind->ledger);
	return kind ? (int)strtol(kind->ledger + 1, NULL, 10) : LEDGER_PROGRESS;
}

int ledger_last(void)
{
	const struct ky_kind *kind;
	int last = LEDGER_FORMS;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++)
		if (kind->ledger && ledger_number(kind) > last)
			last = ledger_number(kind);
	return last;
}

const struct ky_kind *ledger_at(int number)
{
	assert(number > 0);
	const struct ky_kind *kind;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++)
		if (kind->ledger && ledger_number(kind) == number)
			return kind;
	return NULL;
}

static const struct ky_ledger_form *form_of(struct ky_workbook *wb, const struct ky_kind *kind)
{
	return ky_campaign_ledger(ky_workbook_campaign(wb), kind ? kind->name : KY_LEDGER_PROGRESS);
}

const char *ky_ledger_title(struct ky_workbook *wb, const struct ky_kind *kind)
{
	const struct ky_ledger_form *form = form_of(wb, kind);
	return form && form->title ? form->title : kind ? kind->paper : LEDGER_PROGRESS_ZH;
}

bool ledger_is_there(struct ky_workbook *wb, int number, const struct ky_kind **kind)
{
	*kind = ledger_at(number);
	return (*kind || number == LEDGER_PROGRESS) && reader_has_ledger(wb, *kind);
}

static bool is_form(const struct ky_kind *kind)
{
	return kind->ledger && ledger_number(kind) <= LEDGER_FORMS;
}

size_t ledger_form_columns(const struct ky_kind *kind, const struct ky_ledger_column *columns, size_t count)
{
	size_t form = 0;
	while (is_form(kind) && form < count && columns[form].field != KY_COLUMN_ALONG &&
	       (columns[form].field < 0 || !kind->fields[columns[form].field].beside))
		form++;
	return form;
}

int ledger_order(struct ky_workbook *wb, const struct ky_kind *kind)
{
	const struct ky_ledger_form *form = form_of(wb, kind);
	bool other = form && form->order && !(kind->order && strcmp(kind->order, form->order) == 0);
	return other ? ky_field_find(kind, form->order) : -1;
}

struct listing {
	struct ky_workbook *wb;
	const struct ky_kind *kind;
	struct ky_ledger_column *columns;
	size_t count;
	bool taken[KY_DECLARED_MAX]; /* fields that have their column */
};

static void add(struct listing *listing, size_t field)
{
	const struct ky_field *decl = &listing->kind->fields[field];
	assert(field < KY_DECLARED_MAX && listing->count < KY_DECLARED_MAX);
	if (listing->taken[field] || decl->apart || !reader_has_field(listing->wb, decl))
		return;
	listing->taken[field] = true;
	listing->columns[listing->count++] = (struct ky_ledger_column){ decl->zh, (int)field };
}

/* In the order of the list; a name that is none was refused when the template was read. */
static void add_named(struct listing *listing, const char *list)
{
	for (; list && *list; list += strcspn(list, ","), list += *list == ',') {
		size_t len = strcspn(list, ",");
		for (size_t i = 0; i < listing->kind->field_count; i++)
			if (strlen(listing->kind->fields[i].name) == len &&
			    strncmp(listing->kind->fields[i].name, list, len) == 0)
				add(listing, i);
	}
}

size_t ky_ledger_columns(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_ledger_column *columns)
{
	assert(kind && columns);
	struct listing listing = { .wb = wb, .kind = kind, .columns = columns };
	const struct ky_ledger_form *form = form_of(wb, kind);
	if (kind->counted)
		columns[listing.count++] = (struct ky_ledger_column){ ZH_ROW_NUMBER, KY_COLUMN_ROW };
	if (kind->number_zh)
		columns[listing.count++] = (struct ky_ledger_column){ kind->number_zh, KY_COLUMN_NUMBER };
	for (size_t i = 0; is_form(kind) && i < kind->field_count; i++)
		if (!kind->fields[i].beside)
			add(&listing, i);
	add_named(&listing, form ? form->columns : NULL);
	for (size_t i = 0; i < kind->field_count; i++)
		add(&listing, i);
	if (ky_field_of(kind, KY_ROLE_FILE_HASH) >= 0)
		columns[listing.count++] = (struct ky_ledger_column){ ZH_ALONG, KY_COLUMN_ALONG };
	return listing.count;
}
