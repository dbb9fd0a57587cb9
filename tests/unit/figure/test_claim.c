/* Tests what is held against the records: days outside of the campaign, and what full marks rest on. */
#include "append.h"
#include "unit/place.h"

#include "kuayue/claim.h"
#include "kuayue/figure.h"
#include "kuayue/guide.h"
#include "kuayue/language.h"

static int64_t number_of(struct place *place, const char *id)
{
	struct ky_figure_value value;
	struct ky_error err = { 0 };
	if (ky_figure_compute(place->wb, ky_figure_find(id), &value, &err))
		fail_msg("%s: %s", id, err.text);
	return value.number;
}

static void added(struct place *place, const char *kind, const char *const *values)
{
	struct ky_error err = { 0 };
	if (add(place, kind, values, NULL, &err))
		fail_msg("%s: %s", kind, err.text);
}

static int take_kind(void *data, const struct ky_finding *finding)
{
	append(data, 400, "%s ", finding->kind);
	return 0;
}

/* What happened before the campaign began, or after it ended, is kept, named and counted nowhere; so is what is
 * worked out from it. Documents, rules, bodies and days of issue are of any day. */
static void what_happened_outside_of_the_campaign_does_not_count(void **state)
{
	struct place *place = *state;
	static const char *const figures[] = { "sessions",     "visits",      "activities", "media",
					       "published",    "notes_have",  "essays",     "cards_sent",
					       "opinions_raw", "inspections", "matters",    "opinions_merged",
					       "suggestions",  "poll_valid",  "late",       "topics",
					       "replied" };
	static const char *const days[] = { "2011-12-31", "2013-01-01" };
	char named[400] = "";
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2013, 2, 1));
	added(place, "person", V("name", "甲", "role", "第一责任人"));
	for (size_t i = 0; i < 2; i++) {
		const char *day = days[i];
		added(place, "session",
		      V("date", day, "topic", "甲", "form", "集中学习", "topic_kind", "会议精神"));
		added(place, "visit", V("date", day));
		added(place, "activity", V("kind", "主题教育", "date", day, "title", "甲"));
		added(place, "media", V("title", "甲", "date", day));
		added(place, "publication", V("date", day));
		added(place, "note", V("person", "甲", "kind", "笔记", "title", "一", "date", day));
		added(place, "note", V("person", "甲", "kind", "体会", "title", "二", "date", day));
		added(place, "card", V("batch", i ? "一" : "二", "date", day, "sent", "3"));
		added(place, "opinion", V("raw", "甲", "date", day));
		added(place, "notice", V("finding", "甲", "date", day, "replied", "2013-01-20", "replier", "甲"));
		added(place, "suggestion", V("text", "甲", "date", day));
		added(place, "satisfaction", V("date", day, "sent", "3", "returned", "3", "valid", "3"));
		added(place, "study", V("date", day, "should", "2", "notes", "1", "pieces", "1"));
	}
	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
		if (number_of(place, figures[i]) != 0)
			fail_msg("%s counts a day outside of the campaign", figures[i]);
	assert_int_equal(number_of(place, "outside"), 26);
	ky_guide_check_rule(place->wb, "outside", take_kind, named, NULL);
	static const char *const kinds[] = { "session",     "visit",      "activity",     "media",
					     "publication", "note",       "card",         "opinion",
					     "notice",      "suggestion", "satisfaction", "study" };
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strstr(named, kinds[i]))
			fail_msg("check does not name the %s: %s", kinds[i], named);
	added(place, "body", V("name", "组", "kind", "领导小组", "date", "2011-12-31"));
	added(place, "institution", V("title", "制度", "kind", "新建", "date", "2011-12-31"));
	added(place, "bulletin", V("issue", "1", "title", "简报", "date", "2013-01-01"));
	assert_int_equal(number_of(place, "outside"), 26);
	assert_int_equal(number_of(place, "bulletins"), 1);
	assert_int_equal(number_of(place, "systems_new"), 1);
}

static void the_first_and_the_last_day_count(void **state)
{
	struct place *place = *state;
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2013, 2, 1));
	added(place, "visit", V("date", "2012-01-01"));
	added(place, "visit", V("date", "2012-12-31"));
	added(place, "activity", V("kind", "主题教育", "date", "2012-12-31", "title", "甲"));
	assert_int_equal(number_of(place, "visits"), 2);
	assert_int_equal(number_of(place, "outside"), 0);
	expect_text(place, "G01-T030", "status", "已完成");
}

static struct ky_claim claim_of(struct place *place, const char *item)
{
	struct ky_claim claim;
	struct ky_error err = { 0 };
	if (ky_claim_of(place->wb, ky_campaign_item(ky_workbook_campaign(place->wb), item), &claim, &err))
		fail_msg("%s: %s", item, err.text);
	return claim;
}

/* None, some, at least half, all: 0, 1, 2, 3; and what it says. */
static void the_records_propose_a_rating(void **state)
{
	struct place *place = *state;
	static const char *const forms[] = { "班团队会", "课堂", "征文", "演讲", "实践" };
	static const int levels[] = { 1, 1, 2, 2, 3 };
	ky_language_set("zh");
	assert_int_equal(claim_of(place, "G2").level, 0);
	for (size_t i = 0; i < 5; i++) {
		added(place, "activity",
		      V("kind", "感恩教育", "date", "2012-05-01", "title", forms[i], "form", forms[i]));
		struct ky_claim claim = claim_of(place, "G2");
		assert_int_equal(claim.level, levels[i]);
		assert_int_equal(claim.met, i == 4);
		if (i == 3) {
			assert_string_equal(claim.shown, "感恩教育形式 4/5");
			assert_string_equal(claim.lacking, "感恩教育形式 4/5");
		}
	}
	assert_string_equal(claim_of(place, "G2").lacking, "");
	assert_false(claim_of(place, "F1").asked);
	ky_language_set("en");
}

/* A day that is not there is not in time, and a day after it is not either. */
static void a_day_is_held_against_a_day(void **state)
{
	struct place *place = *state;
	assert_false(claim_of(place, "B1").met);
	added(place, "institution", V("title", "方案", "about", "实施方案", "date", "2012-03-01"));
	assert_false(claim_of(place, "B1").met);
	assert_int_equal(claim_of(place, "B1").level, 0);
	assert_string_equal(claim_of(place, "B1").lacking, "Implementation plan issued on 2012-03-01≤2012-02-29");
	added(place, "institution", V("title", "方案", "about", "实施方案", "date", "2012-02-29"));
	assert_true(claim_of(place, "B1").met);
	assert_int_equal(claim_of(place, "B1").level, 3);
}

/* Of the phases that have begun: what is asked for grows with the year. */
static void later_phases_ask_for_more(void **state)
{
	struct place *place = *state;
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 3, 30));
	added(place, "activity", V("kind", "内部检查", "date", "2012-03-20", "title", "一"));
	added(place, "activity", V("kind", "内部检查", "date", "2012-03-21", "title", "二"));
	assert_true(claim_of(place, "F4").met);
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 4, 1));
	assert_false(claim_of(place, "F4").met);
	assert_string_equal(claim_of(place, "F4").lacking, "Phases with a check by the school itself 1/2");
}

static void not_applicable_is_what_the_records_say(void **state)
{
	struct place *place = *state;
	const struct ky_campaign *campaign = ky_workbook_campaign(place->wb);
	bool allowed = false;
	char why[200];
	assert_int_equal(
		ky_claim_na(place->wb, ky_campaign_item(campaign, "F2"), &allowed, why, sizeof(why), NULL), KY_OK);
	assert_true(allowed);
	assert_string_equal(why, "Projects 未填/0");
	added(place, "project", V("title", "楼"));
	assert_int_equal(
		ky_claim_na(place->wb, ky_campaign_item(campaign, "F2"), &allowed, why, sizeof(why), NULL), KY_OK);
	assert_false(allowed);
	assert_int_equal(
		ky_claim_na(place->wb, ky_campaign_item(campaign, "A1"), &allowed, why, sizeof(why), NULL), KY_OK);
	assert_false(allowed);
}

/* A day that nobody typed is not 0 days ago, and a school that says nothing of a website is not one without. */
static void what_the_school_has_not_said_is_no_nought(void **state)
{
	struct place *place = *state;
	const struct ky_campaign *campaign = ky_workbook_campaign(place->wb);
	struct ky_error err = { 0 };
	bool allowed = true;
	char why[200];
	if (set(place, "G01", V("column", "学校网站"), &err))
		fail_msg("%s", err.text);
	assert_false(claim_of(place, "H2").met);
	assert_int_equal(
		ky_claim_na(place->wb, ky_campaign_item(campaign, "H2"), &allowed, why, sizeof(why), NULL), KY_OK);
	assert_false(allowed);
	if (set(place, "G01", V("column_updated", "2012-06-10", "website", "无"), &err) &&
	    set(place, "G01", V("column_updated", "2012-06-10", "website", "否"), &err))
		fail_msg("%s", err.text);
	assert_true(claim_of(place, "H2").met);
	assert_int_equal(
		ky_claim_na(place->wb, ky_campaign_item(campaign, "H2"), &allowed, why, sizeof(why), NULL), KY_OK);
	assert_true(allowed);
}

/* From the day after the last phase to the campaign's last day. */
static void the_year_goes_on_behind_the_last_phase(void **state)
{
	struct place *place = *state;
	const struct ky_campaign *campaign = ky_workbook_campaign(place->wb);
	struct ky_phase closing;
	assert_false(ky_campaign_closing(campaign, ky_day_from_ymd(2012, 10, 31), &closing));
	assert_true(ky_campaign_closing(campaign, ky_day_from_ymd(2012, 11, 1), &closing));
	assert_true(ky_campaign_closing(campaign, ky_day_from_ymd(2012, 12, 31), &closing));
	assert_false(ky_campaign_closing(campaign, ky_day_from_ymd(2013, 1, 1), &closing));
	assert_string_equal(closing.title, "收尾（推定）");
}

static int take_step(void *data, const struct ky_step *step)
{
	append(data, 4000, "%s ", step->number);
	return 0;
}

/* Its work is what is still open: no problem and no receipt before, both behind the last phase. */
static void what_is_open_is_the_work_of_the_closing(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char steps[4000] = "";
	added(place, "problem",
	      V("text", "甲", "source", "自查", "category", "思想观念", "type", "限期整改", "cause", "甲",
		"measure", "改", "owner", "甲", "due", "2012-12-20"));
	if (set(place, "G01", V("reported", "2012-06-10"), &err))
		fail_msg("%s", err.text);
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 10, 31));
	ky_guide_next(place->wb, take_step, steps, &err);
	assert_null(strstr(steps, "G01-001 "));
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 11, 1));
	ky_guide_next(place->wb, take_step, steps, &err);
	assert_non_null(strstr(steps, "G01-001 "));
}

/* A form and `add` say it of a record before it is saved. */
static void a_record_says_that_its_day_is_outside(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char says[200];
	struct ky_record *record = ky_record_new(ky_kind_find("visit"));
	int date = ky_field_find(ky_record_kind(record), "date");
	assert_false(ky_record_outside(place->wb, record, says, sizeof(says)));
	assert_int_equal(ky_record_put(place->wb, record, date, "2012-12-31", &err), KY_OK);
	assert_false(ky_record_outside(place->wb, record, says, sizeof(says)));
	assert_string_equal(says, "");
	assert_int_equal(ky_record_put(place->wb, record, date, "2026-03-09", &err), KY_OK);
	assert_true(ky_record_outside(place->wb, record, says, sizeof(says)));
	assert_string_equal(says,
			    "2026-03-09 is not within the campaign, 2012-01-01 to 2012-12-31; it does not count.");
	ky_record_free(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_happened_outside_of_the_campaign_does_not_count),
		TEST(the_first_and_the_last_day_count),
		TEST(the_records_propose_a_rating),
		TEST(a_day_is_held_against_a_day),
		TEST(later_phases_ask_for_more),
		TEST(not_applicable_is_what_the_records_say),
		TEST(what_the_school_has_not_said_is_no_nought),
		TEST(the_year_goes_on_behind_the_last_phase),
		TEST(what_is_open_is_the_work_of_the_closing),
		TEST(a_record_says_that_its_day_is_outside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
