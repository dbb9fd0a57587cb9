/* Tests that every rate can be worked out again from the two figures beside it, and what is said beside sums. */
#include "append.h"
#include "unit/place.h"

#include "base/percent.h"
#include "kuayue/figure.h"

static struct ky_figure_value compute(struct place *place, const char *id)
{
	struct ky_figure_value value;
	struct ky_error err = { 0 };
	if (ky_figure_compute(place->wb, ky_figure_find(id), &value, &err))
		fail_msg("%s: %s", id, err.text);
	return value;
}

static void added(struct place *place, const char *kind, const char *const *values)
{
	struct ky_error err = { 0 };
	if (add(place, kind, values, NULL, &err))
		fail_msg("%s", err.text);
}

/* Of the school's page. */
static void changed(struct place *place, const char *const *values)
{
	struct ky_error err = { 0 };
	struct ky_record *school = NULL;
	if (ky_record_load_single(place->wb, ky_kind_find("school"), &school, &err) ||
	    put_all(place, school, values, &err))
		fail_msg("%s", err.text);
	ky_record_free(school);
}

static int expect_rates(struct place *place)
{
	int rates = 0;
	for (size_t i = 0; i < ky_figure_shown(); i++) {
		const struct ky_figure *rate = ky_figure_at(i), *divisor;
		const struct ky_figure *dividend = ky_figure_divides(rate, &divisor);
		assert_true(rate->means[0] && rate->zh_means[0]);
		assert_int_equal(strcmp(rate->unit, "%") == 0, dividend != NULL);
		if (!dividend)
			continue;
		struct ky_figure_value part = compute(place, dividend->id), whole = compute(place, divisor->id),
				       value = compute(place, rate->id);
		rates++;
		if (part.is_number && whole.is_number && whole.number > 0) {
			assert_true(part.number <= whole.number);
			assert_int_equal(value.number, percent_of(part.number, whole.number));
			assert_int_equal(value.state, KY_FIGURE_FILLED);
		} else {
			assert_int_equal(value.state, KY_FIGURE_NO_RATE);
		}
	}
	return rates;
}

static void a_rate_is_what_stands_beside_it(void **state)
{
	struct place *place = *state;
	assert_int_equal(expect_rates(place), 14);
	added(place, "card", V("batch", "一", "sent", "20"));
	added(place, "card", V("batch", "二", "sent", "10", "returned", "9"));
	added(place, "opinion", V("raw", "甲", "replied", "2012-06-01"));
	added(place, "opinion", V("raw", "乙", "merged_into", "G01-O001"));
	added(place, "opinion", V("raw", "丙"));
	added(place, "notice", V("finding", "丁"));
	added(place, "session",
	      V("date", "2012-03-01", "topic", "甲", "form", "集中学习", "should", "3", "present", "2", "absent",
		"病假"));
	added(place, "problem", V("text", "甲"));
	added(place, "satisfaction", V("date", "2012-05-01", "valid", "30", "a", "20", "b", "7", "c", "3"));
	assert_int_equal(expect_rates(place), 14);
	assert_int_equal(compute(place, "return_rate").number, 90);
	assert_string_equal(compute(place, "return_rate").note, "9/10份");
	assert_string_equal(compute(place, "echo_rate").note, "2/4件");
	assert_string_equal(compute(place, "closed_rate").note, "0/1个");
	assert_int_equal(compute(place, "satisfaction_rate").number, 90);
}

/* 参学人次 505，4 次中 3 次有数. */
static void a_sum_of_some_rows_says_of_how_many(void **state)
{
	struct place *place = *state;
	static const char *const present[] = { "", "170", "168", "167" };
	static const char *const days[] = { "2012-03-01", "2012-03-02", "2012-03-03", "2012-03-04" };
	for (int i = 0; i < 4; i++) {
		assert_string_equal(compute(place, "attend").note, i == 2   ? "2次中1次有数"
								   : i == 3 ? "3次中2次有数"
									    : "");
		added(place, "session",
		      V("date", days[i], "topic", "甲", "form", "集中学习", "present", present[i]));
	}
	assert_int_equal(compute(place, "attend").number, 505);
	assert_string_equal(compute(place, "attend").note, "4次中3次有数");
	char *json = NULL;
	assert_int_equal(ky_figures_json(place->wb, &json, NULL), KY_OK);
	assert_non_null(strstr(json, "\"note\":\"4次中3次有数\""));
	free(json);
}

static void the_figures_of_notes_name_their_source(void **state)
{
	struct place *place = *state;
	added(place, "study", V("date", "2012-06-02", "should", "60", "notes", "58", "pieces", "70"));
	assert_string_equal(compute(place, "notes_have").note, "6月2日抽查");
	assert_string_equal(compute(place, "notes_should").note, "6月2日抽查");
	assert_string_equal(compute(place, "essays").note, "6月2日抽查");
	added(place, "person", V("name", "甲"));
	added(place, "note", V("person", "甲", "kind", "体会", "title", "一", "date", "2012-06-01"));
	assert_string_equal(compute(place, "notes_have").note, "6月2日抽查");
	assert_string_equal(compute(place, "essays").note, "按登记");
}

/* What the school's page says counts, also where the other one has more, and where it has nothing. */
static void the_school_chooses_where_notes_are_counted(void **state)
{
	struct place *place = *state;
	added(place, "study", V("date", "2012-06-02", "should", "60", "notes", "58", "pieces", "70"));
	added(place, "person", V("name", "甲"));
	added(place, "note", V("person", "甲", "kind", "笔记", "title", "一", "date", "2012-06-01"));
	added(place, "note", V("person", "甲", "kind", "体会", "title", "二", "date", "2012-06-01"));
	changed(place, V("notes_by", "个人登记", "staff", "40"));
	assert_int_equal(compute(place, "notes_have").number, 1);
	assert_int_equal(compute(place, "notes_should").number, 40);
	assert_int_equal(compute(place, "notes_kept").number, 1);
	assert_int_equal(compute(place, "essays").number, 1);
	assert_string_equal(compute(place, "notes_kept").note, "按登记");
	changed(place, V("notes_by", "抽查"));
	assert_int_equal(compute(place, "notes_have").number, 58);
	assert_int_equal(compute(place, "notes_should").number, 60);
	assert_int_equal(compute(place, "essays").number, 70);
	assert_string_equal(compute(place, "essays").note, "6月2日抽查");
}

/* Nobody stated anything: a check that is not there, and one that does not say how many. */
static void a_chosen_source_that_says_nothing_is_not_filled_in(void **state)
{
	struct place *place = *state;
	added(place, "person", V("name", "甲"));
	added(place, "note", V("person", "甲", "kind", "笔记", "title", "一", "date", "2012-06-01"));
	changed(place, V("notes_by", "抽查"));
	assert_int_equal(compute(place, "notes_have").state, KY_FIGURE_BLANK);
	assert_int_equal(compute(place, "essays").state, KY_FIGURE_BLANK);
	added(place, "study", V("date", "2012-06-02", "should", "60"));
	assert_int_equal(compute(place, "notes_have").state, KY_FIGURE_BLANK);
	assert_int_equal(compute(place, "notes_kept").state, KY_FIGURE_BLANK);
	assert_int_equal(compute(place, "notes_should").number, 60);
	assert_int_equal(compute(place, "notes_rate").state, KY_FIGURE_NO_RATE);
}

/* In every list 应 comes before 已: what a rate divides by, before what is divided. */
static void what_should_be_comes_before_what_is(void **state)
{
	int pairs = 0;
	(void)state;
	for (size_t i = 0; ky_figure_at(i); i++) {
		const struct ky_figure *divisor = NULL, *dividend = ky_figure_divides(ky_figure_at(i), &divisor);
		if (!dividend)
			continue;
		pairs++;
		for (size_t j = 0; ky_figure_at(j) != divisor; j++)
			if (ky_figure_at(j) == dividend)
				fail_msg("%s comes before %s", dividend->id, divisor->id);
	}
	assert_true(pairs > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_rate_is_what_stands_beside_it),
		TEST(a_sum_of_some_rows_says_of_how_many),
		TEST(the_figures_of_notes_name_their_source),
		TEST(the_school_chooses_where_notes_are_counted),
		TEST(what_should_be_comes_before_what_is),
		TEST(a_chosen_source_that_says_nothing_is_not_filled_in),
	};
	return cmocka_run_group_tests_name("rates", tests, NULL, NULL);
}
