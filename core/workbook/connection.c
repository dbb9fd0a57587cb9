/* Opens SQLite files under limits, because a file may come from anywhere and nothing in it may run. No other file
 * of the program opens one, so that no connection is without the limits. */
#include "workbook/connection.h"

#include <errno.h>
#include <stddef.h>

#include "base/strbuf.h"

#define VALUE_MAX (64 << 20) /* bytes of one value: three times the largest attachment */
#define SQL_MAX (128 << 10)  /* bytes of one statement: ten times our longest */

static void set_limits(sqlite3 *db)
{
	static const struct {
		int limit, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, VALUE_MAX }, { SQLITE_LIMIT_SQL_LENGTH, SQL_MAX },
		{ SQLITE_LIMIT_ATTACHED, 0 },       { SQLITE_LIMIT_TRIGGER_DEPTH, 0 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		sqlite3_limit(db, limits[i].limit, limits[i].value);
}

static void set_switches(sqlite3 *db)
{
	static const struct {
		int what, on;
	} switches[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },      { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 }, { SQLITE_DBCONFIG_ENABLE_VIEW, 0 }, /* but for TEMP ones */
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },        { SQLITE_DBCONFIG_DQS_DML, 0 },
	};
	for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++)
		sqlite3_db_config(db, switches[i].what, switches[i].on, NULL);
}

int connection_open(const char *path, int flags, sqlite3 **out)
{
	/* A workbook is used by one thread at a time (kuayue/workbook.h): no mutex for each call. */
	int rc = sqlite3_open_v2(path, out, flags | SQLITE_OPEN_NOMUTEX, NULL);
	if (!*out)
		return rc;
	set_limits(*out);
	set_switches(*out);
	sqlite3_busy_timeout(*out, 2000);
	return rc == SQLITE_OK ? sqlite3_exec(*out, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;",
					      NULL, NULL, NULL)
			       : rc;
}

int connection_open_alone(const char *path, sqlite3 **out)
{
	static const char digits[] = "0123456789ABCDEF";
	struct strbuf uri;
	strbuf_init(&uri, STRBUF_LINE);
	strbuf_add(&uri, "file:");
	for (; *path; path++) {
		const char escaped[3] = { '%', digits[(unsigned char)*path >> 4], digits[*path & 15] };
		bool plain = (*path >= '0' && *path <= '9') || ((*path | 0x20) >= 'a' && (*path | 0x20) <= 'z') ||
			     *path == '/';
		strbuf_add_len(&uri, plain ? path : escaped, plain ? 1 : 3);
	}
	strbuf_add(&uri, "?immutable=1");
	int rc = connection_open(uri.text, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, out);
	strbuf_free(&uri);
	return rc;
}

bool connection_device_failed(sqlite3 *db)
{
	int why = 0;
	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &why) != SQLITE_OK)
		return false;
	return why == EIO || why == ENXIO || why == ENODEV || why == ESTALE;
}
