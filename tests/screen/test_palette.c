/* Tests the palette: everything that can be done is found by part of its name, in Chinese, English and pinyin, and
 * Enter does it where one was. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

static void begin(struct place *place, int rows, int cols)
{
	new_workbook(place);
	run("%s --file %s --today 2012-06-15 add problem text=年轻教师读书少 type=限期整改 >/dev/null",
	    place->program, place->path);
	start(place, rows, cols, chinese);
	see(place, "第 3 阶段");
}

/* What is typed, and what Enter on its first row shows. */
static void find(struct place *place, const char *typed, const char *row, const char *shown)
{
	terminal_keys(place->t, ":");
	see(place, "命令（");
	terminal_keys(place->t, typed);
	see(place, row);
	terminal_keys(place->t, "\r");
	see(place, shown);
	press(place, "\033\033\0331");
	see(place, "第 3 阶段");
}

static void everything_is_found_by_its_name(void **state)
{
	struct place *place = *state;
	begin(place, 24, 80);
	find(place, "zzg", "走过场", "这些是发现"); /* pinyin in the middle of a name */
	find(place, "truth ch", "查走过场", "这些是发现");
	find(place, "走过场", "查走过场", "这些是发现");
	find(place, "rili", "日历", "日历");
	find(place, "rymc", "人员名册", "人员名册");
	find(place, "notice", "督查反馈单", "督查反馈单");
	find(place, "sz", "设置", "语言");
	quit(place);
}

static void a_command_is_for_the_screen_below(void **state)
{
	struct place *place = *state;
	begin(place, 24, 80);
	terminal_keys(place->t, "6");
	see(place, "年轻教师读书少");
	terminal_keys(place->t, ";");
	see(place, "命令（");
	terminal_keys(place->t, "删除\r");
	see(place, "删去 G01-001 年轻教师读书少");
	press(place, "\033");
	expect_count(place, "problem", 1);
	/* What was done lately stands first. */
	terminal_keys(place->t, ":\r");
	see(place, "删去 G01-001 年轻教师读书少");
	terminal_keys(place->t, "\r");
	see(place, "已删除");
	quit(place);
	expect_count(place, "problem", 0);
}

static void what_is_typed_below_stays(void **state)
{
	struct place *place = *state;
	begin(place, 24, 80);
	terminal_keys(place->t, "6n");
	see(place, "问题来源");
	press(place, "\t\t会议多");
	terminal_keys(place->t, "\033[20~"); /* F9 */
	see(place, "命令（");
	terminal_keys(place->t, "保存\r");
	see(place, "已保存");
	quit(place);
	run("%s --file %s list problem --json | grep -q '\"text\": \"会议多\"'", place->program, place->path);
	expect_count(place, "problem", 2);
}

static void records_and_figures_open(void **state)
{
	struct place *place = *state;
	begin(place, 24, 80);
	terminal_keys(place->t, "6\r");
	see(place, "问题来源");
	press(place, "\033");
	press(place, "1");
	see(place, "第 3 阶段");
	terminal_keys(place->t, ":");
	see(place, "G01-001 年轻教师读书少"); /* opened lately */
	press(place, "\033");
	find(place, "zqyj", "召开征求意见座谈会", "征求意见座谈会");
	find(place, "pjcx", "平均参学率", "共 0 条");
	quit(place);
}

static void typing_in_the_help_finds_commands(void **state)
{
	struct place *place = *state;
	begin(place, 24, 80);
	terminal_keys(place->t, "?");
	see(place, "任何地方");
	terminal_keys(place->t, "d");
	see(place, "命令（");
	press(place, "c"); /* 导出 */
	see(place, "导出");
	press(place, "\033");
	see(place, "第 3 阶段");
	quit(place);
}

/* Tab keeps the class of the row; letters that nothing is called by say so; Enter does nothing then. */
static void a_class_alone_and_nothing_at_all(void **state)
{
	struct place *place = *state;
	begin(place, 24, 80);
	terminal_keys(place->t, ":设置");
	see(place, "页面");
	press(place, "\t\025"); /* ^U */
	see(place, "命令（9）");
	press(place, "\t没有这个\r");
	see(place, "没有叫这个的");
	press(place, "\033");
	quit(place);
}

static void a_narrow_window_has_names_and_keys(void **state)
{
	struct place *place = *state;
	begin(place, 10, 40);
	terminal_keys(place->t, ":导出");
	see(place, "导出");
	assert_false(terminal_has(place->t, "到处"));
	quit(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(everything_is_found_by_its_name),    TEST(a_command_is_for_the_screen_below),
		TEST(what_is_typed_below_stays),          TEST(records_and_figures_open),
		TEST(typing_in_the_help_finds_commands),  TEST(a_class_alone_and_nothing_at_all),
		TEST(a_narrow_window_has_names_and_keys),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
