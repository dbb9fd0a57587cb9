/* What a record lacks for a state is what saving it in that state refuses it for: all of it, in one sentence. */
#include "unit/place.h"

static struct ky_record *problem(struct place *place, const char *const *values)
{
	struct ky_error err = { 0 };
	struct ky_record *record = ky_record_new(ky_kind_find("problem"));
	assert_int_equal(put_all(place, record, values, &err), KY_OK);
	return record;
}

static void put(struct place *place, struct ky_record *record, const char *field, const char *text)
{
	struct ky_error err = { 0 };
	assert_int_equal(
		ky_record_put(place->wb, record, ky_field_find(ky_record_kind(record), field), text, &err), KY_OK);
}

/* The names of the fields that the record lacks for the state, each with a blank behind it. */
static void expect_lacks(struct place *place, const struct ky_record *record, const char *state, const char *names)
{
	const struct ky_kind *kind = ky_record_kind(record);
	int lacking[KY_DECLARED_MAX];
	char text[512] = "";
	size_t count = ky_record_lacks(place->wb, record, ky_field_find(kind, "status"), state, lacking);
	for (size_t i = 0, len = 0; i < count; i++, len = strlen(text))
		snprintf(text + len, sizeof(text) - len, "%s ", kind->fields[lacking[i]].name);
	assert_string_equal(text, names);
}

static void a_state_lacks_each_field_that_is_not_answered(void **state)
{
	struct place *place = *state;
	struct ky_record *record = problem(place, (const char *[]){ "text", "会太多", NULL });
	expect_lacks(place, record, "open", "");
	expect_lacks(place, record, "working", "owner measure due ");
	put(place, record, "measure", "合并");
	put(place, record, "owner", KY_NA_TEXT); /* is no owner */
	expect_lacks(place, record, "working", "owner due ");
	expect_lacks(place, record, "review", "owner due done evidence ");
	expect_lacks(place, record, "closed", "owner due done evidence verifier verified ");
	put(place, record, "type", "立行立改");
	expect_lacks(place, record, "closed", "evidence verifier ");
	ky_record_free(record);
}

static void what_was_merged_lacks_nothing(void **state)
{
	struct place *place = *state;
	struct ky_record *kept = problem(place, (const char *[]){ "text", "会太多", NULL });
	struct ky_record *merged =
		problem(place, (const char *[]){ "text", "会议多", "merged_into", ky_record_id(kept), NULL });
	expect_lacks(place, merged, "working", "");
	ky_record_free(kept);
	ky_record_free(merged);
}

static void all_that_is_missing_is_said_in_one_sentence(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	int field = -1;
	struct ky_record *record = problem(place, (const char *[]){ "text", "会太多", NULL });
	const struct ky_kind *kind = ky_record_kind(record);
	put(place, record, "status", "整改中");
	assert_int_equal(ky_record_save(place->wb, record, &field, &err), KY_INPUT);
	assert_int_equal(field, ky_field_find(kind, "owner"));
	assert_string_equal(err.text, "Status \"整改中\" needs 3 more: Responsible, Measure, Due on.");
	put(place, record, "measure", "合并");
	put(place, record, "due", "2012-06-30");
	assert_int_equal(ky_record_save(place->wb, record, &field, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "a problem in work needs the person responsible."));
	put(place, record, "owner", "石丽燕");
	assert_int_equal(ky_record_save(place->wb, record, &field, &err), KY_OK);
	ky_record_free(record);
	record = ky_record_new(ky_kind_find("note"));
	assert_int_equal(ky_record_save(place->wb, record, &field, &err), KY_INPUT);
	assert_int_equal(field, ky_field_find(ky_record_kind(record), "person"));
	assert_string_equal(err.text, "4 fields have to be filled in: Person, Kind, Date, Title.");
	ky_record_free(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_state_lacks_each_field_that_is_not_answered),
		TEST(what_was_merged_lacks_nothing),
		TEST(all_that_is_missing_is_said_in_one_sentence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
