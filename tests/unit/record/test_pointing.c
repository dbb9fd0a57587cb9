/* What points to a record is named before it goes, by every field of every kind that can link to it. */
#include "unit/place.h"

static void expect(struct place *place, const char *id, const char *sentence)
{
	struct ky_error err = { 0 };
	char *text = NULL;
	assert_int_equal(ky_record_pointed_to(place->wb, id, &text, &err), KY_OK);
	assert_int_equal(text != NULL, sentence != NULL);
	if (sentence)
		assert_string_equal(text, sentence);
	free(text);
}

static void what_was_merged_counts_again_and_other_links_break(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char a[64], b[64], c[64], p[64];
	assert_int_equal(add(place, "opinion", V("raw", "会太多"), a, &err), KY_OK);
	expect(place, a, NULL);
	assert_int_equal(add(place, "opinion", V("raw", "会多", "merged_into", a), b, &err), KY_OK);
	expect(place, a, "Links to it (1): G01-O002. What was merged into it counts by itself again.");
	assert_int_equal(add(place, "problem", V("text", "会太多"), p, &err), KY_OK);
	assert_int_equal(add(place, "opinion", V("raw", "会议", "problem_id", p), c, &err), KY_OK);
	expect(place, p, "Links to it (1): G01-O003. A link to it leads nowhere then; the truth check names it.");
	for (int i = 0; i < 7; i++)
		assert_int_equal(add(place, "opinion", V("raw", "会多", "merged_into", a), c, &err), KY_OK);
	expect(place, a,
	       "Links to it (8): G01-O002, G01-O004, G01-O005, G01-O006, G01-O007, G01-O008 and others. "
	       "What was merged into it counts by itself again.");
}

static void a_member_of_a_set_is_pointed_to(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char a[64], b[64], s[64], both[160];
	assert_int_equal(add(place, "person", V("name", "甲"), a, &err), KY_OK);
	assert_int_equal(add(place, "person", V("name", "乙"), b, &err), KY_OK);
	snprintf(both, sizeof(both), "%s %s", a, b);
	assert_int_equal(
		add(place, "session", V("date", "2012-05-05", "topic", "学习", "attendance", both), s, &err),
		KY_OK);
	assert_int_equal(
		add(place, "note", V("person", b, "kind", "心得", "date", "2012-06-01", "title", "读书"), s, &err),
		KY_OK);
	expect(place, a, "Links to it (1): G01-S001. A link to it leads nowhere then; the truth check names it.");
	expect(place, b,
	       "Links to it (2): G01-N001, G01-S001. A link to it leads nowhere then; the truth check names it.");
}

/* Who is gone is called by the number that they had: no id is printed, in a set or alone. */
static void what_is_gone_keeps_its_number(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char a[64], b[64], s[64], n[64], both[160], shown[64];
	assert_int_equal(add(place, "person", V("name", "甲"), a, &err), KY_OK);
	assert_int_equal(add(place, "person", V("name", "乙"), b, &err), KY_OK);
	snprintf(both, sizeof(both), "%s %s", a, b);
	assert_int_equal(
		add(place, "session", V("date", "2012-05-05", "topic", "学习", "attendance", both), s, &err),
		KY_OK);
	assert_int_equal(
		add(place, "note", V("person", b, "kind", "心得", "date", "2012-06-01", "title", "读书"), n, &err),
		KY_OK);
	char *before = text_of(place, s, "attendance");
	assert_int_equal(ky_record_delete(place->wb, b, &err), KY_OK);
	expect_text(place, s, "attendance", before);
	expect_text(place, n, "person", b);
	struct ky_record *note = NULL;
	assert_int_equal(ky_record_load(place->wb, n, &note, &err), KY_OK);
	assert_true(ky_record_show(place->wb, note, ky_field_find(ky_record_kind(note), "person"), shown,
				   sizeof(shown)));
	snprintf(both, sizeof(both), "%s (deleted)", b);
	assert_string_equal(shown, both);
	ky_record_free(note);
	free(before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_was_merged_counts_again_and_other_links_break),
		TEST(a_member_of_a_set_is_pointed_to),
		TEST(what_is_gone_keeps_its_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
