/* Workbooks as earlier versions wrote them (tests/data/version-N.sql), and what stands in a file. */
#ifndef TESTS_UNIT_OLD_H
#define TESTS_UNIT_OLD_H

#include "unit/place.h"

#include <sqlite3.h>

static inline char *read_whole(const char *name)
{
	char path[512];
	const char *root = getenv("KY_SRCDIR");
	snprintf(path, sizeof(path), "%s/%s", root ? root : ".", name);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	char *text = calloc(1, 4 * 1024 * 1024);
	assert_true(fread(text, 1, 4 * 1024 * 1024 - 1, file) > 0);
	fclose(file);
	return text;
}

static inline void run_sql(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static inline void make_old(const char *path, const char *dump)
{
	char *sql = read_whole(dump);
	run_sql(path, sql);
	free(sql);
}

/* The first column of all rows, each with a line end. */
static inline char *query(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	char *all = calloc(1, 1);
	size_t len = 0;
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(stmt, 0);
		size_t size = strlen(text ? text : "");
		all = realloc(all, len + size + 2);
		memcpy(all + len, text ? text : "", size);
		memcpy(all + len + size, "\n", 2);
		len += size + 1;
	}
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return all;
}

static inline int64_t query_number(const char *path, const char *sql)
{
	char *text = query(path, sql);
	int64_t number = strtoll(text, NULL, 10);
	free(text);
	return number;
}

static inline int user_version(const char *path)
{
	return (int)query_number(path, "PRAGMA user_version");
}

#endif
