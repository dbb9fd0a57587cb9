/* The demo's self-inspection and its rectification ledger. */
#include "demo/demo.h"

#include <stdlib.h>

#include "kuayue/campaign.h"

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
	struct ky_record *record = demo_load(f, id);
	char key[4], evidence[32], checker[64];
	if (!record)
		return;
	snprintf(key, sizeof(key), "%d", choice->rating % 10);
	snprintf(evidence, sizeof(evidence), "3-%d-1", index + 1);
	demo_name(f->school->index, f->people_count > 2 ? 2 : 0, checker, sizeof(checker));
	demo_put(f, record, "self", choice->rating < 0 ? "N" : key);
	if (choice->rating < 0)
		demo_put(f, record, "note", "本校类型不适用，已报局领导小组办公室");
	else if (choice->rating == 3)
		demo_put(f, record, "evidence", evidence);
	else
		demo_put(f, record, "note", "凭据不全，正在补充");
	demo_put(f, record, "checker", checker);
	demo_save(f, record);
}

void demo_fill_ratings(struct filling *f)
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
	demo_list_ids(f, "rating");
	demo_begin_day(f, "2012-05-15");
	for (int i = 0; !f->code && i < f->id_count && i < (int)count; i++)
		rate(f, f->ids[i], &choices[i], i);
	demo_done_for_today(f);
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
	demo_begin_day(f, "2012-05-25");
	for (int i = 0; !f->code && i < total; i++) {
		static const char *const sources[] = { "self", "opinion", "compare", "notice" };
		const struct demo_problem *problem = demo_problem_at(i + f->school->index * 5);
		struct ky_record *record = demo_begin("problem");
		demo_put(f, record, "source", sources[i % 4]);
		demo_put(f, record, "category", problem->category);
		demo_put(f, record, "text", problem->text);
		demo_put(f, record, "cause", problem->cause);
		demo_put(f, record, "suggestion", problem->measure);
		demo_put(f, record, "type", type_of(f->school, i, total));
		demo_put_day(f, record, "found", demo_day_of("2012-05-02") + i % 20);
		demo_save(f, record);
	}
	demo_done_for_today(f);
}

static void begin_work(struct filling *f, int i, bool overdue, bool start)
{
	struct ky_record *record = demo_load(f, f->ids[i]);
	char owner[64];
	if (!record)
		return;
	int person = f->people_count > 4 ? 3 + i % (f->people_count - 3) : 0;
	demo_name(f->school->index, person, owner, sizeof(owner));
	demo_put(f, record, "measure", demo_problem_at(i + f->school->index * 5)->measure);
	demo_put(f, record, "leader", "分管副校长");
	demo_put(f, record, "dept", i % 2 ? "教务处" : "办公室");
	demo_put(f, record, "owner", owner);
	demo_put(f, record, "due", overdue ? "2012-09-30" : start && i % 2 ? "2012-12-20" : "2012-12-31");
	if (start)
		demo_put(f, record, "status", "working");
	demo_save(f, record);
}

static void report_done(struct filling *f, int i)
{
	struct ky_record *record = demo_load(f, f->ids[i]);
	char evidence[32];
	if (!record)
		return;
	snprintf(evidence, sizeof(evidence), "4-%d-1", i + 1);
	demo_put(f, record, "progress", "措施已落实，材料已归档");
	demo_put_day(f, record, "done", demo_day_of("2012-09-03") + i % 15);
	demo_put(f, record, "evidence", evidence);
	demo_put(f, record, "handled", "按措施办理完毕");
	demo_put(f, record, "status", "review");
	demo_save(f, record);
}

/* In a school of three or fewer the central school verifies. */
static void close_problem(struct filling *f, int i)
{
	struct ky_record *record = demo_load(f, f->ids[i]);
	char verifier[64];
	if (!record)
		return;
	demo_name(f->school->index, 1, verifier, sizeof(verifier));
	demo_put(f, record, "verifier", f->people_count > 4 ? verifier : "中心小学核验组");
	demo_put(f, record, "verified", "2012-10-12");
	demo_put(f, record, "published", "2012-10-15");
	demo_put(f, record, "status", "closed");
	demo_save(f, record);
}

void demo_fill_problems(struct filling *f)
{
	int open = demo_number(f->school, "st_未启动"), total = demo_number(f->school, "problems");
	int closed = demo_number(f->school, "st_已销号"), review = demo_number(f->school, "st_待核验");
	int overdue = demo_number(f->school, "of_which_overdue"), working = total - open - closed - review;
	register_problems(f, total);
	demo_list_ids(f, "problem");
	/* The order of the list: working (the overdue first), open, review, closed. */
	demo_begin_day(f, "2012-06-11");
	for (int i = 0; !f->code && i < total; i++)
		if (i < working || i >= working + open)
			begin_work(f, i, i < overdue, true);
	demo_done_for_today(f);
	demo_begin_day(f, "2012-09-20");
	for (int i = working + open; !f->code && i < total; i++)
		report_done(f, i);
	demo_done_for_today(f);
	demo_begin_day(f, "2012-10-16");
	for (int i = working + open + review; !f->code && i < total; i++)
		close_problem(f, i);
	demo_done_for_today(f);
}
