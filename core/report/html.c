/* The report people read: one page without any outside part, so that it opens anywhere. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/figure.h"
#include "kuayue/record.h"
#include "kuayue/report.h"
#include "kuayue/ledger.h"
#include "report/slots.h"
#include "report/svg.h"
#include "workbook/db.h"

#define STATUSES 4
#define LEDGERS 17

struct page {
	struct ky_workbook *wb;
	const struct ky_range *range;
	FILE *out;
	struct ky_error *err;
	enum ky_code code; /* first failure inside a callback */
	struct slots slots;
	char *school;
};

static const char style[] =
	":root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#888;--bar:#b3261e;--soft:#e6e0df;"
	"--mark:#fff2a8}\n"
	"@media "
	"(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#181818;--line:#777;--bar:#ff8a80;--soft:#444;"
	"--mark:#665500}}\n"
	"@media print{:root{--ink:#000;--paper:#fff;--line:#555;--bar:#b3261e;--soft:#ddd;--mark:#fff2a8}}\n"
	"@page{size:A4;margin:20mm 18mm}\n"
	"body{font:16px/1.7 \"Noto Serif CJK SC\",SimSun,serif;color:var(--ink);background:var(--paper);"
	"max-width:60em;margin:auto;padding:1em}\n"
	"h1{text-align:center;font-size:1.6em}h2{font-size:1.25em}h3{font-size:1.05em}.sign{text-align:right}"
	"\n"
	"table{border-collapse:collapse;width:100%;font-size:.85em;margin:1em "
	"0}caption{font-weight:bold;text-align:left}\n"
	"th,td{border:1px solid var(--line);padding:.2em .4em;text-align:left;vertical-align:top;"
	"white-space:pre-line;overflow-wrap:anywhere}\n"
	"mark{background:var(--mark);color:inherit}figure{margin:1em 0}figcaption{font-weight:bold}\n"
	"svg{max-width:35em;width:100%}svg "
	"text{fill:var(--ink);font-size:14px}.bar{fill:var(--bar)}.whole{fill:var(--soft)}\n"
	"@media print{body{max-width:none;padding:0;font-size:11pt}thead{display:table-header-group}"
	"tr,figure{break-inside:avoid}}\n";

static void cell(FILE *out, const char *text)
{
	fputs("<td>", out);
	html_text(out, text);
	fputs("</td>", out);
}

static int open_problem(void *data, const struct db_row *row)
{
	struct page *page = data;
	fputs("<tr>", page->out);
	for (int i = 0; i < 4; i++)
		cell(page->out, db_text(row, i));
	fputs("</tr>\n", page->out);
	return 0;
}

static void open_problems(struct page *page)
{
	fputs("<table><thead><tr><th>编号</th><th>问题</th><th>期限</th><th>责任人</th></tr></"
	      "thead><tbody>\n",
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

static int progress_row(void *data, const char *title, const char *text)
{
	struct page *page = data;
	fputs("<tr>", page->out);
	cell(page->out, title);
	cell(page->out, text);
	fputs("</tr>\n", page->out);
	return 0;
}

static enum ky_code progress_table(struct page *page)
{
	fputs("<h2>附件3 进展情况统计表</h2>\n<table><thead><tr><th>项目</th><th>数值</th></tr></thead><tbody>\n",
	      page->out);
	enum ky_code code = ky_progress_each(page->wb, progress_row, page, page->err);
	fputs("</tbody></table>\n", page->out);
	return code;
}

static enum ky_code phase_chart(struct page *page)
{
	static const char all[] = "SELECT count(*) FROM task WHERE phase = ?1";
	static const char done[] = "SELECT count(*) FROM task WHERE phase = ?1 AND status = 'done'";
	size_t count = 0;
	const struct ky_phase *phases = ky_campaign_phases(ky_workbook_campaign(page->wb), &count);
	struct svg_bar *bars = xalloc((count + 1) * sizeof(*bars));
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++) {
		struct db_arg args[] = { DB_T(phases[i].id) };
		bars[i].label = phases[i].title;
		code = db_number(page->wb, all, args, 1, 0, &bars[i].of, page->err);
		if (!code)
			code = db_number(page->wb, done, args, 1, 0, &bars[i].value, page->err);
	}
	if (!code)
		svg_bars(page->out, "各阶段任务完成情况", bars, count);
	free(bars);
	return code;
}

static void other_charts(struct page *page)
{
	static const char *const ids[STATUSES] = { "st_未启动", "st_整改中", "st_待核验", "st_已销号" };
	struct svg_bar bars[STATUSES];
	for (size_t i = 0; i < STATUSES; i++) {
		const struct ky_figure_value *value = slots_value(&page->slots, ids[i], strlen(ids[i]));
		bars[i] = (struct svg_bar){ .label = ky_figure_find(ids[i])->zh, .value = value->number };
	}
	svg_bars(page->out, "问题整改状态", bars, STATUSES);
	const struct ky_figure_value *sessions = slots_value(&page->slots, "sessions", strlen("sessions"));
	struct svg_bar bar = { .label = ky_figure_find("sessions")->zh,
			       .value = sessions->number,
			       .of = sessions->has_target ? sessions->target : 0 };
	svg_bars(page->out, "集中学习次数与目标", &bar, 1);
}

static int ledger_row(void *data, const char *const *cells, size_t count)
{
	struct page *page = data;
	fputs("<tr>", page->out);
	for (size_t i = 0; i < count; i++)
		cell(page->out, cells[i]);
	fputs("</tr>\n", page->out);
	return 0;
}

static enum ky_code ledger(struct page *page, const struct ky_kind *kind)
{
	struct ky_ledger_column columns[KY_LEDGER_COLUMNS];
	size_t count = ky_ledger_columns(kind, columns);
	fprintf(page->out, "<h2>%s %s</h2>\n<table><thead><tr>", kind->ledger, kind->zh);
	for (size_t i = 0; i < count; i++) {
		fputs("<th>", page->out);
		html_text(page->out, columns[i].zh);
		fputs("</th>", page->out);
	}
	fputs("</tr></thead><tbody>\n", page->out);
	enum ky_code code = ky_ledger_each(page->wb, kind, page->range, ledger_row, page, page->err);
	fputs("</tbody></table>\n", page->out);
	return code;
}

/* In the order of the ledgers' numbers. */
static enum ky_code ledgers(struct page *page)
{
	enum ky_code code = KY_OK;
	for (int number = 1; !code && number <= LEDGERS; number++) {
		char name[8];
		snprintf(name, sizeof(name), "L%d", number);
		for (size_t i = 0; !code && ky_kind_at(i); i++)
			if (ky_kind_at(i)->ledger && strcmp(ky_kind_at(i)->ledger, name) == 0)
				code = ledger(page, ky_kind_at(i));
	}
	return code;
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
	fputs("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\">"
	      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
	      out);
	html_text(out, page->school);
	fputs(" 情况报告</title>\n<style>\n", out);
	fputs(style, out);
	fputs("</style></head>\n<body>\n", out);
	outline(page);
	fprintf(out, "<p>统计日期 %s</p>\n", ky_day_format(ky_workbook_today(page->wb), today));
	enum ky_code code = page->code ? page->code : phase_chart(page);
	if (code)
		return code;
	other_charts(page);
	code = progress_table(page);
	if (code)
		return code;
	fputs("<h2>未销号问题清单</h2>\n", out);
	open_problems(page);
	code = page->code ? page->code : ledgers(page);
	fputs("</body>\n</html>\n", out);
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
	if (!code && (fflush(out) || ferror(out)))
		code = ky_fail(err, KY_SYSTEM,
			       _("The report could not be written (%s); check the disk and export again."),
			       strerror(errno));
	return code;
}
