/* What was typed and not saved waits: the overview counts it, and the list marks its record. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

static void begin(struct place *place)
{
	new_workbook(place);
	run("add() { %s --file %s --today 2012-06-15 add \"$@\" >/dev/null; }; add problem text=会太多 && "
	    "add problem text=检查太多",
	    place->program, place->path);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	assert_false(terminal_has(place->t, "没存的"));
}

static void escape(struct place *place, const char *then)
{
	terminal_keys(place->t, "\033");
	terminal_settle(place->t, 100);
	terminal_keys(place->t, then);
	terminal_settle(place->t, 100);
}

static void expect_row(struct place *place, int row, const char *text, bool there)
{
	char *line = terminal_row(place->t, row);
	if ((strncmp(line, text, strlen(text)) == 0) != there)
		fail_msg("row %d: %s", row, line);
	free(line);
}

static void drafts_are_counted_and_marked(void **state)
{
	struct place *place = *state;
	begin(place);
	terminal_keys(place->t, "6j\r2");
	see(place, "征求意见");
	escape(place, "");
	see(place, "没存的 1 条（~）");
	expect_row(place, 4, "  G01-001", true);
	expect_row(place, 5, "~ G01-002", true);
	terminal_keys(place->t, "1");
	see(place, "没存的 1 条：整改台账 G01-002");
	terminal_keys(place->t, "6n1");
	escape(place, "");
	see(place, "没存的 2 条（~）");
	terminal_keys(place->t, "1");
	see(place, "没存的 2 条");
	terminal_keys(place->t, "6n\022"); /* ^R: as it was */
	terminal_settle(place->t, 60);
	escape(place, "j\r\023");
	see(place, "G01-002 已保存");
	assert_false(terminal_has(place->t, "没存的"));
	terminal_keys(place->t, "1");
	see(place, "待办");
	assert_false(terminal_has(place->t, "没存的"));
	run("%s --file %s list problem --json | grep -q '\"source\": \"征求意见\"'", place->program, place->path);
	quit(place);
}

static void what_was_taken_back_or_is_gone_waits_no_more(void **state)
{
	struct place *place = *state;
	begin(place);
	terminal_keys(place->t, "6\r\t\t坏\177"); /* typed, and deleted again */
	escape(place, "");
	assert_false(terminal_has(place->t, "没存的"));
	terminal_keys(place->t, "\r2");
	escape(place, "");
	see(place, "没存的 1 条（~）");
	terminal_keys(place->t, "d\r");
	see(place, "G01-001");
	terminal_settle(place->t, 60);
	assert_false(terminal_has(place->t, "没存的"));
	terminal_keys(place->t, "u"); /* it is there again, and so is what was typed into it */
	see(place, "没存的 1 条（~）");
	quit(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(drafts_are_counted_and_marked),
		TEST(what_was_taken_back_or_is_gone_waits_no_more),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
