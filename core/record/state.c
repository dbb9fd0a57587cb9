/* Says whether a record is finished, merged, dropped or overdue. The view "deadline" (views.c) says the same to
 * queries; tests/unit/record/test_state.c compares the two. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "record/internal.h"
#include "record/shown.h"

bool ky_record_finished(struct ky_workbook *wb, const struct ky_record *record)
{
	int state = ky_field_of(record->kind, KY_ROLE_STATE);
	size_t count = 0;
	const struct cell *cell = state < 0 ? NULL : shown_cell(record, state);
	if (!cell || cell->is != CELL_STR)
		return false;
	const struct ky_choice *choices =
		ky_campaign_choices(ky_workbook_campaign(wb), record->kind->fields[state].choices, &count);
	return count && strcmp(choices[count - 1].id, cell->text) == 0;
}

static bool is_filled(const struct ky_record *record, int field)
{
	assert(field < (int)ky_record_kind(record)->field_count);
	return field >= 0 && shown_cell(record, field)->is != CELL_BLANK;
}

bool ky_record_merged(struct ky_workbook *wb, const struct ky_record *record)
{
	int merged = ky_field_of(record->kind, KY_ROLE_MERGED);
	char *title = NULL;
	if (!is_filled(record, merged))
		return false;
	db_text_of(wb, table_sql(record->kind)->find_title, record->cells[merged].text, &title, NULL);
	bool there = title != NULL;
	free(title);
	return there;
}

static ky_day day_of(const struct ky_record *record, enum ky_field_role role)
{
	int field = ky_field_of(record->kind, role);
	ky_day day = KY_NO_DAY;
	if (field < 0 || record->cells[field].is != CELL_STR ||
	    ky_day_parse(record->cells[field].text, KY_NO_DAY, &day, NULL) != KY_OK)
		return KY_NO_DAY;
	return day;
}

bool ky_record_there(const struct ky_record *record, ky_day day)
{
	ky_day joined = day_of(record, KY_ROLE_JOINED), left = day_of(record, KY_ROLE_LEFT);
	return (joined == KY_NO_DAY || joined <= day) && (left == KY_NO_DAY || left > day);
}

bool ky_record_dropped(const struct ky_record *record)
{
	return is_filled(record, ky_field_of(record->kind, KY_ROLE_DROPPED));
}

bool ky_record_overdue(struct ky_workbook *wb, const struct ky_record *record)
{
	int deadline = ky_field_of(record->kind, KY_ROLE_DEADLINE);
	ky_day due = KY_NO_DAY;
	if (!is_filled(record, deadline) || ky_record_merged(wb, record) || ky_record_dropped(record))
		return false;
	const char *met_by = record->kind->fields[deadline].met_by;
	bool met =
		met_by ? is_filled(record, ky_field_find(record->kind, met_by)) : ky_record_finished(wb, record);
	return !met && ky_day_parse(ky_record_get(record, deadline).text, KY_NO_DAY, &due, NULL) == KY_OK &&
	       due < ky_workbook_today(wb);
}
