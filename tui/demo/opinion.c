/* Fills what people said to the schools, what the schools answered, and what became of it. */
#include "demo/demo.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The first opinions are about what became a problem; the speaker and the words before it differ. */
static void opinion_text(const struct filling *f, int about, int i, char *out, size_t size)
{
	const char *text = about < DEMO_CHAINED ? demo_problem(f, about + 1, PROBLEM_TEXT)
						: demo_cell(f->story, "opinions", about + f->school->index, 0);
	snprintf(out, size, "%s%s%s", demo_cell(f->story, "opinion.who", i + about, 0),
		 demo_cell(f->story, "opinion.how", i, 0), text);
}

static void add_opinion(struct filling *f, int i, char (*roots)[32], int merged)
{
	assert(i >= 0 && merged > 0);
	static const char *const channels[] = { "seminar", "card", "box", "visit", "survey" };
	static const char *const groups[] = { "parent", "student", "teacher", "society" };
	static const char *const categories[] = { "style", "policy", "thought", "system", "spirit" };
	struct ky_record *record = demo_begin("opinion");
	char raw[256];
	demo_put(f, record, "channel", channels[i % 5]);
	demo_put(f, record, "group", groups[i % 4]);
	demo_put_day(f, record, "date", demo_day_of("2012-03-20") + (i < merged ? i * 3 / merged : 3 + i % 3));
	opinion_text(f, i < merged ? i : i % merged, i, raw, sizeof(raw));
	demo_put(f, record, "raw", raw);
	demo_put(f, record, "category", categories[i % 5]);
	if (i >= merged)
		demo_put(f, record, "merged_into", roots[i % merged]);
	if (!f->code)
		f->code = ky_record_save(f->wb, record, NULL, f->err);
	if (i < merged)
		snprintf(roots[i], sizeof(roots[i]), "%s", ky_record_id(record));
	ky_record_free(record);
}

void demo_fill_opinions(struct filling *f)
{
	int raw = demo_number(f->school, "opinions_raw"), merged = demo_number(f->school, "opinions_merged");
	char(*roots)[32] = calloc((size_t)merged + 1, sizeof(*roots));
	if (!roots || !merged) {
		free(roots);
		return;
	}
	demo_begin_day(f, "2012-03-26");
	for (int i = 0; !f->code && i < raw; i++)
		add_opinion(f, i, roots, merged);
	demo_done_for_today(f);
	/* Answered by the end of April; a school that lags leaves every third open. */
	demo_begin_day(f, "2012-04-27");
	for (int i = 0; !f->code && i < merged; i++) {
		struct ky_record *record = demo_load(f, roots[i]);
		demo_put(f, record, "decision", i % 7 == 3 ? "explain" : "adopt");
		demo_put(f, record, "owner", demo_cell(f->story, "departments", i, 0));
		if (demo_text(f->school, "reported")[0] || i % 3) {
			demo_put_story(f, record, "opinion.answered", 0);
			demo_put(f, record, "reply_by", i % 2 ? "meeting" : "notice");
		}
		demo_save(f, record);
	}
	demo_done_for_today(f);
	free(roots);
}

/* Links the first records of a kind, each to the problem that it became. */
static void chain(struct filling *f, const char *kind, int problem)
{
	char problems[STAFF_MAX][32];
	demo_list_ids(f, "problem");
	int count = f->id_count;
	memcpy(problems, f->ids, sizeof(problems));
	demo_list_ids(f, kind);
	for (int i = 0; !f->code && i < DEMO_CHAINED && i < f->id_count && problem + i < count; i++) {
		struct ky_record *record = demo_load(f, f->ids[i]);
		demo_put(f, record, "problem_id", problems[problem + i]);
		demo_save(f, record);
	}
}

static void fill_notices(struct filling *f)
{
	static const char *const kinds[] = { "key", "hot", "routine" };
	static const char *const days[] = { "2012-04-10", "2012-05-22", "2012-06-12", "2012-09-11" };
	int inspections = demo_number(f->school, "inspections"), replied = demo_number(f->school, "replied");
	for (int i = 0; i < inspections; i++) {
		ky_day day = demo_day_of(days[i % 4]);
		char text[KY_DAY_TEXT];
		demo_begin_day(f, ky_day_format(day + 2, text));
		struct ky_record *record = demo_begin("notice");
		demo_put(f, record, "kind", kinds[i % 3]);
		demo_put_day(f, record, "date", day);
		demo_put_story(f, record, "notice", 0);
		demo_put(f, record, "finding", demo_problem(f, i, PROBLEM_TEXT));
		demo_put_day(f, record, "issued", day + 1);
		demo_put_day(f, record, "reply_due", day + 15);
		if (i < replied) {
			demo_put(f, record, "cause1", demo_problem(f, i, PROBLEM_CAUSE));
			demo_put_story(f, record, "notice.replied", 0);
			demo_put(f, record, "correct", demo_problem(f, i, PROBLEM_MEASURE));
			demo_put_day(f, record, "replied", day + 2);
		}
		demo_save(f, record);
		demo_done_for_today(f);
	}
}

/* C01: self-inspection and supervision found the same problem. */
static void merge_two_sources(struct filling *f)
{
	demo_list_ids(f, "problem");
	struct ky_record *first = demo_load(f, f->ids[0]);
	if (!first)
		return;
	int text = ky_field_find(ky_kind_find("problem"), "text");
	demo_add(f, "problem", "source", "notice", "text", ky_record_get(first, text).text, "found", "2012-05-22",
		 "merged_into", f->ids[0]);
	ky_record_free(first);
}

void demo_fill_chains(struct filling *f)
{
	fill_notices(f);
	demo_begin_day(f, "2012-06-12");
	chain(f, "opinion", 1);
	chain(f, "visit", 2);
	chain(f, "notice", 0);
	if (demo_is(f, "C01"))
		merge_two_sources(f);
	demo_done_for_today(f);
}
