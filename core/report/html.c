/* The report people read: one page without any outside part, so that it opens anywhere. */
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "kuayue/report.h"
#include "report/html_parts.h"
#include "workbook/db.h"

struct page {
	struct ky_workbook *wb;
	const struct ky_range *range;
	FILE *out;
	struct ky_error *err;
	enum ky_code code; /* first failure inside a callback */
	struct slots slots;
	char *school;
};

static int open_problem(void *data, const struct db_row *row)
{
	struct page *page = data;
	fputs("<tr>", page->out);
	for (int i = 0; i < 4; i++)
		html_cell(page->out, "td", db_text(row, i));
	fputs("</tr>\n", page->out);
	return 0;
}

static void open_problems(struct page *page)
{
	fputs("<table>\n<caption>未销号问题清单</caption>\n<thead><tr><th scope=\"col\">编号</th>"
	      "<th scope=\"col\">问题</th><th scope=\"col\">期限</th><th scope=\"col\">责任人</th></tr></thead>\n"
	      "<tbody>\n",
	      page->out);
	enum ky_code code = db_run(page->wb,
				   "SELECT number, text, due, owner FROM problem"
				   " WHERE status IS NOT 'closed' ORDER BY ord, seq",
				   NULL, 0, open_problem, page, page->err);
	if (!page->code)
		page->code = code;
	fputs("</tbody></table>\n", page->out);
}

static void plain(FILE *out, const char *text, size_t len)
{
	struct strbuf sb;
	strbuf_init(&sb);
	strbuf_add_len(&sb, text, len);
	if (sb.text)
		html_text(out, sb.text);
	strbuf_free(&sb);
}

/* What people still have to write stands out. */
static void outline_text(struct page *page, const char *text)
{
	char *filled = slots_fill(&page->slots, text, SLOT_BLANK);
	const char *at = filled, *mark;
	while ((mark = strstr(at, SLOT_HUMAN)) != NULL) {
		plain(page->out, at, (size_t)(mark - at));
		fputs("<mark>" SLOT_HUMAN "</mark>", page->out);
		at = mark + strlen(SLOT_HUMAN);
	}
	html_text(page->out, at);
	free(filled);
}

static void outline(struct page *page)
{
	static const struct {
		const char *level, *open, *close;
	} forms[] = {
		{ "title", "<h1>", "</h1>\n" }, { "1", "<h2>", "</h2>\n" },
		{ "2", "<h3>", "</h3>\n" },     { "sign", "<p class=\"sign\">", "</p>\n" },
		{ NULL, "<p>", "</p>\n" },
	};
	size_t count = 0;
	const struct ky_outline *lines = ky_campaign_outline(ky_workbook_campaign(page->wb), &count);
	for (size_t i = 0; i < count; i++) {
		if (strstr(lines[i].text, "{open_problems}") || strstr(lines[i].text, "{problem_list}")) {
			open_problems(page);
			continue;
		}
		size_t form = 0;
		while (forms[form].level && strcmp(forms[form].level, lines[i].level) != 0)
			form++;
		fputs(forms[form].open, page->out);
		outline_text(page, lines[i].text);
		fputs(forms[form].close, page->out);
	}
}

static int take_school(void *data, const struct db_row *row)
{
	struct page *page = data;
	page->school = xstrdup(db_text(row, 0));
	return 1;
}

static enum ky_code gather(struct page *page)
{
	enum ky_code code = db_run(page->wb, "SELECT name FROM school", NULL, 0, take_school, page, page->err);
	if (!page->school)
		page->school = xstrdup("");
	return code ? code : slots_open(page->wb, &page->slots, page->err);
}

static enum ky_code write_page(struct page *page)
{
	FILE *out = page->out;
	char today[KY_DAY_TEXT];
	html_begin(out, page->school, "情况报告");
	fputs("<main>\n<article class=\"report\">\n", out);
	outline(page);
	fprintf(out, "<p class=\"count\">统计日期 %s</p>\n</article>\n",
		ky_day_format(ky_workbook_today(page->wb), today));
	enum ky_code code = page->code ? page->code : html_charts(&page->slots, out, page->err);
	if (!code)
		code = html_ledgers(page->wb, page->range, out, page->err);
	fputs("</main>\n", out);
	html_end(out);
	return code;
}

enum ky_code ky_report_html(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err)
{
	struct page page = { .wb = wb, .range = range, .out = out, .err = err };
	enum ky_code code = gather(&page);
	if (!code)
		code = write_page(&page);
	slots_close(&page.slots);
	free(page.school);
	return code ? code : html_written(out, err);
}
