/*
 * A writer of a few lines instead of a library: libxml2 is only shared with ICU and more in Debian, which
 * every start of the program would have to load; what is written here is fixed but for escaped text. The
 * tests read it back with that library.
 */
#include "report/docx/xml.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

#define REPLACEMENT "\xEF\xBF\xBD"

static bool is_allowed(int32_t point)
{
	return point >= 0x20 && !(point >= 0x7F && point < 0xA0) && point != 0xFFFE && point != 0xFFFF;
}

static const char *escape(int32_t point)
{
	switch (point) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\n':
	case '\r':
	case '\t':
		return " ";
	default:
		return is_allowed(point) ? NULL : REPLACEMENT;
	}
}

void xml_text_len(struct strbuf *sb, const char *text, size_t len)
{
	assert(text || len == 0);
	const char *end = text + len, *plain = text;
	while (text < end) {
		size_t bytes = 0;
		int32_t point = utf8_read(text, &bytes);
		if (bytes == 0)
			break;
		const char *other = escape(point);
		if (other) {
			strbuf_add_len(sb, plain, (size_t)(text - plain));
			strbuf_add(sb, other);
			plain = text + bytes;
		}
		text += bytes;
	}
	if (text > plain)
		strbuf_add_len(sb, plain, (size_t)(text - plain));
}
