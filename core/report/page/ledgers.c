/* Writes the ledgers as tables of the page. A wide one scrolls by itself on the screen and is printed across on
 * paper. */
#include <inttypes.h>

#include "report/ledger_width.h"
#include "report/page/outline.h"
#include "report/page/parts.h"
#include "texts.h"

#define WIDE 90 /* columns of a terminal, from which a table lies across the sheet */

#define LISTED 12 /* numbers of a cell; of more, how many there are, and they can be opened on the screen */

struct writing {
	FILE *out;
	const struct ky_kind *kind;
	const struct ky_ledger_column *columns;
	int64_t rows;
};

/* A list of numbers as long as the roster would take pages on paper. */
static void links_cell(FILE *out, const char *text)
{
	long long count = 1;
	for (const char *at = text; *at; at++)
		count += *at == ' ';
	if (count <= LISTED) {
		html_cell(out, "td", text);
		return;
	}
	fprintf(out, "<td><details><summary>" ZH_COUNT "</summary>", count);
	html_text(out, text);
	fputs("</details></td>", out);
}

static int write_row(void *data, const char *const *cells, size_t count)
{
	struct writing *writing = data;
	fputs("<tr>", writing->out);
	for (size_t i = 0; i < count; i++) {
		int field = writing->columns[i].field;
		if (field >= 0 && writing->kind->fields[field].type == KY_LINKS)
			links_cell(writing->out, cells[i]);
		else
			html_cell(writing->out, "td", cells[i]);
	}
	fputs("</tr>\n", writing->out);
	writing->rows++;
	return 0;
}

/* The widths are fixed: a column is as wide as on the paper form, whatever it holds. */
static void head(struct ky_workbook *wb, const struct ky_kind *kind, bool empty, FILE *out)
{
	struct ky_ledger_column columns[KY_DECLARED_MAX];
	int widths[KY_DECLARED_MAX], all = 0;
	const char *title = ky_ledger_title(wb, kind);
	size_t count = ky_ledger_columns(wb, kind, columns);
	for (size_t i = 0; i < count; i++)
		all += widths[i] = ledger_width(wb, kind, &columns[i]);
	fprintf(out,
		"<section class=\"annex%s%s\" id=\"%s\">\n<h2 id=\"%s-h\">%s %s</h2>\n"
		"<div class=\"scroll\" role=\"region\" aria-labelledby=\"%s-h\" tabindex=\"0\">\n"
		"<table class=\"ledger\" style=\"--columns:%d\">\n<caption>%s</caption>\n<colgroup>",
		all > WIDE ? " wide" : "", empty ? " empty" : "", kind->ledger, kind->ledger, kind->ledger, title,
		kind->ledger, all, title);
	/* Widths are computed in whole hundredths of a percent, because in some locales printf writes a decimal
	 * comma. */
	for (size_t i = 0; i < count; i++) {
		int share = (10000 * widths[i] + all / 2) / all;
		fprintf(out, "<col style=\"width:%d.%02d%%\"/>", share / 100, share % 100);
	}
	fputs("</colgroup>\n<thead><tr>", out);
	for (size_t i = 0; i < count; i++)
		html_cell(out, "th scope=\"col\"", columns[i].zh);
	fputs("</tr></thead>\n<tbody>\n", out);
}

static int note_any(void *data, const char *const *cells, size_t count)
{
	bool *any = data;
	(void)cells;
	(void)count;
	*any = true;
	return 1;
}

/* One without records stands on the screen alone: paper has none of it. */
static enum ky_code ledger(struct ky_workbook *wb, const struct ky_kind *kind, const struct ky_range *range,
			   FILE *out, struct ky_error *err)
{
	struct ky_ledger_column columns[KY_DECLARED_MAX];
	struct writing writing = { .out = out, .kind = kind, .columns = columns };
	bool any = false;
	ky_ledger_columns(wb, kind, columns);
	enum ky_code code = ky_ledger_each(wb, kind, range, note_any, &any, err);
	if (code)
		return code;
	head(wb, kind, !any, out);
	code = ky_ledger_each(wb, kind, range, write_row, &writing, err);
	fputs("</tbody></table></div>\n", out);
	if (writing.rows)
		fprintf(out, "<p class=\"count\">" ZH_COUNT "</p>\n</section>\n", (long long)writing.rows);
	else
		fputs("<p class=\"count\">" ZH_NO_RECORDS "</p>\n</section>\n", out);
	return code;
}

void html_contents(struct ky_workbook *wb, const struct ky_report *report, FILE *out)
{
	fputs("<nav class=\"contents\" aria-label=\"" ZH_CONTENTS "\">\n<p>" ZH_CONTENTS
	      "</p>\n<ul>\n<li><a href=\"#report\">" ZH_REPORT "</a></li>\n",
	      out);
	html_annex_contents(report, out);
	fputs("<li><a href=\"#charts\">" ZH_CHARTS "</a></li>\n", out);
	for (int number = 1; number <= ledger_last(); number++) {
		const struct ky_kind *kind = NULL;
		if (ledger_is_there(wb, number, &kind))
			fprintf(out, "<li><a href=\"#L%d\">L%d %s</a></li>\n", number, number,
				ky_ledger_title(wb, kind));
	}
	fputs("</ul>\n</nav>\n", out);
}

enum ky_code html_ledgers(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	for (int number = 1; !code && number <= ledger_last(); number++) {
		const struct ky_kind *kind = NULL;
		if (ledger_is_there(wb, number, &kind))
			code = kind ? ledger(wb, kind, range, out, err) : html_progress(wb, out, err);
	}
	return code;
}

static int progress_row(void *data, const char *title, const char *text)
{
	FILE *out = data;
	fputs("<tr>", out);
	html_cell(out, "th scope=\"row\"", title);
	html_cell(out, "td", text);
	fputs("</tr>\n", out);
	return 0;
}

enum ky_code html_progress(struct ky_workbook *wb, FILE *out, struct ky_error *err)
{
	fprintf(out,
		"<section class=\"annex\" id=\"L%d\">\n<h2>L%d %s</h2>\n<table class=\"progress\">\n"
		"<caption>%s</caption>\n<thead><tr><th scope=\"col\">" ZH_ITEM "</th><th scope=\"col\">" ZH_CONTENT
		"</th></tr>"
		"</thead>\n<tbody>\n",
		LEDGER_PROGRESS, LEDGER_PROGRESS, ky_ledger_title(wb, NULL), ky_ledger_title(wb, NULL));
	enum ky_code code = ky_progress_each(wb, progress_row, out, err);
	fputs("</tbody></table>\n</section>\n", out);
	return code;
}
