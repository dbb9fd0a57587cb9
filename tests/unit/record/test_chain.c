/* Tests what follows from a record in a chain, and linking two records without losing either. */
#include "unit/place.h"

#include "kuayue/chain.h"

static struct ky_record *follow(struct place *place, const char *key)
{
	struct ky_record *from = NULL;
	struct ky_error err = { 0 };
	if (ky_record_load(place->wb, key, &from, &err))
		fail_msg("%s", err.text);
	struct ky_record *record = ky_chain_follow(place->wb, from);
	ky_record_free(from);
	return record;
}

static void expect_shown(struct place *place, const struct ky_record *record, const char *field,
			 const char *wanted)
{
	char *text = ky_record_text(place->wb, record, ky_field_find(ky_record_kind(record), field));
	assert_string_equal(text, wanted);
	free(text);
}

static void an_opinion_is_followed_by_a_problem_in_its_own_words(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char opinion[64];
	assert_int_equal(add(place, "opinion", V("raw", "食堂太慢", "category", "工作作风"), opinion, &err),
			 KY_OK);
	struct ky_record *problem = follow(place, opinion);
	assert_non_null(problem);
	assert_string_equal(ky_record_kind(problem)->name, "problem");
	expect_shown(place, problem, "text", "食堂太慢");
	expect_shown(place, problem, "category", "工作作风");
	expect_shown(place, problem, "source", "征求意见");
	expect_shown(place, problem, "measure", "");
	ky_record_free(problem);
}

static void a_checklist_item_is_named_by_the_problem_it_leads_to(void **state)
{
	struct place *place = *state;
	struct ky_record *problem = follow(place, "G01-C003"), *item = NULL;
	struct ky_error err = { 0 };
	assert_int_equal(ky_record_load(place->wb, "G01-C003", &item, &err), KY_OK);
	assert_string_equal(ky_record_get(problem, ky_field_find(ky_record_kind(problem), "item")).text,
			    ky_record_id(item));
	expect_shown(place, problem, "source", "自查");
	expect_shown(place, problem, "text", "");
	ky_record_free(item);
	ky_record_free(problem);
}

static void a_publication_ends_the_chain_and_a_task_stands_in_none(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char problem[64], publication[64];
	assert_int_equal(add(place, "problem", V("text", "慢"), problem, &err), KY_OK);
	struct ky_record *next = follow(place, problem);
	assert_string_equal(ky_record_kind(next)->name, "publication");
	assert_int_equal(put_all(place, next, V("date", "2012-06-01", "channel", "公示栏"), &err), KY_OK);
	snprintf(publication, sizeof(publication), "%s", ky_record_number(next));
	ky_record_free(next);
	assert_null(follow(place, publication));
	assert_null(follow(place, "G01-T001"));
}

static void two_sources_lead_to_one_problem_and_both_stay(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char first[64], second[64], problem[64], other[64];
	assert_int_equal(add(place, "opinion", V("raw", "甲"), first, &err), KY_OK);
	assert_int_equal(add(place, "opinion", V("raw", "乙"), second, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", "丙"), problem, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", "丁"), other, &err), KY_OK);
	assert_int_equal(ky_chain_join(place->wb, first, problem, &err), KY_OK);
	assert_int_equal(ky_chain_join(place->wb, second, problem, &err), KY_OK);
	assert_int_equal(ky_chain_join(place->wb, other, problem, &err), KY_OK);
	expect_text(place, first, "problem_id", problem);
	expect_text(place, second, "problem_id", problem);
	expect_text(place, other, "merged_into", problem);
	expect_text(place, other, "text", "丁");
}

static void a_link_that_is_set_is_never_written_over(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char opinion[64], problem[64], other[64];
	assert_int_equal(add(place, "opinion", V("raw", "甲"), opinion, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", "丙"), problem, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", "丁"), other, &err), KY_OK);
	assert_int_equal(ky_chain_join(place->wb, opinion, problem, &err), KY_OK);
	assert_int_equal(ky_chain_join(place->wb, opinion, other, &err), KY_INPUT);
	assert_non_null(strstr(err.text, opinion));
	expect_text(place, opinion, "problem_id", problem);
	assert_int_equal(ky_chain_join(place->wb, opinion, problem, &err), KY_OK); /* again: nothing new */
	assert_int_equal(ky_chain_join(place->wb, problem, problem, &err), KY_INPUT);
	assert_int_equal(ky_chain_join(place->wb, problem, opinion, &err), KY_INPUT);
	assert_int_equal(ky_chain_join(place->wb, "G01-T001", problem, &err), KY_INPUT);
	assert_int_equal(ky_chain_join(place->wb, opinion, "G01-999", &err), KY_INPUT);
}

static void joining_is_one_change_that_undo_takes_back(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char first[64], second[64];
	assert_int_equal(add(place, "problem", V("text", "丙"), first, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", "丁"), second, &err), KY_OK);
	assert_int_equal(ky_chain_join(place->wb, second, first, &err), KY_OK);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	expect_text(place, second, "merged_into", "");
	expect_text(place, second, "text", "丁");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_opinion_is_followed_by_a_problem_in_its_own_words),
		TEST(a_checklist_item_is_named_by_the_problem_it_leads_to),
		TEST(a_publication_ends_the_chain_and_a_task_stands_in_none),
		TEST(two_sources_lead_to_one_problem_and_both_stay),
		TEST(a_link_that_is_set_is_never_written_over),
		TEST(joining_is_one_change_that_undo_takes_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
