#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "kuayue/text.h"
#include "report/xlsx/book.h"

#define REPLACEMENT "\xEF\xBF\xBD"
#define CUT_NOTE "…（单元格放不下，全文见 records.jsonl）"

static bool hex_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* A spreadsheet reads _x0041_ as A: such a text has its first sign written that way itself. */
static bool looks_escaped(const char *at)
{
	return at[0] == '_' && at[1] == 'x' && hex_digit(at[2]) && hex_digit(at[3]) && hex_digit(at[4]) &&
	       hex_digit(at[5]) && at[6] == '_';
}

static void add_control(struct strbuf *sb, int32_t point)
{
	char picture[4];
	size_t len = utf8_write(point == 0x7F ? 0x2421 : 0x2400 + point, picture);
	strbuf_add_len(sb, picture, len);
}

static void add_point(struct strbuf *sb, const char *at, size_t len, int32_t point)
{
	if (point == UTF8_BAD || (point >= 0x80 && point < 0xA0) || point == 0xFFFE || point == 0xFFFF)
		strbuf_add(sb, REPLACEMENT);
	else if ((point < 0x20 && point != '\n' && point != '\t') || point == 0x7F)
		add_control(sb, point);
	else if (point == '_' && looks_escaped(at))
		strbuf_add(sb, "_x005F_");
	else
		strbuf_add_len(sb, at, len);
}

/* UTF-16 units of the len bytes at text. */
static size_t units(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t at = 0; at < len; at++) {
		unsigned char byte = (unsigned char)text[at];
		if ((byte & 0xC0) != 0x80)
			count += byte < 0xF0 ? 1 : 2;
	}
	return count;
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
	size_t len = 0;
	strbuf_init(&sb, STRBUF_TEXT);
	for (const char *at = text; *at; at += len) {
		int32_t point = utf8_read(at, &len);
		if (at[0] == '\r' && at[1] == '\n')
			continue;
		if (at[0] == '\r')
			strbuf_add(&sb, "\n");
		else
			add_point(&sb, at, len, point);
	}
	char *clean = strbuf_take(&sb);
	len = strlen(clean);
	if (len <= XLSX_TEXT_MAX || units(clean, len) <= XLSX_TEXT_MAX)
		return clean;
	size_t end = fitting(clean, XLSX_TEXT_MAX - units(CUT_NOTE, strlen(CUT_NOTE)));
	strbuf_init(&sb, STRBUF_TEXT);
	strbuf_add_len(&sb, clean, end);
	strbuf_add(&sb, CUT_NOTE);
	free(clean);
	return strbuf_take(&sb);
}
