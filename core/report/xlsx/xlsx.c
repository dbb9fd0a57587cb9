/* Writes ledgers.xlsx: a sheet for each ledger in the order of their numbers, then the figures and the charts. */
#include "report/xlsx/xlsx.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/libraries.h"
#include "base/strbuf.h"
#include "kuayue/text.h"
#include "report/documents.h"
#include "report/ledger_records.h"
#include "report/reader.h"
#include "report/xlsx/widths.h"
#include "texts.h"

#define FIRST_ROW 3
#define WIDE 12 /* columns, from which the first ones stay in sight */

struct sheet {
	struct xlsx *xlsx;
	lxw_worksheet *sheet;
	const struct ky_ledger_column *columns;
	size_t count;
	int64_t rows;
	int widths[KY_DECLARED_MAX];
	int lines; /* of the row */
	int64_t totals[KY_DECLARED_MAX];
	bool stated[KY_DECLARED_MAX]; /* of a total: there is a number in its column */
};

static void put_text(struct sheet *sheet, const struct ky_record *record, int64_t row, int column, int field)
{
	char *text = ky_record_text(sheet->xlsx->wb, record, field);
	if (!text) {
		sheet->xlsx->code = memory_out(sheet->xlsx->err);
		return;
	}
	int width = sheet->widths[column], lines = width ? xlsx_lines(text, width - 1) : 1;
	sheet->lines = lines > sheet->lines ? lines : sheet->lines;
	xlsx_text(sheet->xlsx, sheet->sheet, row, column, text);
	free(text);
}

/* A choice that is a number, such as 自评 3, is one in the cell too, so that it can be counted with. */
static bool is_number_choice(struct xlsx *xlsx, const struct ky_field *field, const char *key, int64_t *number)
{
	size_t count = 0;
	const struct ky_choice *choice =
		ky_campaign_choices(ky_workbook_campaign(xlsx->wb), field->choices, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(choice[i].id, key) == 0)
			return strspn(choice[i].text, "0123456789") == strlen(choice[i].text) &&
			       (choice[i].text[0] != '0' || !choice[i].text[1]) &&
			       ky_number_parse(choice[i].text, number, NULL) == KY_OK;
	return false;
}

static void put_value(struct sheet *sheet, const struct ky_record *record, int column, int field)
{
	struct xlsx *xlsx = sheet->xlsx;
	const struct ky_value value = ky_record_get(record, field);
	const struct ky_field *decl = &ky_record_kind(record)->fields[field];
	int64_t row = FIRST_ROW - 1 + sheet->rows, number = 0;
	if (value.is == KY_BLANK) {
		xlsx_blank(xlsx, sheet->sheet, row, column);
	} else if (value.is == KY_INT) {
		xlsx_number(xlsx, sheet->sheet, row, column, value.number);
		sheet->totals[column] += value.number;
		sheet->stated[column] = true;
	} else if (value.is == KY_STR && decl->type == KY_DATE) {
		xlsx_day_or_text(xlsx, sheet->sheet, row, column, value.text);
	} else if (value.is == KY_STR && decl->type == KY_CHOICE &&
		   is_number_choice(xlsx, decl, value.text, &number)) {
		xlsx_number(xlsx, sheet->sheet, row, column, number);
	} else {
		put_text(sheet, record, row, column, field);
	}
}

static int put_record(void *data, const struct ky_record *record, int64_t row)
{
	struct sheet *sheet = data;
	sheet->rows = row;
	sheet->lines = 1;
	for (size_t i = 0; i < sheet->count; i++) {
		int field = sheet->columns[i].field, column = (int)i;
		if (field == KY_COLUMN_ROW)
			xlsx_number(sheet->xlsx, sheet->sheet, FIRST_ROW - 1 + row, column, row);
		else if (field == KY_COLUMN_NUMBER)
			xlsx_text(sheet->xlsx, sheet->sheet, FIRST_ROW - 1 + row, column,
				  ky_record_number(record));
		else if (field == KY_COLUMN_ALONG)
			xlsx_text(sheet->xlsx, sheet->sheet, FIRST_ROW - 1 + row, column,
				  reader_path(sheet->xlsx->wb, record));
		else
			put_value(sheet, record, column, field);
	}
	xlsx_lines_high(sheet->xlsx, sheet->sheet, FIRST_ROW - 1 + row, sheet->lines);
	return sheet->xlsx->code != KY_OK;
}

static enum ky_code set_widths(struct sheet *sheet, const struct ky_kind *kind, const struct ky_range *range)
{
	struct xlsx *xlsx = sheet->xlsx;
	struct xlsx_widths widths = { .wb = xlsx->wb,
				      .kind = kind,
				      .columns = sheet->columns,
				      .count = sheet->count,
				      .widths = sheet->widths };
	size_t form = widths.form = ledger_form_columns(kind, sheet->columns, sheet->count);
	enum ky_code code = xlsx_widths(&widths, range, xlsx->err);
	for (size_t i = 0; i < sheet->count; i++) {
		if (i == form)
			xlsx_form_ends(xlsx, (int)i);
		xlsx_heading(xlsx, sheet->sheet, (int)i, sheet->columns[i].zh, sheet->widths[i]);
	}
	return code;
}

/* The row below the records, where there are numbers whose sum says something. */
static void put_totals(const struct sheet *sheet, const struct ky_kind *kind)
{
	int64_t row = FIRST_ROW + sheet->rows;
	bool any = false;
	for (size_t i = 0; i < sheet->count; i++)
		any = any || (sheet->columns[i].field >= 0 && kind->fields[sheet->columns[i].field].total &&
			      sheet->stated[i]);
	if (!any || sheet->rows < 2 || sheet->xlsx->code)
		return;
	for (size_t i = 0; i < sheet->count; i++) {
		int field = sheet->columns[i].field;
		if (field >= 0 && kind->fields[field].total)
			xlsx_total(sheet->xlsx, sheet->sheet, row, (int)i,
				   &(struct xlsx_sum){ FIRST_ROW, row - 1, sheet->totals[i], sheet->stated[i] });
		else
			xlsx_text(sheet->xlsx, sheet->sheet, row, (int)i, i == 0 ? ZH_ALL : "");
	}
	xlsx_row_below(sheet->xlsx);
}

static void put_choices(const struct sheet *sheet, const struct ky_kind *kind)
{
	for (size_t i = 0; i < sheet->count; i++) {
		int field = sheet->columns[i].field;
		if (field >= 0 && kind->fields[field].type == KY_CHOICE && !kind->fields[field].several)
			xlsx_choices(sheet->xlsx, sheet->sheet, &kind->fields[field], (int)i, sheet->rows);
	}
}

static void ledger(struct xlsx *xlsx, const struct ky_kind *kind, const struct ky_range *range, const char *about)
{
	struct ky_ledger_column columns[KY_DECLARED_MAX];
	struct sheet sheet = { .xlsx = xlsx,
			       .columns = columns,
			       .count = ky_ledger_columns(xlsx->wb, kind, columns) };
	const char *title = ky_ledger_title(xlsx->wb, kind);
	sheet.sheet = xlsx_sheet(xlsx, title);
	if (!sheet.sheet)
		return;
	xlsx_title(xlsx, sheet.sheet, title, about, (int)sheet.count);
	enum ky_code code = set_widths(&sheet, kind, range);
	if (!code)
		code = ledger_records(xlsx->wb, kind, range, put_record, &sheet, xlsx->err);
	xlsx->code = xlsx->code ? xlsx->code : code;
	if (xlsx->code)
		return;
	put_choices(&sheet, kind);
	xlsx_table(xlsx, sheet.sheet, (int)sheet.count, sheet.rows,
		   sheet.count >= WIDE ? kind->counted + (kind->number_zh != NULL) : 0);
	put_totals(&sheet, kind);
}

static char *about_text(struct ky_workbook *wb, const char *school, const struct ky_range *range)
{
	struct strbuf sb;
	char day[KY_DAY_TEXT];
	strbuf_init(&sb, STRBUF_TEXT);
	strbuf_addf(&sb, ZH_SHEET_ABOUT, school, ky_day_format(ky_workbook_today(wb), day));
	if (range && range->from != KY_NO_DAY)
		strbuf_addf(&sb, ZH_SHEET_FROM, ky_day_format(range->from, day));
	if (range && range->to != KY_NO_DAY)
		strbuf_addf(&sb, ZH_SHEET_TO, ky_day_format(range->to, day));
	return strbuf_take(&sb);
}

static void write_sheets(struct xlsx *xlsx, const struct slots *slots, const struct ky_range *range,
			 const char *about)
{
	for (int number = 1; !xlsx->code && number <= ledger_last(); number++) {
		const struct ky_kind *kind = NULL;
		if (!ledger_is_there(xlsx->wb, number, &kind))
			continue;
		if (kind)
			ledger(xlsx, kind, range, about);
		else
			xlsx_progress(xlsx, slots, about);
	}
	if (!xlsx->code)
		xlsx_figures(xlsx, slots, about);
	if (!xlsx->code)
		xlsx_charts(xlsx, slots, about);
	if (!xlsx->code)
		xlsx_long_choices(xlsx);
}

static enum ky_code write_book(struct ky_workbook *wb, const struct ky_range *range, FILE *out,
			       struct ky_error *err)
{
	struct xlsx xlsx = { 0 };
	struct slots slots = { 0 };
	char *school = NULL;
	enum ky_code code = libraries_ready(err);
	if (!code)
		code = ky_school_text(wb, "name", &school, err);
	if (!code)
		code = slots_open(wb, &slots, err);
	if (!code && xlsx_open(&xlsx, wb, school, err) == KY_OK) {
		char *about = about_text(wb, xlsx.school, range);
		if (about)
			write_sheets(&xlsx, &slots, range, about);
		else
			xlsx_no_memory(&xlsx);
		free(about);
	}
	if (!code)
		code = xlsx_close(&xlsx, out);
	slots_close(&slots);
	free(school);
	return code;
}

/* libxlsxwriter writes numbers with printf, which takes the decimal point from the thread's locale. */
enum ky_code write_xlsx(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err)
{
	locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
	if (plain == (locale_t)0)
		return ky_fail(err, KY_SYSTEM, "%s", ky_reason(errno));
	locale_t before = uselocale(plain);
	enum ky_code code = write_book(wb, range, out, err);
	uselocale(before);
	freelocale(plain);
	return code;
}
