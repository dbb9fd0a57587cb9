/* Reads and writes UTF-8 one code point at a time. */
#ifndef CORE_BASE_UTF8_H
#define CORE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD (-1)

/* The code point at text and its length; UTF8_BAD and 1 for an ill-formed byte; 0 and 0 at the end. */
int32_t utf8_read(const char *text, size_t *len);

/* The same of text that ends after room bytes, at least one, and may have no NUL there. */
int32_t utf8_read_len(const char *text, size_t room, size_t *len);

/* Bytes of the plain ASCII or the three-byte character that begins there, which are nearly all; else 0. */
static inline size_t utf8_common(const char *text, size_t room)
{
	const unsigned char *at = (const unsigned char *)text;
	if (*at < 0x80)
		return *at != 0;
	/* E0 and ED begin some sequences that are none. */
	return room >= 3 && *at > 0xE0 && *at < 0xF0 && *at != 0xED && (at[1] & 0xC0) == 0x80 &&
			       (at[2] & 0xC0) == 0x80
		       ? 3
		       : 0;
}

/* Whether a character may begin with that byte; the others go on with one. */
static inline bool utf8_begins(char byte)
{
	return ((unsigned char)byte & 0xC0) != 0x80;
}

/* Where a text has to end for it to have at most so many bytes and no part of a character; a shorter one where it
 * does. */
size_t utf8_cut(const char *text, size_t most);

/* Characters, as code points; utf16: in units of UTF-16 instead. */
size_t utf8_count(const char *text, size_t len, bool utf16);

/* Writes the code point; returns its bytes (at most 4). */
size_t utf8_write(int32_t point, char *out);

#endif
