/*
 * word/document.xml: the report's blocks as paragraphs and tables, each with a named style.
 *
 * Written piece by piece and not by libxml2: that one is only shared in Debian, with ICU and more, which every
 * start of the program would load. What is written is fixed but for text, and text goes through base/escape.h. The
 * tests read it back with that library.
 */
#include <assert.h>
#include <errno.h>
#include <string.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "report/docx/body.h"
#include "texts.h"

void body_flush(struct body *body, size_t at)
{
	body->over = body->over || body->sb.over;
	body->no_memory = body->no_memory || body->sb.no_memory;
	if (body->sb.len < at)
		return;
	fwrite(body->sb.text, 1, body->sb.len, body->out);
	strbuf_clear(&body->sb);
}

/* Breaks and tabs of the text become the document's own. */
static void add_words(struct strbuf *sb, const char *text)
{
	for (;;) {
		size_t len = strcspn(text, "\r\n\t");
		if (len) {
			/* Without this attribute a program drops blanks at the ends. */
			bool blanks = text[0] == ' ' || text[len - 1] == ' ';
			strbuf_add(sb, blanks ? "<w:t xml:space=\"preserve\">" : "<w:t>");
			escape_add(sb, ESCAPE_LINE, text, len);
			strbuf_add(sb, "</w:t>");
		}
		text += len;
		if (!*text)
			return;
		strbuf_add(sb, *text == '\t' ? "<w:tab/>" : "<w:br/>");
		text += text[0] == '\r' && text[1] == '\n' ? 2 : 1;
	}
}

static void add_run(struct strbuf *sb, const struct ky_run *run)
{
	strbuf_add(sb, "<w:r>");
	if (run->is == KY_RUN_UNWRITTEN)
		strbuf_add(sb, "<w:rPr><w:rStyle w:val=\"Unwritten\"/></w:rPr>");
	else if (run->is == KY_RUN_BLANK)
		strbuf_add(sb, "<w:rPr><w:rStyle w:val=\"NotFilledIn\"/></w:rPr>");
	add_words(sb, run->text);
	strbuf_add(sb, "</w:r>");
}

void body_plain(struct strbuf *sb, const char *text)
{
	add_run(sb, &(struct ky_run){ .text = text, .is = KY_RUN_PLAIN });
}

void body_begin_paragraph(struct strbuf *sb, const char *style)
{
	strbuf_addf(sb, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
}

/* 5.2 and 7.5: the page numbers stand outside, under the type area. */
static void add_section(struct strbuf *sb, bool landscape, bool letter)
{
	strbuf_add(sb, "<w:sectPr><w:footerReference w:type=\"even\" r:id=\"rIdEven\"/>"
		       "<w:footerReference w:type=\"default\" r:id=\"rIdOdd\"/><w:type w:val=\"nextPage\"/>");
	if (landscape)
		strbuf_addf(sb,
			    "<w:pgSz w:w=\"%d\" w:h=\"%d\" w:orient=\"landscape\"/><w:pgMar w:top=\"%d\" "
			    "w:right=\"%d\""
			    " w:bottom=\"%d\" w:left=\"%d\" w:header=\"851\" w:footer=\"850\" w:gutter=\"0\"/>",
			    DOCX_PAGE_HEIGHT, DOCX_PAGE_WIDTH, DOCX_LEFT, DOCX_TOP, DOCX_RIGHT, DOCX_BOTTOM - 1);
	else
		strbuf_addf(sb,
			    "<w:pgSz w:w=\"%d\" w:h=\"%d\"/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\""
			    " w:left=\"%d\" w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/>",
			    DOCX_PAGE_WIDTH, DOCX_PAGE_HEIGHT, DOCX_TOP, DOCX_RIGHT, DOCX_BOTTOM, DOCX_LEFT);
	if (letter)
		strbuf_addf(sb, "<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"%d\" w:charSpace=\"%d\"/>",
			    DOCX_LINE, DOCX_CHAR_SPACE);
	else
		strbuf_addf(sb, "<w:docGrid w:type=\"lines\" w:linePitch=\"%d\"/>", DOCX_LINE);
	strbuf_add(sb, "</w:sectPr>");
}

static const char *style_of(const struct ky_block *block)
{
	assert(block->is != KY_BLOCK_TABLE); /* tables have styles of their own */
	static const char *const styles[] = {
		[KY_BLOCK_NUMBER] = "DocumentNumber",
		[KY_BLOCK_TITLE] = "Title",
		[KY_BLOCK_TO] = "Salutation",
		[KY_BLOCK_HEADING_1] = "Heading1",
		[KY_BLOCK_HEADING_2] = "Heading2",
		[KY_BLOCK_TEXT] = "BodyText",
		[KY_BLOCK_SIGNATURE] = "Signature",
		[KY_BLOCK_DATE] = "Date",
		[KY_BLOCK_NOTE] = "Note",
		[KY_BLOCK_ANNEX] = "AnnexTitle",
		[KY_BLOCK_REMARK] = "TableRemark",
	};
	if (block->is == KY_BLOCK_ATTACHMENT)
		return block->number <= 1 ? "Attachments" : "AttachmentsMore";
	return styles[block->is];
}

/* keep: on one page with the next paragraph; section: the letter ends with this one. */
static void add_paragraph(struct strbuf *sb, const struct ky_block *block, bool keep, bool section)
{
	strbuf_addf(sb, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", keep ? "BodyTextLast" : style_of(block));
	if (section)
		add_section(sb, false, true);
	strbuf_add(sb, "</w:pPr>");
	if (block->is == KY_BLOCK_ATTACHMENT) {
		char number[32];
		snprintf(number, sizeof(number), "%d.\t", block->number);
		if (block->number <= 1)
			body_plain(sb, ZH_ATTACHMENTS);
		if (block->number)
			body_plain(sb, number);
	}
	for (size_t i = 0; i < block->run_count; i++)
		add_run(sb, &block->runs[i]);
	strbuf_add(sb, "</w:p>\n");
}

/* Ends a section behind a table. A paragraph has to stand there; it is so low that it never needs a page of its
 * own. */
static void end_section(struct strbuf *sb, bool landscape, bool letter, bool last)
{
	strbuf_add(sb, "<w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/>");
	if (!last)
		add_section(sb, landscape, letter);
	strbuf_add(sb, "</w:pPr></w:p>\n");
	if (last)
		add_section(sb, landscape, letter);
}

static void annex_number(struct strbuf *sb, int number)
{
	assert(number >= 0);
	char text[32] = ZH_ATTACHMENT;
	if (number)
		snprintf(text, sizeof(text), ZH_ATTACHMENT_NUMBER, number);
	body_begin_paragraph(sb, "AnnexNumber");
	body_plain(sb, text);
	strbuf_add(sb, "</w:p>");
}

/* True for the last text before the signature: the seal must not stand on a page without a line of text
 * (7.3.5.5). */
static bool before_signature(const struct ky_block *block, size_t rest)
{
	return block->is == KY_BLOCK_TEXT && rest > 1 &&
	       (block[1].is == KY_BLOCK_ATTACHMENT || block[1].is == KY_BLOCK_SIGNATURE);
}

/* The letter, up to the first annex. */
static enum ky_code add_letter(struct body *body, const struct ky_block *blocks, size_t count, bool alone,
			       struct ky_error *err)
{
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++) {
		bool ends = i + 1 == count && !alone;
		if (blocks[i].is != KY_BLOCK_TABLE) {
			add_paragraph(&body->sb, &blocks[i], before_signature(&blocks[i], count - i), ends);
			continue;
		}
		struct grid grid = { .table = blocks[i].table };
		table_lay_out(&grid, false);
		code = table_add(body, &grid, err);
		if (ends)
			end_section(&body->sb, false, true, false);
	}
	if (alone)
		add_section(&body->sb, false, true);
	return code;
}

static enum ky_code add_annexes(struct body *body, const struct ky_block *blocks, size_t count,
				struct ky_error *err)
{
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i + 1 < count;) {
		struct grid grid = { .table = blocks[i + 1].table };
		annex_number(&body->sb, blocks[i].number);
		add_paragraph(&body->sb, &blocks[i], false, false);
		table_lay_out(&grid, true);
		code = table_add(body, &grid, err);
		for (i += 2; i < count && blocks[i].is == KY_BLOCK_REMARK; i++)
			add_paragraph(&body->sb, &blocks[i], false, false);
		end_section(&body->sb, table_is_landscape(&grid), false, i >= count);
	}
	return code;
}

enum ky_code docx_body(const struct ky_report *report, FILE *out, struct ky_error *err)
{
	struct body body = { .out = out };
	size_t count = 0, letter = 0;
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	while (letter < count && blocks[letter].is != KY_BLOCK_ANNEX)
		letter++;
	strbuf_init(&body.sb, STRBUF_TEXT);
	strbuf_add(&body.sb,
		   "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
		   "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
		   " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>\n");
	enum ky_code code = add_letter(&body, blocks, letter, letter == count, err);
	if (!code)
		code = add_annexes(&body, blocks + letter, count - letter, err);
	strbuf_add(&body.sb, "</w:body></w:document>");
	body_flush(&body, 0);
	body.sb.over = body.over;
	body.sb.no_memory = body.no_memory;
	if (!code)
		code = strbuf_check(&body.sb, "report.docx", err);
	strbuf_free(&body.sb);
	if (!code && (fflush(out) != 0 || ferror(out)))
		code = ky_fail(err, KY_SYSTEM,
			       _("The report could not be written (%s); check the disk and export again."),
			       ky_reason(errno));
	return code;
}
