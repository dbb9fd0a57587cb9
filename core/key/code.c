/* School codes that look alike: on paper and on the screen they are one code, so one school may pass for another.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/memory.h"
#include "kuayue/key.h"
#include "kuayue/text.h"

/* Letters of other scripts that a reader takes for these (Unicode TR 39, the small letters of them). */
static const struct {
	const char *letters, *looks_like;
} alike[] = {
	{ "аɑα", "a" }, { "ЬЪвβ", "b" }, { "сϲ", "c" },    { "ԁ", "d" },    { "её", "e" },
	{ "ɡ", "g" },   { "нһη", "h" },  { "іїιl|", "1" }, { "i", "1" },    { "јϳ", "j" },
	{ "кκ", "k" },  { "мμ", "m" },   { "п", "n" },     { "оοσo", "0" }, { "рρ", "p" },
	{ "ԛ", "q" },   { "ѕ", "s" },    { "тτ", "t" },    { "υ", "u" },    { "ν", "v" },
	{ "ԝω", "w" },  { "хχ", "x" },   { "уγү", "y" },   { "ζ", "z" },    { "–—−‐‑_", "-" },
};

static const char *looks_like(const char *text, size_t bytes)
{
	for (size_t i = 0; i < sizeof(alike) / sizeof(alike[0]); i++)
		for (const char *at = alike[i].letters; *at;) {
			struct ky_char c = ky_text_char(at);
			if (c.bytes == bytes && strncmp(at, text, bytes) == 0)
				return alike[i].looks_like;
			at += c.bytes;
		}
	return NULL;
}

/* What takes no room, and blanks, say nothing. */
static bool is_nothing(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);
	return category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_ZS ||
	       category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_MN ||
	       category == UTF8PROC_CATEGORY_ME || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP;
}

char *ky_code_shape(const char *code)
{
	assert(code);
	char *folded = ky_text_fold(code);
	if (!folded)
		return NULL;
	char *shape = memory_new(strlen(folded) + 1), *to = shape;
	if (!shape) {
		free(folded);
		return NULL;
	}
	utf8proc_int32_t point = 0;
	for (const char *at = folded; *at;) {
		utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &point);
		size_t size = bytes > 0 ? (size_t)bytes : 1;
		const char *shown = looks_like(at, size);
		if (shown)
			*to++ = *shown;
		else if (bytes <= 0 || !is_nothing(point))
			for (size_t i = 0; i < size; i++)
				*to++ = at[i];
		at += size;
	}
	*to = '\0';
	free(folded);
	return shape;
}
