/* Tests the days of a campaign, and the conditions that full marks rest on. */
#include "unit/place.h"

#include "kuayue/campaign.h"

static enum ky_code parse_changed(const char *old, const char *new, struct ky_campaign **campaign,
				  struct ky_error *err)
{
	const char *ini = ky_campaign_builtin(NULL), *at = strstr(ini, old);
	assert_non_null(at);
	char *text = spliced(ini, at, at + strlen(old), new);
	*err = (struct ky_error){ .code = KY_OK };
	enum ky_code code = ky_campaign_parse("changed.ini", text, strlen(text), campaign, err);
	free(text);
	return code;
}

static struct ky_campaign *load_changed(const char *old, const char *new)
{
	struct ky_campaign *campaign = NULL;
	struct ky_error err;
	if (parse_changed(old, new, &campaign, &err))
		fail_msg("%s", err.text);
	return campaign;
}

static void assert_first_refused(const char *old, const char *new, const char *section, const char *word)
{
	struct ky_campaign *campaign = NULL;
	struct ky_error err;
	if (parse_changed(old, new, &campaign, &err) != KY_INPUT || !strstr(err.text, section) ||
	    !strstr(err.text, word))
		fail_msg("%s is taken: %s", new, err.text);
}

#define FROM_TO "from=01-01\nto=12-31\nreport_deadline=10-31\n"

static void a_campaign_has_its_year_unless_it_says_its_days(void **state)
{
	(void)state;
	struct ky_campaign *campaign = load_changed(FROM_TO, "report_deadline=10-31\n");
	assert_int_equal(ky_campaign_from(campaign), ky_day_from_ymd(2012, 1, 1));
	assert_int_equal(ky_campaign_to(campaign), ky_day_from_ymd(2012, 12, 31));
	assert_true(ky_campaign_has_day(campaign, KY_NO_DAY));
	assert_false(ky_campaign_has_day(campaign, ky_day_from_ymd(2013, 1, 1)));
	ky_campaign_free(campaign);
	assert_first_refused(FROM_TO, "from=12-32\nreport_deadline=10-31\n", "[campaign]", "from");
	assert_first_refused(FROM_TO, "to=13-01\nreport_deadline=10-31\n", "[campaign]", "to");
	assert_first_refused(FROM_TO, "to=09-30\nreport_deadline=10-31\n", "[phase.3]", "to");
}

/* A day before the first one is of the next year: a school year, of phases and tasks as well. */
static void a_school_year_goes_on_into_the_next_year(void **state)
{
	(void)state;
	struct ky_campaign *campaign = load_changed(FROM_TO, "from=02-01\nto=01-31\nreport_deadline=01-10\n");
	assert_int_equal(ky_campaign_from(campaign), ky_day_from_ymd(2012, 2, 1));
	assert_int_equal(ky_campaign_to(campaign), ky_day_from_ymd(2013, 1, 31));
	assert_int_equal(ky_campaign_deadline(campaign), ky_day_from_ymd(2013, 1, 10));
	assert_false(ky_campaign_has_day(campaign, ky_day_from_ymd(2012, 1, 31)));
	assert_true(ky_campaign_has_day(campaign, ky_day_from_ymd(2013, 1, 31)));
	ky_campaign_free(campaign);
	campaign = load_changed(FROM_TO, "from=02-01\nto=01-31\nreport_deadline=10-31\n");
	size_t count = 0;
	assert_int_equal(ky_campaign_phases(campaign, &count)[1].from, ky_day_from_ymd(2012, 2, 1));
	ky_campaign_free(campaign);
}

static void so_does_the_day_by_which_a_document_is_handed_in(void **state)
{
	(void)state;
	struct ky_campaign *campaign = NULL;
	struct ky_error err = { .code = KY_OK };
	const char *ini = ky_campaign_builtin(NULL), *days = strstr(ini, FROM_TO);
	char *longer = spliced(ini, days, days + strlen(FROM_TO), "from=02-01\nto=01-31\nreport_deadline=01-10\n");
	char *at = strstr(longer, "\n[document."), *next = strstr(longer, "\n[recipient.");
	char *text = spliced(longer, at, next, "\n[document.a]\ntitle=甲\ndue=12-20,01-10\n1=\"title|甲\"\n");
	if (ky_campaign_parse("changed.ini", text, strlen(text), &campaign, &err))
		fail_msg("%s", err.text);
	size_t count = 0;
	ky_day day = KY_NO_DAY;
	const struct ky_template_document *document = ky_campaign_documents(campaign, &count);
	assert_int_equal(count, 1);
	assert_true(ky_campaign_document_due(campaign, document, 0, &day));
	assert_int_equal(day, ky_day_from_ymd(2012, 12, 20));
	assert_true(ky_campaign_document_due(campaign, document, 1, &day));
	assert_int_equal(day, ky_day_from_ymd(2013, 1, 10));
	ky_campaign_free(campaign);
	free(longer);
	free(text);
}

static void full_marks_rest_on_conditions_that_are_written_well(void **state)
{
	static const char is[] = "full=bodies>=2\n";
	static const char *const wrong[] = {
		"full=\n",
		"full=bodies>=\n",
		"full=>=2\n",
		"full=bodies>=2 and\n",
		"full=bodies>=2 or a\n",
		"full=bodies=2\n",
		"full=bodies>=02-99\n",
		"full=bodies>=target.\n",
		"full=bodies 2\n",
		"na_when=bodies><2\n",
	};
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_first_refused(is, wrong[i], "[item.A1]", "conditions over figures");
	struct ky_campaign *campaign = load_changed(
		is, "full=bodies >= 2 and plan_date<=02-29 and a==phases and b<deadline and c>target.P01 and d\n");
	assert_non_null(ky_campaign_item(campaign, "A1")->full);
	assert_null(ky_campaign_item(campaign, "F1")->full);
	assert_string_equal(ky_campaign_item(campaign, "F2")->na_when, "projects==0");
	ky_campaign_free(campaign);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_campaign_has_its_year_unless_it_says_its_days),
		cmocka_unit_test(a_school_year_goes_on_into_the_next_year),
		cmocka_unit_test(so_does_the_day_by_which_a_document_is_handed_in),
		cmocka_unit_test(full_marks_rest_on_conditions_that_are_written_well),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
