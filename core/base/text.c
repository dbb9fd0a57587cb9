/*
 * Splits text into characters as people see them (grapheme clusters, UAX #29, by libutf8proc) and shows it safely.
 * Characters that a terminal might act on or lay out differently are replaced before they are measured, so that
 * the counted width is the shown one.
 */
#include "kuayue/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/escape.h"
#include "base/memory.h"
#include "base/utf8.h"

#define BACK_MOST 1024 /* code points that are looked back over for the beginning of a character */
#define MARKS_SHOWN 4  /* combining marks on one base; more would run over the lines around */

bool ky_text_valid(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t size = utf8_common(text + at, len - at);
		if (!size && (!text[at] || utf8_read_len(text + at, len - at, &size) == UTF8_BAD))
			return false;
		at += size;
	}
	return true;
}

/* Han, kana, CJK punctuation: two columns, no cluster longer than one, by far the most there is. */
static bool simple_wide(int32_t point)
{
	return (point >= 0x4E00 && point <= 0x9FFF) || (point >= 0x3001 && point <= 0x3029) ||
	       (point >= 0x3041 && point <= 0x3096) || (point >= 0xFF01 && point <= 0xFF5E);
}

/* What stands for one code point on the screen; most are told without a call. */
static int32_t shown_as(int32_t point)
{
	return (point >= ' ' && point < 0x7F) || simple_wide(point) ? point : escape_shown(point);
}

bool ky_text_is_shown(const char *text, size_t *bytes)
{
	int32_t point = utf8_read(text, bytes);
	return shown_as(point) == point;
}

/* Where terminals give other widths than utf8proc: glibc's table decides (2.36, Unicode 14), which terminals and
 * tmux ask by wcwidth, or follow. What is newer is as utf8proc has it (Unicode 15). */
static const struct {
	int32_t from, to;
	int columns;
} exceptions[] = {
	{ 0x1160, 0x11FF, 0 },   /* vowels and finals of Hangul: they join the initial before them */
	{ 0x302E, 0x302F, 2 },   /* tone marks of Hangul */
	{ 0x3248, 0x324F, 2 },   /* circled numbers on black squares */
	{ 0x4DC0, 0x4DFF, 2 },   /* hexagrams */
	{ 0xD7B0, 0xD7FB, 0 },   /* vowels and finals of old Hangul */
	{ 0x16FF0, 0x16FF1, 2 }, /* reading marks of Vietnamese Han */
};

static int columns_of(int32_t point)
{
	int32_t shown = shown_as(point);
	if (shown < 0x7F)
		return 1;
	if (simple_wide(shown))
		return 2;
	for (size_t i = 0; shown >= 0x1160 && i < sizeof(exceptions) / sizeof(exceptions[0]); i++)
		if (shown >= exceptions[i].from && shown <= exceptions[i].to)
			return exceptions[i].columns;
	/* A mark that takes room of its own, as in Tibetan and the scripts of India, has a cell. */
	if (utf8proc_category(shown) == UTF8PROC_CATEGORY_MC)
		return 1;
	int width = utf8proc_charwidth(shown);
	return width < 0 ? 1 : width;
}

int ky_point_columns(int32_t point)
{
	return shown_as(point) == point ? columns_of(point) : -1;
}

struct ky_char ky_text_char(const char *text)
{
	size_t size = 0, more = 0;
	int32_t point = utf8_read(text, &size);
	if (size == 0)
		return (struct ky_char){ 0, 0 };
	struct ky_char found = { .bytes = size, .columns = columns_of(point) };
	if (point == UTF8_BAD || point < 0x20 || ((unsigned char)text[size] < 0x80 && point < 0x7F))
		return found;
	utf8proc_int32_t state = 0;
	for (int32_t last = point;;) {
		int32_t next = utf8_read(text + found.bytes, &more);
		if (more == 0 || next == UTF8_BAD || next < 0x20)
			break;
		if (simple_wide(next) && state == 0 && simple_wide(last))
			break;
		if (utf8proc_grapheme_break_stateful(last, next, &state))
			break;
		found.bytes += more;
		found.columns += columns_of(next);
		last = next;
	}
	/* A mark without a base is shown on a circle, and takes the circle's cell. */
	if (columns_of(point) == 0)
		found.columns++;
	return found;
}

static bool breaks_before(int32_t before, int32_t point)
{
	return before == UTF8_BAD || point == UTF8_BAD || utf8proc_grapheme_break(before, point);
}

size_t ky_text_prev(const char *text, size_t at)
{
	assert(at == 0 || text[at - 1]); /* it does not stand behind the text's end */
	if (at == 0)
		return 0;
	/* Clusters cannot be found backwards, so the search starts at a place where one surely begins. */
	size_t start = at - 1;
	int32_t behind = UTF8_BAD;
	for (int back = 0; start > 0 && back < BACK_MOST; back++) {
		while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80)
			start--;
		size_t size = 0;
		int32_t point = utf8_read(text + start, &size);
		/* A letter begins one, but not where what stands before it belongs to it (U+0600). */
		if (back > 1 && (behind < 0x7F || simple_wide(behind)) && breaks_before(point, behind)) {
			start += size;
			break;
		}
		behind = point;
		if (start > 0)
			start--;
	}
	while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80)
		start--;
	for (;;) {
		size_t bytes = ky_text_char(text + start).bytes;
		if (bytes == 0 || start + bytes >= at)
			return start;
		start += bytes;
	}
}

int ky_text_columns(const char *text)
{
	int columns = 0;
	for (struct ky_char at = ky_text_char(text); at.bytes; text += at.bytes, at = ky_text_char(text))
		columns += at.columns;
	return columns;
}

/* Writes one cluster as it is shown; returns bytes, 0 if it does not fit into room. */
static size_t show(const char *text, size_t bytes, char *out, size_t room)
{
	size_t written = 0, size = 0;
	int marks = 0;
	for (size_t at = 0; at < bytes; at += size) {
		int32_t point = utf8_read(text + at, &size);
		bool mark = point > 0x7F && columns_of(point) == 0;
		if (mark && ++marks > MARKS_SHOWN)
			continue;
		if (written + 8 > room)
			return 0;
		if (mark && at == 0)
			written += utf8_write(0x25CC, out + written);
		written += utf8_write(shown_as(point), out + written);
	}
	return written;
}

int ky_text_visible(const char *text, int columns, char *out, size_t size)
{
	assert(size > 0);
	size_t used = 0, last_used = 0; /* last_used: where "…" would go */
	int at = 0, last_at = 0;
	for (struct ky_char next = ky_text_char(text); next.bytes; text += next.bytes, next = ky_text_char(text)) {
		size_t bytes = 0;
		if (at + next.columns <= columns && used + 4 < size)
			bytes = show(text, next.bytes, out + used, size - used - 4);
		if (!bytes) {
			if (columns > 0 && last_used + 4 <= size) {
				used = last_used + utf8_write(0x2026, out + last_used);
				at = last_at + 1;
			}
			break;
		}
		used += bytes;
		at += next.columns;
		if (at < columns) {
			last_used = used;
			last_at = at;
		}
	}
	out[used] = '\0';
	return at;
}

char *ky_text_fold(const char *text)
{
	utf8proc_uint8_t *folded = NULL;
	utf8proc_option_t options =
		UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
	utf8proc_ssize_t made = utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded, options);
	if (made >= 0)
		return (char *)folded;
	return made == UTF8PROC_ERROR_NOMEM ? NULL : memory_text(text);
}
