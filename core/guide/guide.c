/* Runs the rules of data/guide.sql in their order: the steps of the guided walk, and the findings of the check. */
#include "kuayue/guide.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "guide/asks.h"
#include "guide/decl.h"
#include "guide/scan.h"
#include "kuayue/figure.h"
#include "workbook/db.h"

const char *ky_guide_rule(size_t index)
{
	return index < guide_rules_count ? guide_rules[index].name : NULL;
}

struct walk {
	struct ky_workbook *wb;
	const struct guide_rule *rule;
	const char *only; /* the rule that is run; NULL: all */
	int (*step)(void *data, const struct ky_step *step);
	int (*finding)(void *data, const struct ky_finding *finding);
	void *data;
	bool found, stopped;
};

/* The phase that today is in; before the first it is the first, after the last the last. */
static const char *current_phase(struct ky_workbook *wb)
{
	size_t count = 0;
	const struct ky_phase *phases = ky_campaign_phases(ky_workbook_campaign(wb), &count);
	ky_day today = ky_workbook_today(wb);
	const char *first = NULL, *now = NULL;
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(phases[i].id, "0"))
			continue;
		if (!first)
			first = phases[i].id;
		if (phases[i].from <= today)
			now = phases[i].id;
	}
	return now ? now : first ? first : "0";
}

/* Of a task or checklist item as the campaign has it. */
static const char *basis_of(struct ky_workbook *wb, const char *kind, const char *ref, const char *otherwise)
{
	const struct ky_campaign *campaign = ky_workbook_campaign(wb);
	const struct ky_task *task = strcmp(kind, "task") ? NULL : ky_campaign_task(campaign, ref);
	const struct ky_item *item = strcmp(kind, "rating") ? NULL : ky_campaign_item(campaign, ref);
	const char *basis = task ? task->basis : item ? item->basis : NULL;
	return basis ? basis : otherwise ? otherwise : "";
}

/* A template gives a basis as "四(一)1 / L53". Only the section is shown: the line number is of a text that
 * schools do not have in numbered lines. */
static void section_of(const char *basis, char *out, size_t size)
{
	const char *line = strstr(basis, " / L");
	snprintf(out, size, "%.*s", (int)(line ? (size_t)(line - basis) : strlen(basis)), basis);
}

/* Fills the slots of a text. They have names, because a translation may need another order than a printf format
 * has. */
static void fill(struct strbuf *sb, const char *text, const struct guide_row *row)
{
	const struct {
		const char *slot, *text;
	} slots[] = {
		{ "{number}", row->number },
		{ "{title}", row->title },
		{ "{due}", row->due },
		{ "{detail}", row->detail },
	};
	while (*text) {
		size_t i = 0, count = sizeof(slots) / sizeof(slots[0]);
		while (i < count && strncmp(text, slots[i].slot, strlen(slots[i].slot)) != 0)
			i++;
		if (i < count) {
			strbuf_add(sb, slots[i].text);
			text += strlen(slots[i].slot);
		} else {
			strbuf_add_len(sb, text++, 1);
		}
	}
}

static int give_finding(struct walk *walk, const struct guide_row *row, const char *text)
{
	char basis[128];
	section_of(basis_of(walk->wb, row->kind, row->ref, walk->rule->basis), basis, sizeof(basis));
	struct ky_finding finding = {
		.text = text,
		.basis = basis,
		.kind = row->kind,
		.id = row->id,
		.number = row->number,
		.rule = walk->rule->name,
		.rank = walk->rule->rank,
		.title = row->title,
	};
	return walk->finding(walk->data, &finding);
}

/* The nearest of the campaign's reminder days that has come. */
static int reminder(struct ky_workbook *wb, ky_day due)
{
	size_t count = 0;
	const int *days = ky_campaign_remind_days(ky_workbook_campaign(wb), &count);
	if (due == KY_NO_DAY || due < ky_workbook_today(wb))
		return 0;
	int left = due - ky_workbook_today(wb), nearest = 0;
	for (size_t i = 0; i < count; i++)
		if (left <= days[i] && (!nearest || days[i] < nearest))
			nearest = days[i];
	return nearest;
}

static int give_step(struct walk *walk, const struct guide_row *row, const char *text)
{
	char basis[128];
	section_of(basis_of(walk->wb, row->kind, row->ref, walk->rule->basis), basis, sizeof(basis));
	struct ky_step step = {
		.title = row->title,
		.reason = text,
		.basis = basis,
		.kind = row->kind,
		.id = row->id,
		.number = row->number,
		.due = KY_NO_DAY,
		.urgency = walk->rule->urgency,
	};
	if (*row->due && ky_day_parse(row->due, KY_NO_DAY, &step.due, NULL))
		step.due = KY_NO_DAY;
	step.remind = reminder(walk->wb, step.due);
	return walk->step(walk->data, &step);
}

static int give_row(void *data, const struct guide_row *row)
{
	struct walk *walk = data;
	struct strbuf text;
	strbuf_init(&text, STRBUF_TEXT);
	/* A step has its record beside it, a finding says which it is. */
	bool names = walk->finding && walk->rule->as == GUIDE_BOTH;
	fill(&text, names ? *row->number ? _("{number} {title}: ") : _("{title}: ") : "", row);
	fill(&text, _(walk->rule->text), row);
	walk->found = true;
	bool no_memory = text.no_memory;
	if (!no_memory)
		walk->stopped = (walk->finding ? give_finding : give_step)(walk, row, text.text) != 0;
	strbuf_free(&text);
	return no_memory ? DB_NO_MEMORY : walk->stopped;
}

const char *const guide_columns[GUIDE_COLUMNS] = {
	[GUIDE_KIND] = "kind", [GUIDE_ID] = "id",         [GUIDE_NUMBER] = "number", [GUIDE_TITLE] = "title",
	[GUIDE_DUE] = "due",   [GUIDE_DETAIL] = "detail", [GUIDE_REF] = "ref",
};

static int give_query_row(void *data, const struct db_row *row)
{
	int at[GUIDE_COLUMNS];
	const char *texts[GUIDE_COLUMNS];
	db_find_columns(row, guide_columns, GUIDE_COLUMNS, at);
	for (int i = 0; i < GUIDE_COLUMNS; i++)
		texts[i] = at[i] < 0 ? "" : db_text(row, at[i]);
	return give_row(data, &(struct guide_row){ .kind = texts[GUIDE_KIND],
						   .id = texts[GUIDE_ID],
						   .number = texts[GUIDE_NUMBER],
						   .title = texts[GUIDE_TITLE],
						   .due = texts[GUIDE_DUE],
						   .detail = texts[GUIDE_DETAIL],
						   .ref = texts[GUIDE_REF] });
}

/* How far ahead reminders look. */
static int longest_reminder(struct ky_workbook *wb)
{
	size_t count = 0;
	const int *days = ky_campaign_remind_days(ky_workbook_campaign(wb), &count);
	int longest = 0;
	for (size_t i = 0; i < count; i++)
		longest = days[i] > longest ? days[i] : longest;
	return longest;
}

/* What every rule is given. */
struct bound {
	char today[KY_DAY_TEXT];
	const char *phase;
	int remind;
};

static enum ky_code run_rule(struct walk *walk, const struct guide_rule *rule, const struct bound *bound,
			     struct ky_error *err)
{
	int target = 0;
	bool inferred = false, missed = true;
	char day[KY_DAY_TEXT] = "";
	if (rule->target && !ky_campaign_target(ky_workbook_campaign(walk->wb), rule->target, &target, &inferred))
		return KY_OK;
	enum ky_code code = rule->asks ? guide_asks(walk->wb, rule, bound->remind, day, &missed, err) : KY_OK;
	struct db_arg args[] = { DB_T(bound->today), DB_T(bound->phase), DB_I(target), DB_I(bound->remind),
				 DB_T(day) };
	walk->rule = rule;
	if (code || !missed)
		return code;
	return rule->scan ? rule->scan(walk->wb, give_row, walk, err)
			  : db_run(walk->wb, rule->query, args, 5, give_query_row, walk, err);
}

/* Steps in the order in which they are declared, findings the heaviest first. */
static enum ky_code run_rules(struct walk *walk, struct ky_error *err)
{
	struct bound bound = { .phase = current_phase(walk->wb), .remind = longest_reminder(walk->wb) };
	int first = walk->finding ? KY_RANK_CONTRADICTS : KY_RANK_NONE,
	    last = walk->finding ? KY_RANK_LATE : KY_RANK_NONE;
	enum ky_code code = KY_OK;
	ky_day_format(ky_workbook_today(walk->wb), bound.today);
	ky_figures_keep(walk->wb); /* rules share what the campaign asks for */
	for (int rank = first; rank <= last; rank++)
		for (size_t i = 0; !code && i < guide_rules_count && !walk->stopped; i++) {
			const struct guide_rule *rule = &guide_rules[i];
			if (rule->as != (walk->finding ? GUIDE_STEP : GUIDE_FINDING) &&
			    (!walk->finding || (int)rule->rank == rank) &&
			    (!walk->only || strcmp(walk->only, rule->name) == 0))
				code = run_rule(walk, rule, &bound, err);
		}
	ky_figures_forget(walk->wb);
	return code;
}

enum ky_code ky_guide_next(struct ky_workbook *wb, int (*each)(void *data, const struct ky_step *step), void *data,
			   struct ky_error *err)
{
	assert(each);
	struct walk walk = { .wb = wb, .step = each, .data = data };
	return run_rules(&walk, err);
}

enum ky_code ky_guide_check_rule(struct ky_workbook *wb, const char *rule,
				 int (*each)(void *data, const struct ky_finding *finding), void *data,
				 struct ky_error *err)
{
	assert(each);
	struct walk walk = { .wb = wb, .only = rule, .finding = each, .data = data };
	enum ky_code code = run_rules(&walk, err);
	return code ? code : walk.found ? KY_NO : KY_OK;
}

enum ky_code ky_guide_check(struct ky_workbook *wb, int (*each)(void *data, const struct ky_finding *finding),
			    void *data, struct ky_error *err)
{
	return ky_guide_check_rule(wb, NULL, each, data, err);
}
