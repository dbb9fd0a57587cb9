/* Every character in every output: what a terminal may act on reaches none, and nothing goes without a trace. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"

static const enum escape outputs[] = { ESCAPE_MARKUP, ESCAPE_LINE, ESCAPE_SHEET, ESCAPE_CALENDAR, ESCAPE_JSON };
#define OUTPUTS (sizeof(outputs) / sizeof(outputs[0]))

/* The caller frees it; the printed form has to be the same. */
static char *escaped(enum escape how, const char *text)
{
	struct strbuf sb;
	char *printed = NULL;
	size_t len = 0;
	strbuf_init(&sb, STRBUF_LINE);
	escape_add(&sb, how, text, strlen(text));
	FILE *out = open_memstream(&printed, &len);
	escape_print(out, how, text);
	fclose(out);
	assert_string_equal(sb.text, printed);
	free(printed);
	return strbuf_take(&sb);
}

static void becomes(enum escape how, const char *text, const char *expected)
{
	char *found = escaped(how, text);
	assert_string_equal(found, expected);
	free(found);
}

static void no_control_character_reaches_an_output_and_none_is_left_out(void **state)
{
	(void)state;
	for (int32_t point = 1; point <= 0x10FFFF; point += point < 0x3000 ? 1 : 211) {
		if (point >= 0xD800 && point < 0xE000)
			continue;
		char text[12] = "a";
		size_t len = utf8_write(point, text + 1);
		memcpy(text + 1 + len, "b", 2);
		for (size_t i = 0; i < OUTPUTS; i++) {
			char *found = escaped(outputs[i], text);
			size_t all = strlen(found);
			for (size_t at = 0, size = 0; at < all; at += size) {
				int32_t next = utf8_read(found + at, &size);
				bool line = next == '\n' || (next == '\t' && point == '\t');
				assert_true(next != UTF8_BAD);
				assert_true(line || !escape_is_control(next));
				if (outputs[i] == ESCAPE_JSON && next != '\n')
					assert_int_equal(escape_shown(next), next);
			}
			assert_true(all > 2 && found[0] == 'a' && found[all - 1] == 'b');
			free(found);
		}
	}
}

static void each_output_has_its_own_signs(void **state)
{
	(void)state;
	becomes(ESCAPE_MARKUP, "<a href=\"x\">&'\n\t]]>", "&lt;a href=&quot;x&quot;&gt;&amp;&#39;\n\t]]&gt;");
	becomes(ESCAPE_LINE, "<一>\r\n二\r三\t四", "&lt;一&gt; 二 三 四");
	becomes(ESCAPE_SHEET, "_x0041_ _x41_ _xyz1_ =1", "_x005F_x0041_ _x41_ _xyz1_ =1");
	becomes(ESCAPE_SHEET, "_xaF0A_ _x00G0_ _x004 _x0041a _y0041_ _x",
		"_x005F_xaF0A_ _x00G0_ _x004 _x0041a _y0041_ _x");
	becomes(ESCAPE_CALENDAR, "一;二,三\\四\r\n五", "一\\;二\\,三\\\\四\\n五");
	becomes(ESCAPE_JSON, "{\"\xE2\x80\xAE\":\n \"\xC2\x85\xF3\xA0\x80\x81一\"}",
		"{\"\\u202e\":\n \"\\u0085\\udb40\\udc01一\"}");
	becomes(ESCAPE_MARKUP, "", "");
}

static void people_see_that_something_was_there(void **state)
{
	(void)state;
	for (size_t i = 0; i < OUTPUTS; i++) {
		if (outputs[i] == ESCAPE_JSON)
			continue;
		becomes(outputs[i], "a\033[31m\x7F", "a␛[31m␡");
		becomes(outputs[i], "\xC2\x9B\xEF\xBF\xBE\xFF\xE4\xB8", "��\xEF\xBF\xBD��");
	}
	assert_int_equal(escape_shown(0x202E), 0xFFFD);
	assert_int_equal(escape_written(0x202E), 0x202E);
	assert_int_equal(escape_shown('\n'), ' ');
}

static void clean_is_utf8_without_controls(void **state)
{
	(void)state;
	static const char *const dirty[] = { "a\n",    "\033",     "\x7F",        "\xC2\x85",
					     "一\xFF", "\xE4\xB8", "\xED\xA0\x80" };
	for (size_t i = 0; i < sizeof(dirty) / sizeof(dirty[0]); i++)
		assert_false(escape_is_clean(dirty[i], strlen(dirty[i])));
	assert_false(escape_is_clean("a\0b", 3));
	assert_true(escape_is_clean("", 0));
	assert_true(escape_is_name("一 b", strlen("一 b")));
	assert_false(escape_is_name("一\tb", strlen("一\tb")));
	assert_true(escape_is_clean("一\tb é 𠀀", strlen("一\tb é 𠀀")));
	assert_true(escape_is_clean("一二", 3));
}

static void a_cut_and_a_count_know_characters(void **state)
{
	(void)state;
	assert_int_equal(utf8_cut("a一b", 1), 1);
	assert_int_equal(utf8_cut("a一b", 2), 1);
	assert_int_equal(utf8_cut("a一b", 3), 1);
	assert_int_equal(utf8_cut("a一b", 4), 4);
	assert_int_equal(utf8_cut("一", 0), 0);
	/* A shorter text ends where it does, and nothing behind it is read. */
	assert_int_equal(utf8_cut("", 400), 0);
	char *alone = strdup("a一");
	assert_int_equal(utf8_cut(alone, 4), 4);
	assert_int_equal(utf8_cut(alone, 400), 4);
	free(alone);
	assert_int_equal(utf8_count("a一𠀀", strlen("a一𠀀"), false), 3);
	assert_int_equal(utf8_count("a一𠀀", strlen("a一𠀀"), true), 4);
}

static void formulas_are_told_by_their_beginning(void **state)
{
	(void)state;
	for (const char *sign = "=+-@\t\r"; *sign; sign++)
		assert_true(escape_is_formula((char[]){ *sign, '1', '\0' }));
	assert_false(escape_is_formula(""));
	assert_false(escape_is_formula("1=1"));
}

/* What a spreadsheet would run is marked in CSV, and comes back as it was. */
static void what_would_run_is_marked_and_comes_back(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool runs, marked;
	} cells[] = {
		{ "", false, false },
		{ "'", false, true },
		{ "第1组", false, false },
		{ "a=1", false, false },
		{ "=1+1", true, true },
		{ "-1", true, false },
		{ "-1.5", true, false },
		{ "-1.", true, true },
		{ "-", true, true },
		{ "-1-1", true, true },
		{ "- 1", true, true },
		{ "4-4-1", false, false },
		{ "+86", true, true },
		{ "@SUM(A1)", true, true },
		{ "\t=1", true, true },
		{ "\r=1", true, true },
		{ "\n=1", true, true },
		{ "＝1+1", true, true },
		{ "\033[1m", true, true },
		{ "\x7f", true, true },
		{ "\xc2\x85", true, true },
		{ "＋1", true, true },
		{ "－1", true, true },
		{ "＠a", true, true },
		{ "'=1", false, true },
		{ "''-1", false, true },
		{ "'引用'", false, true },
		{ "”=", false, false },
		{ "-12345678901234567890", true, false },
	};
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		char cell[64];
		assert_int_equal(escape_is_formula(cells[i].text), cells[i].runs);
		assert_int_equal(escape_is_marked(cells[i].text), cells[i].marked);
		snprintf(cell, sizeof(cell), "%s%s", cells[i].marked ? "'" : "", cells[i].text);
		assert_true(!escape_is_formula(cell) || !cells[i].marked);
		assert_string_equal(escape_unmark(cell), cells[i].text);
	}
	assert_string_equal(escape_unmark("'90年代"), "'90年代"); /* of another program */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_control_character_reaches_an_output_and_none_is_left_out),
		cmocka_unit_test(each_output_has_its_own_signs),
		cmocka_unit_test(people_see_that_something_was_there),
		cmocka_unit_test(clean_is_utf8_without_controls),
		cmocka_unit_test(a_cut_and_a_count_know_characters),
		cmocka_unit_test(formulas_are_told_by_their_beginning),
		cmocka_unit_test(what_would_run_is_marked_and_comes_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
