/* XML that is written piece by piece. Nothing from records gets into it but through xml_text_len. */
#ifndef CORE_REPORT_DOCX_XML_H
#define CORE_REPORT_DOCX_XML_H

#include "base/strbuf.h"

/* Text for an element or a quoted attribute. What XML 1.0 cannot hold (controls, ill-formed bytes, U+FFFE)
 * becomes U+FFFD; line breaks and tabs become blanks. */
void xml_text_len(struct strbuf *sb, const char *text, size_t len);

#endif
