/* Tests that the order in which records are entered changes no figure, and that what is undone stands where it
 * stood. */
#include "append.h"
#include "unit/place.h"

#include "kuayue/figure.h"

#define PEOPLE 5
#define RECORDS 260
#define SEEDS 3
#define SHUFFLES 3

/* xorshift: the same records in every run and on every machine. */
static int below(uint32_t *state, int limit)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return (int)(*state % (uint32_t)limit);
}

/* Few days, few texts, small numbers: two of a kind, and some that are blank or do not apply. */
static void value_of(struct place *place, const struct ky_field *field, uint32_t *state, char out[64])
{
	static const char *const texts[] = { "甲", "乙", "人一", "人二" };
	size_t count = 0;
	const struct ky_choice *choices = NULL;
	int which = below(state, 4);
	out[0] = '\0';
	if (!field->required && below(state, 4) == 0)
		snprintf(out, 64, "%s", field->may_be_na && which < 2 ? "不适用" : "");
	else if (field->type == KY_NUMBER)
		snprintf(out, 64, "%d", (int)field->min + which);
	else if (field->type == KY_DATE)
		ky_day_format(ky_day_from_ymd(2012, 3, 1) + which, out);
	else if (field->type == KY_CHOICE) {
		choices = ky_campaign_choices(ky_workbook_campaign(place->wb), field->choices, &count);
		snprintf(out, 64, "%s", choices[below(state, count < 3 ? (int)count : 3)].text);
	} else if (field->type == KY_LINK || field->type == KY_LINKS)
		snprintf(out, 64, strcmp(field->link, "person") == 0 ? "G01-R%03d" : "", 1 + which);
	else if (field->type != KY_FILE)
		snprintf(out, 64, "%s", strcmp(field->name, "start") == 0 ? "14:30" : texts[which]);
}

/* The i-th record of a seed: the same whenever it is entered. A rule may refuse it, then it does so always. */
static void enter(struct place *place, uint32_t seed, int i)
{
	static const char *const kinds[] = { "session", "activity", "study",       "satisfaction", "card",
					     "visit",   "media",    "institution", "notice",       "opinion",
					     "problem", "note",     "body" };
	uint32_t state = seed * 2654435761U + (uint32_t)i * 40503U + 1;
	for (int warm = 0; warm < 8; warm++)
		below(&state, 2);
	const struct ky_kind *kind = ky_kind_find(kinds[i % (int)(sizeof(kinds) / sizeof(kinds[0]))]);
	struct ky_record *record = ky_record_new(kind);
	for (size_t f = 0; f < kind->field_count; f++) {
		char value[64];
		value_of(place, &kind->fields[f], &state, value);
		if (!kind->fields[f].computed && value[0])
			assert_int_equal(ky_record_put(place->wb, record, (int)f, value, NULL), KY_OK);
	}
	(void)ky_record_save(place->wb, record, NULL, NULL);
	ky_record_free(record);
}

static char *all_figures(struct place *place)
{
	char *text = NULL;
	assert_int_equal(ky_figures_json(place->wb, &text, NULL), KY_OK);
	return text;
}

/* What two workbooks say differently, or nothing. */
static void compare(const char *one, const char *two)
{
	const char *from = one;
	for (size_t i = 0; one[i] || two[i]; i++) {
		if (one[i] == '{')
			from = one + i;
		if (one[i] != two[i])
			fail_msg("another order: %.*s", (int)strcspn(from, "}"), from);
	}
}

static void the_order_of_entry_changes_no_figure(void **state)
{
	for (uint32_t seed = 1; seed <= SEEDS; seed++) {
		char *first = NULL;
		for (uint32_t shuffle = 0; shuffle < SHUFFLES; shuffle++) {
			uint32_t dice = 77 * shuffle + seed;
			int order[RECORDS];
			void *made = NULL;
			assert_int_equal(place_make(&made), 0);
			struct place *place = made;
			for (int i = 0; i < RECORDS; i++)
				order[i] = i;
			for (int i = RECORDS - 1; shuffle && i > 0; i--) {
				int j = below(&dice, i + 1), kept = order[i];
				order[i] = order[j];
				order[j] = kept;
			}
			assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_ADD, NULL), KY_OK);
			for (int i = 0; i < PEOPLE; i++)
				assert_int_equal(add(place, "person",
						     V("name", i ? "人二" : "人一", "role",
						       i < 2 ? "第一责任人" : "分管领导"),
						     NULL, NULL),
						 KY_OK);
			for (int i = 0; i < RECORDS; i++)
				enter(place, seed, order[i]);
			assert_int_equal(ky_change_commit(place->wb, NULL), KY_OK);
			char *figures = all_figures(place);
			if (first)
				compare(first, figures);
			else
				first = figures;
			if (first != figures)
				free(figures);
			assert_int_equal(place_remove(&made), 0);
		}
		free(first);
	}
	(void)state;
}

static int take_number(void *data, const struct ky_record *row)
{
	append(data, 400, "%s ", ky_record_number(row));
	return 0;
}

static void expect_list(struct place *place, const char *kind, const char *wanted)
{
	struct ky_list *list = NULL;
	char numbers[400] = "";
	assert_int_equal(ky_list_open(place->wb, ky_kind_find(kind), &list, NULL), KY_OK);
	assert_int_equal(ky_list_each(list, take_number, numbers, NULL), KY_OK);
	ky_list_close(list);
	assert_string_equal(numbers, wanted);
}

static void what_is_undone_stands_where_it_stood(void **state)
{
	struct place *place = *state;
	struct ky_record *second = NULL;
	for (int i = 0; i < 3; i++)
		assert_int_equal(add(place, "visit", V("date", "2012-03-01", "method", "座谈"), NULL, NULL),
				 KY_OK);
	char *before = all_figures(place);
	assert_int_equal(ky_record_load(place->wb, "G01-V002", &second, NULL), KY_OK);
	assert_int_equal(ky_record_delete(place->wb, ky_record_id(second), NULL), KY_OK);
	expect_list(place, "visit", "G01-V001 G01-V003 ");
	assert_int_equal(ky_undo(place->wb, NULL, NULL), KY_OK);
	expect_list(place, "visit", "G01-V001 G01-V002 G01-V003 ");
	char *after = all_figures(place);
	compare(before, after);
	free(before);
	free(after);
	ky_record_free(second);
}

/* The place of the newest is not given to the next one when it is deleted. */
static void a_place_in_the_list_is_given_once(void **state)
{
	struct place *place = *state;
	struct ky_record *newest = NULL, *next = NULL;
	char query[64];
	for (int i = 0; i < 2; i++)
		assert_int_equal(add(place, "visit", V("date", "2012-03-01"), NULL, NULL), KY_OK);
	assert_int_equal(ky_record_load(place->wb, "G01-V002", &newest, NULL), KY_OK);
	snprintf(query, sizeof(query), "%s", ky_record_id(newest));
	assert_int_equal(ky_record_delete(place->wb, query, NULL), KY_OK);
	assert_int_equal(add(place, "visit", V("date", "2012-03-01"), NULL, NULL), KY_OK);
	assert_int_equal(ky_record_load_newest(place->wb, ky_kind_find("visit"), &next, NULL), KY_OK);
	assert_string_equal(ky_record_number(next), "G01-V003");
	expect_list(place, "visit", "G01-V001 G01-V003 ");
	ky_record_free(newest);
	ky_record_free(next);
}

static struct ky_figure_value compute(struct place *place, const char *id)
{
	struct ky_figure_value value;
	assert_int_equal(ky_figure_compute(place->wb, ky_figure_find(id), &value, NULL), KY_OK);
	return value;
}

/* Entered twice, once with less known: what is known speaks, whichever came first. */
static void what_is_known_speaks(void **state)
{
	struct place *place = *state;
	static const char *const present[] = { "", "18", "不适用" };
	for (int i = 0; i < 3; i++)
		assert_int_equal(add(place, "session",
				     V("date", "2012-03-01", "topic", "甲", "form", "集中学习", "should", "18",
				       "present", i == 2 ? "" : present[i]),
				     NULL, NULL),
				 KY_OK);
	assert_int_equal(compute(place, "sessions").number, 1);
	assert_int_equal(compute(place, "attend").number, 18);
	static const char *const polls[][3] = { { "50", "48", "" }, { "40", "30", "6" }, { "45", "", "3" } };
	for (int i = 0; i < 3; i++)
		assert_int_equal(
			add(place, "satisfaction",
			    V("date", "2012-05-01", "valid", polls[i][0], "a", polls[i][1], "b", polls[i][2]),
			    NULL, NULL),
			KY_OK);
	assert_int_equal(compute(place, "satisfaction_rate").number, 90);
	/* A newer poll that lacks a number has no rate, and the older is not shown for it. */
	assert_int_equal(add(place, "satisfaction", V("date", "2012-06-01", "valid", "50", "a", "48"), NULL, NULL),
			 KY_OK);
	assert_int_equal(compute(place, "satisfaction_rate").state, KY_FIGURE_NO_RATE);
	assert_int_equal(add(place, "study", V("date", "2012-05-01"), NULL, NULL), KY_OK);
	assert_int_equal(add(place, "study",
			     V("date", "2012-05-01", "should", "60", "notes", "58", "pieces", "70"), NULL, NULL),
			 KY_OK);
	assert_int_equal(add(place, "study", V("date", "2012-05-01", "should", "60"), NULL, NULL), KY_OK);
	assert_string_equal(compute(place, "notes").raw, "60/58");
	assert_int_equal(compute(place, "essays").number, 70);
}

/* As many activities of a day as the study log has discussions of it are those, the ones of the same title first.
 */
static void a_discussion_that_was_entered_in_both_is_one(void **state)
{
	struct place *place = *state;
	for (int twice = 0; twice < 2; twice++) /* one session, entered twice: check says that it counts once */
		assert_int_equal(add(place, "session",
				     V("date", "2012-04-01", "topic", "怎样跨越", "form", "专题讨论"), NULL, NULL),
				 KY_OK);
	assert_int_equal(compute(place, "discussions").number, 1);
	static const char *const titles[] = { "另一场", "怎样跨越", "第三场" };
	for (int i = 0; i < 3; i++) {
		assert_int_equal(add(place, "activity",
				     V("kind", "专题讨论", "date", "2012-04-01", "title", titles[i]), NULL, NULL),
				 KY_OK);
		assert_int_equal(compute(place, "discussions").number, i ? i + 1 : 1);
	}
	assert_int_equal(add(place, "activity", V("kind", "专题讨论", "date", "2012-04-02", "title", "怎样跨越"),
			     NULL, NULL),
			 KY_OK);
	assert_int_equal(compute(place, "discussions").number, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_order_of_entry_changes_no_figure),
		TEST(what_is_undone_stands_where_it_stood),
		TEST(a_place_in_the_list_is_given_once),
		TEST(what_is_known_speaks),
		TEST(a_discussion_that_was_entered_in_both_is_one),
	};
	return cmocka_run_group_tests_name("order", tests, NULL, NULL);
}
