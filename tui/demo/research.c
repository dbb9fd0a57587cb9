/* Fills the schools' spring: what they set up, whom they visited, which cards they sent out. */
#include "demo/demo.h"

/* Every leader goes out, several of them together where there are fewer visits than leaders. */
static void put_leaders(struct filling *f, struct ky_record *record, int visit, int visits)
{
	int leaders = demo_number(f->school, "leaders");
	char ids[1024];
	int used = snprintf(ids, sizeof(ids), "%s", f->people[leaders > 0 ? visit % leaders : 0]);
	for (int i = visit + visits; i < leaders && used < (int)sizeof(ids); i += visits)
		used += snprintf(ids + used, sizeof(ids) - (size_t)used, " %s", f->people[i]);
	demo_put(f, record, "leaders", ids);
}

static void fill_visits(struct filling *f)
{
	static const char *const groups[] = { "teacher", "student", "parent", "society" };
	static const char *const kinds[] = { "class", "research", "life", "family" };
	static const char *const policies[] = { "migrant", "leftbehind", "aid" };
	int visits = demo_number(f->school, "visits"), seminars = demo_number(f->school, "seminars");
	for (int i = 0; i < visits; i++) {
		char day[KY_DAY_TEXT];
		ky_day date = demo_day_of("2012-03-05") + i % 22;
		demo_begin_day(f, ky_day_format(date, day));
		struct ky_record *record = demo_begin("visit");
		demo_put_day(f, record, "date", date);
		demo_put(f, record, "who", demo_cell(f->story, "posts", i % 2, 0));
		put_leaders(f, record, i, visits);
		demo_put(f, record, "method", i % 3 ? "visit" : "lesson");
		demo_put(f, record, "kind", kinds[i % 4]);
		demo_put(f, record, "place", demo_cell(f->story, "visit.places", i, 0));
		if (i < seminars) {
			demo_put_story(f, record, "visit.seminar", 0);
			demo_put(f, record, "group", groups[i % 4]);
		}
		demo_put_number(f, record, "people", i < seminars ? 12 + i * 3 : 3 + i % 4);
		demo_put(f, record, "issues",
			 i < DEMO_CHAINED ? demo_problem(f, i + 2, PROBLEM_TEXT)
					  : demo_cell(f->story, "visit.issues", i, 0));
		if (i < 3)
			demo_put(f, record, "policy", policies[i]);
		demo_put(f, record, "confirmed", "yes");
		demo_save(f, record);
		demo_done_for_today(f);
	}
}

/* Divides the table's numbers over a batch for each group; the last one takes the remainder. */
static void fill_cards(struct filling *f)
{
	static const char *const groups[] = { "teacher", "student", "parent" };
	int sent = demo_number(f->school, "cards_sent"), returned = demo_number(f->school, "cards_returned");
	int valid = demo_number(f->school, "cards_valid");
	demo_begin_day(f, "2012-03-22");
	for (int i = 0; i < 3; i++) {
		struct ky_record *record = demo_begin("card");
		bool last = i == 2;
		demo_put_story(f, record, "card", i + 1);
		demo_put(f, record, "group", groups[i]);
		demo_put_number(f, record, "sent", last ? sent - sent / 3 * 2 : sent / 3);
		demo_put_number(f, record, "returned", last ? returned - returned / 3 * 2 : returned / 3);
		demo_put_number(f, record, "valid", last ? valid - valid / 3 * 2 : valid / 3);
		demo_put_number(f, record, "substantive", valid / 9);
		demo_save(f, record);
	}
	demo_done_for_today(f);
}

void demo_fill_research(struct filling *f)
{
	demo_play(f, "organisation");
	fill_visits(f);
	fill_cards(f);
}
