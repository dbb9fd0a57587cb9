/* Undo and redo by their keys: they say record, field, before and after, ask where that cannot be seen, and the
 * list is right at once. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

static void command(struct place *place, const char *day, const char *words)
{
	run("%s --file %s --today %s %s >/dev/null", place->program, place->path, day, words);
}

/* Whether a problem has that value now, in the file. */
static void stored(struct place *place, const char *field, const char *value)
{
	run("%s --file %s list problem --json | grep -q '\"%s\": %s'", place->program, place->path, field, value);
}

/* Four problems of the day before; the second was changed today. */
static void some_problems(struct place *place)
{
	new_workbook(place);
	for (int i = 1; i <= 4; i++) {
		char words[80];
		snprintf(words, sizeof(words), "add problem text=查重点%d type=限期整改", i);
		command(place, "2012-06-15", words);
	}
	command(place, "2012-06-16", "set G01-002 cause=没有计划");
}

static void start_next_day(struct place *place)
{
	char *argv[] = { place->program, "--today", "2012-06-16", place->path, NULL };
	place->t = terminal_start(24, 80, argv, chinese);
	see(place, "第 3 阶段");
}

static void what_is_seen_is_taken_back_and_done_again_at_once(void **state)
{
	struct place *place = *state;
	some_problems(place);
	start_next_day(place);
	press(place, "6");
	see(place, "G01-004");
	press(place, "u");
	see(place, "已撤销 整改台账 G01-002 原因分析 没有计划 -> 未填，^Y 重做。");
	stored(place, "cause", "null");
	press(place, "\031");
	see(place, "已重做 整改台账 G01-002 原因分析 未填 -> 没有计划，u 撤销。");
	stored(place, "cause", "\"没有计划\"");
	press(place, "\031");
	see(place, "没有可以重做的。");
	press(place, "\032"); /* ^Z is u */
	see(place, "已撤销 整改台账 G01-002 原因分析");
	press(place, "\033u"); /* Alt with a letter is no key */
	press(place, "\033z");
	stored(place, "cause", "null");
	expect_count(place, "problem", 4);
	quit(place);
}

static void what_is_not_seen_is_asked_about(void **state)
{
	struct place *place = *state;
	some_problems(place);
	start_next_day(place);
	static const char *const pages[] = { "1", "3", "7", "8", "6\t" };
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		press(place, pages[i]);
		press(place, "u");
		see(place, "撤销不在眼前的改动：整改台账 G01-002 原因分析 没有计划 -> 未填。");
		see(place, "Enter 撤销  Esc 不动");
		press(place, "u");
		see(place, "没有动。");
	}
	stored(place, "cause", "\"没有计划\"");
	press(place, "3u");
	see(place, "不在眼前");
	press(place, "\r");
	see(place, "已撤销 整改台账 G01-002");
	stored(place, "cause", "null");
	press(place, "\031");
	see(place, "重做不在眼前的改动：整改台账 G01-002 原因分析 未填 -> 没有计划。");
	see(place, "Enter 重做  Esc 不动");
	press(place, "\r");
	see(place, "已重做");
	stored(place, "cause", "\"没有计划\"");
	/* A filter that hides it hides it. */
	press(place, "6f查重点3\r");
	press(place, "u");
	see(place, "撤销不在眼前的改动");
	quit(place);
}

static void what_was_changed_on_another_day_is_asked_about(void **state)
{
	struct place *place = *state;
	some_problems(place);
	start_next_day(place);
	press(place, "6u");
	see(place, "已撤销 整改台账 G01-002");
	press(place, "u");
	see(place, "撤销 2012-06-15 的改动：新增 整改台账 G01-004 查重点4。");
	press(place, "\033");
	see(place, "没有动。");
	see(place, "G01-004");
	press(place, "1u");
	see(place, "撤销 2012-06-15 的改动，不在眼前：新增 整改台账 G01-004 查重点4。");
	press(place, "\033");
	press(place, "6u\r");
	see(place, "已撤销 新增 整改台账 G01-004");
	assert_false(terminal_has(place->t, "G01-004 查重点4  "));
	quit(place);
}

static int cursor_row(struct place *place)
{
	int row = 0, col = 0;
	terminal_settle(place->t, 60);
	terminal_cursor(place->t, &row, &col);
	return row;
}

/* In its place, and the cursor on it. */
static void what_was_deleted_is_back_in_its_row(void **state)
{
	struct place *place = *state;
	some_problems(place);
	start_next_day(place);
	press(place, "6j");
	int row = cursor_row(place);
	char *before = terminal_row(place->t, row);
	press(place, "d\rG");
	see(place, "3 条");
	press(place, "u");
	see(place, "已撤销 删除 整改台账 G01-002 查重点2，^Y 重做。");
	assert_int_equal(cursor_row(place), row);
	char *after = terminal_row(place->t, row);
	assert_string_equal(after, before);
	free(before);
	free(after);
	press(place, "\031");
	see(place, "已重做 删除 整改台账 G01-002");
	run("! %s --file %s list problem | grep -q G01-002", place->program, place->path);
	quit(place);
}

/* With the end of the list on the screen, of which nothing is left. */
static void a_list_is_full_again_when_an_import_was_taken_back(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	for (int i = 1; i <= 9; i++) {
		char words[80];
		snprintf(words, sizeof(words), "add person name=甲%d", i);
		command(place, "2012-06-16", words);
	}
	run("{ echo 姓名; seq -f '老师%%g' 200; } >%s/p.csv && %s --file %s --today 2012-06-16 import %s/p.csv >"
	    "/dev/null",
	    place->dir, place->program, place->path, place->dir);
	start_next_day(place);
	press(place, "8");
	see(place, "人员名册");
	press(place, "\r");
	see(place, "甲1");
	press(place, "G");
	see(place, "老师200");
	press(place, "u");
	see(place, "导入 人员名册 200 条");
	press(place, "\r");
	see(place, "已撤销 导入 人员名册 200 条");
	see(place, "甲9");
	see(place, "甲1");
	press(place, "\031");
	see(place, "重做不在眼前的改动：导入 人员名册 200 条。");
	press(place, "\rG");
	see(place, "老师200");
	quit(place);
}

/* What the search had lost with the change is found again with the undo. */
static void a_search_shows_what_undo_brought_back(void **state)
{
	struct place *place = *state;
	some_problems(place);
	command(place, "2012-06-16", "set G01-003 text=别的");
	start_next_day(place);
	press(place, "/查重\r");
	see(place, "找到 3 条");
	assert_false(terminal_has(place->t, "G01-003"));
	press(place, "u");
	see(place, "问题描述 别的 -> 查重点3");
	press(place, "\r");
	see(place, "G01-003");
	quit(place);
}

/* While a text is typed both keys are of the text. */
static void in_a_line_both_keys_are_of_the_typing(void **state)
{
	struct place *place = *state;
	some_problems(place);
	start_next_day(place);
	press(place, "6fabc\032");
	assert_false(terminal_has(place->t, "已撤销"));
	press(place, "\031");
	terminal_keys(place->t, "\033");
	see(place, "查重点3"); /* all again */
	press(place, "n\t\t新问题\032");
	assert_false(terminal_has(place->t, "新问题"));
	press(place, "\031");
	see(place, "新问题");
	assert_false(terminal_has(place->t, "已撤销"));
	quit(place);
	stored(place, "cause", "\"没有计划\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_seen_is_taken_back_and_done_again_at_once),
		TEST(what_is_not_seen_is_asked_about),
		TEST(what_was_changed_on_another_day_is_asked_about),
		TEST(what_was_deleted_is_back_in_its_row),
		TEST(a_list_is_full_again_when_an_import_was_taken_back),
		TEST(a_search_shows_what_undo_brought_back),
		TEST(in_a_line_both_keys_are_of_the_typing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
