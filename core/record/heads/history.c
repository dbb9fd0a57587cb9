/* Reads all operations on one record, and which of them replaced which. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/heads/heads.h"

static bool take_values(struct op *op, const struct db_row *row)
{
	if (op->field >= 0) {
		cell_from_row(&op->old, row, 4, true);
		cell_from_row(&op->cell, row, 5, true);
		return op->old.is != CELL_LOST && op->cell.is != CELL_LOST;
	}
	if (op->field == OP_UNKNOWN)
		return true;
	bool made = !db_is_null(row, 5);
	char *text = memory_text(db_text(row, made ? 5 : 4));
	*(made ? &op->json : &op->gone) = text;
	return text != NULL;
}

/* columns: n, change, base, field, old, value, clock, run, seq, received, undoes, doubtful, day */
static int take_op(void *data, const struct db_row *row)
{
	struct history *history = data;
	if (!memory_grow(&history->ops, history->count, sizeof(*history->ops)))
		return DB_NO_MEMORY;
	struct op *op = &history->ops[history->count], *before = history->count ? op - 1 : NULL;
	*op = (struct op){ .n = db_int(row, 0),
			   .change = db_int(row, 1),
			   .base = db_int(row, 2),
			   .clock = db_int(row, 6),
			   .seq = db_int(row, 8),
			   .received = db_int(row, 9),
			   .undoes = db_int(row, 10),
			   .doubtful = db_int(row, 11) != 0,
			   .field = OP_EXISTENCE };
	snprintf(op->run, sizeof(op->run), "%s", db_text(row, 7));
	snprintf(op->day, sizeof(op->day), "%s", db_text(row, 12));
	if (before && before->change == op->change)
		op->rank = before->rank + 1;
	if (!db_is_null(row, 3)) {
		int field = ky_field_find(history->kind, db_text(row, 3));
		op->field = field >= 0 ? field : OP_UNKNOWN;
	}
	if (op->received && history->apart > history->count)
		history->apart = history->count;
	history->count++;
	return take_values(op, row) ? 0 : DB_NO_MEMORY;
}

static int take_over(void *data, const struct db_row *row)
{
	struct history *history = data;
	if (!memory_grow(&history->overs, history->over_count, sizeof(*history->overs)))
		return DB_NO_MEMORY;
	history->overs[history->over_count++] =
		(struct over){ db_int(row, 0), db_int(row, 1), (enum over_how)db_int(row, 2) };
	return 0;
}

size_t over_first(const struct history *history, int64_t op)
{
	size_t low = 0, high = history->over_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (history->overs[middle].op < op)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_over(const struct history *history, int64_t op)
{
	for (size_t i = over_first(history, op); i < history->over_count && history->overs[i].op == op; i++)
		if (history->overs[i].how != OVER_SEEN)
			return true;
	return false;
}

/* A record that was made in two files has two. */
static enum ky_code find_roots(struct history *history, struct ky_error *err)
{
	bool existed = false;
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < history->count; i++) {
		struct op *op = &history->ops[i];
		if (op->field != OP_EXISTENCE)
			continue;
		if (i < history->apart)
			op->root = op->json && !existed;
		else
			op->root = op->json && !op->base && !has_over(history, op->n);
		existed = true;
		if (op->json && op->root)
			code = record_unpack(history->kind, op->json, &op->made, err);
	}
	return code;
}

enum ky_code history_load(struct ky_workbook *wb, const struct ky_kind *kind, const char *id, struct history *out,
			  struct ky_error *err)
{
	assert(kind && id);
	static const char sql[] =
		"SELECT o.n, o.change, o.base, o.field, o.old, o.value, c.clock, d.id, c.seq, c.received, "
		"c.undoes,"
		" c.doubtful, c.day FROM op o JOIN change c ON c.n = o.change JOIN device d ON d.n = c.device"
		" WHERE o.record = ?1 AND o.kind = ?2 ORDER BY o.n";
	*out = (struct history){ .kind = kind, .apart = (size_t)-1 };
	snprintf(out->id, sizeof(out->id), "%s", id);
	const struct db_arg args[] = { DB_T(id), DB_T(kind->name) };
	enum ky_code code = db_run(wb, sql, args, 2, take_op, out, err);
	if (!code && out->apart != (size_t)-1)
		code = db_run(wb,
			      "SELECT v.op, v.old, v.how FROM op o JOIN over v ON v.op = o.n WHERE o.record = ?1"
			      " AND o.kind = ?2 ORDER BY v.op, v.old",
			      args, 2, take_over, out, err);
	return code ? code : find_roots(out, err);
}

void history_free(struct history *history)
{
	for (size_t i = 0; i < history->count; i++) {
		cell_clear(&history->ops[i].old);
		cell_clear(&history->ops[i].cell);
		free(history->ops[i].json);
		free(history->ops[i].gone);
		ky_record_free(history->ops[i].made);
	}
	free(history->ops);
	free(history->overs);
	*history = (struct history){ 0 };
}

int op_compare(const struct op *a, const struct op *b)
{
	if (a->clock != b->clock)
		return a->clock < b->clock ? -1 : 1;
	int order = strcmp(a->run, b->run);
	if (order)
		return order;
	if (a->seq != b->seq)
		return a->seq < b->seq ? -1 : 1;
	return a->rank - b->rank;
}
