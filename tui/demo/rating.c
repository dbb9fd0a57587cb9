/*
 * Fills the demo's checklist, twice: in May as far as the school had come, and before it reports. The records say
 * what each item deserves (kuayue/claim.h); where the table's score is lower, a careful school rates light items
 * lower. What data/demo/faults.tsv lists is rated 3 against the records.
 */
#include "demo/demo.h"

#include <stdlib.h>
#include <string.h>

#include "kuayue/campaign.h"
#include "kuayue/claim.h"
#include "kuayue/language.h"

enum { NOT_APPLICABLE = -1 };

struct item_choice {
	int weight, rating;
	bool fixed; /* bad on purpose */
	bool met;
	char why[512]; /* what is lacking, or where nothing is what is there */
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
	for (int round = 0; round < 3; round++)
		for (int weight = 1; weight <= 5; weight++)
			for (size_t i = 0; i < count; i++) {
				if (score_of(items, count) <= score)
					return;
				if (items[i].weight == weight && items[i].rating == 3 - round && !items[i].fixed)
					items[i].rating--;
			}
}

/* What the records say of every item, as of the day that is set. */
static void weigh(struct filling *f, struct item_choice *choices)
{
	size_t count = 0;
	char language[8], why[512];
	const struct ky_item *items = ky_campaign_items(ky_workbook_campaign(f->wb), &count);
	snprintf(language, sizeof(language), "%s", ky_language());
	ky_language_set("zh"); /* what a school writes */
	for (size_t i = 0; !f->code && i < count; i++) {
		struct ky_claim claim;
		bool na = false;
		f->code = ky_claim_of(f->wb, &items[i], &claim, f->err);
		if (!f->code)
			f->code = ky_claim_na(f->wb, &items[i], &na, why, sizeof(why), f->err);
		choices[i].weight = items[i].weight;
		choices[i].rating = !claim.asked ? 3 : claim.level;
		if (na && (claim.level == 0 || ky_list_has(items[i].na, demo_text(f->school, "type"))))
			choices[i].rating = NOT_APPLICABLE;
		choices[i].fixed = demo_fault(f, items[i].id);
		if (choices[i].fixed)
			choices[i].rating = 3;
		choices[i].met = claim.met;
		snprintf(choices[i].why, sizeof(choices[i].why), "%s", claim.met ? claim.shown : claim.lacking);
	}
	ky_language_set(language);
}

static void put_reason(struct filling *f, struct ky_record *record, const struct item_choice *choice, int index)
{
	bool small = ky_list_has("youeryuan,jiaoxuedian", demo_text(f->school, "type"));
	const char *reason = demo_cell(f->story, "rating.lower", choice->met ? 0 : 1 + index % 5, 0);
	char evidence[32], note[640];
	snprintf(evidence, sizeof(evidence), "3-%d-1", index + 1);
	snprintf(note, sizeof(note), "%s%s%s", reason, choice->why[0] ? "：" : "", choice->why);
	demo_put(f, record, "note",
		 choice->rating < 0   ? demo_cell(f->story, "rating.na", !small, 0)
		 : choice->rating < 3 ? note
				      : "");
	demo_put(f, record, "evidence", choice->rating == 3 ? evidence : "");
}

static void rate(struct filling *f, const char *id, const struct item_choice *choice, int index)
{
	struct ky_record *record = demo_load(f, id);
	char key[4], was[16];
	if (!record)
		return;
	int self = ky_field_find(ky_record_kind(record), "self");
	snprintf(key, sizeof(key), "%d", choice->rating % 10);
	snprintf(was, sizeof(was), "%.15s", ky_record_get(record, self).text);
	if (strcmp(was, choice->rating < 0 ? "N" : key) == 0) { /* as it was in May, and still so */
		ky_record_free(record);
		return;
	}
	put_reason(f, record, choice, index);
	demo_put(f, record, "self", choice->rating < 0 ? "N" : key);
	demo_put_day(f, record, "date", ky_workbook_today(f->wb) - f->delay);
	demo_put_story(f, record, "rating", 0);
	demo_save(f, record);
}

/* The groups from the first to the last letter, on one day. */
static void rate_groups(struct filling *f, const char *groups, ky_day day, const struct item_choice *choices)
{
	size_t count = 0;
	char text[KY_DAY_TEXT];
	const struct ky_item *items = ky_campaign_items(ky_workbook_campaign(f->wb), &count);
	demo_list_ids(f, "rating");
	demo_begin_day(f, ky_day_format(day, text));
	for (size_t i = 0; !f->code && i < (size_t)f->id_count && i < count; i++)
		if (strchr(groups, items[i].id[0]))
			rate(f, f->ids[i], &choices[i], (int)i);
	demo_done_for_today(f);
}

static void fill(struct filling *f, const char *as_of, const char *const *groups, ky_day first, int score)
{
	size_t count = 0;
	ky_campaign_items(ky_workbook_campaign(f->wb), &count);
	struct item_choice *choices = calloc(count + 1, sizeof(*choices));
	if (choices && demo_text(f->school, "score")[0] != '\0') {
		ky_workbook_set_today(f->wb, demo_day_of(as_of) + f->delay);
		weigh(f, choices);
		reach_score(choices, count, score);
		for (int i = 0; groups[i]; i++)
			rate_groups(f, groups[i], first + i, choices);
	}
	free(choices);
}

/* The records cannot know that a later round made the first one no less done: the school says so. */
static void close_first_round(struct filling *f)
{
	demo_list_ids(f, "task");
	demo_begin_day(f, "2012-05-18");
	for (int i = 0; !f->code && i < f->id_count; i++) {
		struct ky_record *record = demo_load(f, f->ids[i]);
		int task = ky_field_find(ky_record_kind(record), "task_id");
		if (strcmp(ky_record_get(record, task).text, "P22") != 0) {
			ky_record_free(record);
			continue;
		}
		demo_put_story(f, record, "rating.round", 0);
		demo_save(f, record);
	}
	demo_done_for_today(f);
}

void demo_fill_first_ratings(struct filling *f)
{
	fill(f, "2012-05-14", (const char *[]){ "AB", "CD", "EF", "GHI", NULL }, demo_day_of("2012-05-14"), 100);
	if (demo_text(f->school, "score")[0] != '\0')
		close_first_round(f);
}

void demo_fill_ratings(struct filling *f)
{
	const char *reported = demo_text(f->school, "reported");
	const char *day = reported[0] ? reported : "2012-10-30";
	fill(f, day, (const char *[]){ "ABCD", "EFGH", "I", NULL }, demo_day_of(day) - 2,
	     demo_number(f->school, "score"));
}
