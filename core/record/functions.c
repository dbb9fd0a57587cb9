/*
 * Functions that queries call by name. What a rule in C asks as well is defined once, in rule_help.c or here.
 *
 *   answered(value)             the value is neither 未填 nor 不适用
 *   same_person(a, b)           two names of one person
 *   stated(value)               the number; NULL where it is none, which 不适用 is not
 *   exceeds(a, b)               both are numbers, and the first is the larger
 *   has_link(set, id)           a set of links has the record among them
 *   link_count(set)             how many links a set has
 *   clock_minutes(time)         minutes since midnight of a time such as 9:30; NULL if it is none
 *   today()                     the workbook's day, as YYYY-MM-DD (workbook/function.c): what is dated later has
 *                               not taken place, and neither has 不适用, which sorts behind every day
 *   shown_state(id, state, by, list)  the state of a record, worked out where nobody set it (record/shown.h)
 *   records_state(id)           the state that the records say, whoever set another by hand
 *   done_on(id, done)           the day on which it came to its last state: stored, or of the records
 *   late_days(kind)             days after which an entry of the kind is late, by the campaign
 *   campaign_from(), campaign_to()  the campaign's first and last day, as YYYY-MM-DD
 *   campaign_phase(day)         the phase in which the campaign has the day; NULL: none
 *   campaign_phase_end(phase)   its last day
 *   percent(part, whole)        whole percent, rounded half up; NULL without anything to divide by
 */
#include <string.h>

#include "base/percent.h"
#include "record/internal.h"
#include "record/rule_help.h"
#include "record/shown.h"
#include "record/views.h"
#include "workbook/function.h"

static void answered(struct db_call *call)
{
	db_call_return(call, cell_reads(db_call_text(call, 0)) == CELL_STR);
}

static void same_person(struct db_call *call)
{
	bool same = false;
	if (rule_same_person(db_call_text(call, 0), db_call_text(call, 1), &same))
		db_call_return(call, same);
	else
		db_call_no_memory(call);
}

static void stated(struct db_call *call)
{
	if (db_call_is_int(call, 0))
		db_call_return(call, db_call_int(call, 0));
}

static void exceeds(struct db_call *call)
{
	db_call_return(call, db_call_is_int(call, 0) && db_call_is_int(call, 1) &&
				     db_call_int(call, 0) > db_call_int(call, 1));
}

static void has_link(struct db_call *call)
{
	db_call_return(call, links_have(db_call_text(call, 0), db_call_text(call, 1)));
}

static void link_count(struct db_call *call)
{
	int64_t count = 0;
	for (const char *ids = db_call_text(call, 0); *ids; ids += strspn(ids, " "), count++)
		ids += strcspn(ids, " ");
	db_call_return(call, count);
}

static void clock_minutes(struct db_call *call)
{
	int minutes = rule_clock_minutes(db_call_text(call, 0));
	if (minutes == RULE_NO_MEMORY)
		db_call_no_memory(call);
	else if (minutes >= 0)
		db_call_return(call, minutes);
}

static void percent(struct db_call *call)
{
	int64_t part = db_call_int(call, 0), whole = db_call_int(call, 1);
	if (!db_call_is_null(call, 0) && part >= 0 && whole > 0)
		db_call_return(call, percent_of(part, whole));
}

/* The same in a whole statement, since a template changes between two. */
static void late_days(struct db_call *call)
{
	const struct ky_campaign *campaign = ky_workbook_campaign(db_call_workbook(call));
	db_call_return(call, ky_campaign_late_days(campaign, db_call_text(call, 0)));
}

static void campaign_from(struct db_call *call)
{
	char day[KY_DAY_TEXT];
	db_call_return_text(call,
			    ky_day_format(ky_campaign_from(ky_workbook_campaign(db_call_workbook(call))), day));
}

static void campaign_to(struct db_call *call)
{
	char day[KY_DAY_TEXT];
	db_call_return_text(call,
			    ky_day_format(ky_campaign_to(ky_workbook_campaign(db_call_workbook(call))), day));
}

static void campaign_phase(struct db_call *call)
{
	size_t count = 0;
	ky_day day = KY_NO_DAY;
	const struct ky_phase *phases = ky_campaign_phases(ky_workbook_campaign(db_call_workbook(call)), &count);
	if (ky_day_parse(db_call_text(call, 0), KY_NO_DAY, &day, NULL))
		return;
	for (size_t i = 0; i < count; i++)
		if (strcmp(phases[i].id, "0") != 0 && day >= phases[i].from && day <= phases[i].to) {
			db_call_return_text(call, phases[i].id);
			return;
		}
}

static void campaign_phase_end(struct db_call *call)
{
	size_t count = 0;
	char day[KY_DAY_TEXT];
	const struct ky_phase *phases = ky_campaign_phases(ky_workbook_campaign(db_call_workbook(call)), &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(phases[i].id, db_call_text(call, 0)) == 0)
			db_call_return_text(call, ky_day_format(phases[i].to, day));
}

static const struct db_function functions[] = {
	{ "answered", 1, answered, false },
	{ "stated", 1, stated, false },
	{ "same_person", 2, same_person, false },
	{ "exceeds", 2, exceeds, false },
	{ "has_link", 2, has_link, false },
	{ "clock_minutes", 1, clock_minutes, false },
	{ "percent", 2, percent, false },
	{ "shown_state", 4, shown_state, true },
	{ "records_state", 1, shown_records_state, true },
	{ "done_on", 2, shown_done_on, true },
	{ "late_days", 1, late_days, false },
	{ "link_count", 1, link_count, false },
	{ "campaign_from", 0, campaign_from, false },
	{ "campaign_to", 0, campaign_to, false },
	{ "campaign_phase", 1, campaign_phase, false },
	{ "campaign_phase_end", 1, campaign_phase_end, false },
};

enum ky_code functions_add(struct ky_workbook *wb, struct ky_error *err)
{
	return db_add_functions(wb, functions, sizeof(functions) / sizeof(functions[0]), err);
}
