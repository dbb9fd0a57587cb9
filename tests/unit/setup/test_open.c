/* Tests workbooks of earlier versions, and newer templates in the middle of a campaign. */
#include "append.h"
#include "unit/old.h"

#include <sys/stat.h>

#include "kuayue/figure.h"
#include "kuayue/guide.h"
#include "kuayue/key.h"
#include "kuayue/update.h"

static int64_t figure(struct ky_workbook *wb, const char *id)
{
	struct ky_figure_value value;
	struct ky_error err = { 0 };
	if (ky_figure_compute(wb, ky_figure_find(id), &value, &err))
		fail_msg("%s: %s", id, err.text);
	return value.number;
}

/* Every kind can be listed and every figure computed. */
static void use_everything(struct ky_workbook *wb, int64_t problems)
{
	struct ky_error err = { 0 };
	for (size_t i = 0; ky_kind_at(i); i++) {
		struct ky_list *list = NULL;
		struct ky_record *row = NULL;
		size_t got = 0;
		bool more;
		assert_int_equal(ky_list_open(wb, ky_kind_at(i), &list, &err), KY_OK);
		if (ky_list_fetch(list, &(struct ky_stretch){ .count = 1 }, &row, &got, &more, &err))
			fail_msg("%s: %s", ky_kind_at(i)->name, err.text);
		ky_record_free(row);
		ky_list_close(list);
	}
	for (size_t i = 0; ky_figure_at(i); i++)
		figure(wb, ky_figure_at(i)->id);
	assert_int_equal(figure(wb, "sessions"), 1);
	assert_int_equal(figure(wb, "problems"), problems);
	assert_int_equal(figure(wb, "opinions_raw"), 0);
}

static void a_version_1_file_grows_when_it_is_opened_for_writing(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char path[128];
	snprintf(path, sizeof(path), "%s/old.kuayue", place->dir);
	make_old(path, "tests/data/version-1.sql");
	ky_workbook_close(place->wb);
	assert_int_equal(ky_workbook_open(path, KY_WRITE, ky_day_from_ymd(2012, 3, 2), &place->wb, &err), KY_OK);
	assert_int_equal(user_version(path), 6);
	use_everything(place->wb, 1);
	expect_text(place, "G01-S001", "topic", "学习");
	expect_text(place, "G01-S001", "entered", "2012-03-01");
	assert_int_equal(add(place, "opinion", V("raw", "食堂", "channel", "意见箱"), NULL, &err), KY_OK);
	assert_int_equal(set(place, "G01-001", V("merged_into", ""), &err), KY_OK);
	assert_int_equal(ky_workbook_check_file(place->wb, &err), KY_OK);
	/* The texts of its own template, which names none of them, have records now. */
	expect_text(place, "G01-TX004", "title", "调研和征求意见");
	expect_text(place, "G01-TX007", "title", "主要成效");
	/* What was done before can still be taken back. */
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	/* What the newer program filled in stays, however far back one goes. */
	for (struct ky_undo_step step = { 0 }; ky_undo(place->wb, &step, &err) == KY_OK; ky_undo_step_clear(&step))
		assert_int_not_equal(step.what, KY_CHANGE_PROGRAM);
	expect_text(place, "G01-TX007", "title", "主要成效");
}

static void a_version_1_file_can_be_read_where_it_cannot_be_written(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char path[128];
	snprintf(path, sizeof(path), "%s/old.kuayue", place->dir);
	make_old(path, "tests/data/version-1.sql");
	ky_workbook_close(place->wb);
	assert_int_equal(ky_workbook_open(path, KY_READ, ky_day_from_ymd(2012, 3, 2), &place->wb, &err), KY_OK);
	use_everything(place->wb, 1);
	expect_text(place, "G01-S001", "topic", "学习");
	assert_int_equal(user_version(path), 1);
}

/* No backup can be made of it, so it does not grow; and what refuses to write it is the file, not the machine. */
static void a_damaged_version_1_file_is_read_and_not_written(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char path[128], junk[4096];
	snprintf(path, sizeof(path), "%s/old.kuayue", place->dir);
	make_old(path, "tests/data/version-1.sql");
	memset(junk, 0xA5, sizeof(junk));
	FILE *file = fopen(path, "r+b");
	assert_non_null(file);
	assert_int_equal(fseek(file, -(long)sizeof(junk), SEEK_END), 0);
	assert_int_equal(fwrite(junk, sizeof(junk), 1, file), 1);
	assert_int_equal(fclose(file), 0);
	ky_workbook_close(place->wb);
	assert_int_equal(ky_workbook_open(path, KY_WRITE, ky_day_from_ymd(2012, 3, 2), &place->wb, &err), KY_OK);
	assert_true(ky_workbook_read_only(place->wb));
	assert_int_equal(ky_workbook_read_only_error(place->wb, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "damaged"));
	assert_int_equal(user_version(path), 1);
}

static const char hello[] = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

/* It has a file attached, and was made from another campaign's template. */
static void a_version_2_file_grows_and_keeps_its_files(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct ky_secret_key *key = NULL;
	char path[128], copy[128];
	snprintf(path, sizeof(path), "%s/old.kuayue", place->dir);
	snprintf(copy, sizeof(copy), "%s/copy", place->dir);
	make_old(path, "tests/data/version-2.sql");
	ky_workbook_close(place->wb);
	assert_int_equal(ky_workbook_open(path, KY_WRITE, ky_day_from_ymd(2015, 3, 2), &place->wb, &err), KY_OK);
	assert_int_equal(user_version(path), 6);
	use_everything(place->wb, 1);
	expect_text(place, "G01-S001", "topic", "学习");
	assert_int_equal(ky_attachment_save(place->wb, hello, copy, &err), KY_OK);
	/* What came with version 3: keys, which undo does not reach. */
	assert_int_equal(ky_key_own(place->wb, &key, &err), KY_OK);
	ky_secret_free(key);
	assert_int_equal(set(place, "G01-001", V("text", "会议太多"), &err), KY_OK);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	expect_text(place, "G01-001", "text", "会议多");
	assert_int_equal(ky_workbook_check_file(place->wb, &err), KY_OK);
}

static void a_version_2_file_can_be_read_where_it_cannot_be_written(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char path[128];
	snprintf(path, sizeof(path), "%s/old.kuayue", place->dir);
	make_old(path, "tests/data/version-2.sql");
	ky_workbook_close(place->wb);
	assert_int_equal(ky_workbook_open(path, KY_READ, ky_day_from_ymd(2015, 3, 2), &place->wb, &err), KY_OK);
	use_everything(place->wb, 1);
	expect_text(place, "G01-S001", "topic", "学习");
	assert_int_equal(user_version(path), 2);
}

/* It has an attendance that was changed, changes that were taken back, and a package that was made and verified.
 */
static void a_version_5_file_grows_and_can_take_in_changes(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char path[128];
	snprintf(path, sizeof(path), "%s/old.kuayue", place->dir);
	make_old(path, "tests/data/version-5.sql");
	ky_workbook_close(place->wb);
	assert_int_equal(ky_workbook_open(path, KY_WRITE, ky_day_from_ymd(2012, 6, 16), &place->wb, &err), KY_OK);
	assert_int_equal(user_version(path), 6);
	use_everything(place->wb, 2);
	expect_text(place, "G01-001", "due", "2012-08-01");
	expect_text(place, "G01-S001", "attendance", "G01-R001 G01-R003");
	assert_int_equal(query_number(path, "SELECT count(*) FROM over"), 0);
	assert_int_equal(query_number(path, "SELECT count(*) FROM received"), 0);
	assert_int_equal(query_number(path, "SELECT count(*) FROM seen"), 1);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	expect_text(place, "G01-T001", "progress", "");
	assert_int_equal(ky_workbook_check_file(place->wb, &err), KY_OK);
}

/* A kind and a field that were declared since, with no new version of the fixed tables. */
static void a_file_without_the_newest_kind_and_field_grows(void **state)
{
	static const char without[] = "DROP TABLE suggestion; DELETE FROM tally WHERE kind = 'suggestion';"
				      "ALTER TABLE body DROP COLUMN note;"
				      "UPDATE meta SET value = 'other' WHERE key = 'shape'";
	struct place *place = *state;
	struct ky_error err = { 0 };
	ky_workbook_close(place->wb);
	place->wb = NULL;
	run_sql(place->path, without);
	assert_int_equal(ky_workbook_open(place->path, KY_READ, ky_day_from_ymd(2012, 6, 15), &place->wb, &err),
			 KY_OK);
	assert_int_equal(figure(place->wb, "suggestions"), 0);
	place_reopen(place);
	assert_int_equal(add(place, "suggestion", V("text", "x"), NULL, &err), KY_OK);
	assert_int_equal(add(place, "body", V("name", "x", "note", "y"), NULL, &err), KY_OK);
	place_reopen(place);
	expect_text(place, "G01-Z001", "note", "y");
	assert_int_equal(figure(place->wb, "suggestions"), 1);
}

/* The built-in template with one text put for another, as a file. */
static void write_template(struct place *place, const char *path, const char *const *changes)
{
	(void)place;
	char *ini = strdup(ky_campaign_builtin(NULL));
	for (size_t i = 0; changes[i]; i += 2) {
		char *at = strstr(ini, changes[i]);
		if (!at)
			fail_msg("the template has no %s", changes[i]);
		size_t size = strlen(ini) + strlen(changes[i + 1]) + 1;
		char *next = calloc(1, size);
		append(next, size, "%.*s%s%s", (int)(at - ini), ini, changes[i + 1], at + strlen(changes[i]));
		free(ini);
		ini = next;
	}
	FILE *file = fopen(path, "wb");
	fputs(ini, file);
	fclose(file);
	free(ini);
}

#define TASK_P04                                                                                                                 \
	"[task.P04]\ntitle=制定宣传工作方案\nphase=1\nfrom=02-15\nto=03-15\nwindow_origin=推定\ntarget=1\nunit="       \
	"份\n"                                                                                                                  \
	"target_origin=方案\nrole=信息员\nevidence=宣传方案\nreceiver=局领导小组办公室\nbasis=五(二) / L91\n" \
	"when=institution.about=publicity\nskip=jiaoxuedian\ns=S78\n"

static const char *find_line(const struct ky_update *update, const char *word)
{
	for (size_t i = 0; ky_update_line(update, i); i++)
		if (strstr(ky_update_line(update, i), word))
			return ky_update_line(update, i);
	return NULL;
}

static void a_newer_template_changes_what_the_school_did_not(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct ky_update *update = NULL;
	char path[128];
	snprintf(path, sizeof(path), "%s/new.ini", place->dir);
	/* P01's end is changed by both, P02's by the bureau alone; P04 is dropped with the school's answer in it;
	 * item A1 becomes A9, which is new. */
	assert_int_equal(set(place, "G01-T001", V("to", "2012-02-20"), &err), KY_OK);
	assert_int_equal(set(place, "G01-T004", V("progress", "已起草"), &err), KY_OK);
	assert_int_equal(set(place, "G01-C001", V("self", "2"), &err), KY_OK);
	write_template(place, path,
		       V("version=1", "version=2", "report_deadline=10-31", "report_deadline=11-15", "tasks=37",
			 "tasks=36", "to=02-25", "to=02-27", "to=02-28", "to=03-03", TASK_P04, "", "[item.A1]",
			 "[item.A9]"));
	if (ky_update_open(place->wb, path, &update, &err))
		fail_msg("%s", err.text);
	assert_non_null(find_line(update, "2012-11-15"));
	assert_non_null(find_line(update, "G01-T004"));
	assert_non_null(find_line(update, "A9"));
	assert_non_null(find_line(update, "G01-T001"));
	/* Only looked at so far. */
	expect_text(place, "G01-T002", "to", "2012-02-28");
	assert_int_equal(ky_update_apply(update, &err), KY_OK);
	ky_update_close(update);
	place_reopen(place);
	expect_text(place, "G01-T001", "to", "2012-02-20");
	expect_text(place, "G01-T002", "to", "2012-03-03");
	expect_text(place, "G01-T004", "progress", "已起草");
	expect_text(place, "G01-T004", "dropped", "2012-06-15");
	expect_text(place, "G01-C001", "self", "2");
	expect_text(place, "G01-C001", "dropped", "2012-06-15");
	expect_text(place, "G01-C044", "item", "A9");
	assert_int_equal(ky_campaign_deadline(ky_workbook_campaign(place->wb)), ky_day_from_ymd(2012, 11, 15));
	assert_int_equal(figure(place->wb, "tasks_all"), 36);
	assert_int_equal(figure(place->wb, "rated"), 0);
	assert_int_equal(figure(place->wb, "unrated"), 43);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_NO);
}

static void a_template_that_does_not_fit_changes_nothing(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct ky_update *update = NULL;
	char path[128];
	snprintf(path, sizeof(path), "%s/new.ini", place->dir);
	write_template(place, path, V("version=1", "version=1"));
	assert_int_equal(ky_update_open(place->wb, path, &update, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "already"));
	write_template(place, path, V("version=1", "version=2", "id=taolun-2012", "id=other"));
	assert_int_equal(ky_update_open(place->wb, path, &update, &err), KY_INPUT);
	write_template(place, path, V("version=1", "version=2", "tasks=37", "tasks=38"));
	assert_int_equal(ky_update_open(place->wb, path, &update, &err), KY_INPUT);
	/* A choice that a record has. */
	assert_int_equal(add(place, "opinion", V("raw", "x", "channel", "意见箱"), NULL, &err), KY_OK);
	write_template(place, path, V("version=1", "version=2", "box=意见箱\n", ""));
	assert_int_equal(ky_update_open(place->wb, path, &update, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "box=意见箱"));
	assert_string_equal(ky_campaign_version(ky_workbook_campaign(place->wb)), "1");
}

static void take(struct place *place, const char *const *changes, const char *said)
{
	struct ky_error err = { 0 };
	struct ky_update *update = NULL;
	char path[128];
	snprintf(path, sizeof(path), "%s/new.ini", place->dir);
	write_template(place, path, changes);
	if (ky_update_open(place->wb, path, &update, &err))
		fail_msg("%s", err.text);
	if (said && !find_line(update, said))
		fail_msg("nothing is said of %s", said);
	if (ky_update_apply(update, &err))
		fail_msg("%s", err.text);
	ky_update_close(update);
	place_reopen(place);
}

static void versions_are_compared_as_people_count_them(void **state)
{
	struct place *place = *state;
	struct ky_update *update = NULL;
	char path[128];
	snprintf(path, sizeof(path), "%s/old.ini", place->dir);
	take(place, V("version=1", "version=1.9"), NULL);
	take(place, V("version=1", "version=1.10"), NULL);
	static const char *const older[] = { "version=1.9", "version=1.10", "version=1.010", "version=1" };
	for (size_t i = 0; i < sizeof(older) / sizeof(older[0]); i++) {
		write_template(place, path, V("version=1", older[i]));
		assert_int_equal(ky_update_open(place->wb, path, &update, NULL), KY_INPUT);
	}
	take(place, V("version=1", "version=2"), NULL);
}

static void a_task_may_go_to_a_phase_that_is_new(void **state)
{
	struct place *place = *state;
	take(place,
	     V("version=1", "version=2", "[target.sessions]",
	       "[phase.4]\ntitle=巩固提高\nfrom=11-01\nto=12-31\n\n[target.sessions]",
	       "title=上报活动开展情况\nphase=3", "title=上报活动开展情况\nphase=4"),
	     "Phase 4");
	expect_text(place, "G01-T037", "phase", "巩固提高");
}

static void choices_and_targets_are_among_the_differences(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	assert_int_equal(add(place, "problem", V("text", "x", "category", "工作作风"), NULL, &err), KY_OK);
	take(place, V("version=1", "version=2", "style=工作作风", "style=工作作风建设\nlaw=法治观念"), "法治观念");
	expect_text(place, "G01-001", "category", "工作作风建设");
	take(place, V("version=1", "version=3", "[target.sessions]\nvalue=3", "[target.sessions]\nvalue=4"),
	     "Target sessions: 4");
	expect_text(place, "G01-001", "category", "工作作风");
}

static void what_was_dropped_comes_back_with_its_answer(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	assert_int_equal(set(place, "G01-C001", V("self", "2"), &err), KY_OK);
	take(place, V("version=1", "version=2", "[item.A1]", "[item.A9]"), "G01-C001");
	assert_int_equal(figure(place->wb, "rated"), 0);
	take(place, V("version=1", "version=3"), "counts again");
	expect_text(place, "G01-C001", "dropped", "");
	expect_text(place, "G01-C001", "self", "2");
	assert_int_equal(figure(place->wb, "rated"), 1);
}

#define SKIP_P05 "basis=四(一)2 / L55\nwhen=activity.kind=mobilise\nskip="

static void a_task_is_taken_from_a_kind_of_school_and_given_back(void **state)
{
	struct place *place = *state;
	take(place, V("version=1", "version=2", SKIP_P05, SKIP_P05 "gaozhong"), "G01-T005");
	expect_text(place, "G01-T005", "dropped", "2012-06-15");
	assert_int_equal(figure(place->wb, "tasks_all"), 36);
	take(place, V("version=1", "version=3"), "G01-T005");
	expect_text(place, "G01-T005", "dropped", "");
	assert_int_equal(figure(place->wb, "tasks_all"), 37);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_version_1_file_grows_when_it_is_opened_for_writing),
		TEST(a_version_1_file_can_be_read_where_it_cannot_be_written),
		TEST(a_damaged_version_1_file_is_read_and_not_written),
		TEST(a_version_2_file_grows_and_keeps_its_files),
		TEST(a_version_2_file_can_be_read_where_it_cannot_be_written),
		TEST(a_version_5_file_grows_and_can_take_in_changes),
		TEST(a_file_without_the_newest_kind_and_field_grows),
		TEST(a_newer_template_changes_what_the_school_did_not),
		TEST(a_template_that_does_not_fit_changes_nothing),
		TEST(versions_are_compared_as_people_count_them),
		TEST(a_task_may_go_to_a_phase_that_is_new),
		TEST(choices_and_targets_are_among_the_differences),
		TEST(what_was_dropped_comes_back_with_its_answer),
		TEST(a_task_is_taken_from_a_kind_of_school_and_given_back),
	};
	return cmocka_run_group_tests_name("grow", tests, NULL, NULL);
}
