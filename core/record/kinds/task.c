/* L15 推进计划(配档表). 超期 is no status: it is computed the day after the end date. */
#include "kuayue/record.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "task_id",
	  .label = "Task",
	  .zh = "任务编号",
	  .type = KY_TEXT,
	  .list_columns = -8,
	  .why = N_("The campaign's number of the task; tasks the school adds have none.") },
	{ .name = "phase",
	  .label = "Phase",
	  .zh = "阶段",
	  .type = KY_CHOICE,
	  .choices = "phase",
	  .required = true,
	  .list_columns = -8,
	  .why = N_("The campaign has phases with dates; 0 runs through all of it.") },
	{ .name = "title",
	  .label = "Title",
	  .zh = "任务",
	  .type = KY_TEXT,
	  .required = true,
	  .list_columns = 30,
	  .why = N_("What is to be done, in the plan's words.") },
	{ .name = "from",
	  .label = "From",
	  .zh = "起",
	  .type = KY_DATE,
	  .list_columns = -10,
	  .why = N_("Inferred windows may be changed by the school.") },
	{ .name = "to",
	  .label = "To",
	  .zh = "止",
	  .type = KY_DATE,
	  .deadline = true,
	  .list_columns = 10,
	  .why = N_("The day after it, an unfinished task is overdue.") },
	{ .name = "target",
	  .label = "Target",
	  .zh = "指标",
	  .type = KY_NUMBER,
	  .why = N_("How much is asked for; inferred targets may be changed by the school.") },
	{ .name = "unit",
	  .label = "Unit",
	  .zh = "单位",
	  .type = KY_TEXT,
	  .beside = true,
	  .why = N_("What the target counts.") },
	{ .name = "owner",
	  .label = "Responsible",
	  .zh = "责任人",
	  .type = KY_TEXT,
	  .list_columns = 12,
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
	  .required = true,
	  .starts_first = true,
	  .state = true,
	  .list_columns = 11,
	  .why = N_("Done means the target is reached and there is evidence.") },
	{ .name = "evidence",
	  .label = "Evidence",
	  .zh = "凭据编号",
	  .type = KY_TEXT,
	  .beside = true,
	  .why = N_("Where the proof is kept: box and page, or a file name.") },
	{ .name = "done",
	  .label = "Done on",
	  .zh = "实际完成",
	  .type = KY_DATE,
	  .list_columns = -10,
	  .why = N_("The day it was really finished, not the day it was entered.") },
	{ .name = "figure",
	  .label = "Measured by",
	  .zh = "衡量数字",
	  .type = KY_TEXT,
	  .computed = true,
	  .beside = true,
	  .why = N_("The figure that shows how far the task has come.") },
	{ .name = "origin",
	  .label = "Dates and target from",
	  .zh = "依据",
	  .type = KY_TEXT,
	  .beside = true,
	  .list_columns = -24,
	  .why = N_("Stated in the plan (方案), or inferred (推定) and the school's to change.") },
};

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	(void)wb;
	(void)before;
	if (rule_date(after, "to") < rule_date(after, "from") && rule_has(after, "to") && rule_has(after, "from"))
		return rule_fail(after, "to", field, err,
				 _("it ends before it begins; correct one of the two dates."));
	if (!rule_is(after, "status", "done"))
		return KY_OK;
	if (!rule_has(after, "done"))
		return rule_fail(after, "done", field, err,
				 _("a task that is done needs the day it was finished."));
	if (!rule_has(after, "evidence"))
		return rule_fail(after, "evidence", field, err,
				 _("a task that is done needs its evidence (box-page or file)."));
	return KY_OK;
}

const struct kind_decl kind_task = {
	.kind = { .name = "task",
		  .label = "Plan",
		  .zh = "推进计划",
		  .prefix = "T",
		  .ledger = "L15",
		  .title = "title",
		  FIELDS(fields) },
	.rule = rule,
};
