/* SQLite over files that were opened for it, in a process that can open no other. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "confine/confine.h"
#include "unit/place.h"
#include "workbook/connection.h"
#include "workbook/given.h"

/* What is tried there says how often it went otherwise than it should. */
struct trial {
	struct given_file files[2];
	int (*run)(void);
};

static enum ky_code run_trial(void *data, struct wire *wire)
{
	struct trial *trial = data;
	given_files(trial->files, 2);
	wire_put_number(wire, trial->run());
	return KY_OK;
}

static int try_there(int (*run)(void), int book, int journal)
{
	struct trial trial = {
		.files = { { .name = "book", .fd = book, .there = true },
			   { .name = "book-journal", .fd = journal } },
		.run = run,
	};
	const struct confine how = {
		.shown = "book",
		.memory = 64 << 20,
		.largest = 1 << 20,
		.seconds = 10,
		.keep = { book, journal },
		.keep_count = 2,
		.read = run_trial,
		.data = &trial,
	};
	struct confined *confined = NULL;
	struct ky_error err;
	assert_int_equal(confine_begin(&how, &confined, &err), KY_OK);
	int wrong = (int)wire_take_number(confine_wire(confined), 0, 1000);
	if (confine_end(confined, &err))
		fail_msg("%s", err.text);
	return wrong;
}

static int open_scratch(void)
{
	char path[] = "/tmp/kuayue-given-XXXXXX";
	int fd = mkstemp(path);
	unlink(path);
	return fd;
}

static int done(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static int write_and_take_back(void)
{
	sqlite3 *db = NULL;
	int wrong = connection_open("book", SQLITE_OPEN_READWRITE, &db) != SQLITE_OK;
	wrong += !done(db, "CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (randomblob(300000))");
	wrong += !done(db, "PRAGMA cache_size = 1; BEGIN; UPDATE t SET a = 3; ROLLBACK");
	wrong += !done(db, "DELETE FROM t WHERE typeof(a) = 'blob'");
	wrong += !done(db, "SELECT CASE WHEN sum(a) = 3 THEN 1 ELSE abs(-9223372036854775808) END FROM t");
	return wrong + (sqlite3_close(db) != SQLITE_OK);
}

static int look_again(void)
{
	sqlite3 *db = NULL;
	int wrong = connection_open_alone("book", &db) != SQLITE_OK;
	wrong += !done(db, "SELECT CASE WHEN sum(a) = 3 THEN 1 ELSE abs(-9223372036854775808) END FROM t");
	return wrong + (sqlite3_close(db) != SQLITE_OK);
}

static void what_is_written_is_there(void **state)
{
	(void)state;
	int book = open_scratch(), journal = open_scratch();
	assert_int_equal(try_there(write_and_take_back, book, journal), 0);
	assert_int_equal(lseek(journal, 0, SEEK_END), 0);
	assert_int_equal(try_there(look_again, book, journal), 0);
	close(book);
	close(journal);
}

static int opens(const char *name, int flags)
{
	sqlite3 *db = NULL;
	int rc = connection_open(name, flags, &db);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, "CREATE TABLE t (a)", NULL, NULL, NULL);
	sqlite3_close(db);
	return rc == SQLITE_OK;
}

static int try_others(void)
{
	const int make = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	sqlite3 *db = NULL;
	int wrong = opens("/tmp/kuayue-given-should-not-be", make) + opens("other", make) +
		    opens("../book", make) + opens("book-wal", make);
	wrong += connection_open("book", SQLITE_OPEN_READWRITE, &db) != SQLITE_OK;
	wrong += done(db, "ATTACH '/tmp/kuayue-given-should-not-be' AS x");
	wrong += done(db, "ATTACH 'book' AS x");
	wrong += done(db, "VACUUM INTO '/tmp/kuayue-given-should-not-be'");
	sqlite3_close(db);
	return wrong;
}

static void no_other_file_is_opened(void **state)
{
	(void)state;
	int book = open_scratch(), journal = open_scratch();
	assert_int_equal(try_there(try_others, book, journal), 0);
	assert_int_equal(access("/tmp/kuayue-given-should-not-be", F_OK), -1);
	close(book);
	close(journal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_there),
		cmocka_unit_test(no_other_file_is_opened),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
