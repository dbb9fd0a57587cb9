/* Tests what days do to figures: days to come, deadlines that passed, rounds that begin again, publications. */
#include "append.h"
#include "unit/place.h"

#include "kuayue/figure.h"
#include "kuayue/guide.h"

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

static void changed(struct place *place, const char *number, const char *const *values)
{
	struct ky_error err = { 0 };
	if (set(place, number, values, &err))
		fail_msg("%s", err.text);
}

struct named {
	const char *day;
	char numbers[400];
};

static int take_to_come(void *data, const struct ky_finding *finding)
{
	struct named *named = data;
	if (strstr(finding->text, named->day) && strstr(finding->text, "still to come"))
		append(named->numbers, sizeof(named->numbers), "%s ", finding->kind);
	return 0;
}

/* What is dated tomorrow is not done, is named by check, and is done the day after. */
static void a_day_to_come_is_not_done(void **state)
{
	struct place *place = *state;
	static const char *const figures[] = { "replied",
					       "replied_on_time",
					       "documents_studied",
					       "visits",
					       "opinions_answered",
					       "activities",
					       "bulletins",
					       "media",
					       "published",
					       "spirit_activities",
					       "essays" };
	const char *day = "2012-06-16";
	added(place, "notice", V("finding", "甲", "replied", day, "replier", "甲", "result", "办结"));
	added(place, "opinion", V("raw", "甲", "replied", day));
	added(place, "document", V("title", "甲", "level", "国家", "studied", day));
	added(place, "visit", V("date", day));
	added(place, "activity", V("kind", "主题教育", "date", day, "title", "甲"));
	added(place, "bulletin", V("title", "甲", "date", day));
	added(place, "media", V("title", "甲", "date", day));
	added(place, "publication", V("date", day));
	added(place, "spirit", V("text", "甲", "adopted", day));
	added(place, "study", V("date", day, "should", "2", "notes", "1", "pieces", "1"));
	changed(place, "G01", V("reported", day));
	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
		if (compute(place, figures[i]).number != 0)
			fail_msg("%s counts a day to come", figures[i]);
	assert_int_equal(compute(place, "reported").state, KY_FIGURE_BLANK);
	assert_int_equal(compute(place, "spirit_adopted").state, KY_FIGURE_BLANK);
	assert_int_equal(compute(place, "echo_rate").number, 0);
	assert_int_equal(compute(place, "silent").number, 2);
	struct named named = { .day = day };
	ky_guide_check(place->wb, take_to_come, &named, NULL);
	static const char *const kinds[] = { "notice", "opinion",     "document", "visit", "activity", "bulletin",
					     "media",  "publication", "spirit",   "study", "school" };
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strstr(named.numbers, kinds[i]))
			fail_msg("check does not name the day to come of %s: %s", kinds[i], named.numbers);
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 6, 16));
	/* It tells of something only once it names a problem, which cannot have been published before that day. */
	assert_int_equal(compute(place, "published").number, 0);
	added(place, "problem", V("text", "甲"));
	changed(place, "G01-G001", V("items", "G01-001"));
	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
		if (compute(place, figures[i]).number != 1)
			fail_msg("%s is not 1 on the day", figures[i]);
	assert_string_equal(compute(place, "reported").raw, day);
	assert_int_equal(compute(place, "echo_rate").number, 100);
	named = (struct named){ .day = day };
	ky_guide_check(place->wb, take_to_come, &named, NULL);
	assert_string_equal(named.numbers, "");
}

static void who_leaves_tomorrow_is_here_today(void **state)
{
	struct place *place = *state;
	added(place, "person", V("name", "甲", "leave", "2012-06-16"));
	added(place, "note", V("person", "甲", "kind", "笔记", "title", "一", "date", "2012-06-01"));
	assert_int_equal(compute(place, "notes_have").number, 1);
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 6, 16));
	assert_int_equal(compute(place, "notes_have").number, 0);
}

#define IN_WORK "source", "自查", "owner", "甲", "measure", "改", "found", "2012-04-01"
#define CLOSED "evidence", "1-1", "verifier", "乙"

/* Closed by its verifier in time is not enough: the day it was done says so, and where it says none, it is late.
 */
static void a_deadline_without_a_day_of_completion_is_late(void **state)
{
	struct place *place = *state;
	added(place, "problem",
	      V("text", "甲", "type", "立行立改", IN_WORK, "due", "2012-05-01", "status", "已销号", "handled",
		"好", CLOSED));
	assert_int_equal(compute(place, "ontime_rate").number, 0);
	assert_int_equal(compute(place, "ontime_rate").state, KY_FIGURE_FILLED);
	changed(place, "G01-001", V("done", "2012-05-01", "verified", "2012-05-09"));
	assert_int_equal(compute(place, "ontime_rate").number, 100);
	changed(place, "G01-001", V("done", "2012-05-02"));
	assert_int_equal(compute(place, "ontime_rate").number, 0);
	added(place, "problem", V("text", "乙", "type", "限期整改", IN_WORK, "due", "2012-06-15"));
	assert_int_equal(compute(place, "ontime_rate").number, 0); /* not past: not counted yet */
}

static void close_problem(struct place *place, const char *due)
{
	changed(place, "G01-001", V("status", "整改中", "due", due));
	changed(place, "G01-001", V("status", "待核验", "done", "2012-05-20", "evidence", "1-1"));
	changed(place, "G01-001", V("status", "已销号", "verifier", "乙", "verified", "2012-05-21"));
}

static int take_no_due(void *data, const struct ky_step *step)
{
	*(int *)data += strstr(step->reason, "no deadline yet") != NULL;
	return 0;
}

static void a_new_round_has_a_deadline_and_a_publication_of_its_own(void **state)
{
	struct place *place = *state;
	int asked = 0;
	added(place, "problem", V("text", "甲", "type", "限期整改", IN_WORK));
	close_problem(place, "2012-05-25");
	added(place, "publication", V("date", "2012-05-30", "items", "G01-001"));
	expect_text(place, "G01-001", "published", "2012-05-30");
	assert_int_equal(compute(place, "closed_unpublished").number, 0);
	changed(place, "G01-001", V("status", "未启动", "reason", "又出现了"));
	expect_text(place, "G01-001", "due", "");
	expect_text(place, "G01-001", "published", "");
	assert_int_equal(ky_guide_next(place->wb, take_no_due, &asked, NULL), KY_OK);
	assert_int_equal(asked, 1);
	/* The old publication is corrected: it still tells of the last round only. */
	changed(place, "G01-G001", V("feedback", "3"));
	expect_text(place, "G01-001", "published", "");
	close_problem(place, "2012-07-01");
	assert_int_equal(compute(place, "closed_unpublished").number, 1);
	added(place, "publication", V("date", "2012-06-15", "items", "G01-001"));
	expect_text(place, "G01-001", "published", "2012-06-15");
	/* With a deadline of its own at once. */
	changed(place, "G01-001", V("status", "未启动", "reason", "第三次", "due", "2012-08-01"));
	expect_text(place, "G01-001", "due", "2012-08-01");
}

/* Whichever publication was entered first, and though one of them is deleted and comes back. */
static void a_problem_shows_its_earliest_publication(void **state)
{
	struct place *place = *state;
	struct ky_record *early = NULL;
	added(place, "problem", V("text", "甲"));
	added(place, "publication", V("date", "2012-05-30", "items", "G01-001"));
	added(place, "publication", V("date", "2012-05-10", "items", "G01-001"));
	expect_text(place, "G01-001", "published", "2012-05-10");
	added(place, "publication", V("date", "2012-06-10", "items", "G01-001"));
	expect_text(place, "G01-001", "published", "2012-05-10");
	assert_int_equal(ky_record_load(place->wb, "G01-G002", &early, NULL), KY_OK);
	assert_int_equal(ky_record_delete(place->wb, ky_record_id(early), NULL), KY_OK);
	ky_record_free(early);
	expect_text(place, "G01-001", "published", "2012-05-30");
	assert_int_equal(ky_undo(place->wb, NULL, NULL), KY_OK);
	expect_text(place, "G01-001", "published", "2012-05-10");
	/* What people wrote themselves stays. */
	changed(place, "G01-001", V("published", "2012-05-01"));
	added(place, "publication", V("date", "2012-04-10", "items", "G01-001"));
	expect_text(place, "G01-001", "published", "2012-05-01");
}

/* A workbook of a template in which from is to, for a kind of school. */
static struct ky_workbook *made_with(struct place *place, const char *from, const char *to, const char *kind)
{
	char path[128];
	size_t len = 0;
	struct ky_error err = { 0 };
	struct ky_workbook *wb = NULL;
	const char *ini = ky_campaign_builtin(&len), *at = strstr(ini, from);
	assert_non_null(at);
	char *text = calloc(1, len + strlen(to) + 1);
	append(text, len + strlen(to) + 1, "%.*s%s%s", (int)(at - ini), ini, to, at + strlen(from));
	snprintf(path, sizeof(path), "%s/%s.kuayue", place->dir, kind);
	enum ky_code code = ky_workbook_create(&(struct ky_new_workbook){ .path = path,
									  .template_name = "t",
									  .ini = text,
									  .ini_len = strlen(text),
									  .code = "J09",
									  .name = "教学点",
									  .kind = kind,
									  .today = ky_day_from_ymd(2012, 6, 15) },
					       &wb, &err);
	free(text);
	if (code)
		print_message("%s\n", err.text);
	return code ? NULL : wb;
}

static int take_late(void *data, const struct ky_finding *finding)
{
	*(int *)data += strstr(finding->text, "8（>7）") != NULL;
	return 0;
}

static void the_day_of_the_limit_is_not_late(void **state)
{
	struct place *place = *state;
	int found = 0;
	assert_int_equal(compute(place, "late").state, KY_FIGURE_BLANK);
	added(place, "visit", V("date", "2012-06-08"));
	assert_int_equal(compute(place, "late").number, 0);
	assert_int_equal(compute(place, "late").state, KY_FIGURE_FILLED);
	added(place, "visit", V("date", "2012-06-07"));
	assert_int_equal(compute(place, "late").number, 1);
	assert_string_equal(compute(place, "late").note, "超过7天");
	assert_int_equal(compute(place, "late_share").number, 50);
	ky_guide_check(place->wb, take_late, &found, NULL);
	assert_int_equal(found, 1);
}

static void a_template_says_what_is_late_of_a_ledger(void **state)
{
	struct place *place = *state;
	struct ky_workbook *own = place->wb;
	place->wb = made_with(place, "late_days=7", "late_days=3\nlate_days.visit=30", "xiaoxue");
	assert_non_null(place->wb);
	added(place, "visit", V("date", "2012-05-16"));
	added(place, "bulletin", V("title", "甲", "date", "2012-06-12"));
	assert_int_equal(compute(place, "late").number, 0);
	added(place, "visit", V("date", "2012-05-15"));
	added(place, "bulletin", V("title", "乙", "date", "2012-06-11"));
	assert_int_equal(compute(place, "late").number, 2);
	ky_workbook_close(place->wb);
	place->wb = own;
	assert_null(made_with(place, "late_days=7", "late_days.nothing=30", "gaozhong"));
	assert_null(made_with(place, "late_days=7", "late_days.visit=soon", "zhixiao"));
}

static void a_point_is_not_asked_for_what_a_school_is(void **state)
{
	struct place *place = *state;
	struct ky_workbook *own = place->wb;
	assert_int_equal(compute(place, "seminars").target, 3);
	assert_int_equal(compute(place, "gratitude_forms").target, 5);
	place->wb = made_with(place, "late_days=7", "", "jiaoxuedian");
	assert_non_null(place->wb);
	assert_int_equal(compute(place, "seminars").target, 1);
	assert_int_equal(compute(place, "gratitude_forms").target, 1);
	ky_workbook_close(place->wb);
	place->wb = made_with(place, "targets=jiaoxuedian:1", "targets=youeryuan:2,jiaoxuedian:1", "youeryuan");
	assert_non_null(place->wb);
	assert_int_equal(compute(place, "seminars").target, 2);
	assert_int_equal(compute(place, "gratitude_forms").target, 3);
	ky_workbook_close(place->wb);
	place->wb = own;
	assert_null(made_with(place, "targets=jiaoxuedian:1", "targets=nothing:1", "zhixiao"));
	assert_null(made_with(place, "targets=jiaoxuedian:1", "targets=jiaoxuedian", "chuzhong"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_day_to_come_is_not_done),
		TEST(who_leaves_tomorrow_is_here_today),
		TEST(a_deadline_without_a_day_of_completion_is_late),
		TEST(a_new_round_has_a_deadline_and_a_publication_of_its_own),
		TEST(a_problem_shows_its_earliest_publication),
		TEST(the_day_of_the_limit_is_not_late),
		TEST(a_template_says_what_is_late_of_a_ledger),
		TEST(a_point_is_not_asked_for_what_a_school_is),
	};
	return cmocka_run_group_tests_name("days", tests, NULL, NULL);
}
