/* Tests that the export dialog says for whom a package is sealed before and after it is written, and that it can
 * be left unsealed. */
#define _XOPEN_SOURCE 700

#include "screen/place.h"

#define GROUP "榕溪县教育局“解放思想、赶超跨越”大讨论活动领导小组办公室"

static void make_key(struct place *place, const char *name, const char *file)
{
	run("cd %s && echo long-enough-words-here >pass && HOME=. %s key new --name '%s' --passphrase-file pass "
	    "%s "
	    ">/dev/null",
	    place->dir, place->program, name, file);
}

static void open_dialog(struct place *place, int rows, int cols)
{
	char home[96];
	snprintf(home, sizeof(home), "HOME=%s", place->dir);
	const char *const env[] = { "LANGUAGE=zh_CN", home, NULL };
	start(place, rows, cols, env);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "x");
	see(place, "写到哪里");
}

static void a_key_imported_from_the_dialog_seals_the_package_and_both_say_so(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	make_key(place, GROUP, "office.key");
	open_dialog(place, 24, 80);
	see(place, "不密封：还没有导入领导小组的公钥");
	terminal_keys(place->t, "\007");
	see(place, "导入公钥文件");
	terminal_keys(place->t, "\r");
	see(place, "密钥文件");
	terminal_keys(place->t, place->dir);
	terminal_keys(place->t, "/office.public.txt\r");
	see(place, "最后四位");
	type_last_digits(place, "office.public.txt");
	see(place, "以后导出的文件包密封给");
	terminal_keys(place->t, "\033");
	see(place, "密封给           " GROUP);
	terminal_keys(place->t, "\r");
	see(place, "已写好并核对");
	see(place, "密封给：" GROUP);
	see(place, "Enter 关闭");
	assert_false(terminal_has(place->t, "停止"));
	terminal_keys(place->t, "\r");
	see(place, "Enter 打开");
	see(place, "密封给：");
	quit(place);
	run("LANGUAGE=en %s verify %s/*_v1.zip | grep -q 'Sealed for: " GROUP "'", place->program, place->dir);
}

static void it_can_be_left_unsealed_or_sealed_for_another(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	make_key(place, "甲组", "a.key");
	make_key(place, "乙组", "b.key");
	for (const char *name = "ab"; *name; name++)
		run("%s --file %s key import %s/%c.public.txt --yes >/dev/null", place->program, place->path,
		    place->dir, *name);
	open_dialog(place, 24, 80);
	see(place, "密封给           乙组");
	terminal_keys(place->t, "\t\t\t");
	see(place, "也可选不密封。指纹 ");
	terminal_keys(place->t, "\033OC");
	see(place, "密封给           甲组");
	terminal_keys(place->t, "\r");
	see(place, "密封给：甲组（");
	see(place, "已写好并核对");
	terminal_keys(place->t, "\rx");
	see(place, "密封给           乙组");
	terminal_keys(place->t, "\t\t\t\033OD");
	see(place, "密封给           不密封");
	see(place, "任何人都能打开");
	terminal_keys(place->t, "\r");
	see(place, "不密封：任何人都能打开。");
	see(place, "已写好并核对");
	quit(place);
	run("LANGUAGE=en %s verify %s/*_v1.zip | grep -q 'Sealed for: 甲组'", place->program, place->dir);
	run("LANGUAGE=en %s verify %s/*_v2.zip >%s/out && ! grep -q Sealed %s/out", place->program, place->dir,
	    place->dir, place->dir);
}

static void a_question_is_whole_on_the_smallest_terminal_too(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	make_key(place, GROUP, "office.key");
	run("%s --file %s key import %s/office.public.txt --yes >/dev/null", place->program, place->path,
	    place->dir);
	start(place, 10, 40, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "K");
	see(place, "导入公钥文件");
	terminal_keys(place->t, "\033OB\033OB\r");
	see(place, "取不回来。");
	see(place, "再按 Enter");
	terminal_resize(place->t, 24, 80);
	see(place, "取不回来。");
	terminal_keys(place->t, "\033");
	see(place, "领导小组");
	quit(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_key_imported_from_the_dialog_seals_the_package_and_both_say_so),
		TEST(it_can_be_left_unsealed_or_sealed_for_another),
		TEST(a_question_is_whole_on_the_smallest_terminal_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
