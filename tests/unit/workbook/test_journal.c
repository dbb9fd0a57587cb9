/* Tests journals beside a workbook: one that a crash left is played, one that somebody put there does nothing. */
#include <time.h>

#include "unit/workbook/forge.h"

static void close_it(struct place *place)
{
	ky_workbook_close(place->wb);
	place->wb = NULL;
}

static enum ky_code open_as(struct place *place, enum ky_mode mode, struct ky_error *err)
{
	close_it(place);
	return ky_workbook_open(place->path, mode, ky_day_from_ymd(2012, 6, 15), &place->wb, err);
}

static void must_add(struct place *place, const char *text, char number[64])
{
	struct ky_error err = { .code = KY_OK };
	if (add(place, "problem", V("text", text), number, &err))
		fail_msg("%s", err.text);
}

static bool there(const char *path)
{
	return access(path, F_OK) == 0;
}

static const char half_done[] = "UPDATE problem SET text = 'x' || hex(zeroblob(20000)); DELETE FROM meta";

static void a_crashed_save_is_taken_back(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char number[64];
	must_add(place, "先写的", number);
	close_it(place);
	for (enum ky_mode mode = KY_READ; mode <= KY_WRITE; mode++) {
		crash(place->path, half_done, false);
		struct image torn = image_read(place->path), journal = image_read(behind(place->path, "-journal"));
		if (open_as(place, mode, &err))
			fail_msg("%s", err.text);
		expect_text(place, number, "text", "先写的");
		assert_int_equal(ky_workbook_check_file(place->wb, &err), KY_OK);
		assert_false(there(behind(place->path, "-journal")));
		assert_false(there(behind(place->path, ".~copy~")));
		/* What was there is kept, and can be looked at in the same way. */
		assert_true(image_is(&torn, behind(place->path, ".~before~")));
		assert_true(image_is(&journal, behind(place->path, ".~before~-journal")));
		free(torn.bytes);
		free(journal.bytes);
		close_it(place);
	}
	assert_int_equal(open_as(place, KY_WRITE, &err), KY_OK);
	must_add(place, "后写的", NULL);
}

/* What a stick does: both files copied to another folder. */
static void a_crashed_save_is_taken_back_in_another_folder(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char number[64], command[600];
	must_add(place, "先写的", number);
	close_it(place);
	crash(place->path, half_done, false);
	snprintf(command, sizeof(command),
		 "mkdir %s/stick && cat %s > %s/stick/b.kuayue && cat %s-journal > %s/stick/b.kuayue-journal",
		 place->dir, place->path, place->dir, place->path, place->dir);
	assert_int_equal(system(command), 0);
	snprintf(place->path, sizeof(place->path), "%s/stick/b.kuayue", place->dir);
	if (open_as(place, KY_WRITE, &err))
		fail_msg("%s", err.text);
	expect_text(place, number, "text", "先写的");
}

static void expect_refused(struct place *place, const char *words)
{
	struct ky_error err = { .code = KY_OK };
	const char *const suffixes[] = { "", "-journal", "-wal" };
	struct image images[3] = { { NULL, 0 } };
	struct stat st;
	for (size_t i = 0; i < 3; i++)
		if (lstat(behind(place->path, suffixes[i]), &st) == 0 && S_ISREG(st.st_mode))
			images[i] = image_read(behind(place->path, suffixes[i]));
	for (enum ky_mode mode = KY_READ; mode <= KY_WRITE; mode++) {
		enum ky_code code = open_as(place, mode, &err);
		if (code != KY_INPUT || !strstr(err.text, words) || !strstr(err.text, "kuayue recover"))
			fail_msg("expected \"%s\": %d %s", words, code, code ? err.text : "opened");
		for (size_t i = 0; i < 3; i++)
			assert_true(!images[i].bytes || image_is(&images[i], behind(place->path, suffixes[i])));
		assert_false(there(behind(place->path, ".~copy~")));
		assert_false(there(behind(place->path, ".lock")));
	}
	for (size_t i = 0; i < 3; i++)
		free(images[i].bytes);
}

static void a_journal_that_names_a_third_file_is_refused(void **state)
{
	struct place *place = *state;
	char other[128];
	must_add(place, "x", NULL);
	close_it(place);
	snprintf(other, sizeof(other), "%s/other.kuayue", place->dir);
	image_write(other, "mine", 4);
	struct image image = image_read(place->path);
	forge(behind(place->path, "-journal"), &image, 4096);
	add_third_file(behind(place->path, "-journal"), other);
	expect_refused(place, "third file");
	assert_true(there(other));
	/* A crash does not make it good. */
	unlink(behind(place->path, "-journal"));
	crash(place->path, half_done, false);
	add_third_file(behind(place->path, "-journal"), other);
	expect_refused(place, "third file");
	assert_true(there(other));
	free(image.bytes);
}

/* Be it of another school, or of the same made anew. */
static void expect_other_refused(struct place *place, const char *code, const char *words)
{
	struct ky_workbook *other = NULL;
	struct ky_error err = { .code = KY_OK };
	char path[128];
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	snprintf(path, sizeof(path), "%s/%s.kuayue", place->dir, code);
	assert_int_equal(ky_workbook_create(&(struct ky_new_workbook){ .path = path,
								       .template_name = "builtin",
								       .ini = ini,
								       .ini_len = len,
								       .code = code,
								       .name = "榕溪县第一中学",
								       .kind = "gaozhong",
								       .today = ky_day_from_ymd(2012, 6, 15) },
					    &other, &err),
			 KY_OK);
	ky_workbook_close(other);
	struct image image = image_read(path);
	forge(behind(place->path, "-journal"), &image, 4096);
	expect_refused(place, words);
	unlink(behind(place->path, "-journal"));
	free(image.bytes);
}

static void a_journal_of_another_workbook_is_refused(void **state)
{
	struct place *place = *state;
	close_it(place);
	expect_other_refused(place, "G02", "another school");
	expect_other_refused(place, "G01", "another key");
}

static void run_sql(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	char *why = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
	sqlite3_close(db);
}

/* The workbook as it would be after sql, while the file itself stays as it is. */
static struct image changed(struct place *place, const char *sql)
{
	struct image kept = image_read(place->path);
	run_sql(place->path, sql);
	struct image image = image_read(place->path);
	image_write(place->path, kept.bytes, kept.size);
	/* SQLite's counter of writes is the first thing that a forger sets right. */
	memcpy(image.bytes + 24, kept.bytes + 24, 4);
	memcpy(image.bytes + 92, kept.bytes + 92, 4);
	free(kept.bytes);
	return image;
}

static void expect_forgery_refused(struct place *place, const char *sql, const char *words)
{
	close_it(place);
	struct image image = changed(place, sql);
	forge(behind(place->path, "-journal"), &image, 4096);
	expect_refused(place, words);
	unlink(behind(place->path, "-journal"));
	free(image.bytes);
}

static void a_journal_that_changes_what_nobody_changed_is_refused(void **state)
{
	struct place *place = *state;
	must_add(place, "一", NULL);
	must_add(place, "二", NULL);
	must_add(place, "三", NULL);
	expect_forgery_refused(place, "UPDATE own_key SET seed = zeroblob(32)", "another key");
	expect_forgery_refused(place, "DELETE FROM own_key", "another key");
	expect_forgery_refused(place, "UPDATE school SET code = 'X99'", "another school");
	expect_forgery_refused(place, "UPDATE school SET id = 'other'", "another school");
	expect_forgery_refused(place, "DELETE FROM change WHERE n > (SELECT max(n) - 2 FROM change)",
			       "more than the last change");
	expect_forgery_refused(place, "UPDATE change SET day = '2012-01-01' WHERE n = 1",
			       "more than the last change");
	expect_forgery_refused(place,
			       "INSERT INTO change (device, seq, clock, wall, doubtful, day, author, what)"
			       " SELECT device, seq + 1, clock + 1, wall, 0, day, author, what FROM change WHERE "
			       "n = (SELECT max(n) FROM change)",
			       "more than the last change");
	expect_forgery_refused(place, "CREATE TRIGGER t AFTER INSERT ON problem BEGIN DELETE FROM problem; END",
			       "damaged");
	place_reopen(place);
}

/* The file as it was some changes ago; taking back one is what a crash may do. */
static void a_journal_takes_back_one_change_and_no_more(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char one[64], two[64], three[64];
	struct ky_record *record = NULL;
	must_add(place, "一", one);
	must_add(place, "二", two);
	close_it(place);
	struct image old = image_read(place->path);
	place_reopen(place);
	must_add(place, "三", three);
	must_add(place, "四", NULL);
	close_it(place);
	forge(behind(place->path, "-journal"), &old, 4096);
	expect_refused(place, "more than the last change");
	unlink(behind(place->path, "-journal"));
	image_write(place->path, old.bytes, old.size);
	place_reopen(place);
	must_add(place, "三", three);
	close_it(place);
	forge(behind(place->path, "-journal"), &old, 4096);
	if (open_as(place, KY_WRITE, &err))
		fail_msg("%s", err.text);
	expect_text(place, two, "text", "二");
	assert_int_equal(ky_record_load(place->wb, three, &record, &err), KY_INPUT);
	free(old.bytes);
}

static void a_journal_that_damages_is_refused(void **state)
{
	struct place *place = *state;
	must_add(place, "一", NULL);
	close_it(place);
	struct image image = image_read(place->path);
	memset(image.bytes + 4096 * 3, 0xA5, 4096 * 5);
	forge(behind(place->path, "-journal"), &image, 4096);
	expect_refused(place, "damaged");
	/* Pages of another size. */
	forge(behind(place->path, "-journal"), &image, 512);
	expect_refused(place, "damaged");
	/* One that cuts the file short. */
	image.size = 4096 * 10;
	forge(behind(place->path, "-journal"), &image, 4096);
	expect_refused(place, "damaged");
	free(image.bytes);
}

/* One that would fill the disk when it is copied. */
static void a_journal_larger_than_can_be_is_refused(void **state)
{
	struct place *place = *state;
	static const char *const suffixes[] = { "-journal", "-wal" };
	clock_t start = clock();
	close_it(place);
	for (size_t i = 0; i < 2; i++) {
		char name[160];
		snprintf(name, sizeof(name), "%s%s", place->path, suffixes[i]);
		image_write(name, "\xd9", 1);
		assert_int_equal(truncate(name, (off_t)1 << 33), 0);
		for (enum ky_mode mode = KY_READ; mode <= KY_WRITE; mode++) {
			struct ky_error err = { .code = KY_OK };
			assert_int_equal(open_as(place, mode, &err), KY_INPUT);
			assert_non_null(strstr(err.text, "larger than it can be"));
		}
		unlink(name);
	}
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
}

/* Where SQLite would stop playing at once, it is as if there were none. */
static void a_journal_of_which_nothing_is_played_does_no_harm(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char number[64], junk[9000];
	must_add(place, "一", number);
	close_it(place);
	struct image image = image_read(place->path);
	memset(junk, 'j', sizeof(junk));
	for (int kind = 0; kind < 4; kind++) {
		if (kind == 0) {
			image_write(behind(place->path, "-journal"), "", 0);
		} else if (kind == 1) {
			image_write(behind(place->path, "-journal"), junk, sizeof(junk));
		} else {
			forge(behind(place->path, "-journal"), &image, 4096);
			struct image journal = image_read(behind(place->path, "-journal"));
			memset(journal.bytes + (kind == 2 ? 0 : 512 + 4 + 4096), 0, 4); /* its head, a sum */
			image_write(behind(place->path, "-journal"), journal.bytes, journal.size);
			free(journal.bytes);
		}
		assert_int_equal(open_as(place, KY_READ, &err), KY_OK);
		expect_text(place, number, "text", "一");
		if (open_as(place, KY_WRITE, &err))
			fail_msg("%s", err.text);
		expect_text(place, number, "text", "一");
		assert_false(there(behind(place->path, "-journal")));
		close_it(place);
	}
	free(image.bytes);
}

static void what_is_no_file_of_its_own_is_refused(void **state)
{
	static const char *const suffixes[] = { "-journal", "-wal", "-shm" };
	struct place *place = *state;
	char mine[128], missing[128];
	snprintf(mine, sizeof(mine), "%s/mine", place->dir);
	snprintf(missing, sizeof(missing), "%s/missing", place->dir);
	image_write(mine, "mine", 4);
	close_it(place);
	struct image image = image_read(mine);
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		char name[160];
		snprintf(name, sizeof(name), "%s%s", place->path, suffixes[i]);
		assert_int_equal(symlink(mine, name), 0);
		expect_refused(place, "a link");
		unlink(name);
		assert_int_equal(symlink(missing, name), 0);
		expect_refused(place, "a link");
		unlink(name);
		assert_int_equal(link(mine, name), 0);
		expect_refused(place, "a link");
		unlink(name);
		assert_int_equal(mkfifo(name, 0600), 0);
		expect_refused(place, "a link");
		unlink(name);
		assert_int_equal(mkdir(name, 0700), 0);
		expect_refused(place, "a link");
		rmdir(name);
	}
	assert_true(image_is(&image, mine));
	assert_false(there(missing));
	free(image.bytes);
	place_reopen(place);
}

/* Another program may have put it into that mode: what was saved in it is there, and in the file alone. */
static void a_file_with_a_log_is_turned_back(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char number[64];
	must_add(place, "先写的", number);
	for (enum ky_mode mode = KY_READ; mode <= KY_WRITE; mode++) {
		close_it(place);
		crash(place->path,
		      "UPDATE problem SET text = '在日志里'; INSERT INTO draft VALUES ('k', NULL, 't')", true);
		assert_true(there(behind(place->path, "-shm")));
		if (open_as(place, mode, &err))
			fail_msg("%s", err.text);
		expect_text(place, number, "text", "在日志里");
		assert_false(there(behind(place->path, "-wal")));
		assert_false(there(behind(place->path, "-shm")));
		close_it(place);
		struct image image = image_read(place->path);
		assert_int_equal(image.bytes[18], 1);
		assert_int_equal(image.bytes[19], 1);
		free(image.bytes);
		run_sql(place->path, "DELETE FROM draft");
	}
	/* Without a log, but asking for one. */
	run_sql(place->path, "PRAGMA journal_mode = WAL");
	if (open_as(place, KY_READ, &err))
		fail_msg("%s", err.text);
	expect_text(place, number, "text", "在日志里");
	close_it(place);
	struct image image = image_read(place->path);
	assert_int_equal(image.bytes[18], 1);
	free(image.bytes);
}

/* Bytes of the header that say how it is written: 2 is with a log, and no more is known. */
static void a_file_that_asks_for_what_nobody_knows_is_damaged(void **state)
{
	struct place *place = *state;
	ky_workbook_close(place->wb);
	place->wb = NULL;
	for (size_t at = 18; at < 20; at++) {
		struct ky_error err = { .code = KY_OK };
		struct image image = image_read(place->path);
		image.bytes[at] = 119;
		image_write(behind(place->path, ".odd"), image.bytes, image.size);
		assert_int_equal(
			ky_workbook_open(behind(place->path, ".odd"), KY_WRITE, KY_NO_DAY, &place->wb, &err),
			KY_INPUT);
		assert_non_null(strstr(err.text, "the file is damaged"));
		assert_true(image_is(&image, behind(place->path, ".odd")));
		free(image.bytes);
	}
	place_reopen(place);
}

static void a_log_of_another_workbook_is_refused(void **state)
{
	struct place *place = *state;
	char command[600];
	must_add(place, "一", NULL);
	must_add(place, "二", NULL);
	must_add(place, "三", NULL);
	close_it(place);
	snprintf(command, sizeof(command), "cp %s %s/other", place->path, place->dir);
	assert_int_equal(system(command), 0);
	snprintf(command, sizeof(command), "%s/other", place->dir);
	crash(command, "UPDATE own_key SET seed = zeroblob(32)", true);
	snprintf(command, sizeof(command), "cp %s/other-wal %s-wal", place->dir, place->path);
	assert_int_equal(system(command), 0);
	expect_refused(place, "another key");
	snprintf(command, sizeof(command), "rm %s/other-*; cp %s %s/other", place->dir, place->path, place->dir);
	assert_int_equal(system(command), 0);
	snprintf(command, sizeof(command), "%s/other", place->dir);
	crash(command, "DELETE FROM change WHERE n > 2", true);
	snprintf(command, sizeof(command), "cp %s/other-wal %s-wal", place->dir, place->path);
	assert_int_equal(system(command), 0);
	expect_refused(place, "more than the last change");
}

/* A journal is hot only for who does not know that its writer lives. */
static void the_journal_of_a_living_writer_is_its_own(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char number[64];
	int go[2], done[2];
	char byte = 'x';
	must_add(place, "先写的", number);
	for (int own = 0; own < 2; own++) {
		close_it(place);
		assert_int_equal(pipe(go) | pipe(done), 0);
		pid_t pid = fork();
		if (pid == 0) {
			sqlite3 *db = NULL;
			enum ky_code code = KY_OK;
			if (own) { /* as the interface does it */
				code = open_as(place, KY_WRITE, &err);
				if (!code)
					code = ky_change_begin(place->wb, KY_CHANGE_ADD, &err);
				if (!code)
					code = add(place, "problem", V("text", "写到一半"), NULL, &err);
			} else { /* as any program does it */
				code = sqlite3_open(place->path, &db) ||
				       sqlite3_exec(db, "BEGIN IMMEDIATE; DELETE FROM meta", NULL, NULL, NULL);
			}
			byte = (char)code;
			if (write(done[1], &byte, 1) != 1 || read(go[0], &byte, 1) != 1)
				_exit(1);
			if (own)
				code = ky_change_commit(place->wb, &err);
			else
				code = sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
			close_it(place);
			sqlite3_close(db);
			_exit((int)code);
		}
		assert_int_equal(read(done[0], &byte, 1), 1);
		assert_int_equal(byte, 0);
		assert_true(there(behind(place->path, "-journal")));
		if (open_as(place, KY_READ, &err))
			fail_msg("%s", err.text);
		expect_text(place, number, "text", "先写的");
		assert_int_equal(open_as(place, KY_WRITE, &err), KY_SYSTEM);
		assert_true(there(behind(place->path, "-journal")));
		assert_int_equal(write(go[1], &byte, 1), 1);
		int status = 1;
		waitpid(pid, &status, 0);
		assert_int_equal(status, 0);
		close(go[0]), close(go[1]), close(done[0]), close(done[1]);
	}
	assert_int_equal(open_as(place, KY_WRITE, &err), KY_OK);
	expect_text(place, "G01-002", "text", "写到一半");
}

/* What happens to the file while it is open is said as what it is. */
static void what_befalls_an_open_file_is_said(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	struct ky_record *record = NULL;
	char number[64];
	must_add(place, "一", number);
	assert_int_equal(open_as(place, KY_READ, &err), KY_OK);
	crash(place->path, half_done, false);
	assert_int_equal(ky_record_load(place->wb, number, &record, &err), KY_SYSTEM);
	assert_non_null(strstr(err.text, "was interrupted; open it again"));
	assert_int_equal(open_as(place, KY_WRITE, &err), KY_OK);
	expect_text(place, number, "text", "一");
	assert_int_equal(rename(place->path, behind(place->path, ".moved")), 0);
	assert_int_equal(add(place, "problem", V("text", "x"), NULL, &err), KY_SYSTEM);
	assert_non_null(strstr(err.text, "was moved"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_crashed_save_is_taken_back),
		TEST(a_crashed_save_is_taken_back_in_another_folder),
		TEST(a_journal_that_names_a_third_file_is_refused),
		TEST(a_journal_of_another_workbook_is_refused),
		TEST(a_journal_that_changes_what_nobody_changed_is_refused),
		TEST(a_journal_takes_back_one_change_and_no_more),
		TEST(a_journal_that_damages_is_refused),
		TEST(a_journal_larger_than_can_be_is_refused),
		TEST(a_journal_of_which_nothing_is_played_does_no_harm),
		TEST(what_is_no_file_of_its_own_is_refused),
		TEST(a_file_with_a_log_is_turned_back),
		TEST(a_file_that_asks_for_what_nobody_knows_is_damaged),
		TEST(a_log_of_another_workbook_is_refused),
		TEST(what_befalls_an_open_file_is_said),
		TEST(the_journal_of_a_living_writer_is_its_own),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
