/* Fills the demo's rectification ledger. */
#include "demo/demo.h"

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
	demo_begin_day(f, "2012-05-12");
	for (int i = 0; !f->code && i < total; i++) {
		static const char *const sources[] = { "self", "opinion", "compare", "notice" };
		static const char *const cells[] = { "category", "text", "cause", "suggestion" };
		struct ky_record *record = demo_begin("problem");
		demo_put(f, record, "source", sources[i % 4]);
		for (int cell = 0; cell < 4; cell++)
			demo_put(f, record, cells[cell], demo_problem(f, i, cell));
		demo_put(f, record, "type", type_of(f->school, i, total));
		demo_put_day(f, record, "found", demo_day_of("2012-04-22") + i % 20);
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
	demo_name(f, person, owner, sizeof(owner));
	demo_put(f, record, "measure", demo_problem(f, i, PROBLEM_MEASURE));
	demo_put_story(f, record, "problem.work", 0);
	demo_put(f, record, "dept", demo_cell(f->story, "departments", i, 0));
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
	demo_put_story(f, record, "problem.done", 0);
	demo_put_day(f, record, "done", demo_day_of("2012-09-03") + i % 15);
	demo_put(f, record, "evidence", evidence);
	demo_save(f, record);
}

/* In a school of four people or fewer the central school verifies. */
static void close_problem(struct filling *f, int i)
{
	struct ky_record *record = demo_load(f, f->ids[i]);
	if (!record)
		return;
	demo_put_story(f, record, "problem.closed", 0);
	if (f->people_count <= 4)
		demo_put_story(f, record, "problem.small", 0);
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
