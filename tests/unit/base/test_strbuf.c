/* Tests that a text grows up to its ceiling, and what happens there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/strbuf.h"

static void an_empty_one_has_a_text(void **state)
{
	struct strbuf sb;
	(void)state;
	strbuf_init(&sb, 10);
	assert_string_equal(sb.text, "");
	strbuf_clear(&sb);
	strbuf_add_len(&sb, "", 0);
	assert_string_equal(sb.text, "");
	char *text = strbuf_take(&sb);
	assert_string_equal(text, "");
	free(text);
	strbuf_free(&sb);
	assert_string_equal(sb.text, "");
}

static void what_reaches_the_ceiling_fits_and_one_byte_more_does_not(void **state)
{
	struct strbuf sb;
	struct ky_error err = { .code = KY_OK };
	(void)state;
	strbuf_init(&sb, 10);
	strbuf_add(&sb, "01234");
	strbuf_addf(&sb, "%05d", 56789);
	assert_int_equal(strbuf_check(&sb, "it", &err), KY_OK);
	assert_string_equal(sb.text, "0123456789");
	strbuf_add(&sb, "");
	assert_false(sb.over);
	strbuf_add(&sb, "x");
	assert_true(sb.over);
	assert_string_equal(sb.text, "0123456789");
	assert_int_equal(strbuf_check(&sb, "it", &err), KY_INPUT);
	assert_non_null(strstr(err.text, "it: the text is longer than"));
	strbuf_free(&sb);
}

/* Else the end of a text would stand behind a gap. */
static void behind_what_did_not_fit_nothing_is_added(void **state)
{
	struct strbuf sb;
	(void)state;
	strbuf_init(&sb, 10);
	strbuf_addf(&sb, "%s", "0123456789A");
	strbuf_add(&sb, "B");
	strbuf_add_len(&sb, "C", 1);
	assert_true(sb.over);
	assert_int_equal(sb.len, 0);
	assert_string_equal(sb.text, "");
	strbuf_clear(&sb);
	assert_false(sb.over);
	strbuf_add(&sb, "B");
	assert_string_equal(sb.text, "B");
	strbuf_free(&sb);
}

static void a_length_near_the_largest_is_over_and_no_overflow(void **state)
{
	struct strbuf sb;
	(void)state;
	strbuf_init(&sb, 10);
	strbuf_add(&sb, "0123");
	strbuf_add_len(&sb, "x", SIZE_MAX);
	assert_true(sb.over);
	strbuf_add_len(&sb, "x", SIZE_MAX - 4);
	assert_string_equal(sb.text, "0123");
	strbuf_free(&sb);
}

static void one_that_was_taken_begins_anew_with_its_ceiling(void **state)
{
	struct strbuf sb;
	(void)state;
	strbuf_init(&sb, 4);
	strbuf_add(&sb, "0123");
	char *text = strbuf_take(&sb);
	assert_string_equal(text, "0123");
	free(text);
	strbuf_add(&sb, "45678");
	assert_true(sb.over);
	strbuf_free(&sb);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_one_has_a_text),
		cmocka_unit_test(what_reaches_the_ceiling_fits_and_one_byte_more_does_not),
		cmocka_unit_test(behind_what_did_not_fit_nothing_is_added),
		cmocka_unit_test(a_length_near_the_largest_is_over_and_no_overflow),
		cmocka_unit_test(one_that_was_taken_begins_anew_with_its_ceiling),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
