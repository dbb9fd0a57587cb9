/* Writes the head and the end of a page, and its charts with their tables. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "report/page/parts.h"
#include "texts.h"

extern const unsigned char data_report_css[];

void html_begin(FILE *out, const char *school, const char *title)
{
	fputs("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\"/>\n"
	      "<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>",
	      out);
	html_text(out, school);
	fprintf(out, " %s</title>\n<style>\n%s</style>\n</head>\n<body>\n", title, (const char *)data_report_css);
}

void html_end(FILE *out)
{
	fputs("</body>\n</html>\n", out);
}

void html_cell(FILE *out, const char *tag, const char *text)
{
	fprintf(out, "<%s>", tag);
	html_text(out, text);
	fprintf(out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

enum ky_code html_written(FILE *out, struct ky_error *err)
{
	if (fflush(out) == 0 && !ferror(out))
		return KY_OK;
	return ky_fail(err, KY_SYSTEM, _("The report could not be written (%s); check the disk and export again."),
		       ky_reason(errno));
}

/* Writes the chart's numbers as a table, for people who cannot see the bars or want the exact numbers. */
static void data_table(FILE *out, const struct chart *chart)
{
	fputs("<table class=\"data\">\n<caption>", out);
	html_text(out, chart->title);
	fputs(ZH_CHART_DATA "</caption>\n<thead><tr>", out);
	html_cell(out, "th scope=\"col\"", chart->bar_title);
	for (size_t i = 0; i < chart->series_count; i++)
		html_cell(out, "th scope=\"col\"", chart->series[i]);
	fputs("</tr></thead>\n<tbody>\n", out);
	for (size_t bar = 0; bar < chart->bar_count; bar++) {
		fputs("<tr>", out);
		html_cell(out, "th scope=\"row\"", chart->bars[bar]);
		for (size_t i = 0; i < chart->series_count; i++) {
			if (chart->values[bar][i] < 0)
				fputs("<td>—</td>", out);
			else
				fprintf(out, "<td>%" PRId64 "</td>", chart->values[bar][i]);
		}
		fputs("</tr>\n", out);
	}
	fputs("</tbody></table>\n", out);
}

enum ky_code html_charts(const struct slots *slots, FILE *out, struct ky_error *err)
{
	struct chart *charts = memory_new(CHARTS * sizeof(*charts));
	if (!charts)
		return memory_out(err);
	char today[KY_DAY_TEXT];
	enum ky_code code = charts_make(slots, charts, err);
	/* The date stands here and not below the letter, whose last page might hold nothing else. */
	if (!code)
		fprintf(out,
			"<section class=\"annex\" id=\"charts\">\n<h2>" ZH_CHARTS
			"</h2>\n<p class=\"count\">" ZH_CHART_DATE "</p>\n<div class=\"figures\">\n",
			ky_day_format(ky_workbook_today(slots->wb), today));
	for (int i = 0; !code && i < CHARTS; i++) {
		fputs("<figure>\n<figcaption>", out);
		html_text(out, charts[i].title);
		fprintf(out, ZH_CHART_UNIT "</figcaption>\n", charts[i].unit);
		if (!svg_chart(out, &charts[i], i + 1))
			code = memory_out(err);
		data_table(out, &charts[i]);
		fputs("</figure>\n", out);
	}
	if (!code)
		fputs("</div>\n</section>\n", out);
	free(charts);
	return code;
}
