/* Writes the blocks of the report as HTML. */
#include "report/page/outline.h"

#include <string.h>

#include "base/utf8.h"
#include "report/page/parts.h"
#include "texts.h"

enum ky_code html_table(const struct ky_table *table, FILE *out, struct ky_error *err)
{
	size_t count = ky_table_columns(table);
	struct ky_rows *rows = NULL;
	const char *const *cells = NULL;
	bool any = false;
	fputs("<div class=\"scroll\">\n<table>\n", out);
	html_cell(out, "caption", ky_table_title(table));
	fputs("\n<thead><tr>", out);
	for (size_t i = 0; i < count; i++)
		html_cell(out, "th scope=\"col\"", ky_table_heading(table, i));
	fputs("</tr></thead><tbody>\n", out);
	enum ky_code code = ky_rows_open(table, &rows, err);
	while (!code && (code = ky_rows_next(rows, &cells, err)) == KY_OK && cells) {
		any = true;
		fputs("<tr>", out);
		for (size_t i = 0; i < count; i++)
			html_cell(out, "td", cells[i]);
		fputs("</tr>\n", out);
	}
	ky_rows_close(rows);
	if (!any)
		fprintf(out, "<tr><td colspan=\"%zu\">" ZH_EMPTY_TABLE "</td></tr>\n", count);
	fputs("</tbody></table>\n</div>\n", out);
	return code;
}

/* What people still have to write stands out. */
static void run(FILE *out, const struct ky_run *run)
{
	if (run->is == KY_RUN_UNWRITTEN)
		fputs("<mark>", out);
	for (const char *at = run->text; *at;) {
		size_t len = strcspn(at, "\n\t");
		char line[256];
		/* A piece ends between two characters; only the last one has a break behind it. */
		if (len >= sizeof(line))
			len = utf8_cut(at, sizeof(line) - 1);
		snprintf(line, sizeof(line), "%.*s", (int)len, at);
		html_text(out, line);
		at += len;
		if (*at == '\n' || *at == '\t')
			fputs(*at++ == '\t' ? "<span class=\"gap\">　　</span>" : "<br/>", out);
	}
	if (run->is == KY_RUN_UNWRITTEN)
		fputs("</mark>", out);
}

enum ky_code html_outline(struct ky_workbook *wb, FILE *out, struct ky_error *err)
{
	static const struct {
		const char *open, *close;
	} forms[] = {
		[KY_BLOCK_NUMBER] = { "<p class=\"number\">", "</p>\n" },
		[KY_BLOCK_TITLE] = { "<h1>", "</h1>\n" },
		[KY_BLOCK_TO] = { "<p class=\"to\">", "</p>\n" },
		[KY_BLOCK_HEADING_1] = { "<h2>", "</h2>\n" },
		[KY_BLOCK_HEADING_2] = { "<h3>", "</h3>\n" },
		[KY_BLOCK_TEXT] = { "<p>", "</p>\n" },
		[KY_BLOCK_ATTACHMENT] = { "<p class=\"more\">", "</p>\n" },
		[KY_BLOCK_SIGNATURE] = { "<p class=\"sign\">", "</p>\n" },
		[KY_BLOCK_DATE] = { "<p class=\"sign\">", "</p>\n" },
		[KY_BLOCK_NOTE] = { "<p class=\"note\">", "</p>\n" },
		[KY_BLOCK_HEAD] = { "<p class=\"issuer\">", "</p>\n" },
		[KY_BLOCK_COPIES] = { "<p class=\"imprint\">", "</p>\n" },
		[KY_BLOCK_ISSUED] = { "<p class=\"imprint\">", "</p>\n" },
	};
	struct ky_report *report = NULL;
	size_t count = 0;
	/* The file's lock once, not for each row. */
	ky_read_begin(wb);
	enum ky_code code = ky_report_open(wb, &report, err);
	const struct ky_block *blocks = code ? NULL : ky_report_blocks(report, &count);
	bool annex = false; /* the page has all ledgers instead */
	for (size_t i = 0; !code && i < count; i++) {
		const struct ky_block *block = &blocks[i];
		bool imprint = block->is == KY_BLOCK_COPIES || block->is == KY_BLOCK_ISSUED;
		annex = annex || block->is == KY_BLOCK_ANNEX;
		if (annex && !imprint)
			continue;
		if (block->is == KY_BLOCK_TABLE) {
			code = html_table(block->table, out, err);
			continue;
		}
		bool first = block->is == KY_BLOCK_ATTACHMENT && block->number <= 1;
		fputs(first ? "<p class=\"attached\">" ZH_ATTACHMENTS : forms[block->is].open, out);
		if (block->is == KY_BLOCK_ATTACHMENT && block->number)
			fprintf(out, "%d. ", block->number);
		for (size_t j = 0; j < block->run_count; j++)
			run(out, &block->runs[j]);
		fputs(forms[block->is].close, out);
	}
	ky_report_close(report);
	ky_read_end(wb);
	return code;
}
