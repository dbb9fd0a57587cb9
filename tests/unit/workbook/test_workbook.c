/* Tests the workbook's file: changes, undo, backups, drafts, and what damage it withstands. */
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "unit/place.h"

static enum ky_code open_again(struct place *place, const char *path, enum ky_mode mode, ky_day today,
			       struct ky_error *err)
{
	ky_workbook_close(place->wb);
	place->wb = NULL;
	return ky_workbook_open(path, mode, today, &place->wb, err);
}

static void overwrite(const char *path, long at, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "r+b");
	assert_non_null(file);
	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	fclose(file);
}

static void a_draft_comes_back_and_is_no_change(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char *text = NULL;
	assert_int_equal(ky_draft_save(place->wb, "problem/new", "写到一半\n", &err), KY_OK);
	place_reopen(place);
	assert_int_equal(ky_draft_load(place->wb, "problem/new", &text, &err), KY_OK);
	assert_string_equal(text, "写到一半\n");
	free(text);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_NO);
	assert_int_equal(ky_draft_drop(place->wb, "problem/new", &err), KY_OK);
	assert_int_equal(ky_draft_load(place->wb, "problem/new", &text, &err), KY_OK);
	assert_null(text);
}

static void a_newer_version_is_read_but_not_written(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	ky_workbook_close(place->wb);
	place->wb = NULL;
	overwrite(place->path, 60, "\0\0\0\143", 4);
	assert_int_equal(open_again(place, place->path, KY_WRITE, KY_NO_DAY, &err), KY_OK);
	assert_true(ky_workbook_read_only(place->wb));
	assert_non_null(strstr(ky_workbook_read_only_reason(place->wb), "newer"));
	assert_int_equal(add(place, "problem", V("text", "x"), NULL, &err), KY_SYSTEM);
}

static void what_is_no_workbook_is_refused(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char path[128], command[256];
	snprintf(path, sizeof(path), "%s/other", place->dir);
	snprintf(command, sizeof(command), "head -c 5000 /dev/zero > %s", path);
	assert_int_equal(system(command), 0);
	assert_int_equal(open_again(place, path, KY_WRITE, KY_NO_DAY, &err), KY_INPUT);
	overwrite(path, 0, "SQLite format 3", 16); /* another program's database */
	assert_int_equal(open_again(place, path, KY_WRITE, KY_NO_DAY, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "not a Kuayue workbook"));
	assert_int_equal(open_again(place, "/nowhere/w.kuayue", KY_WRITE, KY_NO_DAY, &err), KY_INPUT);
}

static void a_damaged_page_is_found(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char junk[4096];
	ky_workbook_close(place->wb);
	place->wb = NULL;
	memset(junk, 0xA5, sizeof(junk));
	for (long page = 4; page < 12; page++)
		overwrite(place->path, page * 4096, junk, sizeof(junk));
	enum ky_code code = open_again(place, place->path, KY_WRITE, KY_NO_DAY, &err);
	if (code == KY_OK)
		code = ky_workbook_check_file(place->wb, &err);
	assert_int_equal(code, KY_INPUT);
	assert_non_null(strstr(err.text, "damaged"));
}

static void a_clock_that_cannot_be_right_is_not_believed(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 8, 1));
	assert_int_equal(add(place, "problem", V("text", "x"), NULL, &err), KY_OK);
	/* The machine of this test lives after 2013. */
	assert_int_equal(open_again(place, place->path, KY_READ, KY_NO_DAY, &err), KY_OK);
	assert_true(ky_workbook_clock_doubtful(place->wb));
	assert_int_equal(ky_workbook_today(place->wb), ky_day_from_ymd(2012, 8, 1));
	assert_int_equal(open_again(place, place->path, KY_READ, ky_day_from_ymd(2012, 9, 1), &err), KY_OK);
	assert_false(ky_workbook_clock_doubtful(place->wb));
}

static void one_writes_and_others_read(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_workbook *reader = NULL;
	char command[256];
	assert_int_equal(ky_workbook_open(place->path, KY_READ, KY_NO_DAY, &reader, &err), KY_OK);
	assert_true(ky_workbook_read_only(reader));
	ky_workbook_close(reader);
	snprintf(command, sizeof(command), "test -e %s.lock", place->path);
	assert_int_equal(system(command), 0);
}

static void the_backup_is_a_whole_workbook_and_made_once_a_day(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char backup[128];
	bool done = false;
	assert_int_equal(add(place, "problem", V("text", "先写的"), NULL, &err), KY_OK);
	place_reopen(place);
	for (int i = 0; !done && i < 10000; i++)
		assert_int_equal(ky_backup_step(place->wb, &done, &err), KY_OK);
	snprintf(backup, sizeof(backup), "%s.~1~", place->path);
	assert_int_equal(access(backup, F_OK), 0);
	place_reopen(place);
	done = false;
	assert_int_equal(ky_backup_step(place->wb, &done, &err), KY_OK);
	assert_true(done);
	assert_int_equal(open_again(place, backup, KY_READ, KY_NO_DAY, &err), KY_OK);
	expect_text(place, "G01-001", "text", "先写的");
	assert_int_equal(ky_workbook_check_file(place->wb, &err), KY_OK);
}

static void back_up(struct place *place)
{
	struct ky_error err = { .code = KY_OK };
	bool done = false;
	for (int i = 0; !done && i < 10000; i++)
		if (ky_backup_step(place->wb, &done, &err))
			fail_msg("%s", err.text);
}

static bool has_backup(struct place *place, int n)
{
	char backup[128];
	snprintf(backup, sizeof(backup), "%s.~%d~", place->path, n);
	return access(backup, F_OK) == 0;
}

/* The machine's clock may stand still for ever: what counts is the day worked as, and what has changed. */
static void backups_follow_the_work_and_not_the_clock(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	back_up(place);
	assert_true(has_backup(place, 1));
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 6, 16));
	back_up(place);
	assert_false(has_backup(place, 2)); /* nothing was changed */
	assert_false(ky_backup_due(place->wb));
	assert_int_equal(add(place, "problem", V("text", "一"), NULL, &err), KY_OK);
	back_up(place);
	assert_true(has_backup(place, 2));
	assert_int_equal(add(place, "problem", V("text", "二"), NULL, &err), KY_OK);
	back_up(place);
	assert_false(has_backup(place, 3)); /* little, on the same day */
	assert_false(ky_backup_due(place->wb));
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_ADD, &err), KY_OK);
	for (int i = 0; i < 500; i++)
		assert_int_equal(add(place, "problem", V("text", "很多"), NULL, &err), KY_OK);
	assert_int_equal(ky_change_commit(place->wb, &err), KY_OK);
	assert_true(ky_backup_due(place->wb));
	back_up(place);
	assert_true(has_backup(place, 3));
	assert_false(ky_backup_due(place->wb));
	/* A session that goes on over midnight. */
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 6, 17));
	assert_false(ky_backup_due(place->wb));
	assert_int_equal(add(place, "problem", V("text", "三"), NULL, &err), KY_OK);
	assert_true(ky_backup_due(place->wb));
}

static int permissions(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 ? (int)(st.st_mode & 0777) : -1;
}

static void a_workbook_is_its_owners_and_what_lies_beside_it_too(void **state)
{
	static const char *const beside[] = { ".lock", ".~1~" };
	static const mode_t modes[] = { 0600, 0640, 0660, 0664, 0400 | 0200 };
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char name[128];
	mode_t mask = umask(0);
	struct ky_workbook *made = NULL;
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	snprintf(name, sizeof(name), "%s/made.kuayue", place->dir);
	assert_int_equal(ky_workbook_create(&(struct ky_new_workbook){ .path = name,
								       .template_name = "builtin",
								       .ini = ini,
								       .ini_len = len,
								       .code = "G01",
								       .name = "榕溪县第一中学",
								       .kind = "gaozhong",
								       .today = ky_day_from_ymd(2012, 6, 15) },
					    &made, &err),
			 KY_OK);
	ky_workbook_close(made);
	assert_int_equal(permissions(name), 0600);
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		assert_int_equal(chmod(place->path, modes[i]), 0);
		snprintf(name, sizeof(name), "%s.~1~", place->path);
		unlink(name);
		place_reopen(place);
		ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 6, 15) + (ky_day)i);
		assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_ADD, &err), KY_OK);
		assert_int_equal(add(place, "problem", V("text", "x"), NULL, &err), KY_OK);
		snprintf(name, sizeof(name), "%s-journal", place->path);
		assert_int_equal(permissions(name), modes[i]);
		assert_int_equal(ky_change_commit(place->wb, &err), KY_OK);
		back_up(place);
		for (size_t j = 0; j < 2; j++) {
			snprintf(name, sizeof(name), "%s%s", place->path, beside[j]);
			if (permissions(name) != (int)modes[i])
				fail_msg("%s has %o, not %o", beside[j], (unsigned)permissions(name), modes[i]);
		}
	}
	umask(mask);
}

/* One session under a wrong day does not decide what the later ones work as. */
static void a_day_that_cannot_be_does_not_count(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 8, 1));
	assert_int_equal(add(place, "problem", V("text", "x"), NULL, &err), KY_OK);
	assert_int_equal(open_again(place, place->path, KY_WRITE, ky_day_from_ymd(2099, 1, 1), &err), KY_OK);
	assert_int_equal(ky_workbook_today(place->wb), ky_day_from_ymd(2099, 1, 1));
	assert_int_equal(add(place, "problem", V("text", "错的日子"), NULL, &err), KY_OK);
	for (enum ky_mode mode = KY_READ; mode <= KY_WRITE; mode++) {
		assert_int_equal(open_again(place, place->path, mode, KY_NO_DAY, &err), KY_OK);
		assert_true(ky_workbook_clock_doubtful(place->wb));
		assert_int_equal(ky_workbook_today(place->wb), ky_day_from_ymd(2012, 8, 1));
	}
	/* What is done while nobody has set the day right does not count either. */
	assert_int_equal(add(place, "problem", V("text", "y"), NULL, &err), KY_OK);
	assert_int_equal(open_again(place, place->path, KY_WRITE, KY_NO_DAY, &err), KY_OK);
	assert_int_equal(ky_workbook_today(place->wb), ky_day_from_ymd(2012, 8, 1));
	/* Who sets it says so: it is doubted no more. */
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 8, 9));
	assert_false(ky_workbook_clock_doubtful(place->wb));
	assert_int_equal(add(place, "problem", V("text", "z"), NULL, &err), KY_OK);
	assert_int_equal(open_again(place, place->path, KY_WRITE, KY_NO_DAY, &err), KY_OK);
	assert_int_equal(ky_workbook_today(place->wb), ky_day_from_ymd(2012, 8, 9));
}

static void a_nested_refusal_leaves_the_change_around_it_alone(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char p[64];
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_ADD, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", "好"), p, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("cause", "没有描述"), NULL, &err), KY_INPUT);
	assert_int_equal(ky_change_commit(place->wb, &err), KY_OK);
	place_reopen(place);
	expect_text(place, p, "text", "好");
}

static void a_full_disk_says_so_and_harms_nothing(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char small[128], path[160], command[400], *big = NULL;
	snprintf(small, sizeof(small), "%s/small", place->dir);
	mkdir(small, 0700);
	if (geteuid() != 0 || mount("tmpfs", small, "tmpfs", 0, "size=1m") != 0) {
		print_message("skipped: a size-limited file system needs root\n");
		skip();
	}
	ky_workbook_close(place->wb);
	place->wb = NULL;
	snprintf(path, sizeof(path), "%s/w.kuayue", small);
	snprintf(command, sizeof(command), "cp %s %s", place->path, path);
	assert_int_equal(system(command), 0);
	assert_int_equal(ky_workbook_open(path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &place->wb, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", "还有地方"), NULL, &err), KY_OK);
	big = malloc(2000001);
	memset(big, 'x', 2000000);
	big[2000000] = '\0';
	enum ky_code code = add(place, "problem", V("text", big), NULL, &err);
	char text[1024];
	snprintf(text, sizeof(text), "%s", err.text);
	free(big);
	enum ky_code sound = ky_workbook_check_file(place->wb, &err);
	enum ky_code again = add(place, "problem", V("text", "又写了一条"), NULL, &err);
	ky_workbook_close(place->wb);
	place->wb = NULL;
	enum ky_code reopened = ky_workbook_open(path, KY_READ, KY_NO_DAY, &place->wb, &err);
	char *kept = reopened ? NULL : text_of(place, "G01-002", "text");
	ky_workbook_close(place->wb);
	place->wb = NULL;
	umount(small);
	assert_int_equal(code, KY_SYSTEM);
	assert_non_null(strstr(text, "full"));
	assert_int_equal(sound, KY_OK);
	assert_int_equal(again, KY_OK);
	assert_non_null(kept);
	assert_string_equal(kept, "又写了一条");
	free(kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_draft_comes_back_and_is_no_change),
		TEST(a_newer_version_is_read_but_not_written),
		TEST(what_is_no_workbook_is_refused),
		TEST(a_damaged_page_is_found),
		TEST(a_clock_that_cannot_be_right_is_not_believed),
		TEST(one_writes_and_others_read),
		TEST(the_backup_is_a_whole_workbook_and_made_once_a_day),
		TEST(backups_follow_the_work_and_not_the_clock),
		TEST(a_workbook_is_its_owners_and_what_lies_beside_it_too),
		TEST(a_day_that_cannot_be_does_not_count),
		TEST(a_nested_refusal_leaves_the_change_around_it_alone),
		TEST(a_full_disk_says_so_and_harms_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
