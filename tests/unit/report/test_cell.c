/* Tests what stands in a cell of the tables that go with the report: fields, products of fields, wordings, and
 * where a long text is cut. */
#include "unit/place.h"

#include "report/cell.h"

static struct ky_record *load(struct place *place, const char *kind, const char *const *values)
{
	struct ky_error err = { .code = KY_OK };
	struct ky_record *record = NULL;
	char number[64];
	if (add(place, kind, values, number, &err) || ky_record_load(place->wb, number, &record, &err))
		fail_msg("%s", err.text);
	return record;
}

static void expect(struct place *place, const struct ky_record *record, const char *text, const char *wanted)
{
	struct ky_error err = { .code = KY_OK };
	char *out = NULL;
	if (cell_fill(&(struct cell_row){ .wb = place->wb, .record = record, .row = 7 }, text, &out, &err))
		fail_msg("%s", err.text);
	assert_string_equal(out, wanted);
	free(out);
}

static void a_cell_has_the_fields_that_it_names(void **state)
{
	struct place *place = *state;
	struct ky_record *record = load(place, "satisfaction",
					V("date", "2012-06-10", "sent", "10", "returned", "9", "valid", "9", "a",
					  "8", "b", "1", "c", "0"));
	expect(place, record, "{row}、{number}", "7、G01-Y001");
	expect(place, record, "发{sent}收{returned}", "发10收9");
	expect(place, record, "共{sent*returned}", "共90");
	expect(place, record, "{sent/4}", "2.50");
	expect(place, record, "{sent/5}", "2");
	expect(place, record, "{sent/0}", "10");
	expect(place, record, "{sent/9999}", "10");
	/* What is no field, no number or not closed. */
	expect(place, record, "{nothing}", "");
	expect(place, record, "甲{nothing}", "");
	expect(place, record, "甲{sent", "甲{sent"); /* as in any text */
	expect(place, record, "{date*sent}", "");
	expect(place, record, "{note}", "");
	expect(place, record, "没有栏目", "没有栏目");
	expect(place, record, "{a_field_with_a_name_that_is_so_much_longer_than_any_that_a_kind_has_got}", "");
	/* The wording is by the first field. */
	expect(place, record, "[sent|发{sent}|0：没有发|未填：没有填]", "发10");
	expect(place, record, "[c|{c}人|0：没有人{row}]", "没有人7");
	expect(place, record, "[note|有{note}|未填：无备注{row}]", "无备注7");
	expect(place, record, "[nothing|有{row}|未填：无{row}]", "无7");
	ky_record_free(record);
}

static void numbers_are_divided_with_two_decimals(void **state)
{
	(void)state;
	static const struct {
		int64_t number;
		int divisor;
		const char *wanted;
	} cases[] = { { 0, 3, "0" },       { 1, 3, "0.33" }, { 2, 3, "0.67" },
		      { 5, 1000, "0.01" }, { 7, 1, "7" },    { INT64_MAX, 2, "4611686018427387903" } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *text = cell_quotient(cases[i].number, cases[i].divisor);
		assert_string_equal(text, cases[i].wanted);
		free(text);
	}
	assert_int_equal(cell_divisor("{a/4}"), 4);
	assert_int_equal(cell_divisor("{a}"), 1);
	assert_int_equal(cell_divisor("a/4"), 1);
	assert_int_equal(cell_divisor("{a/-4}"), 1);
}

static void what_is_short_is_told_by_its_fields(void **state)
{
	(void)state;
	const struct ky_kind *kind = ky_kind_find("problem");
	assert_true(cell_is_short(kind, "{due}"));
	assert_true(cell_is_short(kind, "{status}，{due}"));
	assert_true(cell_is_short(kind, "{row}"));
	assert_false(cell_is_short(kind, "{text}"));
	assert_false(cell_is_short(kind, "{due}{text}"));
	assert_false(cell_is_short(kind, "说明"));
	assert_int_equal(cell_field(kind, "{row}", 0), -1);
	assert_int_equal(cell_field(kind, "{row}", 1), -2);
	assert_true(cell_field(kind, "{row}{due}", 1) >= 0);
}

static void lines_become_one_and_a_long_text_ends_between_words(void **state)
{
	struct place *place = *state;
	char text[900], wanted[900];
	struct ky_record *record =
		load(place, "problem", V("text", "一行\n二行。\n三行,\n\n四行a\nb\n", "cause", "\n甲"));
	expect(place, record, "{text}", "一行；二行。三行,四行a；b");
	expect(place, record, "{cause}", "甲");
	ky_record_free(record);
	/* 60 characters fit, and so do those that the mark would take. */
	memset(text, 0, sizeof(text));
	for (int i = 0; i < 51; i++)
		memcpy(text + 3 * i, "字", 3);
	snprintf(wanted, sizeof(wanted), "%s", text);
	memcpy(text + 153, "2012-06-01 to 2012-12-31 and more", 34);
	record = load(place, "problem", V("text", text));
	char *out = NULL;
	struct ky_error err;
	assert_int_equal(
		cell_fill(&(struct cell_row){ .wb = place->wb, .record = record, .row = 1 }, "{text}", &out, &err),
		KY_OK);
	/* Not within the day that stands at the sixtieth. */
	assert_memory_equal(out, wanted, 153);
	assert_null(strstr(out, "2012-06-0"));
	free(out);
	ky_record_free(record);
	/* A word that is longer than half of the cell is cut all the same. */
	memset(text, 'x', 200);
	text[200] = '\0';
	record = load(place, "problem", V("text", text));
	assert_int_equal(
		cell_fill(&(struct cell_row){ .wb = place->wb, .record = record, .row = 1 }, "{text}", &out, &err),
		KY_OK);
	assert_memory_equal(out, text, 60);
	free(out);
	ky_record_free(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_cell_has_the_fields_that_it_names),
		TEST(numbers_are_divided_with_two_decimals),
		TEST(what_is_short_is_told_by_its_fields),
		TEST(lines_become_one_and_a_long_text_ends_between_words),
	};
	return cmocka_run_group_tests_name("cell", tests, NULL, NULL);
}
