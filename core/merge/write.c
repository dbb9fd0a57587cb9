/* Writes the changes of a workbook's records as ops.jsonl (merge/moved.h). */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "merge/moved.h"
#include "record/heads/heads.h"
#include "record/identity.h"

struct writing {
	struct ky_workbook *wb;
	FILE *out;
	char *own;        /* site of this workbook */
	const char *only; /* the site whose records are written; NULL: all */
	int64_t *rows;    /* of the changes, in their order */
	size_t count;
	struct moved_line above;
	struct ky_error *err;
	enum ky_code code;
};

static bool put(struct writing *writing, json_t *line)
{
	char *text = line ? json_dumps(line, JSON_COMPACT) : NULL;
	bool ok = text && fputs(text, writing->out) >= 0 && fputc('\n', writing->out) >= 0;
	free(text);
	json_decref(line);
	return ok;
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool remember(char **above, const char *now)
{
	free(*above);
	*above = now ? memory_text(now) : NULL;
	return *above || !now;
}

static json_t *text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

static int compare_rows(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
	return (left > right) - (left < right);
}

/* -1: it is not among them. */
static json_int_t place_of_change(const struct writing *writing, int64_t change)
{
	const int64_t *found = bsearch(&change, writing->rows, writing->count, sizeof(change), compare_rows);
	return found ? found - writing->rows : -1;
}

/* columns: n, run, seq, clock, wall, doubtful, day, author, what, template, undoes */
static int write_change(void *data, const struct db_row *row)
{
	struct writing *writing = data;
	struct moved_line *above = &writing->above;
	const char *author = db_is_null(row, 7) ? NULL : db_text(row, 7),
		   *template = db_is_null(row, 9) ? NULL : db_text(row, 9);
	if (!memory_grow(&writing->rows, writing->count, sizeof(*writing->rows)))
		return DB_NO_MEMORY;
	bool first = writing->count == 0;
	writing->rows[writing->count++] = db_int(row, 0);
	json_t *line = json_pack("{s:I, s:I, s:I}", "s", (json_int_t)db_int(row, 2), "c",
				 (json_int_t)db_int(row, 3), "w", (json_int_t)db_int(row, 4));
	if (first || strcmp(above->run, db_text(row, 1)) != 0)
		json_object_set_new(line, "d", json_string(db_text(row, 1)));
	json_int_t undoes = db_is_null(row, 10) ? -1 : place_of_change(writing, db_int(row, 10));
	if (undoes >= 0)
		json_object_set_new(line, "u", json_integer(undoes));
	if (db_int(row, 5))
		json_object_set_new(line, "q", json_integer(1));
	if (first || strcmp(above->day, db_text(row, 6)) != 0)
		json_object_set_new(line, "day", json_string(db_text(row, 6)));
	if (first || strcmp(above->what, db_text(row, 8)) != 0)
		json_object_set_new(line, "what", json_string(db_text(row, 8)));
	if (first || !same(above->author, author))
		json_object_set_new(line, "by", text_or_null(author));
	if (first || !same(above->template, template))
		json_object_set_new(line, "t", text_or_null(template));
	snprintf(above->run, sizeof(above->run), "%s", db_text(row, 1));
	snprintf(above->day, sizeof(above->day), "%s", db_text(row, 6));
	snprintf(above->what, sizeof(above->what), "%s", db_text(row, 8));
	bool ok = remember(&above->author, author) && remember(&above->template, template);
	return put(writing, line) && ok ? 0 : DB_NO_MEMORY;
}

static void add_ref(const struct writing *writing, json_t *refs, const struct op *op)
{
	json_array_append_new(refs, json_integer(place_of_change(writing, op->change)));
	json_array_append_new(refs, json_integer(op->rank));
}

/* NULL: no memory. What stands behind the first operation of a node follows from that one. */
static json_t *over_json(const struct writing *writing, const struct heads_place *place, size_t i)
{
	const struct history *history = place->history;
	size_t at = place->owner[i];
	json_t *refs = json_array();
	if (at == NO_NODE || place->nodes[at].op != i)
		return refs;
	const struct node *node = &place->nodes[at];
	for (size_t j = 0; j < node->refs; j++)
		add_ref(writing, refs, &history->ops[place->nodes[place->refs[node->ref + j]].op]);
	if (!node->cancels)
		return refs;
	return json_pack("{s:o}", "a", refs);
}

/* Lists what nothing refers to at one place: by that, whatever was there is known. */
static bool list_ends(const struct writing *writing, const struct heads_place *place, bool *listed, json_t *seen)
{
	bool *referred = memory_new(place->count + 1);
	for (size_t i = 0; referred && i < place->ref_count; i++)
		referred[place->refs[i]] = true;
	for (size_t i = 0; referred && i < place->count; i++) {
		size_t op = place->nodes[i].op;
		if (referred[i] || listed[op])
			continue;
		listed[op] = true;
		add_ref(writing, seen, &place->history->ops[op]);
	}
	bool ok = referred != NULL;
	free(referred);
	return ok;
}

/* Whoever deletes a record here has seen all that the file had of it. What was taken back is among that: it may be
 * done again elsewhere. */
static bool add_seen_here(const struct writing *writing, const struct history *history, size_t upto, json_t *seen)
{
	struct history before = *history;
	bool *listed = memory_new(upto + 1), ok = listed != NULL;
	before.count = upto;
	for (size_t i = 0; ok && i < history->kind->field_count; i++) {
		struct heads_place place;
		if (place_of(history->kind, (int)i) != (int)i)
			continue;
		ok = place_build(&before, (int)i, &place) && list_ends(writing, &place, listed, seen);
		place_free(&place);
	}
	free(listed);
	return ok;
}

static bool add_seen(const struct writing *writing, const struct history *history, size_t i, json_t *seen)
{
	const struct op *op = &history->ops[i];
	if (!op->received)
		return add_seen_here(writing, history, i, seen);
	for (size_t j = over_first(history, op->n); j < history->over_count && history->overs[j].op == op->n; j++)
		for (size_t k = 0; history->overs[j].how == OVER_SEEN && k < i; k++)
			if (history->ops[k].n == history->overs[j].old)
				add_ref(writing, seen, &history->ops[k]);
	return true;
}

static json_t *cell_json(const struct cell *cell)
{
	if (cell->is == CELL_INT)
		return json_integer(cell->number);
	if (cell->is == CELL_BLANK)
		return json_null();
	return json_string(cell->is == CELL_NA ? KY_NA_TEXT : cell->text);
}

/* The members of a that b has not, or all of them. */
static json_t *members(const struct cell *a, const struct cell *b, bool all)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	const char *ids = a->is == CELL_STR ? a->text : "", *other = b->is == CELL_STR ? b->text : "";
	while (*ids) {
		char id[RECORD_ID_SIZE] = "";
		size_t len = strcspn(ids, " ");
		memcpy(id, ids, len < sizeof(id) ? len : sizeof(id) - 1);
		if (len && (all || !links_have(other, id)))
			strbuf_addf(&sb, "%s%s", sb.len ? " " : "", id);
		ids += len + (ids[len] == ' ');
	}
	json_t *text = json_string(sb.len ? sb.text : "");
	strbuf_free(&sb);
	return text;
}

static json_t *field_json(const struct history *history, const struct op *op, const json_t *over)
{
	bool many = json_array_size(over) > 2;
	if (history->kind->fields[op->field].type != KY_LINKS || op->cell.is == CELL_NA || op->old.is == CELL_NA)
		return cell_json(&op->cell);
	return json_pack("{s:o, s:o}", "+", members(&op->cell, &op->old, many), "-",
			 members(&op->old, &op->cell, false));
}

/* As the history keeps it. Where its row stood is another matter in another file. */
static json_t *whole_json(const struct op *op)
{
	json_t *json = json_loads(op->json ? op->json : op->gone, 0, NULL);
	json_object_del(json, "seq");
	json_object_del(json, RECORD_SITE);
	if (json_is_string(json_object_get(json, "number")))
		return json;
	json_decref(json);
	return json_pack("{s:s}", "number", "-");
}

static bool write_op(struct writing *writing, const struct history *history, const struct heads_place *places,
		     size_t i)
{
	const struct op *op = &history->ops[i];
	json_int_t change = place_of_change(writing, op->change);
	if (op->field == OP_UNKNOWN)
		return true;
	if (op->root)
		return put(writing, json_pack("[I, s, o]", change, "+", whole_json(op)));
	const struct heads_place *place = &places[op->field >= 0 ? place_of(history->kind, op->field) + 1 : 0];
	json_t *over = over_json(writing, place, i);
	if (op->field >= 0)
		return put(writing, json_pack("[I, s, o, o]", change, history->kind->fields[op->field].name,
					      field_json(history, op, over), over));
	if (op->json)
		return put(writing, json_pack("[I, s, o, o]", change, "+", whole_json(op), over));
	json_t *seen = json_array();
	return add_seen(writing, history, i, seen) &&
	       put(writing, json_pack("[I, s, o, o, o]", change, "-", whole_json(op), over, seen));
}

static bool write_ops(struct writing *writing, const struct history *history)
{
	size_t count = history->kind->field_count + 1;
	struct heads_place *places = memory_new(count * sizeof(*places));
	bool ok = places != NULL;
	for (size_t i = 0; ok && i < count; i++)
		if (i == 0 || place_of(history->kind, (int)i - 1) == (int)i - 1)
			ok = place_build(history, (int)i - 1, &places[i]);
	for (size_t i = 0; ok && i < history->count; i++)
		ok = write_op(writing, history, places, i);
	for (size_t i = 0; places && i < count; i++)
		place_free(&places[i]);
	free(places);
	return ok;
}

/* columns: kind, record */
static int write_record(void *data, const struct db_row *row)
{
	struct writing *writing = data;
	const struct ky_kind *kind = ky_kind_find(db_text(row, 0));
	struct history history;
	if (!kind)
		return 0;
	writing->code = history_load(writing->wb, kind, db_text(row, 1), &history, writing->err);
	/* Of what was recovered from a damaged file the beginning may be lost. */
	bool whole = !writing->code && history.count && history.ops[0].root;
	const char *site = whole && history.ops[0].made->site[0] ? history.ops[0].made->site : writing->own;
	whole = whole && (!writing->only || strcmp(site, writing->only) == 0);
	if (whole &&
	    !(put(writing, json_pack("[s, s, s]", kind->name, history.id, site)) && write_ops(writing, &history)))
		writing->code = ferror(writing->out) ? KY_SYSTEM : memory_out(writing->err);
	history_free(&history);
	return writing->code != KY_OK;
}

enum ky_code moved_write(struct ky_workbook *wb, const char *site, FILE *out, struct ky_error *err)
{
	struct writing writing = { .wb = wb, .only = site, .out = out, .err = err };
	static const char changes[] =
		"SELECT c.n, d.id, c.seq, c.clock, c.wall, c.doubtful, c.day, c.author, c.what, c.template, "
		"c.undoes"
		" FROM change c JOIN device d ON d.n = c.device WHERE EXISTS (SELECT 1 FROM op WHERE change = c.n)"
		" ORDER BY c.n";
	enum ky_code code = identity_site(wb, &writing.own, err);
	if (!code && !put(&writing, json_pack("{s:s, s:i}", "kuayue", "ops", "format", MOVED_FORMAT)))
		code = memory_out(err);
	if (!code)
		code = db_run(wb, changes, NULL, 0, write_change, &writing, err);
	if (!code)
		code = db_run(wb, "SELECT kind, record FROM op GROUP BY record, kind ORDER BY min(n)", NULL, 0,
			      write_record, &writing, err);
	code = code ? code : writing.code;
	moved_line_clear(&writing.above);
	free(writing.own);
	free(writing.rows);
	return code;
}
