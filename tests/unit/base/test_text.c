/* Tests text, numbers and dates as people write them, and what of them is shown on a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "append.h"
#include "kuayue/date.h"
#include "kuayue/text.h"

static void shows(const char *text, int columns, const char *wanted, int used)
{
	char out[512];
	int got = ky_text_visible(text, columns, out, sizeof(out));
	assert_string_equal(out, wanted);
	assert_int_equal(got, used);
}

static void what_a_terminal_would_obey_is_shown_instead(void **state)
{
	(void)state;
	shows("a\033[2Jb", 20, "a␛[2Jb", 6);
	shows("\007\177", 20, "␇␡", 2);
	shows("a\302\233b", 20, "a\357\277\275b", 3);
	shows("x\342\200\256y", 20, "x\357\277\275y", 3);
	shows("\377", 20, "\357\277\275", 1);
	shows("a\nb", 20, "a b", 3);
}

static void what_cannot_be_folded_is_searched_for_as_it_is(void **state)
{
	static const char *const texts[][2] = { { "ＡbＣ", "abc" }, { "\xFFＡ", "\xFFＡ" }, { "", "" } };
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		char *folded = ky_text_fold(texts[i][0]);
		assert_string_equal(folded, texts[i][1]);
		free(folded);
	}
}

static void a_double_width_character_is_never_halved(void **state)
{
	(void)state;
	shows("汉字", 4, "汉字", 4);
	shows("汉字表", 5, "汉字…", 5);
	shows("汉字表", 4, "汉…", 3);
	shows("abc", 2, "a…", 2);
	shows("汉", 1, "…", 1);
	shows("\360\240\200\200x", 3, "\360\240\200\200x", 3);
	shows("", 0, "", 0);
}

static void columns_and_display_agree_on_any_bytes(void **state)
{
	(void)state;
	unsigned seed = 7;
	for (int round = 0; round < 3000; round++) {
		char text[64], out[1024];
		size_t len = 0;
		while (len < 40) {
			seed = seed * 1103515245u + 12345u;
			static const char *const parts[] = {
				"a",    "汉",          "\314\201", "\342\200\215",     "\360\237\221\251",
				"\377", "\033",        "，",       "\360\237\207\250", "\341\204\200",
				"ｱ",    "\342\200\256"
			};
			const char *part = parts[(seed >> 16) % 12];
			memcpy(text + len, part, strlen(part));
			len += strlen(part);
		}
		text[len] = '\0';
		int columns = ky_text_columns(text);
		assert_int_equal(ky_text_visible(text, columns, out, sizeof(out)), columns);
		for (int width = 0; width < columns; width++) {
			int used = ky_text_visible(text, width, out, sizeof(out));
			assert_true(used <= width);
			assert_true(ky_text_valid(out, strlen(out)));
		}
	}
}

static void what_is_utf8_is_told_from_what_is_not(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		bool valid;
	} cases[] = {
		{ "", 0, true },
		{ "abc汉é\360\237\221\251", 12, true },
		{ "\340\240\200\341\200\200\355\237\277\356\200\200\357\277\277", 15, true },
		{ "\340\200\200", 3, false },     /* longer than it need be */
		{ "\355\240\200", 3, false },     /* half of a pair */
		{ "\360\200\200\200", 4, false }, /* longer than it need be */
		{ "\364\220\200\200", 4, false }, /* past the last */
		{ "\300\200", 2, false },
		{ "\200", 1, false },
		{ "\346\261", 2, false }, /* cut */
		{ "\346\261\211", 2, false },
		{ "\346\261\101", 3, false },
		{ "\346\101\211", 3, false },
		{ "a\0b", 3, false },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (ky_text_valid(cases[i].text, cases[i].len) != cases[i].valid)
			fail_msg("case %zu", i);
}

static void characters_step_forwards_and_back_alike(void **state)
{
	(void)state;
	const char *text = "ae\314\201汉\360\237\221\251\342\200\215\360\237\221\247z\377，";
	size_t starts[32], count = 0;
	for (size_t at = 0; text[at]; at += ky_text_char(text + at).bytes)
		starts[count++] = at;
	size_t at = strlen(text);
	while (count) {
		at = ky_text_prev(text, at);
		assert_int_equal(at, starts[--count]);
	}
}

static void lines_wrap_and_lose_nothing(void **state)
{
	(void)state;
	const char *text = "一二三四五，六七 long words wrap\n第二行";
	size_t next = 0;
	assert_int_equal(ky_text_wrap(text, 10, &next), strlen("一二三四"));
	for (int width = 2; width < 30; width++) {
		char joined[256] = "";
		for (const char *at = text; *at; at += next) {
			size_t len = ky_text_wrap(at, width, &next);
			char line[256];
			snprintf(line, sizeof(line), "%.*s", (int)len, at);
			assert_true(ky_text_columns(line) <= width);
			assert_true(next > 0);
			append(joined, sizeof(joined), "%.*s", (int)next, at);
		}
		assert_string_equal(joined, text);
	}
}

static void numbers_are_read_or_refused_but_never_guessed(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t number;
	} good[] = { { "0", 0 },         { " 12 ", 12 }, { "１２３", 123 }, { "1,234,567", 1234567 },
		     { "2，980", 2980 }, { "007", 7 } };
	static const char *const bad[] = { "",     " ",   "2000万", "约30",   "1.5",
					   "-3",   "12a", "1,23",   "1,,234", "9223372036854775808",
					   "三十", "0x10" };
	struct ky_error err;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		int64_t number = -1;
		assert_int_equal(ky_number_parse(good[i].text, &number, &err), KY_OK);
		assert_int_equal(number, good[i].number);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		int64_t number = -1;
		assert_int_equal(ky_number_parse(bad[i], &number, &err), KY_INPUT);
		assert_int_equal(number, -1);
	}
}

static void dates_are_read_in_every_form_people_write(void **state)
{
	(void)state;
	static const char *const forms[] = { "2012-10-09",
					     "2012.10.9",
					     "2012/10/9",
					     "2012年10月09日",
					     "2012年10月9号",
					     "20121009",
					     "二〇一二年十月九日",
					     "２０１２年１０月９日",
					     " 2012 年 10 月 9 日 ",
					     "二○一二年十月九日",
					     "10月9日",
					     "10-9" };
	ky_day today = ky_day_from_ymd(2012, 6, 15), day = 0;
	struct ky_error err;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		char text[KY_DAY_TEXT];
		if (ky_day_parse(forms[i], today, &day, &err))
			fail_msg("%s: %s", forms[i], err.text);
		assert_string_equal(ky_day_format(day, text), "2012-10-09");
	}
	assert_int_equal(ky_day_parse("昨天", today, &day, &err), KY_OK);
	assert_int_equal(day, today - 1);
	assert_int_equal(ky_day_parse("二〇一二年十二月三十一日", KY_NO_DAY, &day, &err), KY_OK);
	assert_int_equal(day, ky_day_from_ymd(2012, 12, 31));
	assert_int_equal(ky_day_parse("二〇一二年二月廿九日", KY_NO_DAY, &day, &err), KY_OK);
	assert_int_equal(day, ky_day_from_ymd(2012, 2, 29));
}

static void impossible_dates_are_refused_with_the_reason(void **state)
{
	(void)state;
	static const char *const bad[][2] = {
		{ "2013-02-29", "28 days" }, { "2012-13-01", "no month 13" }, { "2012-04-31", "30 days" },
		{ "十月", "not a date" },    { "12-10-09", "not a date" },    { "明年", "not a date" },
		{ "", "not a date" },        { "2012-10-09x", "not a date" }, { "99999999999-1-1", "not a date" }
	};
	struct ky_error err;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ky_day day = 0;
		assert_int_equal(ky_day_parse(bad[i][0], KY_NO_DAY, &day, &err), KY_INPUT);
		if (!strstr(err.text, bad[i][1]))
			fail_msg("%s: %s", bad[i][0], err.text);
	}
}

static void days_count_without_a_gap(void **state)
{
	(void)state;
	ky_day expected = ky_day_from_ymd(1, 1, 1);
	for (int year = 1; year <= 2400; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int day = 1; day <= ky_days_in_month(year, month); day++, expected++) {
				int y = 0, m = 0, d = 0;
				if (ky_day_from_ymd(year, month, day) != expected)
					fail_msg("%d-%d-%d", year, month, day);
				ky_day_to_ymd(expected, &y, &m, &d);
				if (y != year || m != month || d != day)
					fail_msg("%d-%d-%d is not %d-%d-%d", y, m, d, year, month, day);
			}
		}
	}
	assert_int_equal(ky_day_from_ymd(1970, 1, 1), 0);
	assert_int_equal(ky_day_from_ymd(2013, 2, 29), KY_NO_DAY);
}

static void folding_finds_width_and_case_alike(void **state)
{
	(void)state;
	char *a = ky_text_fold("ＡbC１２"), *b = ky_text_fold("aBc12");
	assert_string_equal(a, b);
	free(a);
	free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_terminal_would_obey_is_shown_instead),
		cmocka_unit_test(what_cannot_be_folded_is_searched_for_as_it_is),
		cmocka_unit_test(a_double_width_character_is_never_halved),
		cmocka_unit_test(columns_and_display_agree_on_any_bytes),
		cmocka_unit_test(what_is_utf8_is_told_from_what_is_not),
		cmocka_unit_test(characters_step_forwards_and_back_alike),
		cmocka_unit_test(lines_wrap_and_lose_nothing),
		cmocka_unit_test(numbers_are_read_or_refused_but_never_guessed),
		cmocka_unit_test(dates_are_read_in_every_form_people_write),
		cmocka_unit_test(impossible_dates_are_refused_with_the_reason),
		cmocka_unit_test(days_count_without_a_gap),
		cmocka_unit_test(folding_finds_width_and_case_alike),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
