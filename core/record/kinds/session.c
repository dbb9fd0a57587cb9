/* L2 集体学习记录: the sessions of collective study and who attended. */
#include <stdlib.h>

#include "kuayue/record.h"
#include "record/attendance.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "date",
	  .label = "Date",
	  .zh = "日期",
	  .type = KY_DATE,
	  .required = true,
	  .role = KY_ROLE_HAPPENED,
	  .happened = true,
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
	  .personal = true,
	  .label = "Chaired by",
	  .zh = "主持人",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ROOM, 10 },
	  .why = N_("Who was in the chair.") },
	{ .name = "lead",
	  .personal = true,
	  .label = "Led by",
	  .zh = "领学人",
	  .type = KY_TEXT,
	  .why = N_("Leaders study first and speak first (V, 1).") },
	{ .name = "recorder",
	  .personal = true,
	  .label = "Recorded by",
	  .zh = "记录人",
	  .type = KY_TEXT,
	  .why = N_("Who wrote the minutes.") },
	{ .name = "should",
	  .of_one_day = true,
	  .label = "Expected",
	  .zh = "应到人数",
	  .type = KY_NUMBER,
	  .total = true,
	  .min = 1,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("How many should have come: of the roster that day, where it is left empty and ticked.") },
	{ .name = "attendance",
	  .personal = true,
	  .of_one_day = true,
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
	  .kept_by = "present_by",
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("How many came; never more than expected.") },
	PRESENT_BY_FIELD,
	{ .name = "absent",
	  .personal = true,
	  .of_one_day = true,
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
	{ .name = "theme",
	  .label = "Theme of the discussion",
	  .zh = "讨论主题",
	  .type = KY_CHOICE,
	  .choices = "discussion_theme",
	  .lent = true,
	  .beside = true,
	  .why = N_("Thought, style, policies, spirit: four themes (IV, 2).") },
	MEETING_FIELD(.why = N_("Three meetings and the leaders' instructions are to be studied (III, 1).")),
	CRISIS_FIELDS,
	LEADS_FIELD,
};

/* Whoever was ticked on the roster did not have to be written down: those who were not are named. */
static enum ky_code check_absent(struct ky_workbook *wb, struct ky_record *after, int *field, struct ky_error *err)
{
	long long away = (long long)(rule_number(after, "should") - rule_number(after, "present"));
	char *names = NULL;
	if (away <= 0 || rule_is_set(after, "absent"))
		return KY_OK;
	if (!rule_is_set(after, "attendance"))
		return rule_fail(after, "absent", field, err, _("%lld are absent: say who and why."), away);
	enum ky_code code = attendance_absent(wb, after, &names, err);
	if (!code)
		code = rule_fail(after, "absent", field, err, _("%lld are absent (%s): say who and why."), away,
				 names);
	free(names);
	return code;
}

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	enum ky_code code = rule_time(after, "start", field, err);
	if (!code)
		code = rule_check_past(wb, after, "date", field, err);
	if (code)
		return code;
	code = attendance_rule(wb, before, after, field, err);
	if (code || !rule_is_number(after, "should") || !rule_is_number(after, "present"))
		return code;
	if (rule_exceeds(after, "present"))
		return rule_fail(
			after, "present", field, err, _("more people are present (%lld) than expected (%lld)."),
			(long long)rule_number(after, "present"), (long long)rule_number(after, "should"));
	return check_absent(wb, after, field, err);
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
	.derive = attendance_count,
	.rule_derives = true,
	.rule = rule,
};
