/* Lays what is worked out from other records over a record in memory (record/shown.h). */
#include "record/shown.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "record/internal.h"
#include "record/kinds/kinds.h"

#define SHOWN_MAX 4 /* fields of one record */

struct shown_cells {
	int count;
	struct {
		int field;
		struct cell cell;
	} over[SHOWN_MAX];
};

bool shown_is_of(const struct ky_kind *kind)
{
	return kind_decl_of(kind)->state_by != NULL;
}

bool shown_says_who(const struct ky_kind *kind, int field)
{
	return shown_is_of(kind) && field == ky_field_find(kind, kind_decl_of(kind)->state_by);
}

struct shown_source *shown_source_of(struct ky_workbook *wb)
{
	return (struct shown_source *)*db_companion(wb);
}

enum ky_code shown_fill(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	struct shown_source *source = shown_is_of(record->kind) ? shown_source_of(wb) : NULL;
	return source ? source->fill(wb, record, err) : KY_OK;
}

const char *shown_first_choice(struct ky_workbook *wb, const char *list)
{
	size_t count = 0;
	const struct ky_choice *choices = ky_campaign_choices(ky_workbook_campaign(wb), list, &count);
	return count ? choices[0].id : "";
}

bool shown_by_hand(struct ky_workbook *wb, const struct ky_record *record)
{
	const struct ky_kind *kind = record->kind;
	const struct cell *state = &record->cells[ky_field_of(kind, KY_ROLE_STATE)];
	const struct cell *by = &record->cells[ky_field_find(kind, kind_decl_of(kind)->state_by)];
	const char *list = kind->fields[ky_field_of(kind, KY_ROLE_STATE)].choices;
	return state->is == CELL_STR &&
	       (by->is == CELL_STR || strcmp(state->text, shown_first_choice(wb, list)) != 0);
}

bool ky_record_is_measured(struct ky_workbook *wb, const struct ky_record *record)
{
	const char *state = NULL;
	struct shown_source *source = shown_is_of(record->kind) ? shown_source_of(wb) : NULL;
	return source && !shown_by_hand(wb, record) && source->state(wb, record->id, &state, NULL) == KY_OK &&
	       state;
}

bool shown_put(struct ky_record *record, int field, const char *text)
{
	assert(field >= 0 && (size_t)field < record->kind->field_count);
	if (!record->shown)
		record->shown = memory_new(sizeof(*record->shown));
	if (!record->shown)
		return false;
	assert(record->shown->count < SHOWN_MAX);
	struct cell *cell = &record->shown->over[record->shown->count].cell;
	cell_set_text(cell, text);
	if (cell->is == CELL_LOST)
		return false;
	record->shown->over[record->shown->count++].field = field;
	return true;
}

static const struct cell *over(const struct ky_record *record, int field)
{
	for (int i = 0; record->shown && i < record->shown->count; i++)
		if (record->shown->over[i].field == field)
			return &record->shown->over[i].cell;
	return NULL;
}

const struct cell *shown_cell(const struct ky_record *record, int field)
{
	const struct cell *cell = over(record, field);
	return cell ? cell : &record->cells[field];
}

bool shown_lies_over(const struct ky_record *record, int field)
{
	return over(record, field) != NULL;
}

void shown_free(struct ky_record *record)
{
	for (int i = 0; record->shown && i < record->shown->count; i++)
		cell_clear(&record->shown->over[i].cell);
	free(record->shown);
	record->shown = NULL;
}

void shown_uncover(struct ky_record *record, int field)
{
	if (record->kind->fields[field].role == KY_ROLE_STATE) {
		shown_free(record);
		return;
	}
	for (int i = 0; record->shown && i < record->shown->count; i++) {
		if (record->shown->over[i].field != field)
			continue;
		cell_clear(&record->shown->over[i].cell);
		record->shown->over[i] = record->shown->over[--record->shown->count];
	}
}

void shown_take_out(struct ky_record *record, const struct ky_record *standing)
{
	for (int i = 0; standing->shown && i < standing->shown->count; i++) {
		int field = standing->shown->over[i].field;
		if (!cell_equal(&record->cells[field], &standing->shown->over[i].cell))
			continue;
		cell_clear(&record->cells[field]);
		if (record->kind->fields[field].role == KY_ROLE_STATE)
			record->stated = false;
	}
}
