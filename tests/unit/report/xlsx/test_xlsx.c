/* Reads ledgers.xlsx back cell by cell, by a reader that shares nothing with its writer. */
#include "append.h"
#include "unit/sheet_read.h"

#include <signal.h>
#include <sys/resource.h>

#include "kuayue/export.h"
#include "kuayue/figure.h"
#include "report/charts.h"
#include "report/punctuate.h"
#include "report/xlsx/book.h"

#define FIRST 3 /* the first row of records */

static void write_book(struct place *place, const char *name, const struct ky_range *range, char path[160])
{
	struct ky_error err = { 0 };
	snprintf(path, 160, "%s/%s", place->dir, name);
	FILE *out = fopen(path, "wb");
	if (ky_document_write(place->wb, ky_document_find("ledgers.xlsx"), range, out, &err))
		fail_msg("%s", err.text);
	assert_int_equal(fclose(out), 0);
}

static void fill(struct place *place)
{
	struct ky_error err;
	const struct {
		const char *kind;
		const char *const *values;
	} records[] = {
		{ "problem", V("text", "=HYPERLINK(\"http://x\")", "cause", "+86", "measure", "-1\n第二行",
			       "owner", "@某", "found", "2012-05-02", "due", "2012-10-31", "type", "限期整改",
			       "category", "工作作风", "note", "a<b>&\"c\"") },
		{ "problem", V("text", "_x0041_ 不是 A", "note", " 前后有空格 ") },
		{ "session", V("topic", "教育发展工程文件", "date", "2012-02-29", "should", "12", "present", "12",
			       "minutes", "0") },
		{ "opinion",
		  V("raw", "控制\x1b[31m字符\x7f\r\n换行\r回车", "date", "2012-03-01", "channel", "意见箱") },
		{ "card", V("batch", "001", "group", "教师", "date", "2012-03-01", "sent", "0") },
		{ "visit", V("date", "2012-03-02", "place", "某村", "issues", "路远") },
		{ "notice", V("finding", "台账不全", "date", "2012-06-01", "reply_due", "2012-06-20") },
		{ "bulletin", V("issue", "1", "date", "2012-04-01", "title", "第一期") },
		{ "satisfaction", V("date", "2012-06-10", "sent", "10", "returned", "10", "valid", "10", "a", "9",
				    "b", "1", "c", "0") },
		{ "archive", V("box", "3-5-1", "title", "成立文件") },
	};
	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++)
		if (add(place, records[i].kind, records[i].values, NULL, &err))
			fail_msg("%s: %s", records[i].kind, err.text);
	assert_int_equal(set(place, "G01-C001", V("self", "3", "evidence", "1-1-1"), &err), KY_OK);
}

/* With brackets as wide as its characters. */
static void expect_heading(const char *text, const char *declared)
{
	char *wide = punctuate(declared);
	assert_string_equal(text, wide);
	assert_null(strchr(text, '('));
	free(wide);
}

struct comparing {
	struct place *place;
	struct read_book *book;
	struct read_sheet *sheet;
	const struct ky_kind *kind;
	int row;
	int compared;
};

/* 1900-01-01 is day 1, and there was no 1900-02-29. */
static ky_day day_of_serial(const char *text)
{
	return ky_day_from_ymd(1899, 12, 30) + int_of(text);
}

static void compare_cell(struct comparing *comparing, const struct ky_record *record, int column, int field)
{
	struct read_cell cell = cell_at(comparing->sheet, comparing->row, column);
	const struct ky_field *decl = &comparing->kind->fields[field];
	struct ky_value value = ky_record_get(record, field);
	char text[32], day[KY_DAY_TEXT];
	if (value.is == KY_BLANK) {
		assert_int_equal(cell.type, 'b');
	} else if (value.is == KY_INT) {
		snprintf(text, sizeof(text), "%lld", (long long)value.number);
		assert_int_equal(cell.type, 'n');
		assert_string_equal(cell.text, text);
		assert_false(comparing->book->date_style[cell.style]);
	} else if (value.is == KY_STR && decl->type == KY_DATE) {
		assert_int_equal(cell.type, 'n');
		assert_true(comparing->book->date_style[cell.style]);
		assert_string_equal(ky_day_format(day_of_serial(cell.text), day), value.text);
	} else if (value.is == KY_STR && decl->choices && strcmp(decl->choices, "rating") == 0 &&
		   value.text[0] != 'N') {
		assert_int_equal(cell.type, 'n'); /* 自评 3 is a number */
		assert_string_equal(cell.text, value.text);
	} else {
		char *whole = ky_record_text(comparing->place->wb, record, field), *clean = xlsx_clean(whole);
		assert_int_equal(cell.type, 's');
		assert_string_equal(cell.text, clean);
		free(whole);
		free(clean);
	}
	comparing->compared++;
}

static int compare_record(void *data, const struct ky_record *short_record)
{
	struct comparing *comparing = data;
	struct ky_ledger_column columns[KY_DECLARED_MAX];
	struct ky_record *record = NULL;
	struct ky_error err;
	size_t count = ky_ledger_columns(comparing->place->wb, comparing->kind, columns);
	assert_int_equal(ky_record_load(comparing->place->wb, ky_record_id(short_record), &record, &err), KY_OK);
	for (size_t i = 0; i < count; i++) {
		struct read_cell cell = cell_at(comparing->sheet, comparing->row, (int)i);
		if (columns[i].field >= 0) {
			compare_cell(comparing, record, (int)i, columns[i].field);
		} else if (columns[i].field == KY_COLUMN_ALONG) {
			assert_string_equal(cell.text, "");
		} else if (columns[i].field == KY_COLUMN_NUMBER) {
			assert_int_equal(cell.type, 's');
			assert_string_equal(cell.text, ky_record_number(record));
		} else {
			assert_int_equal(cell.type, 'n');
			assert_int_equal(int_of(cell.text), comparing->row - FIRST + 1);
		}
	}
	ky_record_free(record);
	comparing->row++;
	return 0;
}

static void every_cell_of_every_ledger_is_its_record_s_value_in_its_type(void **state)
{
	struct place *place = *state;
	struct read_book book;
	char path[160];
	fill(place);
	write_book(place, "l.xlsx", NULL, path);
	read_book(path, &book);
	struct comparing comparing = { .place = place, .book = &book };
	for (size_t i = 0; (comparing.kind = ky_kind_at(i)) != NULL; i++) {
		struct ky_ledger_column columns[KY_DECLARED_MAX];
		struct ky_list *list = NULL;
		struct ky_error err;
		if (!comparing.kind->ledger)
			continue;
		char *paper = punctuate(comparing.kind->paper);
		comparing.sheet = sheet_named(&book, paper);
		comparing.row = FIRST;
		assert_string_equal(cell_at(comparing.sheet, 0, 0).text, paper);
		free(paper);
		size_t count = ky_ledger_columns(place->wb, comparing.kind, columns);
		for (size_t j = 0; j < count; j++)
			expect_heading(cell_at(comparing.sheet, 2, (int)j).text, columns[j].zh);
		assert_int_equal(ky_list_open(place->wb, comparing.kind, &list, &err), KY_OK);
		const struct ky_ledger_form *form =
			ky_campaign_ledger(ky_workbook_campaign(place->wb), comparing.kind->name);
		ky_list_order(list, form && form->order ? ky_field_find(comparing.kind, form->order) : -1);
		assert_int_equal(ky_list_each(list, compare_record, &comparing, &err), KY_OK);
		ky_list_close(list);
		assert_int_equal(last_row(comparing.sheet), comparing.row > FIRST ? comparing.row - 1 : 2);
	}
	assert_true(comparing.compared > 700);
	free_book(&book);
}

static void sheets_stand_in_the_order_of_the_ledgers(void **state)
{
	static const char *const names[] = { "问题清单与整改台账",
					     "集体学习记录",
					     "个人学习抽查登记",
					     "征求意见卡发放回收登记",
					     "征求意见汇总表",
					     "走访调研记录",
					     "自查表（对照检查表）",
					     "督查反馈单",
					     "简报登记",
					     "宣传稿件登记",
					     "进展情况统计表（数字报表）",
					     "考评量化评分表",
					     "满意度测评统计",
					     "政策文件目录",
					     "推进计划（配档表）",
					     "移交清单",
					     "材料档案目录（盒内）",
					     "组织机构",
					     "制度方案目录",
					     "活动记录",
					     "工程项目与资金",
					     "公布记录",
					     "典型经验",
					     "年度目标",
					     "表彰与通报",
					     "学校精神",
					     "出招献策",
					     "人员名册",
					     "报送记录",
					     "对照检查",
					     "数字",
					     "图表" };
	struct read_book book;
	char path[160];
	write_book(*state, "l.xlsx", NULL, path);
	read_book(path, &book);
	assert_int_equal(book.count, sizeof(names) / sizeof(names[0]));
	for (size_t i = 0; i < book.count; i++)
		assert_string_equal(book.sheets[i].name, names[i]);
	free_book(&book);
}

static void no_cell_is_a_formula_and_the_book_has_no_macro_and_no_outside_link(void **state)
{
	struct place *place = *state;
	struct read_book book;
	char path[160];
	fill(place);
	write_book(place, "l.xlsx", NULL, path);
	read_book(path, &book);
	for (size_t i = 0; i < book.count; i++)
		for (size_t j = 0; j < book.sheets[i].count; j++)
			assert_int_not_equal(book.sheets[i].cells[j].type, 'f');
	for (zip_int64_t i = 0; i < zip_get_num_entries(book.zip, 0); i++) {
		const char *name = zip_get_name(book.zip, (zip_uint64_t)i, 0);
		assert_null(strstr(name, "vba"));
		assert_null(strstr(name, "externalLink"));
		char *part = read_part(book.zip, name);
		assert_null(strstr(part, "TargetMode=\"External\""));
		free(part);
	}
	free_book(&book);
}

static void texts_that_a_spreadsheet_would_read_otherwise_stay_as_typed(void **state)
{
	struct place *place = *state;
	struct read_book book;
	char path[160];
	fill(place);
	write_book(place, "l.xlsx", NULL, path);
	read_book(path, &book);
	struct read_sheet *sheet = sheet_named(&book, "问题清单与整改台账");
	assert_string_equal(cell_at(sheet, FIRST, 4).text, "=HYPERLINK(\"http://x\")");
	assert_string_equal(cell_at(sheet, FIRST, 6).text, "-1\n第二行");
	assert_string_equal(cell_at(sheet, FIRST + 1, 4).text, "_x005F_x0041_ 不是 A");
	assert_string_equal(cell_at(sheet, FIRST + 1, 20).text, " 前后有空格 ");
	sheet = sheet_named(&book, "征求意见汇总表");
	assert_string_equal(cell_at(sheet, FIRST, 4).text, "控制␛[31m字符␡\n换行\n回车");
	sheet = sheet_named(&book, "征求意见卡发放回收登记");
	assert_string_equal(cell_at(sheet, FIRST, 0).text, "001");
	assert_int_equal(cell_at(sheet, FIRST, 3).type, 'n'); /* 0 stays 0 */
	assert_string_equal(cell_at(sheet, FIRST, 3).text, "0");
	assert_int_equal(cell_at(sheet, FIRST, 4).type, 'b'); /* 未填 stays empty */
	free_book(&book);
}

static void not_applicable_is_a_text(void **state)
{
	struct place *place = *state;
	struct read_book book;
	struct ky_error err;
	char path[160];
	const struct ky_kind *kind = NULL;
	int field = -1;
	for (size_t i = 0; field < 0 && (kind = ky_kind_at(i)) != NULL; i++)
		for (size_t j = 0; kind->ledger && j < kind->field_count; j++)
			if (kind->fields[j].type == KY_TEXT && !kind->fields[j].beside &&
			    !kind->fields[j].required)
				field = (int)j;
	kind = ky_kind_find("card");
	assert_int_equal(add(place, "card", V("batch", "一", "owner", "不适用"), NULL, &err), KY_OK);
	write_book(place, "l.xlsx", NULL, path);
	read_book(path, &book);
	assert_string_equal(cell_at(sheet_named(&book, kind->paper), FIRST, 7).text, "不适用");
	free_book(&book);
}

static void a_text_too_long_for_a_cell_is_cut_between_characters_and_says_so(void **state)
{
	(void)state;
	/* Each is one character of several code points, so that a cut anywhere else would show. */
	const char *family = "👨‍👩‍👧";
	size_t len = strlen(family), count = 6000;
	char *text = malloc(len * count + 1), *end = NULL;
	for (size_t i = 0; i < count; i++)
		memcpy(text + i * len, family, len + 1);
	char *clean = xlsx_clean(text);
	end = strstr(clean, "…（单元格放不下");
	assert_non_null(end);
	assert_int_equal((size_t)(end - clean) % len, 0);
	assert_true(strlen(clean) / len * 8 <= XLSX_TEXT_MAX + 8);
	free(clean);
	clean = xlsx_clean("普通");
	assert_string_equal(clean, "普通");
	free(clean);
	free(text);
}

/* A problem whose texts need all of a sheet of A3, and that has something in the columns behind the paper form's.
 */
static void add_full(struct place *place)
{
	struct ky_error err = { 0 };
	char text[3 * 60 + 1] = "";
	for (int i = 0; i < 60; i++)
		append(text, sizeof(text), "长");
	if (add(place, "problem",
		V("text", text, "cause", text, "measure", text, "progress", text, "owner",
		  "韦春华、陆晓芳、黄海燕", "dept", "教研组和德育处", "note", text, "source", "自查", "category",
		  "工作作风", "type", "限期整改", "found", "2012-05-02", "due", "2012-10-31", "evidence", "1-1-1",
		  "suggestion", text, "handled", text),
		NULL, &err))
		fail_msg("%s", err.text);
}

/* The columns that are not hidden, in pixels where a digit has 8.5 of them, up to the first break between them. */
static double wide(const struct read_sheet *sheet)
{
	const char *broken = strstr(sheet->xml, "<colBreaks");
	long end = broken ? strtol(strstr(broken, "brk id=\"") + 8, NULL, 10) : 1000;
	double pixels = 0;
	for (const char *at = sheet->xml; (at = strstr(at, "<col min=\"")) != NULL; at++) {
		long from = strtol(at + 10, NULL, 10), to = strtol(strstr(at, "max=\"") + 5, NULL, 10);
		const char *hidden = strstr(at, "hidden=\"1\"");
		if (hidden && hidden < strchr(at, '>'))
			continue;
		for (; from <= to && from <= end; from++)
			pixels += strtod(strstr(at, "width=\"") + 7, NULL) * 8.5;
	}
	return pixels;
}

/* Text of 10 pt is 8 pt on paper at least, in whatever font: A3 where one page of A4 would make it smaller. */
static void no_sheet_is_printed_so_small_that_it_cannot_be_read(void **state)
{
	struct place *place = *state;
	struct read_book book;
	char path[160];
	int small = 0, large = 0, upright = 0;
	fill(place);
	add_full(place);
	write_book(place, "l.xlsx", NULL, path);
	read_book(path, &book);
	for (size_t i = 0; i + 1 < book.count; i++) { /* the last has the charts */
		const char *xml = book.sheets[i].xml;
		bool a3 = strstr(xml, "paperSize=\"8\""), across = strstr(xml, "orientation=\"landscape\"");
		double paper = a3 ? 1510 : across ? 1045 : 715;
		if (wide(&book.sheets[i]) * (across ? 0.8 : 1) > paper)
			fail_msg("%s: %f on %f", book.sheets[i].name, wide(&book.sheets[i]), paper);
		large += a3;
		small += !a3 && across;
		upright += !across;
	}
	assert_true(large && small);
	assert_true(upright > 1);
	free_book(&book);
}

/* Where a column breaks, its names and the numbers of its records do not. */
static void names_and_numbers_have_room(void **state)
{
	struct place *place = *state;
	struct read_book book;
	char path[160];
	add_full(place);
	write_book(place, "l.xlsx", NULL, path);
	read_book(path, &book);
	const char *col = strstr(sheet_named(&book, "问题清单与整改台账")->xml, "<col min=\"11\"");
	assert_non_null(col);
	assert_true(strtod(strstr(col, "width=\"") + 7, NULL) >= 22);
	free_book(&book);
}

/* 进展情况统计表 is a line for each figure, with its value in its type. */
static void the_progress_table_stands_upright(void **state)
{
	struct read_book book;
	char path[160];
	size_t count = 0;
	const struct ky_column *columns =
		ky_campaign_progress(ky_workbook_campaign(((struct place *)*state)->wb), &count);
	fill(*state);
	write_book(*state, "l.xlsx", NULL, path);
	read_book(path, &book);
	struct read_sheet *sheet = sheet_named(&book, "进展情况统计表（数字报表）");
	assert_non_null(strstr(sheet->xml, "orientation=\"portrait\""));
	assert_int_equal(last_row(sheet), FIRST + (int)count - 1);
	for (size_t i = 0; i < count; i++)
		expect_heading(cell_at(sheet, FIRST + (int)i, 0).text, columns[i].title);
	assert_string_equal(cell_at(sheet, FIRST + 11, 1).text, "2"); /* 查摆问题数 */
	assert_int_equal(cell_at(sheet, FIRST + 11, 1).type, 'n');
	assert_true(book.date_style[cell_at(sheet, FIRST + 1, 1).style]);
	free_book(&book);
}

static void choices_are_offered_filters_and_frozen_headings_are_there_and_it_prints_across(void **state)
{
	struct place *place = *state;
	struct read_book book;
	char path[160];
	fill(place);
	add_full(place);
	write_book(place, "l.xlsx", NULL, path);
	read_book(path, &book);
	struct read_sheet *sheet = sheet_named(&book, "问题清单与整改台账");
	assert_non_null(strstr(sheet->xml, "<formula1>\"未启动,整改中,待核验,已销号\"</formula1>"));
	assert_non_null(strstr(sheet->xml, "sqref=\"S4:S507\""));
	assert_non_null(strstr(sheet->xml, "<autoFilter ref=\"A3:AH6\"/>"));
	assert_non_null(strstr(sheet->xml, "<pane xSplit=\"2\" ySplit=\"3\""));
	assert_non_null(strstr(sheet->xml, "state=\"frozen\""));
	assert_non_null(strstr(sheet->xml, "orientation=\"landscape\""));
	assert_non_null(strstr(sheet_named(&book, "征求意见卡发放回收登记")->xml, "fitToHeight=\"0\""));
	/* The paper form keeps its page; what stands behind it begins the next one beside it. */
	assert_null(strstr(sheet->xml, "fitToHeight"));
	assert_non_null(strstr(sheet->xml, "<colBreaks count=\"1\" manualBreakCount=\"1\"><brk id=\"21\""));
	assert_non_null(strstr(sheet->xml, "第 &amp;P 页，共 &amp;N 页"));
	char *names = read_part(book.zip, "xl/workbook.xml");
	assert_null(strstr(names, "Print_Area")); /* what is added below is printed too */
	assert_null(strstr(sheet->xml, "ignoredError"));
	assert_non_null(strstr(names, "'问题清单与整改台账'!$A:$B,'问题清单与整改台账'!$1:$3</definedName>"));
	free(names);
	free_book(&book);
}

/* The row below the records adds up what a sum says something of, and a column without a number has none. */
static void totals_are_formulas(void **state)
{
	struct place *place = *state;
	struct read_book book;
	struct ky_error err;
	char path[160];
	fill(place); /* one card of which 0 were handed out */
	assert_int_equal(add(place, "card", V("batch", "002", "sent", "120"), NULL, &err), KY_OK);
	assert_int_equal(add(place, "card", V("batch", "003", "sent", "7"), NULL, &err), KY_OK);
	write_book(place, "l.xlsx", NULL, path);
	read_book(path, &book);
	struct read_sheet *sheet = sheet_named(&book, "征求意见卡发放回收登记");
	assert_int_equal(last_row(sheet), FIRST + 3);
	assert_string_equal(cell_at(sheet, FIRST + 3, 0).text, "合计");
	assert_int_equal(cell_at(sheet, FIRST + 3, 3).type, 'f');
	assert_non_null(strstr(sheet->xml, "<f>SUBTOTAL(109,D4:D6)</f><v>127</v>"));
	assert_int_equal(cell_at(sheet, FIRST + 3, 4).type, 'b');
	assert_non_null(strstr(sheet->xml, "<autoFilter ref=\"A3:J6\"/>"));
	/* One row, or none with a number, needs no total. */
	assert_int_equal(last_row(sheet_named(&book, "走访调研记录")), FIRST);
	free_book(&book);
}

static void the_sheet_of_figures_has_each_with_its_state(void **state)
{
	struct place *place = *state;
	struct read_book book;
	char path[160];
	fill(place);
	write_book(place, "l.xlsx", NULL, path);
	read_book(path, &book);
	struct read_sheet *sheet = sheet_named(&book, "数字");
	assert_int_equal(last_row(sheet), FIRST + (int)ky_figure_shown() - 1);
	for (size_t i = 0; i < ky_figure_shown(); i++) {
		struct ky_figure_value value;
		struct ky_error err;
		const struct ky_figure *figure = ky_figure_at(i);
		struct read_cell cell = cell_at(sheet, FIRST + (int)i, 1);
		char number[32];
		assert_int_equal(ky_figure_compute(place->wb, figure, &value, &err), KY_OK);
		assert_string_equal(cell_at(sheet, FIRST + (int)i, 0).text, figure->zh);
		assert_string_equal(cell_at(sheet, FIRST + (int)i, 3).text, ky_figure_state(&value));
		snprintf(number, sizeof(number), "%lld", (long long)value.number);
		if (value.state == KY_FIGURE_BLANK)
			assert_int_equal(cell.type, 'b');
		else if (value.is_number)
			assert_string_equal(cell.text, number);
		assert_string_equal(cell_at(sheet, FIRST + (int)i, 7).text, value.note);
		assert_int_equal(cell_at(sheet, FIRST + (int)i, 4).type, value.has_target ? 'n' : 'b');
		assert_string_equal(cell_at(sheet, FIRST + (int)i, 5).text, !value.has_target       ? ""
									    : value.target_inferred ? "推定"
												    : "方案");
	}
	free_book(&book);
}

static void the_charts_are_native_and_draw_what_their_tables_say(void **state)
{
	struct place *place = *state;
	struct read_book book;
	char path[160];
	fill(place);
	write_book(place, "l.xlsx", NULL, path);
	read_book(path, &book);
	for (int i = 1; i <= CHARTS; i++) {
		char name[64];
		snprintf(name, sizeof(name), "xl/charts/chart%d.xml", i);
		char *xml = read_part(book.zip, name);
		assert_non_null(xml);
		parse_xml(xml, NULL, NULL, NULL, NULL);
		assert_non_null(strstr(xml, "图表"));
		free(xml);
	}
	assert_null(read_part(book.zip, "xl/charts/chart8.xml"));
	/* Of two problems one has a type: the last row adds up to both. */
	struct read_sheet *sheet = sheet_named(&book, "图表");
	int row = FIRST;
	while (strcmp(cell_at(sheet, row, 0).text, "合计") != 0)
		assert_true(row++ < last_row(sheet));
	assert_string_equal(cell_at(sheet, row, 1).text, "2");
	free_book(&book);
}

static void the_same_workbook_gives_the_same_bytes(void **state)
{
	struct place *place = *state;
	char first[160], second[160], command[400];
	fill(place);
	write_book(place, "a.xlsx", NULL, first);
	sleep(1);
	write_book(place, "b.xlsx", NULL, second);
	snprintf(command, sizeof(command), "cmp %s %s", first, second);
	assert_int_equal(system(command), 0);
}

static void a_range_of_days_limits_the_ledgers(void **state)
{
	struct place *place = *state;
	struct read_book book;
	struct ky_error err;
	char path[160];
	const struct ky_range may = { ky_day_from_ymd(2012, 5, 1), ky_day_from_ymd(2012, 5, 31) };
	assert_int_equal(add(place, "opinion", V("raw", "四月", "date", "2012-04-30"), NULL, &err), KY_OK);
	assert_int_equal(add(place, "opinion", V("raw", "五月", "date", "2012-05-31"), NULL, &err), KY_OK);
	write_book(place, "l.xlsx", &may, path);
	read_book(path, &book);
	struct read_sheet *sheet = sheet_named(&book, "征求意见汇总表");
	assert_string_equal(cell_at(sheet, FIRST, 4).text, "五月");
	assert_int_equal(last_row(sheet), FIRST);
	assert_non_null(strstr(cell_at(sheet, 1, 0).text, "自 2012-05-01 起　　至 2012-05-31 止"));
	free_book(&book);
}

static void a_long_text_widens_its_column_until_its_row_can_show_it(void **state)
{
	struct place *place = *state;
	struct read_book book;
	struct ky_error err;
	char path[160], text[3 * 900 + 1] = "";
	for (int i = 0; i < 900; i++)
		append(text, sizeof(text), "长");
	assert_int_equal(add(place, "opinion", V("raw", text), NULL, &err), KY_OK);
	write_book(place, "l.xlsx", NULL, path);
	read_book(path, &book);
	struct read_sheet *sheet = sheet_named(&book, "征求意见汇总表");
	const char *col = strstr(sheet->xml, "<col min=\"5\" max=\"5\" width=\"");
	assert_non_null(col);
	double width = strtod(strstr(col, "width=\"") + 7, NULL);
	assert_true(width * XLSX_LINES_MAX >= 1800);
	assert_true(width < 150);
	free_book(&book);
}

static void a_disk_without_room_is_one_sentence(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	FILE *full = fopen("/dev/full", "wb");
	assert_non_null(full);
	assert_int_equal(ky_document_write(place->wb, ky_document_find("ledgers.xlsx"), NULL, full, &err),
			 KY_SYSTEM);
	assert_non_null(strstr(err.text, "free some space"));
	fclose(full);
}

/* The library itself says then that all is well. */
static void rows_that_found_no_room_on_the_way_are_noticed(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct rlimit before, small;
	char path[160];
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_ADD, &err), KY_OK);
	for (int i = 0; i < 1200; i++)
		assert_int_equal(add(place, "opinion", V("raw", "一样的意见", "channel", "意见箱"), NULL, &err),
				 KY_OK);
	assert_int_equal(ky_change_commit(place->wb, &err), KY_OK);
	snprintf(path, sizeof(path), "%s/l.xlsx", place->dir);
	FILE *out = fopen(path, "wb");
	assert_non_null(out);
	void (*old)(int) = signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 200000; /* more than the spreadsheet, less than that sheet before it is packed */
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	enum ky_code code = ky_document_write(place->wb, ky_document_find("ledgers.xlsx"), NULL, out, &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, old);
	fclose(out);
	assert_int_equal(code, KY_SYSTEM);
	assert_non_null(strstr(err.text, "free some space"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_cell_of_every_ledger_is_its_record_s_value_in_its_type),
		TEST(sheets_stand_in_the_order_of_the_ledgers),
		TEST(no_cell_is_a_formula_and_the_book_has_no_macro_and_no_outside_link),
		TEST(texts_that_a_spreadsheet_would_read_otherwise_stay_as_typed),
		TEST(not_applicable_is_a_text),
		TEST(a_text_too_long_for_a_cell_is_cut_between_characters_and_says_so),
		TEST(no_sheet_is_printed_so_small_that_it_cannot_be_read),
		TEST(names_and_numbers_have_room),
		TEST(the_progress_table_stands_upright),
		TEST(choices_are_offered_filters_and_frozen_headings_are_there_and_it_prints_across),
		TEST(totals_are_formulas),
		TEST(the_sheet_of_figures_has_each_with_its_state),
		TEST(the_charts_are_native_and_draw_what_their_tables_say),
		TEST(the_same_workbook_gives_the_same_bytes),
		TEST(a_range_of_days_limits_the_ledgers),
		TEST(a_long_text_widens_its_column_until_its_row_can_show_it),
		TEST(a_disk_without_room_is_one_sentence),
		TEST(rows_that_found_no_room_on_the_way_are_noticed),
	};
	return cmocka_run_group_tests_name("xlsx", tests, NULL, NULL);
}
