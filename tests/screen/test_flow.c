/* Tests the screens that lead from one record to another: chain, handing on, joining, the check, the calendar,
 * and what is written into files. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

static void tell(struct place *place, const char *arguments)
{
	run("%s --file %s --today 2012-06-15 %s >/dev/null", place->program, place->path, arguments);
}

/* Goes to the page of that number from anywhere: nothing is being typed after Esc. */
static void go(struct place *place, const char *keys, const char *seen)
{
	terminal_keys(place->t, "\033");
	terminal_settle(place->t, 60);
	terminal_keys(place->t, keys);
	see(place, seen);
}

static void an_opinion_becomes_a_problem_by_one_key_and_the_link_is_filled(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	tell(place, "add opinion raw=食堂太慢 category=工作作风");
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "4");
	see(place, "G01-O001");
	terminal_keys(place->t, "p");
	see(place, "整改台账 新建，由 G01-O001 转来");
	see(place, "食堂太慢");
	see(place, "征求意见");
	terminal_keys(place->t, "\023");
	see(place, "G01-001 已保存");
	run("%s --file %s list opinion --json | grep -q '\"problem_id\": \"G01-001\"'", place->program,
	    place->path);
	terminal_keys(place->t, "p"); /* once more opens it */
	see(place, "整改台账 G01-001");
	terminal_keys(place->t, "\020"); /* and from there on to its publication */
	see(place, "公布 新建，由 G01-001 转来");
	quit(place);
}

static void an_empty_ledger_is_confirmed_by_one_key(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "4");
	see(place, "还没有记录（未填）");
	terminal_keys(place->t, "0");
	see(place, "“征求意见”：无，已确认（零报告）");
	see(place, "无，2012-06-15 已确认");
	run("%s --file %s list zero --json | grep -q '\"ledger\": \"opinion\"'", place->program, place->path);
	run("%s --file %s status --lang zh | grep -q '意见原始条数：0条 零报告'", place->program, place->path);
	terminal_keys(place->t, "0");
	see(place, "“征求意见”：不再确认为无");
	terminal_keys(place->t, "u");
	see(place, "无，2012-06-15 已确认");
	terminal_keys(place->t, "2"); /* of what the template fills nobody is asked */
	see(place, "G01-T001");
	terminal_keys(place->t, "0");
	see(place, "由程序填写，不用确认");
	quit(place);
}

/* A rate is worked out again from what its screen shows: both sets, each headed by its number. */
static void behind_a_rate_stand_both_figures(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	tell(place, "add notice finding=甲 date=2012-05-01 replied=2012-05-03");
	tell(place, "add notice finding=乙 date=2012-05-02");
	start(place, 50, 100, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "7");
	see(place, "每个数字都由记录算出");
	for (int i = 0; i < 200 && !terminal_has(place->t, "督查按期回复率：按期回复督查"); i++) {
		terminal_keys(place->t, "j");
		terminal_settle(place->t, 30);
	}
	see(place, "督查按期回复率：按期回复督查");
	terminal_keys(place->t, "\r");
	see(place, "分子，按期回复督查：1件");
	see(place, "分母，督查反馈单：2件");
	see(place, "共 3 条");
	terminal_keys(place->t, "\r"); /* a head opens nothing */
	terminal_settle(place->t, 60);
	see(place, "分母，督查反馈单：2件");
	terminal_keys(place->t, "j\r");
	see(place, "督查反馈单 G01-D001");
	quit(place);
}

static bool is_there(struct place *place, const char *name)
{
	char path[160];
	snprintf(path, sizeof(path), "%s/%s", place->dir, name);
	return access(path, F_OK) == 0;
}

/* --wait: a workbook that is open on a screen is waited for, and written once that is closed; not for longer. */
static void a_command_waits_until_the_screen_is_closed(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, english);
	see(place, "Phase 3");
	run("%s --file %s add opinion raw=now >/dev/null 2>&1; [ $? = 4 ]", place->program, place->path);
	run("begin=$(date +%%s); %s --file %s --wait 1 add opinion raw=soon >/dev/null 2>&1; [ $? = 4 ] &&"
	    " [ $(($(date +%%s) - begin)) -ge 1 ]",
	    place->program, place->path);
	run("(%s --file %s --wait 60 add opinion raw=later >/dev/null 2>&1 && : >%s/written) &", place->program,
	    place->path, place->dir);
	terminal_settle(place->t, 500);
	assert_false(is_there(place, "written"));
	quit(place);
	for (int i = 0; i < 200 && !is_there(place, "written"); i++)
		usleep(50000);
	assert_true(is_there(place, "written"));
	run("%s --file %s list opinion --json | grep -c '\"raw\"' | grep -qx 1", place->program, place->path);
}

static void undo_takes_problem_and_link_back_together(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	tell(place, "add opinion raw=slow");
	start(place, 24, 80, english);
	see(place, "Phase 3");
	terminal_keys(place->t, "4");
	see(place, "G01-O001");
	terminal_keys(place->t, "p");
	see(place, "new, from G01-O001");
	terminal_keys(place->t, "\023");
	see(place, "G01-001 is saved");
	terminal_keys(place->t, "u"); /* the problem is not in the list of opinions */
	see(place, "Undo what is not on the screen: new: Problems G01-001 slow, and 1 more records");
	terminal_keys(place->t, "\r");
	see(place, "Taken back: new");
	run("%s --file %s list opinion --json | grep -q '\"problem_id\": null'", place->program, place->path);
	expect_count(place, "problem", 0);
	quit(place);
}

static void what_was_typed_for_one_source_does_not_come_up_for_another(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	tell(place, "add opinion raw=first");
	tell(place, "add opinion raw=second");
	start(place, 24, 80, english);
	see(place, "Phase 3");
	terminal_keys(place->t, "4");
	see(place, "G01-O002");
	terminal_keys(place->t, "p");
	see(place, "new, from G01-O001");
	terminal_keys(place->t, "\t\001half done");
	see(place, "half done");
	terminal_keys(place->t, "\033");
	see(place, "What you typed is kept");
	terminal_keys(place->t, "jp");
	see(place, "new, from G01-O002");
	assert_false(terminal_has(place->t, "half done"));
	terminal_keys(place->t, "\033");
	see(place, "2 in all");
	terminal_keys(place->t, "kp");
	see(place, "half done");
	quit(place);
}

static void two_problems_are_merged_and_both_stay(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	tell(place, "add problem text=会议太多");
	tell(place, "add problem text=会议太长");
	tell(place, "add problem text=会议太杂");
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "6");
	see(place, "G01-002");
	terminal_keys(place->t, "jl");
	see(place, "并入哪一条？");
	terminal_keys(place->t, "太多\r");
	see(place, "G01-002 已并入 G01-001");
	terminal_keys(place->t, "c");
	see(place, "并入 G01-001");
	see(place, "停在：整改措施");
	terminal_keys(place->t, "\033");
	see(place, "→ G01-001"); /* in the list, instead of a state of its own */
	terminal_keys(place->t, "l太杂\r");
	see(place, "“合并到”已经是“会议太多”");
	quit(place);
}

static void the_chain_is_one_key_away_from_every_screen_with_a_record(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	tell(place, "add problem text=会议太多 status=整改中 owner=甲 measure=乙 due=2012-06-01");
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "c"); /* the overview */
	see(place, "来龙去脉");
	go(place, "6", "会议太多");
	terminal_keys(place->t, "\r");
	see(place, "整改台账 G01-001");
	terminal_keys(place->t, "\014"); /* a form */
	see(place, "停在：完成日期");
	terminal_keys(place->t, "\033");
	see(place, "整改台账 G01-001");
	go(place, "1", "下一步");
	terminal_keys(place->t, "/会议\r"); /* a search */
	see(place, "找到 1 条");
	terminal_keys(place->t, "c");
	see(place, "停在：完成日期");
	terminal_keys(place->t, "\033");
	see(place, "找到 1 条");
	terminal_keys(place->t, "t"); /* the truth check */
	see(place, "这些是发现，不是结论");
	terminal_keys(place->t, "jc");
	see(place, "从哪里提出");
	terminal_keys(place->t, "\033");
	see(place, "这些是发现，不是结论");
	terminal_keys(place->t, "m"); /* the calendar */
	see(place, "阶段开始");
	terminal_keys(place->t, "gjjc");
	see(place, "从哪里提出");
	quit(place);
}

static void the_calendar_begins_at_today_and_marks_what_is_inferred(void **state)
{
	struct place *place = *state;
	int row = 0, col = 0;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "m");
	see(place, "推定");
	terminal_settle(place->t, 100);
	terminal_cursor(place->t, &row, &col);
	char *line = terminal_row(place->t, row);
	assert_non_null(strstr(line, "2012-06-30"));
	assert_non_null(strstr(line, "还剩 15 天"));
	assert_non_null(strstr(line, "推定"));
	free(line);
	terminal_keys(place->t, "\r"); /* a document of the template */
	see(place, "整改方案");
	see(place, "要打印的文书");
	press(place, "\033");
	press(place, "j\r");
	see(place, "推进计划 G01-T008"); /* where the day can be changed */
	quit(place);
}

static void the_truth_check_opens_the_record_and_forgets_what_was_mended(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, english);
	see(place, "Phase 3");
	terminal_keys(place->t, "t");
	see(place, "Findings, not verdicts");
	see(place, "The number of staff is not filled in");
	terminal_keys(place->t, "j\r");
	see(place, "School G01");
	terminal_keys(place->t, "30\023");
	see(place, "G01 is saved");
	see(place, "Findings, not verdicts");
	see(place, "The number of Party members is not filled in");
	assert_false(terminal_has(place->t, "The number of staff is not filled in"));
	quit(place);
}

static void every_list_is_written_into_a_file_by_one_key_and_never_over_another(void **state)
{
	struct place *place = *state;
	char keys[200];
	new_workbook(place);
	tell(place, "add problem text==1+2");
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "6");
	see(place, "G01-001");
	terminal_keys(place->t, "e");
	see(place, "另存为文件");
	terminal_keys(place->t, "\025/nowhere\r");
	see(place, "写不了 /nowhere/");
	snprintf(keys, sizeof(keys), "\025%s\r", place->dir);
	terminal_keys(place->t, keys);
	see(place, "已存为：");
	terminal_keys(place->t, "e\r"); /* the folder is remembered */
	see(place, "_2.csv");
	terminal_keys(place->t, "7e\r");
	see(place, "_汇总上报_20120615.csv");
	terminal_keys(place->t, "me\r");
	see(place, "_日历_20120615.csv");
	terminal_keys(place->t, "\023\r");
	see(place, "_日历_20120615.ics");
	quit(place);
	run("cmp %s/G01_整改台账_20120615.csv %s/G01_整改台账_20120615_2.csv", place->dir, place->dir);
	run("head -c 3 %s/G01_整改台账_20120615.csv | od -An -tx1 | grep -q 'ef bb bf'", place->dir);
	run("grep -q \"'=1+2\" %s/G01_整改台账_20120615.csv", place->dir);
	run("grep -q '^教职工' %s/G01_汇总上报_20120615.csv", place->dir);
	run("grep -q '^2012-06-30,.*推定,G01-T008,' %s/G01_日历_20120615.csv", place->dir);
	run("grep -q '^DTSTART;VALUE=DATE:20120630' %s/G01_日历_20120615.ics", place->dir);
}

static void the_handover_list_counts_and_is_written_to_be_signed(void **state)
{
	struct place *place = *state;
	char keys[200];
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "8G\r");
	see(place, "移交的内容");
	see(place, "推进计划");
	snprintf(keys, sizeof(keys), "e\025%s\r", place->dir);
	terminal_keys(place->t, keys);
	see(place, "_交接单_20120615.txt");
	quit(place);
	run("grep -q '监交人' %s/G01_交接单_20120615.txt", place->dir);
	run("%s --lang zh --today 2012-06-15 --file %s handover > %s/printed", place->program, place->path,
	    place->dir);
	run("tail -c +4 %s/G01_交接单_20120615.txt | cmp - %s/printed", place->dir, place->dir);
}

static void attendance_is_ticked_on_the_roster_and_counted(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	tell(place, "add person name=张三 group=语文组");
	tell(place, "add person name=李四 group=语文组");
	tell(place, "add person name=王五 group=数学组");
	tell(place, "add person name=赵六 group=语文组 leave=2012-05-31");
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "3n2012-06-01\t\t学习\t\t\t\t\t\t\t");
	see(place, "在名册上打钩");
	terminal_keys(place->t, "\033OC");
	see(place, "[ ] 王五");
	assert_false(terminal_has(place->t, "赵六")); /* who has left is not expected */
	terminal_keys(place->t, "\033[17~");
	see(place, "语文组：2 人都打了钩");
	terminal_keys(place->t, "\r");
	see(place, "已关联 2 条");
	terminal_keys(place->t, "\023");
	see(place, "缺席 1 人（王五）");
	terminal_keys(place->t, "公差\023");
	see(place, "已保存");
	run("%s --file %s list session --json | tr -d '\\n' | grep -q '\"should\": 3,.*\"present\": 2,'",
	    place->program, place->path);
	/* The number on the paper is another: it is asked about, and kept with a mark. */
	terminal_keys(place->t, "\r");
	see(place, "G01-S001");
	terminal_keys(place->t, "\t\t\t\t\t\t\t\t\t\t\0253\023");
	see(place, "签到 2 人，填的是 3 人");
	terminal_keys(place->t, "\033");
	see(place, "没有动");
	run("%s --file %s list session --json | grep -q '\"present\": 2,'", place->program, place->path);
	terminal_keys(place->t, "\023");
	see(place, "签到 2 人，填的是 3 人");
	terminal_keys(place->t, "\r");
	see(place, "已保存");
	run("%s --file %s list session --json | grep -q '手工（签到 2，填 3）'", place->program, place->path);
	quit(place);
}

static void the_history_says_who_made_what_of_a_record(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	tell(place, "add problem text=会议太多");
	tell(place, "set G01-001 text=会议太长");
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "6");
	see(place, "G01-001");
	terminal_keys(place->t, "h");
	see(place, "G01-001 的修改历史");
	see(place, "会议太多 → 会议太长");
	see(place, "录入");
	quit(place);
}

/* What a form shows of a record that was changed elsewhere meanwhile is the new state. */
static void a_form_below_another_takes_over_what_was_saved_above_it(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	tell(place, "add problem text=会议太多");
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "6\r");
	see(place, "整改台账 G01-001");
	terminal_keys(place->t, "\014\r"); /* its chain, and from there the same record */
	terminal_settle(place->t, 100);
	terminal_keys(place->t, "\t\t,会太长\023");
	see(place, "G01-001 已保存");
	terminal_keys(place->t, "\033");
	see(place, "整改台账 G01-001");
	see(place, "会议太多,会太长");
	terminal_keys(place->t, "\023");
	see(place, "没有改动");
	run("%s --file %s list problem --json | grep -q '会议太多,会太长'", place->program, place->path);
	quit(place);
}

static void the_pages_have_their_titles_and_help_its_key_at_eighty_columns(void **state)
{
	struct place *place = *state;
	static const char *const pages[] = { "1", "2", "3", "4", "5", "6", "7", "8" };
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		terminal_keys(place->t, pages[i]);
		see(place, "1总览 2推进计划 3学习台账 4意见与调研 5自查 6整改台账 7汇总上报 8更多 9设置");
		terminal_settle(place->t, 100);
		char *keys = terminal_row(place->t, 23);
		assert_non_null(strstr(keys, "? 帮助"));
		free(keys);
	}
	quit(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(behind_a_rate_stand_both_figures),
		TEST(an_opinion_becomes_a_problem_by_one_key_and_the_link_is_filled),
		TEST(an_empty_ledger_is_confirmed_by_one_key),
		TEST(undo_takes_problem_and_link_back_together),
		TEST(a_command_waits_until_the_screen_is_closed),
		TEST(what_was_typed_for_one_source_does_not_come_up_for_another),
		TEST(two_problems_are_merged_and_both_stay),
		TEST(the_chain_is_one_key_away_from_every_screen_with_a_record),
		TEST(the_calendar_begins_at_today_and_marks_what_is_inferred),
		TEST(the_truth_check_opens_the_record_and_forgets_what_was_mended),
		TEST(every_list_is_written_into_a_file_by_one_key_and_never_over_another),
		TEST(the_handover_list_counts_and_is_written_to_be_signed),
		TEST(attendance_is_ticked_on_the_roster_and_counted),
		TEST(the_history_says_who_made_what_of_a_record),
		TEST(a_form_below_another_takes_over_what_was_saved_above_it),
		TEST(the_pages_have_their_titles_and_help_its_key_at_eighty_columns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
