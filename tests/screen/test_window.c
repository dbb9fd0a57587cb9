/* The window of the terminal grows and shrinks: all that fits is shown, and the cursor stays on its record. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

static void resize(struct place *place, int rows)
{
	terminal_resize(place->t, rows, 80);
	terminal_settle(place->t, 150);
}

/* The text on the row that the cursor is on. */
static void expect_under_cursor(struct place *place, const char *text)
{
	int row = 0, col = 0;
	terminal_cursor(place->t, &row, &col);
	char *line = terminal_row(place->t, row);
	if (!strstr(line, text))
		fail_msg("under the cursor: %s, not %s", line, text);
	free(line);
}

static void a_list_fills_the_window_and_keeps_its_row(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("for i in 1 2 3 4 5 6 7 8 9 10 11 12; do %s --file %s --today 2012-06-15 add bulletin issue=$i "
	    "title=第$i期 "
	    "date=2012-06-01 >/dev/null || exit 1; done",
	    place->program, place->path);
	start(place, 10, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "8");
	see(place, "简报");
	terminal_keys(place->t, "jjj\r");
	see(place, "第1期");
	terminal_keys(place->t, "G");
	see(place, "第12期");
	assert_false(terminal_has(place->t, "第8期"));
	see(place, "共 12 条，这里 4 条");
	resize(place, 24);
	assert_false(terminal_has(place->t, "这里"));
	assert_true(terminal_has(place->t, "第1期") && terminal_has(place->t, "第12期"));
	expect_under_cursor(place, "第12期");
	resize(place, 9);
	expect_under_cursor(place, "第12期");
	resize(place, 12);
	expect_under_cursor(place, "第12期");
	assert_true(terminal_has(place->t, "第10期"));
	terminal_keys(place->t, "kkkkkkkkk");
	terminal_settle(place->t, 100);
	expect_under_cursor(place, "第3期");
	resize(place, 30);
	expect_under_cursor(place, "第3期");
	assert_true(terminal_has(place->t, "第1期") && terminal_has(place->t, "第12期"));
	quit(place);
}

static void a_form_fills_the_window(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 10, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "6n\033[A\033[A"); /* from the first field to the last ones */
	see(place, "主观原因");
	assert_false(terminal_has(place->t, "问题来源"));
	resize(place, 40);
	assert_true(terminal_has(place->t, "问题来源") && terminal_has(place->t, "自查条目"));
	assert_false(terminal_has(place->t, "↑"));
	quit(place);
}

static void what_is_hidden_is_said(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "主要数字  1-15/");
	see(place, "要做的事  1-15/");
	terminal_keys(place->t, "\033[B\033[6~");
	see(place, "要做的事  16-30/");
	terminal_keys(place->t, "8");
	see(place, "前面的数是记录条数");
	see(place, "1-19/");
	resize(place, 50);
	assert_false(terminal_has(place->t, "1-19/"));
	terminal_keys(place->t, "1");
	see(place, "要做的事");
	assert_false(terminal_has(place->t, "主要数字  1-"));
	quit(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_list_fills_the_window_and_keeps_its_row),
		TEST(a_form_fills_the_window),
		TEST(what_is_hidden_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
