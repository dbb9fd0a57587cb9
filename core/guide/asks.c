/* Finds what the campaign asks a school for (guide/asks.h): its tasks measure it, or the full marks of an item do.
 */
#include "guide/asks.h"

#include <stdlib.h>
#include <string.h>

#include "figure/claim.h"
#include "kuayue/record.h"

struct asking {
	const struct guide_rule *rule;
	const char *kind; /* of school */
	bool asked;
	ky_day by;
};

static ky_day end_of_phase(const struct ky_campaign *campaign, const char *id)
{
	size_t count = 0;
	const struct ky_phase *phases = ky_campaign_phases(campaign, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(phases[i].id, id) == 0)
			return phases[i].to;
	return KY_NO_DAY;
}

static bool same(const char *a, const char *b)
{
	return a && strcmp(a, b) == 0;
}

/* The first of the tasks that are measured so has the day. */
static void ask_tasks(const struct ky_campaign *campaign, struct asking *asking)
{
	size_t count = 0;
	const struct ky_task *tasks = ky_campaign_tasks(campaign, &count);
	for (size_t i = 0; i < count; i++) {
		if ((!same(tasks[i].figure, asking->rule->asks) && !same(tasks[i].when, asking->rule->asks)) ||
		    ky_list_has(tasks[i].skip, asking->kind))
			continue;
		if (!asking->asked || tasks[i].to < asking->by)
			asking->by = tasks[i].to;
		asking->asked = true;
	}
}

/* An item that has all that it asks for asks for no more; neither does one that is said not to apply. */
static enum ky_code ask_items(struct ky_workbook *wb, struct asking *asking, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_campaign *campaign = ky_workbook_campaign(wb);
	const struct ky_item *items = ky_campaign_items(campaign, &count);
	for (size_t i = 0; i < count; i++) {
		bool names = false, missing = false;
		enum ky_code code = claim_misses(wb, &items[i], asking->rule->asks, &names, &missing, err);
		if (code)
			return code;
		if (!names)
			continue;
		if (!missing || ky_list_has(items[i].na, asking->kind)) {
			asking->asked = false;
			return KY_OK;
		}
		asking->by = asking->asked ? asking->by : end_of_phase(campaign, items[i].phase);
		asking->asked = true;
	}
	return KY_OK;
}

enum ky_code guide_asks(struct ky_workbook *wb, const struct guide_rule *rule, int remind, char day[KY_DAY_TEXT],
			bool *missed, struct ky_error *err)
{
	const struct ky_campaign *campaign = ky_workbook_campaign(wb);
	char *kind = NULL;
	bool deadline = same(rule->by, "deadline");
	enum ky_code code = ky_school_text(wb, "kind", &kind, err);
	struct asking asking = { .rule = rule, .kind = kind ? kind : "", .by = KY_NO_DAY };
	if (!code) {
		ask_tasks(campaign, &asking);
		code = ask_items(wb, &asking, err);
	}
	if (rule->by)
		asking.by = deadline ? ky_campaign_deadline(campaign) : end_of_phase(campaign, rule->by);
	ky_day today = ky_workbook_today(wb);
	*missed = !code && asking.asked && asking.by != KY_NO_DAY &&
		  (deadline ? today >= asking.by - remind : today > asking.by);
	ky_day_format(asking.by, day);
	free(kind);
	return code;
}
