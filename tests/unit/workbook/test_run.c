/* Under which name a change is written, after which others, and on which day. */
#include <signal.h>

#include "unit/old.h"
#include "unit/workbook/forge.h"
#include "workbook/change.h"
#include "workbook/names.h"

#define NEWEST "FROM change c JOIN device d ON d.n = c.device ORDER BY c.n DESC LIMIT 1"
#define NAMES "SELECT d.id || '-' || c.seq FROM change c JOIN device d ON d.n = c.device ORDER BY c.n"

static const ky_day first_day = 15506; /* 2012-06-15 */

static void close_it(struct place *place)
{
	ky_workbook_close(place->wb);
	place->wb = NULL;
}

static void open_on(struct place *place, enum ky_mode mode, ky_day day)
{
	struct ky_error err = { 0 };
	close_it(place);
	if (ky_workbook_open(place->path, mode, day, &place->wb, &err))
		fail_msg("%s", err.text);
}

static void save(struct place *place, const char *text)
{
	struct ky_error err = { 0 };
	if (add(place, "problem", V("text", text), NULL, &err))
		fail_msg("%s", err.text);
}

/* What the newest change says: the caller frees it. */
static char *newest(const struct place *place, const char *what)
{
	char sql[200];
	snprintf(sql, sizeof(sql), "SELECT %s " NEWEST, what);
	return query(place->path, sql);
}

static void expect_newest(const struct place *place, const char *what, const char *wanted)
{
	char *has = newest(place, what);
	has[strcspn(has, "\n")] = '\0';
	assert_string_equal(has, wanted);
	free(has);
}

static bool is_same_run(const struct place *place, char *before)
{
	char *now = newest(place, "d.id");
	bool same = strcmp(now, before) == 0;
	assert_int_equal(strlen(now), 33);
	free(now);
	free(before);
	return same;
}

static void each_opening_and_each_day_has_a_run_of_its_own(void **state)
{
	struct place *place = *state;
	save(place, "一");
	expect_newest(place, "c.seq", "1");
	char *run = newest(place, "d.id");
	save(place, "二");
	expect_newest(place, "c.seq", "2");
	assert_true(is_same_run(place, run));
	/* A session that goes on over midnight. */
	ky_workbook_set_today(place->wb, first_day + 1);
	run = newest(place, "d.id");
	save(place, "三");
	assert_false(is_same_run(place, run));
	expect_newest(place, "c.seq", "1");
	open_on(place, KY_WRITE, first_day + 1);
	run = newest(place, "d.id");
	save(place, "四");
	assert_false(is_same_run(place, run));
}

static void opening_alone_writes_nothing(void **state)
{
	struct place *place = *state;
	save(place, "一");
	close_it(place);
	struct image image = image_read(place->path);
	for (enum ky_mode mode = KY_READ; mode <= KY_WRITE; mode++) {
		open_on(place, mode, first_day);
		close_it(place);
		assert_true(image_is(&image, place->path));
	}
	free(image.bytes);
}

/* Lines of both, but for those of before. */
static void expect_no_name_twice(const char *before, const char *one, const char *two)
{
	assert_int_equal(strncmp(one, before, strlen(before)), 0);
	assert_int_equal(strncmp(two, before, strlen(before)), 0);
	one += strlen(before);
	two += strlen(before);
	assert_true(one[0] && two[0]);
	for (; *one; one += strcspn(one, "\n") + 1) {
		char line[64];
		snprintf(line, sizeof(line), "%.*s", (int)strcspn(one, "\n") + 1, one);
		assert_null(strstr(two, line));
	}
}

/* The file is put back to an older state, while nobody has it open, or while this session goes on. */
static void a_copy_put_back_over_the_file_repeats_no_name(void **state)
{
	struct place *place = *state;
	for (int open = 0; open <= 1; open++) {
		open_on(place, KY_WRITE, first_day);
		save(place, "一");
		if (!open)
			close_it(place);
		struct image copy = image_read(place->path);
		char *before = query(place->path, NAMES);
		if (!open)
			open_on(place, KY_WRITE, first_day);
		save(place, "二");
		save(place, "三");
		char *lost = query(place->path, NAMES);
		if (!open)
			close_it(place);
		image_write(place->path, copy.bytes, copy.size);
		if (!open)
			open_on(place, KY_WRITE, first_day);
		save(place, "四");
		save(place, "五");
		char *now = query(place->path, NAMES);
		expect_no_name_twice(before, lost, now);
		free(before);
		free(lost);
		free(now);
		free(copy.bytes);
	}
}

/* Another copy of it, in which as much was changed, but written more often, by which SQLite knows it. */
static void another_copy_put_under_a_session_repeats_no_name(void **state)
{
	struct place *place = *state;
	close_it(place);
	struct image copy = image_read(place->path);
	open_on(place, KY_WRITE, first_day);
	save(place, "一");
	assert_int_equal(ky_draft_save(place->wb, "problem/new", "x", NULL), KY_OK);
	close_it(place);
	struct image other = image_read(place->path);
	char *theirs = query(place->path, NAMES);
	image_write(place->path, copy.bytes, copy.size);
	open_on(place, KY_WRITE, first_day);
	save(place, "二");
	image_write(place->path, other.bytes, other.size);
	save(place, "三");
	char *now = query(place->path, NAMES);
	assert_int_equal(strncmp(now, theirs, strlen(theirs)), 0);
	assert_true(strlen(now) > strlen(theirs));
	assert_int_equal(query_number(place->path, "SELECT c.seq " NEWEST), 1);
	free(theirs);
	free(now);
	free(copy.bytes);
	free(other.bytes);
}

/* In the middle of a save, or behind one. */
static void a_program_that_is_killed_repeats_no_name(void **state)
{
	struct place *place = *state;
	for (int half = 0; half <= 1; half++) {
		close_it(place);
		pid_t pid = fork();
		assert_true(pid >= 0);
		if (pid == 0) {
			struct ky_error err = { 0 };
			open_on(place, KY_WRITE, first_day);
			if (half)
				ky_change_begin(place->wb, KY_CHANGE_ADD, &err);
			save(place, "子");
			kill(getpid(), SIGKILL);
		}
		int status = 0;
		waitpid(pid, &status, 0);
		assert_true(WIFSIGNALED(status));
		open_on(place, KY_WRITE, first_day);
		assert_int_equal(query_number(place->path, "SELECT count(*) FROM problem"), half ? 2 : 1);
		char *run = newest(place, "d.id");
		if (!half) {
			save(place, "父");
			assert_false(is_same_run(place, run));
		} else {
			free(run);
		}
	}
	assert_int_equal(query_number(place->path, "SELECT count(*) FROM change"),
			 query_number(place->path, "SELECT count(DISTINCT device || '-' || seq) FROM change"));
}

static void what_was_taken_back_leaves_no_run(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	open_on(place, KY_WRITE, first_day);
	int64_t runs = query_number(place->path, "SELECT count(*) FROM device");
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_ADD, &err), KY_OK);
	save(place, "一");
	ky_change_rollback(place->wb);
	assert_int_equal(query_number(place->path, "SELECT count(*) FROM device"), runs);
	save(place, "二");
	assert_int_equal(query_number(place->path, "SELECT count(*) FROM device"), runs + 1);
	assert_int_equal(query_number(place->path, "SELECT count(*) FROM change WHERE device NOT IN"
						   " (SELECT n FROM device)"),
			 0);
}

/* Whatever the machine's clock and the day say; what came by an import counts. */
static void the_logical_clock_only_goes_on(void **state)
{
	struct place *place = *state;
	char clock[24];
	open_on(place, KY_WRITE, first_day - 100);
	int64_t before = query_number(place->path, "SELECT max(clock) FROM change");
	save(place, "一");
	snprintf(clock, sizeof(clock), "%lld", (long long)before + 1);
	expect_newest(place, "c.clock", clock);
	close_it(place);
	run_sql(place->path, "INSERT INTO change (device, seq, clock, wall, doubtful, day, received) VALUES"
			     " (1, 900, 7000, 0, 0, '2012-06-01', 1), (1, 901, 3, 0, 0, '2012-06-01', 1)");
	open_on(place, KY_WRITE, first_day);
	save(place, "二");
	expect_newest(place, "c.clock", "7001");
	save(place, "三");
	expect_newest(place, "c.clock", "7002");
	/* No file brings it to its end. */
	run_sql(place->path,
		"UPDATE change SET clock = 9223372036854775807 WHERE n = (SELECT max(n) FROM change)");
	open_on(place, KY_WRITE, first_day);
	save(place, "四");
	expect_newest(place, "c.clock", "7002");
	run_sql(place->path, "UPDATE change SET clock = 1000000000 WHERE n = (SELECT max(n) FROM change)");
	open_on(place, KY_WRITE, first_day);
	save(place, "五");
	expect_newest(place, "c.clock", "1000000000");
}

/* What an import brought counts only where nothing was made here; a day that was doubted never. */
static void what_came_from_elsewhere_does_not_move_today(void **state)
{
	struct place *place = *state;
	static const char bring[] = "INSERT INTO change (device, seq, clock, wall, doubtful, day, received) VALUES"
				    " (1, 900, 900, 0, 0, '2012-09-01', 1), (1, 901, 901, 0, 1, '2012-10-01', 1)";
	run_sql(place->path, bring);
	for (enum ky_mode mode = KY_READ; mode <= KY_WRITE; mode++) {
		open_on(place, mode, KY_NO_DAY);
		assert_int_equal(ky_workbook_today(place->wb), ky_day_from_ymd(2012, 6, 15));
	}
	run_sql(place->path, "UPDATE change SET received = 1");
	open_on(place, KY_WRITE, KY_NO_DAY);
	assert_int_equal(ky_workbook_today(place->wb), ky_day_from_ymd(2012, 9, 1));
}

/* As an export does: the package says the name, and people go on writing meanwhile. */
static void a_name_set_aside_is_nobody_elses(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct change_name name, unused;
	char text[CHANGE_NAME_TEXT];
	open_on(place, KY_WRITE, first_day);
	assert_int_equal(change_name_set_aside(place->wb, &name, &err), KY_OK);
	assert_int_equal(change_name_set_aside(place->wb, &unused, &err), KY_OK);
	assert_int_equal(name.seq, 1);
	save(place, "一");
	expect_newest(place, "c.seq", "3");
	ky_workbook_set_today(place->wb, first_day + 1);
	save(place, "二");
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_EXPORT, &err), KY_OK);
	change_name_use(place->wb, &name);
	save(place, "三");
	assert_int_equal(ky_change_commit(place->wb, &err), KY_OK);
	expect_newest(place, "d.id || '-' || c.seq", change_name_text(&name, text));
	save(place, "四");
	expect_newest(place, "c.seq", "2");
	assert_int_equal(query_number(place->path, "SELECT count(*) FROM change"),
			 query_number(place->path, "SELECT count(DISTINCT device || '-' || seq) FROM change"));
}

static int count_names(void *data, const struct change_name *name)
{
	assert_int_equal(strlen(name->run), 32);
	assert_true(name->seq > 0);
	++*(int *)data;
	return 0;
}

static void a_change_says_who_and_under_which_template(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	int count = 0;
	expect_newest(place, "c.template", "taolun-2012/1");
	char made[128];
	struct ky_workbook *other = NULL;
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	snprintf(made, sizeof(made), "%s/made.kuayue", place->dir);
	assert_int_equal(ky_workbook_create(&(struct ky_new_workbook){ .path = made,
								       .template_name = "builtin",
								       .ini = ini,
								       .ini_len = len,
								       .code = "G01",
								       .name = "榕溪县第一中学",
								       .kind = "gaozhong",
								       .today = first_day,
								       .author = "谢春娟" },
					    &other, &err),
			 KY_OK);
	assert_string_equal(ky_workbook_author(other), "谢春娟");
	ky_workbook_close(other);
	assert_int_equal(query_number(made, "SELECT count(*) FROM change WHERE author = '谢春娟'"), 1);
	ky_workbook_set_author(place->wb, "甘明林");
	save(place, "一");
	expect_newest(place, "c.author", "甘明林");
	setenv("USER", "lin", 1);
	ky_workbook_set_author(place->wb, "");
	save(place, "二");
	expect_newest(place, "c.author", "lin");
	unsetenv("USER");
	save(place, "三");
	expect_newest(place, "c.author IS NULL", "1");
	assert_int_equal(change_name_each(place->wb, KY_CHANGE_ADD, count_names, &count, &err), KY_OK);
	assert_int_equal(count, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_opening_and_each_day_has_a_run_of_its_own),
		TEST(opening_alone_writes_nothing),
		TEST(a_copy_put_back_over_the_file_repeats_no_name),
		TEST(another_copy_put_under_a_session_repeats_no_name),
		TEST(a_program_that_is_killed_repeats_no_name),
		TEST(what_was_taken_back_leaves_no_run),
		TEST(the_logical_clock_only_goes_on),
		TEST(what_came_from_elsewhere_does_not_move_today),
		TEST(a_name_set_aside_is_nobody_elses),
		TEST(a_change_says_who_and_under_which_template),
	};
	return cmocka_run_group_tests_name("runs", tests, NULL, NULL);
}
