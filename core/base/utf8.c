/* Reads and writes single code points of UTF-8. Clusters and widths are left to text.c. */
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

int32_t utf8_read(const char *text, size_t *len)
{
	const unsigned char *at = (const unsigned char *)text;
	*len = 1;
	if (at[0] < 0x80) {
		*len = at[0] != 0;
		return at[0];
	}
	size_t size = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
	if (at[0] < 0xC2 || at[0] > 0xF4)
		return UTF8_BAD;
	int32_t point = at[0] & (0x7F >> size);
	for (size_t i = 1; i < size; i++) {
		if ((at[i] & 0xC0) != 0x80)
			return UTF8_BAD;
		point = (point << 6) | (at[i] & 0x3F);
	}
	static const int32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (point < least[size] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
		return UTF8_BAD;
	*len = size;
	return point;
}

int32_t utf8_read_len(const char *text, size_t room, size_t *len)
{
	assert(room > 0);
	char tail[5] = { 0 };
	memcpy(tail, text, room < 4 ? room : 4);
	int32_t point = utf8_read(room < 4 ? tail : text, len);
	if (*len == 0) /* a NUL is a character of a text whose length is told */
		*len = 1;
	return point;
}

size_t utf8_cut(const char *text, size_t most)
{
	size_t at = strnlen(text, most);
	if (at < most)
		return at;
	while (at > 0 && !utf8_begins(text[at]))
		at--;
	return at;
}

size_t utf8_count(const char *text, size_t len, bool utf16)
{
	size_t count = 0;
	for (size_t at = 0; at < len; at++)
		if (utf8_begins(text[at]))
			count += utf16 && (unsigned char)text[at] >= 0xF0 ? 2 : 1;
	return count;
}

size_t utf8_write(int32_t point, char *out)
{
	assert(point >= 0 && point <= 0x10FFFF);
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	size_t size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	static const int lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	for (size_t i = size - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (point & 0x3F));
		point >>= 6;
	}
	out[0] = (char)(lead[size] | point);
	return size;
}
