/* L2 集体学习记录: the sessions of collective study and who attended. */
#include "kuayue/record.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "date",
	  .label = "Date",
	  .zh = "日期",
	  .type = KY_DATE,
	  .required = true,
	  .role = KY_ROLE_HAPPENED,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("The day it took place; the day it is entered is kept beside it.") },
	{ .name = "place", .label = "Place", .zh = "地点", .type = KY_TEXT, .why = N_("Where it took place.") },
	{ .name = "topic",
	  .label = "Topic",
	  .zh = "主题",
	  .type = KY_TEXT,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 30 },
	  .why = N_("What was studied; a session without a topic does not count.") },
	{ .name = "topic_kind",
	  .label = "Kind of topic",
	  .zh = "学习重点类别",
	  .type = KY_CHOICE,
	  .choices = "topic_kind",
	  .why = N_("The study plan names three main topics; all should be covered (IV, 1, 3).") },
	{ .name = "form",
	  .label = "Form",
	  .zh = "形式",
	  .type = KY_CHOICE,
	  .choices = "session_form",
	  .needs = "collective",
	  .required = true,
	  .starts_first = true,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("Only collective study counts towards the sessions asked for (IV, 1, 3).") },
	{ .name = "host",
	  .label = "Chaired by",
	  .zh = "主持人",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ROOM, 10 },
	  .why = N_("Who was in the chair.") },
	{ .name = "lead",
	  .label = "Led by",
	  .zh = "领学人",
	  .type = KY_TEXT,
	  .why = N_("Leaders study first and speak first (V, 1).") },
	{ .name = "recorder",
	  .label = "Recorded by",
	  .zh = "记录人",
	  .type = KY_TEXT,
	  .why = N_("Who wrote the minutes.") },
	{ .name = "should",
	  .label = "Expected",
	  .zh = "应到人数",
	  .type = KY_NUMBER,
	  .total = true,
	  .min = 1,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("How many should have come.") },
	{ .name = "attendance",
	  .label = "Attendance",
	  .zh = "签到",
	  .type = KY_LINKS,
	  .link = "person",
	  .beside = true,
	  .why = N_("Tick the roster; the number present is then counted.") },
	{ .name = "present",
	  .label = "Present",
	  .zh = "实到人数",
	  .type = KY_NUMBER,
	  .derived = true,
	  .total = true,
	  .at_most = "should",
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("How many came; never more than expected.") },
	{ .name = "absent",
	  .label = "Absent, and why",
	  .zh = "缺席及原因",
	  .type = KY_TEXT,
	  .may_be_na = true,
	  .why = N_("Asked for when fewer came than expected.") },
	{ .name = "material",
	  .label = "Material",
	  .zh = "学习材料",
	  .type = KY_TEXT,
	  .why = N_("Documents or books that were read.") },
	{ .name = "minutes",
	  .label = "Minutes long",
	  .zh = "学习时长(分)",
	  .type = KY_NUMBER,
	  .total = true,
	  .why = N_("How long it took, in minutes.") },
	{ .name = "start",
	  .label = "Begins at",
	  .zh = "开始时间",
	  .type = KY_TEXT,
	  .beside = true,
	  .why = N_("Such as 14:30: so that nobody is thought to be in two places at once.") },
	{ .name = "evidence",
	  .role = KY_ROLE_EVIDENCE,
	  .label = "Evidence",
	  .zh = "凭据编号",
	  .type = KY_TEXT,
	  .why = N_("Sign-in sheet, minutes, photos: where they are kept.") },
	{ .name = "entered",
	  .label = "Entered on",
	  .zh = "登记日期",
	  .type = KY_DATE,
	  .computed = true,
	  .role = KY_ROLE_STAMP,
	  .why = N_("Filled in by the program; a late entry shows as 补录.") },
};

static void derive(struct ky_record *record)
{
	if (rule_is_set(record, "attendance"))
		rule_put_number(record, "present", rule_count(record, "attendance"));
}

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	(void)before;
	enum ky_code code = rule_time(after, "start", field, err);
	if (!code)
		code = rule_check_past(wb, after, "date", field, err);
	if (code)
		return code;
	if (!rule_is_number(after, "should") || !rule_is_number(after, "present"))
		return KY_OK;
	if (rule_exceeds(after, "present"))
		return rule_fail(
			after, "present", field, err, _("more people are present (%lld) than expected (%lld)."),
			(long long)rule_number(after, "present"), (long long)rule_number(after, "should"));
	if (rule_number(after, "present") < rule_number(after, "should") && !rule_is_set(after, "absent"))
		return rule_fail(after, "absent", field, err, _("%lld are absent: say who and why."),
				 (long long)(rule_number(after, "should") - rule_number(after, "present")));
	return KY_OK;
}

const struct kind_decl kind_session = {
	.kind = { .name = "session",
		  .label = "Study sessions",
		  .zh = "集体学习",
		  .prefix = "S",
		  .ledger = "L2",
		  .paper = "集体学习记录",
		  .number_zh = "学习编号",
		  .order = "date",
		  .title = "topic",
		  FIELDS(fields) },
	.derive = derive,
	.rule = rule,
};
