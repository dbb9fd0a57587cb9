/* What is written is what somebody typed: the records are looked at, not the screen. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

/* Every record of every kind, as the command line lists them. */
static void write_down(struct place *place, const char *name)
{
	run("for kind in $(%s --lang en add x 2>&1 | sed 's/.*there are: //; s/[.,]//g'); do "
	    "%s --file %s --today 2012-06-15 list $kind --json || exit 1; done >%s/%s 2>%s/errors",
	    place->program, place->program, place->path, place->dir, name, place->dir);
}

static void expect_unchanged(struct place *place)
{
	write_down(place, "after");
	run("test $(wc -l <%s/before) -gt 100 && diff %s/before %s/after", place->dir, place->dir, place->dir);
}

static void press_times(struct place *place, const char *keys, int times)
{
	for (int i = 0; i < times; i++)
		terminal_keys(place->t, keys);
	terminal_settle(place->t, 60);
}

/* Back to the page's list, whatever is open above it. */
static void leave(struct place *place, const char *page)
{
	for (int i = 0; i < 3; i++) {
		terminal_keys(place->t, "\033");
		terminal_settle(place->t, 60);
	}
	terminal_keys(place->t, page);
	terminal_settle(place->t, 60);
}

/* A list's new form and its first record, walked from end to end and saved, by Enter alone. */
static void walk_list(struct place *place, const char *page, int list)
{
	leave(place, page);
	press_times(place, "\t", list);
	press_times(place, "n", 1);
	press_times(place, "\r", 40);
	leave(place, page);
	press_times(place, "\t", list);
	press_times(place, "\r", 41);
}

static void enter_alone_fills_nothing_in_and_saves_nothing(void **state)
{
	struct place *place = *state;
	static const struct {
		const char *page;
		int lists;
	} pages[] = { { "2", 1 }, { "3", 4 }, { "4", 5 }, { "5", 4 }, { "6", 3 } };
	run("%s demo %s/demo >/dev/null && mv %s/demo/C02_*.kuayue %s", place->program, place->dir, place->dir,
	    place->path);
	write_down(place, "before");
	start(place, 24, 80, chinese);
	see(place, "下一步");
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		for (int list = 0; list < pages[i].lists; list++)
			walk_list(place, pages[i].page, list);
	leave(place, "1");
	see(place, "下一步");
	quit(place);
	expect_unchanged(place);
}

/* The lists of page 8, which are opened by the cursor, and the one school. */
static void the_other_kinds_are_walked_by_enter_alone(void **state)
{
	struct place *place = *state;
	run("%s demo %s/demo >/dev/null && mv %s/demo/C02_*.kuayue %s", place->program, place->dir, place->dir,
	    place->path);
	write_down(place, "before");
	start(place, 24, 80, chinese);
	see(place, "下一步");
	for (int line = 0; line < 19; line++) {
		for (int pass = 0; pass < 2; pass++) {
			leave(place, "8");
			terminal_keys(place->t, "g");
			press_times(place, "j", line);
			terminal_keys(place->t, "\r"); /* the list, or the school's form */
			if (!pass)
				press_times(place, "n", 1);
			press_times(place, "\r", pass ? 28 : 27);
		}
	}
	leave(place, "1");
	see(place, "下一步");
	quit(place);
	expect_unchanged(place);
}

static void an_opinion_typed_as_the_guide_says_holds_only_what_was_typed(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("%s --file %s --today 2012-06-15 add opinion raw=第一条意见 category=工作作风 >/dev/null",
	    place->program, place->path);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "4");
	see(place, "第一条意见");
	terminal_keys(place->t, "n1\r1\r2.6\r食堂太慢\r3\r");
	terminal_settle(place->t, 60);
	press_times(place, "\r", 13);
	leave(place, "4");
	see(place, "G01-O002");
	run("%s --file %s list opinion --json >%s/all && grep -q '\"raw\": \"食堂太慢\"' %s/all && "
	    "test $(grep -c '\"merged_into\": null' %s/all) = 2 && test $(grep -c '\"problem_id\": null' %s/all) "
	    "= "
	    "2 && test $(grep -c '\"owner\": null' %s/all) = 2",
	    place->program, place->path, place->dir, place->dir, place->dir, place->dir, place->dir);
}

static void the_question_comes_before_a_new_record_is_saved(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "6n1\r\r会太多");
	enter_until(place, "G01-001 已保存");
	terminal_keys(place->t, "n");
	see(place, "新建");
	terminal_keys(place->t, "1\r\r第二条");
	enter_until(place, "存这一条？");
	terminal_keys(place->t, "x"); /* no answer, and no text either */
	see(place, "回到各栏");
	terminal_keys(place->t, "\033[A");
	terminal_settle(place->t, 60);
	expect_count(place, "problem", 1);
	enter_until(place, "G01-002 已保存");
	quit(place);
}

static void what_is_typed_on_a_link_narrows_it_and_no_row_is_taken_unasked(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("for name in 严平 孔平; do %s --file %s --today 2012-06-15 add person name=$name >/dev/null || exit "
	    "1; "
	    "done",
	    place->program, place->path);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "3\tn"); /* a note is somebody's */
	see(place, "新建");
	terminal_keys(place->t, "\r");
	see(place, "可选");
	terminal_keys(place->t, "\r");
	see(place, "还没有选");
	terminal_keys(place->t, "孔某");
	terminal_keys(place->t, "\r");
	see(place, "没有含“孔某”的");
	terminal_keys(place->t, "\025孔平\r");
	see(place, "孔平");
	terminal_keys(place->t, "\r1\r2.6\r读书\023");
	see(place, "已保存。姓名：孔平。"); /* what it was linked to */
	run("%s --file %s list note >%s/all; grep -q 孔平 %s/all && ! grep -q 严平 %s/all", place->program,
	    place->path, place->dir, place->dir, place->dir);
	quit(place);
}

/* Some letters of a sentence name a choice, but the sentence does not; nor does a day. Its own word does. */
static void a_sentence_typed_onto_a_choice_chooses_nothing(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 30, 100, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "4n");
	see(place, "征求意见 新建");
	terminal_keys(place->t, "2012-03-01");
	see(place, "来源渠道只有：1 座谈会");
	terminal_keys(place->t, "\t");
	terminal_keys(place->t, "the students say so");
	see(place, "对象只有：1 教师");
	terminal_keys(place->t, "\t\t食堂太慢\tstyle");
	terminal_settle(place->t, 100);
	terminal_keys(place->t, "\023");
	see(place, "G01-O001 已保存");
	run("%s --file %s list opinion --json | grep -q '\"category\": \"工作作风\"'", place->program,
	    place->path);
	run("%s --file %s list opinion --json | grep -q '\"group\": null'", place->program, place->path);
	run("%s --file %s list opinion --json | grep -q '\"channel\": null'", place->program, place->path);
	quit(place);
}

/* The state of a task that records measure is theirs: nobody is asked to turn it. */
static void a_measured_task_is_not_said_to_be_still_open(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 40, 100, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "2\r");
	see(place, "推进计划 G01-T001");
	for (int i = 0; i < 12 && !terminal_has(place->t, "这里什么也没填"); i++) {
		terminal_keys(place->t, "\r");
		terminal_settle(place->t, 200);
		assert_false(terminal_has(place->t, "状态还是"));
	}
	see(place, "这里什么也没填");
	quit(place);
}

/* More came than should: there is nothing to keep, so nobody is asked. What the ticks contradict is asked once. */
static void a_number_that_was_kept_is_not_asked_about_again(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("%s --file %s add person name=甲 >/dev/null && %s --file %s add person name=乙 >/dev/null",
	    place->program, place->path, place->program, place->path);
	run("%s --file %s add session date=2012-06-01 topic=学习 form=集中学习 should=2 attendance='G01-R001 "
	    "G01-R002'"
	    " >/dev/null",
	    place->program, place->path);
	start(place, 30, 100, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "3\r");
	see(place, "集体学习 G01-S001");
	press_times(place, "\t", 10);
	terminal_keys(place->t, "\0255\023");
	see(place, "签到 2 人，填的是 5 人");
	terminal_keys(place->t, "\r");
	see(place, "实到（5）多于应到（2）");
	assert_false(terminal_has(place->t, "保留所填"));
	terminal_keys(place->t, "\0252\023");
	see(place, "G01-S001 已保存");
	quit(place);
}

static void a_choice_is_its_number_or_is_said_to_be_none(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "5");
	see(place, "A1");
	terminal_keys(place->t, "\r4");
	see(place, "自评只有：0 1 2 3 N");
	terminal_keys(place->t, "5");
	terminal_settle(place->t, 60);
	press_times(place, "\r", 30);
	run("! %s --file %s list rating --json | grep -q '\"self\": \"'", place->program, place->path);
	leave(place, "5");
	terminal_keys(place->t, "\r2\023");
	see(place, "已保存");
	run("%s --file %s list rating --json | grep -q '\"self\": \"'", place->program, place->path);
	quit(place);
}

static void the_line_of_a_search_is_edited_like_any_other(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "2fqqq\025du\033[Dd\033[H\013n");
	terminal_settle(place->t, 60);
	terminal_keys(place->t, "\033[1~m\033[4~o"); /* Home and End as tmux and the console send them */
	see(place, "/mno"); /* and no record was deleted, nothing undone, the program still runs */
	quit(place);
}

static void the_state_names_all_that_it_needs_at_once(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("%s --file %s --today 2012-06-15 add problem text=会太多 status=未启动 >/dev/null", place->program,
	    place->path);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "6z");
	see(place, "下一步“整改中”还缺 3 栏：责任人、整改措施、整改期限。");
	terminal_keys(place->t, "2");
	see(place, "“整改中”还缺 3 栏：责任人、整改措施、整改期限。");
	terminal_keys(place->t, "\023");
	see(place, "状态为“整改中”时还缺 3 栏：责任人、整改措施、整改期限。");
	terminal_keys(place->t, "石丽燕\033[19~"); /* on the first that is missing; F8 */
	see(place, "“整改中”还缺 2 栏：整改措施、整改期限。");
	terminal_keys(place->t, "\r"); /* to the first that is missing still */
	terminal_settle(place->t, 60);
	terminal_keys(place->t, "合并会议\033[19~\r6.30\023");
	see(place, "已保存");
	run("%s --file %s list problem --json >%s/all && grep -q '\"owner\": \"石丽燕\"' %s/all && "
	    "grep -q '\"measure\": \"合并会议\"' %s/all && grep -q '\"due\": \"2012-06-30\"' %s/all && "
	    "grep -q '\"status\": \"整改中\"' %s/all",
	    place->program, place->path, place->dir, place->dir, place->dir, place->dir, place->dir);
	quit(place);
}

static void one_key_saves_and_begins_the_next(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "6n");
	see(place, "新建");
	terminal_keys(place->t, "\033[15~"); /* F5: there is nothing to save yet */
	see(place, "没有存");
	terminal_keys(place->t, "1\r\r会太多\033[15~");
	see(place, "G01-001 已保存");
	see(place, "整改台账 新建");
	terminal_keys(place->t, "1\r\r检查太多\033[15~");
	see(place, "G01-002 已保存");
	terminal_keys(place->t, "\033");
	terminal_settle(place->t, 60);
	quit(place);
	run("%s --file %s list problem >%s/all; grep -q 会太多 %s/all && grep -q 检查太多 %s/all && "
	    "test $(grep -c G01-00 %s/all) = 2",
	    place->program, place->path, place->dir, place->dir, place->dir, place->dir);
}

static void the_same_again_is_of_the_next_person(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("add() { %s --file %s --today 2012-06-15 add \"$@\" >/dev/null; }; add person name=严平 && "
	    "add person name=已离校 leave=2012-05-01 && add person name=孔平 && add person name=李平 && "
	    "add note person=G01-R001 kind=笔记 date=2012-06-01 title=第一篇",
	    place->program, place->path);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "3\ty");
	see(place, "孔平");
	terminal_keys(place->t, "6.2\033[15~"); /* it goes on: the next again */
	see(place, "李平");
	terminal_keys(place->t, "6.3\033[15~");
	see(place, "个人学习 新建"); /* behind the last nobody is left to go on to */
	terminal_settle(place->t, 60);
	terminal_keys(place->t, "\033");
	quit(place);
	run("%s --file %s list note --csv >%s/all; grep -q R003.*2012-06-02.*第一篇 %s/all && "
	    "grep -q R004.*2012-06-03.*第一篇 %s/all && test $(grep -c 第一篇 %s/all) = 3 && ! grep R002 %s/all",
	    place->program, place->path, place->dir, place->dir, place->dir, place->dir, place->dir);
}

static void the_preview_opens_the_field_that_is_to_be_written(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "7v");
	see(place, "处要人写");
	terminal_keys(place->t, "\t\r");
	see(place, "学校概况");
	terminal_keys(place->t, "榕一中〔2012〕9号\023");
	see(place, "已保存");
	see(place, "处要人写");
	terminal_keys(place->t, "\t\r");
	see(place, "学校概况");
	terminal_keys(place->t, "石校长\023");
	see(place, "已保存");
	run("%s --file %s list school --json >%s/all && grep -q '\"doc_no\": \"榕一中〔2012〕9号\"' %s/all && "
	    "grep -q '\"signer\": \"石校长\"' %s/all && grep -q '\"column\": null' %s/all",
	    place->program, place->path, place->dir, place->dir, place->dir, place->dir);
	see(place, "处要人写");
	terminal_keys(place->t, "\t\r");
	see(place, "县教育局名称"); /* its words stand in the preview's bar too */
	terminal_keys(place->t, "榕溪县教育局\023");
	/* The message of the save before may still stand: what tells is that the form has gone. */
	see(place, "处要人写");
	see(place, "已保存");
	run("%s --file %s list section --json | grep -q '\"text\": \"榕溪县教育局\"'", place->program,
	    place->path);
	quit(place);
}

static void what_points_to_a_record_is_named_before_it_goes(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("add() { %s --file %s --today 2012-06-15 add \"$@\" >/dev/null; }; add opinion raw=第一条意见 && "
	    "add opinion raw=一样的意见 merged_into=G01-O001",
	    place->program, place->path);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "4gd");
	see(place, "还有 1 处指向它：G01-O002。并入它的恢复单独计数。");
	terminal_keys(place->t, "n");
	terminal_settle(place->t, 60);
	terminal_keys(place->t, "jd");
	see(place, "删去 G01-O002");
	assert_false(terminal_has(place->t, "指向它"));
	terminal_keys(place->t, "\033");
	terminal_settle(place->t, 60);
	terminal_keys(place->t, "gd\r");
	see(place, "G01-O001");
	terminal_settle(place->t, 60);
	run("%s --file %s list opinion >%s/all; ! grep -q 第一条意见 %s/all && grep -q 一样的意见 %s/all",
	    place->program, place->path, place->dir, place->dir, place->dir);
	quit(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(enter_alone_fills_nothing_in_and_saves_nothing),
		TEST(the_other_kinds_are_walked_by_enter_alone),
		TEST(an_opinion_typed_as_the_guide_says_holds_only_what_was_typed),
		TEST(the_question_comes_before_a_new_record_is_saved),
		TEST(what_is_typed_on_a_link_narrows_it_and_no_row_is_taken_unasked),
		TEST(a_choice_is_its_number_or_is_said_to_be_none),
		TEST(a_sentence_typed_onto_a_choice_chooses_nothing),
		TEST(a_number_that_was_kept_is_not_asked_about_again),
		TEST(a_measured_task_is_not_said_to_be_still_open),
		TEST(the_line_of_a_search_is_edited_like_any_other),
		TEST(the_state_names_all_that_it_needs_at_once),
		TEST(one_key_saves_and_begins_the_next),
		TEST(the_preview_opens_the_field_that_is_to_be_written),
		TEST(what_points_to_a_record_is_named_before_it_goes),
		TEST(the_same_again_is_of_the_next_person),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
