/* Tests recovery: all rows where only a save was interrupted, every row that can be reached elsewhere, and nothing
 * of the schema run. */
#include "unit/workbook/forge.h"

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

static void fill(struct place *place, int count)
{
	struct ky_error err = { .code = KY_OK };
	char text[2000];
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	for (int i = 0; i < count; i++)
		assert_int_equal(add(place, "problem", V("text", "问题", "measure", text), NULL, &err), KY_OK);
	ky_workbook_close(place->wb);
	place->wb = NULL;
}

static enum ky_code recover(struct place *place, int64_t *rows, int *damaged, struct ky_error *err)
{
	unlink(behind(place->dir, "/saved"));
	return ky_workbook_recover(place->path, behind(place->dir, "/saved"), rows, damaged, err);
}

static void open_saved(struct place *place)
{
	struct ky_error err = { .code = KY_OK };
	ky_workbook_close(place->wb);
	place->wb = NULL;
	if (ky_workbook_open(behind(place->dir, "/saved"), KY_WRITE, ky_day_from_ymd(2012, 6, 15), &place->wb,
			     &err))
		fail_msg("%s", err.text);
	assert_int_equal(ky_workbook_check_file(place->wb, &err), KY_OK);
}

static void a_sound_workbook_is_saved_whole(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	struct stat st;
	int64_t rows = 0;
	int damaged = -1;
	char what[64];
	fill(place, 40);
	run_sql(place->path,
		"CREATE TABLE later (n INTEGER PRIMARY KEY, \"a b\" TEXT NOT NULL, UNIQUE (\"a b\"));"
		"INSERT INTO later VALUES (1, 'kept'); ALTER TABLE problem ADD COLUMN later TEXT;"
		"UPDATE problem SET later = 'kept as well';"
		"CREATE TABLE keyed (k TEXT PRIMARY KEY, v) WITHOUT ROWID; INSERT INTO keyed VALUES ('k', 1)");
	chmod(place->path, 0640);
	struct image image = image_read(place->path);
	assert_int_equal(recover(place, &rows, &damaged, &err), KY_OK);
	assert_int_equal(damaged, 0);
	assert_true(image_is(&image, place->path));
	assert_int_equal(stat(behind(place->dir, "/saved"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_not_equal(access(behind(place->dir, "/saved.~copy~"), F_OK), 0);
	open_saved(place);
	expect_text(place, "G01-040", "text", "问题");
	assert_int_equal(add(place, "problem", V("text", "下一个"), what, &err), KY_OK);
	assert_string_equal(what, "G01-041"); /* numbers go on */
	run_sql(behind(place->dir, "/saved"),
		"CREATE TEMP TABLE same AS SELECT 1 / (SELECT count(*) FROM later WHERE \"a b\" = 'kept'),"
		" 1 / (SELECT count(*) = 40 FROM problem WHERE later = 'kept as well'), 1 / (SELECT count(*) FROM "
		"keyed);"
		"CREATE TEMP TABLE checked (a NOT NULL, b NOT NULL, c NOT NULL); INSERT INTO checked SELECT * "
		"FROM same");
	free(image.bytes);
}

/* After a power cut in a save it is not damaged at all. */
static void an_interrupted_save_is_taken_back_first(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	int64_t rows = 0, whole = 0;
	int damaged = -1;
	fill(place, 40);
	assert_int_equal(recover(place, &whole, &damaged, &err), KY_OK);
	crash(place->path, "UPDATE problem SET text = hex(zeroblob(20000)); DELETE FROM meta; DELETE FROM op",
	      false);
	struct image image = image_read(place->path), journal = image_read(behind(place->path, "-journal"));
	if (recover(place, &rows, &damaged, &err))
		fail_msg("%s", err.text);
	assert_int_equal(damaged, 0);
	assert_true(rows == whole);
	assert_true(image_is(&image, place->path));
	assert_true(image_is(&journal, behind(place->path, "-journal")));
	open_saved(place);
	expect_text(place, "G01-040", "text", "问题");
	free(image.bytes);
	free(journal.bytes);
}

/* What somebody put beside it is left out: the workbook itself can be read. */
static void a_foreign_journal_is_left_out(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	int64_t rows = 0;
	int damaged = -1;
	fill(place, 5);
	struct image image = image_read(place->path);
	memset(image.bytes + 4096 * 3, 0xA5, 4096 * 5);
	for (int kind = 0; kind < 3; kind++) {
		forge(behind(place->path, "-journal"), &image, 4096);
		if (kind == 1)
			add_third_file(behind(place->path, "-journal"), place->path);
		if (kind == 2) {
			unlink(behind(place->path, "-journal"));
			assert_int_equal(symlink("/etc/passwd", behind(place->path, "-journal")), 0);
		}
		if (recover(place, &rows, &damaged, &err))
			fail_msg("%s", err.text);
		assert_int_equal(damaged, 0);
		open_saved(place);
		expect_text(place, "G01-005", "text", "问题");
		unlink(behind(place->path, "-journal"));
	}
	free(image.bytes);
}

static void what_cannot_be_read_costs_its_own_page(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	int64_t rows = 0, whole = 0;
	int damaged = -1;
	fill(place, 200);
	assert_int_equal(recover(place, &whole, &damaged, &err), KY_OK);
	struct image image = image_read(place->path);
	/* One page in the middle of the records. */
	size_t page = image.size / 4096 / 2;
	memset(image.bytes + page * 4096, 0xA5, 4096);
	image_write(place->path, image.bytes, image.size);
	if (recover(place, &rows, &damaged, &err))
		fail_msg("%s", err.text);
	assert_int_equal(damaged, 1);
	assert_true(rows < whole && rows > whole - 20);
	assert_true(image_is(&image, place->path));
	open_saved(place);
	free(image.bytes);
}

static void what_is_refused_at_opening_is_refused_here(void **state)
{
	static const char *const spoiled[] = {
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = sql || '; ATTACH "
		"''/tmp/kuayue-attached'' AS x;"
		" CREATE TABLE x.stolen (a)' WHERE name = 'school'",
		"CREATE TRIGGER t AFTER INSERT ON problem BEGIN DELETE FROM problem; END",
		"DROP TABLE suggestion; CREATE VIEW suggestion AS SELECT * FROM problem",
	};
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	int64_t rows = 0;
	int damaged = 0;
	fill(place, 3);
	struct image image = image_read(place->path);
	for (size_t i = 0; i < sizeof(spoiled) / sizeof(spoiled[0]); i++) {
		run_sql(place->path, spoiled[i]);
		assert_int_equal(recover(place, &rows, &damaged, &err), KY_INPUT);
		assert_non_null(strstr(err.text, "not of Kuayue's making"));
		assert_int_not_equal(access(behind(place->dir, "/saved"), F_OK), 0);
		assert_int_not_equal(access("/tmp/kuayue-attached", F_OK), 0);
		image_write(place->path, image.bytes, image.size);
	}
	run_sql(place->path, "PRAGMA application_id = 1");
	assert_int_equal(recover(place, &rows, &damaged, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "not a Kuayue workbook"));
	image_write(place->path, image.bytes, image.size);
	run_sql(place->path, "PRAGMA user_version = 99");
	assert_int_equal(recover(place, &rows, &damaged, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "newer"));
	assert_int_not_equal(access(behind(place->dir, "/saved"), F_OK), 0);
	assert_int_not_equal(access(behind(place->dir, "/saved.~copy~"), F_OK), 0);
	free(image.bytes);
}

/* The tables are those of its version, so that opening it takes the steps that it needs. */
static void a_file_of_an_earlier_version_is_saved_as_one(void **state)
{
	static const char *const dumps[] = { "tests/data/version-1.sql", "tests/data/version-2.sql" };
	struct place *place = *state;
	for (size_t i = 0; i < 2; i++) {
		struct ky_error err = { .code = KY_OK };
		const char *root = getenv("KY_SRCDIR");
		char path[512];
		int64_t rows = 0;
		int damaged = -1;
		snprintf(path, sizeof(path), "%s/%s", root ? root : ".", dumps[i]);
		struct image dump = image_read(path);
		ky_workbook_close(place->wb);
		place->wb = NULL;
		unlink(place->path);
		run_sql(place->path, (const char *)dump.bytes);
		free(dump.bytes);
		if (recover(place, &rows, &damaged, &err))
			fail_msg("%s: %s", dumps[i], err.text);
		assert_int_equal(damaged, 0);
		open_saved(place);
		expect_text(place, "G01-S001", "topic", "学习");
		assert_int_equal(add(place, "problem", V("text", "x"), NULL, &err), KY_OK);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_sound_workbook_is_saved_whole),
		TEST(an_interrupted_save_is_taken_back_first),
		TEST(a_foreign_journal_is_left_out),
		TEST(what_cannot_be_read_costs_its_own_page),
		TEST(a_file_of_an_earlier_version_is_saved_as_one),
		TEST(what_is_refused_at_opening_is_refused_here),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
