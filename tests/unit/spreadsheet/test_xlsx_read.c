/* Tests the reading of .xlsx: what Excel keeps in a cell comes out as a person saw it, whatever hides it. The
 * files are written by libxlsxwriter, and the hostile ones part by part. */
#include <xlsxwriter.h>

#include "unit/spreadsheet/made_xlsx.h"

static void values_come_as_they_were_seen(void **state)
{
	struct reading *reading = *state;
	lxw_workbook *book = workbook_new(reading->path);
	lxw_worksheet *sheet = workbook_add_worksheet(book, "花名册");
	lxw_format *day = workbook_add_format(book), *time = workbook_add_format(book),
		   *both = workbook_add_format(book), *han = workbook_add_format(book);
	format_set_num_format(day, "yyyy-mm-dd");
	format_set_num_format(time, "h:mm");
	format_set_num_format(both, "yyyy/m/d h:mm");
	format_set_num_format(han, "yyyy\"年\"m\"月\"d\"日\";@");
	worksheet_write_string(sheet, 0, 0, "值", NULL);
	for (int i = 1; i < 11; i++)
		worksheet_write_string(sheet, 0, (lxw_col_t)i, "x", NULL);
	worksheet_write_number(sheet, 2, 0, 123456789012345, NULL);
	worksheet_write_number(sheet, 2, 1, 41000, day);
	worksheet_write_number(sheet, 2, 2, 0.375, time);
	worksheet_write_number(sheet, 2, 3, 41000.5, both);
	worksheet_write_number(sheet, 2, 4, 41000, han);
	worksheet_write_number(sheet, 2, 5, 0.1 + 0.2, NULL);
	worksheet_write_number(sheet, 2, 6, 450101198001010016.0, NULL);
	worksheet_write_boolean(sheet, 2, 7, 1, NULL);
	worksheet_write_formula_num(sheet, 2, 8, "=1+1", NULL, 2);
	worksheet_write_formula_str(sheet, 2, 9, "=A1&\"师\"", NULL, "教师");
	worksheet_write_string(sheet, 2, 10, "第一行\n\"引\" <&>", NULL);
	assert_int_equal(workbook_close(book), LXW_NO_ERROR);
	read_it(reading);
	assert_int_equal(sheet_count(reading->sheet), 2);
	expect_cells(reading, 0, 1, "值|x|x|x|x|x|x|x|x|x|x");
	expect_cells(
		reading, 1, 3,
		"123456789012345|2012-04-01|09:00|2012-04-01 12:00|2012-04-01|0.3|4.50101198001010E+17|TRUE|2|"
		"教师|第一行\n\"引\" <&>");
}

static void a_merged_title_stands_in_its_first_cell_and_a_merged_group_in_each_row(void **state)
{
	struct reading *reading = *state;
	lxw_workbook *book = workbook_new(reading->path);
	lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
	worksheet_merge_range(sheet, 0, 0, 0, 2, "青石镇初级中学教师花名册", NULL);
	worksheet_write_string(sheet, 2, 0, "姓名", NULL);
	worksheet_write_string(sheet, 2, 2, "教研组", NULL);
	worksheet_write_string(sheet, 3, 0, "严平", NULL);
	worksheet_merge_range(sheet, 3, 2, 5, 2, "数学组", NULL);
	worksheet_write_string(sheet, 5, 0, "甘秀山", NULL);
	assert_int_equal(workbook_close(book), LXW_NO_ERROR);
	read_it(reading);
	assert_int_equal(sheet_count(reading->sheet), 4);
	expect_cells(reading, 0, 1, "青石镇初级中学教师花名册||");
	expect_cells(reading, 2, 4, "严平||数学组");
	expect_cells(reading, 3, 6, "甘秀山||数学组");
}

/* Each row would have the text again: 100 KB of it in 1,500 rows. */
static void a_long_text_merged_over_many_rows_is_refused_before_work_begins(void **state)
{
	struct reading *reading = *state;
	char *text = calloc(32767, 3);
	assert_non_null(text);
	for (int i = 0; i < 32000; i++)
		memcpy(text + i * 3, "长", 3);
	lxw_workbook *book = workbook_new(reading->path);
	lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
	worksheet_merge_range(sheet, 0, 0, 1500, 0, text, NULL);
	for (int i = 0; i <= 1500; i++)
		worksheet_write_string(sheet, (lxw_row_t)i, 1, "行", NULL);
	assert_int_equal(workbook_close(book), LXW_NO_ERROR);
	free(text);
	refuse_file(reading->path, 0, "merged cells");
}

static void the_first_sheet_with_rows_is_read_unless_another_is_named(void **state)
{
	struct reading *reading = *state;
	lxw_workbook *book = workbook_new(reading->path);
	workbook_add_worksheet(book, "空表");
	lxw_worksheet *hidden = workbook_add_worksheet(book, "旧表"),
		      *shown = workbook_add_worksheet(book, "在职");
	for (lxw_row_t row = 0; row < 2; row++) {
		worksheet_write_string(hidden, row, 0, "旧", NULL);
		worksheet_write_string(shown, row, 0, "新", NULL);
	}
	worksheet_hide(hidden);
	assert_int_equal(workbook_close(book), LXW_NO_ERROR);
	read_it(reading);
	expect_cells(reading, 0, 1, "新");
	assert_int_equal(sheet_sheets(reading->sheet), 3);
	assert_int_equal(sheet_taken(reading->sheet), 2);
	assert_string_equal(sheet_sheet_name(reading->sheet, 2), "在职");
	read_file(reading, reading->path, 2);
	expect_cells(reading, 1, 2, "旧");
	refuse_file(reading->path, 1, "no rows");
	refuse_file(reading->path, 4, "3 sheets");
}

static void parts_without_numbers_or_with_prefixes_are_read(void **state)
{
	struct reading *reading = *state;
	make_by_hand(reading,
		     &(struct hand_made){
			     .sheet = "<x:worksheet xmlns:x='x'><x:sheetData><x:row><x:c t='s'><x:v>0</x:v></x:c>"
				      "<x:c><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row><x:row r='9'><x:c r='B9' "
				      "t='e'><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>",
			     .shared = "<sst><si><r><t>姓</t></r><r><t>名_x000D__x005F_x000D_</t></r>"
				       "<rPh sb='0' eb='1'><t>xing</t></rPh></si></sst>" });
	read_it(reading);
	expect_cells(reading, 0, 1, "姓名_x000D_|2");
	expect_cells(reading, 1, 9, "|#N/A");
}

static void what_is_hostile_or_broken_is_refused_in_a_sentence(void **state)
{
	struct reading *reading = *state;
	refuse_made(reading,
		    &(struct hand_made){ .sheet = "<!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY b SYSTEM "
						  "'file:///etc/passwd'>]><w><sheetData>" TWO_ROWS
						  "</sheetData></w>" },
		    "entities");
	refuse_made(reading, &(struct hand_made){ .sheet = "<w><sheetData>" TWO_ROWS }, "damaged");
	refuse_made(reading, &(struct hand_made){ .sheet = NULL }, "missing");
	refuse_made(reading, &(struct hand_made){ .sheet = "<w><row><c t='s'><v>7</v></c></row></w>" }, "missing");
	refuse_made(reading, &(struct hand_made){ .sheet = "<w><row>" WORDS("BM1", "x") "</row></w>" }, "columns");
	refuse_made(reading, &(struct hand_made){ .sheet = "<w><row>" WORDS("A1048577", "x") "</row></w>" },
		    "rows");
	refuse_made(reading,
		    &(struct hand_made){ .sheet = "<w/>",
					 .book_rels = "<Relationships><Relationship Id='a' Type='" TYPES
						      "/worksheet' TargetMode='External' Target='/xl/sheet.xml'/>"
						      "</Relationships>" },
		    "no rows");
}

static char *repeated(const char *begin, const char *piece, size_t count, const char *end)
{
	size_t len = strlen(piece);
	char *text = calloc(1, strlen(begin) + len * count + strlen(end) + 1), *at = text;
	assert_non_null(text);
	at += snprintf(at, strlen(begin) + 1, "%s", begin);
	for (size_t i = 0; i < count; i++, at += len)
		memcpy(at, piece, len);
	snprintf(at, strlen(end) + 1, "%s", end);
	return text;
}

static void how_much_it_unpacks_to_and_how_deep_it_goes_is_bounded(void **state)
{
	struct reading *reading = *state;
	char *blanks = repeated("<w>", "          ", 4 << 20, "</w>"), *deep = repeated("", "<w>", 1000, "");
	char *cells = repeated("<w><row>", WORDS("A1", "x"), 20000, "</row></w>");
	refuse_made(reading, &(struct hand_made){ .sheet = blanks }, "unpacks");
	refuse_made(reading, &(struct hand_made){ .sheet = deep }, "nested");
	/* As many cells at one place are one. */
	refuse_made(reading, &(struct hand_made){ .sheet = cells }, "no rows");
	free(blanks);
	free(deep);
	free(cells);
	size_t size = (SHEET_ROWS + 2) * 48, len = 0;
	char *rows = malloc(size);
	assert_non_null(rows);
	len += (size_t)snprintf(rows, size, "<w>");
	for (int i = 1; i <= SHEET_ROWS + 2; i++)
		len += (size_t)snprintf(rows + len, size - len, "<row r='%d'><c><v>%d</v></c></row>", i, i * 7919);
	snprintf(rows + len, size - len, "</w>");
	refuse_made(reading, &(struct hand_made){ .sheet = rows }, "more than 200000 rows");
	free(rows);
}

static void a_container_of_something_else_is_no_spreadsheet(void **state)
{
	struct reading *reading = *state;
	zip_t *zip = zip_open(reading->path, ZIP_TRUNCATE | ZIP_CREATE, NULL);
	put_part(zip, "word/document.xml", "<w/>");
	assert_int_equal(zip_close(zip), 0);
	refuse_it(reading, "no spreadsheet");
	FILE *file = fopen(reading->path, "r+b");
	assert_true(file && fseek(file, -10, SEEK_END) == 0 && ftruncate(fileno(file), ftell(file)) == 0);
	fclose(file);
	refuse_it(reading, "damaged");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(values_come_as_they_were_seen),
		TEST(a_long_text_merged_over_many_rows_is_refused_before_work_begins),
		TEST(a_merged_title_stands_in_its_first_cell_and_a_merged_group_in_each_row),
		TEST(the_first_sheet_with_rows_is_read_unless_another_is_named),
		TEST(parts_without_numbers_or_with_prefixes_are_read),
		TEST(what_is_hostile_or_broken_is_refused_in_a_sentence),
		TEST(how_much_it_unpacks_to_and_how_deep_it_goes_is_bounded),
		TEST(a_container_of_something_else_is_no_spreadsheet),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
