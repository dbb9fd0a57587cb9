/* 年度目标: what the year's work meeting asked for. */
#include "record/kinds/kinds.h"

static const struct ky_field fields[] = {
	{ .name = "title",
	  .label = "Goal",
	  .zh = "目标",
	  .type = KY_TEXT,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 30 },
	  .why = N_("The tasks of the year are to be fulfilled beside the campaign (IV, 3, 2).") },
	{ .name = "due",
	  .label = "Due on",
	  .zh = "完成期限",
	  .type = KY_DATE,
	  .role = KY_ROLE_DEADLINE,
	  .list = { KY_LIST_ALWAYS, 10 } },
	{ .name = "owner",
	  .label = "Responsible",
	  .zh = "责任人",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ALWAYS, 10 } },
	{ .name = "status",
	  .label = "Status",
	  .zh = "状态",
	  .type = KY_CHOICE,
	  .choices = "task_status",
	  .required = true,
	  .starts_first = true,
	  .role = KY_ROLE_STATE,
	  .list = { KY_LIST_ALWAYS, 11 } },
	{ .name = "done", .label = "Done on", .zh = "实际完成", .type = KY_DATE, .list = { KY_LIST_ROOM, 10 } },
	EVIDENCE_FIELD(),
	NOTE_FIELD(.beside = true),
};

const struct kind_decl kind_goal = {
	.kind = { .name = "goal",
		  .label = "Goals of the year",
		  .zh = "年度目标",
		  .prefix = "Q",
		  .title = "title",
		  FIELDS(fields) },
};
