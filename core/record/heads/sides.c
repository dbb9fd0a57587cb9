/* Says what each side of a conflict says, who, and when (heads/conflicts.h). */
#include <assert.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "record/heads/conflicts.h"

struct sides {
	struct ky_workbook *wb;
	const struct outcome *outcome;
	const struct rivals *rivals;
	struct listed *listed;
	struct ky_error *err;
};

/* columns: author, day, doubtful, path */
static int take_made(void *data, const struct db_row *row)
{
	struct ky_conflict_side *side = data;
	side->author = memory_text(db_text(row, 0));
	side->day = memory_text(db_text(row, 1));
	side->doubtful = db_int(row, 2) != 0;
	side->from = db_is_null(row, 3) ? NULL : memory_text(db_text(row, 3));
	return side->author && side->day ? 1 : DB_NO_MEMORY;
}

/* Takes text over. */
static enum ky_code add_side(const struct sides *sides, char *text, const struct op *op)
{
	struct listed *listed = sides->listed;
	if (!text || !memory_grow(&listed->sides, listed->count, sizeof(*listed->sides))) {
		free(text);
		return memory_out(sides->err);
	}
	struct ky_conflict_side *side = &listed->sides[listed->count++];
	*side = (struct ky_conflict_side){ .text = text, .deletes = op->field == OP_EXISTENCE && !op->json };
	return db_run(
		sides->wb,
		"SELECT c.author, c.day, c.doubtful, r.path FROM op o JOIN change c ON c.n = o.change LEFT JOIN"
		" received r ON r.n = c.received WHERE o.n = ?1",
		(struct db_arg[]){ DB_I(op->n) }, 1, take_made, side, sides->err);
}

/* Whether what sides say of a field of the place is not the same for all. */
static bool differs(const struct heads_place *place, const struct rivals *rivals, int field)
{
	for (size_t i = 1; i < rivals->count; i++)
		if (!nodes_agree(place, place->owner[rivals->ops[0]], place->owner[rivals->ops[i]], field))
			return true;
	return false;
}

bool sides_put(struct ky_record *record, const struct heads_place *place, const struct rivals *rivals, size_t side)
{
	const struct ky_kind *kind = record->kind;
	size_t node = place->owner[rivals->ops[side]];
	if (rivals->without) {
		if (side)
			cell_set_text(&record->cells[place->at], rivals->without);
		return record->cells[place->at].is != CELL_LOST;
	}
	bool ok = true;
	for (int i = place->at; ok && i < (int)kind->field_count; i++)
		if (place_has(kind, place->at, i))
			ok = cell_copy(&record->cells[i], node_cell(place, node, i));
	return ok;
}

/* What one side says: its value; of fields that move together those in which sides differ, with their titles. */
static char *text_of(const struct sides *sides, const struct heads_place *place, size_t i)
{
	const struct outcome *outcome = sides->outcome;
	const struct rivals *rivals = sides->rivals;
	const struct ky_kind *kind = outcome->history.kind;
	struct ky_record *record = record_copy(outcome->record);
	if (!record || !sides_put(record, place, rivals, i)) {
		ky_record_free(record);
		return NULL;
	}
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	bool ok = true;
	for (int j = rivals->at; ok && j < (int)kind->field_count; j++) {
		if (!place_has(kind, rivals->at, j) || (!rivals->without && !differs(place, rivals, j)))
			continue;
		char *text = ky_record_text(sides->wb, record, j);
		ok = text != NULL;
		if (kind->fields[rivals->at].unit)
			strbuf_addf(&sb, "%s%s ", sb.len ? _("; ") : "", ky_field_title(&kind->fields[j]));
		strbuf_add(&sb, !ok ? "" : text[0] || !kind->fields[rivals->at].unit ? text : _("(blank)"));
		free(text);
	}
	ky_record_free(record);
	char *all = ok ? strbuf_take(&sb) : NULL;
	strbuf_free(&sb);
	return all;
}

static enum ky_code add_field_sides(const struct sides *sides)
{
	const struct outcome *outcome = sides->outcome;
	const struct rivals *rivals = sides->rivals;
	struct heads_place place;
	enum ky_code code = place_build(&outcome->history, rivals->at, &place) ? KY_OK : memory_out(sides->err);
	for (size_t i = 0; !code && i < rivals->count; i++)
		code = add_side(sides, text_of(sides, &place, i), &outcome->history.ops[rivals->ops[i]]);
	place_free(&place);
	return code;
}

/* What a person did to the record that whoever deleted it did not know. */
static char *edits_of(const struct sides *sides)
{
	const struct outcome *outcome = sides->outcome;
	const struct rivals *rivals = sides->rivals;
	const struct ky_kind *kind = outcome->history.kind;
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	bool ok = true;
	for (size_t i = 0; ok && i < rivals->count; i++) {
		int field = outcome->history.ops[rivals->ops[i]].field;
		if (field < 0)
			continue;
		char *text = ky_record_text(sides->wb, outcome->record, field);
		ok = text != NULL;
		strbuf_addf(&sb, "%s%s ", sb.len ? _("; ") : "", ky_field_title(&kind->fields[field]));
		strbuf_add(&sb, ok && text[0] ? text : _("(blank)"));
		free(text);
	}
	if (!sb.len)
		strbuf_add(&sb, _("made"));
	char *all = ok ? strbuf_take(&sb) : NULL;
	strbuf_free(&sb);
	return all;
}

/* Two sides: it is kept as it is shown, or it goes. */
static enum ky_code add_record_sides(const struct sides *sides)
{
	const struct outcome *outcome = sides->outcome;
	const struct rivals *rivals = sides->rivals;
	const struct op *kept = NULL, *gone = NULL;
	for (size_t i = 0; i < rivals->count; i++) {
		const struct op *op = &outcome->history.ops[rivals->ops[i]];
		const struct op **newest = op->field == OP_EXISTENCE && !op->json ? &gone : &kept;
		if (!*newest || op_compare(op, *newest) > 0)
			*newest = op;
	}
	assert(kept && gone);
	enum ky_code code = add_side(sides, edits_of(sides), kept);
	return code ? code : add_side(sides, memory_text(_("deleted")), gone);
}

enum ky_code sides_read(struct ky_workbook *wb, const struct outcome *outcome, const struct rivals *rivals,
			struct listed *listed, struct ky_error *err)
{
	const struct sides sides = { wb, outcome, rivals, listed, err };
	return rivals->at < 0 ? add_record_sides(&sides) : add_field_sides(&sides);
}
