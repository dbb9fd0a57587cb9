/* Escapes text for HTML, and draws charts as SVG. */
#include "report/page/svg.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "kuayue/text.h"
#include "texts.h"

#define BAR_LEFT 170
#define BAR_WIDTH 330
#define BAR_HEIGHT 20
#define BAR_STEP 32
#define CHART_WIDTH 680 /* room for the longest label behind the longest bar */
#define LABEL_COLUMNS 20
#define LEGEND_HEIGHT 28
#define DIGIT_WIDTH 8
#define PATTERNS 5 /* a further part begins with the first again, and has its number */

void html_text(FILE *out, const char *text)
{
	escape_print(out, ESCAPE_MARKUP, text);
}

/* Computed in doubles, because a figure may be as large as its type allows. */
static int width_of(int64_t value, int64_t whole)
{
	if (value <= 0)
		return 0;
	return value >= whole ? BAR_WIDTH : (int)((double)value / (double)whole * BAR_WIDTH + 0.5);
}

/* The patterns: solid, lines one way, dots, lines the other way, and white. */
static void patterns(FILE *out, int n)
{
	static const char *const drawn[PATTERNS] = {
		"<rect class=\"ink\" width=\"8\" height=\"8\"/>",
		"<rect class=\"soft\" width=\"8\" height=\"8\"/><path class=\"line\" d=\"M-2 2L2-2M0 8L8 0M6 "
		"10L10 6\"/>",
		"<rect class=\"soft\" width=\"8\" height=\"8\"/><circle class=\"ink\" cx=\"4\" cy=\"4\" "
		"r=\"1.6\"/>",
		"<rect class=\"paper\" width=\"8\" height=\"8\"/><path class=\"line\" d=\"M-2 6L2 10M0 0L8 "
		"8M6-2L10 2\"/>",
		"<rect class=\"paper\" width=\"8\" height=\"8\"/>",
	};
	fputs("<defs>", out);
	for (int i = 0; i < PATTERNS; i++)
		fprintf(out,
			"<pattern id=\"c%dp%d\" width=\"8\" height=\"8\" "
			"patternUnits=\"userSpaceOnUse\">%s</pattern>",
			n, i, drawn[i]);
	fputs("</defs>\n", out);
}

static void box(FILE *out, int n, size_t series, int x, int y, int width, int height)
{
	assert(width >= 0 && height >= 0);
	fprintf(out, "<rect class=\"part\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"url(#c%dp%d)\"/>",
		x, y, width, height, n, (int)(series % PATTERNS));
}

static void label(FILE *out, const char *class, int x, int y, const char *text)
{
	char cut[LABEL_COLUMNS * 4 + 8];
	ky_text_visible(text, LABEL_COLUMNS, cut, sizeof(cut));
	fprintf(out, "<text class=\"%s\" x=\"%d\" y=\"%d\">", class, x, y);
	html_text(out, cut);
	fputs("</text>", out);
}

static void legend(FILE *out, const struct chart *chart, int n)
{
	int x = 4;
	for (size_t i = chart->plotted; i < chart->series_count; i++) {
		box(out, n, i - chart->plotted, x, 6, 18, 14);
		label(out, "key", x + 24, 18, chart->series[i]);
		x += 44 + ky_text_columns(chart->series[i]) * DIGIT_WIDTH;
	}
	fputc('\n', out);
}

static void number(FILE *out, const char *class, int x, int y, int64_t value)
{
	fprintf(out, "<text class=\"%s\" x=\"%d\" y=\"%d\">%" PRId64 "</text>", class, x, y, value);
}

/* Draws a bar. Where it has several parts, each has its number inside, if it fits; the total stands behind the
 * bar. */
static void bar(FILE *out, const struct chart *chart, size_t at, int n, int y, int64_t most)
{
	assert(at < chart->bar_count && most > 0);
	int x = BAR_LEFT;
	int64_t sum = 0;
	bool known = false;
	label(out, "name", BAR_LEFT - 10, y + 15, chart->bars[at]);
	for (size_t i = chart->plotted; i < chart->series_count; i++) {
		int64_t value = chart->values[at][i];
		int width = width_of(value, most);
		known = known || value >= 0;
		if (value <= 0)
			continue;
		sum += value;
		box(out, n, i - chart->plotted, x, y, width, BAR_HEIGHT);
		if (chart->series_count - chart->plotted > 1 && width > 24)
			number(out, "inside", x + width / 2, y + 15, value);
		x += width;
	}
	if (chart->notes[at][0])
		label(out, "value", x + 8, y + 15, chart->notes[at]);
	else if (known)
		number(out, "value", x + 8, y + 15, sum);
	else
		label(out, "value", x + 8, y + 15, ZH_BLANK);
	fputc('\n', out);
}

bool svg_chart(FILE *out, const struct chart *chart, int n)
{
	assert(chart->plotted < chart->series_count);
	bool several = chart->series_count - chart->plotted > 1;
	int top = several ? LEGEND_HEIGHT : 4;
	char *sentence = chart_sentence(chart);
	if (!sentence)
		return false;
	int64_t most = chart_most(chart);
	fprintf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"c%dt c%dd\">\n<title id=\"c%dt\">",
		CHART_WIDTH, top + (int)chart->bar_count * BAR_STEP, n, n, n);
	html_text(out, chart->title);
	fprintf(out, "</title>\n<desc id=\"c%dd\">", n);
	html_text(out, sentence);
	fputs("</desc>\n", out);
	free(sentence);
	patterns(out, n);
	if (several)
		legend(out, chart, n);
	for (size_t i = 0; i < chart->bar_count; i++)
		bar(out, chart, i, n, top + (int)i * BAR_STEP + 4, most);
	fprintf(out, "<path class=\"axis\" d=\"M%d %dV%d\"/>\n</svg>\n", BAR_LEFT, top,
		top + (int)chart->bar_count * BAR_STEP - 4);
	return true;
}
