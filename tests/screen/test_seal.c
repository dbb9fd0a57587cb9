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
	see(place, "密封给           乙组，未核对");
	terminal_keys(place->t, "\t\t\t");
	see(place, "还没有人核对过这个公钥：打电话去，在 ^G 里核对。指纹 ");
	terminal_keys(place->t, "\033OC");
	see(place, "密封给           甲组");
	terminal_keys(place->t, "\r");
	see(place, "密封给：甲组（");
	see(place, "），未核对");
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

static void a_school_gets_a_new_key_and_sees_who_has_the_old_one(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("%s --file %s key show >%s/before 2>/dev/null && cp %s '%s.~1~'", place->program, place->path,
	    place->dir, place->path, place->path);
	run("%s --file %s key export %s/own.public.txt >/dev/null 2>&1", place->program, place->path, place->dir);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "Kkk\r");
	see(place, "再按 Enter：");
	terminal_keys(place->t, "\r"); /* nothing was typed */
	see(place, "没有动");
	type_last_digits(place, "own.public.txt");
	see(place, "下面这些文件里还有旧密钥");
	see(place, "w.kuayue.~1~");
	terminal_keys(place->t, "\033");
	see(place, "已更换"); /* the old one, as known from now on */
	quit(place);
	run("%s --file %s key show >%s/after 2>/dev/null && ! cmp -s %s/before %s/after", place->program,
	    place->path, place->dir, place->dir, place->dir);
}

static void a_template_is_signed_with_a_passphrase_that_nobody_sees(void **state)
{
	struct place *place = *state;
	char path[200];
	new_workbook(place);
	make_key(place, "甲组", "office.key");
	run("%s campaign --print >%s/campaign.ini", place->program, place->dir);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "Kk\r");
	see(place, "私钥文件");
	snprintf(path, sizeof(path), "%s/campaign.ini\r%s/office.key\r", place->dir, place->dir);
	terminal_keys(place->t, path);
	terminal_keys(place->t, "long-enough-words-herf\177字");
	terminal_settle(place->t, 60);
	assert_false(terminal_has(place->t, "long-enough") || terminal_has(place->t, "字。"));
	terminal_keys(place->t, "\r");
	see(place, "口令");
	run("test ! -e %s/campaign.ini.sig", place->dir);
	terminal_keys(place->t, "\177e\r"); /* 字 is one character */
	see(place, "已存为：");
	quit(place);
	run("test -s %s/campaign.ini.sig && %s --today 2012-06-15 new --code G02 --name 第二中学 --kind gaozhong "
	    "--campaign %s/campaign.ini %s/new.kuayue 2>&1 | grep -q 甲组",
	    place->dir, place->program, place->dir, place->dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_key_imported_from_the_dialog_seals_the_package_and_both_say_so),
		TEST(it_can_be_left_unsealed_or_sealed_for_another),
		TEST(a_school_gets_a_new_key_and_sees_who_has_the_old_one),
		TEST(a_template_is_signed_with_a_passphrase_that_nobody_sees),
		TEST(a_question_is_whole_on_the_smallest_terminal_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
