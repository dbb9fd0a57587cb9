/* The first page: what contradicts itself is asked about, and the message stands at the field that is wrong, as it
 * does in every form. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

/* The cursor is in the row that begins with the label, and the row below holds the message. */
static void expect_at(struct place *place, const char *label, const char *message)
{
	int row = 0, col = 0;
	terminal_settle(place->t, 100);
	terminal_cursor(place->t, &row, &col);
	char *field = terminal_row(place->t, row), *below = terminal_row(place->t, row + 1);
	if (!strstr(field, label) || !strstr(below, message)) {
		char *screen = terminal_screen(place->t);
		fail_msg("\"%s\" is not at %s:\n%s", message, label, screen);
	}
	free(field);
	free(below);
}

static void first_page(struct place *place)
{
	start(place, 24, 80, chinese);
	see(place, "学校代码");
}

static void nothing_made(struct place *place)
{
	run("test ! -e %s", place->path);
}

static void what_is_wrong_is_said_at_its_field_at_once(void **state)
{
	struct place *place = *state;
	first_page(place);
	press(place, "\r");
	expect_at(place, "学校代码", "学校代码：这一项要填。");
	press(place, "青石\r");
	expect_at(place, "学校代码", "学校代码");
	press(place, "\t");
	expect_at(place, "学校代码", "学校代码");
	press(place, "\025c02\r\r");
	expect_at(place, "学校全称", "学校全称：这一项要填。");
	press(place, "青石镇初级中学\r\r");
	expect_at(place, "学校类型", "学校类型：这一项要填。");
	press(place, "9");
	expect_at(place, "学校类型", "1 高中");
	press(place, "3\r\0252012-02-31\r");
	expect_at(place, "今天", "今天 2012-02-31：2012 年 2 月只有 29 天。");
	press(place, "\033[B");
	expect_at(place, "今天", "只有 29 天");
	press(place, "\r\r\r");
	expect_at(place, "今天", "只有 29 天");
	press(place, "\025\r");
	expect_at(place, "今天", "今天：这一项要填。");
	nothing_made(place);
	press(place, "6.15\r甘明林\r");
	see(place, "工作簿建好了");
	quit(place);
	run("%s --file %s list school --json | grep -q '\"code\": \"C02\"'", place->program, place->path);
}

/* What lies behind the cursor is looked at too: ^S makes it from anywhere. */
static void the_first_wrong_field_gets_the_cursor(void **state)
{
	struct place *place = *state;
	first_page(place);
	press(place, "C02\t\t\t\t甲\023");
	expect_at(place, "学校全称", "学校全称：这一项要填。");
	nothing_made(place);
	quit(place);
}

static void a_name_that_speaks_for_another_kind_is_asked_about(void **state)
{
	struct place *place = *state;
	static const char *const others[] = { "y", "\033", "4", "\t", " " };
	first_page(place);
	press(place, "C02\r青石镇中学\r1\r\0252012-06-15\r\r");
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		see(place, "青石镇中学：校名里的 中学 一般是 初中，选的类型是 高中。");
		see(place, "Enter 照这样建  Esc 不动");
		press(place, others[i]);
		see(place, "没有动。");
		nothing_made(place);
		/* The cursor is on the kind. */
		press(place, "4");
		press(place, "1");
		press(place, "\023");
	}
	see(place, "选的类型是 高中");
	press(place, "\r");
	see(place, "工作簿建好了");
	quit(place);
	run("%s --file %s list school --json | grep -q '\"kind\": \"高中\"'", place->program, place->path);
}

static void a_name_and_a_kind_that_agree_are_not_asked_about(void **state)
{
	struct place *place = *state;
	first_page(place);
	press(place, "C02\r青石镇第二初级中学\r3\r\0252012-06-15\r\r");
	see(place, "工作簿建好了");
	quit(place);
}

static void a_form_says_what_is_wrong_at_the_field(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	press(place, "3n2012-02-31\r");
	expect_at(place, "2012-02-31", "只有 29 天");
	press(place, "\t");
	expect_at(place, "2012-02-31", "只有 29 天");
	press(place, "\033[B\033[B");
	expect_at(place, "2012-02-31", "只有 29 天");
	press(place, "\023");
	expect_at(place, "2012-02-31", "只有 29 天");
	press(place, "\0256.15\t\t二月学习\023");
	see(place, "已保存");
	run("%s --file %s list session --json | grep -q '\"date\": \"2012-06-15\"'", place->program, place->path);
	/* A rule that is broken elsewhere takes the cursor there. */
	press(place, "n\t\t\t\023");
	expect_count(place, "session", 1);
	quit(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_wrong_is_said_at_its_field_at_once),
		TEST(the_first_wrong_field_gets_the_cursor),
		TEST(a_name_that_speaks_for_another_kind_is_asked_about),
		TEST(a_name_and_a_kind_that_agree_are_not_asked_about),
		TEST(a_form_says_what_is_wrong_at_the_field),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
