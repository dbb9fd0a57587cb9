/* Tests that people's own rosters map themselves, that people who are there are never there twice, and that what
 * cannot be taken is left out and kept. */
#include "unit/place.h"

#include <xlsxwriter.h>

#include "kuayue/import.h"

static const char *file_in(struct place *place, const char *name, const char *text)
{
	static char path[160];
	snprintf(path, sizeof(path), "%s/%s", place->dir, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	return path;
}

static int64_t people(struct place *place)
{
	struct ky_list *list = NULL;
	assert_int_equal(ky_list_open(place->wb, ky_kind_find("person"), &list, NULL), KY_OK);
	int64_t total = ky_list_total(list);
	ky_list_close(list);
	return total;
}

static struct ky_import *open_as(struct place *place, const struct ky_import_ask *ask, const char *path)
{
	struct ky_import *import = NULL;
	struct ky_error err = { 0 };
	if (ky_import_open_as(place->wb, ask, path, &import, &err))
		fail_msg("%s", err.text);
	return import;
}

static struct ky_import *open_text(struct place *place, const char *text)
{
	return open_as(place, &(struct ky_import_ask){ .kind = NULL }, file_in(place, "in.csv", text));
}

static void wrote(struct ky_import *import, enum ky_code code, const struct ky_error *err, size_t added,
		  size_t changed, size_t same)
{
	if (code)
		fail_msg("%s", err->text);
	const struct ky_import_tally counts = ky_import_counts(import);
	assert_int_equal(counts.added, added);
	assert_int_equal(counts.changed, changed);
	assert_int_equal(counts.same, same);
}

static void write_all(struct ky_import *import, size_t added, size_t changed, size_t same)
{
	struct ky_error err = { 0 };
	wrote(import, ky_import_write(import, &err), &err, added, changed, same);
}

static void write_rest(struct ky_import *import, size_t added, size_t same)
{
	struct ky_error err = { 0 };
	wrote(import, ky_import_write_left(import, NULL, &err), &err, added, 0, same);
}

/* Of the only row that is refused. */
static void refused(struct ky_import *import, int line, const char *word)
{
	struct ky_error err = { 0 };
	int at = 0;
	assert_int_equal(ky_import_try(import, &err), KY_OK);
	assert_int_equal(ky_import_bad(import), 1);
	const char *why = ky_import_problem(import, 0, &at);
	assert_int_equal(at, line);
	if (!strstr(why, word))
		fail_msg("\"%s\" does not say \"%s\"", why, word);
}

/* As a school has it: a title, a blank row, its own headings, its own marks, groups merged, a total. */
static void write_roster(const char *path)
{
	lxw_workbook *book = workbook_new(path);
	lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
	static const char *const rows[][6] = { { "序号", "教师姓名", "性别", "是否党员", "任教学科", "职务" },
					       { "1", "罗 敏", "女", "√", "数学", "教研组长" },
					       { "2", "甘秀山", "男", "○", "", "教师" },
					       { "3", "谢春娟", "女", "Y", "语文组", "教师" },
					       { "4", "石磊", "男", "否", "英语、音乐", "教师" },
					       { "5", "Li Ming", "男", "", "英语", "" },
					       { "合计", "5人", "", "", "", "" } };
	worksheet_merge_range(sheet, 0, 0, 0, 5, "青石镇初级中学教职工花名册", NULL);
	for (lxw_row_t row = 0; row < 7; row++)
		for (lxw_col_t col = 0; col < 6; col++)
			if (rows[row][col][0])
				worksheet_write_string(sheet, row + 2, col, rows[row][col], NULL);
	worksheet_merge_range(sheet, 3, 4, 4, 4, "数学", NULL);
	assert_int_equal(workbook_close(book), LXW_NO_ERROR);
}

static void a_schools_own_roster_maps_itself(void **state)
{
	struct place *place = *state;
	char path[160], *value = NULL;
	snprintf(path, sizeof(path), "%s/花名册.xlsx", place->dir);
	write_roster(path);
	struct ky_import *import = open_as(place, &(struct ky_import_ask){ .kind = NULL }, path);
	assert_string_equal(ky_import_kind(import)->name, "person");
	assert_int_equal(ky_import_heading_line(import), 3);
	static const char *const fields[] = { NULL, "name", NULL, "party", "group", "post" };
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(ky_import_field(import, i) < 0 ? -1 : ky_import_field(import, i),
				 fields[i] ? ky_field_find(ky_kind_find("person"), fields[i]) : -1);
	assert_int_equal(ky_import_field(import, 0), KY_COLUMN_ROW);
	assert_int_equal(ky_import_value(import, 0, 4, &value, NULL), KY_OK);
	assert_string_equal(value, "数学组");
	free(value);
	refused(import, 9, "合计");
	write_rest(import, 5, 0);
	ky_import_close(import);
	expect_text(place, "G01-R001", "name", "罗敏");
	expect_text(place, "G01-R001", "party", "是");
	expect_text(place, "G01-R001", "group", "数学组");
	expect_text(place, "G01-R002", "party", "是");
	expect_text(place, "G01-R002", "group", "数学组"); /* merged */
	expect_text(place, "G01-R003", "party", "是");
	expect_text(place, "G01-R003", "group", "语文组");
	expect_text(place, "G01-R004", "party", "否");
	expect_text(place, "G01-R004", "group", "英语、音乐");
	expect_text(place, "G01-R005", "name", "Li Ming");
	expect_text(place, "G01-R005", "party", ""); /* blank says nothing */
	/* Once more: nobody is there twice. */
	import = open_as(place, &(struct ky_import_ask){ .kind = NULL }, path);
	write_rest(import, 0, 5);
	ky_import_close(import);
	assert_int_equal(people(place), 5);
}

static void headings_of_two_rows_are_one(void **state)
{
	struct place *place = *state;
	struct ky_import *import =
		open_text(place, "花名册,,,\n序号,姓名,任职情况,\n,,职务,教研组\n1,严平,组长,数学组\n");
	assert_int_equal(ky_import_heading_line(import), 3);
	write_all(import, 1, 0, 0);
	ky_import_close(import);
	expect_text(place, "G01-R001", "post", "组长");
	expect_text(place, "G01-R001", "group", "数学组");
	/* A row of records below is none. */
	import = open_text(place, "姓名*,政治面貌,职务：\n莫小兰,中共党员,教师\n农玉珍,群众,教师\n");
	assert_int_equal(ky_import_heading_line(import), 1);
	write_all(import, 2, 0, 0);
	ky_import_close(import);
	expect_text(place, "G01-R002", "party", "是");
	expect_text(place, "G01-R003", "party", "否");
}

static void what_no_heading_names_can_be_mapped(void **state)
{
	struct place *place = *state;
	struct ky_import *import = NULL;
	struct ky_error err = { 0 };
	const char *path = file_in(place, "x.csv", "某校,\n甲栏,乙栏\n严平,数学组\n");
	assert_int_equal(ky_import_open(place->wb, ky_kind_find("person"), path, &import, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "Name (required), Role, Party member, Post, Group, Joined on, Left on"));
	assert_null(strstr(err.text, "--"));
	assert_int_equal(ky_import_open(place->wb, NULL, path, &import, &err), KY_INPUT);
	assert_null(strstr(err.text, "--"));
	import = open_as(place, &(struct ky_import_ask){ .kind = ky_kind_find("person"), .unmapped = true }, path);
	assert_int_equal(ky_import_heading_line(import), 2);
	assert_string_equal(ky_import_heading(import, 0), "甲栏");
	assert_int_equal(ky_import_field(import, 0), KY_COLUMN_NONE);
	assert_int_equal(ky_import_map(import, 0, ky_field_find(ky_kind_find("person"), "name"), &err), KY_OK);
	write_all(import, 1, 0, 0);
	ky_import_close(import);
	expect_text(place, "G01-R001", "name", "严平");
}

static void a_number_that_was_rounded_and_a_formulas_error_are_refused_by_name(void **state)
{
	struct place *place = *state;
	struct ky_import *import = open_text(place, "姓名,职务\n严平,4.50101E+17\n");
	refused(import, 2, "Post: 4.50101E+17");
	ky_import_close(import);
	import = open_text(place, "姓名,职务\n#N/A,教师\n");
	refused(import, 2, "Name: #N/A");
	ky_import_close(import);
	/* What goes nowhere may be anything, and 15 digits are whole. */
	import = open_text(place, "姓名,职务,身份证号\n严平,123456789012345,4.50101E+17\n");
	write_all(import, 1, 0, 0);
	ky_import_close(import);
	expect_text(place, "G01-R001", "post", "123456789012345");
}

static void who_is_there_is_filled_in_gone_over_or_skipped(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	static const char text[] = "姓名,教研组,职务,党员\n严 平,数学组,组长,是\n";
	assert_int_equal(add(place, "person", V("name", "严平", "group", "数学组", "post", "教师"), NULL, &err),
			 KY_OK);
	struct ky_import *import = open_text(place, text);
	ky_import_set_known(import, KY_KNOWN_SKIP);
	write_all(import, 0, 0, 1);
	expect_text(place, "G01-R001", "party", "");
	ky_import_set_known(import, KY_KNOWN_FILL);
	write_all(import, 0, 1, 0);
	expect_text(place, "G01-R001", "party", "是");
	expect_text(place, "G01-R001", "post", "教师");
	ky_import_set_known(import, KY_KNOWN_REPLACE);
	write_all(import, 0, 1, 0);
	expect_text(place, "G01-R001", "post", "组长");
	write_all(import, 0, 0, 1);
	ky_import_close(import);
	import = open_text(place, "姓名,职务\n严平,\n");
	ky_import_set_known(import, KY_KNOWN_REPLACE);
	write_all(import, 0, 0, 1); /* a blank cell takes nothing away */
	ky_import_close(import);
	expect_text(place, "G01-R001", "post", "组长");
	assert_int_equal(people(place), 1);
}

static void namesakes_are_told_apart_or_asked_about(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct ky_doubt doubt;
	assert_int_equal(add(place, "person", V("name", "王芳", "group", "语文组"), NULL, &err), KY_OK);
	/* Another group: who knows? */
	struct ky_import *import = open_text(place, "姓名,教研组\n王芳,英语组\n");
	refused(import, 2, "G01-R001");
	assert_true(ky_import_problem_is_doubt(import, 0));
	assert_true(ky_import_doubt(import, 0, &doubt));
	assert_int_equal(doubt.choices, 1);
	assert_int_equal(doubt.chosen, -1);
	ky_import_decide(import, 0, 0);
	ky_import_set_known(import, KY_KNOWN_REPLACE);
	write_all(import, 0, 1, 0);
	ky_import_close(import);
	expect_text(place, "G01-R001", "group", "英语组");
	import = open_text(place, "姓名,教研组\n王芳,数学组\n");
	refused(import, 2, "nothing tells");
	ky_import_decide(import, 0, 1);
	write_all(import, 1, 0, 0);
	assert_true(ky_import_doubt(import, 0, &doubt));
	assert_int_equal(doubt.chosen, 1);
	ky_import_close(import);
	/* Both are in the file: each is one of the two, in any order, and a third is new. */
	import = open_text(place, "姓名,教研组,职务\n王芳,物理组,丙\n王芳,数学组,乙\n王芳,英语组,甲\n");
	write_all(import, 1, 2, 0);
	ky_import_close(import);
	expect_text(place, "G01-R001", "post", "甲");
	expect_text(place, "G01-R002", "post", "乙");
	expect_text(place, "G01-R003", "post", "丙");
	assert_int_equal(people(place), 3);
}

static void nobody_is_twice_in_one_file(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct ky_import *import = open_text(place, "姓名,教研组\n严平,数学组\n石磊,\n严平,数学组\n");
	refused(import, 4, "row 2 already");
	ky_import_close(import);
	import = open_text(place, "姓名,教研组\n严平,数学组\n严平,\n");
	refused(import, 3, "row 2 already");
	ky_import_close(import);
	assert_int_equal(add(place, "person", V("name", "严平", "group", "数学组"), NULL, &err), KY_OK);
	import = open_text(place, "姓名,教研组\n严平,数学组\n严平,数学组\n");
	refused(import, 3, "row 2 already");
	ky_import_close(import);
	/* By its number one row is that record already. */
	import = open_text(place, "编号,姓名,教研组\nG01-R001,严平,数学组\n,严平,数学组\n");
	refused(import, 3, "row 2 already");
	ky_import_close(import);
	import = open_text(place, "编号,姓名,教研组\nG01-R001,严平,数学组\n,严平,体育组\n");
	write_all(import, 1, 0, 1);
	ky_import_close(import);
}

static void who_has_left_is_not_taken_for_somebody(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	assert_int_equal(
		add(place, "person", V("name", "严平", "group", "数学组", "leave", "2012-03-01"), NULL, &err),
		KY_OK);
	struct ky_import *import = open_text(place, "姓名,教研组\n严平,数学组\n");
	refused(import, 2, "nothing tells");
	ky_import_close(import);
	/* Only a name: the one who is there, where there is one. */
	assert_int_equal(add(place, "person", V("name", "石磊"), NULL, &err), KY_OK);
	import = open_text(place, "姓名,教研组\n石磊,体育组\n");
	write_all(import, 0, 1, 0);
	ky_import_close(import);
	expect_text(place, "G01-R002", "group", "体育组");
}

static void rows_that_are_left_out_are_in_a_file_with_their_reasons(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char *text = NULL;
	size_t len = 0;
	struct ky_import *import =
		open_text(place, "姓名,身份,备注\n严平,教师,'=甲\n,教师,\"两\n行\"\n石磊,校霸,\n");
	assert_int_equal(ky_import_write(import, &err), KY_INPUT);
	assert_int_equal(people(place), 0);
	FILE *out = open_memstream(&text, &len);
	wrote(import, ky_import_write_left(import, out, &err), &err, 1, 0, 0);
	assert_int_equal(ky_import_bad(import), 2);
	assert_int_equal(people(place), 1);
	ky_import_close(import);
	fclose(out);
	assert_non_null(strstr(text, "\xEF\xBB\xBF姓名,身份,备注,原表行号,没进的原因\r\n,教师,\"两\n行\",3,"));
	assert_non_null(strstr(text, "石磊,校霸,,4,"));
	assert_null(strstr(text, "严平"));
	/* Put right it goes in by itself. */
	char *wrong = strstr(text, "校霸");
	memcpy(wrong, "教师", strlen("教师"));
	import = open_text(place, text);
	write_rest(import, 1, 0);
	assert_int_equal(ky_import_bad(import), 1);
	ky_import_close(import);
	import = open_text(place, "姓名,身份\n,教师\n");
	assert_int_equal(ky_import_write_left(import, NULL, &err), KY_INPUT); /* nothing is left */
	ky_import_close(import);
	free(text);
}

/* A file of one name on each of its rows is no roster, and takes no longer than another. */
static void one_name_on_every_row_takes_no_time(void **state)
{
	struct place *place = *state;
	enum { ROWS = 20000 };
	char *text = calloc(ROWS + 2, 16), *at = text;
	at += snprintf(at, 32, "姓名,职务\n");
	for (int i = 0; i < ROWS; i++)
		at += snprintf(at, 16, "张三,\n");
	struct ky_import *import = open_text(place, text);
	struct ky_error err = { 0 };
	assert_int_equal(ky_import_try(import, &err), KY_OK);
	assert_int_equal(ky_import_bad(import), ROWS - 1);
	ky_import_close(import);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_schools_own_roster_maps_itself),
		TEST(headings_of_two_rows_are_one),
		TEST(what_no_heading_names_can_be_mapped),
		TEST(a_number_that_was_rounded_and_a_formulas_error_are_refused_by_name),
		TEST(who_is_there_is_filled_in_gone_over_or_skipped),
		TEST(namesakes_are_told_apart_or_asked_about),
		TEST(nobody_is_twice_in_one_file),
		TEST(who_has_left_is_not_taken_for_somebody),
		TEST(rows_that_are_left_out_are_in_a_file_with_their_reasons),
		TEST(one_name_on_every_row_takes_no_time),
	};
	return cmocka_run_group_tests_name("roster", tests, NULL, NULL);
}
