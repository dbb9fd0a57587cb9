/* Reads the sections that are keys with values, each by its table of rules. */
#include <string.h>

#include "base/i18n.h"
#include "campaign/internal.h"
#include "campaign/model.h"

#define LATE_OF "late_days." /* and a kind of records: its own limit, kept among the targets under this name */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static enum ky_code check_window(const struct loading *loading, const char *section, ky_day from, ky_day to)
{
	const struct ky_campaign *campaign = loading->campaign;
	if (!ky_campaign_has_day(campaign, from) || !ky_campaign_has_day(campaign, to))
		return bad_key(loading, section, ky_campaign_has_day(campaign, from) ? "to" : "from",
			       _("the day is outside of the campaign"),
			       _("a day from \"from\" to \"to\" of [campaign]"));
	if (from <= to)
		return KY_OK;
	return bad_key(loading, section, "to", _("the day is before \"from\""), _("that day or a later one"));
}

/* The campaign's own days: those of its year where it says none. It may end in the next year, at most a year after
 * it began. */
static enum ky_code read_days(const struct loading *loading, const char *section)
{
	struct ky_campaign *campaign = loading->campaign;
	const struct campaign_head *head = &campaign->head;
	if (ky_day_parse_in_year(head->from ? head->from : "01-01", head->year, &campaign->from, NULL))
		return bad_key(loading, section, "from", _("the day does not fit"),
			       _("a day as MM-DD, such as 02-29"));
	if (head->to && !campaign_day(campaign, head->to, &campaign->to))
		return bad_key(loading, section, "to", _("the day does not fit"),
			       _("a day as MM-DD, such as 02-29"));
	if (!head->to)
		campaign->to = ky_day_from_ymd(head->year, 12, 31);
	return KY_OK;
}

enum ky_code read_head(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "id", VALUE_TEXT, offsetof(struct campaign_head, id), false },
		{ "version", VALUE_TEXT, offsetof(struct campaign_head, version), false },
		{ "title", VALUE_TEXT, offsetof(struct campaign_head, title), false },
		{ "year", VALUE_INT, offsetof(struct campaign_head, year), false },
		{ "from", VALUE_TEXT, offsetof(struct campaign_head, from), true },
		{ "to", VALUE_TEXT, offsetof(struct campaign_head, to), true },
		{ "report_deadline", VALUE_TEXT, offsetof(struct campaign_head, deadline), false },
		{ "report_deadline_origin", VALUE_ORIGIN, offsetof(struct campaign_head, deadline_inferred),
		  false },
		{ "remind_days", VALUE_TEXT, offsetof(struct campaign_head, remind), false },
		{ "late_days", VALUE_INT, offsetof(struct campaign_head, late), true },
		{ LATE_OF, VALUE_INT, NOWHERE, true },
		{ "tasks", VALUE_INT, offsetof(struct campaign_head, tasks), false },
		{ "items", VALUE_INT, offsetof(struct campaign_head, items), false },
		{ "weight_total", VALUE_INT, offsetof(struct campaign_head, weight_total), false },
		{ "grade", VALUE_TEXT, offsetof(struct campaign_head, grades), false },
	};
	struct ky_campaign *campaign = loading->campaign;
	struct campaign_head *head = &campaign->head;
	(void)id;
	head->late = KY_LATE_DAYS;
	enum ky_code code = read_keys(loading, section, rules, COUNT(rules), head);
	if (code)
		return code;
	for (size_t i = 0; i < section->count; i++)
		if (strncmp(section->entries[i].key, LATE_OF, strlen(LATE_OF)) == 0) {
			struct campaign_target *late = &campaign->targets[campaign->target_count++];
			late->name = section->entries[i].key;
			read_int(section->entries[i].value, &late->value);
		}
	if (head->year < 1900 || head->year > 2999)
		return bad_key(loading, section->name, "year", _("the year does not fit"), _("1900 to 2999"));
	enum ky_code days = read_days(loading, section->name);
	if (!days && !campaign_day(campaign, head->deadline, &campaign->deadline))
		days = bad_key(loading, section->name, "report_deadline", _("the day does not fit"),
			       _("a day as MM-DD, such as 02-29"));
	return days;
}

enum ky_code read_phase(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "title", VALUE_TEXT, offsetof(struct ky_phase, title), false },
		{ "from", VALUE_DAY, offsetof(struct ky_phase, from), false },
		{ "to", VALUE_DAY, offsetof(struct ky_phase, to), false },
	};
	struct ky_campaign *campaign = loading->campaign;
	if (!strcmp(id, "0")) /* its days are those of the others */
		return read_keys(loading, section, rules, 1, &campaign->phases[0]);
	struct ky_phase *phase = &campaign->phases[campaign->phase_count++], *whole = &campaign->phases[0];
	phase->id = id;
	enum ky_code code = read_keys(loading, section, rules, COUNT(rules), phase);
	if (code)
		return code;
	if (whole->from == KY_NO_DAY || phase->from < whole->from)
		whole->from = phase->from;
	if (whole->to == KY_NO_DAY || phase->to > whole->to)
		whole->to = phase->to;
	return check_window(loading, section->name, phase->from, phase->to);
}

enum ky_code read_target(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "value", VALUE_INT, offsetof(struct campaign_target, value), false },
		{ "origin", VALUE_ORIGIN, offsetof(struct campaign_target, inferred), false },
	};
	struct campaign_target *target = &loading->campaign->targets[loading->campaign->target_count++];
	target->name = id;
	return read_keys(loading, section, rules, COUNT(rules), target);
}

enum ky_code read_group(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "title", VALUE_TEXT, offsetof(struct campaign_group, title), false },
		{ "weight", VALUE_INT, offsetof(struct campaign_group, weight), false },
	};
	struct campaign_group *group = &loading->campaign->groups[loading->campaign->group_count++];
	group->id = id;
	return read_keys(loading, section, rules, COUNT(rules), group);
}

enum ky_code read_task(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "title", VALUE_TEXT, offsetof(struct ky_task, title), false },
		{ "phase", VALUE_PHASE, offsetof(struct ky_task, phase), false },
		{ "from", VALUE_DAY, offsetof(struct ky_task, from), false },
		{ "to", VALUE_DAY, offsetof(struct ky_task, to), false },
		{ "window_origin", VALUE_ORIGIN, offsetof(struct ky_task, window_inferred), false },
		{ "target", VALUE_INT, offsetof(struct ky_task, target), false },
		{ "unit", VALUE_TEXT, offsetof(struct ky_task, unit), false },
		{ "target_origin", VALUE_ORIGIN, offsetof(struct ky_task, target_inferred), false },
		{ "targets", VALUE_OF_KINDS, offsetof(struct ky_task, targets), true },
		{ "role", VALUE_TEXT, offsetof(struct ky_task, role), false },
		{ "evidence", VALUE_TEXT, offsetof(struct ky_task, evidence), false },
		{ "receiver", VALUE_TEXT, offsetof(struct ky_task, receiver), false },
		{ "basis", VALUE_TEXT, offsetof(struct ky_task, basis), false },
		{ "figure", VALUE_TEXT, offsetof(struct ky_task, figure), true },
		{ "when", VALUE_TEXT, offsetof(struct ky_task, when), true },
		{ "skip", VALUE_KINDS, offsetof(struct ky_task, skip), false },
		{ "s", VALUE_ANY, offsetof(struct ky_task, sources), false },
	};
	struct ky_task *task = &loading->campaign->tasks[loading->campaign->task_count++];
	task->id = id;
	enum ky_code code = read_keys(loading, section, rules, COUNT(rules), task);
	return code ? code : check_window(loading, section->name, task->from, task->to);
}

enum ky_code read_item(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "group", VALUE_GROUP, offsetof(struct ky_item, group), false },
		{ "title", VALUE_TEXT, offsetof(struct ky_item, title), false },
		{ "ask", VALUE_TEXT, offsetof(struct ky_item, ask), false },
		{ "basis", VALUE_TEXT, offsetof(struct ky_item, basis), false },
		{ "quote", VALUE_TEXT, offsetof(struct ky_item, quote), false },
		{ "evidence", VALUE_TEXT, offsetof(struct ky_item, evidence), false },
		{ "full_mark", VALUE_TEXT, offsetof(struct ky_item, full_mark), false },
		{ "phase", VALUE_PHASE, offsetof(struct ky_item, phase), false },
		{ "weight", VALUE_INT, offsetof(struct ky_item, weight), false },
		{ "na", VALUE_KINDS, offsetof(struct ky_item, na), false },
		{ "full", VALUE_FULL, offsetof(struct ky_item, full), true },
		{ "na_when", VALUE_FULL, offsetof(struct ky_item, na_when), true },
		{ "hint", VALUE_ANY, NOWHERE, true }, /* of templates that were made before full= */
		{ "s", VALUE_ANY, offsetof(struct ky_item, sources), false },
	};
	struct ky_campaign *campaign = loading->campaign;
	struct ky_item *item = &campaign->items[campaign->item_count++];
	item->id = id;
	enum ky_code code = read_keys(loading, section, rules, COUNT(rules), item);
	for (size_t i = 0; !code && i < campaign->group_count; i++)
		if (!strcmp(campaign->groups[i].id, item->group))
			item->group_title = campaign->groups[i].title;
	return code;
}

enum ky_code read_recipient(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "title", VALUE_TEXT, offsetof(struct ky_recipient, title), false },
		{ "documents", VALUE_NAMES, offsetof(struct ky_recipient, documents), false },
	};
	struct ky_recipient *recipient = &loading->campaign->recipients[loading->campaign->recipient_count++];
	recipient->id = id;
	return read_keys(loading, section, rules, COUNT(rules), recipient);
}
