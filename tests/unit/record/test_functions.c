/* Tests that queries and the rules of kinds share one definition: what a rule refuses, a query finds. */
#include "unit/place.h"

#include "record/rule_help.h"
#include "workbook/db.h"

#define NOTHING (-1)

static int64_t value_of(struct place *place, const char *expression)
{
	char sql[300];
	int64_t value = 0;
	struct ky_error err = { 0 };
	snprintf(sql, sizeof(sql), "SELECT ifnull(%s, -1)", expression);
	if (db_once_number(place->wb, sql, NULL, &value, &err))
		fail_msg("%s: %s", expression, err.text);
	return value;
}

static void functions_say_what_the_rules_say(void **state)
{
	struct place *place = *state;
	static const struct {
		const char *expression;
		int64_t value;
	} cases[] = {
		{ "answered(NULL)", 0 },
		{ "answered('')", 0 },
		{ "answered('不适用')", 0 },
		{ "answered('1-1')", 1 },
		{ "answered(0)", 1 },
		{ "same_person('王 强', '王　强')", 1 },
		{ "same_person('Ａ老师', 'a老师')", 1 },
		{ "same_person('王强', '王刚')", 0 },
		{ "same_person('', '')", 0 },
		{ "same_person('不适用', '不适用')", 0 },
		{ "same_person(NULL, '王强')", 0 },
		{ "exceeds(2, 1)", 1 },
		{ "exceeds(1, 1)", 0 },
		{ "exceeds('不适用', 1)", 0 },
		{ "exceeds(2, NULL)", 0 },
		{ "has_link('aa bb cc', 'bb')", 1 },
		{ "has_link('aa bb cc', 'b')", 0 },
		{ "has_link('aa', 'aa')", 1 },
		{ "has_link('', '')", 0 },
		{ "has_link('aa bb', 'aa bb')", 0 },
		{ "has_link(NULL, 'aa')", 0 },
		{ "clock_minutes('9:30')", 570 },
		{ "clock_minutes(' １４：０5')", 845 },
		{ "clock_minutes('24:00')", NOTHING },
		{ "clock_minutes('下午')", NOTHING },
		{ "clock_minutes(NULL)", NOTHING },
		{ "percent(1, 3)", 33 },
		{ "percent(2, 3)", 67 },
		{ "percent(1, 200)", 1 }, /* half is rounded up */
		{ "percent(3, 2)", 150 },
		{ "percent(0, 5)", 0 },
		{ "percent(0, 0)", NOTHING },
		{ "percent(NULL, 5)", NOTHING },
		{ "percent(5, NULL)", NOTHING },
		{ "percent(9000000000000000000, 9000000000000000000)", 100 },
		{ "percent(4500000000000000000, 9000000000000000000)", 50 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (value_of(place, cases[i].expression) != cases[i].value)
			fail_msg("%s is %lld", cases[i].expression,
				 (long long)value_of(place, cases[i].expression));
	bool same = false;
	assert_true(rule_same_person("Ａ老师", "a 老师", &same));
	assert_true(same);
	assert_true(rule_same_person("不适用", "不适用", &same));
	assert_false(same);
	assert_int_equal(rule_clock_minutes("14:30"), 870);
}

/* Every field that a number can at most be is a number of the same kind. */
static void a_pair_of_numbers_is_of_one_kind(void **state)
{
	const struct ky_kind *kind;
	int pairs = 0;
	(void)state;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		for (size_t j = 0; j < kind->field_count; j++) {
			const char *most = kind->fields[j].at_most;
			int at = most ? ky_field_find(kind, most) : -1;
			if (most &&
			    (at < 0 || kind->fields[at].type != KY_NUMBER || kind->fields[j].type != KY_NUMBER))
				fail_msg("%s.%s cannot be at most %s", kind->name, kind->fields[j].name, most);
			pairs += most != NULL;
		}
	}
	assert_true(pairs >= 11);
}

static bool always(void *data)
{
	++*(int *)data;
	return true;
}

/* The interface asks whether a key waits, and a text that it did not get it would take for memory that is out. */
static void what_looks_up_a_record_is_never_stopped_and_a_long_query_is(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char person[64], note[64];
	int asked = 0;
	int64_t count = 0;
	assert_int_equal(add(place, "person", (const char *const[]){ "name", "孔平", NULL }, person, &err), KY_OK);
	assert_int_equal(add(place, "note",
			     (const char *const[]){ "person", "孔平", "kind", "笔记", "date", "2012-05-02",
						    "title", "一", NULL },
			     note, &err),
			 KY_OK);
	ky_workbook_on_wait(place->wb, always, &asked);
	for (int i = 0; i < 3000; i++) {
		struct ky_record *record = NULL;
		assert_int_equal(ky_record_load(place->wb, note, &record, &err), KY_OK);
		char *text = ky_record_text(place->wb, record, ky_field_find(ky_record_kind(record), "person"));
		assert_non_null(text);
		free(text);
		ky_record_free(record);
	}
	assert_int_equal(asked, 0);
	assert_int_equal(
		db_number(place->wb,
			  "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 1000000)"
			  " SELECT count(*) FROM c",
			  NULL, 0, 0, &count, &err),
		KY_NO);
	assert_true(asked > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(functions_say_what_the_rules_say),
		cmocka_unit_test_setup_teardown(what_looks_up_a_record_is_never_stopped_and_a_long_query_is,
						place_make, place_remove),
		cmocka_unit_test(a_pair_of_numbers_is_of_one_kind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
