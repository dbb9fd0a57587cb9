/* Writes since.html, the page of what changed since the last report. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "kuayue/since.h"
#include "report/documents.h"
#include "report/page/parts.h"
#include "report/reader.h"
#include "texts.h"

/* The tables of the page. Each is written by its own walk over the changes, so that memory does not grow with
 * them. */
static const struct part {
	const char *title;
	enum ky_since_what first, last;
	bool fields; /* shows the field, the old value and the new one */
} parts[] = {
	{ ZH_SINCE_ADDED, KY_SINCE_ADDED, KY_SINCE_ADDED, false },
	{ ZH_SINCE_DELETED, KY_SINCE_DELETED, KY_SINCE_DELETED, false },
	{ ZH_SINCE_MOVED, KY_SINCE_CLOSED, KY_SINCE_MOVED, true },
	{ ZH_SINCE_CORRECTED, KY_SINCE_CORRECTED, KY_SINCE_CORRECTED, true },
	{ ZH_SINCE_FILLED, KY_SINCE_FILLED, KY_SINCE_FILLED, true },
};

struct page {
	struct ky_workbook *wb;
	FILE *out;
	const struct part *part;
	int64_t rows;
	int64_t counts[KY_DECLARED_MAX][KY_SINCE_COUNT];
};

static size_t kind_index(const struct ky_kind *kind)
{
	size_t at = 0;
	while (ky_kind_at(at) != kind)
		at++;
	return at;
}

static bool is_for_reader(const struct page *page, const struct ky_since_change *change)
{
	return reader_has_records(page->wb, change->kind) &&
	       (!change->field || reader_has_field(page->wb, change->field));
}

static int count_change(void *data, const struct ky_since_change *change)
{
	struct page *page = data;
	if (!is_for_reader(page, change))
		return 0;
	page->counts[kind_index(change->kind)][change->what]++;
	page->rows++;
	return 0;
}

static void table_head(struct page *page, const char *caption, const char *const *headings, size_t count)
{
	fprintf(page->out, "<section>\n<h2>%s</h2>\n<table>\n<caption>%s</caption>\n<thead><tr>", caption,
		caption);
	for (size_t i = 0; i < count; i++)
		html_cell(page->out, "th scope=\"col\"", headings[i]);
	fputs("</tr></thead>\n<tbody>\n", page->out);
}

static void table_end(FILE *out)
{
	fputs("</tbody></table>\n</section>\n", out);
}

static void summary(struct page *page)
{
	const char *headings[KY_SINCE_COUNT + 1] = { ZH_LEDGER };
	const struct ky_kind *kind;
	for (size_t i = 0; i < KY_SINCE_COUNT; i++)
		headings[i + 1] = ky_since_zh((enum ky_since_what)i);
	table_head(page, ZH_SINCE_SUMMARY, headings, KY_SINCE_COUNT + 1);
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		int64_t all = 0;
		for (size_t j = 0; j < KY_SINCE_COUNT; j++)
			all += page->counts[i][j];
		if (!all)
			continue;
		fputs("<tr>", page->out);
		html_cell(page->out, "th scope=\"row\"", kind->zh);
		for (size_t j = 0; j < KY_SINCE_COUNT; j++)
			fprintf(page->out, "<td>%" PRId64 "</td>", page->counts[i][j]);
		fputs("</tr>\n", page->out);
	}
	table_end(page->out);
}

static bool belongs(const struct part *part, const struct ky_since_change *change)
{
	return change->what >= part->first && change->what <= part->last;
}

static int write_change(void *data, const struct ky_since_change *change)
{
	static const char *const plain[] = { ZH_LEDGER, ZH_NUMBER, ZH_CONTENT };
	static const char *const fields[] = { ZH_LEDGER,      ZH_NUMBER,    ZH_CONTENT,
					      ZH_SINCE_FIELD, ZH_SINCE_OLD, ZH_SINCE_NEW };
	struct page *page = data;
	if (!belongs(page->part, change) || !is_for_reader(page, change))
		return 0;
	if (!page->rows++)
		table_head(page, page->part->title, page->part->fields ? fields : plain,
			   page->part->fields ? 6 : 3);
	fputs("<tr>", page->out);
	html_cell(page->out, "td", change->kind->zh);
	html_cell(page->out, "th scope=\"row\"", change->number);
	html_cell(page->out, "td", change->title);
	if (page->part->fields) {
		html_cell(page->out, "td", change->field->zh);
		html_cell(page->out, "td", change->old_text[0] ? change->old_text : SLOT_BLANK);
		html_cell(page->out, "td", change->new_text[0] ? change->new_text : SLOT_BLANK);
	}
	fputs("</tr>\n", page->out);
	return 0;
}

static int write_figure(void *data, const char *title, const char *old_text, const char *text)
{
	static const char *const headings[] = { ZH_SINCE_FIGURE, ZH_SINCE_BEFORE, ZH_SINCE_NOW };
	struct page *page = data;
	if (!page->rows++)
		table_head(page, ZH_SINCE_FIGURES, headings, 3);
	fputs("<tr>", page->out);
	html_cell(page->out, "th scope=\"row\"", title);
	html_cell(page->out, "td", old_text[0] ? old_text : SLOT_BLANK);
	html_cell(page->out, "td", text[0] ? text : SLOT_BLANK);
	fputs("</tr>\n", page->out);
	return 0;
}

static enum ky_code changes(struct ky_workbook *wb, struct page *page, struct ky_error *err)
{
	enum ky_code code = ky_since_each(wb, count_change, page, err);
	if (!code && page->rows)
		summary(page);
	else if (!code)
		fputs("<p>" ZH_SINCE_NOTHING "</p>\n", page->out);
	page->rows = 0;
	if (!code)
		code = ky_since_figures(wb, write_figure, page, err);
	if (page->rows)
		table_end(page->out);
	for (size_t i = 0; !code && i < sizeof(parts) / sizeof(parts[0]); i++) {
		page->part = &parts[i];
		page->rows = 0;
		code = ky_since_each(wb, write_change, page, err);
		if (page->rows)
			table_end(page->out);
	}
	return code;
}

static void say_last(FILE *out, const struct ky_since_handin *last)
{
	fprintf(out, "<p>" ZH_SINCE_LAST, last->date, (long long)last->version);
	html_text(out, last->file);
	if (last->recipient[0])
		fputs(ZH_SINCE_TO " ", out);
	html_text(out, last->recipient);
	fputs("。</p>\n", out);
}

enum ky_code write_since(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err)
{
	(void)range;
	struct page *page = memory_new(sizeof(*page));
	if (!page)
		return memory_out(err);
	struct ky_since_handin last;
	char *school = NULL, today[KY_DAY_TEXT];
	enum ky_code code = ky_school_text(wb, "name", &school, err);
	if (!code)
		code = ky_since_last(wb, &last, err);
	page->out = out;
	page->wb = wb;
	if (!code) {
		html_begin(out, school, ZH_SINCE);
		fputs("<main class=\"since\">\n<h1>" ZH_SINCE_TITLE "</h1>\n<p>" ZH_SINCE_SCHOOL, out);
		html_text(out, school);
		fprintf(out, ZH_SINCE_DATE "</p>\n", ky_day_format(ky_workbook_today(wb), today));
		if (last.any)
			say_last(out, &last);
		else
			fputs("<p>" ZH_SINCE_FIRST "</p>\n", out);
	}
	if (!code && last.any)
		code = changes(wb, page, err);
	if (!code) {
		fputs("</main>\n", out);
		html_end(out);
		code = html_written(out, err);
	}
	free(school);
	free(page);
	return code;
}
