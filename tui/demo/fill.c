/* Fills a school's year: each record is entered on the day on which a school would have entered it. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "demo/demo.h"
#include "kuayue/campaign.h"

#define LATE_BY 35 /* days, of the school that is late with everything */

static void fill_school(struct filling *f)
{
	static const char *const numbers[] = { "staff", "party", "leaders", "students", "classes" };
	char liaison[64];
	struct ky_record *record = NULL;
	demo_begin_day(f, "2012-02-10");
	if (!f->code)
		f->code = ky_record_load_single(f->wb, ky_kind_find("school"), &record, f->err);
	for (size_t i = 0; !f->code && i < sizeof(numbers) / sizeof(numbers[0]); i++)
		demo_put(f, record, numbers[i], demo_text(f->school, numbers[i]));
	demo_name(f, demo_number(f->school, "staff") - 1, liaison, sizeof(liaison));
	if (!f->code)
		demo_put(f, record, "website", demo_number(f->school, "website") ? "yes" : "no");
	if (!f->code)
		demo_put(f, record, "liaison", liaison);
	if (!f->code)
		demo_put_story(f, record, "school", 0);
	if (!f->code)
		demo_put_story(f, record,
			       demo_number(f->school, "website") ? "school.website" : "school.nowebsite", 0);
	if (record)
		demo_save(f, record);
	demo_done_for_today(f);
}

static const char *role_of(const struct demo_school *school, int person)
{
	if (person == 0)
		return "head";
	if (person == 1)
		return "deputy";
	if (person < demo_number(school, "leaders"))
		return "leader";
	return person < demo_number(school, "party") ? "party" : "teacher";
}

static void fill_roster(struct filling *f)
{
	int staff = demo_number(f->school, "staff");
	demo_begin_day(f, "2012-02-13");
	for (int i = 0; !f->code && i < staff && i < STAFF_MAX; i++) {
		char name[64];
		struct ky_record *record = demo_begin("person");
		demo_name(f, i, name, sizeof(name));
		demo_put(f, record, "name", name);
		demo_put(f, record, "role", role_of(f->school, i));
		demo_put(f, record, "party", i < demo_number(f->school, "party") ? "yes" : "no");
		demo_put(f, record, "group", demo_cell(f->story, "groups", i, 0));
		if (i < demo_number(f->school, "leaders"))
			demo_put(f, record, "post", demo_cell(f->story, "posts", i < 2 ? i : 2, 0));
		if (!f->code)
			f->code = ky_record_save(f->wb, record, NULL, f->err);
		snprintf(f->people[f->people_count++], 32, "%s", ky_record_id(record));
		ky_record_free(record);
	}
	demo_done_for_today(f);
}

/* Everybody but a few, who are away with a reason. */
static void put_attendance(struct filling *f, struct ky_record *record, int session)
{
	int away = f->people_count > 20 ? 1 + session % 3 : 0;
	size_t size = (size_t)f->people_count * 32 + 1, used = 0;
	char *ids = calloc(1, size);
	for (int i = 0; ids && i < f->people_count - away; i++)
		used += (size_t)snprintf(ids + used, size - used, "%s%s", i ? " " : "", f->people[i]);
	demo_put(f, record, "attendance", ids ? ids : "");
	free(ids);
	if (away)
		demo_put_story(f, record, "session.absent", away);
}

/* more: a section of the story with what is otherwise in this one, or NULL. */
static void fill_meeting(struct filling *f, int index, const char *date, const char *entered, const char *more)
{
	assert(date && entered);
	char evidence[32];
	demo_begin_day(f, entered);
	struct ky_record *record = demo_begin("session");
	snprintf(evidence, sizeof(evidence), "2-1-%d", index + 1);
	static const char *const kinds[] = { "meeting", "document", "meeting", "theory", "document", "other" };
	demo_put(f, record, "date", date);
	demo_put_story(f, record, "session", 0);
	demo_put(f, record, "topic", demo_cell(f->story, "topics", index, 0));
	demo_put(f, record, "topic_kind", kinds[index < 5 ? index : 5]);
	demo_put_number(f, record, "should", f->people_count);
	put_attendance(f, record, index);
	demo_put(f, record, "evidence", evidence);
	if (more) {
		demo_put_story(f, record, more, 0);
		demo_put(f, record, "theme", demo_cell(f->story, "discussions", index - 5, 0));
		demo_put(f, record, "topic", demo_cell(f->story, "discussions", index - 5, 1));
	}
	demo_save(f, record);
	demo_done_for_today(f);
}

/* A school that lags has only the first one. */
static void fill_discussions(struct filling *f)
{
	int count = demo_number(f->school, "sessions") < 3 ? 1 : demo_lines(f->story, "discussions");
	for (int i = 0; !f->code && i < count; i++) {
		char day[KY_DAY_TEXT];
		const char *date = demo_cell(f->story, "discussions", i, 2);
		ky_day_format(demo_day_of(date) + 1, day);
		fill_meeting(f, 5 + i, date, day, "discussion");
	}
}

static void fill_session(struct filling *f, int index, const char *date, const char *entered)
{
	fill_meeting(f, index, date, entered, NULL);
}

/* count of one kind, the person of each from `from` on, spread over the titles. */
static void add_notes(struct filling *f, const char *kind, int count, ky_day written)
{
	for (int i = 0; !f->code && i < count; i++) {
		struct ky_record *record = demo_begin("note");
		char title[96];
		snprintf(title, sizeof(title), "%s(%d)",
			 demo_cell(f->story, "titles", i * 5 + f->school->index, 0),
			 i / demo_lines(f->story, "titles") + 1);
		demo_put(f, record, "person", f->people[i % f->people_count]);
		demo_put(f, record, "kind", kind);
		demo_put_day(f, record, "date", written - i % 4);
		demo_put(f, record, "title", title);
		demo_save(f, record);
	}
}

static void fill_notes(struct filling *f, const char *kind, int count, const char *entered)
{
	demo_begin_day(f, entered);
	add_notes(f, kind, count, demo_day_of(entered) - 1);
	demo_done_for_today(f);
}

static void fill_spring(struct filling *f)
{
	static const char *const dates[] = { "2012-03-09", "2012-05-11", "2012-06-15" };
	bool late = strcmp(demo_text(f->school, "code"), "X04") == 0;
	int sessions = demo_number(f->school, "sessions");
	fill_school(f);
	fill_roster(f);
	if (!late)
		fill_session(f, 0, dates[0], "2012-03-10");
	demo_fill_research(f);
	demo_fill_opinions(f);
	fill_discussions(f);
	fill_notes(f, "note", demo_number(f->school, "notes_have"), "2012-04-20");
	if (!late)
		fill_session(f, 1, dates[1], "2012-05-12");
	if (sessions >= 4)
		fill_session(f, 2, dates[2], "2012-06-16");
}

static void fill_autumn(struct filling *f)
{
	int sessions = demo_number(f->school, "sessions"), essays = demo_number(f->school, "essays");
	bool late = strcmp(demo_text(f->school, "code"), "X04") == 0;
	demo_fill_publicity(f);
	demo_fill_problems(f);
	demo_fill_first_ratings(f);
	demo_fill_chains(f);
	if (late) { /* two sessions entered months after they took place */
		fill_session(f, 0, "2012-03-09", "2012-10-17");
		fill_session(f, 1, "2012-05-11", "2012-10-17");
	}
	fill_notes(f, "impression", essays / 2, "2012-10-18");
	fill_notes(f, "insight", essays - essays / 2, "2012-10-19");
	if (sessions >= 3)
		fill_session(f, 3, "2012-10-19", "2012-10-20");
	if (sessions >= 5)
		fill_session(f, 4, "2012-10-20", "2012-10-20");
	demo_fill_results(f);
	demo_confirm_zeros(f);
}

static void sign(struct filling *f, const char *reported)
{
	struct ky_record *record = NULL;
	demo_begin_day(f, reported);
	if (!f->code)
		f->code = ky_record_load_single(f->wb, ky_kind_find("school"), &record, f->err);
	if (!f->code) {
		bool point = strcmp(demo_text(f->school, "type"), "jiaoxuedian") == 0;
		if (point)
			demo_put(f, record, "doc_no", KY_NA_TEXT);
		else
			demo_put_story(f, record, "report.number", 20 + f->school->index);
		demo_put_story(f, record, "report", 0);
		demo_put(f, record, "signed", reported);
		demo_put(f, record, "reported", reported);
	}
	if (record)
		demo_save(f, record);
	demo_done_for_today(f);
}

/* The schools that report have written their parts of it; one of them has not come to its plans yet. */
static void fill_sections(struct filling *f, const char *day)
{
	bool hurried = strcmp(demo_text(f->school, "code"), "J02") == 0;
	char author[64];
	demo_name(f, demo_number(f->school, "staff") - 1, author, sizeof(author));
	demo_list_ids(f, "section");
	demo_begin_day(f, day);
	for (int i = 0; !f->code && i < f->id_count && i < demo_lines(f->story, "report.sections") - hurried;
	     i++) {
		struct ky_record *record = demo_load(f, f->ids[i]);
		demo_put(f, record, "text", demo_cell(f->story, "report.sections", i, 0));
		demo_put(f, record, "author", author);
		demo_save(f, record);
	}
	demo_done_for_today(f);
}

static enum ky_code run(struct ky_workbook *wb, const struct demo_school *school, struct ky_error *err,
			void (*work)(struct filling *f))
{
	struct filling f = { .wb = wb, .school = school, .err = err, .story = demo_story() };
	f.delay = strcmp(demo_text(school, "lesson"), "late") == 0 ? LATE_BY : 0;
	f.people = calloc(STAFF_MAX, sizeof(*f.people));
	f.ids = calloc(STAFF_MAX, sizeof(*f.ids));
	if (!f.people || !f.ids)
		f.code = ky_fail(err, KY_SYSTEM, "%s", ky_reason(12));
	else
		work(&f);
	demo_story_free(f.story);
	free(f.people);
	free(f.ids);
	return f.code;
}

static void work_until_report(struct filling *f)
{
	const char *reported = demo_text(f->school, "reported");
	if (strcmp(demo_text(f->school, "lesson"), "hollow") == 0) {
		fill_school(f);
		demo_fill_hollow(f);
		return;
	}
	fill_spring(f);
	fill_autumn(f);
	if (reported[0]) {
		fill_sections(f, reported);
		sign(f, reported);
	}
	demo_fill_ratings(f);
	demo_fill_archive(f);
}

static void work_after_report(struct filling *f)
{
	struct ky_record *record = NULL;
	bool reported = demo_text(f->school, "reported")[0] != '\0';
	if (strcmp(demo_text(f->school, "lesson"), "hollow") == 0)
		return;
	demo_begin_day(f, "2012-10-31");
	if (!f->code)
		f->code = ky_record_load_single(f->wb, ky_kind_find("school"), &record, f->err);
	if (!f->code && reported)
		demo_put_story(f, record, "report.received", 0);
	else if (!f->code)
		demo_put(f, record, "doc_no", KY_NA_TEXT);
	if (record)
		demo_save(f, record);
	demo_done_for_today(f);
}

enum ky_code demo_fill(struct ky_workbook *wb, const struct demo_school *school, struct ky_error *err)
{
	return run(wb, school, err, work_until_report);
}

enum ky_code demo_finish(struct ky_workbook *wb, const struct demo_school *school, struct ky_error *err)
{
	return run(wb, school, err, work_after_report);
}
