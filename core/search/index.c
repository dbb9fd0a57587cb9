/* Builds the index of kuayue/search.h from the history. */
#include "search/index.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/text.h"
#include "search/pairs.h"
#include "workbook/connection.h"

static const char begin_sql[] = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -2000;";
static const char make_sql[] = "CREATE VIRTUAL TABLE pairs USING fts5(text, content = '', detail = none, "
			       "columnsize = 0, tokenize = ascii)";
static const char insert_sql[] = "INSERT INTO pairs (rowid, text) VALUES (?1, ?2)";
static const char find_sql[] =
	"SELECT rowid FROM pairs WHERE pairs MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3";

void index_drop(struct ky_index *index)
{
	sqlite3_finalize(index->insert);
	sqlite3_finalize(index->find);
	sqlite3_close(index->db);
	index->insert = index->find = NULL;
	index->db = NULL;
}

/* Without it search is slower and as right, so why it could not be made does not matter. */
static void make(struct ky_index *index)
{
	index->upto = 0;
	index->rewrites = db_rewrites(index->wb);
	/* A file without a name is SQLite's own, in the folder for temporary files, and gone when it is closed. */
	if (connection_open("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &index->db) != SQLITE_OK ||
	    sqlite3_exec(index->db, begin_sql, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_exec(index->db, make_sql, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_exec(index->db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(index->db, insert_sql, -1, &index->insert, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(index->db, find_sql, -1, &index->find, NULL) != SQLITE_OK)
		index_drop(index);
}

enum ky_code ky_index_open(struct ky_workbook *wb, struct ky_index **out, struct ky_error *err)
{
	struct ky_index *index = memory_new(sizeof(*index));
	*out = index;
	if (!index)
		return memory_out(err);
	*index = (struct ky_index){ .wb = wb };
	make(index);
	return KY_OK;
}

void ky_index_close(struct ky_index *index)
{
	if (index)
		index_drop(index);
	free(index);
}

void index_check(struct ky_index *index)
{
	if (index->rewrites == db_rewrites(index->wb))
		return;
	index_drop(index);
	make(index);
}

struct last_op {
	const struct ky_kind *kind;
	char id[RECORD_ID_SIZE], *day;
	bool last;
};

static int take_op(void *data, const struct db_row *row)
{
	struct last_op *op = data;
	op->kind = ky_kind_find(db_text(row, 0));
	snprintf(op->id, sizeof(op->id), "%s", db_text(row, 1));
	snprintf(op->day, 11, "%s", db_text(row, 2));
	op->last = db_int(row, 3) != 0;
	return 1;
}

enum ky_code index_record(struct ky_workbook *wb, int64_t n, struct ky_record **out, char day[11],
			  struct ky_error *err)
{
	static const char sql[] = "SELECT o.kind, o.record, c.day, NOT EXISTS (SELECT 1 FROM op x WHERE x.record "
				  "= o.record AND x.n > o.n)"
				  " FROM op o JOIN change c ON c.n = o.change WHERE o.n = ?1";
	struct last_op op = { .day = day };
	*out = NULL;
	enum ky_code code = db_run(wb, sql, (struct db_arg[]){ DB_I(n) }, 1, take_op, &op, err);
	if (code || !op.last || !op.kind)
		return code;
	return store_find(wb, op.kind, op.id, out, err);
}

char *index_text(struct ky_workbook *wb, const struct ky_record *record, int field, enum ky_code *code,
		 struct ky_error *err)
{
	enum ky_type type = record->kind->fields[field].type;
	const struct cell *cell = &record->cells[field];
	if (type == KY_LINK || type == KY_LINKS || cell->is == CELL_BLANK)
		return NULL;
	char *text = ky_record_text(wb, record, field);
	if (!text)
		*code = memory_out(err);
	return text;
}

static enum ky_code add_folded(struct strbuf *pairs, const char *text, struct ky_error *err)
{
	char *folded = ky_text_fold(text);
	if (!folded)
		return memory_out(err);
	pairs_of_text(pairs, folded);
	free(folded);
	return KY_OK;
}

static enum ky_code add_entry(struct ky_index *index, int64_t n, const struct ky_record *record,
			      struct ky_error *err)
{
	struct strbuf pairs;
	strbuf_init(&pairs, STRBUF_TEXT);
	enum ky_code code = add_folded(&pairs, record->number, err);
	for (size_t i = 0; !code && i < record->kind->field_count; i++) {
		char *text = index_text(index->wb, record, (int)i, &code, err);
		if (text && !code)
			code = add_folded(&pairs, text, err);
		free(text);
	}
	if (!code && !pairs.over) {
		sqlite3_bind_int64(index->insert, 1, n);
		sqlite3_bind_text64(index->insert, 2, pairs.text, pairs.len, SQLITE_STATIC, SQLITE_UTF8);
		int rc = sqlite3_step(index->insert);
		sqlite3_reset(index->insert);
		sqlite3_clear_bindings(index->insert);
		if (rc != SQLITE_DONE)
			index_drop(index); /* no room for it: search goes on without */
	} else if (!code) {
		index_drop(index);
	}
	strbuf_free(&pairs);
	return code;
}

int slice_take(void *data, const struct db_row *row)
{
	struct slice *slice = data;
	slice->n[slice->count++] = db_int(row, 0);
	return slice->count == OPS_AT_ONCE;
}

enum ky_code ky_index_step(struct ky_index *index, size_t most, bool *done, struct ky_error *err)
{
	struct slice slice = { .count = 0 };
	assert(index && done);
	index_check(index);
	*done = true;
	if (!index->db)
		return KY_OK;
	most = most < OPS_AT_ONCE ? most : OPS_AT_ONCE;
	enum ky_code code =
		db_run(index->wb, "SELECT n FROM op WHERE n > ?1 ORDER BY n LIMIT ?2",
		       (struct db_arg[]){ DB_I(index->upto), DB_I((int64_t)most) }, 2, slice_take, &slice, err);
	for (size_t i = 0; !code && i < slice.count && index->db; i++) {
		struct ky_record *record = NULL;
		char day[11];
		code = index_record(index->wb, slice.n[i], &record, day, err);
		if (!code && record)
			code = add_entry(index, slice.n[i], record, err);
		ky_record_free(record);
		if (!code)
			index->upto = slice.n[i];
	}
	*done = !code && (slice.count < most || !index->db);
	return code;
}
