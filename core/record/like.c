/* Makes a record like another, for what is entered again and again: an essay of the next person of the roster. */
#include <string.h>

#include "base/memory.h"
#include "record/internal.h"

/* What was kept on purpose was of that one record. */
static bool keeps(const struct ky_kind *kind, const struct ky_field *field)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].kept_by && strcmp(kind->fields[i].kept_by, field->name) == 0)
			return true;
	return false;
}

static bool comes_again(const struct ky_kind *kind, const struct ky_field *field)
{
	return !keeps(kind, field) && !field->of_one_day && !field->derived && field->type != KY_DATE &&
	       field->type != KY_LONG && field->type != KY_LOG && field->type != KY_FILE && !field->computed &&
	       !field->step && !field->chain && field->role != KY_ROLE_STATE && field->role != KY_ROLE_IDENTITY &&
	       field->role != KY_ROLE_EVIDENCE;
}

/* True for a person who has left, or any other record that its kind declares to have an end. */
static bool is_gone(struct ky_workbook *wb, const struct ky_record *record)
{
	int left = ky_field_of(record->kind, KY_ROLE_LEFT);
	ky_day day = KY_NO_DAY;
	return left >= 0 && record->cells[left].is == CELL_STR &&
	       ky_day_parse(record->cells[left].text, KY_NO_DAY, &day, NULL) == KY_OK &&
	       day <= ky_workbook_today(wb);
}

/* The first record of the list behind the one at *at that is there still; *at is NULL behind the last. */
static enum ky_code go_on(struct ky_workbook *wb, struct ky_record **at, struct ky_error *err)
{
	struct ky_list *list = NULL;
	enum ky_code code = ky_list_open(wb, (*at)->kind, &list, err);
	while (!code) {
		struct ky_record *next = NULL;
		size_t got = 0;
		bool more = false;
		code = ky_list_fetch(list, &(struct ky_stretch){ .after = *at, .count = 1 }, &next, &got, &more,
				     err);
		ky_record_free(*at);
		*at = next;
		if (!next || !is_gone(wb, next))
			break;
	}
	ky_list_close(list);
	return code;
}

static enum ky_code take_next(struct ky_workbook *wb, struct cell *cell, struct ky_error *err)
{
	struct ky_record *at = NULL;
	enum ky_code code = cell->is == CELL_STR ? store_find(wb, NULL, cell->text, &at, err) : KY_OK;
	if (!code && at)
		code = go_on(wb, &at, err);
	cell_clear(cell);
	if (!code && at)
		cell_set_text(cell, at->id);
	ky_record_free(at);
	return code;
}

enum ky_code ky_record_like(struct ky_workbook *wb, const struct ky_record *record, struct ky_record **out,
			    struct ky_error *err)
{
	enum ky_code code = KY_OK;
	struct ky_record *copy = record_copy(record);
	*out = copy;
	if (!copy)
		return memory_out(err);
	copy->seq = 0;
	copy->id[0] = copy->number[0] = '\0';
	for (size_t i = 0; !code && i < record->kind->field_count; i++) {
		if (!comes_again(record->kind, &record->kind->fields[i]))
			cell_clear(&copy->cells[i]);
		else if (record->kind->fields[i].goes_on)
			code = take_next(wb, &copy->cells[i], err);
	}
	if (!code)
		return KY_OK;
	ky_record_free(copy);
	*out = NULL;
	return code;
}
