/* The report people read: one page without any outside part, so that it opens anywhere. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/figure.h"
#include "kuayue/record.h"
#include "kuayue/report.h"
#include "report/svg.h"
#include "workbook/db.h"

#define HUMAN "【人写】"
#define STATUSES 4

struct page {
	struct ky_workbook *wb;
	FILE *out;
	struct ky_error *err;
	enum ky_code code; /* first failure inside a callback */
	struct ky_figure_value *values;
	char *school, *number;
	const struct ky_kind *kind; /* of the table under way */
	const char *const *fields;
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

static const struct ky_figure_value *value_of(const struct page *page, const char *id, size_t len)
{
	for (size_t i = 0; i < ky_figure_count(); i++) {
		const char *figure = ky_figure_at(i)->id;
		if (strlen(figure) == len && !memcmp(figure, id, len))
			return &page->values[i];
	}
	return NULL;
}

static void cell(FILE *out, const char *text)
{
	fputs("<td>", out);
	html_text(out, text);
	fputs("</td>", out);
}

static const char *grade_of(const struct page *page)
{
	const struct ky_figure_value *score = value_of(page, "score", strlen("score"));
	size_t count = 0;
	const struct ky_grade *grades = ky_campaign_grades(ky_workbook_campaign(page->wb), &count);
	const struct ky_grade *best = NULL;
	for (size_t i = 0; score && score->is_number && i < count; i++)
		if (score->number >= grades[i].from && (!best || grades[i].from > best->from))
			best = &grades[i];
	return best ? best->title : "未填";
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

static void slot(struct page *page, const char *name, size_t len)
{
	const struct ky_campaign *campaign = ky_workbook_campaign(page->wb);
	const struct ky_figure_value *value = value_of(page, name, len);
	char date[KY_DAY_TEXT], key[32];
	if (value) {
		html_text(page->out, value->text);
		return;
	}
	snprintf(key, sizeof(key), "%.*s", len < sizeof(key) ? (int)len : 0, name);
	if (!strcmp(key, "school") || !strcmp(key, "name"))
		html_text(page->out, page->school);
	else if (!strcmp(key, "code"))
		html_text(page->out, page->number);
	else if (!strcmp(key, "campaign"))
		html_text(page->out, ky_campaign_title(campaign));
	else if (!strcmp(key, "year"))
		fprintf(page->out, "%d", ky_campaign_year(campaign));
	else if (!strcmp(key, "date") || !strcmp(key, "today"))
		html_text(page->out, ky_day_format(ky_workbook_today(page->wb), date));
	else if (!strcmp(key, "grade"))
		html_text(page->out, grade_of(page));
	else /* a figure that this version does not have: people fill it in */
		fputs("<mark>未填</mark>", page->out);
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

static void outline_text(struct page *page, const char *text)
{
	while (*text) {
		const char *close = *text == '{' ? strchr(text, '}') : NULL;
		size_t run = strcspn(text + 1, "{\xE3") + 1; /* 【 starts with E3 */
		if (close) {
			slot(page, text + 1, (size_t)(close - text) - 1);
			text = close + 1;
		} else if (!strncmp(text, HUMAN, strlen(HUMAN))) {
			fputs("<mark>" HUMAN "</mark>", page->out);
			text += strlen(HUMAN);
		} else {
			plain(page->out, text, run);
			text += run;
		}
	}
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

static void figures_table(struct page *page)
{
	FILE *out = page->out;
	fputs("<h2>附件3 进展情况统计表</h2>\n<table><thead><tr><th>项目</th><th>数值</th><th>单位</th><th>目标</"
	      "th></tr></thead>"
	      "<tbody>\n",
	      out);
	for (size_t i = 0; i < ky_figure_count(); i++) {
		const struct ky_figure_value *value = &page->values[i];
		fputs("<tr>", out);
		cell(out, ky_figure_at(i)->zh);
		cell(out, value->text);
		cell(out, ky_figure_at(i)->unit);
		fputs("<td>", out);
		if (value->has_target)
			fprintf(out, "%lld", (long long)value->target);
		fputs("</td></tr>\n", out);
	}
	fputs("</tbody></table>\n", out);
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
		const struct ky_figure_value *value = value_of(page, ids[i], strlen(ids[i]));
		bars[i] = (struct svg_bar){ .label = ky_figure_find(ids[i])->zh, .value = value->number };
	}
	svg_bars(page->out, "问题整改状态", bars, STATUSES);
	const struct ky_figure_value *sessions = value_of(page, "sessions", strlen("sessions"));
	struct svg_bar bar = { .label = ky_figure_find("sessions")->zh,
			       .value = sessions->number,
			       .of = sessions->has_target ? sessions->target : 0 };
	svg_bars(page->out, "集中学习次数与目标", &bar, 1);
}

static int ledger_row(void *data, const struct ky_record *row)
{
	struct page *page = data;
	struct ky_record *record = NULL; /* rows of a list are cut short */
	page->code = ky_record_load(page->wb, ky_record_id(row), &record, page->err);
	if (page->code)
		return 1;
	fputs("<tr>", page->out);
	cell(page->out, ky_record_number(record));
	for (size_t i = 0; page->fields[i]; i++) {
		int field = ky_field_find(page->kind, page->fields[i]);
		char *text = field >= 0 ? ky_record_text(page->wb, record, field) : NULL;
		if (field >= 0)
			cell(page->out, text ? text : "");
		free(text);
	}
	fputs("</tr>\n", page->out);
	ky_record_free(record);
	return 0;
}

static enum ky_code ledger(struct page *page, const char *title, const char *kind, const char *const *fields)
{
	page->kind = ky_kind_find(kind);
	page->fields = fields;
	if (!page->kind)
		return KY_OK;
	fputs("<h2>", page->out);
	html_text(page->out, title);
	fputs("</h2>\n<table><thead><tr><th>编号</th>", page->out);
	for (size_t i = 0; fields[i]; i++) {
		int field = ky_field_find(page->kind, fields[i]);
		if (field < 0)
			continue;
		fputs("<th>", page->out);
		html_text(page->out, page->kind->fields[field].zh);
		fputs("</th>", page->out);
	}
	fputs("</tr></thead><tbody>\n", page->out);
	struct ky_list *list = NULL;
	enum ky_code code = ky_list_open(page->wb, page->kind, &list, page->err);
	if (!code) {
		code = ky_list_each(list, ledger_row, page, page->err);
		ky_list_close(list);
	}
	fputs("</tbody></table>\n", page->out);
	return code ? code : page->code;
}

static enum ky_code ledgers(struct page *page)
{
	static const char *const rating[] = { "item", "title", "weight", "self", "evidence", "note", NULL };
	static const char *const problem[] = { "category", "text", "measure", "type",     "owner",
					       "due",      "done", "status",  "evidence", NULL };
	static const char *const task[] = { "title", "from", "to", "owner", "status", "evidence", NULL };
	static const char *const session[] = { "date",    "topic",  "form",     "host", "should",
					       "present", "absent", "evidence", NULL };
	static const struct {
		const char *title, *kind;
		const char *const *fields;
	} tables[] = {
		{ "附件1 自查清单结果", "rating", rating },
		{ "附件2 整改台账", "problem", problem },
		{ "附件4 推进计划完成表", "task", task },
		{ "集体学习记录", "session", session },
	};
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < sizeof(tables) / sizeof(tables[0]); i++)
		code = ledger(page, tables[i].title, tables[i].kind, tables[i].fields);
	return code;
}

static int take_school(void *data, const struct db_row *row)
{
	struct page *page = data;
	page->number = xstrdup(db_text(row, 0));
	page->school = xstrdup(db_text(row, 1));
	return 1;
}

static enum ky_code gather(struct page *page)
{
	enum ky_code code =
		db_run(page->wb, "SELECT code, name FROM school", NULL, 0, take_school, page, page->err);
	if (!page->school) {
		page->school = xstrdup("");
		page->number = xstrdup("");
	}
	page->values = xalloc((ky_figure_count() + 1) * sizeof(*page->values));
	for (size_t i = 0; !code && i < ky_figure_count(); i++)
		code = ky_figure_compute(page->wb, ky_figure_at(i), &page->values[i], page->err);
	return code;
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
	figures_table(page);
	fputs("<h2>未销号问题清单</h2>\n", out);
	open_problems(page);
	code = page->code ? page->code : ledgers(page);
	fputs("</body>\n</html>\n", out);
	return code;
}

enum ky_code ky_report_html(struct ky_workbook *wb, FILE *out, struct ky_error *err)
{
	struct page page = { .wb = wb, .out = out, .err = err };
	enum ky_code code = gather(&page);
	if (!code)
		code = write_page(&page);
	free(page.values);
	free(page.school);
	free(page.number);
	if (!code && (fflush(out) || ferror(out)))
		code = ky_fail(err, KY_SYSTEM,
			       _("The report could not be written (%s); check the disk and export again."),
			       strerror(errno));
	return code;
}
