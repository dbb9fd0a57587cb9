/* A sound workbook whose rows say anything: a table, a column, how the value is meant, its length, its bytes. */
#include <sqlite3.h>

#include "fuzz/school.h"

struct target {
	char table[64], column[64];
};

/* Every column of every table. */
static size_t columns(sqlite3 *db, struct target *targets, size_t most)
{
	sqlite3_stmt *stmt = NULL;
	size_t count = 0;
	MUST(sqlite3_prepare_v2(db,
				"SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c"
				" WHERE m.type = 'table' AND m.sql NOT LIKE '%VIRTUAL%' ORDER BY 1, c.cid",
				-1, &stmt, NULL) == SQLITE_OK);
	while (count < most && sqlite3_step(stmt) == SQLITE_ROW) {
		snprintf(targets[count].table, 64, "%s", (const char *)sqlite3_column_text(stmt, 0));
		snprintf(targets[count++].column, 64, "%s", (const char *)sqlite3_column_text(stmt, 1));
	}
	sqlite3_finalize(stmt);
	return count;
}

static void change(sqlite3 *db, const struct target *target, int how, const uint8_t *bytes, int len)
{
	char sql[300];
	sqlite3_stmt *stmt = NULL;
	snprintf(sql, sizeof(sql), "UPDATE OR IGNORE \"%s\" SET \"%s\" = ?1", target->table, target->column);
	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		return;
	int64_t number = 0;
	memcpy(&number, bytes, (size_t)(len < 8 ? len : 8));
	if (how % 4 == 0)
		sqlite3_bind_text(stmt, 1, (const char *)bytes, len, SQLITE_STATIC);
	else if (how % 4 == 1)
		sqlite3_bind_int64(stmt, 1, number);
	else if (how % 4 == 2)
		sqlite3_bind_blob(stmt, 1, bytes, len, SQLITE_STATIC);
	sqlite3_step(stmt);
	sqlite3_finalize(stmt);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct target targets[1000];
	static size_t count;
	sqlite3 *db = NULL;
	if (!school_bytes)
		school_make();
	school_put(school_bytes, school_size);
	MUST(sqlite3_open(school_path, &db) == SQLITE_OK);
	sqlite3_exec(db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN", NULL, NULL, NULL);
	if (!count)
		count = columns(db, targets, 1000);
	for (size_t at = 0; at + 4 <= size;) {
		size_t which = ((size_t)data[at] << 8 | data[at + 1]) % count, len = data[at + 3];
		int how = data[at + 2];
		at += 4;
		len = len < size - at ? len : size - at;
		change(db, &targets[which], how, data + at, (int)len);
		at += len;
	}
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(db);
	school_read();
	return 0;
}
