/* L15 推进计划(配档表): the tasks of the plan. The state of a task that the campaign measures is shown as the
 * records say and not stored (core/figure/plan.c); a state that is stored was set by hand, and wins. Overdue
 * (超期) is no state: it is computed from the day after the last one. */
#include <string.h>

#include "kuayue/record.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"
#include "texts.h"

static const struct ky_field fields[] = {
	{ .name = "task_id",
	  .label = "Task",
	  .zh = "任务编号",
	  .type = KY_TEXT,
	  .role = KY_ROLE_IDENTITY,
	  .list = { KY_LIST_ROOM, 8 },
	  .why = N_("The campaign's number of the task; tasks the school adds have none.") },
	{ .name = "phase",
	  .by = KY_BY_TEMPLATE,
	  .label = "Phase",
	  .zh = "阶段",
	  .type = KY_CHOICE,
	  .choices = "phase",
	  .required = true,
	  .list = { KY_LIST_ROOM, 8 },
	  .why = N_("The campaign has phases with dates; 0 runs through all of it.") },
	{ .name = "title",
	  .by = KY_BY_TEMPLATE,
	  .label = "Title",
	  .zh = "任务",
	  .type = KY_TEXT,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 30 },
	  .why = N_("What is to be done, in the plan's words.") },
	{ .name = "from",
	  .by = KY_BY_TEMPLATE,
	  .label = "From",
	  .zh = "起",
	  .type = KY_DATE,
	  .ahead = true,
	  .list = { KY_LIST_ROOM, 10 },
	  .why = N_("When the task begins.") },
	{ .name = "to",
	  .by = KY_BY_TEMPLATE,
	  .label = "To",
	  .zh = "止",
	  .type = KY_DATE,
	  .role = KY_ROLE_DEADLINE,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("The day after it, an unfinished task is overdue.") },
	{ .name = "target",
	  .by = KY_BY_TEMPLATE,
	  .label = "Target",
	  .zh = "指标",
	  .type = KY_NUMBER,
	  .why = N_("How much is asked for.") },
	{ .name = "unit",
	  .by = KY_BY_TEMPLATE,
	  .label = "Unit",
	  .zh = "单位",
	  .type = KY_TEXT,
	  .beside = true,
	  .why = N_("What the target counts.") },
	{ .name = "owner",
	  .personal = true,
	  .label = "Responsible",
	  .zh = "责任人",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ALWAYS, 12 },
	  .why = N_("Every task has a name and dates: checklist item on the plan (V, 1).") },
	{ .name = "progress",
	  .label = "Progress",
	  .zh = "进度说明",
	  .type = KY_LOG,
	  .why = N_("What was done, when; earlier entries stay in the history.") },
	{ .name = "status",
	  .label = "Status",
	  .zh = "状态",
	  .type = KY_CHOICE,
	  .choices = "task_status",
	  .needs = "open,working,done",
	  .role = KY_ROLE_STATE,
	  .unit = "state",
	  .list = { KY_LIST_ALWAYS, 11 },
	  .why = N_("Shown as the records say. Set it only where they do not know; empty is as they say again.") },
	{ .name = "by",
	  .label = "State from",
	  .zh = "状态来源",
	  .type = KY_TEXT,
	  .computed = true,
	  .unit = "state",
	  .beside = true,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("Whether the records say the state (记录), or somebody set it by hand (手工).") },
	EVIDENCE_FIELD(.beside = true),
	{ .name = "done",
	  .label = "Done on",
	  .zh = "实际完成",
	  .type = KY_DATE,
	  .list = { KY_LIST_ROOM, 10 },
	  .why = N_("The day it was really finished, not the day it was entered.") },
	{ .name = "dropped",
	  .role = KY_ROLE_DROPPED,
	  .label = "Dropped on",
	  .zh = "取消日期",
	  .type = KY_DATE,
	  .computed = true,
	  .beside = true,
	  .why = N_("The day a newer template dropped it; what was answered stays, and no longer counts.") },
	{ .name = "figure",
	  .label = "Measured by",
	  .zh = "衡量数字",
	  .type = KY_TEXT,
	  .computed = true,
	  .apart = true,
	  .why = N_("The figure that shows how far the task has come.") },
	{ .name = "origin",
	  .label = "Dates and target from",
	  .zh = "依据",
	  .type = KY_TEXT,
	  .beside = true,
	  .why = N_("What the school has its dates and target from, where it changed them.") },
};

static const struct kind_demand demands[] = {
	{ "status", "done", "done", N_("a task that is done needs the day it was finished."), NULL, NULL },
	{ "status", "done", "evidence", N_("a task that is done needs its evidence (box-page or file)."), NULL,
	  NULL },
};

/* What the campaign says of the task's dates and target, field by field. */
static const char *why(struct ky_workbook *wb, const struct ky_record *record, const struct ky_field *field)
{
	const struct ky_task *task = ky_campaign_task(ky_workbook_campaign(wb), rule_text(record, "task_id"));
	bool window = strcmp(field->name, "from") == 0 || strcmp(field->name, "to") == 0;
	if (!task || !(window || strcmp(field->name, "target") == 0))
		return NULL;
	return (window ? task->window_inferred : task->target_inferred)
		       ? N_("Inferred (推定): the plan does not state it; the school may change it.")
		       : N_("Stated in the plan (方案).");
}

/* Who sets a state says so with it; one that is cleared is again as the records say. */
static void put_by(const struct ky_record *before, struct ky_record *after)
{
	if (!rule_is_set(after, "status"))
		rule_clear(after, "by");
	else if (rule_was_stated(after) || !before || !rule_unchanged(before, after, "status"))
		rule_put_text(after, "by", ZH_BY_HAND);
}

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	put_by(before, after);
	if (rule_date(after, "to") < rule_date(after, "from") && rule_is_set(after, "to") &&
	    rule_is_set(after, "from"))
		return rule_fail(after, "to", field, err,
				 _("it ends before it begins; correct one of the two dates."));
	return rule_check_demands(wb, after, field, err);
}

const struct kind_decl kind_task = {
	.kind = { .name = "task",
		  .label = "Plan",
		  .zh = "推进计划",
		  .prefix = "T",
		  .ledger = "L15",
		  .paper = "推进计划(配档表)",
		  .title = "title",
		  FIELDS(fields) },
	.rule = rule,
	.why = why,
	.state_by = "by",
	DEMANDS(demands),
};
