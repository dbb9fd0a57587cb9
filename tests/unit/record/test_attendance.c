/* Tests who should come, who came and who did not: counted by the roster and its ticks, and what was typed is
 * never replaced by that. */
#include "unit/place.h"

#include "kuayue/guide.h"
#include "kuayue/undo.h"

static void made(struct place *place, const char *kind, const char *const *values)
{
	struct ky_error err = { 0 };
	if (add(place, kind, values, NULL, &err))
		fail_msg("%s", err.text);
}

static void changed(struct place *place, const char *key, const char *const *values)
{
	struct ky_error err = { 0 };
	if (set(place, key, values, &err))
		fail_msg("%s", err.text);
}

/* R001 was always there, R002 came in April, R003 left in May, R004 has no days. */
static void make_roster(struct place *place)
{
	made(place, "person", V("name", "甲", "group", "语文组", "joined", "2010-09-01"));
	made(place, "person", V("name", "乙", "group", "语文组", "joined", "2012-04-10"));
	made(place, "person", V("name", "丙", "group", "数学组", "leave", "2012-05-10"));
	made(place, "person", V("name", "丁"));
}

static void expect_numbers(struct place *place, const char *key, const char *should, const char *present,
			   const char *by)
{
	expect_text(place, key, "should", should);
	expect_text(place, key, "present", present);
	expect_text(place, key, "present_by", by);
}

static void those_who_should_come_were_there_that_day(void **state)
{
	struct place *place = *state;
	static const struct {
		const char *date, *should;
	} days[] = { { "2012-04-09", "3" }, { "2012-04-10", "4" }, { "2012-05-09", "4" }, { "2012-05-10", "3" } };
	make_roster(place);
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		char number[64];
		struct ky_error err = { 0 };
		assert_int_equal(add(place, "session",
				     V("date", days[i].date, "topic", days[i].date, "attendance", "G01-R001",
				       "absent", "公差"),
				     number, &err),
				 KY_OK);
		expect_numbers(place, number, days[i].should, "1", "");
	}
	/* One who is taken out of the roster is expected nowhere; what was counted stays. */
	struct ky_error err = { 0 };
	assert_int_equal(ky_record_delete(place->wb, "G01-R004", &err), KY_OK);
	expect_text(place, "G01-S002", "should", "4");
	made(place, "session",
	     V("date", "2012-04-10", "topic", "再学", "attendance", "G01-R001", "absent", "公差"));
	expect_text(place, "G01-S005", "should", "3");
}

static void what_was_typed_of_those_expected_stays(void **state)
{
	struct place *place = *state;
	make_roster(place);
	made(place, "session",
	     V("date", "2012-06-01", "topic", "学习", "should", "9", "attendance", "G01-R001", "absent", "公差"));
	expect_numbers(place, "G01-S001", "9", "1", "");
	/* Without ticks the roster says nothing: on paper, the numbers are those of the sheet. */
	made(place, "session", V("date", "2012-06-01", "topic", "签到表"));
	expect_numbers(place, "G01-S002", "", "", "");
}

static void those_who_are_absent_are_named_and_need_a_reason(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	make_roster(place);
	assert_int_equal(add(place, "session",
			     V("date", "2012-04-20", "topic", "学习", "attendance", "G01-R001 G01-R003"), NULL,
			     &err),
			 KY_INPUT);
	assert_non_null(strstr(err.text, "乙、丁"));
	assert_null(strstr(err.text, "甲"));
	assert_int_equal(
		add(place, "session",
		    V("date", "2012-04-20", "topic", "学习", "attendance", "G01-R001 G01-R002 G01-R003 G01-R004"),
		    NULL, &err),
		KY_OK);
	expect_numbers(place, "G01-S001", "4", "4", "");
}

static void a_number_that_contradicts_the_ticks_is_asked_about(void **state)
{
	struct place *place = *state;
	static const char *const kinds[] = { "session", "activity" };
	make_roster(place);
	for (size_t i = 0; i < 2; i++) {
		struct ky_error err = { 0 };
		const char *title = i ? "title" : "topic", *key = i ? "G01-J001" : "G01-S001";
		const char *sort = i ? "kind" : "form", *is = i ? "宣讲" : "集中学习";
		assert_int_equal(add(place, kinds[i],
				     V("date", "2012-06-01", sort, is, title, "学习", "should", "50", "attendance",
				       "G01-R001", "present", "50"),
				     NULL, &err),
				 KY_INPUT);
		assert_non_null(strstr(err.text, "50"));
		made(place, kinds[i],
		     V("date", "2012-06-01", sort, is, title, "学习", "should", "50", "attendance", "G01-R001",
		       "present", "50", "present_by", "手工"));
		/* A number belongs into the field beside it, and is not lost in this one. */
		assert_int_equal(set(place, key, V("present_by", "120"), &err), KY_INPUT);
		expect_numbers(place, key, "50", "50", "手工（签到 1，填 50）");
		changed(place, key, V("place", "礼堂"));
		expect_numbers(place, key, "50", "50", "手工（签到 1，填 50）");
		/* What was kept was this number: another one is asked about again. */
		assert_int_equal(set(place, key, V("present", "49"), &err), KY_INPUT);
		assert_int_equal(set(place, key, V("attendance", "G01-R001 G01-R004"), &err), KY_INPUT);
		changed(place, key, V("attendance", "G01-R001 G01-R004", "present_by", "手工"));
		expect_numbers(place, key, "50", "50", "手工（签到 2，填 50）");
		/* 0 is a number that was typed; nothing is not. */
		assert_int_equal(set(place, key, V("present", "0"), &err), KY_INPUT);
	}
}

static void the_count_follows_the_ticks_until_somebody_types(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	make_roster(place);
	made(place, "activity",
	     V("kind", "宣讲", "date", "2012-06-01", "title", "宣讲", "attendance", "G01-R001"));
	expect_numbers(place, "G01-J001", "3", "1", "");
	changed(place, "G01-J001", V("attendance", "G01-R001 G01-R002"));
	expect_numbers(place, "G01-J001", "3", "2", "");
	/* Typed before anybody was ticked: it is not replaced. */
	made(place, "activity",
	     V("kind", "宣讲", "date", "2012-06-02", "title", "宣讲二", "should", "30", "present", "30"));
	assert_int_equal(set(place, "G01-J002", V("attendance", "G01-R001"), &err), KY_INPUT);
	expect_numbers(place, "G01-J002", "30", "30", "");
	changed(place, "G01-J002", V("attendance", "G01-R001", "present", ""));
	expect_numbers(place, "G01-J002", "30", "1", "");
	changed(place, "G01-J002", V("present", "30", "present_by", "手工"));
	expect_numbers(place, "G01-J002", "30", "30", "手工（签到 1，填 30）");
	changed(place, "G01-J002", V("present", "1"));
	expect_numbers(place, "G01-J002", "30", "1", "");
	changed(place, "G01-J002", V("present", "30", "present_by", "手工"));
	changed(place, "G01-J002", V("attendance", ""));
	expect_numbers(place, "G01-J002", "30", "30", "");
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	expect_numbers(place, "G01-J002", "30", "30", "手工（签到 1，填 30）");
}

static void another_like_it_does_not_keep_what_was_kept(void **state)
{
	struct place *place = *state;
	struct ky_record *record = NULL, *like = NULL;
	struct ky_error err = { 0 };
	make_roster(place);
	made(place, "activity",
	     V("kind", "宣讲", "date", "2012-06-01", "title", "宣讲", "attendance", "G01-R001", "present", "3",
	       "present_by", "手工"));
	assert_int_equal(ky_record_load(place->wb, "G01-J001", &record, &err), KY_OK);
	assert_int_equal(ky_record_like(place->wb, record, &like, &err), KY_OK);
	static const char *const of_that_day[] = { "should", "attendance", "present", "present_by" };
	for (size_t i = 0; i < sizeof(of_that_day) / sizeof(of_that_day[0]); i++)
		assert_int_equal(ky_record_get(like, ky_field_find(ky_record_kind(like), of_that_day[i])).is,
				 KY_BLANK);
	ky_record_free(like);
	ky_record_free(record);
}

static int take_finding(void *data, const struct ky_finding *finding)
{
	snprintf(data, 200, "%s %s", finding->number, strrchr(finding->text, ',') ? finding->text : "");
	return 0;
}

static void check_names_what_was_kept(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char found[200] = "";
	make_roster(place);
	made(place, "session",
	     V("date", "2012-06-01", "topic", "学习", "attendance", "G01-R001", "absent", "公差"));
	assert_int_equal(ky_guide_check_rule(place->wb, "present_typed", take_finding, found, &err), KY_OK);
	changed(place, "G01-S001", V("should", "50", "present", "50", "present_by", "手工"));
	assert_int_equal(ky_guide_check_rule(place->wb, "present_typed", take_finding, found, &err), KY_NO);
	assert_non_null(strstr(found, "G01-S001"));
	assert_non_null(strstr(found, "手工（签到 1，填 50）"));
}

static void nobody_leaves_before_they_joined(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	make_roster(place);
	assert_int_equal(set(place, "G01-R002", V("leave", "2012-04-10"), &err), KY_INPUT);
	assert_int_equal(set(place, "G01-R002", V("leave", "2012-04-11"), &err), KY_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(those_who_should_come_were_there_that_day),
		TEST(what_was_typed_of_those_expected_stays),
		TEST(those_who_are_absent_are_named_and_need_a_reason),
		TEST(a_number_that_contradicts_the_ticks_is_asked_about),
		TEST(the_count_follows_the_ticks_until_somebody_types),
		TEST(another_like_it_does_not_keep_what_was_kept),
		TEST(check_names_what_was_kept),
		TEST(nobody_leaves_before_they_joined),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
