/* Tests that a template which names a long text many times makes no report larger than its ceiling. */
#include "append.h"
#include "kuayue/export.h"
#include "kuayue/report.h"
#include "kuayue/export.h"
#include "kuayue/report.h"
#include "unit/place.h"

#define TIMES 100        /* as often as a line of a template has room for */
#define LONG_NAME 700000 /* bytes */

/* A workbook whose template has `{school}` TIMES where `at` stood, and a school of a long name. */
static void make(struct place *place, const char *at)
{
	struct ky_error err = { .code = KY_OK };
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len), *found = strstr(ini, at);
	char *text = calloc(1, len + TIMES * 8 + 1), *name = calloc(1, LONG_NAME + 1);
	assert_non_null(found);
	memcpy(text, ini, (size_t)(found - ini) + strlen(at));
	size_t used = strlen(text);
	for (int i = 1; i < TIMES; i++, used += 8)
		memcpy(text + used, "{school}", 8);
	memcpy(text + used, found + strlen(at), len - (size_t)(found - ini) - strlen(at));
	memset(name, 'x', LONG_NAME);
	if (place_renew(place, text, (struct ky_new_workbook){ .name = "校" }, &err) ||
	    set(place, "G01", V("name", name), &err))
		fail_msg("%s", err.text);
	free(name);
}

static void an_outline_that_repeats_a_long_text_is_refused(void **state)
{
	struct place *place = *state;
	struct ky_report *report = NULL;
	struct ky_error err = { .code = KY_OK };
	make(place, "title|{school}");
	assert_int_equal(ky_report_open(place->wb, &report, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "64 MiB"));
}

static int count_row(void *data, const char *title, const char *text)
{
	(void)title;
	(void)text;
	++*(int *)data;
	return 0;
}

static void a_progress_table_that_repeats_a_long_text_is_refused(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	int rows = 0;
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);
	make(place, "填报单位|{school}");
	assert_int_equal(ky_progress_each(place->wb, count_row, &rows, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "longer than 65536 KiB"));
	assert_int_equal(rows, 0);
	assert_int_equal(ky_document_write(place->wb, ky_document_find("ledgers.xlsx"), NULL, out, &err),
			 KY_INPUT);
	fclose(out);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_outline_that_repeats_a_long_text_is_refused),
		TEST(a_progress_table_that_repeats_a_long_text_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
