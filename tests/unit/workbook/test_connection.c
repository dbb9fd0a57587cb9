/* Tests the limits of every connection to a SQLite file. */
#include "workbook/connection.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static sqlite3 *open_new(char path[64])
{
	sqlite3 *db = NULL;
	snprintf(path, 64, "/tmp/kuayue-unit-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(connection_open(path, SQLITE_OPEN_READWRITE, &db), SQLITE_OK);
	return db;
}

static int run(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static void no_other_file_and_no_schema_can_be_reached(void **state)
{
	(void)state;
	char path[64];
	sqlite3 *db = open_new(path);
	assert_int_not_equal(run(db, "ATTACH '/tmp/kuayue-other' AS x"), SQLITE_OK);
	assert_int_not_equal(access("/tmp/kuayue-other", F_OK), 0);
	assert_int_not_equal(run(db, "VACUUM INTO '/tmp/kuayue-other'"), SQLITE_OK);
	assert_int_not_equal(access("/tmp/kuayue-other", F_OK), 0);
	assert_int_equal(run(db, "CREATE TABLE t (a)"), SQLITE_OK);
	run(db, "PRAGMA writable_schema = ON");
	assert_int_not_equal(run(db, "UPDATE sqlite_schema SET sql = 'CREATE TABLE t (b)'"), SQLITE_OK);
	assert_int_not_equal(run(db, "SELECT load_extension('x')"), SQLITE_OK);
	sqlite3_close(db);
	unlink(path);
}

static void nothing_of_the_file_is_run(void **state)
{
	(void)state;
	char path[64];
	sqlite3 *db = open_new(path), *plain = NULL;
	sqlite3_close(db);
	assert_int_equal(sqlite3_open(path, &plain), SQLITE_OK);
	assert_int_equal(run(plain, "CREATE TABLE t (a); CREATE TABLE log (a); CREATE VIEW v AS SELECT a FROM t;"
				    "CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END"),
			 SQLITE_OK);
	sqlite3_close(plain);
	assert_int_equal(connection_open(path, SQLITE_OPEN_READWRITE, &db), SQLITE_OK);
	assert_int_not_equal(run(db, "SELECT * FROM v"), SQLITE_OK);
	assert_int_equal(run(db, "INSERT INTO t VALUES (1)"), SQLITE_OK);
	assert_int_equal(run(db, "CREATE TABLE same AS SELECT 1 / (SELECT count(*) = 0 FROM log) AS a;"
				 "CREATE TABLE checked (a NOT NULL); INSERT INTO checked SELECT a FROM same"),
			 SQLITE_OK);
	/* Our own views, which live in memory, are. */
	assert_int_equal(run(db, "CREATE TEMP VIEW own AS SELECT a FROM t; SELECT * FROM own"), SQLITE_OK);
	sqlite3_close(db);
	unlink(path);
}

static void a_value_has_a_size(void **state)
{
	(void)state;
	char path[64];
	sqlite3 *db = open_new(path);
	assert_int_equal(run(db, "SELECT length(zeroblob(20 * 1024 * 1024))"), SQLITE_OK); /* an attachment */
	assert_int_not_equal(run(db, "SELECT length(hex(zeroblob(100 * 1024 * 1024)))"), SQLITE_OK);
	char *sql = malloc(300000);
	memset(sql, ' ', 299999);
	memcpy(sql, "SELECT", 6);
	memcpy(sql + 299990, "1", 2);
	assert_int_equal(run(db, sql), SQLITE_TOOBIG);
	free(sql);
	sqlite3_close(db);
	unlink(path);
}

/* Names with everything that means something in a URI. */
static void a_file_by_itself_is_read_whatever_its_name(void **state)
{
	static const char *const names[] = { "a?immutable=0&mode=rw", "b#c", "d%20e", "榕溪县 f", "g?vfs=none" };
	char dir[] = "/tmp/kuayue-unit-XXXXXX", path[128], journal[160];
	(void)state;
	assert_non_null(mkdtemp(dir));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		sqlite3 *db = NULL;
		snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		snprintf(journal, sizeof(journal), "%s-journal", path);
		assert_int_equal(connection_open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &db),
				 SQLITE_OK);
		assert_int_equal(run(db, "CREATE TABLE t (a); INSERT INTO t VALUES (1)"), SQLITE_OK);
		sqlite3_close(db);
		FILE *beside = fopen(journal, "w");
		fputs("not a journal", beside);
		fclose(beside);
		assert_int_equal(connection_open_alone(path, &db), SQLITE_OK);
		assert_int_equal(run(db, "SELECT 1 / count(*) FROM t"), SQLITE_OK);
		assert_int_not_equal(run(db, "INSERT INTO t VALUES (2)"), SQLITE_OK);
		sqlite3_close(db);
		assert_int_equal(access(journal, F_OK), 0); /* neither played nor removed */
		unlink(journal);
		unlink(path);
	}
	assert_int_equal(rmdir(dir), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_other_file_and_no_schema_can_be_reached),
		cmocka_unit_test(nothing_of_the_file_is_run),
		cmocka_unit_test(a_value_has_a_size),
		cmocka_unit_test(a_file_by_itself_is_read_whatever_its_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
