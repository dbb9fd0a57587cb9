/* Works out what is shown of a record, place by place (heads/outcome.h). */
#include "record/heads/outcome.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "record/kinds/kinds.h"

static bool add_rivals(struct outcome *outcome, int at, size_t *ops, size_t count)
{
	if (!memory_grow(&outcome->rivals, outcome->rival_count, sizeof(*outcome->rivals)))
		return false;
	outcome->rivals[outcome->rival_count++] = (struct rivals){ at, ops, count, NULL };
	return true;
}

/* From the newest on; the first, which is shown, stays. */
static void sort_rivals(const struct history *history, size_t *ops, size_t count)
{
	for (size_t i = 2; i < count; i++) {
		size_t op = ops[i], j = i;
		for (; j > 1 && op_compare(&history->ops[ops[j - 1]], &history->ops[op]) < 0; j--)
			ops[j] = ops[j - 1];
		ops[j] = op;
	}
}

/* The heads that say something else than the winner, each once. */
static bool add_others(struct outcome *outcome, const struct heads_place *place, size_t winner)
{
	size_t *ops = NULL, count = 0;
	bool ok = memory_grow(&ops, count, sizeof(*ops));
	if (ok)
		ops[count++] = place->nodes[winner].last;
	for (size_t i = 0; ok && i < place->count; i++) {
		bool said = !node_is_head(&place->nodes[i]) || i == winner;
		for (size_t j = 0; !said && j < count; j++)
			said = nodes_equal(place, i, place->owner[ops[j]]);
		if (said)
			continue;
		ok = memory_grow(&ops, count, sizeof(*ops));
		if (ok)
			ops[count++] = place->nodes[i].last;
	}
	if (ok && count > 1) {
		sort_rivals(place->history, ops, count);
		ok = add_rivals(outcome, place->at, ops, count);
		if (ok)
			return true;
	}
	free(ops);
	return ok;
}

/* A log keeps every entry in the history, and days that the program wrote are no matter of opinion. */
static bool is_for_people(const struct ky_field *field)
{
	return field->type != KY_LOG && field->role != KY_ROLE_STAMP && field->role != KY_ROLE_DROPPED &&
	       !field->earliest;
}

static bool read_set(struct outcome *outcome, const struct heads_place *place)
{
	struct contest contest = { 0 };
	bool ok = set_read(place, &outcome->record->cells[place->at], &contest);
	size_t *ops = ok && contest.any ? memory_new(2 * sizeof(*ops)) : NULL;
	if (!ops || !add_rivals(outcome, place->at, ops, 2)) {
		free(ops);
		free(contest.without);
		return ok && !contest.any;
	}
	ops[0] = contest.added;
	ops[1] = contest.removed;
	outcome->rivals[outcome->rival_count - 1].without = contest.without;
	return true;
}

static bool read_place(struct ky_workbook *wb, struct outcome *outcome, int at)
{
	const struct ky_kind *kind = outcome->history.kind;
	struct heads_place place;
	bool ok = place_build(&outcome->history, at, &place);
	size_t winner = ok ? place_winner(wb, &place) : NO_NODE;
	if (winner != NO_NODE && kind->fields[at].type == KY_LINKS) {
		ok = read_set(outcome, &place);
	} else if (winner != NO_NODE) {
		for (size_t i = (size_t)at; ok && i < kind->field_count; i++)
			if (place_has(kind, at, (int)i))
				ok = cell_copy(&outcome->record->cells[i], node_cell(&place, winner, (int)i));
		if (ok && is_for_people(&kind->fields[at]))
			ok = add_others(outcome, &place, winner);
	}
	place_free(&place);
	return ok;
}

/* Marks what a delete had seen: heads, and with them all that they had replaced. */
static void mark_seen(struct heads_place *place, const struct op *by)
{
	const struct history *history = place->history;
	for (size_t i = 0; i < place->count; i++)
		place->nodes[i].marked = false;
	for (size_t i = over_first(history, by->n); i < history->over_count && history->overs[i].op == by->n;
	     i++) {
		size_t node =
			history->overs[i].how == OVER_SEEN ? place_node(place, history->overs[i].old) : NO_NODE;
		if (node != NO_NODE)
			place->nodes[node].marked = true;
	}
	for (size_t i = place->count; i-- > 0;)
		for (size_t j = 0; place->nodes[i].marked && j < place->nodes[i].refs; j++)
			place->nodes[place->refs[place->nodes[i].ref + j]].marked = true;
}

/* Adds the heads of a place that no delete had seen. A delete that was made here saw what was in the file. */
static bool add_unseen(struct outcome *outcome, struct heads_place *place, const size_t *deletes,
		       size_t delete_count, size_t **unseen, size_t *count)
{
	const struct history *history = &outcome->history;
	bool *seen = memory_new(place->count + 1), ok = seen != NULL;
	for (size_t i = 0; ok && i < delete_count; i++) {
		const struct op *by = &history->ops[deletes[i]];
		if (by->received)
			mark_seen(place, by);
		for (size_t j = 0; j < place->count; j++)
			seen[j] = seen[j] ||
				  (by->received ? place->nodes[j].marked : place->nodes[j].op < deletes[i]);
	}
	for (size_t i = 0; ok && i < place->count; i++) {
		bool known = !node_is_head(&place->nodes[i]) || seen[i];
		for (size_t j = 0; !known && j < *count; j++)
			known = (*unseen)[j] == place->nodes[i].last;
		if (known)
			continue;
		ok = memory_grow(unseen, *count, sizeof(**unseen));
		if (ok)
			(*unseen)[(*count)++] = place->nodes[i].last;
	}
	free(seen);
	return ok;
}

/* Gone only where whoever deleted it knew everything that stands in it. */
static bool settle_deletes(struct outcome *outcome, const size_t *deletes, size_t delete_count)
{
	const struct history *history = &outcome->history;
	size_t *ops = NULL, count = 0;
	bool ok = true;
	for (size_t i = 0; ok && i < history->kind->field_count; i++) {
		struct heads_place place;
		if (place_of(history->kind, (int)i) != (int)i)
			continue;
		ok = place_build(history, (int)i, &place) &&
		     add_unseen(outcome, &place, deletes, delete_count, &ops, &count);
		place_free(&place);
	}
	outcome->exists = count > 0;
	for (size_t i = 0; ok && count && i < delete_count; i++) {
		ok = memory_grow(&ops, count, sizeof(*ops));
		if (ok)
			ops[count++] = deletes[i];
	}
	if (ok && outcome->exists) {
		sort_rivals(history, ops, count);
		ok = add_rivals(outcome, OP_EXISTENCE, ops, count);
		if (ok)
			return true;
	}
	free(ops);
	return ok;
}

static bool read_existence(struct outcome *outcome)
{
	struct heads_place place;
	size_t *deletes = NULL, count = 0;
	bool ok = place_build(&outcome->history, OP_EXISTENCE, &place), made = false;
	for (size_t i = 0; ok && i < place.count; i++) {
		if (!node_is_head(&place.nodes[i]))
			continue;
		made = made || outcome->history.ops[place.nodes[i].op].json;
		if (outcome->history.ops[place.nodes[i].op].json)
			continue;
		ok = memory_grow(&deletes, count, sizeof(*deletes));
		if (ok)
			deletes[count++] = place.nodes[i].op;
	}
	outcome->exists = made;
	if (ok && !made && count)
		ok = settle_deletes(outcome, deletes, count);
	free(deletes);
	place_free(&place);
	return ok;
}

/* A record that was made in two files keeps the number of the older. */
static void find_number(struct outcome *outcome)
{
	const struct op *first = NULL;
	for (size_t i = 0; i < outcome->history.count; i++) {
		const struct op *op = &outcome->history.ops[i];
		if (op->root && (!first || op_compare(op, first) < 0))
			first = op;
	}
	outcome->known = first != NULL;
	if (first)
		memcpy(outcome->record->number, first->made->number, sizeof(outcome->record->number));
	if (first)
		memcpy(outcome->record->site, first->made->site, sizeof(outcome->record->site));
}

static void drop_rivals(struct outcome *outcome, size_t i)
{
	free(outcome->rivals[i].ops);
	free(outcome->rivals[i].without);
	memmove(&outcome->rivals[i], &outcome->rivals[i + 1],
		(--outcome->rival_count - i) * sizeof(*outcome->rivals));
}

/* What follows from other fields is worked out anew, and nobody is asked about it. */
static bool derive(struct outcome *outcome)
{
	const struct kind_decl *decl = kind_decl_of(outcome->history.kind);
	if (!decl->derive)
		return true;
	for (size_t i = outcome->rival_count; i-- > 0;) {
		int at = outcome->rivals[i].at;
		if (at < 0 || !decl->kind.fields[at].derived)
			continue;
		struct ky_record *without = record_copy(outcome->record);
		if (!without)
			return false;
		cell_clear(&without->cells[at]);
		decl->derive(without);
		if (without->cells[at].is != CELL_BLANK)
			drop_rivals(outcome, i);
		ky_record_free(without);
	}
	decl->derive(outcome->record);
	return record_is_whole(outcome->record);
}

enum ky_code outcome_read(struct ky_workbook *wb, const struct ky_kind *kind, const char *id, struct outcome *out,
			  struct ky_error *err)
{
	*out = (struct outcome){ 0 };
	enum ky_code code = history_load(wb, kind, id, &out->history, err);
	if (code)
		return code;
	out->record = ky_record_new(kind);
	bool ok = out->record != NULL;
	if (ok) {
		memcpy(out->record->id, out->history.id, sizeof(out->record->id));
		find_number(out);
		ok = read_existence(out);
	}
	for (size_t i = 0; ok && out->known && out->exists && i < kind->field_count; i++)
		if (place_of(kind, (int)i) == (int)i)
			ok = read_place(wb, out, (int)i);
	ok = ok && derive(out);
	return ok ? KY_OK : memory_out(err);
}

void outcome_free(struct outcome *outcome)
{
	for (size_t i = 0; i < outcome->rival_count; i++) {
		free(outcome->rivals[i].ops);
		free(outcome->rivals[i].without);
	}
	free(outcome->rivals);
	ky_record_free(outcome->record);
	history_free(&outcome->history);
	*outcome = (struct outcome){ 0 };
}
