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
#include "report/punctuate.h"
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

static void add_text(struct strbuf *sb, const char *text, size_t len)
{
	if (!len)
		return;
	/* Without this attribute a program drops blanks at the ends. */
	bool blanks = text[0] == ' ' || text[len - 1] == ' ';
	strbuf_add(sb, blanks ? "<w:t xml:space=\"preserve\">" : "<w:t>");
	escape_add(sb, ESCAPE_LINE, text, len);
	strbuf_add(sb, "</w:t>");
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Breaks and tabs of the text become the document's own. whole: a hyphen between digits, as a day has it, is one
 * behind which no line ends. */
static void add_words(struct strbuf *sb, const char *text, bool whole)
{
	size_t len = 0;
	for (; text[len]; len++) {
		bool hyphen =
			whole && len && text[len] == '-' && is_digit(text[len - 1]) && is_digit(text[len + 1]);
		if (!hyphen && !strchr("\r\n\t", text[len]))
			continue;
		add_text(sb, text, len);
		strbuf_add(sb, hyphen ? "<w:noBreakHyphen/>" : text[len] == '\t' ? "<w:tab/>" : "<w:br/>");
		text += text[len] == '\r' && text[len + 1] == '\n' ? len + 2 : len + 1;
		len = (size_t)-1;
	}
	add_text(sb, text, len);
}

static const char *style_of_run(const struct ky_run *run)
{
	if (run->is == KY_RUN_UNWRITTEN)
		return "Unwritten";
	return run->is == KY_RUN_BLANK ? "NotFilledIn" : "";
}

static void add_styled(struct strbuf *sb, const struct ky_run *run, const char *style)
{
	strbuf_add(sb, "<w:r>");
	if (style[0])
		strbuf_addf(sb, "<w:rPr><w:rStyle w:val=\"%s\"/></w:rPr>", style);
	add_words(sb, run->text, false);
	strbuf_add(sb, "</w:r>");
}

/* 7.2.6: the name of who signs, behind the tab, is set in another font. */
void body_runs(struct strbuf *sb, const struct ky_block *block)
{
	bool behind = false;
	for (size_t i = 0; i < block->run_count; i++) {
		const struct ky_run *run = &block->runs[i];
		bool signer = behind && block->is == KY_BLOCK_NUMBER && run->is == KY_RUN_WRITTEN;
		behind = behind || strcmp(run->text, "\t") == 0;
		add_styled(sb, run, signer ? "Signer" : style_of_run(run));
	}
}

void body_plain(struct strbuf *sb, const char *text)
{
	add_styled(sb, &(struct ky_run){ .text = text, .is = KY_RUN_PLAIN }, "");
}

void body_whole(struct strbuf *sb, const char *text)
{
	strbuf_add(sb, "<w:r>");
	add_words(sb, text, true);
	strbuf_add(sb, "</w:r>");
}

void body_begin_paragraph(struct strbuf *sb, const char *style)
{
	strbuf_addf(sb, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
}

/* 5.2, 7.4 and 7.5: the page numbers stand outside, under the type area of the upright sheet. */
static void add_section(struct strbuf *sb, bool landscape, bool letter)
{
	strbuf_addf(sb,
		    "<w:sectPr><w:footerReference w:type=\"even\" r:id=\"rId%sEven\"/>"
		    "<w:footerReference w:type=\"default\" r:id=\"rId%sOdd\"/><w:type w:val=\"nextPage\"/>",
		    landscape ? "Across" : "", landscape ? "Across" : "");
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
		[KY_BLOCK_HEAD] = "Issuer",
		[KY_BLOCK_COVER] = "Cover",
	};
	return styles[block->is];
}

/* keep: on one page with the next paragraph. */
static const char *style_for(const struct ky_block *block, bool keep)
{
	if (block->is != KY_BLOCK_ATTACHMENT)
		return keep ? "BodyTextLast" : style_of(block);
	if (block->number <= 1)
		return keep ? "AttachmentsLast" : "Attachments";
	return keep ? "AttachmentsMoreLast" : "AttachmentsMore";
}

/* Of the first on a page that begins with it. */
static bool is_first_of_page(const struct ky_block *blocks, size_t index)
{
	return index > 0 && blocks[index - 1].is == KY_BLOCK_PAGE;
}

/* keep: on one page with the next paragraph; section: the letter ends with this one. */
static void add_paragraph(struct strbuf *sb, const struct ky_block *block, bool is_first, bool keep, bool section)
{
	strbuf_addf(sb, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s", style_for(block, keep),
		    is_first ? "<w:pageBreakBefore/>" : "");
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
	body_runs(sb, block);
	strbuf_add(sb, "</w:p>\n");
}

/* The line below 版头 (7.2.7). */
static void add_red_line(struct strbuf *sb)
{
	body_begin_paragraph(sb, "RedLine");
	strbuf_add(sb, "</w:p>\n");
}

/* Ends a section behind a table. A paragraph has to stand there; it is so low that it never needs a page of its
 * own. */
static void end_section(struct body *body, bool landscape, bool letter, bool last)
{
	struct strbuf *sb = &body->sb;
	if (last)
		imprint_add(body);
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

/* True for what has to be on the page of the signature: the seal must not stand on one without text (7.3.5.5). The
 * last two lines go there, and not the whole list of attachments or what was written before it, so that the page
 * before stays full. */
static bool before_signature(const struct ky_block *block, size_t rest)
{
	bool attachment = block->is == KY_BLOCK_ATTACHMENT;
	if ((attachment || block->is == KY_BLOCK_TEXT) && rest > 1 && block[1].is == KY_BLOCK_SIGNATURE)
		return true;
	return attachment && rest > 2 && block[1].is == KY_BLOCK_ATTACHMENT && block[2].is == KY_BLOCK_SIGNATURE;
}

/* 版头 has a red line below its last one, which is 文号 where there is one. */
static bool ends_head(const struct ky_block *block, size_t rest)
{
	return (block->is == KY_BLOCK_HEAD || block->is == KY_BLOCK_NUMBER) && rest > 1 &&
	       block[1].is != KY_BLOCK_HEAD && block[1].is != KY_BLOCK_NUMBER;
}

/* The letter, up to the first annex. alone: there is none. */
static enum ky_code add_letter(struct body *body, const struct ky_block *blocks, size_t count, bool alone,
			       struct ky_error *err)
{
	enum ky_code code = KY_OK;
	bool head = count && blocks[0].is == KY_BLOCK_HEAD;
	for (size_t i = 0; !code && i < count; i++) {
		bool ends = i + 1 == count && !alone;
		if (blocks[i].is == KY_BLOCK_PAGE)
			continue;
		if (blocks[i].is == KY_BLOCK_SPINE) {
			i += spines_add(body, &blocks[i], count - i) - 1;
			continue;
		}
		if (blocks[i].is != KY_BLOCK_TABLE) {
			add_paragraph(&body->sb, &blocks[i], is_first_of_page(blocks, i),
				      before_signature(&blocks[i], count - i), ends);
			if (head && ends_head(&blocks[i], count - i))
				add_red_line(&body->sb);
			continue;
		}
		struct grid grid = { .table = blocks[i].table };
		table_lay_out(&grid, false);
		code = table_add(body, &grid, err);
		if (ends)
			end_section(body, false, true, false);
	}
	if (alone && body->imprint_count)
		end_section(body, false, true, true);
	else if (alone)
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
		add_paragraph(&body->sb, &blocks[i], false, false, false);
		table_lay_out(&grid, true);
		code = table_add(body, &grid, err);
		for (i += 2; i < count && blocks[i].is == KY_BLOCK_REMARK; i++)
			add_paragraph(&body->sb, &blocks[i], false, false, false);
		end_section(body, table_is_landscape(&grid), false, i >= count);
	}
	return code;
}

static bool is_imprint(const struct ky_block *block)
{
	return block->is == KY_BLOCK_COPIES || block->is == KY_BLOCK_ISSUED;
}

enum ky_code docx_body(const struct ky_report *report, FILE *out, struct ky_error *err)
{
	struct body body = { .out = out };
	size_t count = 0, letter = 0;
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	while (count && is_imprint(&blocks[count - 1])) {
		body.imprint = &blocks[--count];
		body.imprint_count++;
	}
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
