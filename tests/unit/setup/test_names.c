/*
 * Names that never change: of the changes of earlier versions, and of the records of the template. The vectors in
 * tests/data/version-N.names were worked out by another program, from the rules in core/workbook/names.c and
 * core/record/identity.h alone. A difference here means that two copies of a workbook do not find their common
 * past any more: mend the program, never the vectors.
 */
#include "unit/old.h"
#include "unit/workbook/forge.h"

#define VERSIONS 3
#define NAME_OF_CHANGE "(SELECT id FROM device WHERE n = c.device) || '-' || c.seq"
#define NAMES "SELECT 'change ' || c.n || ' ' || " NAME_OF_CHANGE " FROM change c WHERE what <> 'newer program'"
#define MADE(kind)                                                                                                \
	" UNION ALL SELECT 'record " kind " ' || json_extract(value, '$.number') || ' ' || record FROM op"        \
	" WHERE kind = '" kind "' AND field IS NULL AND value IS NOT NULL"
#define ALL_NAMES NAMES MADE("school") MADE("task") MADE("rating") MADE("section")

static const char *old_path(const struct place *place, const char *name)
{
	static char paths[2][128];
	static int at;
	at = !at;
	snprintf(paths[at], sizeof(paths[at]), "%s/%s.kuayue", place->dir, name);
	return paths[at];
}

static void open_as(struct place *place, const char *path, enum ky_mode mode)
{
	struct ky_error err = { 0 };
	ky_workbook_close(place->wb);
	place->wb = NULL;
	if (ky_workbook_open(path, mode, ky_day_from_ymd(2012, 3, 9), &place->wb, &err))
		fail_msg("%s: %s", path, err.text);
}

static void close_it(struct place *place)
{
	ky_workbook_close(place->wb);
	place->wb = NULL;
}

/* Each line of wanted is a line of got. */
static void expect_lines(const char *wanted, const char *got)
{
	char line[256];
	for (; *wanted; wanted += strcspn(wanted, "\n") + 1) {
		snprintf(line, sizeof(line), "%.*s\n", (int)strcspn(wanted, "\n"), wanted);
		if (!strstr(got, line))
			fail_msg("lacks %s", line);
	}
}

static void the_names_are_the_frozen_ones(void **state)
{
	struct place *place = *state;
	for (int version = 1; version <= VERSIONS; version++) {
		char dump[64], names[64], name[16];
		snprintf(name, sizeof(name), "v%d", version);
		snprintf(dump, sizeof(dump), "tests/data/version-%d.sql", version);
		snprintf(names, sizeof(names), "tests/data/version-%d.names", version);
		const char *path = old_path(place, name);
		make_old(path, dump);
		open_as(place, path, KY_WRITE);
		close_it(place);
		char *wanted = read_whole(names), *got = query(path, ALL_NAMES);
		expect_lines(wanted, got);
		assert_true(strlen(wanted) > 500);
		free(wanted);
		free(got);
		/* No two changes have one name, and each has one. */
		assert_int_equal(query_number(path, "SELECT count(*) FROM change"),
				 query_number(path, "SELECT count(DISTINCT " NAME_OF_CHANGE ") FROM change c"));
	}
}

/* What a record is, and not only its history. */
static void ids_hold_in_rows_links_history_and_drafts(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	const char *path = old_path(place, "v3");
	make_old(path, "tests/data/version-3.sql");
	char *old = query(path,
			  "SELECT id FROM rating UNION ALL SELECT id FROM section UNION ALL SELECT id FROM school"
			  " UNION ALL SELECT id FROM task WHERE seq <= 37");
	open_as(place, path, KY_WRITE);
	expect_text(place, "G01-002", "item", "G01-C003");
	/* Four steps back: the task made anew, the task deleted, and the problem deleted, whose item was changed
	 * before. */
	for (int i = 0; i < 4; i++)
		assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	expect_text(place, "G01-001", "item", "G01-C005");
	expect_text(place, "G01-T003", "progress", "已开会");
	while (ky_undo(place->wb, NULL, &err) == KY_OK)
		;
	expect_text(place, "G01-C003", "self", "");
	close_it(place);
	/* No id that was replaced stands anywhere any more. */
	char *all =
		query(path, "SELECT record || ' ' || ifnull(old, '') || ' ' || ifnull(value, '') FROM op UNION ALL"
			    " SELECT key || ' ' || text FROM draft UNION ALL SELECT item FROM problem");
	for (const char *at = old; *at; at += strcspn(at, "\n") + 1) {
		char id[32];
		snprintf(id, sizeof(id), "%.*s", (int)strcspn(at, "\n"), at);
		assert_null(strstr(all, id));
	}
	assert_non_null(strstr(all, "rating/399dc4fc07db71a04a75 "));
	free(all);
	free(old);
}

/* The school was G01 when its workbook was made, and has code G02 now. */
static void a_second_record_for_one_value_keeps_its_random_id(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	const char *path = old_path(place, "v3");
	make_old(path, "tests/data/version-3.sql");
	open_as(place, path, KY_WRITE);
	expect_text(place, "G01", "code", "G02");
	close_it(place);
	assert_int_equal(query_number(path, "SELECT count(*) FROM task WHERE id = '7bfb621c6e4c32eed8dc'"), 1);
	/* The same in a workbook of this version. */
	assert_int_equal(ky_workbook_open(place->path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &place->wb, &err),
			 KY_OK);
	assert_int_equal(query_number(place->path, "SELECT count(*) FROM task WHERE number = 'G01-T003' AND"
						   " id = '6f7a50bc41d3d7d2d462'"),
			 1);
	struct ky_record *record = NULL;
	assert_int_equal(ky_record_load(place->wb, "G01-T003", &record, &err), KY_OK);
	assert_int_equal(ky_record_delete(place->wb, ky_record_id(record), &err), KY_OK);
	ky_record_free(record);
	assert_int_equal(add(place, "task", V("task_id", "P03", "title", "x", "phase", "1"), NULL, &err), KY_OK);
	assert_int_equal(query_number(place->path, "SELECT count(*) FROM task WHERE task_id = 'P03' AND"
						   " id <> '6f7a50bc41d3d7d2d462'"),
			 1);
}

static void two_new_workbooks_of_one_school_have_the_same_ids(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	size_t len = 0;
	const char *other = old_path(place, "other"), *ini = ky_campaign_builtin(&len);
	static const char ids[] =
		"SELECT id FROM school UNION ALL SELECT id FROM task UNION ALL SELECT id FROM rating"
		" UNION ALL SELECT id FROM section";
	close_it(place);
	assert_int_equal(ky_workbook_create(&(struct ky_new_workbook){ .path = other,
								       .template_name = "builtin",
								       .ini = ini,
								       .ini_len = len,
								       .code = "G01",
								       .name = "榕溪县第一中学",
								       .kind = "gaozhong",
								       .today = ky_day_from_ymd(2013, 1, 1) },
					    &place->wb, &err),
			 KY_OK);
	close_it(place);
	char *one = query(place->path, ids), *two = query(other, ids);
	assert_string_equal(one, two);
	assert_true(strlen(one) > (size_t)21 * 80);
	free(one);
	free(two);
	assert_int_equal(query_number(other, "SELECT count(*) FROM problem WHERE site IS NOT NULL"), 0);
}

/* The one took a newer template before it grew, the other lost pages and was recovered. */
static void copies_that_grow_apart_agree_on_their_past(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	int64_t rows = 0;
	int damaged = 0;
	char recovered[128];
	const char *path = old_path(place, "v3"), *newer = old_path(place, "newer");
	make_old(path, "tests/data/version-3.sql");
	make_old(newer, "tests/data/version-3.sql");
	run_sql(newer, "UPDATE meta SET value = replace(value, char(10) || 'version=1', char(10) || 'version=7')"
		       " WHERE key = 'campaign'");
	snprintf(recovered, sizeof(recovered), "%s/recovered.kuayue", place->dir);
	if (ky_workbook_recover(path, recovered, &rows, &damaged, &err))
		fail_msg("%s", err.text);
	const char *const copies[] = { path, newer, recovered };
	char *names[3];
	for (size_t i = 0; i < 3; i++) {
		open_as(place, copies[i], KY_WRITE);
		if (i == 1)
			assert_string_equal(ky_campaign_version(ky_workbook_campaign(place->wb)), "7");
		assert_int_equal(set(place, "G01-T001", V("progress", "各写各的"), &err), KY_OK);
		close_it(place);
		names[i] = query(copies[i], ALL_NAMES " ORDER BY 1");
		assert_true(strlen(names[i]) > 4000);
		/* And go on under names of their own. */
		char *last = strstr(names[i], "change 21 ");
		assert_non_null(last);
		memset(last, '-', strcspn(last, "\n"));
		assert_string_equal(names[i], names[0]);
	}
	for (size_t i = 0; i < 3; i++)
		free(names[i]);
}

/* Only in a forged file are two changes alike: they get names all the same. And what is odd about ids stays. */
static void a_forged_file_grows_as_well(void **state)
{
	struct place *place = *state;
	const char *path = old_path(place, "v3");
	make_old(path, "tests/data/version-3.sql");
	run_sql(path, "DELETE FROM op WHERE change IN (14, 15); UPDATE change SET seq = 1, clock = 9, wall = 5,"
		      " day = '2012-03-07' WHERE n IN (14, 15); UPDATE change SET device = 99 WHERE n = 16;"
		      "UPDATE change SET clock = 9223372036854775807 WHERE n = 20;"
		      "UPDATE op SET value = '{' WHERE n = 5;"
		      "UPDATE problem SET item = '[\"';"
		      "INSERT INTO op (change, kind, record, field, value) VALUES"
		      " (20, 'rating', '399dc4fc07db71a04a75', 'self', '3'), (20, 'problem', 'x', 'item', 5)");
	open_as(place, path, KY_WRITE);
	struct ky_error err = { 0 };
	assert_int_equal(set(place, "G01-T001", V("progress", "x"), &err), KY_OK);
	close_it(place);
	assert_int_equal(query_number(path, "SELECT count(DISTINCT " NAME_OF_CHANGE ") FROM change c"), 21);
	assert_int_equal(query_number(path, "SELECT seq FROM change WHERE n = 14"), 1);
	assert_int_equal(query_number(path, "SELECT seq FROM change WHERE n = 15"), 2);
	assert_int_equal(query_number(path, "SELECT count(*) FROM rating WHERE id = '399dc4fc07db71a04a75'"), 0);
	assert_true(query_number(path, "SELECT clock FROM change WHERE n = 21") <= 1000000000);
}

/* What was is kept beside it; without room for that it is only read. */
static void a_file_is_backed_up_before_it_grows(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	const char *path = old_path(place, "v3");
	make_old(path, "tests/data/version-3.sql");
	open_as(place, path, KY_WRITE);
	close_it(place);
	assert_int_equal(user_version(path), 6);
	assert_int_equal(user_version(behind(path, ".~1~")), 3);
	path = old_path(place, "stuck");
	make_old(path, "tests/data/version-3.sql");
	assert_int_equal(mkdir(behind(path, ".~new~"), 0700), 0);
	open_as(place, path, KY_WRITE);
	assert_true(ky_workbook_read_only(place->wb));
	assert_non_null(strstr(ky_workbook_read_only_reason(place->wb), "no backup"));
	expect_text(place, "G01-002", "item", "G01-C003");
	assert_int_equal(add(place, "problem", V("text", "x"), NULL, &err), KY_SYSTEM);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_SYSTEM);
	close_it(place);
	assert_int_equal(user_version(path), 3);
}

/* Killed when everything was written, and the journal still there: all of it is taken back, and done again. */
static void growing_that_was_interrupted_is_taken_back(void **state)
{
	struct place *place = *state;
	const char *path = old_path(place, "v3");
	make_old(path, "tests/data/version-3.sql");
	struct image before = image_read(path);
	open_as(place, path, KY_WRITE);
	close_it(place);
	struct image after = image_read(path);
	memcpy(before.bytes + 24, after.bytes + 24, 4); /* SQLite's counter: one write before */
	before.bytes[27]--;
	forge(behind(path, "-journal"), &before, 4096);
	open_as(place, path, KY_READ);
	assert_int_equal(user_version(path), 3);
	open_as(place, path, KY_WRITE);
	close_it(place);
	char *wanted = read_whole("tests/data/version-3.names"), *got = query(path, ALL_NAMES);
	expect_lines(wanted, got);
	free(wanted);
	free(got);
	free(before.bytes);
	free(after.bytes);
}

static void what_a_record_is_of_stays(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	assert_int_equal(set(place, "G01-T001", V("task_id", "P99"), &err), KY_INPUT);
	assert_non_null(strstr(err.text, "add another"));
	assert_int_equal(set(place, "G01-T001", V("task_id", "P01", "progress", "x"), &err), KY_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_names_are_the_frozen_ones),
		TEST(ids_hold_in_rows_links_history_and_drafts),
		TEST(a_second_record_for_one_value_keeps_its_random_id),
		TEST(two_new_workbooks_of_one_school_have_the_same_ids),
		TEST(copies_that_grow_apart_agree_on_their_past),
		TEST(a_forged_file_grows_as_well),
		TEST(a_file_is_backed_up_before_it_grows),
		TEST(growing_that_was_interrupted_is_taken_back),
		TEST(what_a_record_is_of_stays),
	};
	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
