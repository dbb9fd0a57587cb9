/* Tests who of the roster is there on a day. */
#include "unit/place.h"

static void expect(struct place *place, const char *joined, const char *left, const char *day, bool wanted)
{
	struct ky_error err = { .code = KY_OK };
	struct ky_record *record = NULL;
	ky_day on;
	char number[64];
	if (add(place, "person", V("name", "甲", "joined", joined, "leave", left), number, &err) ||
	    ky_record_load(place->wb, number, &record, &err) || ky_day_parse(day, KY_NO_DAY, &on, &err))
		fail_msg("%s", err.text);
	assert_int_equal(ky_record_there(record, on), wanted);
	ky_record_free(record);
}

static void whoever_joined_and_has_not_left_is_there(void **state)
{
	struct place *place = *state;
	expect(place, "", "", "2012-06-01", true);
	expect(place, "2012-06-01", "", "2012-06-01", true);
	expect(place, "2012-06-02", "", "2012-06-01", false);
	expect(place, "", "2012-06-01", "2012-05-31", true);
	expect(place, "", "2012-06-01", "2012-06-01", false); /* from that day on */
	expect(place, "2012-05-01", "2012-07-01", "2012-06-01", true);
}

/* A kind whose records nobody joins or leaves. */
static void what_has_no_such_days_is_always_there(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	struct ky_record *record = NULL;
	assert_int_equal(add(place, "problem", V("text", "甲"), NULL, &err), KY_OK);
	assert_int_equal(ky_record_load(place->wb, "G01-001", &record, &err), KY_OK);
	assert_true(ky_record_there(record, ky_day_from_ymd(1900, 1, 1)));
	assert_false(ky_record_dropped(record));
	ky_record_free(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(whoever_joined_and_has_not_left_is_there),
		TEST(what_has_no_such_days_is_always_there),
	};
	return cmocka_run_group_tests_name("there", tests, NULL, NULL);
}
