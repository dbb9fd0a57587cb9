/* Walks the first ten minutes of README, key by key, and accounts for each field of each record afterwards. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

/* What kuayue lists of the kind, without the fields that are empty and the ids, is the text. */
static void expect_records(struct place *place, const char *kind, const char *wanted)
{
	run("%s --lang zh --file %s --today 2012-06-15 list %s --json >%s/json && "
	    "sed -n '/null/d; /\"id\"/d; s/^ *\"\\([a-z_]*\\)\": \"*\\([^\",]*\\)\"*,*$/\\1=\\2/p' %s/json "
	    ">%s/got",
	    place->program, place->path, kind, place->dir, place->dir, place->dir);
	run("printf '%%s\\n' %s | diff - %s/got", wanted, place->dir);
}

static void press_until(struct place *place, const char *keys, const char *text)
{
	terminal_keys(place->t, keys);
	see(place, text);
}

static void make_the_workbook(struct place *place)
{
	char *argv[] = { place->program, "--lang", "zh", place->path, NULL };
	place->t = terminal_start(24, 80, argv, english);
	see(place, "学校代码");
	terminal_keys(place->t, "G01\r榕溪县第一高级中学\r1\r");
	terminal_keys(place->t, "\0252012-06-15\r林晓\r");
	see(place, "第 3 阶段");
	see(place, "2012-06-15");
	expect_records(place, "school", "number=G01 code=G01 name=榕溪县第一高级中学 kind=高中");
	run("test $(%s --file %s list task --json | grep -c '\"number\"') = 37 && "
	    "test $(%s --file %s list rating --json | grep -c '\"number\"') = 43",
	    place->program, place->path, place->program, place->path);
	quit(place);
	start(place, 24, 80, chinese);
	see(place, "下一步");
}

static void do_the_first_thing(struct place *place)
{
	press_until(place, "\r", "到期，还没有完成");
	see(place, "G01-T001");
	terminal_keys(place->t, "成立了领导小组");
	enter_until(place, "存这一条？");
	press_until(place, "\r", "G01-T002");
	press_until(place, "方案印发了\033", "下一步");
	press_until(place, "w", "G01-T001"); /* it is not done yet */
	press_until(place, "\033", "下一步");
	run("%s --file %s list task --json >%s/json && test $(grep -c '\"progress\": \"' %s/json) = 1 && "
	    "grep -q '\"progress\": \"成立了领导小组\"' %s/json && ! grep -q '推进中\\|\"done\": \"' %s/json",
	    place->program, place->path, place->dir, place->dir, place->dir, place->dir);
}

static void fill_the_roster_and_the_school(struct place *place)
{
	press_until(place, "8", "人员名册");
	press_until(place, "\r", "还没有记录");
	press_until(place, "n", "新建");
	terminal_keys(place->t, "孔平");
	enter_until(place, "G01-R001 已保存");
	expect_records(place, "person", "number=G01-R001 name=孔平");
	press_until(place, "\033", "按 Enter 打开台账");
	press_until(place, "\033[B\r", "榕溪县第一高级中学");
	press_until(place, "\r", "教职工数");
	terminal_settle(place->t, 60);
	terminal_keys(place->t, "40\r0\r\023");
	see(place, "G01 已保存");
	expect_records(place, "school", "number=G01 code=G01 name=榕溪县第一高级中学 kind=高中 staff=40 party=0");
}

static void enter_a_session(struct place *place)
{
	terminal_keys(place->t, "\033");
	terminal_settle(place->t, 60);
	press_until(place, "3", "还没有记录");
	press_until(place, "n", "新建");
	terminal_keys(place->t, "4.10\r\r学习文件\r");
	terminal_settle(place->t, 60);
	for (int i = 0; i < 6; i++) /* to 签到, a list that Enter passes */
		terminal_keys(place->t, "\033[B");
	press_until(place, "\033[C", "已勾 0 个");
	press_until(place, "\033[B \r", "新建");
	enter_until(place, "G01-S001 已保存");
	expect_records(place, "session",
		       "number=G01-S001 date=2012-04-10 topic=学习文件 form=集中学习 should=1 attendance=G01-R001 "
		       "present=1 entered=2012-06-15");
	run("%s --lang zh --file %s --today 2012-06-15 list task --json >%s/json && "
	    "grep -A20 '\"number\": \"G01-T007\"' %s/json >%s/task && grep -q '\"status\": \"已完成\"' %s/task && "
	    "grep -q '\"done\": \"2012-04-10\"' %s/task && grep -q '\"evidence\": \"G01-S001\"' %s/task && "
	    "grep -q '\"by\": \"记录\"' %s/task && test $(grep -c '\"status\": \"已完成\"' %s/json) = 1",
	    place->program, place->path, place->dir, place->dir, place->dir, place->dir, place->dir, place->dir,
	    place->dir, place->dir);
	press_until(place, "\t", "共 0 条");
}

static void rate_an_item(struct place *place)
{
	press_until(place, "5", "共 43 条");
	press_until(place, "\r", "未开展");
	press_until(place, "3\023", "评3须有凭据编号");
	terminal_keys(place->t, "\022");
	terminal_settle(place->t, 60);
	press_until(place, "\033", "共 43 条");
	press_until(place, "\r", "未开展");
	terminal_keys(place->t, "2");
	enter_until(place, "G01-C001 已保存");
	run("%s --file %s list rating --json >%s/json && test $(grep -c '\"self\": \"' %s/json) = 1 && "
	    "! grep -q '\"date\": \"' %s/json",
	    place->program, place->path, place->dir, place->dir, place->dir);
}

static void enter_a_problem(struct place *place)
{
	press_until(place, "6", "还没有记录");
	press_until(place, "n", "新建");
	terminal_keys(place->t, "\r\r打饭排队太长");
	enter_until(place, "G01-001 已保存");
	expect_records(place, "problem", "number=G01-001 text=打饭排队太长 status=未启动 round=1");
	press_until(place, "c", "来龙去脉");
	terminal_keys(place->t, "\033");
	terminal_settle(place->t, 60);
}

static void look_at_the_summary_and_export(struct place *place)
{
	press_until(place, "7", "每个数字都由记录算出");
	press_until(place, "v", "处要人写");
	press_until(place, "\t\r", "报告文号");
	press_until(place, "\033", "处要人写");
	terminal_keys(place->t, "\033");
	terminal_settle(place->t, 60);
	press_until(place, "r", "报告文字");
	terminal_keys(place->t, "\033");
	terminal_settle(place->t, 60);
	run("mkdir %s/out", place->dir);
	press_until(place, "x", "照样可以导出");
	press_until(place, "\t ",
		    "报送单位        领导小组办公室"); /* Space turns the line, a slip of a letter does not */
	terminal_keys(place->t, "\033[Dout");
	terminal_settle(place->t, 150);
	assert_false(terminal_has(place->t, "报送单位        "));
	terminal_keys(place->t, "\033[Z\025");
	terminal_paste(place->t, place->dir);
	press_until(place, "/out\r", "已写好并核对");
	quit(place);
	run("%s --lang zh verify %s/out/*.zip | grep -q 榕溪县第一高级中学", place->program, place->dir);
}

static void the_first_ten_minutes_are_as_readme_has_them(void **state)
{
	struct place *place = *state;
	make_the_workbook(place);
	do_the_first_thing(place);
	fill_the_roster_and_the_school(place);
	enter_a_session(place);
	rate_an_item(place);
	enter_a_problem(place);
	look_at_the_summary_and_export(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_ten_minutes_are_as_readme_has_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
