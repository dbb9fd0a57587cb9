/* Every question is asked in one way: Enter does what the row says, Esc and any other key do not, and what undo
 * cannot bring back asks for its number. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

static void two_problems(struct place *place)
{
	new_workbook(place);
	for (int i = 0; i < 2; i++)
		run("%s --file %s --today 2012-06-15 add problem text=年轻教师读书少 type=限期整改 >/dev/null",
		    place->program, place->path);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "6");
	see(place, "年轻教师读书少");
}

/* What used to mean yes, what leads elsewhere, and what ends other things. */
static void no_other_key_than_enter_deletes(void **state)
{
	struct place *place = *state;
	static const char *const others[] = { "y",  "Y",    "是",     "n",      " ",      "\023", "\033",
					      "\t", "1",    "\033[A", "\033OP", "\007",   "\032", "\177",
					      "d",  "\033", "u",      "q",      "\033[3~" };
	two_problems(place);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		terminal_keys(place->t, "d");
		see(place, "删去 G01-001 年轻教师读书少，u 取回。");
		see(place, "Enter 删除  Esc 不动");
		press(place, others[i]);
		see(place, "没有动。");
		expect_count(place, "problem", 2);
	}
	terminal_keys(place->t, "d");
	see(place, "删去 G01-001");
	terminal_paste(place->t, "y\r");
	see(place, "没有动。");
	terminal_keys(place->t, "d");
	see(place, "删去 G01-001");
	terminal_keys(place->t, "\r");
	see(place, "已删除");
	quit(place);
	expect_count(place, "problem", 1);
}

/* A letter with Alt is no key at all, and the question waits on. */
static void what_is_no_key_is_no_answer(void **state)
{
	struct place *place = *state;
	two_problems(place);
	terminal_keys(place->t, "d");
	see(place, "删去 G01-001");
	press(place, "\033u");
	press(place, "\033[57;9u");
	see(place, "删去 G01-001");
	terminal_resize(place->t, 30, 100);
	terminal_settle(place->t, 100);
	see(place, "删去 G01-001");
	quit(place);
	expect_count(place, "problem", 2);
}

static void a_key_is_removed_by_its_last_digits_alone(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("cd %s && printf 'correct horse battery\\n' >p && %s key new --name 领导小组 --passphrase-file p "
	    "g.key >/dev/null && %s --file %s key import g.public.txt --yes >/dev/null",
	    place->dir, place->program, place->program, place->path);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "K");
	see(place, "导入公钥文件");
	press(place, "GG\r");
	see(place, "取不回来");
	press(place, "\r");
	see(place, "没有动");
	press(place, "y\r");
	see(place, "没有动");
	press(place, "12345\r");
	see(place, "没有动");
	press(place, "\033");
	run("%s --file %s key list | grep -q 领导小组", place->program, place->path);
	press(place, "\r");
	see(place, "取不回来");
	type_last_digits(place, "g.public.txt");
	see(place, "已移除");
	quit(place);
	run("! %s --file %s key list | grep -q 领导小组", place->program, place->path);
}

static void a_newer_template_asks_for_its_version(void **state)
{
	struct place *place = *state;
	char keys[200];
	new_workbook(place);
	run("%s campaign --print | sed 's/^version=.*/version=77/; s/^title=成立.*/title=成立机构/' >%s/t.ini",
	    place->program, place->dir);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "i");
	see(place, "Tab 补全");
	snprintf(keys, sizeof(keys), "\025%s/t.ini\r", place->dir);
	press(place, keys);
	see(place, "新版模板会改什么");
	press(place, "\r");
	see(place, "第 77 版模板代替现在的模板，u 退不回去。");
	press(place, "y\r");
	see(place, "输入的不是 77，没有动。");
	press(place, "\033");
	see(place, "没有动。");
	run("! %s --file %s campaign | grep -q 77", place->program, place->path);
	press(place, "\r");
	see(place, "输入 77");
	press(place, "77\r");
	see(place, "新模板已启用");
	quit(place);
	run("%s --file %s campaign | grep -q 77", place->program, place->path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_other_key_than_enter_deletes),
		TEST(what_is_no_key_is_no_answer),
		TEST(a_key_is_removed_by_its_last_digits_alone),
		TEST(a_newer_template_asks_for_its_version),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
