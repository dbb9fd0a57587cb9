/* L13 满意度测评统计: polls of satisfaction. Below 90 % the work has to be improved and people are asked again. */
#include "base/percent.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "date",
	  .label = "Polled on",
	  .zh = "测评日期",
	  .type = KY_DATE,
	  .required = true,
	  .role = KY_ROLE_HAPPENED,
	  .happened = true,
	  .list = { KY_LIST_ALWAYS, 10 } },
	{ .name = "sent", .label = "Handed out", .zh = "发出", .type = KY_NUMBER, .list = { KY_LIST_ALWAYS, 8 } },
	{ .name = "returned",
	  .label = "Returned",
	  .zh = "收回",
	  .type = KY_NUMBER,
	  .at_most = "sent",
	  .list = { KY_LIST_ALWAYS, 8 } },
	{ .name = "valid",
	  .label = "Valid",
	  .zh = "有效",
	  .type = KY_NUMBER,
	  .at_most = "returned",
	  .list = { KY_LIST_ALWAYS, 8 } },
	{ .name = "a", .label = "Satisfied", .zh = "满意", .type = KY_NUMBER, .list = { KY_LIST_ALWAYS, 8 } },
	{ .name = "b",
	  .label = "Fairly satisfied",
	  .zh = "基本满意",
	  .type = KY_NUMBER,
	  .list = { KY_LIST_ALWAYS, 10 } },
	{ .name = "c",
	  .label = "Not satisfied",
	  .zh = "不满意",
	  .type = KY_NUMBER,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("The three make up the valid ones.") },
	{ .name = "rate",
	  .label = "Rate (%)",
	  .zh = "满意率",
	  .type = KY_NUMBER,
	  .derived = true,
	  .computed = true,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("Satisfied and fairly satisfied, of the valid ones.") },
	EVIDENCE_FIELD(.beside = true),
	{ .name = "entered",
	  .label = "Entered on",
	  .zh = "登记日期",
	  .type = KY_DATE,
	  .computed = true,
	  .role = KY_ROLE_STAMP,
	  .beside = true,
	  .list = { KY_LIST_ROOM, 10 },
	  .why = N_("Filled in by the program; a late entry shows as 补录.") },
	{ .name = "group",
	  .label = "Asked",
	  .zh = "测评对象",
	  .type = KY_CHOICE,
	  .beside = true,
	  .choices = "opinion_group",
	  .list = { KY_LIST_ROOM, 8 },
	  .why = N_("One line for each group of a day: they are added up. Blank: all together.") },
};

static void derive(struct ky_record *record)
{
	int64_t valid = rule_number(record, "valid"),
		content = rule_number(record, "a") + rule_number(record, "b");
	if (valid > 0 && content <= valid && rule_is_number(record, "a") && rule_is_number(record, "b"))
		rule_put_number(record, "rate", percent_of(content, valid));
	else
		rule_clear(record, "rate");
}

const struct kind_decl kind_satisfaction = {
	.kind = { .name = "satisfaction",
		  .label = "Satisfaction polls",
		  .zh = "满意度测评",
		  .prefix = "Y",
		  .ledger = "L13",
		  .paper = "满意度测评统计",
		  .order = "date",
		  .title = "date",
		  FIELDS(fields) },
	.derive = derive,
};
