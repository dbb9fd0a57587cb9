/* Finds the heads of one place of a record (heads/heads.h). */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "record/heads/heads.h"

int place_of(const struct ky_kind *kind, int field)
{
	assert(field >= 0 && (size_t)field < kind->field_count);
	const char *unit = kind->fields[field].unit;
	for (int i = 0; unit && i < field; i++)
		if (kind->fields[i].unit && strcmp(kind->fields[i].unit, unit) == 0)
			return i;
	return field;
}

bool place_has(const struct ky_kind *kind, int place, int field)
{
	return field >= 0 && place_of(kind, field) == place;
}

bool node_is_head(const struct node *node)
{
	return node->counts && !node->cancels && !node->replaced;
}

/* What a record was made without, nobody said anything of. */
static bool root_fills(const struct heads_place *place, const struct op *op)
{
	for (size_t i = 0; op->made && i < place->history->kind->field_count; i++)
		if (op->made->cells[i].is != CELL_BLANK && place_has(place->history->kind, place->at, (int)i))
			return true;
	return false;
}

static bool is_here(const struct heads_place *place, const struct op *op)
{
	if (place->at == OP_EXISTENCE)
		return op->field == OP_EXISTENCE;
	return op->root ? root_fills(place, op) : place_has(place->history->kind, place->at, op->field);
}

static bool add_ref(struct heads_place *place, size_t to)
{
	struct node *node = &place->nodes[place->count - 1];
	for (size_t i = 0; i < node->refs; i++)
		if (place->refs[node->ref + i] == to)
			return true;
	if (!memory_grow(&place->refs, place->ref_count, sizeof(*place->refs)))
		return false;
	place->refs[place->ref_count++] = to;
	node->refs++;
	return true;
}

/* From the newest to the oldest: whoever replaces or takes back another stands behind it. */
static void settle(struct heads_place *place)
{
	for (size_t i = 0; i < place->count; i++) {
		place->nodes[i].counts = true;
		place->nodes[i].replaced = false;
	}
	for (size_t i = place->count; i-- > 0;) {
		const struct node *node = &place->nodes[i];
		bool reaches = !node->cancels && (node->counts || node->replaced);
		for (size_t j = 0; j < node->refs; j++) {
			struct node *old = &place->nodes[place->refs[node->ref + j]];
			if (node->cancels && node->counts)
				old->counts = false;
			else if (reaches)
				old->replaced = true;
		}
	}
}

/* A redo takes an undo back only while nothing was done on top of it. */
size_t place_undone(const struct heads_place *place, int64_t change)
{
	size_t found = NO_NODE;
	for (size_t i = 0; i < place->count; i++) {
		const struct node *node = &place->nodes[i];
		const struct op *op = &place->history->ops[node->op];
		if (op->change == change && !op->root && node->counts)
			found = i;
		else if (found != NO_NODE && place->nodes[found].cancels && !node->cancels && node->counts &&
			 !op->received)
			found = NO_NODE;
	}
	if (found != NO_NODE && !place->nodes[found].cancels && place->nodes[found].replaced)
		return NO_NODE;
	return found;
}

static size_t find_head(const struct heads_place *place)
{
	size_t head = NO_NODE;
	for (size_t i = 0; i < place->count; i++)
		if (node_is_head(&place->nodes[i]))
			head = i;
	return head;
}

/* Before anything came from elsewhere there is one head at most, and whatever is new replaced it. */
static bool refer_to_the_head(struct heads_place *place, const struct op *op)
{
	size_t own = place->count - 1, undone = NO_NODE;
	struct node *node = &place->nodes[own];
	if (op->undoes) {
		place->count--;
		settle(place);
		undone = place_undone(place, op->undoes);
		place->count++;
	}
	node->cancels = undone != NO_NODE;
	bool ok = node->cancels ? add_ref(place, undone) : place->head == NO_NODE || add_ref(place, place->head);
	if (ok && node->cancels)
		settle(place);
	place->head = node->cancels ? find_head(place) : own;
	return ok;
}

size_t place_node(const struct heads_place *place, int64_t n)
{
	const struct history *history = place->history;
	size_t low = 0, high = history->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (history->ops[middle].n < n)
			low = middle + 1;
		else
			high = middle;
	}
	return low < history->count && history->ops[low].n == n ? place->owner[low] : NO_NODE;
}

/* What it was made from, its base, is the first. What stands behind it in the file it cannot have replaced. */
static bool refer_as_written(struct heads_place *place, const struct op *op)
{
	const struct history *history = place->history;
	size_t own = place->count - 1;
	size_t old = op->base < op->n ? place_node(place, op->base) : NO_NODE;
	bool ok = old == NO_NODE || old == own || add_ref(place, old);
	for (size_t i = over_first(history, op->n); ok && i < history->over_count && history->overs[i].op == op->n;
	     i++) {
		const struct over *over = &history->overs[i];
		if (over->how == OVER_SEEN || over->old >= op->n)
			continue;
		old = place_node(place, over->old);
		place->nodes[own].cancels = place->nodes[own].cancels || over->how == OVER_TAKEN_BACK;
		ok = old == NO_NODE || old == own || add_ref(place, old);
	}
	return ok;
}

static bool goes_with(const struct heads_place *place, const struct op *op)
{
	if (!place->count || place->at == OP_EXISTENCE || op->root)
		return false;
	const struct op *before = &place->history->ops[place->nodes[place->count - 1].op];
	return before->change == op->change && !before->root;
}

/* Takes in the operation with that index. */
static bool add(struct heads_place *place, size_t i)
{
	const struct op *op = &place->history->ops[i];
	bool same = goes_with(place, op);
	if (!same)
		place->nodes[place->count++] = (struct node){ .op = i, .ref = place->ref_count, .counts = true };
	place->owner[i] = place->count - 1;
	place->nodes[place->count - 1].last = i;
	if (i >= place->history->apart)
		return refer_as_written(place, op);
	if (op->root)
		place->head = place->count - 1;
	return same || op->root || refer_to_the_head(place, op);
}

bool place_build(const struct history *history, int at, struct heads_place *out)
{
	*out = (struct heads_place){ .history = history, .at = at, .head = NO_NODE };
	out->nodes = memory_new((history->count + 1) * sizeof(*out->nodes));
	out->owner = memory_new((history->count + 1) * sizeof(*out->owner));
	bool ok = out->nodes && out->owner;
	for (size_t i = 0; ok && i < history->count; i++) {
		out->owner[i] = NO_NODE;
		if (is_here(out, &history->ops[i]))
			ok = add(out, i);
	}
	if (ok)
		settle(out);
	return ok;
}

void place_free(struct heads_place *place)
{
	free(place->nodes);
	free(place->refs);
	free(place->owner);
	*place = (struct heads_place){ 0 };
}

void place_mark(struct heads_place *place, bool (*touches)(const void *data, size_t node), const void *data)
{
	for (size_t i = 0; i < place->count; i++)
		place->nodes[i].marked = false;
	for (size_t i = place->count; i-- > 0;) {
		const struct node *node = &place->nodes[i];
		if (node->cancels || !(node->marked || (node->counts && touches(data, i))))
			continue;
		for (size_t j = 0; j < node->refs; j++)
			place->nodes[place->refs[node->ref + j]].marked = true;
	}
}
