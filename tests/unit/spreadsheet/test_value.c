/* Tests what a spreadsheet's number is written as: which formats make it a day or a time, and which days there
 * are. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "spreadsheet/value.h"

static void expect_form(const char *format, enum value_form wanted)
{
	enum value_form form = value_form_of(format, strlen(format));
	if (form != wanted)
		fail_msg("%s is %d, not %d", format, (int)form, (int)wanted);
}

static void a_format_is_a_day_or_a_time_by_what_it_writes(void **state)
{
	(void)state;
	expect_form("General", VALUE_NUMBER);
	expect_form("0.00", VALUE_NUMBER);
	expect_form("", VALUE_NUMBER);
	expect_form("yyyy\"年\"m\"月\"", VALUE_DATE);
	expect_form("mmm", VALUE_DATE);
	expect_form("h:mm", VALUE_TIME);
	expect_form("[h]:mm:ss", VALUE_TIME);
	expect_form("[mm]:ss", VALUE_TIME);
	expect_form("yyyy-mm-dd hh:mm", VALUE_DATE_TIME);
	/* What is no part of the pattern: a colour, a text in quotes, one character, room for one, one that fills.
	 */
	expect_form("[Red]0", VALUE_NUMBER);
	expect_form("\"day\"0", VALUE_NUMBER);
	expect_form("0\\d", VALUE_NUMBER);
	expect_form("0_d", VALUE_NUMBER);
	expect_form("*d0", VALUE_NUMBER);
	expect_form("0;yyyy", VALUE_NUMBER);
	/* What is not closed goes to the end. */
	expect_form("0\"yyyy", VALUE_NUMBER);
	expect_form("0\"", VALUE_NUMBER);
	expect_form("[Redyyyy", VALUE_NUMBER);
	expect_form("0[", VALUE_NUMBER);
	expect_form("0\\", VALUE_NUMBER);
}

static void a_number_of_a_format_is_one_of_the_files_own_or_one_that_all_know(void **state)
{
	(void)state;
	const struct value_format own[] = { { 14, VALUE_TIME }, { 200, VALUE_DATE } };
	assert_int_equal(value_form_of_id(own, 2, 14), VALUE_TIME);
	assert_int_equal(value_form_of_id(own, 2, 200), VALUE_DATE);
	assert_int_equal(value_form_of_id(own, 2, 15), VALUE_DATE);
	assert_int_equal(value_form_of_id(NULL, 0, 20), VALUE_TIME);
	assert_int_equal(value_form_of_id(NULL, 0, 22), VALUE_DATE_TIME);
	assert_int_equal(value_form_of_id(NULL, 0, 31), VALUE_DATE); /* yyyy"年"m"月"d"日" */
	assert_int_equal(value_form_of_id(NULL, 0, 49), VALUE_NUMBER);
	assert_int_equal(value_form_of_id(NULL, 0, 25), VALUE_NUMBER); /* between two that are known */
	assert_int_equal(value_form_of_id(NULL, 0, 59), VALUE_NUMBER); /* behind all */
	assert_int_equal(value_form_of_id(NULL, 0, -1), VALUE_NUMBER);
}

static void expect_text(enum value_form form, double number, bool from_1904, const char *wanted)
{
	char text[VALUE_TEXT];
	value_text(form, number, from_1904, text);
	assert_string_equal(text, wanted);
}

static void a_number_is_written_as_it_was_seen(void **state)
{
	(void)state;
	expect_text(VALUE_NUMBER, 0, false, "0");
	expect_text(VALUE_NUMBER, -12, false, "-12");
	expect_text(VALUE_NUMBER, 0.1 + 0.2, false, "0.3");
	expect_text(VALUE_NUMBER, 999999999999999, false, "999999999999999");
	/* More digits than a spreadsheet keeps. */
	expect_text(VALUE_NUMBER, 1e15, false, "1.00000000000000E+15");
	expect_text(VALUE_NUMBER, -450101198001010016.0, false, "-4.50101198001010E+17");
	expect_text(VALUE_BOOL, 1, false, "TRUE");
	expect_text(VALUE_BOOL, 0, false, "FALSE");
	expect_text(VALUE_ERROR, 0x07, false, "#DIV/0!");
	expect_text(VALUE_ERROR, 0x17, false, "#REF!");
	expect_text(VALUE_ERROR, 0x63, false, "#N/A"); /* none that is known */
	expect_text(VALUE_NUMBER, NAN, false, "#NUM!");
	expect_text(VALUE_DATE, INFINITY, false, "#NUM!");
	assert_true(value_is_error("#NUM!"));
	assert_false(value_is_error("#NUM"));
}

static void days_are_counted_as_spreadsheets_count_them(void **state)
{
	(void)state;
	expect_text(VALUE_DATE, 1, false, "1900-01-01");
	expect_text(VALUE_DATE, 59, false, "1900-02-28");
	expect_text(VALUE_DATE, 60, false, "60"); /* 1900-02-29, which there was not */
	expect_text(VALUE_DATE, 61, false, "1900-03-01");
	expect_text(VALUE_DATE, 0, false, "0");
	expect_text(VALUE_DATE, 41000, false, "2012-04-01");
	expect_text(VALUE_DATE, 39538, true, "2012-04-01");
	expect_text(VALUE_DATE, 0, true, "1904-01-01");
	expect_text(VALUE_DATE, -3, true, "-3");
	expect_text(VALUE_DATE, 3e6, false, "3000000");
}

static void times_are_written_with_their_seconds_where_there_are_any(void **state)
{
	(void)state;
	expect_text(VALUE_TIME, 0.375, false, "09:00");
	expect_text(VALUE_TIME, 0.375 + 5.0 / 86400, false, "09:00:05");
	expect_text(VALUE_TIME, 1.5, false, "1.5"); /* hours that go on behind a day */
	expect_text(VALUE_TIME, -0.25, false, "-0.25");
	expect_text(VALUE_DATE_TIME, 41000.5, false, "2012-04-01 12:00");
	expect_text(VALUE_DATE_TIME, 41000, false, "2012-04-01");
	expect_text(VALUE_DATE, 41000.5, false, "2012-04-01");
	/* What is less than half a second before midnight is the next day. */
	expect_text(VALUE_DATE_TIME, 41000.999999, false, "2012-04-02");
	expect_text(VALUE_DATE, 40999.999999, false, "2012-04-01");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_format_is_a_day_or_a_time_by_what_it_writes),
		cmocka_unit_test(a_number_of_a_format_is_one_of_the_files_own_or_one_that_all_know),
		cmocka_unit_test(a_number_is_written_as_it_was_seen),
		cmocka_unit_test(days_are_counted_as_spreadsheets_count_them),
		cmocka_unit_test(times_are_written_with_their_seconds_where_there_are_any),
	};
	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
