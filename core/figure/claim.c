/* Holds what a checklist item claims against the figures that its full marks rest on (kuayue/claim.h). */
#include "kuayue/claim.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "campaign/condition.h"
#include "campaign/model.h"
#include "figure/claim.h"
#include "kuayue/figure.h"
#include "kuayue/language.h"
#include "kuayue/record.h"
#include "texts.h"

/* One side of a comparison. */
struct side {
	bool known;  /* there is such a figure, task or day */
	bool unsaid; /* the school has not typed it: it is neither 0 nor anything else */
	bool is_day; /* of one that is there */
	int64_t number;
	char text[64];
};

static void put_day(struct side *side, ky_day day)
{
	*side = (struct side){ .known = true, .is_day = day != KY_NO_DAY, .number = day };
	ky_day_format(day, side->text);
}

static void put_number(struct side *side, int64_t number)
{
	*side = (struct side){ .known = true, .number = number };
	snprintf(side->text, sizeof(side->text), "%" PRId64, number);
}

/* 未填 is 0 of what is counted; a text that is no day is one thing that is there. */
static enum ky_code read_figure(struct ky_workbook *wb, const char *id, struct side *side, struct ky_error *err)
{
	const struct ky_figure *figure = ky_figure_find(id);
	struct ky_figure_value value = { .is_number = false };
	ky_day day = KY_NO_DAY;
	*side = (struct side){ .known = figure != NULL };
	if (!figure)
		return KY_OK;
	enum ky_code code = ky_figure_compute(wb, figure, &value, err);
	if (code || value.is_number) {
		put_number(side, value.number);
		return code;
	}
	bool unsaid = value.state == KY_FIGURE_BLANK && value.origin == KY_ORIGIN_SCHOOL;
	bool filled = value.state == KY_FIGURE_FILLED;
	if (filled && ky_day_parse(value.raw, KY_NO_DAY, &day, NULL) == KY_OK)
		put_day(side, day);
	else
		put_number(side, filled);
	side->unsaid = unsaid;
	if (!filled)
		snprintf(side->text, sizeof(side->text), "%.*s", (int)utf8_cut(value.text, sizeof(side->text) - 1),
			 value.text);
	return KY_OK;
}

static int phases_begun(const struct ky_workbook *wb)
{
	size_t count = 0;
	int begun = 0;
	const struct ky_phase *phases = ky_campaign_phases(ky_workbook_campaign(wb), &count);
	for (size_t i = 0; i < count; i++)
		begun += strcmp(phases[i].id, "0") != 0 && phases[i].from <= ky_workbook_today(wb);
	return begun;
}

static enum ky_code read_target(struct ky_workbook *wb, const char *id, struct side *side, struct ky_error *err)
{
	const struct ky_task *task = ky_campaign_task(ky_workbook_campaign(wb), id);
	char *kind = NULL;
	enum ky_code code = ky_school_text(wb, "kind", &kind, err);
	if (!code && task)
		put_number(side, ky_task_target(task, kind));
	free(kind);
	return code;
}

static enum ky_code read_wanted(struct ky_workbook *wb, const struct condition *condition, struct side *side,
				struct ky_error *err)
{
	const struct ky_campaign *campaign = ky_workbook_campaign(wb);
	ky_day day = KY_NO_DAY;
	*side = (struct side){ .known = false };
	switch (condition->than) {
	case CONDITION_FIGURE:
		return read_figure(wb, condition->name, side, err);
	case CONDITION_NUMBER:
		put_number(side, condition->number);
		break;
	case CONDITION_DAY:
		campaign_day(campaign, condition->name, &day);
		put_day(side, day);
		break;
	case CONDITION_DEADLINE:
		put_day(side, ky_campaign_deadline(campaign));
		break;
	case CONDITION_PHASES:
		put_number(side, phases_begun(wb));
		break;
	case CONDITION_TARGET:
		return read_target(wb, condition->name, side, err);
	}
	return KY_OK;
}

static bool compare(enum condition_is is, const struct side *have, const struct side *wanted)
{
	if (is == CONDITION_THERE)
		return have->is_day || have->number != 0;
	if (have->is_day != wanted->is_day || have->unsaid || wanted->unsaid)
		return false;
	switch (is) {
	case CONDITION_AT_LEAST:
		return have->number >= wanted->number;
	case CONDITION_AT_MOST:
		return have->number <= wanted->number;
	case CONDITION_EQUAL:
		return have->number == wanted->number;
	case CONDITION_MORE:
		return have->number > wanted->number;
	default:
		return have->number < wanted->number;
	}
}

/* How much of one condition is there, in percent. */
static int share_of(enum condition_is is, bool met, const struct side *have, const struct side *wanted)
{
	bool counted = is == CONDITION_AT_LEAST || is == CONDITION_EQUAL || is == CONDITION_MORE;
	if (met || !counted || have->is_day || wanted->is_day)
		return met ? 100 : 0;
	if (have->number <= 0 || wanted->number <= 0 || have->number > wanted->number)
		return 0;
	return (int)(have->number * 100 / wanted->number);
}

static void add_text(char *out, size_t size, const struct condition *condition, const struct side *have,
		     const struct side *wanted)
{
	static const char *const signs[] = {
		[CONDITION_AT_LEAST] = "/", [CONDITION_AT_MOST] = "≤", [CONDITION_EQUAL] = "/",
		[CONDITION_MORE] = ">",     [CONDITION_LESS] = "<",
	};
	bool chinese = ky_language()[0] == 'z', there = condition->is == CONDITION_THERE;
	const struct ky_figure *figure = ky_figure_find(condition->figure);
	const char *sign = there                                              ? ""
			   : wanted->is_day && signs[condition->is][0] == '/' ? "≥"
									      : signs[condition->is];
	char text[256];
	size_t used = strlen(out), len;
	snprintf(text, sizeof(text), "%s%s %s%s%s",
		 !used     ? ""
		 : chinese ? "，"
			   : ", ",
		 chinese ? figure->zh : figure->label, have->text, sign, there ? "" : wanted->text);
	len = strlen(text);
	if (used + len < size) /* whole, or not at all */
		memcpy(out + used, text, len + 1);
}

struct weighing {
	bool asked, met;
	int count, sum, first; /* of the conditions: how many, their shares added up, and the first one's */
	char *shown, *lacking;
	size_t size;
};

static enum ky_code weigh(struct ky_workbook *wb, const char *text, struct weighing *out, struct ky_error *err)
{
	struct condition condition;
	out->met = true;
	while (text && condition_next(&text, &condition)) {
		struct side have, wanted = { .known = true };
		enum ky_code code = read_figure(wb, condition.figure, &have, err);
		if (!code && condition.is != CONDITION_THERE)
			code = read_wanted(wb, &condition, &wanted, err);
		if (code)
			return code;
		out->asked = have.known && wanted.known;
		if (!out->asked) /* a template for a program that knows more figures */
			return KY_OK;
		bool met = compare(condition.is, &have, &wanted);
		int share = share_of(condition.is, met, &have, &wanted);
		out->first = out->count++ ? out->first : share;
		out->sum += share;
		out->met = out->met && met;
		add_text(out->shown, out->size, &condition, &have, &wanted);
		if (!met && out->lacking)
			add_text(out->lacking, out->size, &condition, &have, &wanted);
	}
	return KY_OK;
}

enum ky_code claim_misses(struct ky_workbook *wb, const struct ky_item *item, const char *figure, bool *names,
			  bool *missing, struct ky_error *err)
{
	const char *at = item->full;
	struct condition condition;
	*names = *missing = false;
	while (at && condition_next(&at, &condition)) {
		struct side have, wanted = { .known = true };
		if (strcmp(condition.figure, figure) != 0)
			continue;
		enum ky_code code = read_figure(wb, condition.figure, &have, err);
		if (!code && condition.is != CONDITION_THERE)
			code = read_wanted(wb, &condition, &wanted, err);
		if (code)
			return code;
		*names = true;
		*missing = *missing || !compare(condition.is, &have, &wanted);
	}
	return KY_OK;
}

enum ky_code ky_claim_of(struct ky_workbook *wb, const struct ky_item *item, struct ky_claim *out,
			 struct ky_error *err)
{
	assert(item && out);
	*out = (struct ky_claim){ .asked = false };
	struct weighing w = { .shown = out->shown, .lacking = out->lacking, .size = sizeof(out->shown) };
	enum ky_code code = weigh(wb, item->full, &w, err);
	out->asked = !code && w.asked;
	out->met = out->asked && w.met;
	if (out->asked)
		out->level = w.met ? 3 : !w.first ? 0 : w.sum >= 50 * w.count ? 2 : 1;
	return code;
}

enum ky_code ky_claim_na(struct ky_workbook *wb, const struct ky_item *item, bool *allowed, char *why, size_t size,
			 struct ky_error *err)
{
	assert(item && allowed && size > 0);
	char *kind = NULL;
	struct weighing w = { .shown = why, .size = size };
	why[0] = '\0';
	enum ky_code code = ky_school_text(wb, "kind", &kind, err);
	*allowed = !code && ky_list_has(item->na, kind);
	free(kind);
	if (!code && !*allowed) {
		code = weigh(wb, item->na_when, &w, err);
		*allowed = !code && w.asked && w.met;
	}
	return code;
}
