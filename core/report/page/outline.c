/* Writes the blocks of the report as HTML. */
#include "report/page/outline.h"

#include <string.h>

#include "base/utf8.h"
#include "report/page/parts.h"
#include "texts.h"

#define UPRIGHT 84 /* halves of a character of 10.5 pt in 156 mm, and in 273 mm */
#define ACROSS 147
#define BESIDE 2 /* left and right of a text */
#define TALL 2   /* lines of a typical row */

/* The end of what stays in one piece: a name, or a word of letters, digits and the marks between them, such as a
 * day or the number of a record. */
static size_t piece_end(const char *text, bool names)
{
	size_t end = 0;
	if (names)
		return ky_name_end(text);
	while (text[end] > ' ' && text[end] <= '~')
		end++;
	if (!end && text[0])
		utf8_read(text, &end);
	return end;
}

static void cell(const struct ky_table *table, size_t column, const char *text, FILE *out)
{
	bool centred = ky_table_centred(table, column), names = centred || ky_table_names(table, column);
	fputs(centred ? "<td class=\"centred\">" : "<td>", out);
	for (size_t len; *text; text += len) {
		char piece[256];
		len = piece_end(text, names);
		len = len < sizeof(piece) ? len : utf8_cut(text, sizeof(piece) - 1);
		snprintf(piece, sizeof(piece), "%.*s", (int)len, text);
		bool whole = names || strchr(piece, '-');
		fputs(whole ? "<span class=\"whole\">" : "", out);
		html_text(out, piece);
		fputs(whole ? "</span><wbr/>" : "", out);
	}
	fputs("</td>", out);
}

static bool fit(const struct ky_table *table, int paper, int *widths)
{
	return ky_table_fit(table, paper - BESIDE * (int)ky_table_columns(table), KY_FIT_LOOSE, widths);
}

/* Whether its columns do not fit upright paper, or make rows of it that are high. */
static bool is_wide(const struct ky_table *table)
{
	int widths[KY_DECLARED_MAX];
	return !fit(table, UPRIGHT, widths) || ky_table_lines(table, widths) > TALL;
}

/* The widths are those on paper, where the screen has room for them. */
static void column_widths(const struct ky_table *table, FILE *out)
{
	int widths[KY_DECLARED_MAX], paper = is_wide(table) ? ACROSS : UPRIGHT;
	if (!fit(table, paper, widths))
		return;
	fputs("<colgroup>", out);
	for (size_t i = 0; i < ky_table_columns(table); i++)
		fprintf(out, "<col style=\"width:%d%%\"/>", (100 * widths[i] + paper / 2) / paper);
	fputs("</colgroup>", out);
}

enum ky_code html_table(const struct ky_table *table, FILE *out, struct ky_error *err)
{
	size_t count = ky_table_columns(table);
	struct ky_rows *rows = NULL;
	const char *const *cells = NULL;
	bool any = false;
	fputs("<div class=\"scroll\">\n<table class=\"fit\">\n", out);
	html_cell(out, "caption", ky_table_title(table));
	column_widths(table, out);
	fputs("\n<thead><tr>", out);
	for (size_t i = 0; i < count; i++)
		html_cell(out, "th scope=\"col\"", ky_table_heading(table, i));
	fputs("</tr></thead><tbody>\n", out);
	enum ky_code code = ky_rows_open(table, &rows, err);
	while (!code && (code = ky_rows_next(rows, &cells, err)) == KY_OK && cells) {
		any = true;
		fputs("<tr>", out);
		for (size_t i = 0; i < count; i++)
			cell(table, i, cells[i], out);
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
	[KY_BLOCK_SIGNATURE] = { "<p>", "</p>\n" },
	[KY_BLOCK_DATE] = { "<p>", "</p>\n" },
	[KY_BLOCK_NOTE] = { "<p class=\"note\">", "</p>\n" },
	[KY_BLOCK_HEAD] = { "<p class=\"issuer\">", "</p>\n" },
	[KY_BLOCK_COPIES] = { "<p class=\"imprint\">", "</p>\n" },
	[KY_BLOCK_ISSUED] = { "<p class=\"imprint\">", "</p>\n" },
	[KY_BLOCK_REMARK] = { "<p class=\"count\">", "</p>\n" },
};

static void runs(FILE *out, const struct ky_block *block)
{
	for (size_t i = 0; i < block->run_count; i++)
		run(out, &block->runs[i]);
}

/* An item of the letter's list leads to the annex, if there is one behind it. */
static void attachment(FILE *out, const struct ky_block *block, const struct ky_block *end)
{
	const struct ky_block *annex = block;
	while (annex < end && (annex->is != KY_BLOCK_ANNEX || annex->number != block->number))
		annex++;
	fputs(block->number <= 1 ? "<p class=\"attached\">" ZH_ATTACHMENTS : forms[block->is].open, out);
	if (annex < end)
		fprintf(out, "<a href=\"#annex%d\">", block->number);
	if (block->number)
		fprintf(out, "%d. ", block->number);
	runs(out, block);
	fputs(annex < end ? "</a></p>\n" : "</p>\n", out);
}

/* The signature and the day are centred on each other. */
static bool is_sign(const struct ky_block *block)
{
	return block->is == KY_BLOCK_SIGNATURE || block->is == KY_BLOCK_DATE;
}

static bool is_imprint(const struct ky_block *block)
{
	return block->is == KY_BLOCK_COPIES || block->is == KY_BLOCK_ISSUED;
}

/* The blocks before the first annex, and what stands behind all. */
static enum ky_code letter(const struct ky_block *blocks, size_t count, FILE *out, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	bool annex = false;
	for (size_t i = 0; !code && i < count; i++) {
		const struct ky_block *block = &blocks[i];
		annex = annex || block->is == KY_BLOCK_ANNEX;
		if (annex && !is_imprint(block))
			continue;
		if (is_sign(block) && (i == 0 || !is_sign(block - 1)))
			fputs("<div class=\"sign\">\n", out);
		if (block->is == KY_BLOCK_TABLE) {
			code = html_table(block->table, out, err);
		} else if (block->is == KY_BLOCK_ATTACHMENT) {
			attachment(out, block, blocks + count);
		} else {
			fputs(forms[block->is].open, out);
			runs(out, block);
			fputs(forms[block->is].close, out);
		}
		if (is_sign(block) && (i + 1 == count || !is_sign(block + 1)))
			fputs("</div>\n", out);
	}
	return code;
}

/* Each annex under its number in the letter, with its table and what stands below that. */
static enum ky_code annexes(const struct ky_block *blocks, size_t count, FILE *out, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	bool open = false;
	for (size_t i = 0; !code && i < count; i++) {
		const struct ky_block *block = &blocks[i];
		if (block->is == KY_BLOCK_ANNEX) {
			fputs(open ? "</section>\n" : "", out);
			bool wide = i + 1 < count && block[1].is == KY_BLOCK_TABLE && is_wide(block[1].table);
			fprintf(out, "<section class=\"annex%s\" id=\"annex%d\">\n<h2>" ZH_ATTACHMENT,
				wide ? " wide" : "", block->number);
			if (block->number)
				fprintf(out, "%d", block->number);
			fputs(" ", out);
			runs(out, block);
			fputs("</h2>\n", out);
			open = true;
		} else if (open && block->is == KY_BLOCK_TABLE) {
			code = html_table(block->table, out, err);
		} else if (open && block->is == KY_BLOCK_REMARK) {
			fputs(forms[block->is].open, out);
			runs(out, block);
			fputs(forms[block->is].close, out);
		}
	}
	fputs(open ? "</section>\n" : "", out);
	return code;
}

void html_annex_contents(const struct ky_report *report, FILE *out)
{
	size_t count = 0;
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	for (size_t i = 0; i < count; i++) {
		if (blocks[i].is != KY_BLOCK_ANNEX)
			continue;
		fprintf(out, "<li><a href=\"#annex%d\">" ZH_ATTACHMENT, blocks[i].number);
		if (blocks[i].number)
			fprintf(out, "%d", blocks[i].number);
		fputs(" ", out);
		runs(out, &blocks[i]);
		fputs("</a></li>\n", out);
	}
}

enum ky_code html_outline(const struct ky_report *report, FILE *out, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	fputs("<article class=\"report\" id=\"report\">\n", out);
	enum ky_code code = letter(blocks, count, out, err);
	fputs("</article>\n", out);
	return code ? code : annexes(blocks, count, out, err);
}
