/* Tests what a file's schema may have: each thing that is refused, by name, and what is allowed. */
#include "unit/place.h"

#include <sqlite3.h>
#include <time.h>

static void run_sql(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	char *why = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
	sqlite3_close(db);
}

/* Closes the workbook and does that to it. */
static void spoil(struct place *place, const char *sql)
{
	ky_workbook_close(place->wb);
	place->wb = NULL;
	run_sql(place->path, sql);
}

static void set_version(const char *path, const char *version)
{
	char sql[64];
	snprintf(sql, sizeof(sql), "PRAGMA user_version = %s", version);
	run_sql(path, sql);
}

static void expect_refused(struct place *place, const char *named)
{
	struct ky_error err = { .code = KY_OK };
	for (enum ky_mode mode = KY_READ; mode <= KY_WRITE; mode++) {
		enum ky_code code =
			ky_workbook_open(place->path, mode, ky_day_from_ymd(2012, 6, 15), &place->wb, &err);
		if (code != KY_INPUT || !strstr(err.text, named) || !strstr(err.text, "was not opened"))
			fail_msg("not refused by %s: %d %s", named, code, code ? err.text : "");
	}
}

#define WRITABLE "PRAGMA writable_schema = ON;"
/* Puts one text for another into what the schema says of a table. */
#define SAYS(table, what, instead)                                                                                \
	WRITABLE "UPDATE sqlite_schema SET sql = replace(sql, '" what "', '" instead "') WHERE name = '" table "'"

static const struct {
	const char *sql, *named;
} refused[] = {
	{ "CREATE TRIGGER t AFTER INSERT ON problem BEGIN DELETE FROM problem; END", "the trigger \"t\"" },
	{ "CREATE VIEW v AS SELECT * FROM problem", "the view \"v\"" },
	{ "DROP TABLE suggestion; CREATE VIEW suggestion AS SELECT * FROM problem", "the view \"suggestion\"" },
	{ "CREATE VIRTUAL TABLE f USING fts5(x)", "the virtual table \"f\"" },
	{ "CREATE TABLE other (a, b CHECK (b > 1))", "the column \"other.b\"" },
	{ "CREATE TABLE other (a, CHECK (a > 1))", "the table \"other\"" },
	{ "CREATE TABLE other (a, CONSTRAINT c CHECK (a > 1))", "the table \"other\"" },
	{ "CREATE TABLE other (a, b AS (a + 1))", "the column \"other.b\"" },
	{ "CREATE TABLE other (a, b INTEGER GENERATED ALWAYS AS (a + 1) STORED)", "the column \"other.b\"" },
	{ "CREATE TABLE other (a DEFAULT (random()))", "the column \"other.a\"" },
	{ "CREATE TABLE other (a DEFAULT CURRENT_TIMESTAMP)", "the column \"other.a\"" },
	{ "CREATE TABLE other (a COLLATE NOCASE)", "the column \"other.a\"" },
	{ "CREATE TABLE other (a REFERENCES problem (id))", "the column \"other.a\"" },
	{ "CREATE TABLE other (a UNIQUE ON CONFLICT REPLACE)", "the column \"other.a\"" },
	{ "CREATE TABLE \"pragma_table_info\" (name, cid)", "the table \"pragma_table_info\"" },
	{ "CREATE TABLE json_each (value)", "the table \"json_each\"" },
	{ "CREATE TABLE deadline (kind)", "the table \"deadline\"" },
	{ "ANALYZE", "the table \"sqlite_stat1\"" },
	{ "CREATE INDEX i ON problem (text) WHERE text > 'x'", "the index \"i\"" },
	{ "CREATE INDEX i ON problem (lower(text))", "the index \"i\"" },
	{ "CREATE INDEX i ON problem (text COLLATE NOCASE)", "the index \"i\"" },
	{ "CREATE UNIQUE INDEX i ON problem (text)", "the index \"i\"" },
	{ "DROP INDEX op_record; CREATE INDEX op_record ON op (kind)", "the index \"op_record\"" },
	{ "DROP INDEX op_record; CREATE INDEX op_record ON change (day)", "the index \"op_record\"" },
	{ "DROP INDEX change_undoes; CREATE INDEX change_undoes ON change (undoes) WHERE undoes > 1",
	  "the index \"change_undoes\"" },
	{ "ALTER TABLE problem ADD COLUMN x CHECK (x IS NULL)", "the column \"problem.x\"" },
	{ "ALTER TABLE problem ADD COLUMN x AS (text || text)", "the column \"problem.x\"" },
	{ "ALTER TABLE problem ADD COLUMN x COLLATE NOCASE", "the column \"problem.x\"" },
	{ "ALTER TABLE problem ADD COLUMN x DEFAULT 'as long as it likes, into each row that is written'",
	  "the column \"problem.x\"" },
	{ SAYS("problem", "\"text\" TEXT", "\"text\" INTEGER"), "the column \"problem.text\"" },
	{ SAYS("problem", "\"text\" TEXT", "\"text\" TEXT COLLATE NOCASE"), "the column \"problem.text\"" },
	{ SAYS("problem", "\"text\" TEXT", "\"text\" TEXT UNIQUE"), "the column \"problem.text\"" },
	{ SAYS("problem", "\"text\" TEXT", "\"text\" TEXT, x NOT NULL"), "the column \"problem.x\"" },
	{ "DROP TABLE suggestion; CREATE TABLE suggestion (seq INTEGER PRIMARY KEY, id TEXT NOT NULL,"
	  " number TEXT NOT NULL UNIQUE, ord TEXT NOT NULL)",
	  "the column \"suggestion.id\"" },
	{ "DROP TABLE draft; CREATE TABLE draft (key TEXT PRIMARY KEY, day TEXT, text TEXT NOT NULL)",
	  "the table \"draft\"" },
	{ SAYS("own_key", "CHECK (n = 1)", "CHECK (n = 1 AND length(hex(zeroblob(500000000))) > 0)"),
	  "the column \"own_key.n\"" },
	{ SAYS("own_key", "CHECK (n = 1)", ""), "the column \"own_key.n\"" },
	{ SAYS("change_undoes", "NOT NULL", "NOT NULL AND 1"), "the index \"change_undoes\"" },
	{ SAYS("school", ")", "); ATTACH ''/tmp/other'' AS x"), "the entry \"school\"" },
	{ SAYS("school", "\"name\"", "\xEF\xBB\xBF\"name\""), "the table \"school\"" },
};

static void what_might_do_anything_is_refused_by_name(void **state)
{
	struct place *place = *state;
	char command[300];
	ky_workbook_close(place->wb);
	place->wb = NULL;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		snprintf(command, sizeof(command), "cp %s %s.good", place->path, place->path);
		assert_int_equal(system(command), 0);
		run_sql(place->path, refused[i].sql);
		expect_refused(place, refused[i].named);
		/* A newer program's file is under the same rule. */
		set_version(place->path, "99");
		expect_refused(place, refused[i].named);
		snprintf(command, sizeof(command), "mv %s.good %s", place->path, place->path);
		assert_int_equal(system(command), 0);
	}
	place_reopen(place);
}

/* As older and newer programs leave them. */
static const char plain[] =
	"CREATE TABLE other (n INTEGER PRIMARY KEY, a TEXT NOT NULL, b NUMERIC(10, 2) UNIQUE, \"check\" TEXT,"
	" [default] BLOB, `x y` double precision DEFAULT -1, z DEFAULT 'z', UNIQUE (a, b)) /* CHECK (1) */;"
	"CREATE TABLE second (a, b, PRIMARY KEY (a DESC, b)) WITHOUT ROWID; CREATE TABLE third (a TEXT) STRICT;"
	"CREATE INDEX other_a ON other (a, b DESC); CREATE INDEX problem_cause ON problem (cause);"
	"ALTER TABLE problem ADD COLUMN later TEXT; ALTER TABLE change ADD COLUMN mood TEXT;"
	"ALTER TABLE problem ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;"
	"INSERT INTO other (a, b) VALUES ('kept', 1)";

static void what_other_programs_leave_is_kept(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char number[64];
	spoil(place, plain);
	place_reopen(place);
	assert_false(ky_workbook_read_only(place->wb));
	assert_int_equal(add(place, "problem", V("text", "照常"), number, &err), KY_OK);
	place_reopen(place);
	expect_text(place, number, "text", "照常");
	assert_int_equal(ky_workbook_check_file(place->wb, &err), KY_OK);
	spoil(place, "UPDATE other SET b = 2 WHERE a = 'kept'; DELETE FROM other WHERE b = 3;"
		     "INSERT INTO second VALUES (1, (SELECT b FROM other WHERE a = 'kept'))");
	set_version(place->path, "99");
	assert_int_equal(ky_workbook_open(place->path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &place->wb, &err),
			 KY_OK);
	assert_true(ky_workbook_read_only(place->wb));
	expect_text(place, number, "text", "照常");
}

/* What costs much is refused before it costs anything: an added check took 20 s and 2 GB. */
static void what_is_refused_is_never_run(void **state)
{
	struct place *place = *state;
	clock_t start = clock();
	spoil(place, WRITABLE
	      "UPDATE sqlite_schema SET sql = 'CREATE INDEX change_undoes ON change (undoes) WHERE undoes IN"
	      " (WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c) SELECT n FROM c)'"
	      " WHERE name = 'change_undoes'");
	struct ky_error err = { .code = KY_OK };
	assert_int_equal(ky_workbook_open(place->path, KY_READ, KY_NO_DAY, &place->wb, &err), KY_INPUT);
	assert_true(clock() - start < CLOCKS_PER_SEC);
}

/* A table that every workbook has, and this one lost: that is no fault of the machine. */
static void what_is_missing_is_a_damaged_file(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char number[64];
	spoil(place, "DROP TABLE tally");
	enum ky_code code =
		ky_workbook_open(place->path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &place->wb, &err);
	if (!code)
		code = add(place, "problem", V("text", "照常"), number, &err);
	assert_int_equal(code, KY_INPUT);
	assert_non_null(strstr(err.text, "the file is damaged (no such table: tally)"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_might_do_anything_is_refused_by_name),
		TEST(what_other_programs_leave_is_kept),
		TEST(what_is_refused_is_never_run),
		TEST(what_is_missing_is_a_damaged_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
