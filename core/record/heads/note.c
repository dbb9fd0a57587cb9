/* Notes operations on records of which something came from another copy (heads/note.h). */
#include "record/heads/note.h"

#include <assert.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "record/heads/outcome.h"
#include "workbook/change.h"

enum ky_code heads_are_mixed(struct ky_workbook *wb, const char *id, bool *mixed, struct ky_error *err)
{
	int64_t any = 0, found = 0;
	enum ky_code code =
		db_number(wb, "SELECT 1 FROM change WHERE received IS NOT NULL LIMIT 1", NULL, 0, 0, &any, err);
	if (!code && any)
		code = db_number(wb,
				 "SELECT 1 FROM op o JOIN change c ON c.n = o.change WHERE o.record = ?1"
				 " AND c.received IS NOT NULL LIMIT 1",
				 (struct db_arg[]){ DB_T(id) }, 1, 0, &found, err);
	*mixed = found != 0;
	return code;
}

struct noting {
	struct heads_place place;
	int64_t *old;
	struct change_over over;
	bool done; /* elsewhere already: nothing is to be noted */
};

static int64_t row_of(const struct heads_place *place, size_t node)
{
	return place->history->ops[place->nodes[node].op].n;
}

static bool add_old(struct noting *noting, int64_t row)
{
	if (!memory_grow(&noting->old, noting->over.count, sizeof(*noting->old)))
		return false;
	noting->old[noting->over.count++] = row;
	noting->over.old = noting->old;
	return true;
}

/* The winner is what the new value was made from. */
static bool over_heads(struct ky_workbook *wb, struct noting *noting)
{
	const struct heads_place *place = &noting->place;
	size_t winner = place->at >= 0 ? place_winner(wb, place) : NO_NODE;
	noting->over.how = OVER_REPLACED;
	for (size_t i = 0; i < place->count; i++) {
		if (!node_is_head(&place->nodes[i]))
			continue;
		if (winner == NO_NODE)
			winner = i;
		if (i != winner && !add_old(noting, row_of(place, i)))
			return false;
	}
	noting->over.base = winner == NO_NODE ? 0 : row_of(place, winner);
	return true;
}

static enum ky_code stands_on(const struct ky_kind *kind, int field, struct ky_error *err)
{
	return ky_fail(
		err, KY_NO,
		_("%s was changed since in another copy of the workbook, on top of this; change it by hand."),
		field >= 0 ? ky_field_title(&kind->fields[field]) : ky_kind_title(kind));
}

/* What is to be taken back was, by somebody else. */
static bool is_taken_back(const struct heads_place *place, int64_t undoes)
{
	for (size_t i = 0; i < place->count; i++)
		if (place->history->ops[place->nodes[i].op].change == undoes && !place->nodes[i].counts)
			return true;
	return false;
}

/* Somebody else's work went on from what is to be taken back. */
static bool is_built_on(const struct heads_place *place, int64_t undoes)
{
	const struct history *history = place->history;
	for (size_t i = 0; i < place->count; i++) {
		const struct node *node = &place->nodes[i];
		const struct op *op = &history->ops[node->op];
		if (op->change == undoes && node->counts &&
		    (node->replaced || (op->root && place->at == OP_EXISTENCE)))
			return true;
	}
	return false;
}

static enum ky_code find_over(struct ky_workbook *wb, const struct history *history, int field,
			      struct noting *noting, struct ky_error *err)
{
	int64_t change = 0, undoes = 0;
	int at = field >= 0 ? place_of(history->kind, field) : OP_EXISTENCE;
	change_where(wb, &change, &undoes);
	if (!place_build(history, at, &noting->place))
		return memory_out(err);
	const struct heads_place *place = &noting->place;
	const struct node *last = place->count ? &place->nodes[place->count - 1] : NULL;
	if (change && last && field >= 0 && history->ops[last->op].change == change) {
		noting->over.base = history->ops[last->op].base;
		return KY_OK;
	}
	size_t undone = undoes ? place_undone(place, undoes) : NO_NODE;
	noting->done = undone == NO_NODE && undoes && is_taken_back(place, undoes);
	if (noting->done)
		return KY_OK;
	if (undone == NO_NODE && undoes && is_built_on(place, undoes))
		return stands_on(history->kind, field, err);
	if (undone == NO_NODE)
		return over_heads(wb, noting) ? KY_OK : memory_out(err);
	noting->over.how = OVER_TAKEN_BACK;
	return add_old(noting, row_of(place, undone)) ? KY_OK : memory_out(err);
}

enum ky_code heads_note(struct ky_workbook *wb, const struct ky_kind *kind, const char *id, int field,
			struct db_arg old, struct db_arg value, struct ky_error *err)
{
	const char *name = field >= 0 ? kind->fields[field].name : NULL;
	bool mixed = false;
	assert(field >= OP_EXISTENCE && field < (int)kind->field_count);
	enum ky_code code = heads_are_mixed(wb, id, &mixed, err);
	if (!code && !mixed)
		return change_note(wb, kind->name, id, name, old, value, err);
	struct history history = { 0 };
	struct noting noting = { 0 };
	if (!code)
		code = history_load(wb, kind, id, &history, err);
	if (!code)
		code = find_over(wb, &history, field, &noting, err);
	if (!code && !noting.done)
		code = change_note_over(wb, kind->name, id, name, old, value, &noting.over, err);
	free(noting.old);
	place_free(&noting.place);
	history_free(&history);
	return code;
}
