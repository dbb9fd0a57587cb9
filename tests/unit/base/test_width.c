/* Compares the width of every code point with what terminals give it: with the C library's wcwidth, which ncurses,
 * tmux and most terminals ask, and with libvterm's own table. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <locale.h>
#include <vterm.h>
#include <wchar.h>

#include "base/utf8.h"
#include "kuayue/text.h"

#define LAST 0x10FFFF

static bool is_surrogate(int32_t point)
{
	return point >= 0xD800 && point <= 0xDFFF;
}

/* What is not known to an older C library has no width there; what is known has ours. */
static void every_width_is_the_c_librarys(void **state)
{
	(void)state;
	int known = 0, unknown = 0, others = 0;
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		skip();
	for (int32_t point = 0x20; point <= LAST; point++) {
		int ours = is_surrogate(point) ? -1 : ky_point_columns(point), theirs = wcwidth((wchar_t)point);
		if (ours < 0)
			continue;
		if (theirs < 0) {
			unknown++;
			continue;
		}
		known++;
		if (ours != theirs)
			print_message("U+%04X: %d, not %d\n", (unsigned)point, ours, theirs);
		others += ours != theirs;
	}
	print_message("width: %d code points as wcwidth has them, %d others, %d that it does not know\n", known,
		      others, unknown);
#ifdef __GLIBC__
	assert_int_equal(others, 0);
	assert_true(known > 120000);
#endif
}

static int vterm_width(VTerm *vt, VTermScreen *screen, const char *text)
{
	VTermPos at;
	vterm_screen_reset(screen, 1);
	vterm_input_write(vt, text, strlen(text));
	vterm_state_get_cursorpos(vterm_obtain_state(vt), &at);
	return at.col;
}

/* What is written in China: Latin, punctuation, kana, Hangul, Han of all extensions, but for marks on them, which
 * libvterm takes for wide (U+302A, U+3099). Its table is older than others: what else differs is counted, not
 * judged. */
static bool is_east_asian(int32_t point)
{
	return (point >= 0x20 && point <= 0x24F) || (point >= 0x2010 && point <= 0x206F) ||
	       (point >= 0x3000 && point <= 0x9FFF) || (point >= 0xAC00 && point <= 0xD7A3) ||
	       (point >= 0xFF01 && point <= 0xFFE6) || (point >= 0x20000 && point <= 0x323AF);
}

static void east_asian_text_is_as_wide_as_libvterm_makes_it(void **state)
{
	(void)state;
	VTerm *vt = vterm_new(1, 40);
	VTermScreen *screen = vterm_obtain_screen(vt);
	int same = 0, others = 0;
	vterm_set_utf8(vt, 1);
	for (int32_t point = 0x20; point <= LAST; point++) {
		char text[8] = "", shown[32];
		if (is_surrogate(point) || ky_point_columns(point) < 0)
			continue;
		text[utf8_write(point, text)] = '\0';
		int ours = ky_text_visible(text, 20, shown, sizeof(shown));
		bool agrees = ours == vterm_width(vt, screen, shown);
		if (!agrees && is_east_asian(point) && ky_point_columns(point) > 0)
			fail_msg("U+%04X: %d columns, and %d in libvterm", (unsigned)point, ours,
				 vterm_width(vt, screen, shown));
		same += agrees;
		others += !agrees;
	}
	print_message("width: %d code points as libvterm has them, %d others\n", same, others);
	vterm_free(vt);
}

static const char *const pieces[] = { "a",
				      "会",
				      "\xD8\x80", /* U+0600, which belongs to what follows */
				      "\xCC\x81",
				      "\xE1\x84\x80",
				      "\xE1\x85\xA1",
				      "\xE1\x86\xA8", /* Hangul in parts */
				      "\xE0\xA4\x95",
				      "\xE0\xA4\xBE", /* Devanagari and its vowel */
				      "\xE0\xBD\x96",
				      "\xE0\xBD\xB2", /* Tibetan */
				      "\n",
				      " ",
				      "\xF0\x9F\x87\xA8",
				      "\xE2\x80\x8D",
				      "\xF0\xB1\x8D\x90",
				      "\xE0\xB5\x8E",
				      "\xFF" };
#define PIECES (sizeof(pieces) / sizeof(pieces[0]))

/* Backwards one comes to the same places as forwards, and what is shown is as wide as it is said. */
static void characters_end_where_they_begin_from_behind(void **state)
{
	(void)state;
	uint32_t seed = 11;
	for (int round = 0; round < 20000; round++) {
		char text[128] = "", shown[600];
		size_t ends[64], count = 0, len = 0;
		for (int i = 0; i < 12; i++) {
			seed = seed * 1103515245 + 12345;
			const char *piece = pieces[(seed >> 16) % PIECES];
			memcpy(text + len, piece, strlen(piece) + 1);
			len += strlen(piece);
		}
		int columns = 0;
		for (size_t at = 0; at < len; count++) {
			struct ky_char c = ky_text_char(text + at);
			at += c.bytes;
			columns += c.columns;
			ends[count] = at;
		}
		for (size_t i = count; i-- > 0;)
			if (ky_text_prev(text, ends[i]) != (i ? ends[i - 1] : 0))
				fail_msg("round %d: before %zu is %zu", round, ends[i],
					 ky_text_prev(text, ends[i]));
		assert_int_equal(ky_text_visible(text, 500, shown, sizeof(shown)), columns);
	}
}

/* Words of the scripts whose width was counted wrong: none is cut where there is room for it. */
static void nothing_is_cut_that_has_room(void **state)
{
	static const struct {
		const char *text;
		int columns;
	} words[] = {
		{ "བོད་ཡིག", 5 },
		{ "हिन्दी", 5 },
		{ "한글", 4 },
		{ "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2 },
		{ "\xF0\xB1\x8D\x90字", 4 },
		{ "䷀䷁", 4 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		char shown[200];
		assert_int_equal(ky_text_columns(words[i].text), words[i].columns);
		assert_int_equal(ky_text_visible(words[i].text, words[i].columns, shown, sizeof(shown)),
				 words[i].columns);
		assert_string_equal(shown, words[i].text);
		assert_true(ky_text_visible(words[i].text, words[i].columns - 1, shown, sizeof(shown)) <
			    words[i].columns);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_width_is_the_c_librarys),
		cmocka_unit_test(east_asian_text_is_as_wide_as_libvterm_makes_it),
		cmocka_unit_test(characters_end_where_they_begin_from_behind),
		cmocka_unit_test(nothing_is_cut_that_has_room),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
