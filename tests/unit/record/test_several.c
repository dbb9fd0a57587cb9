/* Fields of which a record may have several choices: how they are typed, kept, shown, found and counted. */
#include "unit/place.h"

#include "kuayue/figure.h"

static struct ky_figure_value figure(struct place *place, const char *id)
{
	struct ky_figure_value value = { 0 };
	assert_int_equal(ky_figure_compute(place->wb, ky_figure_find(id), &value, NULL), KY_OK);
	return value;
}

static char *stored(struct place *place, const char *number, const char *field)
{
	struct ky_record *record = NULL;
	assert_int_equal(ky_record_load(place->wb, number, &record, NULL), KY_OK);
	const struct ky_value value = ky_record_get(record, ky_field_find(ky_record_kind(record), field));
	char *text = strdup(value.is == KY_STR ? value.text : "");
	ky_record_free(record);
	return text;
}

static void expect_stored(struct place *place, const char *number, const char *field, const char *keys)
{
	char *text = stored(place, number, field);
	assert_string_equal(text, keys);
	free(text);
}

static void any_order_and_any_mark_is_one_value(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	static const char *const ways[] = { "责任危机、能力危机", "能力危机 责任危机", "ability,duty",
					    "duty；ability；duty", "、能力危机，责任危机、" };
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		char number[16];
		snprintf(number, sizeof(number), "G01-S%03zu", i + 1);
		assert_int_equal(add(place, "session",
				     V("topic", "甲", "form", "集中学习", "date", "2012-03-01", "crisis", ways[i]),
				     NULL, &err),
				 KY_OK);
		expect_stored(place, number, "crisis", "ability duty");
		expect_text(place, number, "crisis", "能力危机、责任危机");
	}
	set(place, "G01-S001", V("crisis", ""), &err);
	expect_text(place, "G01-S001", "crisis", "");
}

static void what_is_none_of_them_is_named_and_nothing_is_kept(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	assert_int_equal(add(place, "session",
			     V("topic", "甲", "form", "集中学习", "date", "2012-03-01", "crisis",
			       "能力危机、责任危急、思维危机"),
			     NULL, &err),
			 KY_INPUT);
	assert_non_null(strstr(err.text, "\"责任危急\" is not one of its choices"));
	assert_non_null(strstr(err.text, "did you mean 责任危机?"));
	/* The words of a choice with another behind them are none. */
	assert_int_equal(add(place, "session",
			     V("topic", "甲", "form", "集中学习", "date", "2012-03-01", "crisis", "能力危机吗"),
			     NULL, &err),
			 KY_INPUT);
}

static int count_rows(void *data, const struct ky_record *record)
{
	(void)record;
	++*(int *)data;
	return 0;
}

static int found(struct place *place, const char *words)
{
	int count = 0;
	struct ky_error err;
	struct ky_list *list = NULL;
	assert_int_equal(ky_list_open(place->wb, ky_kind_find("note"), &list, &err), KY_OK);
	assert_int_equal(ky_list_filter(list, words, &err), KY_OK);
	assert_int_equal(ky_list_each(list, count_rows, &count, &err), KY_OK);
	ky_list_close(list);
	return count;
}

static void each_is_found_and_counted_once(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	add(place, "person", V("name", "甲"), NULL, &err);
	add(place, "note", V("person", "甲", "kind", "笔记", "title", "一", "date", "2012-03-01"), NULL, &err);
	assert_int_equal(figure(place, "crises").number, 0);
	set(place, "G01-N001", V("crisis", "ability"), &err); /* as an older file has it */
	assert_int_equal(figure(place, "crises").number, 1);
	set(place, "G01-N001", V("crisis", "能力危机、视野危机", "answers", "增强能力"), &err);
	add(place, "problem", V("text", "乙", "crisis", "view thought"), NULL, &err);
	assert_int_equal(figure(place, "crises").number, 3);
	assert_int_equal(figure(place, "crises_answered").number, 1);
	assert_int_equal(found(place, "视野"), 1);
	assert_int_equal(found(place, "思维"), 0);
}

static void the_level_of_a_document_follows_it(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	add(place, "document", V("title", "甲文件", "level", "自治区"), NULL, &err);
	add(place, "document", V("title", "乙文件"), NULL, &err);
	assert_int_equal(add(place, "compare", V("finding", "一", "against", "甲文件"), NULL, &err), KY_OK);
	expect_text(place, "G01-DZ001", "against_level", "自治区");
	expect_text(place, "G01-DZ001", "whose", "领导班子");
	assert_int_equal(
		add(place, "problem", V("text", "一", "against", "乙文件", "against_level", "国家"), NULL, &err),
		KY_OK);
	expect_text(place, "G01-001", "against_level", "国家");
	assert_int_equal(figure(place, "compare_levels").number, 2);
	assert_int_equal(add(place, "compare", V("finding", "二", "whose", "班子成员"), NULL, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "needs the leader's name"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(any_order_and_any_mark_is_one_value),
		TEST(what_is_none_of_them_is_named_and_nothing_is_kept),
		TEST(each_is_found_and_counted_once),
		TEST(the_level_of_a_document_follows_it),
	};
	return cmocka_run_group_tests_name("several", tests, NULL, NULL);
}
