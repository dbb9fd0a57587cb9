/* Tests the sentences whose words depend on a figure: each case, what surrounds it, and what a template may not
 * say. */
#include "append.h"
#include "unit/place.h"

#include "campaign/clause.h"
#include "kuayue/report.h"
#include "report/slots.h"

static struct slots slots;

static void open_slots(struct place *place)
{
	struct ky_error err = { .code = KY_OK };
	if (slots_open(place->wb, &slots, &err))
		fail_msg("%s", err.text);
}

static void expect(const char *text, const char *wanted)
{
	struct ky_error err = { .code = KY_OK };
	char *found = NULL;
	if (slots_fill(&slots, text, &found, &err))
		fail_msg("%s", err.text);
	assert_string_equal(found, wanted);
	free(found);
}

/* A figure as a test wants it, whatever the records say. */
static void figure(const char *id, enum ky_filling state, int64_t number, const char *text)
{
	struct ky_figure_value *value = (struct ky_figure_value *)slots_value(&slots, id, strlen(id));
	assert_non_null(value);
	*value = (struct ky_figure_value){ .state = state, .number = number };
	value->is_number = state == KY_FIGURE_FILLED || state == KY_FIGURE_ZERO;
	snprintf(value->text, sizeof(value->text), "%s", text);
}

static void each_state_has_its_wording(void **state)
{
	static const char text[] = "[bulletins|编发简报{bulletins}期|0：未编发简报{零报告}|100：编发简报一百期|"
				   "未填：期数未填|不适用：免编]。";
	open_slots(*state);
	figure("bulletins", KY_FIGURE_FILLED, 3, "3");
	expect(text, "编发简报3期。");
	figure("bulletins", KY_FIGURE_FILLED, 100, "100");
	expect(text, "编发简报一百期。");
	figure("bulletins", KY_FIGURE_ZERO, 0, "0");
	expect(text, "未编发简报（零报告）。");
	/* There are rows, and none of them counts. */
	figure("bulletins", KY_FIGURE_FILLED, 0, "0");
	expect(text, "未编发简报。");
	figure("bulletins", KY_FIGURE_BLANK, 0, "未填");
	expect(text, "期数未填。");
	figure("bulletins", KY_FIGURE_NA, 0, "不适用");
	expect(text, "免编。");
	slots_close(&slots);
}

static void a_case_without_a_wording_takes_the_first(void **state)
{
	open_slots(*state);
	figure("bulletins", KY_FIGURE_ZERO, 0, "0");
	expect("[bulletins|简报{bulletins}期]", "简报0期");
	figure("bulletins", KY_FIGURE_BLANK, 0, "未填");
	expect("[bulletins|简报{bulletins}期|0：没有]", "简报未填");
	figure("attend_rate", KY_FIGURE_NO_RATE, 0, "—");
	expect("[attend_rate|率{attend_rate}%|未填：未定]", "未定");
	expect("[attend_rate|率{attend_rate}%|—：没有基数|未填：未定]", "没有基数");
	expect("率{attend_rate}%", "率—");
	expect("[doc_no|有文号|未填：无文号]，[school|有校名|未填：无校名]", "无文号，有校名");
	slots_close(&slots);
}

static void what_parts_nothing_is_left_out(void **state)
{
	open_slots(*state);
	figure("bulletins", KY_FIGURE_ZERO, 0, "0");
	figure("media", KY_FIGURE_FILLED, 2, "2");
	expect("[bulletins|简报{bulletins}期|0：]，[media|稿件{media}篇]；[bulletins|甲|0：]。", "稿件2篇。");
	expect("[bulletins|甲|0：]。", "");
	expect("[bulletins|甲。|0：]，[media|稿件{media}篇。]", "稿件2篇。");
	expect("[media|稿件{media}篇[bulletins|，简报{bulletins}期|0：][media|，共{media}件]]。",
	       "稿件2篇，共2件。");
	figure("categories", KY_FIGURE_FILLED, 0, "思想12 作风0");
	expect("按类分，{categories:个}。", "按类分，思想12个 作风0个。");
	/* Brackets that are brackets. */
	expect("[2012]7号[甲]", "[2012]7号[甲]");
	slots_close(&slots);
}

static void a_day_of_the_same_year_goes_without_it(void **state)
{
	struct place *place = *state;
	struct ky_report *report = NULL;
	struct ky_error err = { .code = KY_OK };
	size_t count = 0, found = 0;
	assert_int_equal(
		add(place, "body", V("kind", "领导小组", "name", "领导小组", "date", "2012-02-20"), NULL, &err),
		KY_OK);
	assert_int_equal(ky_report_open(place->wb, &report, &err), KY_OK);
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	for (size_t i = 0; i < count; i++) {
		char text[4096] = "";
		for (size_t j = 0; j < blocks[i].run_count; j++)
			append(text, sizeof(text), "%s", blocks[i].runs[j].text);
		assert_true(blocks[i].run_count > 0 || blocks[i].table); /* an empty paragraph is none */
		found += strstr(text, "于2012年2月20日成立领导小组，印发方案的日期未填") != NULL;
		found += blocks[i].is == KY_BLOCK_DATE && strcmp(text, "2012年6月15日") == 0;
		assert_null(strstr(text, "[")); /* all was chosen */
		assert_null(strstr(text, "{"));
	}
	assert_int_equal(found, 2);
	ky_report_close(report);
}

static void a_template_says_what_each_wording_is_for(void **state)
{
	(void)state;
	assert_int_equal(clause_check("[a|甲|0：乙|未填：丙]，[b]，[c d|e"), CLAUSE_FITS);
	assert_int_equal(clause_check("[a|甲|0：乙"), CLAUSE_OPEN);
	assert_int_equal(clause_check("[a|甲[b|乙|丙]"), CLAUSE_OPEN);
	assert_int_equal(clause_check("[a|甲|乙]"), CLAUSE_LABEL);
	assert_int_equal(clause_check("[a|甲|零：乙]"), CLAUSE_LABEL);
	assert_int_equal(clause_check("[a|甲[b|乙|丙]]"), CLAUSE_LABEL);
	assert_int_equal(clause_check("[a|甲|0：【人写】]"), CLAUSE_HUMAN);
	assert_int_equal(clause_check("[a|{写:名}|0：]【人写】"), CLAUSE_HUMAN);
	assert_int_equal(clause_check("[a|[a|[a|[a|甲]]]]"), CLAUSE_FITS);
	assert_int_equal(clause_check("[a|[a|[a|[a|[a|甲]]]]]"), CLAUSE_OPEN);
	assert_int_equal(clause_check("[]|[|甲][a|]"), CLAUSE_FITS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_state_has_its_wording),
		TEST(a_case_without_a_wording_takes_the_first),
		TEST(what_parts_nothing_is_left_out),
		TEST(a_day_of_the_same_year_goes_without_it),
		cmocka_unit_test(a_template_says_what_each_wording_is_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
