/* Tests what changed since the last report: the net effect, also of undo and deletion. */
#include "unit/place.h"

#include "kuayue/export.h"
#include "kuayue/since.h"

struct told {
	char lines[40][300]; /* "added opinion G01-O001 内容 field old → new" */
	int count;
};

static int take_change(void *data, const struct ky_since_change *change)
{
	struct told *told = data;
	assert_true(told->count < 40);
	char *line = told->lines[told->count++];
	snprintf(line, 300, "%s %s %s %.60s", ky_since_name(change->what), change->kind->name, change->number,
		 change->title);
	if (change->field)
		snprintf(line + strlen(line), 300 - strlen(line), " %s %.60s → %.60s", change->field->name,
			 change->old_text, change->new_text);
	return 0;
}

static struct told tell(struct place *place)
{
	struct told told = { .count = 0 };
	struct ky_error err = { 0 };
	if (ky_since_each(place->wb, take_change, &told, &err))
		fail_msg("%s", err.text);
	return told;
}

static void expect(const struct told *told, const char *line)
{
	for (int i = 0; i < told->count; i++)
		if (strcmp(told->lines[i], line) == 0)
			return;
	for (int i = 0; i < told->count; i++)
		print_error("%s\n", told->lines[i]);
	fail_msg("not told: %s", line);
}

static void report(struct place *place)
{
	struct ky_error err = { 0 };
	char *path = NULL;
	const struct ky_export_ask ask = { .dir = place->dir, .documents = "figures.json", .recipient = "教育局" };
	if (ky_export(place->wb, &ask, &path, &err))
		fail_msg("%s", err.text);
	free(path);
}

static void undo(struct place *place)
{
	struct ky_error err;
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
}

static const char *const closing[] = { "status", "已销号",   "handled", "当场解决", "evidence",
				       "1-1",    "verifier", "李四",    NULL };

static void add_problem(struct place *place, const char *text)
{
	struct ky_error err;
	assert_int_equal(add(place, "problem", V("text", text, "type", "立行立改", "owner", "张三"), NULL, &err),
			 KY_OK);
}

static void the_first_report_has_nothing_before_it(void **state)
{
	struct place *place = *state;
	struct ky_since_handin last;
	struct ky_error err;
	add_problem(place, "问题");
	assert_int_equal(ky_since_last(place->wb, &last, &err), KY_OK);
	assert_false(last.any);
	assert_int_equal(tell(place).count, 0);
}

static void right_after_a_report_nothing_has_changed(void **state)
{
	struct place *place = *state;
	struct ky_since_handin last;
	struct ky_error err;
	add_problem(place, "问题");
	report(place);
	assert_int_equal(ky_since_last(place->wb, &last, &err), KY_OK);
	assert_true(last.any);
	assert_string_equal(last.date, "2012-06-15");
	assert_int_equal(last.version, 1);
	assert_string_equal(last.recipient, "教育局");
	assert_int_equal(tell(place).count, 0);
}

static void it_counts_from_the_newest_report_that_is_in_the_list(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	report(place);
	add_problem(place, "甲");
	report(place);
	add_problem(place, "乙");
	struct told told = tell(place);
	assert_int_equal(told.count, 1);
	expect(&told, "added problem G01-002 乙");
	assert_int_equal(ky_record_delete(place->wb, "G01-HI002", &err), KY_OK);
	told = tell(place);
	assert_int_equal(told.count, 2);
	expect(&told, "added problem G01-001 甲");
}

static void what_was_added_deleted_and_corrected_is_told(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	add_problem(place, "甲");
	add_problem(place, "乙");
	assert_int_equal(add(place, "opinion", V("raw", "意见"), NULL, &err), KY_OK);
	report(place);
	add_problem(place, "丙");
	assert_int_equal(ky_record_delete(place->wb, "G01-001", &err), KY_OK);
	assert_int_equal(set(place, "G01-002", V("text", "乙改", "cause", "原因", "owner", ""), &err), KY_OK);
	assert_int_equal(set(place, "G01-O001", V("channel", "意见箱"), &err), KY_OK);
	assert_int_equal(set(place, "G01-T001", V("status", "推进中"), &err), KY_OK);
	struct told told = tell(place);
	assert_int_equal(told.count, 7);
	expect(&told, "moved task G01-T001 成立领导机构和工作机构 status 记录 → 推进中");
	expect(&told, "added problem G01-003 丙");
	expect(&told, "deleted problem G01-001 甲");
	expect(&told, "corrected problem G01-002 乙改 text 乙 → 乙改");
	expect(&told, "corrected problem G01-002 乙改 owner 张三 → ");
	expect(&told, "filled problem G01-002 乙改 cause  → 原因");
	expect(&told, "filled opinion G01-O001 意见 channel  → 意见箱");
}

static void only_the_net_effect_is_told(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	add_problem(place, "甲");
	report(place);
	/* there and back */
	assert_int_equal(set(place, "G01-001", V("text", "别的", "cause", "原因"), &err), KY_OK);
	assert_int_equal(set(place, "G01-001", V("text", "甲", "cause", ""), &err), KY_OK);
	/* added and deleted */
	add_problem(place, "乙");
	assert_int_equal(ky_record_delete(place->wb, "G01-002", &err), KY_OK);
	assert_int_equal(tell(place).count, 0);
	/* in several steps */
	assert_int_equal(set(place, "G01-001", V("text", "一"), &err), KY_OK);
	assert_int_equal(set(place, "G01-001", V("text", "二"), &err), KY_OK);
	struct told told = tell(place);
	assert_int_equal(told.count, 1);
	expect(&told, "corrected problem G01-001 二 text 甲 → 二");
}

static void what_was_taken_back_is_no_change(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	add_problem(place, "甲");
	report(place);
	add_problem(place, "乙");
	undo(place);
	assert_int_equal(set(place, "G01-001", V("text", "改"), &err), KY_OK);
	undo(place);
	assert_int_equal(ky_record_delete(place->wb, "G01-001", &err), KY_OK);
	undo(place);
	assert_int_equal(tell(place).count, 0);
	/* deleted, brought back, and then really changed */
	assert_int_equal(ky_record_delete(place->wb, "G01-001", &err), KY_OK);
	undo(place);
	assert_int_equal(set(place, "G01-001", V("text", "丙"), &err), KY_OK);
	struct told told = tell(place);
	assert_int_equal(told.count, 1);
	expect(&told, "corrected problem G01-001 丙 text 甲 → 丙");
}

static void a_change_before_a_deletion_is_not_told_twice(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	add_problem(place, "甲");
	report(place);
	assert_int_equal(set(place, "G01-001", V("text", "改"), &err), KY_OK);
	assert_int_equal(ky_record_delete(place->wb, "G01-001", &err), KY_OK);
	struct told told = tell(place);
	assert_int_equal(told.count, 1);
	expect(&told, "deleted problem G01-001 甲");
}

static void what_was_closed_and_opened_again_is_told_by_its_state(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	add_problem(place, "甲");
	add_problem(place, "乙");
	assert_int_equal(set(place, "G01-002", closing, &err), KY_OK);
	report(place);
	assert_int_equal(set(place, "G01-001", closing, &err), KY_OK);
	assert_int_equal(set(place, "G01-002", V("status", "未启动", "reason", "又出现了"), &err), KY_OK);
	add_problem(place, "丙");
	assert_int_equal(set(place, "G01-003", closing, &err), KY_OK);
	struct told told = tell(place);
	expect(&told, "closed problem G01-001 甲 status 未启动 → 已销号");
	expect(&told, "reopened problem G01-002 乙 status 已销号 → 未启动");
	expect(&told, "added problem G01-003 丙");
	expect(&told, "closed problem G01-003 丙 status  → 已销号");
	for (int i = 0; i < told.count; i++)
		assert_null(strstr(told.lines[i], "corrected problem G01-001 甲 status"));
}

struct columns {
	int count;
	char text[40][200];
};

static int take_figure(void *data, const char *title, const char *old_text, const char *text)
{
	struct columns *columns = data;
	snprintf(columns->text[columns->count++], 200, "%.60s %.60s → %.60s", title, old_text, text);
	return 0;
}

static void the_figures_that_were_reported_are_compared(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct columns columns = { 0 };
	report(place);
	assert_int_equal(ky_since_figures(place->wb, take_figure, &columns, &err), KY_OK);
	assert_int_equal(columns.count, 0);
	add_problem(place, "甲");
	assert_int_equal(ky_since_figures(place->wb, take_figure, &columns, &err), KY_OK);
	assert_int_equal(columns.count, 7);
	assert_string_equal(columns.text[0], "查摆问题数 未填 → 1");
	assert_string_equal(columns.text[1], "立行立改应改/已改 未填/未填 → 1/0");
	assert_string_equal(columns.text[5], "超期数 未填 → 0");
	assert_string_equal(columns.text[6], "完成率(%) — → 0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_report_has_nothing_before_it),
		TEST(right_after_a_report_nothing_has_changed),
		TEST(it_counts_from_the_newest_report_that_is_in_the_list),
		TEST(what_was_added_deleted_and_corrected_is_told),
		TEST(only_the_net_effect_is_told),
		TEST(what_was_taken_back_is_no_change),
		TEST(a_change_before_a_deletion_is_not_told_twice),
		TEST(what_was_closed_and_opened_again_is_told_by_its_state),
		TEST(the_figures_that_were_reported_are_compared),
	};
	return cmocka_run_group_tests_name("since", tests, NULL, NULL);
}
