/* Tests the import as people do it: a file is found in a list, what it would bring is seen and changed, who may be
 * there already is asked about, and rows that cannot be taken are left out and kept. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

static void write_text_file(struct place *place, const char *name, const char *text)
{
	char path[160];
	snprintf(path, sizeof(path), "%s/%s", place->dir, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* The page that asks for the file, with that typed. */
static void type_path(struct place *place, const char *keys)
{
	char text[300];
	see(place, "第 3 阶段");
	terminal_keys(place->t, "i");
	see(place, "Excel 或 WPS 的花名册、台账");
	snprintf(text, sizeof(text), "\025%s/%s", place->dir, keys);
	terminal_keys(place->t, text);
}

/* The page of a roster with that in it. */
static void open_roster(struct place *place, const char *name, const char *text)
{
	char keys[80];
	write_text_file(place, name, text);
	start(place, 24, 80, chinese);
	snprintf(keys, sizeof(keys), "%s\r", name);
	type_path(place, keys);
}

static void a_file_is_found_in_the_list_and_tab_completes_its_name(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("mkdir %s/名册 %s/名单", place->dir, place->dir);
	write_text_file(place, "名册/甲.csv", "姓名\r\n严平\r\n");
	write_text_file(place, "名册/甲组.csv", "姓名\r\n石磊\r\n");
	write_text_file(place, "名册/说明.docx", "x");
	start(place, 24, 80, chinese);
	type_path(place, "");
	see(place, "名册/");
	see(place, "名单/");
	terminal_keys(place->t, "名\t"); /* two begin like that: nothing is chosen */
	see(place, "名册/");
	terminal_keys(place->t, "册\t");
	see(place, "甲组.csv");
	assert_false(terminal_has(place->t, "说明.docx"));
	terminal_keys(place->t, "甲组\t\r");
	see(place, "石磊");
	terminal_keys(place->t, "\033");
	see(place, "第 3 阶段");
	terminal_keys(place->t, "i"); /* where the last one was */
	see(place, "甲组.csv");
	terminal_keys(place->t, "乙");
	see(place, "没有以此开头的文件");
	terminal_keys(place->t, "\177\033[B\r"); /* the second in the list */
	see(place, "石磊");
	quit(place);
}

static void what_it_would_bring_is_seen_and_changed_and_is_one_change(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	open_roster(place, "roster.csv",
		    "\xEF\xBB\xBF某校花名册,,,\r\n教师姓名,籍贯,是否党员,任教学科\r\n严平,x,√,数学\r\n石磊,x,"
		    "不详,\r\n");
	see(place, "导入 roster.csv");
	see(place, "表头在第 2 行；新增 1，更新 0，已有无新内容 0，不能导入 1");
	see(place, "√=是");
	see(place, "数学=数学组");
	see(place, "（不导入）"); /* a column that no field has */
	see(place, "第 4 行：党员");
	see(place, "要的栏：姓名（必填）、身份、党员、职务、教研组(年级)、到校日期、离校日期。");
	assert_false(terminal_has(place->t, "--"));
	/* The column that does not fit goes to another field. */
	terminal_keys(place->t, "jjjj");
	for (int tries = 0; tries < 20 && terminal_has(place->t, "不能导入 1"); tries++) {
		terminal_keys(place->t, "\033OC");
		terminal_settle(place->t, 100);
	}
	see(place, "新增 2");
	terminal_keys(place->t, "\r");
	see(place, "2 行已作为一次改动写入");
	expect_count(place, "person", 2);
	run("%s --file %s list person --csv | grep -q '严平,,,√,数学组'", place->program, place->path);
	terminal_keys(place->t, "u");
	see(place, "撤销不在眼前的改动：导入 人员名册 2 条。");
	terminal_keys(place->t, "\r");
	see(place, "已撤销");
	expect_count(place, "person", 0);
	quit(place);
}

static void rows_that_cannot_be_taken_are_left_out_after_a_question_and_kept(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	open_roster(place, "r.csv", "姓名,身份\r\n严平,教师\r\n,教师\r\n");
	see(place, "不能导入 1");
	terminal_keys(place->t, "\r");
	see(place, "1 行（共 2 行）不能导入");
	terminal_keys(place->t, "\033"); /* Esc writes nothing */
	see(place, "表头在第 1 行");
	expect_count(place, "person", 0);
	terminal_keys(place->t, "\r");
	see(place, "1 行（共 2 行）不能导入");
	terminal_keys(place->t, "\r");
	see(place, "没进的 1 行在");
	expect_count(place, "person", 1);
	run("grep -q '^,教师,3,姓名：必须填写。' %s/r_没进的行.csv", place->dir);
	quit(place);
}

static void who_may_be_there_already_is_asked_about(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("%s --file %s add person name=严平 group=数学组 >/dev/null", place->program, place->path);
	open_roster(place, "r.csv", "姓名,教研组,职务\r\n严平,英语组,组长\r\n石磊,,\r\n");
	see(place, "第 2 行：严平：和在册的是同一个人吗");
	terminal_keys(place->t, "jjjjj\033OC");
	see(place, "第 2 行：严平：是 G01-R001 数学组");
	see(place, "新增 1，更新 1");
	terminal_keys(place->t, "\033OC");
	see(place, "第 2 行：严平：新来的人");
	terminal_keys(place->t, "\033OD");
	see(place, "是 G01-R001");
	terminal_keys(place->t, "kkkk\033OC"); /* what the file has goes over what is there */
	see(place, "用表里的");
	terminal_keys(place->t, "\r");
	see(place, "2 行已作为一次改动写入");
	expect_count(place, "person", 2);
	run("%s --file %s list person --csv | grep -q '严平,,,组长,英语组'", place->program, place->path);
	quit(place);
}

static void what_no_heading_names_is_mapped_by_hand(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	open_roster(place, "r.csv", "甲栏,乙栏\r\n严平,数学组\r\n");
	see(place, "第 2 行：姓名：必须填写");
	terminal_keys(place->t, "jj\033OC\033OC");
	see(place, "新增 1");
	terminal_keys(place->t, "\r");
	see(place, "1 行已作为一次改动写入");
	run("%s --file %s list person --csv | grep -q '严平'", place->program, place->path);
	quit(place);
}

static void a_package_and_a_template_are_told_for_what_they_are(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("cd %s && %s --file %s export --to . >/dev/null 2>&1 && mv *.zip p.zip && %s campaign --print >t.txt",
	    place->dir, place->program, place->path, place->program);
	start(place, 24, 80, chinese);
	type_path(place, "p.zip\r");
	see(place, "这是给领导小组的报送包");
	see(place, "日期：2012-06-15");
	terminal_keys(place->t, "\r"); /* does nothing */
	terminal_settle(place->t, 60);
	see(place, "这是给领导小组的报送包");
	terminal_keys(place->t, "\033");
	type_path(place, "t.txt\r");
	terminal_settle(place->t, 60);
	see(place, "版"); /* the same version once more is refused, or shown */
	quit(place);
}

static void a_file_that_is_no_table_is_refused_and_the_question_stays(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	write_text_file(place, "x.csv", "\xFF\xFE\x01");
	start(place, 24, 80, chinese);
	type_path(place, "at-all.csv\r");
	see(place, "at-all.csv 打不开");
	terminal_keys(place->t, "\025");
	terminal_settle(place->t, 60);
	terminal_keys(place->t, "\033");
	type_path(place, "x.csv\r");
	see(place, "x.csv");
	assert_true(terminal_has(place->t, "Excel 或 WPS 的花名册、台账"));
	quit(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_file_is_found_in_the_list_and_tab_completes_its_name),
		TEST(what_it_would_bring_is_seen_and_changed_and_is_one_change),
		TEST(rows_that_cannot_be_taken_are_left_out_after_a_question_and_kept),
		TEST(who_may_be_there_already_is_asked_about),
		TEST(what_no_heading_names_is_mapped_by_hand),
		TEST(a_package_and_a_template_are_told_for_what_they_are),
		TEST(a_file_that_is_no_table_is_refused_and_the_question_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
