/*
 * Saving what can be read of a damaged workbook into a new one. The damaged file is only
 * read. Tables are read from both ends, so that one bad page costs the rows on it and not
 * those behind it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "workbook/connection.h"
#include "workbook/internal.h"
#include "workbook/meta.h"

struct names {
	char **names, **scripts;
	size_t count;
};

/* Tables first: an index has to find its table. */
static enum ky_code read_schema(sqlite3 *from, struct names *tables)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(
		from,
		"SELECT name, sql, type FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index')"
		" ORDER BY type DESC",
		-1, &stmt, NULL);
	while (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
		tables->names = xrealloc(tables->names, (tables->count + 1) * sizeof(char *));
		tables->scripts = xrealloc(tables->scripts, (tables->count + 1) * sizeof(char *));
		bool table = strcmp((const char *)sqlite3_column_text(stmt, 2), "table") == 0;
		tables->names[tables->count] = table ? xstrdup((const char *)sqlite3_column_text(stmt, 0)) : NULL;
		tables->scripts[tables->count++] = xstrdup((const char *)sqlite3_column_text(stmt, 1));
	}
	sqlite3_finalize(stmt);
	return tables->count ? KY_OK : KY_INPUT;
}

static sqlite3_stmt *prepare_insert(sqlite3 *to, const char *table, int columns)
{
	sqlite3_stmt *stmt = NULL;
	struct strbuf sql;
	strbuf_init(&sql, STRBUF_LINE);
	strbuf_addf(&sql, "INSERT OR IGNORE INTO \"%s\" VALUES (?", table);
	for (int i = 1; i < columns; i++)
		strbuf_add(&sql, ", ?");
	strbuf_add(&sql, ")");
	sqlite3_prepare_v2(to, sql.text, -1, &stmt, NULL);
	strbuf_free(&sql);
	return stmt;
}

/* True if every row was reached. */
static bool copy_rows(sqlite3 *from, sqlite3 *to, const char *table, const char *order, int64_t *rows)
{
	sqlite3_stmt *select = NULL, *insert = NULL;
	char *sql = xprintf("SELECT * FROM \"%s\" ORDER BY %s", table, order);
	int rc = sqlite3_prepare_v2(from, sql, -1, &select, NULL);
	free(sql);
	if (rc == SQLITE_OK)
		insert = prepare_insert(to, table, sqlite3_column_count(select));
	while (insert && (rc = sqlite3_step(select)) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(select); i++)
			sqlite3_bind_value(insert, i + 1, sqlite3_column_value(select, i));
		if (sqlite3_step(insert) == SQLITE_DONE)
			*rows += sqlite3_changes(to);
		sqlite3_reset(insert);
	}
	sqlite3_finalize(insert);
	sqlite3_finalize(select);
	return rc == SQLITE_DONE;
}

static void copy_tables(sqlite3 *from, sqlite3 *to, const struct names *tables, int64_t *rows, int *damaged)
{
	for (size_t i = 0; i < tables->count; i++)
		sqlite3_exec(to, tables->scripts[i], NULL, NULL, NULL);
	for (size_t i = 0; i < tables->count; i++) {
		if (!tables->names[i] || copy_rows(from, to, tables->names[i], "1", rows))
			continue;
		copy_rows(from, to, tables->names[i], "1 DESC", rows);
		++*damaged;
	}
	char pragma[96];
	snprintf(pragma, sizeof(pragma), "PRAGMA application_id = %d; PRAGMA user_version = %d;",
		 WORKBOOK_APPLICATION_ID, 1); /* opening it takes the steps again; each may be repeated */
	sqlite3_exec(to, pragma, NULL, NULL, NULL);
}

static enum ky_code recover(const char *damaged, const char *path, sqlite3 *from, int64_t *rows,
			    int *tables_damaged, struct ky_error *err)
{
	struct names tables = { 0 };
	sqlite3 *to = NULL;
	enum ky_code code = read_schema(from, &tables);
	if (code)
		code = ky_fail(err, KY_INPUT, _("%s: nothing in it can be read any more; take the last backup."),
			       damaged);
	else if (connection_open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &to) != SQLITE_OK ||
		 sqlite3_exec(to, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
		code = ky_fail(err, KY_SYSTEM, _("%s: cannot be made (%s); choose a folder you may write to."),
			       path, sqlite3_errmsg(to));
	if (!code) {
		copy_tables(from, to, &tables, rows, tables_damaged);
		if (sqlite3_exec(to, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
			code = ky_fail(err, KY_SYSTEM, _("%s: the disk is full; free some space and save again."),
				       path);
	}
	sqlite3_close(to);
	for (size_t i = 0; i < tables.count; i++) {
		free(tables.names[i]);
		free(tables.scripts[i]);
	}
	free(tables.names);
	free(tables.scripts);
	return code;
}

enum ky_code ky_workbook_recover(const char *damaged, const char *path, int64_t *rows, int *tables_damaged,
				 struct ky_error *err)
{
	sqlite3 *from = NULL;
	*rows = 0;
	*tables_damaged = 0;
	if (access(path, F_OK) == 0)
		return ky_fail(err, KY_INPUT, _("%s exists already; open it, or choose another name."), path);
	if (access(damaged, R_OK) != 0)
		return ky_fail(err, KY_INPUT, _("%s: there is no such workbook; make it with `kuayue new`."),
			       damaged);
	enum ky_code code = KY_OK;
	if (connection_open(damaged, SQLITE_OPEN_READONLY, &from) != SQLITE_OK)
		code = ky_fail(err, KY_INPUT, _("%s: nothing in it can be read any more; take the last backup."),
			       damaged);
	else
		code = recover(damaged, path, from, rows, tables_damaged, err);
	sqlite3_close(from);
	if (code)
		unlink(path);
	return code;
}
