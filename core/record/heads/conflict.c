/* Lists what waits for a decision (kuayue/conflict.h). */
#include "kuayue/conflict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/heads/conflicts.h"
#include "record/heads/waiting.h"

struct listing {
	struct ky_workbook *wb;
	struct listed *list;
	size_t count;
	int64_t places; /* where they are only counted */
	bool only_count;
	enum ky_code code;
	struct ky_error *err;
};

void listed_clear(struct listed *listed)
{
	for (size_t i = 0; i < listed->count; i++) {
		free((char *)listed->sides[i].text);
		free((char *)listed->sides[i].author);
		free((char *)listed->sides[i].day);
		free((char *)listed->sides[i].from);
	}
	free(listed->sides);
	free(listed->title);
	*listed = (struct listed){ .field = KY_CONFLICT_RECORD };
}

static enum ky_code name_record(struct ky_workbook *wb, struct listed *listed, struct ky_error *err)
{
	struct ky_record *row = NULL;
	enum ky_code code = store_find(wb, listed->kind, listed->id, &row, err);
	if (!code && row) {
		snprintf(listed->number, sizeof(listed->number), "%s", row->number);
		listed->title = ky_record_text(wb, row, ky_title_field(listed->kind));
	} else if (!code) {
		listed->title = memory_text("");
	}
	ky_record_free(row);
	return code || listed->title ? code : memory_out(err);
}

static enum ky_code add_listed(struct listing *listing, const struct outcome *outcome, const struct rivals *rivals)
{
	const struct ky_kind *kind = outcome->history.kind;
	if (!memory_grow(&listing->list, listing->count, sizeof(*listing->list)))
		return memory_out(listing->err);
	struct listed *listed = &listing->list[listing->count++];
	*listed = (struct listed){ .kind = kind, .field = rivals->at < 0 ? KY_CONFLICT_RECORD : rivals->at };
	listed->state = rivals->at >= 0 && place_has(kind, rivals->at, ky_field_of(kind, KY_ROLE_STATE));
	snprintf(listed->id, sizeof(listed->id), "%s", outcome->record->id);
	enum ky_code code = name_record(listing->wb, listed, listing->err);
	return code ? code : sides_read(listing->wb, outcome, rivals, listed, listing->err);
}

static int take_record(void *data, const struct ky_kind *kind, const char *id)
{
	struct listing *listing = data;
	struct outcome outcome;
	listing->code = outcome_read(listing->wb, kind, id, &outcome, listing->err);
	listing->places += outcome.exists ? (int64_t)outcome.rival_count : 0;
	for (size_t i = 0; !listing->code && !listing->only_count && outcome.exists && i < outcome.rival_count;
	     i++)
		listing->code = add_listed(listing, &outcome, &outcome.rivals[i]);
	outcome_free(&outcome);
	return listing->code != KY_OK;
}

static size_t order_of(const struct ky_kind *kind)
{
	size_t i = 0;
	while (ky_kind_at(i) && ky_kind_at(i) != kind)
		i++;
	return i;
}

static int first_of(const struct listed *listed)
{
	return listed->field == KY_CONFLICT_RECORD ? 0 : listed->state ? 1 : 2;
}

static int compare(const void *a, const void *b)
{
	const struct listed *left = a, *right = b;
	size_t kinds[2] = { order_of(left->kind), order_of(right->kind) };
	int order = first_of(left) - first_of(right);
	if (!order)
		order = (kinds[0] > kinds[1]) - (kinds[0] < kinds[1]);
	if (!order)
		order = strcmp(left->number, right->number);
	return order ? order : left->field - right->field;
}

enum ky_code ky_conflict_count(struct ky_workbook *wb, int64_t *count, struct ky_error *err)
{
	struct listing listing = { .wb = wb, .only_count = true, .err = err };
	enum ky_code code = waiting_each(wb, take_record, &listing, err);
	*count = listing.places;
	return code ? code : listing.code;
}

enum ky_code ky_conflict_each(struct ky_workbook *wb, int (*each)(void *data, const struct ky_conflict *conflict),
			      void *data, struct ky_error *err)
{
	struct listing listing = { .wb = wb, .err = err };
	enum ky_code code = waiting_each(wb, take_record, &listing, err);
	code = code ? code : listing.code;
	if (!code && listing.count)
		qsort(listing.list, listing.count, sizeof(*listing.list), compare);
	for (size_t i = 0; !code && i < listing.count; i++) {
		const struct listed *listed = &listing.list[i];
		if (each(data, &(struct ky_conflict){ .kind = listed->kind,
						      .id = listed->id,
						      .number = listed->number,
						      .title = listed->title,
						      .field = listed->field,
						      .sides = listed->sides,
						      .count = listed->count }))
			break;
	}
	for (size_t i = 0; i < listing.count; i++)
		listed_clear(&listing.list[i]);
	free(listing.list);
	return code;
}
