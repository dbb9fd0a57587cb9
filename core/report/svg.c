#include "report/svg.h"

#include <inttypes.h>

#include "kuayue/text.h"

#define BAR_LEFT 150
#define BAR_WIDTH 300
#define BAR_STEP 30
#define CHART_WIDTH 560

/* C1 controls and the characters XML and HTML forbid. */
static int dropped(const unsigned char *at, size_t len)
{
	if (len == 1)
		return (*at < 0x20 && *at != '\n' && *at != '\t') || *at == 0x7F;
	if (len == 2 && at[0] == 0xC2)
		return at[1] < 0xA0;
	return len == 3 && at[0] == 0xEF && at[1] == 0xBF && at[2] >= 0xBE;
}

static size_t sequence(unsigned char lead)
{
	return lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

/* Length of the character at text, 0 if it is ill-formed. */
static size_t character(const char *text)
{
	size_t len = sequence((unsigned char)*text);
	for (size_t i = 1; i < len; i++)
		if (((unsigned char)text[i] & 0xC0) != 0x80)
			return 0;
	return len && ky_text_valid(text, len) ? len : 0;
}

void html_text(FILE *out, const char *text)
{
	while (*text) {
		size_t len = character(text);
		if (len == 0) {
			text++;
			continue;
		}
		if (*text == '&')
			fputs("&amp;", out);
		else if (*text == '<')
			fputs("&lt;", out);
		else if (*text == '>')
			fputs("&gt;", out);
		else if (*text == '"')
			fputs("&quot;", out);
		else if (*text == '\'')
			fputs("&#39;", out);
		else if (!dropped((const unsigned char *)text, len))
			fwrite(text, 1, len, out);
		text += len;
	}
}

static int64_t longest(const struct svg_bar *bars, size_t count)
{
	int64_t most = 1;
	for (size_t i = 0; i < count; i++)
		if (bars[i].value > most)
			most = bars[i].value;
	return most;
}

/* In doubles: a figure may be as large as the type allows. */
static int width_of(int64_t value, int64_t whole)
{
	if (value <= 0 || whole <= 0)
		return 0;
	if (value >= whole)
		return BAR_WIDTH;
	return (int)((double)value / (double)whole * BAR_WIDTH);
}

static void bar_line(FILE *out, const struct svg_bar *bar, int y, int64_t most)
{
	int64_t whole = bar->of > 0 ? bar->of : most;
	fprintf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", BAR_LEFT - 10, y + 15);
	html_text(out, bar->label);
	fputs("</text>", out);
	if (bar->of > 0)
		fprintf(out, "<rect class=\"whole\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\"/>", BAR_LEFT, y,
			BAR_WIDTH);
	fprintf(out, "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\"/>", BAR_LEFT, y,
		width_of(bar->value, whole));
	fprintf(out, "<text x=\"%d\" y=\"%d\">%" PRId64, BAR_LEFT + BAR_WIDTH + 10, y + 15, bar->value);
	if (bar->of > 0)
		fprintf(out, "/%" PRId64, bar->of);
	fputs("</text>\n", out);
}

void svg_bars(FILE *out, const char *title, const struct svg_bar *bars, size_t count)
{
	int height = (int)count * BAR_STEP + 10;
	int64_t most = longest(bars, count);
	fputs("<figure><figcaption>", out);
	html_text(out, title);
	fprintf(out, "</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", CHART_WIDTH, height);
	html_text(out, title);
	fputs("\">\n", out);
	for (size_t i = 0; i < count; i++)
		bar_line(out, &bars[i], (int)i * BAR_STEP + 5, most);
	fputs("</svg></figure>\n", out);
}
