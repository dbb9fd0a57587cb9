/* Tests the plan as the records have it: what a task's state, day and evidence are shown as, that nothing of it is
 * written, and that a state which somebody set by hand wins. */
#include "unit/old.h"

#include "figure/measure.h"
#include "kuayue/figure.h"
#include "kuayue/guide.h"
#include "kuayue/undo.h"
#include "kuayue/update.h"
#include "kuayue/zero.h"

static void expect_task(struct place *place, const char *task, const char *status, const char *by,
			const char *done, const char *evidence)
{
	expect_text(place, task, "status", status);
	expect_text(place, task, "by", by);
	expect_text(place, task, "done", done);
	expect_text(place, task, "evidence", evidence);
}

static void made(struct place *place, const char *kind, const char *const *values)
{
	struct ky_error err = { 0 };
	if (add(place, kind, values, NULL, &err))
		fail_msg("%s", err.text);
}

static void changed(struct place *place, const char *key, const char *const *values)
{
	struct ky_error err = { 0 };
	if (set(place, key, values, &err))
		fail_msg("%s", err.text);
}

static int64_t number(struct place *place, const char *sql)
{
	int64_t out = -1;
	struct ky_error err = { 0 };
	if (db_number(place->wb, sql, NULL, 0, 0, &out, &err))
		fail_msg("%s", err.text);
	return out;
}

#define TASK_OPS "SELECT count(*) FROM op WHERE kind = 'task'"
#define TASK_ROWS "SELECT count(*) FROM task WHERE status IS NOT NULL OR done IS NOT NULL OR evidence IS NOT NULL"

static int64_t figure(struct place *place, const char *id)
{
	struct ky_figure_value value;
	struct ky_error err = { 0 };
	if (ky_figure_compute(place->wb, ky_figure_find(id), &value, &err))
		fail_msg("%s", err.text);
	return value.number;
}

struct looking {
	const char *number;
	int found;
};

static int look(void *data, const struct ky_step *step)
{
	struct looking *looking = data;
	looking->found += strcmp(step->number, looking->number) == 0;
	return 0;
}

static bool is_next(struct place *place, const char *task)
{
	struct looking looking = { .number = task };
	struct ky_error err = { 0 };
	assert_int_equal(ky_guide_next(place->wb, look, &looking, &err), KY_OK);
	return looking.found > 0;
}

static void a_task_is_done_when_its_record_is_there_and_nothing_is_written(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	int64_t ops = number(place, TASK_OPS), done = figure(place, "tasks_done");
	expect_task(place, "G01-T005", "未启动", "记录", "", "");
	assert_true(is_next(place, "G01-T005"));
	made(place, "activity", V("kind", "动员会", "date", "2012-02-27", "title", "动员大会"));
	expect_task(place, "G01-T005", "已完成", "记录", "2012-02-27", "G01-J001");
	assert_false(is_next(place, "G01-T005"));
	assert_int_equal(figure(place, "tasks_done"), done + 1);
	assert_int_equal(number(place, "SELECT met FROM deadline WHERE number = 'G01-T005'"), 1);
	assert_int_equal(ky_record_delete(place->wb, "G01-J001", &err), KY_OK);
	expect_task(place, "G01-T005", "未启动", "记录", "", "");
	assert_true(is_next(place, "G01-T005"));
	assert_int_equal(figure(place, "tasks_done"), done);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	expect_task(place, "G01-T005", "已完成", "记录", "2012-02-27", "G01-J001");
	assert_int_equal(number(place, TASK_OPS), ops);
	assert_int_equal(number(place, TASK_ROWS), 0);
}

static void saving_a_task_writes_nothing_of_what_is_shown(void **state)
{
	struct place *place = *state;
	made(place, "activity", V("kind", "动员会", "date", "2012-02-27", "title", "动员大会"));
	changed(place, "G01-T005", V("owner", "张三"));
	assert_int_equal(number(place, TASK_ROWS), 0);
	assert_int_equal(number(place, "SELECT count(*) FROM op WHERE kind = 'task' AND field IS NOT NULL"), 1);
	/* What was exported comes back: it says what is shown, and is no state set by hand. */
	made(place, "task",
	     V("task_id", "P05", "phase", "1", "title", "召开动员大会", "status", "已完成", "done", "2012-02-27",
	       "evidence", "G01-J001"));
	assert_int_equal(number(place, TASK_ROWS), 0);
	expect_task(place, "G01-T005", "已完成", "记录", "2012-02-27", "G01-J001");
}

static void of_two_records_the_first_by_day_is_the_one_whatever_was_entered_first(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	made(place, "activity", V("kind", "动员会", "date", "2012-02-29", "title", "乙"));
	made(place, "activity", V("kind", "动员会", "date", "2012-02-27", "title", "甲"));
	made(place, "activity", V("kind", "宣讲", "date", "2012-02-20", "title", "丙"));
	expect_task(place, "G01-T005", "已完成", "记录", "2012-02-27", "G01-J002");
	assert_int_equal(ky_record_delete(place->wb, "G01-J002", &err), KY_OK);
	expect_task(place, "G01-T005", "已完成", "记录", "2012-02-29", "G01-J001");
}

static void a_day_to_come_is_not_done_until_it_has_come(void **state)
{
	struct place *place = *state;
	made(place, "activity", V("kind", "动员会", "date", "2012-06-16", "title", "动员大会"));
	made(place, "spirit", V("text", "求实", "adopted", "2012-06-16"));
	expect_task(place, "G01-T005", "未启动", "记录", "", "");
	expect_task(place, "G01-T032", "未启动", "记录", "", "");
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 6, 16));
	expect_task(place, "G01-T005", "已完成", "记录", "2012-06-16", "G01-J001");
	expect_text(place, "G01-T032", "status", "已完成");
}

/* A school's own day for the plan may be missing. */
static void a_record_without_a_day_reaches_it_on_no_day(void **state)
{
	struct place *place = *state;
	made(place, "institution", V("title", "方案", "about", "实施方案"));
	expect_task(place, "G01-T002", "已完成", "记录", "", "G01-I001");
	made(place, "institution", V("title", "方案二", "about", "实施方案", "date", "2012-02-23"));
	expect_task(place, "G01-T002", "已完成", "记录", "2012-02-23", "G01-I002");
}

static void tasks_of_one_figure_share_it_in_the_order_of_their_last_days(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	made(place, "session", V("date", "2012-05-11", "topic", "乙"));
	expect_task(place, "G01-T007", "已完成", "记录", "2012-05-11", "G01-S001");
	expect_task(place, "G01-T008", "未启动", "记录", "", "");
	made(place, "session", V("date", "2012-03-09", "topic", "甲"));
	expect_task(place, "G01-T007", "已完成", "记录", "2012-03-09", "G01-S002");
	expect_task(place, "G01-T008", "已完成", "记录", "2012-05-11", "G01-S001");
	/* Entered twice it is one. */
	made(place, "session", V("date", "2012-03-09", "topic", "甲"));
	expect_task(place, "G01-T009", "未启动", "记录", "", "");
	made(place, "session", V("date", "2012-06-14", "topic", "丙"));
	expect_task(place, "G01-T009", "已完成", "记录", "2012-06-14", "G01-S004");
	assert_int_equal(ky_record_delete(place->wb, "G01-S001", &err), KY_OK);
	expect_task(place, "G01-T008", "已完成", "记录", "2012-06-14", "G01-S004");
	expect_task(place, "G01-T009", "未启动", "记录", "", "");
}

static void the_target_is_the_one_of_the_school(void **state)
{
	struct place *place = *state;
	for (int i = 1; i <= 3; i++) {
		char date[16];
		snprintf(date, sizeof(date), "2012-03-%02d", i);
		made(place, "visit", V("date", date, "method", "座谈"));
		expect_text(place, "G01-T017", "status", i < 3 ? "推进中" : "已完成");
	}
	expect_task(place, "G01-T017", "已完成", "记录", "2012-03-03", "G01-V001、G01-V002、G01-V003");
	changed(place, "G01-T017", V("target", "4"));
	expect_task(place, "G01-T017", "推进中", "记录", "", "");
	static const char *const one[] = { "0", "" };
	for (size_t i = 0; i < 2; i++) {
		changed(place, "G01-T017", V("target", one[i]));
		expect_task(place, "G01-T017", "已完成", "记录", "2012-03-01", "G01-V001");
	}
}

static void different_things_count_once_each(void **state)
{
	struct place *place = *state;
	static const char *const forms[] = { "课堂", "征文", "课堂", "演讲", "实践", "班团队会" };
	for (int i = 0; i < 6; i++) {
		char date[16];
		snprintf(date, sizeof(date), "2012-05-%02d", 1 + i);
		made(place, "activity", V("kind", "感恩教育", "date", date, "title", forms[i], "form", forms[i]));
		expect_text(place, "G01-T031", "status", i < 5 ? "推进中" : "已完成");
	}
	expect_task(place, "G01-T031", "已完成", "记录", "2012-05-06",
		    "G01-J001、G01-J002、G01-J004、G01-J005、G01-J006");
}

static void a_rate_is_reached_by_the_last_record_and_by_none_not_at_all(void **state)
{
	struct place *place = *state;
	expect_task(place, "G01-T034", "未启动", "记录", "", "");
	made(place, "notice",
	     V("date", "2012-04-01", "kind", "热点专项督", "finding", "甲", "reply_due", "2012-04-20", "replier",
	       "办公室", "result", "办结", "replied", "2012-04-19"));
	expect_task(place, "G01-T034", "已完成", "记录", "2012-04-19", "G01-D001");
	made(place, "notice",
	     V("date", "2012-04-02", "kind", "热点专项督", "finding", "乙", "reply_due", "2012-04-20"));
	expect_task(place, "G01-T034", "推进中", "记录", "", "");
	changed(place, "G01-D002", V("replier", "办公室", "result", "办结", "replied", "2012-04-18"));
	expect_task(place, "G01-T034", "已完成", "记录", "2012-04-19", "G01-D001、G01-D002");
	changed(place, "G01-D002", V("replied", "2012-04-21"));
	expect_task(place, "G01-T034", "推进中", "记录", "", "");
}

/* The school's page, with the staff that a rate is divided by, is there in every workbook. */
static void what_a_rate_is_only_divided_by_begins_nothing(void **state)
{
	struct place *place = *state;
	assert_int_equal(number(place, "SELECT count(*) FROM task"), 37);
	changed(place, "G01", V("staff", "60"));
	for (int i = 1; i <= 37; i++) {
		char task[16];
		snprintf(task, sizeof(task), "G01-T%03d", i);
		expect_task(place, task, "未启动", "记录", "", "");
	}
	made(place, "study", V("date", "2012-03-20", "should", "60", "notes", "0"));
	expect_task(place, "G01-T010", "推进中", "记录", "", "");
}

/* Nothing to reply to is no reply, until somebody says that nothing came; a record that comes after it counts. */
static void nothing_to_do_is_done_once_somebody_says_so(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	expect_task(place, "G01-T034", "未启动", "记录", "", "");
	assert_int_equal(ky_zero_set(place->wb, ky_kind_find("notice"), true, &err), KY_OK);
	expect_text(place, "G01-T034", "status", "已完成");
	expect_text(place, "G01-T034", "done", "2012-06-15");
	char *evidence = text_of(place, "G01-T034", "evidence");
	assert_true(strlen(evidence) > 0);
	free(evidence);
	/* Of what has to be done three times, none is none. */
	assert_int_equal(ky_zero_set(place->wb, ky_kind_find("bulletin"), true, &err), KY_OK);
	expect_task(place, "G01-T013", "未启动", "记录", "", "");
	made(place, "notice", V("date", "2012-06-15", "kind", "热点专项督", "finding", "乙"));
	expect_task(place, "G01-T034", "推进中", "记录", "", "");
}

static void all_are_reached_when_none_lacks_it(void **state)
{
	struct place *place = *state;
	made(place, "opinion", V("raw", "甲", "date", "2012-04-01"));
	expect_task(place, "G01-T020", "未启动", "记录", "", "");
	made(place, "opinion", V("raw", "乙", "date", "2012-04-02", "category", "工作作风"));
	expect_task(place, "G01-T020", "推进中", "记录", "", "");
	/* One that was merged is the other's. */
	changed(place, "G01-O001", V("merged_into", "G01-O002"));
	expect_task(place, "G01-T020", "已完成", "记录", "2012-04-02", "G01-O002");
	changed(place, "G01-O001", V("merged_into", "", "category", "工作作风"));
	expect_task(place, "G01-T020", "已完成", "记录", "2012-04-02", "G01-O002、G01-O001");
}

/* 不适用 proves nothing. The school has no day of its own: it is the one on which the field was filled. */
static void a_field_counts_when_it_is_answered(void **state)
{
	struct place *place = *state;
	changed(place, "G01", V("column", "不适用"));
	expect_task(place, "G01-T012", "未启动", "记录", "", "");
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 6, 20));
	changed(place, "G01", V("column", "一楼公示栏"));
	expect_task(place, "G01-T012", "已完成", "记录", "2012-06-20", "G01");
	changed(place, "G01", V("column", ""));
	expect_task(place, "G01-T012", "未启动", "记录", "", "");
}

static void a_state_set_by_hand_wins_until_it_is_cleared(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	changed(place, "G01-T005", V("status", "推进中"));
	expect_task(place, "G01-T005", "推进中", "手工", "", "");
	made(place, "activity", V("kind", "动员会", "date", "2012-02-27", "title", "动员大会"));
	expect_task(place, "G01-T005", "推进中", "手工", "", "");
	assert_true(is_next(place, "G01-T005"));
	changed(place, "G01-T005", V("status", ""));
	expect_task(place, "G01-T005", "已完成", "记录", "2012-02-27", "G01-J001");
	/* Also the one that it starts with, and the one that is shown already. */
	changed(place, "G01-T005", V("status", "未启动"));
	expect_task(place, "G01-T005", "未启动", "手工", "", "");
	changed(place, "G01-T005", V("status", "", "done", ""));
	assert_int_equal(set(place, "G01-T005", V("status", "已完成"), &err), KY_INPUT);
	changed(place, "G01-T005", V("status", "已完成", "done", "2012-02-28", "evidence", "1-1-1"));
	expect_task(place, "G01-T005", "已完成", "手工", "2012-02-28", "1-1-1");
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	expect_task(place, "G01-T005", "已完成", "记录", "2012-02-27", "G01-J001");
	place_reopen(place);
	expect_task(place, "G01-T005", "已完成", "记录", "2012-02-27", "G01-J001");
}

static void what_nothing_measures_is_as_it_was_set(void **state)
{
	struct place *place = *state;
	made(place, "task", V("title", "自加任务", "phase", "1", "to", "2012-06-10"));
	expect_task(place, "G01-T038", "未启动", "记录", "", "");
	assert_true(is_next(place, "G01-T038"));
	changed(place, "G01-T038", V("status", "推进中"));
	expect_task(place, "G01-T038", "推进中", "手工", "", "");
}

static int count_row(void *data, const struct ky_record *row)
{
	(void)row;
	++*(int *)data;
	return 0;
}

static int found_tasks(struct place *place, const char *filter)
{
	struct ky_list *list = NULL;
	struct ky_error err = { 0 };
	int found = 0;
	assert_int_equal(ky_list_open(place->wb, ky_kind_find("task"), &list, &err), KY_OK);
	assert_int_equal(ky_list_filter(list, filter, &err), KY_OK);
	assert_int_equal(ky_list_each(list, count_row, &found, &err), KY_OK);
	ky_list_close(list);
	return found;
}

static void a_list_is_searched_by_what_it_shows(void **state)
{
	struct place *place = *state;
	made(place, "activity", V("kind", "动员会", "date", "2012-02-27", "title", "动员大会"));
	assert_int_equal(found_tasks(place, "已完成"), 1);
}

/* The state with which every task of an older workbook is stored is not one that somebody set. */
static void tasks_of_older_workbooks_are_as_the_records_say(void **state)
{
	struct place *place = *state;
	for (int version = 1; version <= 4; version++) {
		if (version == 2) /* of another campaign, whose tasks nothing measures */
			continue;
		char dump[64];
		struct ky_error err = { 0 };
		struct place old = { 0 };
		snprintf(dump, sizeof(dump), "tests/data/version-%d.sql", version);
		snprintf(old.path, sizeof(old.path), "%.60s/old-%d.kuayue", place->dir, version);
		make_old(old.path, dump);
		if (ky_workbook_open(old.path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &old.wb, &err))
			fail_msg("%s", err.text);
		int64_t ops = number(&old, TASK_OPS);
		int open = found_tasks(&old, "未启动");
		char *before = text_of(&old, "G01-T002", "by");
		assert_string_equal(before, "记录");
		free(before);
		made(&old, "institution", V("title", "方案", "about", "实施方案", "date", "2012-03-01"));
		expect_text(&old, "G01-T002", "status", "已完成");
		expect_text(&old, "G01-T002", "done", "2012-03-01");
		assert_int_equal(found_tasks(&old, "未启动"), open - 1);
		assert_int_equal(number(&old, TASK_OPS), ops);
		changed(&old, "G01-T002", V("status", "未启动"));
		expect_task(&old, "G01-T002", "未启动", "手工", "", "");
		changed(&old, "G01-T002", V("status", ""));
		expect_text(&old, "G01-T002", "status", "已完成");
		ky_workbook_close(old.wb);
	}
}

static int count_bulletins(void *data, const struct ky_step *step)
{
	*(int *)data += strcmp(step->kind, "bulletin") == 0;
	return 0;
}

static void a_plan_with_all_its_bulletins_asks_for_none(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	for (int issue = 1; issue <= 3; issue++) {
		int asked = 0;
		char no[8];
		assert_int_equal(ky_guide_next(place->wb, count_bulletins, &asked, &err), KY_OK);
		assert_int_equal(asked, 1);
		snprintf(no, sizeof(no), "%d", issue);
		made(place, "bulletin", V("issue", no, "title", "简报", "date", "2012-03-20"));
	}
	int asked = 0;
	expect_text(place, "G01-T013", "status", "已完成");
	assert_int_equal(ky_guide_next(place->wb, count_bulletins, &asked, &err), KY_OK);
	assert_int_equal(asked, 0);
}

static void every_figure_says_what_reached_it(void **state)
{
	struct place *place = *state;
	for (size_t i = 0; i < figure_decls_count; i++) {
		struct measure measure = { .figure = &figure_decls[i] };
		struct ky_error err = { 0 };
		if (measure_reached(place->wb, &measure, 3, NULL, NULL, &err))
			fail_msg("%s: %s", figure_decls[i].figure.id, err.text);
	}
}

static void a_template_names_figures_and_records_that_are_there(void **state)
{
	(void)state;
	static const struct {
		const char *line, *said;
	} faults[] = {
		{ "when=activity.kind=mobilise\n", NULL },
		{ "when=all problem.cause\n", NULL },
		{ "when=body\n", NULL },
		{ "figure=sessions\n", NULL },
		{ "figure=session\n", "figure" },
		{ "when=activities\n", "when" },
		{ "when=activity.sort\n", "when" },
		{ "when=activity.kind=party\n", "when" },
		{ "when=all activity\n", "when" },
		{ "when=handin\n", "when" },
		{ "figure=sessions\nwhen=body\n", "when" },
	};
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		static const char is[] = "when=activity.kind=mobilise\n";
		const char *ini = ky_campaign_builtin(NULL), *at = strstr(ini, is);
		struct ky_campaign *campaign = NULL;
		struct ky_error err = { 0 };
		char *text = calloc(1, strlen(ini) + 200);
		assert_non_null(at);
		snprintf(text, strlen(ini) + 200, "%.*s%s%s", (int)(at - ini), ini, faults[i].line,
			 at + strlen(is));
		assert_int_equal(ky_campaign_parse("new.ini", text, strlen(text), &campaign, &err), KY_OK);
		enum ky_code code = measure_check(campaign, "new.ini", &err);
		if ((code == KY_OK) != !faults[i].said || (code && !strstr(err.text, faults[i].said)) ||
		    (code && !strstr(err.text, "[task.P05]")))
			fail_msg("%s is taken for %d: %s", faults[i].line, code, err.text);
		ky_campaign_free(campaign);
		free(text);
	}
}

static void a_template_s_items_name_figures_that_are_there(void **state)
{
	(void)state;
	static const struct {
		const char *line, *said;
	} faults[] = {
		{ "full=bodies>=2\n", NULL },
		{ "full=bodies>=deputies and bodies==target.P01 and plan_date<=deadline\n", NULL },
		{ "na_when=projects==0 and bodies<phases\n", NULL },
		{ "full=body>=2\n", "full" },
		{ "full=bodies>=body\n", "full" },
		{ "full=bodies>=target.P99\n", "full" },
		{ "full=cards\n", "full" }, /* several figures in one column */
		{ "na_when=nothing\n", "na_when" },
	};
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		static const char is[] = "full=bodies>=2\n";
		const char *ini = ky_campaign_builtin(NULL), *at = strstr(ini, is);
		struct ky_campaign *campaign = NULL;
		struct ky_error err = { 0 };
		char *text = calloc(1, strlen(ini) + 200);
		assert_non_null(at);
		snprintf(text, strlen(ini) + 200, "%.*s%s%s", (int)(at - ini), ini, faults[i].line,
			 at + strlen(is));
		assert_int_equal(ky_campaign_parse("new.ini", text, strlen(text), &campaign, &err), KY_OK);
		enum ky_code code = measure_check(campaign, "new.ini", &err);
		if ((code == KY_OK) != !faults[i].said || (code && !strstr(err.text, faults[i].said)) ||
		    (code && !strstr(err.text, "[item.A1]")))
			fail_msg("%s is taken for %d: %s", faults[i].line, code, err.text);
		ky_campaign_free(campaign);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_task_is_done_when_its_record_is_there_and_nothing_is_written),
		TEST(saving_a_task_writes_nothing_of_what_is_shown),
		TEST(of_two_records_the_first_by_day_is_the_one_whatever_was_entered_first),
		TEST(a_day_to_come_is_not_done_until_it_has_come),
		TEST(a_record_without_a_day_reaches_it_on_no_day),
		TEST(tasks_of_one_figure_share_it_in_the_order_of_their_last_days),
		TEST(the_target_is_the_one_of_the_school),
		TEST(different_things_count_once_each),
		TEST(a_rate_is_reached_by_the_last_record_and_by_none_not_at_all),
		TEST(what_a_rate_is_only_divided_by_begins_nothing),
		TEST(nothing_to_do_is_done_once_somebody_says_so),
		TEST(all_are_reached_when_none_lacks_it),
		TEST(a_field_counts_when_it_is_answered),
		TEST(a_state_set_by_hand_wins_until_it_is_cleared),
		TEST(what_nothing_measures_is_as_it_was_set),
		TEST(a_list_is_searched_by_what_it_shows),
		TEST(tasks_of_older_workbooks_are_as_the_records_say),
		TEST(a_plan_with_all_its_bulletins_asks_for_none),
		TEST(every_figure_says_what_reached_it),
		TEST(a_template_names_figures_and_records_that_are_there),
		TEST(a_template_s_items_name_figures_that_are_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
