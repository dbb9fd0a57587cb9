/* 工程项目与资金: only schools that have a project; money in whole yuan. */
#include "base/percent.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "title",
	  .label = "Project",
	  .zh = "项目名称",
	  .type = KY_TEXT,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 24 },
	  .why = N_("Delivery of projects and use of funds are inspected (III, 3, 2).") },
	{ .name = "kind",
	  .label = "Kind",
	  .zh = "项目类别",
	  .type = KY_CHOICE,
	  .choices = "project_kind",
	  .lent = true,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("Preschool, layout, boarding, vocational, teachers' housing (III, 2, 3).") },
	{ .name = "stage",
	  .label = "Stage",
	  .zh = "进度",
	  .type = KY_CHOICE,
	  .choices = "project_stage",
	  .lent = true,
	  .list = { KY_LIST_ALWAYS, 8 } },
	{ .name = "planned",
	  .label = "Planned (yuan)",
	  .zh = "计划资金(元)",
	  .type = KY_NUMBER,
	  .total = true,
	  .list = { KY_LIST_ROOM, 14 } },
	{ .name = "granted",
	  .label = "Granted (yuan)",
	  .zh = "批复资金(元)",
	  .type = KY_NUMBER,
	  .total = true,
	  .list = { KY_LIST_ROOM, 14 } },
	{ .name = "received",
	  .label = "Received (yuan)",
	  .zh = "到位资金(元)",
	  .type = KY_NUMBER,
	  .list = { KY_LIST_ALWAYS, 14 } },
	{ .name = "used",
	  .label = "Used (yuan)",
	  .zh = "已用资金(元)",
	  .type = KY_NUMBER,
	  .at_most = "received",
	  .list = { KY_LIST_ALWAYS, 14 },
	  .why = N_("Not more than was received.") },
	{ .name = "left",
	  .label = "Left (yuan)",
	  .zh = "结余资金(元)",
	  .type = KY_NUMBER,
	  .derived = true,
	  .computed = true,
	  .total = true,
	  .list = { KY_LIST_ROOM, 14 },
	  .why = N_("Received, less what was used.") },
	{ .name = "rate",
	  .label = "Use rate (%)",
	  .zh = "使用率(%)",
	  .type = KY_NUMBER,
	  .derived = true,
	  .computed = true,
	  .list = { KY_LIST_ROOM, 8 },
	  .why = N_("Used, of what was received.") },
	{ .name = "audited",
	  .label = "Audited (yuan)",
	  .zh = "审计认定(元)",
	  .type = KY_NUMBER,
	  .total = true,
	  .list = { KY_LIST_ROOM, 14 },
	  .why = N_("What an audit or check of the accounts confirmed (III, 3, 2).") },
	{ .name = "audited_on", .label = "Audited on", .zh = "审计日期", .type = KY_DATE },
	{ .name = "owner",
	  .personal = true,
	  .label = "Responsible",
	  .zh = "责任人",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ROOM, 10 } },
	{ .name = "problem_id",
	  .label = "Became problem",
	  .zh = "转问题编号",
	  .type = KY_LINK,
	  .link = "problem",
	  .chain = true },
	EVIDENCE_FIELD(),
	NOTE_FIELD(.beside = true),
};

static void derive(struct ky_record *record)
{
	int64_t received = rule_number(record, "received"), used = rule_number(record, "used");
	bool known = rule_is_number(record, "received") && rule_is_number(record, "used") && used <= received;
	if (known)
		rule_put_number(record, "left", received - used);
	else
		rule_clear(record, "left");
	if (known && received > 0)
		rule_put_number(record, "rate", percent_of(used, received));
	else
		rule_clear(record, "rate");
}

const struct kind_decl kind_project = {
	.kind = { .name = "project",
		  .label = "Works and funds",
		  .zh = "工程项目",
		  .prefix = "W",
		  .ledger = "L21",
		  .paper = "工程项目与资金",
		  .number_zh = "编号",
		  .title = "title",
		  FIELDS(fields) },
	.derive = derive,
};
