/* Writes the sheets 数字 and 图表: every figure with its state and target, and the spreadsheet's own charts. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "report/charts.h"
#include "report/xlsx/xlsx.h"
#include "texts.h"

#define FIRST_ROW 3
#define VALUE_WIDTH 28
#define BLOCK_ROWS 17 /* a chart and some air */
#define CHARTS_A_PAGE 2
#define PRINT_PERCENT                                                                                             \
	80 /* by which the widest table and a chart fit into A4 across, and two of them below each other */
#define CHART_PIXELS_WIDE 560
#define CHART_PIXELS_HIGH 310

enum {
	COLUMN_NAME,
	COLUMN_VALUE,
	COLUMN_UNIT,
	COLUMN_STATE,
	COLUMN_TARGET,
	COLUMN_ORIGIN_OF_TARGET,
	COLUMN_ORIGIN,
	COLUMN_NOTE,
	COLUMN_ID,
	COLUMNS
};

static void figure_row(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, const struct ky_figure *figure,
		       const struct ky_figure_value *value)
{
	xlsx_text(xlsx, sheet, row, COLUMN_NAME, figure->zh);
	if (value->state == KY_FIGURE_BLANK)
		xlsx_blank(xlsx, sheet, row, COLUMN_VALUE);
	else if (value->is_number)
		xlsx_number(xlsx, sheet, row, COLUMN_VALUE, value->number);
	else
		xlsx_day_or_text(xlsx, sheet, row, COLUMN_VALUE, value->text);
	xlsx_lines_high(xlsx, sheet, row, xlsx_lines(value->text, VALUE_WIDTH - 1));
	xlsx_text(xlsx, sheet, row, COLUMN_UNIT, figure->unit);
	xlsx_text(xlsx, sheet, row, COLUMN_STATE, ky_figure_state(value));
	if (value->has_target)
		xlsx_number(xlsx, sheet, row, COLUMN_TARGET, value->target);
	else
		xlsx_blank(xlsx, sheet, row, COLUMN_TARGET);
	xlsx_text(xlsx, sheet, row, COLUMN_ORIGIN_OF_TARGET,
		  !value->has_target       ? ""
		  : value->target_inferred ? ZH_INFERRED
					   : ZH_STATED);
	xlsx_text(xlsx, sheet, row, COLUMN_ORIGIN,
		  value->origin == KY_ORIGIN_SCHOOL ? ZH_FROM_SCHOOL : ZH_FROM_LEDGERS);
	xlsx_text(xlsx, sheet, row, COLUMN_NOTE, value->note);
	xlsx_text(xlsx, sheet, row, COLUMN_ID, figure->id);
}

void xlsx_figures(struct xlsx *xlsx, const struct slots *slots, const char *about)
{
	static const struct {
		const char *zh;
		int width;
	} columns[COLUMNS] = {
		{ ZH_FIGURE_NAME, 30 },   { ZH_VALUE, VALUE_WIDTH }, { ZH_FIGURE_UNIT, 6 },
		{ ZH_FIGURE_STATE, 9 },   { ZH_FIGURE_TARGET, 8 },   { ZH_FIGURE_TARGET_ORIGIN, 10 },
		{ ZH_FIGURE_ORIGIN, 10 }, { ZH_FIGURE_NOTE, 16 },    { ZH_FIGURE_ID, 22 },
	};
	lxw_worksheet *sheet = xlsx_sheet(xlsx, ZH_SHEET_FIGURES);
	if (!sheet)
		return;
	xlsx_title(xlsx, sheet, ZH_SHEET_FIGURES, about, COLUMNS);
	for (int i = 0; i < COLUMNS; i++)
		xlsx_heading(xlsx, sheet, i, columns[i].zh, columns[i].width);
	for (size_t i = 0; i < ky_figure_shown(); i++)
		figure_row(xlsx, sheet, FIRST_ROW + (int64_t)i, ky_figure_at(i), &slots->values[i]);
	xlsx_table(xlsx, sheet, COLUMNS, (int64_t)ky_figure_shown(), 1);
}

/* The data of a chart, which the chart refers to. Returns the row behind it. */
static void chart_data(struct xlsx *xlsx, lxw_worksheet *sheet, const struct chart *chart, int row)
{
	xlsx_text(xlsx, sheet, row, 0, chart->bar_title);
	for (size_t i = 0; i < chart->series_count; i++)
		xlsx_text(xlsx, sheet, row, (int)i + 1, chart->series[i]);
	for (size_t bar = 0; bar < chart->bar_count; bar++) {
		xlsx_text(xlsx, sheet, row + 1 + (int)bar, 0, chart->bars[bar]);
		for (size_t i = 0; i < chart->series_count; i++) {
			if (chart->values[bar][i] < 0)
				xlsx_blank(xlsx, sheet, row + 1 + (int)bar, (int)i + 1);
			else
				xlsx_number(xlsx, sheet, row + 1 + (int)bar, (int)i + 1, chart->values[bar][i]);
		}
	}
}

/* As on the page: told apart by pattern, for a printer without colour. */
static void add_series(lxw_chart *native, const struct chart *chart, size_t at, int row)
{
	assert(at >= chart->plotted && at < chart->series_count);
	static const uint8_t patterns[] = { 0, LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL,
					    LXW_CHART_PATTERN_PERCENT_20, LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL,
					    LXW_CHART_PATTERN_SMALL_GRID };
	lxw_row_t first = (lxw_row_t)row + 1, last = (lxw_row_t)row + (lxw_row_t)chart->bar_count;
	lxw_col_t column = (lxw_col_t)at + 1;
	uint8_t pattern = patterns[(at - chart->plotted) % (sizeof(patterns) / sizeof(patterns[0]))];
	lxw_chart_series *series = chart_add_series(native, NULL, NULL);
	lxw_chart_line edge = { .color = 0xA3231C, .width = 0.75 };
	lxw_chart_fill solid = { .color = 0xA3231C };
	lxw_chart_pattern hatch = { .type = pattern, .fg_color = 0xA3231C, .bg_color = 0xFFFFFF };
	chart_series_set_categories(series, ZH_SHEET_CHARTS, first, 0, last, 0);
	chart_series_set_values(series, ZH_SHEET_CHARTS, first, column, last, column);
	chart_series_set_name_range(series, ZH_SHEET_CHARTS, (lxw_row_t)row, column);
	chart_series_set_line(series, &edge);
	if (pattern)
		chart_series_set_pattern(series, &hatch);
	else
		chart_series_set_fill(series, &solid);
	/* Its number at each part; none at a part that is not there. */
	lxw_chart_font bright = { .color = LXW_COLOR_WHITE };
	chart_series_set_labels(series);
	chart_series_set_labels_num_format(series, "0;;");
	if (chart->stacked && !pattern)
		chart_series_set_labels_font(series, &bright);
}

static void add_chart(struct xlsx *xlsx, lxw_worksheet *sheet, const struct chart *chart, int row, int column)
{
	lxw_chart *native = workbook_add_chart(xlsx->book, chart->stacked ? LXW_CHART_BAR_STACKED : LXW_CHART_BAR);
	char title[96];
	char *sentence = chart_sentence(chart);
	if (!native || !sentence) {
		free(sentence);
		xlsx_no_memory(xlsx);
		return;
	}
	lxw_chart_options options = { .object_position = LXW_OBJECT_MOVE_DONT_SIZE, .description = sentence };
	snprintf(title, sizeof(title), "%.60s（%s）", chart->title, chart->unit);
	for (size_t i = chart->plotted; i < chart->series_count; i++)
		add_series(native, chart, i, row);
	chart_title_set_name(native, title);
	chart_axis_set_reverse(native->y_axis); /* the first bar on top */
	chart_axis_set_min(native->x_axis, 0);
	chart_axis_off(native->x_axis);
	chart_axis_major_gridlines_set_visible(native->x_axis, LXW_FALSE);
	if (chart->series_count - chart->plotted < 2)
		chart_legend_set_position(native, LXW_CHART_LEGEND_NONE);
	else
		chart_legend_set_position(native, LXW_CHART_LEGEND_BOTTOM);
	options.x_scale = CHART_PIXELS_WIDE / 480.0;
	options.y_scale = CHART_PIXELS_HIGH / 288.0;
	xlsx_check(xlsx, worksheet_insert_chart_opt(sheet, (lxw_row_t)row, (lxw_col_t)column, native, &options));
	free(sentence);
}

static int block_rows(const struct chart *chart)
{
	int rows = (int)chart->bar_count + 2;
	return rows > BLOCK_ROWS ? rows : BLOCK_ROWS;
}

void xlsx_charts(struct xlsx *xlsx, const struct slots *slots, const char *about)
{
	struct chart *charts = memory_new(CHARTS * sizeof(*charts));
	if (!charts) {
		xlsx_no_memory(xlsx);
		return;
	}
	lxw_worksheet *sheet = NULL;
	int row = FIRST_ROW, right = 0; /* right: of the widest data table */
	lxw_row_t breaks[CHARTS / CHARTS_A_PAGE + 2] = { 0 };
	xlsx->code = charts_make(slots, charts, xlsx->err);
	for (int i = 0; i < CHARTS; i++)
		right = (int)charts[i].series_count + 2 > right ? (int)charts[i].series_count + 2 : right;
	sheet = xlsx_sheet(xlsx, ZH_SHEET_CHARTS);
	if (sheet)
		xlsx_title(xlsx, sheet, ZH_SHEET_CHARTS, about, right + 8);
	for (int i = 0; sheet && i < CHARTS; i++) {
		if (i && i % CHARTS_A_PAGE == 0)
			breaks[i / CHARTS_A_PAGE - 1] = (lxw_row_t)row;
		chart_data(xlsx, sheet, &charts[i], row);
		add_chart(xlsx, sheet, &charts[i], row, right);
		row += block_rows(&charts[i]);
	}
	if (sheet) {
		worksheet_set_column(sheet, 0, 0, 20, NULL);
		worksheet_set_column(sheet, 1, (lxw_col_t)(right - 2), 10, NULL);
		worksheet_set_column(sheet, (lxw_col_t)(right - 1), (lxw_col_t)(right - 1), 2, NULL);
		worksheet_set_landscape(sheet);
		worksheet_set_paper(sheet, 9);
		worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
		worksheet_center_horizontally(sheet);
		worksheet_set_print_scale(sheet, PRINT_PERCENT);
		xlsx_check(xlsx, worksheet_set_h_pagebreaks(sheet, breaks));
	}
	free(charts);
}
