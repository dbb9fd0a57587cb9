/* Tests the reading of .xls, with a file that LibreOffice saved (tests/data/roster.fods) and with ones made of
 * records here. */
#include "unit/spreadsheet/reading.h"

static const char *data_file(const char *name)
{
	static char path[300];
	const char *folder = getenv("KY_SRCDIR");
	snprintf(path, sizeof(path), "%s/tests/data/%s", folder ? folder : ".", name);
	return path;
}

static void what_an_office_saved_comes_as_it_was_seen(void **state)
{
	struct reading *reading = *state;
	read_file(reading, data_file("roster.xls"), 0);
	assert_int_equal(sheet_sheets(reading->sheet), 3);
	assert_int_equal(sheet_taken(reading->sheet), 1);
	assert_string_equal(sheet_sheet_name(reading->sheet, 1), "在职教师");
	assert_int_equal(sheet_count(reading->sheet), 16);
	expect_cells(reading, 0, 1, "青石镇初级中学教职工花名册|||||||");
	expect_cells(reading, 1, 3, "序号|教师姓名|性别|是否党员|任教学科|职务|离校日期|身份证号");
	expect_cells(reading, 2, 4, "1|严平|女|√|数学|教研组长||999999198001010000");
	expect_cells(reading, 3, 5, "2|甘秀山|男|○|数学|教师||999999198001010001"); /* 数学 is merged */
	expect_cells(reading, 5, 7, "4|韦桂芳|男|Y|语文|教师||9.99999198001010E+17");
	expect_cells(reading, 6, 8, "5|蓝天明|女||语文|教师||999999198001010004"); /* 教师 is a formula's */
	expect_cells(reading, 7, 9, "6|莫小兰|男|否|语文|教师|2012-03-01|999999198001010005");
	expect_cells(reading, 15, 17, "合计|13|1|||||");
}

/* Their texts have more bytes than a record holds, so that they are divided. */
static void texts_that_go_on_in_the_next_record_are_whole(void **state)
{
	struct reading *reading = *state;
	read_file(reading, data_file("roster.xls"), 3);
	assert_int_equal(sheet_count(reading->sheet), 40);
	for (int i = 0; i < 40; i++) {
		char wanted[2048];
		int len = snprintf(wanted, sizeof(wanted), "第%d行：", i);
		for (int k = 0; k <= i % 9; k++)
			len += snprintf(wanted + len, sizeof(wanted) - (size_t)len, "甲乙丙丁戊己庚辛壬癸abcdefg");
		len += snprintf(wanted + len, sizeof(wanted) - (size_t)len, "|");
		for (int k = 0; k <= i % 30; k++)
			len += snprintf(wanted + len, sizeof(wanted) - (size_t)len, "abc%d", i);
		expect_cells(reading, (size_t)i, i + 1, wanted);
	}
}

/* The file with some bytes changed, and cut to a length. */
static void change(const struct reading *reading, long at, const char *bytes, size_t len, long cut)
{
	FILE *in = fopen(data_file("roster.xls"), "rb"), *out = fopen(reading->path, "wb");
	char all[65536];
	assert_true(in && out);
	size_t size = fread(all, 1, sizeof(all), in);
	memcpy(all + at, bytes, len);
	size = cut && (size_t)cut < size ? (size_t)cut : size;
	assert_int_equal(fwrite(all, 1, size, out), size);
	fclose(in);
	fclose(out);
}

static void what_is_broken_is_refused_in_a_sentence(void **state)
{
	struct reading *reading = *state;
	change(reading, 0, "", 0, 2000);
	refuse_it(reading, "damaged");
	change(reading, 0x30, "\xFE\xFF\xFF\xFF", 4, 0); /* no directory */
	refuse_it(reading, "no spreadsheet");
	change(reading, 0x1E, "\x1F", 1, 0); /* sectors of 2 GiB */
	refuse_it(reading, "damaged");
}

/* Each byte of the first kilobytes in turn is another one: an answer comes all the same, and in time. */
static void no_single_byte_stops_the_program(void **state)
{
	struct reading *reading = *state;
	for (long at = 0; at < 6000; at += 97) {
		struct sheet *sheet = NULL;
		struct ky_error err = { 0 };
		change(reading, at, "\xFF", 1, 0);
		enum ky_code code = sheet_open(reading->path, MOST, 0, &sheet, &err);
		assert_true(code == KY_OK || (code == KY_INPUT && err.text[0]));
		sheet_close(sheet);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_an_office_saved_comes_as_it_was_seen),
		TEST(texts_that_go_on_in_the_next_record_are_whole),
		TEST(what_is_broken_is_refused_in_a_sentence),
		TEST(no_single_byte_stops_the_program),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
