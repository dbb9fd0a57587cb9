/* A record like another: whose it is goes on to the next of the roster, for those who are there still. */
#include "unit/place.h"

static struct ky_record *made(struct place *place, const char *kind, const char *const *values)
{
	struct ky_error err = { 0 };
	struct ky_record *record = ky_record_new(ky_kind_find(kind));
	if (put_all(place, record, values, &err))
		fail_msg("%s", err.text);
	return record;
}

/* Of whom the record like this one is; takes it over. */
static struct ky_record *expect_next(struct place *place, struct ky_record *note, const char *person)
{
	struct ky_error err = { 0 };
	struct ky_record *like = NULL;
	assert_int_equal(ky_record_like(place->wb, note, &like, &err), KY_OK);
	assert_string_equal(ky_record_id(like), "");
	assert_string_equal(ky_record_get(like, ky_field_find(ky_record_kind(like), "person")).text, person);
	assert_string_equal(ky_record_get(like, ky_field_find(ky_record_kind(like), "title")).text, "读书");
	ky_record_free(note);
	return like;
}

static void a_person_goes_on_to_the_next_who_is_there(void **state)
{
	struct place *place = *state;
	struct ky_record *people[5];
	static const char *const leaves[] = { "", "2012-06-15", "", "2012-06-16", "2012-01-01" };
	for (int i = 0; i < 5; i++)
		people[i] = made(place, "person", (const char *[]){ "name", "教师", "leave", leaves[i], NULL });
	struct ky_record *note = made(place, "note",
				      (const char *[]){ "person", ky_record_id(people[0]), "kind", "心得", "date",
							"2012-06-01", "title", "读书", NULL });
	note = expect_next(place, note, ky_record_id(people[2])); /* the second left today */
	note = expect_next(place, note, ky_record_id(people[3])); /* leaves tomorrow */
	note = expect_next(place, note, "");                      /* behind the last */
	note = expect_next(place, note, "");
	ky_record_free(note);
	for (int i = 0; i < 5; i++)
		ky_record_free(people[i]);
}

static void who_was_deleted_has_no_next(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct ky_record *one = made(place, "person", (const char *[]){ "name", "甲", NULL });
	struct ky_record *two = made(place, "person", (const char *[]){ "name", "乙", NULL });
	struct ky_record *note = made(place, "note",
				      (const char *[]){ "person", ky_record_id(one), "kind", "心得", "date",
							"2012-06-01", "title", "读书", NULL });
	assert_int_equal(ky_record_delete(place->wb, ky_record_id(one), &err), KY_OK);
	ky_record_free(expect_next(place, note, ""));
	ky_record_free(one);
	ky_record_free(two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_person_goes_on_to_the_next_who_is_there),
		TEST(who_was_deleted_has_no_next),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
