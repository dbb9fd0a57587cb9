/* What the charts of the documents show: worked out once, drawn as SVG in the page (svg.c) and as
 * native charts in the spreadsheet (xlsx_figures.c). */
#ifndef CORE_REPORT_CHARTS_H
#define CORE_REPORT_CHARTS_H

#include "report/slots.h"

#define CHARTS 7
#define CHART_BARS 16
#define CHART_SERIES 8
#define CHART_UNKNOWN (-1) /* 未填, or nothing to divide by */

struct chart {
	const char *title; /* 各阶段任务进度 */
	const char *unit;  /* of the numbers plotted: 项, % */
	const char *bar_title;
	size_t bar_count, series_count;
	size_t plotted; /* the first series that is drawn; those before it stand in the table only */
	bool stacked;   /* the series are parts of one whole */
	char bars[CHART_BARS][96];
	char notes[CHART_BARS][64]; /* beside the bar, instead of its number; "" for none */
	const char *series[CHART_SERIES];
	int64_t values[CHART_BARS][CHART_SERIES];
};

/* charts has room for CHARTS. Strings of the campaign live as long as the workbook. */
enum ky_code charts_make(const struct slots *slots, struct chart *charts, struct ky_error *err);

/* charts_records.c: what the records say that no figure has. */
enum ky_code chart_categories(struct ky_workbook *wb, struct chart *chart, struct ky_error *err);
enum ky_code chart_months(struct ky_workbook *wb, struct chart *chart, struct ky_error *err);
enum ky_code chart_groups(struct ky_workbook *wb, struct chart *chart, struct ky_error *err);
/* A bar of that name, whose index is returned; one too many takes the place of the last. */
size_t chart_add_bar(struct chart *chart, const char *title);

/* The longest bar, at least 1, of rates at least 100. */
int64_t chart_most(const struct chart *chart);

/* All that is drawn in one sentence, for who cannot see it: malloc'd. */
char *chart_sentence(const struct chart *chart);

#endif
