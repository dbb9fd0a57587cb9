/* Tests each line of a template that does not fit: it is named, with what is expected in its place. */
#include "unit/campaign/small.h"

static struct ky_campaign *with(const char *old, const char *new)
{
	struct ky_campaign *campaign;
	struct ky_error err;
	char *good = text_of(SECOND), *other = replaced(good, old, new);
	if (parse(other, &campaign, &err))
		fail_msg("%s", err.text);
	free(good);
	free(other);
	return campaign;
}

static void a_line_is_a_section_or_a_key_with_a_value(void **state)
{
	(void)state;
	REFUSED("unit=份\n", "unit\n", "expected key=value");
	REFUSED("unit=份\n", "unit=份\x01\n", "control character");
	REFUSED("unit=份\n", "单位=份\n", "[task.K1] 单位", "ASCII letters");
	REFUSED("unit=份\n", "=份\n", "ASCII letters");
	REFUSED("[task.K1]", "[task.K1", "does not end with ]");
	REFUSED("[task.K1]", "[]", "expected a section name");
	REFUSED("unit=份\n", "unit=\"份\n", "one pair of double quotes");
	REFUSED("unit=份\n", "unit=\"\n", "one pair of double quotes");
	REFUSED("unit=份\n", "unit='份'\n", "double quotes");
	REFUSED("unit=份\n", "unit=份\\\n", "double quotes");
	struct ky_campaign *campaign;
	struct ky_error err;
	assert_int_equal(parse("a=1\n[campaign]\n", &campaign, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "before the first"));
	/* Blanks around both, a comment, and the last line without its end. */
	campaign = with("id=reading-2015\n", " \t id \t=\t reading-2015 \t\n ; a comment\n\t# another\n \t\n");
	assert_string_equal(ky_campaign_id(campaign), "reading-2015");
	ky_campaign_free(campaign);
	campaign = with("documents=report.html,figures.json\n", "documents=report.html");
	ky_campaign_free(campaign);
}

static void more_sections_or_keys_than_there_may_be_are_refused(void **state)
{
	struct ky_campaign *campaign;
	struct ky_error err;
	size_t size = 1 << 20, len = 0;
	char *text = malloc(size);
	(void)state;
	assert_non_null(text);
	for (int i = 0; i <= INI_SECTIONS; i++)
		len += (size_t)snprintf(text + len, size - len, "[s%d]\n", i);
	assert_int_equal(parse(text, &campaign, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "at most 2000 sections"));
	len = (size_t)snprintf(text, size, "[s]\n");
	for (int i = 0; i <= INI_ENTRIES; i++)
		len += (size_t)snprintf(text + len, size - len, i % 100 ? "k%d=\n" : "[s%d]\nk=\n", i);
	assert_int_equal(parse(text, &campaign, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "keys in all"));
	free(text);
}

static void a_number_is_whole_and_not_too_large(void **state)
{
	(void)state;
	REFUSED("weight=5", "weight=", "[item.A1] weight", "whole number");
	REFUSED("weight=5", "weight=12345678", "[item.A1] weight", "whole number");
	REFUSED("weight=5", "weight=-5", "[item.A1] weight", "whole number");
	REFUSED("weight=5", "weight=9999999", "[item.A1] weight", "whole number");
	REFUSED("year=2015", "year=1899", "[campaign] year", "1900 to 2999");
	REFUSED("year=2015", "year=3000", "[campaign] year", "1900 to 2999");
	/* What is repeated of a long value ends with a whole character. */
	char *good = text_of(SECOND),
	     *bad = replaced(good, "weight=5",
			     "weight=五五五五五五五五五五五五五五五五五五五五五五五五五五五五五五");
	struct ky_campaign *campaign;
	struct ky_error err;
	assert_int_equal(parse(bad, &campaign, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "\"五五五五五五五五五五五五五五五五五五五五\" does not fit"));
	free(bad);
	free(good);
}

static void a_text_that_has_to_be_there_is_asked_for(void **state)
{
	(void)state;
	REFUSED("title=公布书目", "title=", "[task.K1] title", "a text");
	REFUSED("target_origin=方案\nrole=图书管理员", "target_origin=\nrole=图书管理员", "推定");
}

static void keys_of_school_kinds_are_listed_whole(void **state)
{
	(void)state;
	REFUSED("skip=jiaoxuedian,youeryuan", "skip=jiaoxuedian,", "[task.K3] skip", "school_kind");
	REFUSED("skip=jiaoxuedian,youeryuan", "skip=jiaoxue", "[task.K3] skip", "school_kind");
	static const char *const targets[] = {
		":1",
		"jiaoxuedian",
		"jiaoxuedian:",
		"jiaoxuedian:x",
		"college:1",
		"jiaoxuedian:1,",
		"jiaoxuedian:12345678901234567",
		"a_kind_that_is_much_longer_than_any_key_of_a_list_has_ever_been_or_will_be:1"
	};
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		char line[160];
		snprintf(line, sizeof(line), "target=1\ntargets=%s\n", targets[i]);
		REFUSED("target=1\n", line, "[task.K1] targets", "KIND:NUMBER");
	}
	struct ky_campaign *campaign = with("target=1\n", "target=1\ntargets=jiaoxuedian:3,xiaoxue:2\n");
	const struct ky_task *task = ky_campaign_task(campaign, "K1");
	assert_int_equal(ky_task_target(task, "jiaoxuedian"), 3);
	assert_int_equal(ky_task_target(task, "xiaoxue"), 2);
	assert_int_equal(ky_task_target(task, "jiaoxue"), 1);
	assert_int_equal(ky_task_target(task, "gaozhong"), 1);
	ky_campaign_free(campaign);
}

static void a_choice_has_a_key_and_a_text_of_its_own(void **state)
{
	(void)state;
	REFUSED("[choice.yesno]\nyes=有\nno=无\n", "[choice.yesno]\n", "[choice.yesno]", "the list is empty");
	REFUSED("yes=有\nno=无", "yes=有\nno =", "[choice.yesno] no", "the text is empty");
	REFUSED("yes=有\nno=无", "yes=有\nno=有", "[choice.yesno] no", "the same text");
	REFUSED("yes=有\nno=无", "yes=有\nno=无\nnot.so=半", "[choice.yesno] not.so", "the key does not fit");
}

static void a_line_of_the_outline_has_a_number_and_a_level(void **state)
{
	(void)state;
	REFUSED("2=\"1|", "two=\"1|", "[outline] two", "the number of a line");
	REFUSED("1=\"title|", "1=\"+|", "[outline] 1", "does not fit");
	REFUSED("2=\"1|一、做了什么\"", "2=\"1\"", "[outline] 2", "does not fit");
	/* A text goes on behind a note, and behind what went on before. */
	struct ky_campaign *campaign = with("5=\"text|【人写】\"", "5=\"note|注\"\n7=\"+|又\"\n8=\"+|再\"");
	size_t count = 0;
	const struct ky_outline *lines = ky_campaign_outline(campaign, &count);
	assert_int_equal(count, 8);
	assert_int_equal(lines[6].level, KY_LEVEL_MORE);
	ky_campaign_free(campaign);
}

static void a_column_of_the_progress_table_has_a_title_and_a_text(void **state)
{
	(void)state;
	REFUSED("[outline]", "[progress]\none=\"甲|乙\"\n[outline]", "[progress] one", "the number of a line");
	REFUSED("[outline]", "[progress]\n1=\"甲\"\n[outline]", "[progress] 1", "title|text");
	REFUSED("[outline]", "[progress]\n1=\"|甲\"\n[outline]", "[progress] 1", "title|text");
	REFUSED("[outline]", "[progress]\n1=\"甲|[sessions|乙\"\n[outline]", "[progress] 1", "does not end");
	REFUSED("[outline]", "[annex.problem]\none=\"甲|乙\"\n[outline]", "[annex.problem] one", "or note");
	REFUSED("[outline]", "[annex.problem]\n1=\"甲\"\n[outline]", "[annex.problem] 1", "title|text");
	REFUSED("[outline]", "[annex.problem]\n1=\"|甲\"\n[outline]", "[annex.problem] 1", "title|text");
	REFUSED("[outline]", "[annex.problem]\n1=\"甲||合计\"\n[outline]", "[annex.problem] 1", "title|text");
	struct ky_campaign *campaign = with(
		"[outline]", "[annex.problem]\n1=\"期限|{due}|合计\"\n2=\"问题|{text}\"\nnote=注|合计\n[outline]");
	size_t count = 0;
	const struct ky_annex_column *columns = ky_campaign_annex(campaign, "problem", &count);
	assert_int_equal(count, 3);
	assert_true(columns[0].sum);
	assert_string_equal(columns[0].text, "{due}");
	assert_false(columns[1].sum);
	assert_false(columns[2].sum);
	ky_campaign_free(campaign);
}

static void grades_go_down_to_zero(void **state)
{
	static const char *const bad[] = { "85",          "85:",     ":优,0:差",   "x:优,0:差",
					   "101:优,0:差", "85,0:差", "85:优,,0:差" };
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char line[80];
		snprintf(line, sizeof(line), "grade=%s\n", bad[i]);
		REFUSED("grade=85:优,60:合格,0:不合格\n", line, "[campaign] grade", "SCORE:WORD");
	}
	REFUSED("grade=85:优,60:合格,0:不合格", "grade=85:优,60:合格", "[campaign] grade", "begins at 0");
}

static void reminders_are_numbers_of_days(void **state)
{
	static const char *const bad[] = { "14,", ",14", "x", "12345678", "14;2" };
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char line[80];
		snprintf(line, sizeof(line), "remind_days=\"%s\"\n", bad[i]);
		REFUSED("remind_days=14,2\n", line, "[campaign] remind_days", "7,3,1");
	}
}

static void a_section_that_has_to_be_there_is_asked_for(void **state)
{
	(void)state;
	REFUSED("[outline]", "[progress]", "[outline]: the section is missing");
	REFUSED("[outline]", "[outlines]", "unknown section");
	/* The whole campaign goes by its own title where it has no other. */
	struct ky_campaign *campaign = with("[phase.0]\ntitle=全年\n", "");
	size_t count = 0;
	assert_string_equal(ky_campaign_phases(campaign, &count)[0].title, "书香校园读书活动");
	ky_campaign_free(campaign);
	REFUSED("[outline]", "[task.]\n[outline]", "unknown section");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_a_section_or_a_key_with_a_value),
		cmocka_unit_test(more_sections_or_keys_than_there_may_be_are_refused),
		cmocka_unit_test(a_number_is_whole_and_not_too_large),
		cmocka_unit_test(a_text_that_has_to_be_there_is_asked_for),
		cmocka_unit_test(keys_of_school_kinds_are_listed_whole),
		cmocka_unit_test(a_choice_has_a_key_and_a_text_of_its_own),
		cmocka_unit_test(a_line_of_the_outline_has_a_number_and_a_level),
		cmocka_unit_test(a_column_of_the_progress_table_has_a_title_and_a_text),
		cmocka_unit_test(grades_go_down_to_zero),
		cmocka_unit_test(reminders_are_numbers_of_days),
		cmocka_unit_test(a_section_that_has_to_be_there_is_asked_for),
	};
	return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
