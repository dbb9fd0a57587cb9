/* Tests the walk along a chain: each record once, sources first, and at which step each of them stops. */
#include "append.h"
#include "unit/place.h"

#include "kuayue/chain.h"

struct walk {
	char text[1000];
	int stop_at, count; /* stop_at 0: never */
};

/* NUMBER@STAGE, * where it was asked for, > where it is merged, and the step that it stops at. */
static int take(void *data, const struct ky_chain_link *link)
{
	struct walk *walk = data;
	const struct ky_kind *kind = ky_record_kind(link->record);
	append(walk->text, sizeof(walk->text), "%s%s@%d%s%s%s%s", walk->text[0] ? " " : "",
	       ky_record_number(link->record), (int)link->stage, link->here ? "*" : "",
	       link->merged_into >= 0 ? ">" : "", link->stops_at >= 0 ? ":" : "",
	       link->stops_at >= 0 ? kind->fields[link->stops_at].name : "");
	return ++walk->count == walk->stop_at;
}

static void expect(struct place *place, const char *key, const char *wanted)
{
	struct walk walk = { .stop_at = 0 };
	struct ky_error err = { .code = KY_OK };
	if (ky_chain(place->wb, key, take, &walk, &err))
		fail_msg("%s", err.text);
	assert_string_equal(walk.text, wanted);
}

static void put_in(struct place *place, const char *kind, const char *const *values)
{
	struct ky_error err = { .code = KY_OK };
	if (add(place, kind, values, NULL, &err))
		fail_msg("%s", err.text);
}

static void a_chain_is_the_same_from_each_of_its_records(void **state)
{
	struct place *place = *state;
	put_in(place, "problem", V("text", "甲"));
	put_in(place, "problem", V("text", "乙", "merged_into", "G01-001"));
	put_in(place, "opinion", V("raw", "丙", "problem_id", "G01-001"));
	put_in(place, "opinion", V("raw", "丁", "problem_id", "G01-002"));
	put_in(place, "problem", V("text", "戊"));
	put_in(place, "publication", V("date", "2012-06-01", "channel", "网站", "items", "G01-001 G01-003"));
	char first[1000], again[1000];
	struct walk walk = { .stop_at = 0 };
	struct ky_error err;
	assert_int_equal(ky_chain(place->wb, "G01-001", take, &walk, &err), KY_OK);
	assert_int_equal(walk.count, 5);
	/* Sources, problems, where it was told; a merged one stops at nothing. */
	const char *source = strstr(walk.text, "G01-O001@"), *problem = strstr(walk.text, "G01-001@"),
		   *told = strstr(walk.text, "G01-G001@");
	assert_true(source && problem && told && source < problem && problem < told);
	assert_non_null(strstr(walk.text, "G01-002@1>"));
	assert_non_null(strstr(walk.text, "G01-001@1*:"));
	/* The other problem of the publication has nothing else in common. */
	assert_null(strstr(walk.text, "G01-003"));
	snprintf(first, sizeof(first), "%s", walk.text);
	walk = (struct walk){ .stop_at = 0 };
	assert_int_equal(ky_chain(place->wb, "G01-O002", take, &walk, &err), KY_OK);
	snprintf(again, sizeof(again), "%s", walk.text);
	assert_int_equal(strlen(first), strlen(again)); /* but for the order of what came by another way */
	/* From the publication both of its problems are reached. */
	walk = (struct walk){ .stop_at = 0 };
	assert_int_equal(ky_chain(place->wb, "G01-G001", take, &walk, &err), KY_OK);
	assert_non_null(strstr(walk.text, "G01-003@1"));
	assert_int_equal(walk.count, 6);
}

static void what_stands_in_no_chain_is_alone(void **state)
{
	struct place *place = *state;
	put_in(place, "opinion", V("raw", "丙"));
	expect(place, "G01-O001", "G01-O001@0*:decision");
	struct walk walk = { .stop_at = 0 };
	struct ky_error err;
	assert_int_equal(ky_chain(place->wb, "G01-O009", take, &walk, &err), KY_INPUT);
	assert_int_equal(walk.count, 0);
}

static void who_is_given_the_records_may_stop(void **state)
{
	struct place *place = *state;
	struct walk walk = { .stop_at = 2 };
	struct ky_error err;
	put_in(place, "problem", V("text", "甲"));
	for (int i = 0; i < 3; i++)
		put_in(place, "opinion", V("raw", "丙", "problem_id", "G01-001"));
	assert_int_equal(ky_chain(place->wb, "G01-001", take, &walk, &err), KY_OK);
	assert_int_equal(walk.count, 2);
}

static int count(void *data, const struct ky_chain_link *link)
{
	(void)link;
	++*(int *)data;
	return 0;
}

/* A chain has an end, also where a file was made to have none. */
static void no_more_than_so_many_are_walked(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	int walked = 0;
	put_in(place, "problem", V("text", "甲"));
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_ADD, &err), KY_OK);
	for (int i = 0; i < KY_CHAIN_MAX + 3; i++)
		put_in(place, "opinion", V("raw", "丙", "problem_id", "G01-001"));
	assert_int_equal(ky_change_commit(place->wb, &err), KY_OK);
	assert_int_equal(ky_chain(place->wb, "G01-001", count, &walked, &err), KY_OK);
	assert_int_equal(walked, KY_CHAIN_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_chain_is_the_same_from_each_of_its_records),
		TEST(what_stands_in_no_chain_is_alone),
		TEST(who_is_given_the_records_may_stop),
		TEST(no_more_than_so_many_are_walked),
	};
	return cmocka_run_group_tests_name("chain walk", tests, NULL, NULL);
}
