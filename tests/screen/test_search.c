/* Tests search on the screen: from everywhere, with the words around what was found, and to the field that has it.
 */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

static void begin(struct place *place)
{
	new_workbook(place);
	run("add() { %s --file %s --today 2012-06-15 add \"$@\" >/dev/null; }; "
	    "add opinion raw=作业批改有时隔一周才发 && add opinion raw=食堂早餐花样少 && "
	    "add problem text=作业批改不及时 type=限期整改 measure=每月抽查一次作业批改",
	    place->program, place->path);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
}

/* The cell in which a text begins on the row that has it, or -1. */
static int column_of(struct place *place, const char *row_has, const char *text)
{
	for (int i = 0; i < 24; i++) {
		char *row = terminal_row(place->t, i), *at = strstr(row, row_has) ? strstr(row, text) : NULL;
		int cells = 0;
		for (const char *c = row; at && c < at; c++)
			if (((unsigned char)*c & 0xC0) != 0x80)
				cells += (unsigned char)*c >= 0xE0 ? 2 : 1;
		free(row);
		if (at)
			return cells;
	}
	return -1;
}

static void it_is_reached_from_everywhere_and_opens_the_field(void **state)
{
	struct place *place = *state;
	begin(place);
	terminal_keys(place->t, "/");
	see(place, "找到 0 条");
	terminal_keys(place->t, "批改");
	see(place, "找到 2 条");
	/* The newest first, in the field that has it; what was found stands in one column. */
	see_under(place, 24, "整改台账 问题描述", "征求意见 原始意见");
	assert_true(column_of(place, "G01-001", "批改") > 40);
	assert_int_equal(column_of(place, "G01-001", "批改"), column_of(place, "G01-O001", "批改"));
	terminal_keys(place->t, " 抽查");
	see(place, "找到 1 条");
	press(place, "\025抽查\r\r");
	see(place, "整改台账 G01-001");
	press(place, "甲\023"); /* it is at the field, behind its text */
	see(place, "已保存");
	run("%s --file %s list problem --json | grep -q '\"measure\": \"每月抽查一次作业批改甲\"'", place->program,
	    place->path);
	see(place, "找到 1 条");
	press(place, "\033");
	see(place, "第 3 阶段");
	/* While a text is typed, by the other key; what was typed stays. */
	terminal_keys(place->t, "6n");
	see(place, "问题来源");
	press(place, "\t\t会议多\006早餐");
	see(place, "食堂早餐花样少");
	press(place, "\033");
	see(place, "会议多");
	press(place, "\033");
	quit(place);
}

static void a_filter_that_finds_nothing_leads_on(void **state)
{
	struct place *place = *state;
	begin(place);
	press(place, "6f食堂");
	see(place, "这里没有含这些字的，别处有 1 条：Tab。");
	press(place, "\t");
	see(place, "食堂早餐花样少");
	see(place, "找到 1 条");
	press(place, "\033");
	press(place, "f\025没有的");
	see(place, "没有含这些字的。Esc");
	quit(place);
}

/* Deleted and brought back behind the search's back: what stands is what is there. */
static void what_is_found_is_what_is_there(void **state)
{
	struct place *place = *state;
	begin(place);
	press(place, "/早餐\r");
	see(place, "食堂早餐花样少");
	press(place, "\r");
	see(place, "征求意见 G01-O002");
	press(place, "\025食堂很好\023");
	see(place, "找到 0 条");
	press(place, "u");
	press(place, "\r"); /* it is not on the screen, so it is asked about */
	see(place, "食堂早餐花样少");
	quit(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_reached_from_everywhere_and_opens_the_field),
		TEST(a_filter_that_finds_nothing_leads_on),
		TEST(what_is_found_is_what_is_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
