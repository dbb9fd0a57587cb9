/*
 * L1 问题清单与整改台账: the problems and their rectification, and the moves between their states. Overdue (超期)
 * is no state: it is computed from the day after the due date.
 */
#include <string.h>

#include "base/memory.h"
#include "kuayue/record.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "source",
	  .label = "Source",
	  .zh = "问题来源",
	  .type = KY_CHOICE,
	  .choices = "problem_source",
	  .list = { KY_LIST_ROOM, 8 },
	  .why = N_("Where the problem came up; whoever raised it gets an answer (III, 3, 2).") },
	{ .name = "category",
	  .label = "Category",
	  .zh = "问题类别",
	  .type = KY_CHOICE,
	  .choices = "category",
	  .list = { KY_LIST_ROOM, 8 },
	  .why = N_("The campaign's five aspects; the summary counts by them.") },
	{ .name = "text",
	  .label = "Problem",
	  .zh = "问题描述",
	  .type = KY_LONG,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 24 },
	  .why = N_("What is wrong, concretely: a matter, not a phrase.") },
	{ .name = "cause",
	  .label = "Cause",
	  .zh = "原因分析",
	  .type = KY_LONG,
	  .why = N_("By the end of phase 2 every problem has its cause (IV, 2, 1).") },
	{ .name = "suggestion",
	  .label = "Suggestion",
	  .zh = "初步整改意见",
	  .type = KY_LONG,
	  .beside = true,
	  .why = N_("Each problem gets a first proposal in phase 2 (IV, 2, 1).") },
	{ .name = "measure",
	  .label = "Measure",
	  .zh = "整改措施",
	  .type = KY_LONG,
	  .step = true,
	  .why = N_("What is done about it; work cannot begin without one (IV, 3, 1).") },
	{ .name = "type",
	  .label = "Type",
	  .zh = "整改类型",
	  .type = KY_CHOICE,
	  .choices = "problem_type",
	  .needs = "immediate,limited,longterm",
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("At once, by a date, or long-term; the long-term ones are left out of the closing rate.") },
	{ .name = "leader",
	  .personal = true,
	  .label = "Leader in charge",
	  .zh = "责任领导",
	  .type = KY_TEXT,
	  .why = N_("The post rather than the name.") },
	{ .name = "dept",
	  .label = "Department",
	  .zh = "责任部门",
	  .type = KY_TEXT,
	  .why = N_("Which department or group of the school does it.") },
	{ .name = "owner",
	  .personal = true,
	  .label = "Responsible",
	  .zh = "责任人",
	  .type = KY_TEXT,
	  .step = true,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("One name: who does it. Somebody else verifies it.") },
	{ .name = "found",
	  .label = "Found on",
	  .zh = "发现日期",
	  .type = KY_DATE,
	  .why = N_("Not later than today.") },
	{ .name = "due",
	  .label = "Due on",
	  .zh = "整改期限",
	  .type = KY_DATE,
	  .step = true,
	  .role = KY_ROLE_DEADLINE,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("Each rectification has a date (IV, 3, 1); the day after, it is overdue.") },
	{ .name = "done",
	  .label = "Done on",
	  .zh = "完成日期",
	  .type = KY_DATE,
	  .step = true,
	  .unit = "closing",
	  .why = N_("Not before it was found.") },
	{ .name = "progress",
	  .label = "Progress",
	  .zh = "整改进展",
	  .type = KY_LOG,
	  .why = N_("What was done, when; earlier entries stay in the history.") },
	EVIDENCE_FIELD(.unit = "closing"),
	{ .name = "handled",
	  .label = "How it was handled",
	  .zh = "处理说明",
	  .type = KY_LONG,
	  .beside = true,
	  .unit = "closing",
	  .why = N_("Closing on the spot needs it; otherwise the progress tells.") },
	{ .name = "verifier",
	  .personal = true,
	  .label = "Verified by",
	  .zh = "核验人",
	  .type = KY_TEXT,
	  .unit = "closing",
	  .why = N_("Not the person responsible; in a one-teacher school, someone of the central school.") },
	{ .name = "verified",
	  .label = "Verified on",
	  .zh = "核验日期",
	  .type = KY_DATE,
	  .step = true,
	  .unit = "closing",
	  .why = N_("The day of verification closes the problem.") },
	{ .name = "status",
	  .label = "Status",
	  .zh = "状态",
	  .type = KY_CHOICE,
	  .choices = "problem_status",
	  .needs = "open,working,review,closed",
	  .required = true,
	  .starts_first = true,
	  .role = KY_ROLE_STATE,
	  .list = { KY_LIST_ALWAYS, 11 },
	  .unit = "closing",
	  .why = N_("Not begun, in work, to be verified, closed; each step asks for what proves it.") },
	{ .name = "reason",
	  .label = "Reason for returning",
	  .zh = "退回或重启原因",
	  .type = KY_LONG,
	  .beside = true,
	  .why = N_("Asked for when a problem is sent back or opened again.") },
	{ .name = "round",
	  .label = "Round",
	  .zh = "轮次",
	  .type = KY_NUMBER,
	  .beside = true,
	  .computed = true,
	  .unit = "closing",
	  .why = N_("Opening a closed problem again begins a new round; the old one stays in the history.") },
	{ .name = "published",
	  .label = "Published on",
	  .zh = "公布日期",
	  .type = KY_DATE,
	  .step = true,
	  .earliest = true,
	  .why = N_("The results are made known to the people (IV, 3, 1).") },
	NOTE_FIELD(),
	{ .name = "merged_into",
	  .role = KY_ROLE_MERGED,
	  .label = "Merged into",
	  .zh = "合并到",
	  .type = KY_LINK,
	  .link = "problem",
	  .chain = true,
	  .beside = true,
	  .list = { KY_LIST_ROOM, 12 },
	  .why = N_("The same problem from another source: both are kept, one is counted.") },
	{ .name = "lens",
	  .label = "Problem to solve",
	  .zh = "着力解决",
	  .type = KY_CHOICE,
	  .choices = "lens",
	  .lent = true,
	  .beside = true,
	  .why = N_("The source's four groups of problems to solve, beside its five aspects (II).") },
	{ .name = "item",
	  .label = "Checklist item",
	  .zh = "自查条目",
	  .type = KY_LINK,
	  .link = "rating",
	  .chain = true,
	  .beside = true,
	  .why = N_("The item whose rating brought the problem up.") },
	CRISIS_FIELDS,
	AGAINST_FIELDS,
	CAUSE_FIELDS,
};

/* What a problem must have in a state, by whichever way it came there. */
static const struct kind_demand demands[] = {
	{ "status", "working", "owner", N_("a problem in work needs the person responsible."), NULL, NULL },
	{ "status", "working", "measure", N_("a problem in work needs its measure."), NULL, NULL },
	{ "status", "working", "due", N_("a problem in work needs its date."), NULL, NULL },
	{ "status", "review", "owner", N_("a problem to be verified needs the person responsible."), NULL, NULL },
	{ "status", "review", "measure", N_("a problem to be verified needs its measure."), NULL, NULL },
	{ "status", "review", "due", N_("a problem to be verified needs its date."), NULL, NULL },
	{ "status", "review", "done", N_("a problem to be verified needs the day it was done."), NULL, NULL },
	{ "status", "review", "evidence", N_("a problem to be verified needs its evidence (box-page or file)."),
	  NULL, NULL },
	{ "status", "closed", "owner", N_("closing needs the person responsible."), "type", "immediate" },
	{ "status", "closed", "measure", N_("closing needs the measure that was taken."), "type", "immediate" },
	{ "status", "closed", "due", N_("closing needs the date it was due."), "type", "immediate" },
	{ "status", "closed", "done", N_("closing needs the day it was done."), "type", "immediate" },
	{ "status", "closed", "evidence", N_("closing needs its evidence (box-page or file)."), NULL, NULL },
	{ "status", "closed", "verifier", N_("closing needs a verifier."), NULL, NULL },
	{ "status", "closed", "verified", N_("closing needs the day of verification."), "type", "immediate" },
};

/* True where the problem went through every step. One that was put right on the spot need not: it is closed with a
 * word on how it was handled. */
static bool went_long_way(const struct ky_record *after)
{
	return rule_is_answered(after, "owner") && rule_is_answered(after, "measure") &&
	       rule_is_answered(after, "due") && rule_is_answered(after, "done") &&
	       rule_is_answered(after, "verified");
}

static enum ky_code check_state(struct ky_workbook *wb, const struct ky_record *after, int *field,
				struct ky_error *err)
{
	enum ky_code code = rule_check_demands(wb, after, field, err);
	if (code || !rule_equals(after, "status", "closed"))
		return code;
	if (rule_equals(after, "type", "immediate") && !rule_is_answered(after, "handled") &&
	    !went_long_way(after))
		return rule_fail(after, "handled", field, err,
				 _("closing at once needs a word on how it was handled."));
	bool same = false;
	if (!rule_same_person(rule_text(after, "verifier"), rule_text(after, "owner"), &same))
		return memory_out(err);
	if (same)
		return rule_fail(after, "verifier", field, err,
				 _("%s is responsible for it; somebody else has to verify it."),
				 rule_text(after, "owner"));
	return KY_OK;
}

static const struct move {
	const char *from, *to, *type; /* type: only problems of this type */
	bool reason;                  /* a new reason has to be written */
} moves[] = {
	{ "open", "working", NULL, false },   { "open", "closed", "immediate", false },
	{ "working", "review", NULL, false }, { "review", "closed", NULL, false },
	{ "review", "working", NULL, true },  { "closed", "open", NULL, true },
};

static void new_round(const struct ky_record *before, struct ky_record *after)
{
	static const char *const ends[] = { "done", "evidence", "handled", "verifier", "verified", "published" };
	rule_put_number(after, "round", rule_number(before, "round") + 1);
	/* The deadline of the last round is none of this one: a new one is written with it, or asked for. */
	if (rule_unchanged(before, after, "due"))
		rule_clear(after, "due");
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		rule_clear(after, ends[i]);
}

static enum ky_code check_move(const struct ky_record *before, struct ky_record *after, int *field,
			       struct ky_error *err)
{
	const char *from = rule_text(before, "status"), *to = rule_text(after, "status");
	if (strcmp(from, to) == 0)
		return KY_OK;
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		const struct move *move = &moves[i];
		if (strcmp(move->from, from) != 0 || strcmp(move->to, to) != 0)
			continue;
		if (move->type && !rule_equals(after, "type", move->type))
			break;
		if (move->reason &&
		    (!rule_is_answered(after, "reason") || rule_unchanged(before, after, "reason")))
			return rule_fail(after, "reason", field, err,
					 _("say why it is sent back or opened again."));
		if (move->type && !rule_is_answered(after, "handled"))
			return rule_fail(after, "handled", field, err,
					 _("closing at once needs a word on how it was handled."));
		if (strcmp(from, "closed") == 0)
			new_round(before, after);
		return KY_OK;
	}
	return rule_fail(after, "status", field, err,
			 _("it cannot go there in one step: not begun, in work, to be verified, closed is the way;"
			   " only what is put right at once may close from the start."));
}

static enum ky_code check_days(struct ky_workbook *wb, const struct ky_record *after, int *field,
			       struct ky_error *err)
{
	static const char *const past[] = { "found", "done", "verified", "published" };
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < sizeof(past) / sizeof(past[0]); i++)
		code = rule_check_past(wb, after, past[i], field, err);
	if (code)
		return code;
	static const char *const later[] = { "due", "done", "verified" };
	for (size_t i = 0; rule_is_set(after, "found") && i < sizeof(later) / sizeof(later[0]); i++)
		if (rule_is_set(after, later[i]) && rule_date(after, later[i]) < rule_date(after, "found"))
			return rule_fail(after, later[i], field, err,
					 _("it is before the day the problem was found."));
	if (rule_is_set(after, "done") && rule_is_set(after, "verified") &&
	    rule_date(after, "verified") < rule_date(after, "done"))
		return rule_fail(after, "verified", field, err, _("it is before the day it was done."));
	return KY_OK;
}

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	if (!before)
		rule_put_number(after, "round", 1);
	enum ky_code code = before ? check_move(before, after, field, err) : KY_OK;
	if (!code)
		code = rule_no_circle(wb, after, "merged_into", field, err);
	if (!code && !rule_is_set(after, "merged_into"))
		code = check_state(wb, after, field, err);
	return code ? code : check_days(wb, after, field, err);
}

const struct kind_decl kind_problem = {
	.kind = { .name = "problem",
		  .label = "Problems",
		  .zh = "整改台账",
		  .prefix = "",
		  .ledger = "L1",
		  .paper = "问题清单与整改台账",
		  .number_zh = "问题编号",
		  .counted = true,
		  .title = "text",
		  FIELDS(fields) },
	.rule = rule,
	DEMANDS(demands),
	.merged_needs_none = true,
	.stage = KY_CHAIN_PROBLEM,
};
