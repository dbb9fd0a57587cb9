/* Tests imports from other people's spreadsheets, and from files that are none: all of a file is taken, or
 * nothing. */
#include "unit/place.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "kuayue/import.h"

#define HEADING "姓名,身份,职务\r\n"

static const char *file_in(struct place *place, const char *name, const char *bytes, size_t len)
{
	static char path[160];
	snprintf(path, sizeof(path), "%s/%s", place->dir, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
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

static enum ky_code import_path(struct place *place, const char *path, struct ky_error *err)
{
	struct ky_import *import = NULL;
	enum ky_code code = ky_import_open(place->wb, ky_kind_find("person"), path, &import, err);
	if (!code)
		code = ky_import_write(import, err);
	ky_import_close(import);
	return code;
}

static enum ky_code import_text(struct place *place, const char *text, struct ky_error *err)
{
	return import_path(place, file_in(place, "in.csv", text, strlen(text)), err);
}

/* One sentence with that word in it, KY_INPUT, and nobody on the roster. */
static void refused(struct place *place, const char *text, const char *word)
{
	struct ky_error err = { 0 };
	assert_int_equal(import_text(place, text, &err), KY_INPUT);
	if (!strstr(err.text, word))
		fail_msg("\"%s\" does not say \"%s\"", err.text, word);
	assert_int_equal(people(place), 0);
}

static void a_quote_that_does_not_end_takes_no_rows_into_its_cell(void **state)
{
	struct place *place = *state;
	refused(place, HEADING "张三,教师,\"组长\r\n李四,教师,\r\n", "row 2");
	refused(place, HEADING "张三,教师,\"组长\"x\r\n李四,教师,\r\n", "double quote");
	refused(place, HEADING "张三,教师,\r\n李四,教师,组\"长\r\n", "row 3");
}

static void a_row_with_other_columns_than_the_heading_is_refused(void **state)
{
	struct place *place = *state;
	refused(place, HEADING "张三,教师\r\n", "2 columns");
	refused(place, HEADING "张三,教师,组长,x\r\n", "4 columns");
	refused(place, HEADING "张三,教师,\r\n李四,校长,\r\n", "row 3");
	struct ky_error err = { 0 };
	assert_int_equal(import_text(place, HEADING "张三,教师,\"组,\r\n长\",,\r\n", &err), KY_OK);
	expect_text(place, "G01-R001", "post", "组,\n长");
}

static void a_byte_0_does_not_cut_a_cell(void **state)
{
	static const char zero[] = "\xD0\xD5\xC3\xFB\r\n\xD5\xC5\0\xC8\xFD\r\n"; /* 姓名, 张 and 三 in GB18030 */
	struct place *place = *state;
	struct ky_error err = { 0 };
	assert_int_equal(import_path(place, file_in(place, "zero.csv", zero, sizeof(zero) - 1), &err), KY_INPUT);
	assert_non_null(strstr(err.text, "line 2"));
	assert_int_equal(people(place), 0);
	static const char whole[] = "\xD0\xD5\xC3\xFB\r\n\xD5\xC5\xC8\xFD\r\n";
	assert_int_equal(import_path(place, file_in(place, "gb.csv", whole, sizeof(whole) - 1), &err), KY_OK);
	expect_text(place, "G01-R001", "name", "张三");
}

static void utf_16_is_read_with_its_mark_only(void **state)
{
	static const char marked[] = "\xFF\xFE\xD3\x59\x0D\x54\n\0\x20\x5F\t\0"; /* 姓名, then 张 and a tab */
	struct place *place = *state;
	struct ky_error err = { 0 };
	assert_int_equal(import_path(place, file_in(place, "16.txt", marked, sizeof(marked) - 1), &err), KY_OK);
	expect_text(place, "G01-R001", "name", "张");
	assert_int_equal(import_path(place, file_in(place, "16.txt", marked, sizeof(marked) - 2), &err), KY_INPUT);
	assert_int_equal(import_path(place, file_in(place, "16.txt", marked + 2, sizeof(marked) - 3), &err),
			 KY_INPUT);
	assert_int_equal(people(place), 1);
}

static void two_columns_of_one_name_are_not_guessed_at(void **state)
{
	struct place *place = *state;
	refused(place, "姓名,姓 名,身份\r\n张三,李四,教师\r\n", "columns 1 and 2");
	struct ky_error err = { 0 };
	/* What is no field may stand there as often as it likes. */
	assert_int_equal(import_text(place, "姓名,爱好,爱好\r\n张三,钓鱼,下棋\r\n", &err), KY_OK);
}

static void a_number_that_stands_twice_in_a_file_is_refused(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	assert_int_equal(add(place, "person", V("name", "张三"), NULL, &err), KY_OK);
	assert_int_equal(import_text(place, "编号,姓名\r\nG01-R001,甲\r\nG01-R001,乙\r\n", &err), KY_INPUT);
	assert_non_null(strstr(err.text, "row 2 already"));
	expect_text(place, "G01-R001", "name", "张三");
	assert_int_equal(import_text(place, "编号,姓名\r\nG01-R001,甲\r\n,乙\r\n", &err), KY_OK);
	expect_text(place, "G01-R001", "name", "甲");
	assert_int_equal(people(place), 2);
}

static void what_is_no_text_file_is_refused_at_once(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char path[160];
	assert_int_equal(import_path(place, place->dir, &err), KY_INPUT);
	assert_int_equal(import_path(place, "/dev/zero", &err), KY_INPUT);
	snprintf(path, sizeof(path), "%s/pipe", place->dir);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(import_path(place, path, &err), KY_INPUT); /* and does not wait for its other end */
	snprintf(path, sizeof(path), "%s/none", place->dir);
	assert_int_equal(import_path(place, path, &err), KY_INPUT);
	snprintf(path, sizeof(path), "%s/large", place->dir);
	assert_int_equal(close(open(path, O_CREAT | O_WRONLY, 0600)), 0);
	assert_int_equal(truncate(path, 5LL << 30), 0);
	assert_int_equal(import_path(place, path, &err), KY_INPUT);
	refused(place, "", "no rows");
	refused(place, "\xEF\xBB\xBF", "no rows");
	refused(place, HEADING, "no rows");
	refused(place, "张三,教师\r\n李四,教师\r\n", "no column");
}

static void a_row_of_a_million_columns_is_given_up_early(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char *text = malloc(8000001);
	memset(text, ',', 8000000);
	text[8000000] = '\0';
	assert_int_equal(import_text(place, text, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "columns"));
	free(text);
}

static void a_file_of_this_computer_is_not_brought_in_by_a_table(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct ky_import *import = NULL;
	static const char text[] = "档案编号,材料名称,附件\r\n1-1,名册,/etc/passwd\r\n";
	const char *path = file_in(place, "archive.csv", text, sizeof(text) - 1);
	assert_int_equal(ky_import_open(place->wb, NULL, path, &import, &err), KY_OK);
	assert_int_equal(ky_import_write(import, &err), KY_OK);
	ky_import_close(import);
	expect_text(place, "G01-A001", "file", "");
}

static const char *attach(struct place *place, const char *path, enum ky_code wanted)
{
	static struct ky_error err;
	err.text[0] = '\0';
	assert_int_equal(add(place, "archive", V("box", "1-1", "title", "名册", "file", path), NULL, &err),
			 wanted);
	return err.text;
}

static void an_attachment_is_a_file_of_a_size_that_fits(void **state)
{
	struct place *place = *state;
	char path[160];
	snprintf(path, sizeof(path), "%s/large", place->dir);
	assert_int_equal(close(open(path, O_CREAT | O_WRONLY, 0600)), 0);
	assert_non_null(strstr(attach(place, path, KY_INPUT), "empty"));
	assert_int_equal(truncate(path, KY_ATTACHMENT_MAX + 1), 0);
	assert_non_null(strstr(attach(place, path, KY_INPUT), "has 21 MiB"));
	assert_int_equal(truncate(path, 5LL << 30), 0);
	assert_non_null(strstr(attach(place, path, KY_INPUT), "5120 MiB"));
	attach(place, place->dir, KY_INPUT);
	attach(place, "/dev/zero", KY_INPUT);
	snprintf(path, sizeof(path), "%s/pipe", place->dir);
	assert_int_equal(mkfifo(path, 0600), 0);
	attach(place, path, KY_INPUT);
	assert_non_null(strstr(attach(place, file_in(place, "\xFF.txt", "x", 1), KY_INPUT), "UTF-8"));
	struct ky_record *record = NULL;
	assert_int_equal(ky_record_load(place->wb, "G01-A001", &record, NULL), KY_INPUT);
}

static void a_file_attached_anew_under_its_name_is_the_new_one(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	assert_int_equal(chdir(place->dir), 0);
	file_in(place, "a.txt", "one", 3);
	attach(place, "a.txt", KY_OK);
	expect_text(place, "G01-A001", "size", "3");
	file_in(place, "a.txt", "three", 5);
	assert_int_equal(set(place, "G01-A001", V("file", "a.txt"), &err), KY_OK);
	expect_text(place, "G01-A001", "size", "5");
	/* The file is gone from the disk: what is in the workbook stays. */
	assert_int_equal(unlink("a.txt"), 0);
	assert_int_equal(set(place, "G01-A001", V("file", "a.txt", "title", "名册二"), &err), KY_OK);
	expect_text(place, "G01-A001", "size", "5");
	assert_int_equal(chdir("/"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_quote_that_does_not_end_takes_no_rows_into_its_cell),
		TEST(a_row_with_other_columns_than_the_heading_is_refused),
		TEST(a_byte_0_does_not_cut_a_cell),
		TEST(utf_16_is_read_with_its_mark_only),
		TEST(two_columns_of_one_name_are_not_guessed_at),
		TEST(a_number_that_stands_twice_in_a_file_is_refused),
		TEST(what_is_no_text_file_is_refused_at_once),
		TEST(a_row_of_a_million_columns_is_given_up_early),
		TEST(a_file_of_this_computer_is_not_brought_in_by_a_table),
		TEST(an_attachment_is_a_file_of_a_size_that_fits),
		TEST(a_file_attached_anew_under_its_name_is_the_new_one),
	};
	return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
