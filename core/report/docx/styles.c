/* word/styles.xml: data/docx/styles.xml with the indent of the signature, which each report has of its own. */
#include <assert.h>
#include <string.h>

#include "report/docx/docx.h"
#include "report/punctuate.h"

extern const unsigned char data_docx_styles[];
extern const unsigned long data_docx_styles_len;

static int halves_of(const struct ky_block *block)
{
	int halves = 0;
	for (size_t i = 0; i < block->run_count; i++)
		halves += printed_halves(block->runs[i].text);
	return halves;
}

/* The right indent of the signature, in hundredths of a character. The name stands centred over the date, and the
 * date ends four characters before the margin (7.3.5.1). A longer name ends two characters before it. */
static int signature_indent(const struct ky_report *report)
{
	size_t count = 0;
	int name = 0, date = 0, right;
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	for (size_t i = 0; i < count; i++) {
		if (blocks[i].is == KY_BLOCK_SIGNATURE && !name)
			name = halves_of(&blocks[i]);
		if (blocks[i].is == KY_BLOCK_DATE)
			date = halves_of(&blocks[i]);
	}
	right = date ? 4 * 100 + (date - name) * 25 : 4 * 100;
	return right < 200 ? 200 : right;
}

/* The place behind mark in text. Our own styles have it. */
static const char *behind(const char *text, const char *mark)
{
	const char *at = strstr(text, mark);
	assert(at);
	return at + strlen(mark);
}

void docx_styles(const struct ky_report *report, struct strbuf *sb)
{
	const char *styles = (const char *)data_docx_styles, *end = styles + data_docx_styles_len;
	const char *from = behind(behind(styles, "w:styleId=\"Signature\""), "<w:ind "), *to = behind(from, "/>");
	int right = signature_indent(report);
	strbuf_add_len(sb, styles, (size_t)(from - styles));
	strbuf_addf(sb, "w:rightChars=\"%d\" w:right=\"%d\"/>", right, right * DOCX_CHAR / 100);
	strbuf_add_len(sb, to, (size_t)(end - to));
}
