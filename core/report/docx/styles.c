/* word/styles.xml: data/docx/styles.xml with the indents of signature and date, which each report has of its own.
 */
#include <assert.h>
#include <string.h>

#include "report/docx/docx.h"

extern const unsigned char data_docx_styles[];
extern const unsigned long data_docx_styles_len;

#define LINE 56 /* halves of a character in a line */

/* The place behind mark in text. Our own styles have it. */
static const char *behind(const char *text, const char *mark)
{
	const char *at = strstr(text, mark);
	assert(at);
	return at + strlen(mark);
}

/* Copies the styles from `from` up to the indent of that one, which is replaced. Returns what follows it. */
static const char *put_indent(struct strbuf *sb, const char *from, const char *style, int left, int right)
{
	const char *at = behind(behind(from, style), "<w:ind ");
	strbuf_add_len(sb, from, (size_t)(at - from));
	strbuf_addf(sb, "w:leftChars=\"%d\" w:left=\"%d\" w:rightChars=\"%d\" w:right=\"%d\"/>", left * 50,
		    left * DOCX_CHAR / 2, right * 50, right * DOCX_CHAR / 2);
	return behind(at, "/>");
}

void docx_styles(const struct ky_report *report, struct strbuf *sb)
{
	const char *styles = (const char *)data_docx_styles, *end = styles + data_docx_styles_len;
	struct ky_signature sign = ky_report_signature(report);
	/* The lines of the name are centred in a box of its width, with some air for a wider font. */
	int left = LINE - sign.name_free - sign.name_width - 1;
	styles = put_indent(sb, styles, "w:styleId=\"Signature\"", left > 0 ? left : 0,
			    sign.name_free > 0 ? sign.name_free - 1 : 0);
	styles = put_indent(sb, styles, "w:styleId=\"Date\"", 0, sign.date_free);
	strbuf_add_len(sb, styles, (size_t)(end - styles));
}
