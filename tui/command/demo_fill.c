/* A school's year: every record is entered on the day it would have been. */
#include <stdlib.h>
#include <string.h>

#include "command/demo.h"
#include "kuayue/campaign.h"

#define STAFF_MAX 400

/* What one run of filling knows. A failure stays in code, and everything after it does nothing. */
struct filling {
	struct ky_workbook *wb;
	const struct demo_school *school;
	enum ky_code code;
	struct ky_error *err;
	char (*people)[32]; /* ids */
	char (*ids)[32];    /* of the kind that was listed last */
	int people_count, id_count;
};

const char *demo_text(const struct demo_school *school, const char *column)
{
	for (int i = 0; i < school->columns; i++)
		if (strcmp(school->names[i], column) == 0)
			return school->cells[i];
	return "";
}

int demo_number(const struct demo_school *school, const char *column)
{
	return atoi(demo_text(school, column));
}

static ky_day day_of(const char *text)
{
	ky_day day = KY_NO_DAY;
	ky_day_parse(text, KY_NO_DAY, &day, NULL);
	return day;
}

/* Everything until done_for_today is one change of that day. */
static void begin_day(struct filling *f, const char *day)
{
	if (f->code)
		return;
	ky_workbook_set_today(f->wb, day_of(day));
	f->code = ky_change_begin(f->wb, "add", f->err);
}

static void done_for_today(struct filling *f)
{
	if (f->code)
		ky_change_rollback(f->wb);
	else
		f->code = ky_change_commit(f->wb, f->err);
}

static struct ky_record *begin(const char *kind)
{
	return ky_record_new(ky_kind_find(kind));
}

static struct ky_record *load(struct filling *f, const char *id)
{
	struct ky_record *record = NULL;
	if (!f->code)
		f->code = ky_record_load(f->wb, id, &record, f->err);
	return record;
}

static void put(struct filling *f, struct ky_record *record, const char *field, const char *text)
{
	if (!f->code)
		f->code = ky_record_put(f->wb, record, ky_field_find(ky_record_kind(record), field), text, f->err);
}

static void put_number(struct filling *f, struct ky_record *record, const char *field, int number)
{
	char text[16];
	snprintf(text, sizeof(text), "%d", number);
	put(f, record, field, text);
}

static void put_day(struct filling *f, struct ky_record *record, const char *field, ky_day day)
{
	char text[KY_DAY_TEXT];
	put(f, record, field, ky_day_format(day, text));
}

/* Saves and frees. */
static void save(struct filling *f, struct ky_record *record)
{
	if (!f->code)
		f->code = ky_record_save(f->wb, record, NULL, f->err);
	ky_record_free(record);
}

static int take_id(void *data, const struct ky_record *row)
{
	struct filling *f = data;
	snprintf(f->ids[f->id_count++], 32, "%s", ky_record_id(row));
	return f->id_count == STAFF_MAX;
}

static void list_ids(struct filling *f, const char *kind)
{
	struct ky_list *list = NULL;
	f->id_count = 0;
	if (!f->code)
		f->code = ky_list_open(f->wb, ky_kind_find(kind), &list, f->err);
	if (!f->code)
		f->code = ky_list_each(list, take_id, f, f->err);
	ky_list_close(list);
}

static void fill_school(struct filling *f)
{
	static const char *const numbers[] = { "staff", "party", "leaders", "students", "classes" };
	char liaison[64];
	struct ky_record *record = NULL;
	begin_day(f, "2012-02-10");
	if (!f->code)
		f->code = ky_record_load_single(f->wb, ky_kind_find("school"), &record, f->err);
	for (size_t i = 0; !f->code && i < sizeof(numbers) / sizeof(numbers[0]); i++)
		put(f, record, numbers[i], demo_text(f->school, numbers[i]));
	demo_name(f->school->index, demo_number(f->school, "staff") - 1, liaison, sizeof(liaison));
	if (!f->code)
		put(f, record, "website", demo_number(f->school, "website") ? "yes" : "no");
	if (!f->code)
		put(f, record, "liaison", liaison);
	if (record)
		save(f, record);
	done_for_today(f);
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
	begin_day(f, "2012-02-13");
	for (int i = 0; !f->code && i < staff && i < STAFF_MAX; i++) {
		static const char *const groups[] = { "语文组", "数学组", "英语组", "综合组", "艺体组" };
		char name[64];
		struct ky_record *record = begin("person");
		demo_name(f->school->index, i, name, sizeof(name));
		put(f, record, "name", name);
		put(f, record, "role", role_of(f->school, i));
		put(f, record, "party", i < demo_number(f->school, "party") ? "yes" : "no");
		put(f, record, "group", groups[i % 5]);
		if (i < demo_number(f->school, "leaders"))
			put(f, record, "post", i == 0 ? "校长" : i == 1 ? "副校长" : "中层干部");
		if (!f->code)
			f->code = ky_record_save(f->wb, record, NULL, f->err);
		snprintf(f->people[f->people_count++], 32, "%s", ky_record_id(record));
		ky_record_free(record);
	}
	done_for_today(f);
}

/* Everybody but a few, who are away with a reason. */
static void put_attendance(struct filling *f, struct ky_record *record, int session)
{
	int away = f->people_count > 20 ? 1 + session % 3 : 0;
	size_t size = (size_t)f->people_count * 32 + 1, used = 0;
	char *ids = calloc(1, size), reason[64];
	for (int i = 0; ids && i < f->people_count - away; i++)
		used += (size_t)snprintf(ids + used, size - used, "%s%s", i ? " " : "", f->people[i]);
	put(f, record, "attendance", ids ? ids : "");
	free(ids);
	snprintf(reason, sizeof(reason), "%d人公差或病假", away);
	if (away)
		put(f, record, "absent", reason);
}

static void fill_session(struct filling *f, int index, const char *date, const char *entered)
{
	char host[64], evidence[32];
	begin_day(f, entered);
	struct ky_record *record = begin("session");
	demo_name(f->school->index, 0, host, sizeof(host));
	snprintf(evidence, sizeof(evidence), "2-1-%d", index + 1);
	static const char *const kinds[] = { "meeting", "document", "theory" };
	put(f, record, "date", date);
	put(f, record, "place", "会议室");
	put(f, record, "topic", demo_topics[index % 6]);
	put(f, record, "topic_kind", kinds[index % 3]);
	put(f, record, "form", "collective");
	put(f, record, "host", host);
	put(f, record, "lead", host);
	put_number(f, record, "should", f->people_count);
	put_attendance(f, record, index);
	put(f, record, "material", "活动学习资料汇编");
	put_number(f, record, "minutes", 90);
	put(f, record, "evidence", evidence);
	save(f, record);
	done_for_today(f);
}

/* count of one kind, the person of each from `from` on, spread over the titles. */
static void add_notes(struct filling *f, const char *kind, int count, ky_day written)
{
	for (int i = 0; !f->code && i < count; i++) {
		struct ky_record *record = begin("note");
		char title[96];
		snprintf(title, sizeof(title), "%s(%d)", demo_titles[(i * 5 + f->school->index) % 12], i / 12 + 1);
		put(f, record, "person", f->people[i % f->people_count]);
		put(f, record, "kind", kind);
		put_day(f, record, "date", written - i % 4);
		put(f, record, "title", title);
		save(f, record);
	}
}

static void fill_notes(struct filling *f, const char *kind, int count, const char *entered)
{
	begin_day(f, entered);
	add_notes(f, kind, count, day_of(entered) - 1);
	done_for_today(f);
}

/* Tasks whose window ended by then are done, but for what the school's story leaves open. */
static void finish_tasks(struct filling *f, const char *by, const char *after)
{
	bool behind = demo_text(f->school, "reported")[0] == '\0';
	list_ids(f, "task");
	begin_day(f, by);
	for (int i = 0; !f->code && i < f->id_count; i++) {
		struct ky_record *record = load(f, f->ids[i]);
		if (!record)
			break;
		ky_day to = day_of(ky_record_get(record, ky_field_find(ky_kind_find("task"), "to")).text);
		char evidence[32];
		snprintf(evidence, sizeof(evidence), "1-%d-1", i + 1);
		if (to > day_of(by) || to <= day_of(after) || (behind && i % 3 == 2)) {
			ky_record_free(record);
			continue;
		}
		put(f, record, "progress", "已按方案完成");
		put_day(f, record, "done", to - 2);
		put(f, record, "evidence", evidence);
		put(f, record, "status", "done");
		save(f, record);
	}
	done_for_today(f);
}

struct item_choice {
	int weight, rating; /* -1: not applicable */
};

static int score_of(const struct item_choice *items, size_t count)
{
	int got = 0, full = 0;
	for (size_t i = 0; i < count; i++) {
		if (items[i].rating < 0)
			continue;
		got += items[i].weight * items[i].rating;
		full += 3 * items[i].weight;
	}
	return full ? (200 * got + full) / (2 * full) : 0;
}

/* Lowers light items first, a step at a time, until the score is the table's. */
static void reach_score(struct item_choice *items, size_t count, int score)
{
	for (int round = 0; round < 3; round++) {
		for (int weight = 1; weight <= 5; weight++) {
			for (size_t i = 0; i < count; i++) {
				if (score_of(items, count) <= score)
					return;
				if (items[i].weight == weight && items[i].rating == 3 - round)
					items[i].rating--;
			}
		}
	}
}

static void rate(struct filling *f, const char *id, const struct item_choice *choice, int index)
{
	struct ky_record *record = load(f, id);
	char key[4], evidence[32], checker[64];
	if (!record)
		return;
	snprintf(key, sizeof(key), "%d", choice->rating % 10);
	snprintf(evidence, sizeof(evidence), "3-%d-1", index + 1);
	demo_name(f->school->index, f->people_count > 2 ? 2 : 0, checker, sizeof(checker));
	put(f, record, "self", choice->rating < 0 ? "N" : key);
	if (choice->rating < 0)
		put(f, record, "note", "本校类型不适用,已报局领导小组办公室");
	else if (choice->rating == 3)
		put(f, record, "evidence", evidence);
	else
		put(f, record, "note", "凭据不全,正在补充");
	put(f, record, "checker", checker);
	save(f, record);
}

static void fill_ratings(struct filling *f)
{
	size_t count = 0;
	const struct ky_item *items = ky_campaign_items(ky_workbook_campaign(f->wb), &count);
	struct item_choice *choices = calloc(count + 1, sizeof(*choices));
	if (!choices || demo_text(f->school, "score")[0] == '\0') {
		free(choices);
		return;
	}
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct item_choice){
			.weight = items[i].weight,
			.rating = ky_list_has(items[i].na, demo_text(f->school, "type")) ? -1 : 3,
		};
	reach_score(choices, count, demo_number(f->school, "score"));
	list_ids(f, "rating");
	begin_day(f, "2012-05-15");
	for (int i = 0; !f->code && i < f->id_count && i < (int)count; i++)
		rate(f, f->ids[i], &choices[i], i);
	done_for_today(f);
	free(choices);
}

static const char *type_of(const struct demo_school *school, int i, int total)
{
	int unfinished = total - demo_number(school, "st_已销号"),
	    longterm = demo_number(school, "of_which_longterm");
	/* Long-term: the unfinished ones behind those overdue first, then closed ones. */
	int first = demo_number(school, "of_which_overdue");
	if (i >= first && i < first + longterm)
		return "longterm";
	return i >= unfinished && i % 3 == 0 ? "immediate" : "limited";
}

static void register_problems(struct filling *f, int total)
{
	begin_day(f, "2012-05-25");
	for (int i = 0; !f->code && i < total; i++) {
		static const char *const sources[] = { "self", "opinion", "compare", "notice" };
		const struct demo_problem *problem = demo_problem_at(i + f->school->index * 5);
		struct ky_record *record = begin("problem");
		put(f, record, "source", sources[i % 4]);
		put(f, record, "category", problem->category);
		put(f, record, "text", problem->text);
		put(f, record, "cause", problem->cause);
		put(f, record, "suggestion", problem->measure);
		put(f, record, "type", type_of(f->school, i, total));
		put_day(f, record, "found", day_of("2012-05-02") + i % 20);
		save(f, record);
	}
	done_for_today(f);
}

static void begin_work(struct filling *f, int i, bool overdue, bool start)
{
	struct ky_record *record = load(f, f->ids[i]);
	char owner[64];
	if (!record)
		return;
	int person = f->people_count > 4 ? 3 + i % (f->people_count - 3) : 0;
	demo_name(f->school->index, person, owner, sizeof(owner));
	put(f, record, "measure", demo_problem_at(i + f->school->index * 5)->measure);
	put(f, record, "leader", "分管副校长");
	put(f, record, "dept", i % 2 ? "教务处" : "办公室");
	put(f, record, "owner", owner);
	put(f, record, "due", overdue ? "2012-09-30" : start && i % 2 ? "2012-12-20" : "2012-12-31");
	if (start)
		put(f, record, "status", "working");
	save(f, record);
}

static void report_done(struct filling *f, int i)
{
	struct ky_record *record = load(f, f->ids[i]);
	char evidence[32];
	if (!record)
		return;
	snprintf(evidence, sizeof(evidence), "4-%d-1", i + 1);
	put(f, record, "progress", "措施已落实,材料已归档");
	put_day(f, record, "done", day_of("2012-09-03") + i % 15);
	put(f, record, "evidence", evidence);
	put(f, record, "handled", "按措施办理完毕");
	put(f, record, "status", "review");
	save(f, record);
}

/* In a school of three or fewer the central school verifies. */
static void close_problem(struct filling *f, int i)
{
	struct ky_record *record = load(f, f->ids[i]);
	char verifier[64];
	if (!record)
		return;
	demo_name(f->school->index, 1, verifier, sizeof(verifier));
	put(f, record, "verifier", f->people_count > 4 ? verifier : "中心小学核验组");
	put(f, record, "verified", "2012-10-12");
	put(f, record, "published", "2012-10-15");
	put(f, record, "status", "closed");
	save(f, record);
}

static void fill_problems(struct filling *f)
{
	int open = demo_number(f->school, "st_未启动"), total = demo_number(f->school, "problems");
	int closed = demo_number(f->school, "st_已销号"), review = demo_number(f->school, "st_待核验");
	int overdue = demo_number(f->school, "of_which_overdue"), working = total - open - closed - review;
	register_problems(f, total);
	list_ids(f, "problem");
	/* The order of the list: working (the overdue first), open, review, closed. */
	begin_day(f, "2012-06-11");
	for (int i = 0; !f->code && i < total; i++)
		if (i < working || i >= working + open)
			begin_work(f, i, i < overdue, true);
	done_for_today(f);
	begin_day(f, "2012-09-20");
	for (int i = working + open; !f->code && i < total; i++)
		report_done(f, i);
	done_for_today(f);
	begin_day(f, "2012-10-16");
	for (int i = working + open + review; !f->code && i < total; i++)
		close_problem(f, i);
	done_for_today(f);
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
	finish_tasks(f, "2012-04-01", "2012-01-01");
	fill_notes(f, "note", demo_number(f->school, "notes_have"), "2012-04-20");
	if (!late)
		fill_session(f, 1, dates[1], "2012-05-12");
	fill_ratings(f);
	if (sessions >= 4)
		fill_session(f, 2, dates[2], "2012-06-16");
}

static void fill_autumn(struct filling *f)
{
	int sessions = demo_number(f->school, "sessions"), essays = demo_number(f->school, "essays");
	bool late = strcmp(demo_text(f->school, "code"), "X04") == 0;
	finish_tasks(f, "2012-06-10", "2012-04-01");
	fill_problems(f);
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
	finish_tasks(f, "2012-10-21", "2012-06-10");
}

static void sign(struct filling *f, const char *reported)
{
	struct ky_record *record = NULL;
	char signer[64];
	begin_day(f, reported);
	if (!f->code)
		f->code = ky_record_load_single(f->wb, ky_kind_find("school"), &record, f->err);
	demo_name(f->school->index, 0, signer, sizeof(signer));
	if (!f->code) {
		put(f, record, "signer", signer);
		put(f, record, "signed", reported);
		put(f, record, "reported", reported);
		put(f, record, "channel", "U盘和纸质");
	}
	if (record)
		save(f, record);
	done_for_today(f);
}

static enum ky_code run(struct ky_workbook *wb, const struct demo_school *school, struct ky_error *err,
			void (*work)(struct filling *f))
{
	struct filling f = { .wb = wb, .school = school, .err = err };
	f.people = calloc(STAFF_MAX, sizeof(*f.people));
	f.ids = calloc(STAFF_MAX, sizeof(*f.ids));
	if (!f.people || !f.ids)
		f.code = ky_fail(err, KY_SYSTEM, "%s", strerror(12));
	else
		work(&f);
	free(f.people);
	free(f.ids);
	return f.code;
}

static void work_until_report(struct filling *f)
{
	const char *reported = demo_text(f->school, "reported");
	fill_spring(f);
	fill_autumn(f);
	if (reported[0])
		sign(f, reported);
}

static void work_after_report(struct filling *f)
{
	struct ky_record *record = NULL;
	bool reported = demo_text(f->school, "reported")[0] != '\0';
	begin_day(f, "2012-10-31");
	if (!f->code)
		f->code = ky_record_load_single(f->wb, ky_kind_find("school"), &record, f->err);
	if (!f->code)
		put(f, record, reported ? "receipt" : "doc_no", reported ? "已收回执" : KY_NA_TEXT);
	if (record)
		save(f, record);
	done_for_today(f);
}

enum ky_code demo_fill(struct ky_workbook *wb, const struct demo_school *school, struct ky_error *err)
{
	return run(wb, school, err, work_until_report);
}

enum ky_code demo_finish(struct ky_workbook *wb, const struct demo_school *school, struct ky_error *err)
{
	return run(wb, school, err, work_after_report);
}
