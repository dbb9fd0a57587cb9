/* Tests the tables that go with the report: their columns, their cells, and which records are in them. */
#include "append.h"
#include "unit/place.h"

#include "kuayue/report.h"
#include "report/cell.h"

/* The rows of the table of the index-th annex, or of the letter's (-1), cells with | between them. */
static int rows_of(struct place *place, int annex, char *heads, char *out, size_t size)
{
	struct ky_report *report = NULL;
	struct ky_rows *rows = NULL;
	struct ky_error err = { .code = KY_OK };
	const char *const *cells = NULL;
	const struct ky_table *table = NULL;
	size_t count = 0;
	int number = -1, got = 0;
	if (ky_report_open(place->wb, &report, &err))
		fail_msg("%s", err.text);
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	for (size_t i = 0; i < count && !table; i++) {
		number += blocks[i].is == KY_BLOCK_ANNEX;
		if (blocks[i].is == KY_BLOCK_TABLE && number == annex)
			table = blocks[i].table;
	}
	out[0] = heads[0] = '\0';
	if (table && ky_rows_open(table, &rows, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; table && i < ky_table_columns(table); i++)
		append(heads, size, "%s|", ky_table_heading(table, i));
	while (rows && ky_rows_next(rows, &cells, &err) == KY_OK && cells && ++got)
		for (size_t i = 0; i <= ky_table_columns(table); i++)
			append(out, size, "%s", i < ky_table_columns(table) ? cells[i] : "\n"),
				append(out, size, "%s", i < ky_table_columns(table) ? "|" : "");
	ky_rows_close(rows);
	ky_report_close(report);
	return table ? got : -1;
}

static void problem(struct place *place, const char *text, char number[64])
{
	struct ky_error err = { .code = KY_OK };
	if (add(place, "problem", V("text", text, "owner", "张三、李四"), number, &err))
		fail_msg("%s", err.text);
}

static char heads[1 << 16], rows[1 << 20];

static void the_template_chooses_and_empty_columns_leave(void **state)
{
	struct place *place = *state;
	assert_int_equal(rows_of(place, 1, heads, rows, sizeof(rows)), 0);
	assert_string_equal(heads, "序号|问题|原因|措施|期限|责任人|完成情况|状态|");
	assert_int_equal(rows_of(place, -1, heads, rows, sizeof(rows)), -1); /* nothing is open: no table */
	problem(place, "问题甲", NULL);
	assert_int_equal(rows_of(place, 1, heads, rows, sizeof(rows)), 1);
	assert_string_equal(heads, "序号|问题|责任人|状态|");
	assert_string_equal(rows, "1|问题甲|张三、李四|未启动|\n");
}

static void what_was_merged_is_no_row(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char first[64], second[64];
	problem(place, "问题甲", first);
	problem(place, "问题乙", second);
	assert_int_equal(set(place, second, V("merged_into", first), &err), KY_OK);
	assert_int_equal(rows_of(place, 1, heads, rows, sizeof(rows)), 1);
	assert_int_equal(rows_of(place, -1, heads, rows, sizeof(rows)), 1);
	assert_null(strstr(rows, "问题乙"));
}

static void the_letter_has_ten_open_problems_and_says_where_the_others_are(void **state)
{
	struct place *place = *state;
	struct ky_report *report = NULL;
	struct ky_error err = { .code = KY_OK };
	size_t count = 0, found = 0;
	for (int i = 0; i < 13; i++)
		problem(place, "问题", NULL);
	assert_int_equal(rows_of(place, -1, heads, rows, sizeof(rows)), 10);
	assert_int_equal(rows_of(place, 1, heads, rows, sizeof(rows)), 13);
	assert_int_equal(ky_report_open(place->wb, &report, &err), KY_OK);
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	for (size_t i = 0; i < count; i++)
		found += blocks[i].is == KY_BLOCK_TEXT && blocks[i].run_count == 1 &&
			 strcmp(blocks[i].runs[0].text, "以上列出前10个，其余3个详见附件2。") == 0;
	assert_int_equal(found, 1);
	ky_report_close(report);
}

static void a_long_text_is_cut_on_paper(void **state)
{
	struct place *place = *state;
	char text[301] = "", wanted[400] = "1|";
	for (int i = 0; i < 100; i++)
		append(text, sizeof(text), "%s", "字");
	for (int i = 0; i < 60; i++)
		append(wanted, sizeof(wanted), "%s", "字");
	append(wanted, sizeof(wanted), "%s", "…（全文见台账）|");
	problem(place, text, NULL);
	rows_of(place, 1, heads, rows, sizeof(rows));
	assert_memory_equal(rows, wanted, strlen(wanted));
}

static void a_number_and_a_day_are_not_cut_in_two(void **state)
{
	struct place *place = *state;
	char text[400] = "";
	for (int i = 0; i < 57; i++)
		append(text, sizeof(text), "%s", "字");
	append(text, sizeof(text), "%s", "2012-10-31日以前完成，其余的按计划推进到年底");
	problem(place, text, NULL);
	rows_of(place, 1, heads, rows, sizeof(rows));
	assert_non_null(strstr(rows, "字字…（全文见台账）"));
	assert_null(strstr(rows, "201"));
}

static void points_are_added_up(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	assert_int_equal(set(place, "G01-C001", V("self", "2"), &err), KY_OK);
	assert_int_equal(set(place, "G01-C002", V("self", "1"), &err), KY_OK);
	assert_int_equal(rows_of(place, 0, heads, rows, sizeof(rows)), 44);
	assert_string_equal(heads, "条目|内容|分值|自评等级|得分|");
	/* 2 of 3 points of weight 2, 1 of 3 of weight 3: 1.33 and 1, and not 2.33 of what was rounded */
	assert_non_null(strstr(rows, "|2|2|1.33|\n"));
	assert_non_null(strstr(rows, "|3|1|1|\n"));
	assert_non_null(strstr(rows, "合计||100||2.33|\n"));
}

static void what_is_divided_is_rounded_half_up(void **state)
{
	(void)state;
	static const struct {
		int64_t number;
		int divisor;
		const char *text;
	} cases[] = { { 0, 3, "0" }, { 4, 3, "1.33" }, { 5, 3, "1.67" }, { 1, 200, "0.01" }, { 9, 3, "3" } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *text = cell_quotient(cases[i].number, cases[i].divisor);
		assert_string_equal(text, cases[i].text);
		free(text);
	}
}

/* The open problems in the letter have the numbers under which the annex has them, also behind closed and merged
 * ones. */
static void open_problems_have_the_number_of_their_row_in_the_annex(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct ky_report *report = NULL;
	size_t count = 0, tables = 0;
	for (int i = 1; i <= 4; i++)
		if (add(place, "problem", V("text", i == 4 ? "教研活动少" : "问题", "owner", "韦春华"), NULL,
			&err))
			fail_msg("%s", err.text);
	if (set(place, "G01-002", V("merged_into", "G01-001"), &err))
		fail_msg("%s", err.text);
	assert_int_equal(ky_report_open(place->wb, &report, &err), KY_OK);
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	for (size_t i = 0; i < count; i++) {
		struct ky_rows *reading = NULL;
		const char *const *cells = NULL;
		if (blocks[i].is != KY_BLOCK_TABLE || strcmp(ky_table_heading(blocks[i].table, 1), "问题") != 0)
			continue;
		tables++;
		assert_string_equal(ky_table_heading(blocks[i].table, 0), "序号");
		assert_int_equal(ky_rows_open(blocks[i].table, &reading, &err), KY_OK);
		for (int row = 1; row <= 3; row++)
			assert_int_equal(ky_rows_next(reading, &cells, &err), KY_OK);
		assert_string_equal(cells[0], "3");
		assert_string_equal(cells[1], "教研活动少");
		ky_rows_close(reading);
	}
	assert_int_equal(tables, 2);
	ky_report_close(report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(open_problems_have_the_number_of_their_row_in_the_annex),
		TEST(the_template_chooses_and_empty_columns_leave),
		TEST(what_was_merged_is_no_row),
		TEST(the_letter_has_ten_open_problems_and_says_where_the_others_are),
		TEST(a_long_text_is_cut_on_paper),
		TEST(a_number_and_a_day_are_not_cut_in_two),
		TEST(points_are_added_up),
		cmocka_unit_test(what_is_divided_is_rounded_half_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
