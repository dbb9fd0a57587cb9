/*
 * Saves what can be read of a damaged workbook into a new one. Nothing of its schema is run: the program's own
 * tables are made by the program's own texts, and other tables, which are plain, are made anew word by word. Rows
 * are read from both ends, so that a bad page costs the rows on it and not those behind it.
 */
#include "workbook/recover.h"

#include <stdlib.h>
#include <string.h>

#include "workbook/connection.h"

struct recovery {
	sqlite3 *from, *to;
	struct schema *own;
	struct recovered *out;
	bool full; /* the new file cannot be written */
};

static bool run(struct recovery *recovery, const char *sql)
{
	int rc = sql ? sqlite3_exec(recovery->to, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
	recovery->full = recovery->full || rc == SQLITE_FULL || rc == SQLITE_IOERR;
	recovery->out->no_memory = recovery->out->no_memory || rc == SQLITE_NOMEM;
	return rc == SQLITE_OK;
}

static bool run_made(struct recovery *recovery, sqlite3_str *sql)
{
	char *text = sqlite3_str_finish(sql);
	bool ok = run(recovery, text);
	sqlite3_free(text);
	return ok;
}

/* A table that this program does not know, as its program made it. Its words were all found harmless. */
static void make_unknown(struct recovery *recovery, const struct schema_item *item)
{
	sqlite3_str *sql = sqlite3_str_new(recovery->to);
	sqlite3_str_appendf(sql, "CREATE TABLE \"%w\" (", item->name);
	for (size_t i = 0; i < item->part_count; i++) {
		const struct schema_part *part = &item->parts[i];
		sqlite3_str_appendall(sql, i ? ", " : "");
		if (part->name[0])
			sqlite3_str_appendf(sql, "\"%w\" ", part->name);
		sqlite3_str_appendall(sql, part->rest);
	}
	sqlite3_str_appendf(sql, ") %s", item->rest);
	run_made(recovery, sql);
}

/* Columns that this program does not know. */
static void add_unknown(struct recovery *recovery, const struct schema_item *item, const struct schema_item *known)
{
	for (size_t i = 0; i < item->part_count; i++) {
		const struct schema_part *part = &item->parts[i];
		if (!part->name[0] || schema_column(known, part->name))
			continue;
		sqlite3_str *sql = sqlite3_str_new(recovery->to);
		sqlite3_str_appendf(sql, "ALTER TABLE \"%w\" ADD COLUMN \"%w\" %s", item->name, part->name,
				    part->rest);
		run_made(recovery, sql);
	}
}

/* The names of its columns, or a question mark for each; the caller frees it with sqlite3_free. */
static char *columns(const struct schema_item *item, bool names)
{
	int count = 0;
	sqlite3_str *list = sqlite3_str_new(NULL);
	for (size_t i = 0; i < item->part_count; i++)
		if (item->parts[i].name[0])
			sqlite3_str_appendf(list, names ? "%s\"%w\"" : "%s?", count++ ? ", " : "",
					    item->parts[i].name);
	return sqlite3_str_finish(list);
}

/* Takes sql over. */
static sqlite3_stmt *prepare(struct recovery *recovery, sqlite3 *db, char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sql ? sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) : SQLITE_NOMEM;
	recovery->out->no_memory = recovery->out->no_memory || rc == SQLITE_NOMEM;
	sqlite3_free(sql);
	return stmt;
}

/* Rows of the tally exist already, with zeros; they are replaced. */
static sqlite3_stmt *prepare_insert(struct recovery *recovery, const struct schema_item *item)
{
	char *names = columns(item, true), *marks = columns(item, false);
	const char *otherwise = strcmp(item->name, "tally") == 0 ? "REPLACE" : "IGNORE";
	char *sql =
		sqlite3_mprintf("INSERT OR %s INTO \"%w\" (%s) VALUES (%s)", otherwise, item->name, names, marks);
	sqlite3_free(names);
	sqlite3_free(marks);
	return prepare(recovery, recovery->to, sql);
}

/* Reads in the order of the table's own tree, because sorting would read all rows first. */
static sqlite3_stmt *prepare_select(struct recovery *recovery, const struct schema_item *item, bool backwards)
{
	bool has_rowid = strstr(item->rest, "without") == NULL;
	char *names = columns(item, true);
	char *sql = sqlite3_mprintf("SELECT %s FROM \"%w\" NOT INDEXED%s", names, item->name,
				    !backwards  ? ""
				    : has_rowid ? " ORDER BY _rowid_ DESC"
						: " ORDER BY 1 DESC");
	sqlite3_free(names);
	return prepare(recovery, recovery->from, sql);
}

/* True if every row was reached. */
static bool copy_rows(struct recovery *recovery, const struct schema_item *item, bool backwards)
{
	sqlite3_stmt *select = prepare_select(recovery, item, backwards);
	sqlite3_stmt *insert = select ? prepare_insert(recovery, item) : NULL;
	int rc = SQLITE_ERROR;
	while (insert && !recovery->full && (rc = sqlite3_step(select)) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(select); i++)
			sqlite3_bind_value(insert, i + 1, sqlite3_column_value(select, i));
		int put = sqlite3_step(insert);
		recovery->full = put == SQLITE_FULL || put == SQLITE_IOERR;
		if (put == SQLITE_DONE)
			recovery->out->rows += sqlite3_changes(recovery->to);
		sqlite3_reset(insert);
	}
	sqlite3_finalize(insert);
	sqlite3_finalize(select);
	return rc == SQLITE_DONE;
}

/* Copies a table, but for one that is worked out from the others: that is made anew. */
static void copy_table(struct recovery *recovery, const char *sql)
{
	struct schema_item item;
	schema_parse(sql, &item);
	if (item.no_memory)
		recovery->out->no_memory = true;
	else if (item.type == SCHEMA_TABLE && strcmp(item.name, "cache") != 0) {
		const struct schema_item *known = schema_find(recovery->own, SCHEMA_TABLE, item.name);
		if (known)
			add_unknown(recovery, &item, known);
		else
			make_unknown(recovery, &item);
		if (!copy_rows(recovery, &item, false)) {
			copy_rows(recovery, &item, true);
			recovery->out->damaged++;
		}
	}
	schema_item_free(&item);
}

static void copy_tables(struct recovery *recovery)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(recovery->from, "SELECT sql FROM sqlite_schema WHERE type = 'table'", -1,
				    &stmt, NULL);
	while (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
		const char *sql = (const char *)sqlite3_column_text(stmt, 0);
		if (sql)
			copy_table(recovery, sql);
	}
	sqlite3_finalize(stmt);
}

/* Changes whose run is lost go on under another name: a run that is made later might get the same row. Before
 * version 4 names were not there yet. */
static void name_lost_runs(struct recovery *recovery)
{
	run(recovery, "INSERT OR IGNORE INTO device (n, id) SELECT device, lower(hex(randomblob(16))) FROM change"
		      " WHERE device NOT IN (SELECT n FROM device)"
		      " AND (SELECT user_version FROM pragma_user_version) >= 4");
}

static bool fill(struct recovery *recovery, const char *const *scripts)
{
	bool ok = run(recovery, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN");
	for (; ok && *scripts; scripts++)
		ok = run(recovery, *scripts);
	if (ok)
		copy_tables(recovery);
	if (ok)
		name_lost_runs(recovery);
	return ok && run(recovery, "COMMIT") && !recovery->full;
}

void recover_rows(const char *const *scripts, struct schema *own, struct recovered *out)
{
	struct recovery recovery = { .own = own, .out = out };
	*out = (struct recovered){ .written = true };
	strbuf_init(&out->odd, STRBUF_LINE);
	int rc = connection_open_alone(RECOVER_SOURCE, &recovery.from);
	if (rc == SQLITE_OK)
		rc = schema_check(recovery.from, own, &out->odd);
	out->no_memory = rc == SQLITE_NOMEM;
	out->unreadable = rc != SQLITE_OK;
	if (!out->unreadable && !out->odd.len)
		out->written = connection_open(RECOVER_TARGET, SQLITE_OPEN_READWRITE, &recovery.to) == SQLITE_OK &&
			       fill(&recovery, scripts);
	out->unreadable = out->unreadable || (out->written && !out->rows && !out->odd.len);
	out->stick = recovery.from && connection_device_failed(recovery.from);
	sqlite3_close(recovery.to);
	sqlite3_close(recovery.from);
}
