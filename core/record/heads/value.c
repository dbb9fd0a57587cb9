/* Compares what heads of a place say, and decides by the field's type and role which of them is shown. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/kept.h"
#include "base/strbuf.h"
#include "record/heads/outcome.h"

/* A node of a unit has what was changed; the rest stands in what it was made from. */
const struct cell *node_cell(const struct heads_place *place, size_t node, int field)
{
	const struct history *history = place->history;
	assert(node < place->count && field >= 0);
	while (node != NO_NODE) {
		const struct node *at = &place->nodes[node];
		if (history->ops[at->op].root)
			return &history->ops[at->op].made->cells[field];
		for (size_t i = at->last + 1; i-- > at->op;)
			if (place->owner[i] == node && history->ops[i].field == field)
				return &history->ops[i].cell;
		node = at->refs ? place->refs[at->ref] : NO_NODE;
	}
	return NULL;
}

bool nodes_agree(const struct heads_place *place, size_t a, size_t b, int field)
{
	static const struct cell blank = { .is = CELL_BLANK };
	const struct cell *left = node_cell(place, a, field), *right = node_cell(place, b, field);
	return cell_equal(left ? left : &blank, right ? right : &blank);
}

bool nodes_equal(const struct heads_place *place, size_t a, size_t b)
{
	const struct ky_kind *kind = place->history->kind;
	for (size_t i = (size_t)place->at; i < kind->field_count; i++)
		if (place_has(kind, place->at, (int)i) && !nodes_agree(place, a, b, (int)i))
			return false;
	return true;
}

/* How far a state has come: 未填 first, then the campaign's list; a key that it does not have is behind all. */
static size_t progress_of(struct ky_workbook *wb, const struct ky_field *field, const struct cell *cell)
{
	size_t count = 0, at = 0;
	const struct ky_choice *choices = ky_campaign_choices(ky_workbook_campaign(wb), field->choices, &count);
	if (!cell || cell->is != CELL_STR)
		return 0;
	while (at < count && strcmp(choices[at].id, cell->text) != 0)
		at++;
	return at + 1;
}

static int state_field(const struct heads_place *place)
{
	int field = ky_field_of(place->history->kind, KY_ROLE_STATE);
	return place_has(place->history->kind, place->at, field) ? field : -1;
}

static bool takes_the_earliest(const struct ky_field *field)
{
	return field->role == KY_ROLE_STAMP || field->role == KY_ROLE_DROPPED || field->earliest;
}

/* Earlier days first, then what has no day; days of a clock that was wrong behind both. */
static int compare_days(const struct heads_place *place, size_t a, size_t b)
{
	const struct op *ops = place->history->ops;
	bool doubtful[2] = { ops[place->nodes[a].op].doubtful, ops[place->nodes[b].op].doubtful };
	const struct cell *left = node_cell(place, a, place->at), *right = node_cell(place, b, place->at);
	if (place->history->kind->fields[place->at].role == KY_ROLE_STAMP && doubtful[0] != doubtful[1])
		return doubtful[0] ? 1 : -1;
	bool has[2] = { left && left->is == CELL_STR, right && right->is == CELL_STR };
	if (!has[0] || !has[1])
		return has[0] == has[1] ? 0 : has[0] ? -1 : 1;
	return strcmp(left->text, right->text);
}

/* Positive where a is shown before b. */
static int prefer(struct ky_workbook *wb, const struct heads_place *place, size_t a, size_t b)
{
	const struct op *ops = place->history->ops;
	const struct ky_kind *kind = place->history->kind;
	int state = state_field(place), order = 0;
	if (state >= 0) {
		size_t left = progress_of(wb, &kind->fields[state], node_cell(place, a, state)),
		       right = progress_of(wb, &kind->fields[state], node_cell(place, b, state));
		order = left == right ? 0 : left < right ? 1 : -1;
	} else if (takes_the_earliest(&kind->fields[place->at])) {
		order = -compare_days(place, a, b);
	}
	return order ? order : op_compare(&ops[place->nodes[a].last], &ops[place->nodes[b].last]);
}

size_t place_winner(struct ky_workbook *wb, const struct heads_place *place)
{
	size_t best = NO_NODE;
	assert(place->at >= 0);
	for (size_t i = 0; i < place->count; i++)
		if (node_is_head(&place->nodes[i]) && (best == NO_NODE || prefer(wb, place, i, best) > 0))
			best = i;
	return best;
}

struct member {
	const struct heads_place *place;
	const char *id;
};

static const char *links(const struct cell *cell)
{
	return cell && cell->is == CELL_STR ? cell->text : "";
}

/* 1: the node added the member, -1: it removed it. Who had several heads before him saw, and confirmed, all
 * members of the set that he left. */
static int effect(const struct member *member, size_t node)
{
	const struct heads_place *place = member->place;
	const struct op *ops = place->history->ops;
	const struct node *at = &place->nodes[node];
	if (ops[at->op].root)
		return links_have(links(&ops[at->op].made->cells[place->at]), member->id);
	bool before = links_have(links(&ops[at->op].old), member->id),
	     after = links_have(links(&ops[at->last].cell), member->id);
	return after && at->refs > 1 ? 1 : after - before;
}

static bool touches(const void *data, size_t node)
{
	return effect(data, node) != 0;
}

/* Notes the newest of those that did one thing. */
static void note_newest(const struct heads_place *place, size_t node, size_t *newest)
{
	const struct op *ops = place->history->ops;
	size_t op = place->nodes[node].last;
	if (*newest == NO_NODE || op_compare(&ops[op], &ops[*newest]) > 0)
		*newest = op;
}

/* Whoever added a member without knowing of its removal is right. */
static bool has_member(struct heads_place *place, const char *id, bool *contested, struct contest *contest)
{
	struct member member = { place, id };
	size_t added = NO_NODE, removed = NO_NODE;
	place_mark(place, touches, &member);
	for (size_t i = 0; i < place->count; i++) {
		const struct node *node = &place->nodes[i];
		int what = node->counts && !node->cancels && !node->marked ? effect(&member, i) : 0;
		if (what)
			note_newest(place, i, what > 0 ? &added : &removed);
	}
	*contested = added != NO_NODE && removed != NO_NODE;
	if (*contested) {
		contest->any = true;
		contest->added = added;
		contest->removed = removed;
	}
	return added != NO_NODE;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool collect(struct kept *ids, const char *text)
{
	for (size_t len; *text; text += len + (text[len] == ' ')) {
		len = strcspn(text, " ");
		if (!len)
			continue;
		if (!kept_add(ids, memory_part(text, len)))
			return false;
	}
	return true;
}

/* All that anybody ever added. */
static bool collect_all(struct kept *ids, const struct heads_place *place)
{
	const struct op *ops = place->history->ops;
	bool ok = true;
	for (size_t i = 0; ok && i < place->count; i++) {
		const struct node *node = &place->nodes[i];
		ok = collect(ids, links(ops[node->op].root ? &ops[node->op].made->cells[place->at]
							   : &ops[node->last].cell));
	}
	qsort(ids->texts, ids->count, sizeof(*ids->texts), compare_ids);
	return ok;
}

/* 不适用 is no set: it stands where it is what everybody says. */
static const struct cell *not_applicable(const struct heads_place *place)
{
	const struct cell *cell = NULL;
	for (size_t i = 0; i < place->count; i++) {
		if (!node_is_head(&place->nodes[i]))
			continue;
		const struct cell *says = node_cell(place, i, place->at);
		if (!says || says->is != CELL_NA)
			return NULL;
		cell = says;
	}
	return cell;
}

static void add_member(struct strbuf *sb, const char *id)
{
	strbuf_addf(sb, "%s%s", sb->len ? " " : "", id);
}

bool set_read(const struct heads_place *place, struct cell *out, struct contest *contest)
{
	struct heads_place work = *place;
	struct kept ids = { 0 };
	struct strbuf sb, without;
	strbuf_init(&sb, STRBUF_TEXT);
	strbuf_init(&without, STRBUF_TEXT);
	*contest = (struct contest){ 0 };
	bool ok = collect_all(&ids, place);
	for (size_t i = 0; ok && i < ids.count; i++) {
		bool contested = false, again = i > 0 && strcmp(ids.texts[i], ids.texts[i - 1]) == 0;
		if (again || !has_member(&work, ids.texts[i], &contested, contest))
			continue;
		add_member(&sb, ids.texts[i]);
		if (!contested)
			add_member(&without, ids.texts[i]);
	}
	kept_free(&ids);
	ok = ok && !sb.over && !without.over;
	if (ok && !sb.len && not_applicable(place))
		*out = (struct cell){ .is = CELL_NA };
	else if (ok)
		cell_set_text(out, sb.len ? sb.text : "");
	if (ok && contest->any)
		contest->without = memory_text(without.len ? without.text : "");
	ok = ok && (!contest->any || contest->without);
	strbuf_free(&sb);
	strbuf_free(&without);
	return ok && out->is != CELL_LOST;
}
