/* Writes what stands where no text does: 版记 at the foot of the last page, and the backs of folders. */
#include <assert.h>

#include "report/docx/body.h"
#include "report/punctuate.h"

#define SPINE_WIDTH 1700   /* 30 mm: the back of a box for A4 */
#define SPINE_HEIGHT 12472 /* 220 mm */
#define SPINES_ACROSS 5    /* that stand side by side */

/* Lines of 4号 that the text takes. */
static int imprint_lines(const struct ky_block *block)
{
	int halves = 0;
	for (size_t i = 0; i < block->run_count; i++)
		halves += printed_halves(block->runs[i].text);
	return halves / DOCX_IMPRINT_HALVES + 1;
}

/* 7.4: the lines of 版记, of which the last one ends the type area of the last page. They stand in a frame there,
 * and what is above leaves as many lines free. */
void imprint_add(struct body *body)
{
	struct strbuf *sb = &body->sb;
	int lines = 0;
	for (size_t i = 0; i < body->imprint_count; i++)
		lines += imprint_lines(&body->imprint[i]);
	for (; lines > 0; lines--) {
		body_begin_paragraph(sb, "ImprintRoom");
		strbuf_add(sb, "</w:p>");
	}
	for (size_t i = 0; i < body->imprint_count; i++) {
		strbuf_addf(sb,
			    "<w:p><w:pPr><w:pStyle w:val=\"Imprint\"/><w:framePr w:w=\"%d\" w:wrap=\"through\" "
			    "w:vAnchor=\"margin\" w:hAnchor=\"margin\" w:xAlign=\"center\" w:yAlign=\"bottom\"/>"
			    "</w:pPr>",
			    DOCX_TEXT_WIDTH);
		body_runs(sb, &body->imprint[i]);
		strbuf_add(sb, "</w:p>\n");
	}
}

/* An upright cell, to be cut out along its lines. */
static void add_spine(struct strbuf *sb, const struct ky_block *block)
{
	strbuf_addf(sb,
		    "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:textDirection w:val=\"tbRlV\"/>"
		    "<w:vAlign w:val=\"center\"/></w:tcPr>",
		    SPINE_WIDTH);
	body_begin_paragraph(sb, "Spine");
	body_runs(sb, block);
	strbuf_add(sb, "</w:p></w:tc>");
}

size_t spines_add(struct body *body, const struct ky_block *blocks, size_t count)
{
	struct strbuf *sb = &body->sb;
	size_t used = 0;
	assert(count > 0 && blocks[0].is == KY_BLOCK_SPINE);
	while (used < count && used < SPINES_ACROSS && blocks[used].is == KY_BLOCK_SPINE)
		used++;
	strbuf_add(sb, "<w:tbl><w:tblPr><w:tblStyle w:val=\"LedgerTable\"/>"
		       "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
	for (size_t i = 0; i < used; i++)
		strbuf_addf(sb, "<w:gridCol w:w=\"%d\"/>", SPINE_WIDTH);
	strbuf_addf(sb,
		    "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"%d\" w:hRule=\"exact\"/>"
		    "</w:trPr>",
		    SPINE_HEIGHT);
	for (size_t i = 0; i < used; i++)
		add_spine(sb, &blocks[i]);
	strbuf_add(sb, "</w:tr></w:tbl>\n");
	/* Two tables without a paragraph between them are one. */
	body_begin_paragraph(sb, "SectionEnd");
	strbuf_add(sb, "</w:p>\n");
	return used;
}
