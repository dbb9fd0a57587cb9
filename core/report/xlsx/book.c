/* Writes cells, sheets and looks of a spreadsheet through libxlsxwriter (xlsx/book.h). */
#include "report/xlsx/book.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "device/device.h"
#include "kuayue/text.h"
#include "report/punctuate.h"
#include "texts.h"

#define FONT_SIZE 10
#define SECONDS_A_DAY 86400
#define FIRST_ROW 3 /* below title, about and headings */
#define LINE_POINTS 14.5
#define ROW_POINTS 3

void xlsx_check(struct xlsx *xlsx, lxw_error error)
{
	if (error == LXW_NO_ERROR || xlsx->code)
		return;
	if (error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
		xlsx->code =
			ky_fail(xlsx->err, KY_INPUT,
				_("A ledger has more rows than a spreadsheet holds; export fewer days with --from "
				  "and --until."));
	else
		xlsx->code =
			ky_fail(xlsx->err, KY_SYSTEM,
				_("The spreadsheet could not be written (%s); free some space in the folder for "
				  "temporary files and export again."),
				errno ? ky_reason(errno) : lxw_strerror(error));
}

void xlsx_no_memory(struct xlsx *xlsx)
{
	if (!xlsx->code)
		xlsx->code = memory_out(xlsx->err);
}

/* The library takes NULL for the plain format; what is made with that is thrown away, as code is set. */
static lxw_format *look(struct xlsx *xlsx, const char *font, double size)
{
	lxw_format *format = workbook_add_format(xlsx->book);
	if (!format) {
		xlsx_no_memory(xlsx);
		return NULL;
	}
	format_set_font_name(format, font);
	format_set_font_size(format, size);
	format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
	return format;
}

static lxw_format *cell_look(struct xlsx *xlsx, const char *font)
{
	lxw_format *format = look(xlsx, font, FONT_SIZE);
	if (!format)
		return NULL;
	format_set_border(format, LXW_BORDER_THIN);
	format_set_text_wrap(format);
	return format;
}

static void make_looks(struct xlsx *xlsx)
{
	/* Widths count in digits of the book's own font: one of the cells' size, which every office has. */
	lxw_format *own = STAILQ_FIRST(xlsx->book->formats);
	format_set_font_name(own, ZH_FONT_SONG);
	format_set_font_size(own, FONT_SIZE);
	xlsx->title = look(xlsx, ZH_FONT_HEI, 16);
	xlsx->note = look(xlsx, ZH_FONT_SONG, FONT_SIZE);
	xlsx->head = cell_look(xlsx, ZH_FONT_HEI);
	xlsx->text = cell_look(xlsx, ZH_FONT_SONG);
	xlsx->literal = cell_look(xlsx, ZH_FONT_SONG);
	xlsx->number = cell_look(xlsx, ZH_FONT_SONG);
	xlsx->day = cell_look(xlsx, ZH_FONT_SONG);
	if (xlsx->code)
		return;
	format_set_align(xlsx->title, LXW_ALIGN_CENTER);
	format_set_align(xlsx->head, LXW_ALIGN_CENTER);
	format_set_bg_color(xlsx->head, 0xEDEDED);
	/* A text that begins like a formula stays a text when somebody edits the cell. */
	format_set_num_format(xlsx->literal, "@");
	format_set_num_format(xlsx->number, "0");
	format_set_align(xlsx->number, LXW_ALIGN_CENTER);
	format_set_num_format(xlsx->day, "yyyy\\-mm\\-dd");
	format_set_align(xlsx->day, LXW_ALIGN_CENTER);
}

enum ky_code xlsx_open(struct xlsx *xlsx, struct ky_workbook *wb, const char *school, struct ky_error *err)
{
	assert(school && err);
	char path[32];
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	*xlsx = (struct xlsx){ .wb = wb, .school = school, .file = device_temporary(), .err = err };
	if (xlsx->file) {
		/* The library needs a path; this one leads to our file, which has no name. */
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fileno(xlsx->file));
		xlsx->book = workbook_new_opt(path, &options);
	}
	errno = xlsx->file ? ENOMEM : errno;
	if (!xlsx->book) {
		xlsx_check(xlsx, LXW_ERROR_CREATING_TMPFILE);
		return xlsx->code;
	}
	/* The date is the day worked as, so that the same workbook gives the same bytes. */
	lxw_doc_properties properties = { .created = (time_t)ky_workbook_today(wb) * SECONDS_A_DAY };
	xlsx_check(xlsx, workbook_set_properties(xlsx->book, &properties));
	make_looks(xlsx);
	return xlsx->code;
}

static void copy(struct xlsx *xlsx, FILE *out)
{
	char bytes[65536];
	size_t got = 0;
	if (fseek(xlsx->file, 0, SEEK_SET) != 0)
		xlsx_check(xlsx, LXW_ERROR_ZIP_FILE_OPERATION);
	while (!xlsx->code && (got = fread(bytes, 1, sizeof(bytes), xlsx->file)) > 0)
		if (fwrite(bytes, 1, got, out) != got)
			xlsx_check(xlsx, LXW_ERROR_ZIP_FILE_ADD);
	if (!xlsx->code && (ferror(xlsx->file) || fflush(out) != 0))
		xlsx_check(xlsx, LXW_ERROR_ZIP_CLOSE);
}

enum ky_code xlsx_close(struct xlsx *xlsx, FILE *out)
{
	errno = 0;
	if (xlsx->book)
		xlsx_check(xlsx, workbook_close(xlsx->book));
	if (!xlsx->code && !xlsx_is_whole(xlsx)) {
		errno = ENOSPC;
		xlsx_check(xlsx, LXW_ERROR_CREATING_TMPFILE);
	}
	if (!xlsx->code && out)
		copy(xlsx, out);
	if (xlsx->file)
		fclose(xlsx->file);
	return xlsx->code;
}

lxw_worksheet *xlsx_sheet(struct xlsx *xlsx, const char *name)
{
	assert(name && name[0]);
	char *wide = punctuate(name);
	if (!wide)
		xlsx_no_memory(xlsx);
	lxw_worksheet *sheet = xlsx->code ? NULL : workbook_add_worksheet(xlsx->book, wide);
	if (!sheet && wide)
		xlsx_check(xlsx, workbook_validate_sheet_name(xlsx->book, wide));
	else if (xlsx->sheets < KY_DECLARED_MAX)
		xlsx->rows[xlsx->sheets++] = -1;
	free(wide);
	return sheet;
}

static lxw_row_t row_of(int64_t row)
{
	return row < LXW_ROW_MAX ? (lxw_row_t)row : LXW_ROW_MAX;
}

int xlsx_lines(const char *text, int width)
{
	assert(width > 1);
	size_t next = 0, len = strlen(text);
	int lines = 1;
	/* No character has more columns than bytes. */
	if (len <= (size_t)width && !strchr(text, '\n'))
		return 1;
	for (; *(text += (ky_text_wrap(text, width, &next), next)); lines++)
		;
	return lines;
}

void xlsx_lines_high(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int lines)
{
	double points = (lines < XLSX_LINES_MAX ? lines : XLSX_LINES_MAX) * LINE_POINTS + ROW_POINTS;
	if (!xlsx->code)
		xlsx_check(xlsx, worksheet_set_row(sheet, row_of(row), points, NULL));
}

void xlsx_title(struct xlsx *xlsx, lxw_worksheet *sheet, const char *title, const char *about, int columns)
{
	assert(columns > 0);
	xlsx->pixels = xlsx->form = xlsx->form_columns = 0;
	char *clean = xlsx_clean(about), *wide = punctuate(title);
	if (!clean || !wide) {
		free(clean);
		free(wide);
		xlsx_no_memory(xlsx);
		return;
	}
	lxw_col_t last = (lxw_col_t)(columns - 1);
	xlsx_lines_high(xlsx, sheet, 0, 2);
	xlsx_check(xlsx, columns > 1 ? worksheet_merge_range(sheet, 0, 0, 0, last, wide, xlsx->title)
				     : worksheet_write_string(sheet, 0, 0, wide, xlsx->title));
	xlsx_check(xlsx, worksheet_write_string(sheet, 1, 0, clean, xlsx->note));
	xlsx_lines_high(xlsx, sheet, 1, 1);
	free(wide);
	free(clean);
}

void xlsx_heading(struct xlsx *xlsx, lxw_worksheet *sheet, int column, const char *text, int width)
{
	char *wide = punctuate(text), *clean = wide ? xlsx_clean(wide) : NULL;
	free(wide);
	if (!clean) {
		xlsx_no_memory(xlsx);
		return;
	}
	lxw_col_t at = (lxw_col_t)column;
	lxw_row_col_options options = { .hidden = width == 0 };
	xlsx->pixels += xlsx_pixels(width);
	xlsx_check(xlsx,
		   worksheet_set_column_opt(sheet, at, at, width ? width : LXW_DEF_COL_WIDTH, NULL, &options));
	xlsx_lines_high(xlsx, sheet, 2, 2);
	xlsx_check(xlsx, worksheet_write_string(sheet, 2, at, clean, xlsx->head));
	free(clean);
}

/* Writes the footer. A & is doubled, because a footer takes a single one for the beginning of a code. */
static void set_footer(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t rows)
{
	struct strbuf sb;
	char shown[200];
	ky_text_visible(xlsx->school, 60, shown, sizeof(shown));
	strbuf_init(&sb, STRBUF_LINE);
	strbuf_add(&sb, "&L");
	for (const char *at = shown; *at; at++)
		strbuf_addf(&sb, *at == '&' ? "&&" : "%c", *at);
	strbuf_addf(&sb, "&C" ZH_SHEET_FOOTER, (long long)rows);
	if (sb.no_memory)
		xlsx_no_memory(xlsx);
	else
		xlsx_check(xlsx, worksheet_set_footer(sheet, sb.text));
	strbuf_free(&sb);
}

void xlsx_table(struct xlsx *xlsx, lxw_worksheet *sheet, int columns, int64_t rows, int frozen_columns)
{
	assert(rows >= 0 && frozen_columns < columns);
	lxw_row_t last = (lxw_row_t)(FIRST_ROW - 1 + rows);
	lxw_col_t right = (lxw_col_t)(columns - 1);
	/* What a row is, on each of the pages that it goes over. */
	if (!xlsx_paper(xlsx, sheet) && frozen_columns)
		xlsx_check(xlsx, worksheet_repeat_columns(sheet, 0, (lxw_col_t)(frozen_columns - 1)));
	xlsx_check(xlsx, worksheet_repeat_rows(sheet, 0, FIRST_ROW - 1));
	worksheet_freeze_panes(sheet, FIRST_ROW, (lxw_col_t)frozen_columns);
	xlsx_check(xlsx, worksheet_autofilter(sheet, FIRST_ROW - 1, 0, last, right));
	set_footer(xlsx, sheet, rows);
	xlsx->rows[xlsx->sheets - 1] = FIRST_ROW + rows;
}

void xlsx_blank(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column)
{
	if (!xlsx->code)
		xlsx_check(xlsx, worksheet_write_blank(sheet, row_of(row), (lxw_col_t)column, xlsx->text));
}

void xlsx_text(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column, const char *text)
{
	assert(row >= 0 && column >= 0 && text);
	if (xlsx->code)
		return;
	char *clean = xlsx_clean(text);
	if (!clean) {
		xlsx_no_memory(xlsx);
		return;
	}
	lxw_format *format = escape_is_formula(clean) ? xlsx->literal : xlsx->text;
	if (clean[0])
		xlsx_check(xlsx, worksheet_write_string(sheet, row_of(row), (lxw_col_t)column, clean, format));
	else
		xlsx_blank(xlsx, sheet, row, column);
	free(clean);
}

void xlsx_number(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column, int64_t number)
{
	assert(row >= 0 && column >= 0);
	char text[24];
	if (xlsx->code)
		return;
	if (number <= XLSX_EXACT && number >= -XLSX_EXACT) {
		xlsx_check(xlsx, worksheet_write_number(sheet, row_of(row), (lxw_col_t)column, (double)number,
							xlsx->number));
		return;
	}
	snprintf(text, sizeof(text), "%lld", (long long)number);
	xlsx_text(xlsx, sheet, row, column, text);
}

void xlsx_row_below(struct xlsx *xlsx)
{
	assert(xlsx->sheets > 0);
	xlsx->rows[xlsx->sheets - 1]++;
}

/* What people type above it or change there is added up at once; hidden rows are not. */
void xlsx_total(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column, const struct xlsx_sum *sum)
{
	assert(sum->from <= sum->to && sum->to < row);
	char name[8], cells[64], formula[96];
	if (xlsx->code)
		return;
	if (!sum->stated) {
		xlsx_blank(xlsx, sheet, row, column);
		return;
	}
	lxw_col_to_name(name, (lxw_col_t)column, LXW_FALSE);
	snprintf(cells, sizeof(cells), "%s%lld:%s%lld", name, (long long)sum->from + 1, name,
		 (long long)sum->to + 1);
	snprintf(formula, sizeof(formula), "=SUBTOTAL(109,%s)", cells);
	xlsx_check(xlsx, worksheet_write_formula_num(sheet, row_of(row), (lxw_col_t)column, formula, xlsx->number,
						     (double)sum->number));
}

/* A spreadsheet counts its days from 1900. */
void xlsx_day(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column, ky_day day)
{
	char text[KY_DAY_TEXT];
	lxw_datetime date = { 0 };
	if (xlsx->code)
		return;
	ky_day_to_ymd(day, &date.year, &date.month, &date.day);
	if (date.year < 1901)
		xlsx_text(xlsx, sheet, row, column, ky_day_format(day, text));
	else
		xlsx_check(xlsx,
			   worksheet_write_datetime(sheet, row_of(row), (lxw_col_t)column, &date, xlsx->day));
}

void xlsx_day_or_text(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column, const char *text)
{
	ky_day day = KY_NO_DAY;
	char again[KY_DAY_TEXT];
	if (strlen(text) == KY_DAY_TEXT - 1 && ky_day_parse(text, KY_NO_DAY, &day, NULL) == KY_OK &&
	    strcmp(ky_day_format(day, again), text) == 0)
		xlsx_day(xlsx, sheet, row, column, day);
	else
		xlsx_text(xlsx, sheet, row, column, text);
}
