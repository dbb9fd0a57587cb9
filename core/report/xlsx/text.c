/* Makes a text such that a cell can hold it. */
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "kuayue/text.h"
#include "report/xlsx/book.h"
#include "texts.h"

static size_t units(const char *text, size_t len)
{
	return utf8_count(text, len, true);
}

/* Where a text of more units than fit has to end, between two characters, for the note to follow. */
static size_t fitting(const char *text, size_t most)
{
	size_t at = 0, used = 0;
	while (text[at]) {
		size_t len = ky_text_char(text + at).bytes;
		used += units(text + at, len);
		if (used > most)
			break;
		at += len;
	}
	return at;
}

char *xlsx_clean(const char *text)
{
	struct strbuf sb;
	size_t len = strlen(text);
	strbuf_init(&sb, STRBUF_TEXT);
	escape_add(&sb, ESCAPE_SHEET, text, len);
	char *clean = strbuf_take(&sb);
	if (!clean)
		return NULL;
	len = strlen(clean);
	if (len <= XLSX_TEXT_MAX || units(clean, len) <= XLSX_TEXT_MAX)
		return clean;
	size_t end = fitting(clean, XLSX_TEXT_MAX - units(ZH_SHEET_CUT, strlen(ZH_SHEET_CUT)));
	strbuf_init(&sb, STRBUF_TEXT);
	strbuf_add_len(&sb, clean, end);
	strbuf_add(&sb, ZH_SHEET_CUT);
	free(clean);
	return strbuf_take(&sb);
}
