/* Tests days as people write them, and each sentence about one that is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kuayue/date.h"

#define TODAY ky_day_from_ymd(2012, 6, 15)

static void expect_day(const char *text, const char *wanted)
{
	struct ky_error err = { .code = KY_OK };
	ky_day day = KY_NO_DAY;
	char shown[KY_DAY_TEXT];
	if (ky_day_parse(text, TODAY, &day, &err))
		fail_msg("%s: %s", text, err.text);
	assert_string_equal(ky_day_format(day, shown), wanted);
}

static void a_day_is_read_in_each_form(void **state)
{
	static const char *const days[][2] = {
		{ "2012-10-09", "2012-10-09" },
		{ " \t2012-10-9", "2012-10-09" },
		{ "2012.10.9", "2012-10-09" },
		{ "2012/10/9", "2012-10-09" },
		{ "2012．10／9", "2012-10-09" },
		{ "20121009", "2012-10-09" },
		{ "2012年10月9日", "2012-10-09" },
		{ "2012 年 10 月 9 号", "2012-10-09" },
		{ "２０１２年１０月９日", "2012-10-09" },
		{ "二〇一二年十月九日", "2012-10-09" },
		{ "二○一二年十月十九日", "2012-10-19" },
		{ "二零一二年十二月二十日", "2012-12-20" },
		{ "二〇一二年五月廿一日", "2012-05-21" },
		{ "二〇一二年五月卅日", "2012-05-30" },
		{ "二〇一二年五月三十一日", "2012-05-31" },
		{ "2012—10－9", "2012-10-09" },
		{ "10-9", "2012-10-09" },
		{ "10月9日", "2012-10-09" },
		{ "今天", "2012-06-15" },
		{ "昨天", "2012-06-14" },
		{ "前天", "2012-06-13" },
		{ "明天", "2012-06-16" },
		{ "yesterday", "2012-06-14" },
		{ "today", "2012-06-15" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		expect_day(days[i][0], days[i][1]);
}

static void refuse(const char *text, ky_day today, const char *word)
{
	struct ky_error err = { .code = KY_OK };
	ky_day day = KY_NO_DAY;
	if (ky_day_parse(text, today, &day, &err) != KY_INPUT)
		fail_msg("taken: %s", text);
	if (!strstr(err.text, word))
		fail_msg("%s: \"%s\" does not say \"%s\"", text, err.text, word);
	assert_int_equal(day, KY_NO_DAY);
}

static void what_is_no_day_is_refused_with_why(void **state)
{
	static const char *const none[] = {
		"",         "soon",     "2012",         "2012-10-09-01",
		"12-10-09", "20121",    "12345-10-09",  "2012--10-09",
		"-10-09",   "2012-10-", "0000-10-09",   "2012-10-09 2012-10-09 2012-10-09 2012-10-09",
		"十月",     "２",       "2012\xE5\xB9", "201-1009",
	};
	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		refuse(none[i], TODAY, "is not a date");
	refuse("2012-13-01", TODAY, "there is no month 13");
	refuse("2012-00-01", TODAY, "there is no month 0");
	refuse("20121301", TODAY, "there is no month 13");
	refuse("2011-02-29", TODAY, "month 2 of 2011 has 28 days");
	refuse("2012-10-00", TODAY, "has 31 days");
	/* Without a day to count from, what leaves something out is none. */
	refuse("10-9", KY_NO_DAY, "is not a date");
	refuse("今天", KY_NO_DAY, "is not a date");
}

static void a_day_of_the_year_is_the_last_one_where_the_month_is_short(void **state)
{
	static const char *const none[] = { "2-29",  "02/29", "02-3x", "1-2-3", "00-10",
					    "13-10", "02-00", "02-32", "" };
	struct ky_error err = { .code = KY_OK };
	ky_day day;
	char shown[KY_DAY_TEXT];
	(void)state;
	assert_int_equal(ky_day_parse_in_year("02-29", 2012, &day, &err), KY_OK);
	assert_string_equal(ky_day_format(day, shown), "2012-02-29");
	assert_int_equal(ky_day_parse_in_year("02-29", 2011, &day, &err), KY_OK);
	assert_string_equal(ky_day_format(day, shown), "2011-02-28");
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		assert_int_equal(ky_day_parse_in_year(none[i], 2012, &day, &err), KY_INPUT);
		assert_non_null(strstr(err.text, "MM-DD"));
	}
	assert_int_equal(ky_day_parse_in_year("02-29", 12345, &day, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "no year 12345"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_is_read_in_each_form),
		cmocka_unit_test(what_is_no_day_is_refused_with_why),
		cmocka_unit_test(a_day_of_the_year_is_the_last_one_where_the_month_is_short),
	};
	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
