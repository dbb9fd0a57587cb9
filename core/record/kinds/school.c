/* 学校概况: the school's own record, from which documents take their headings. There is exactly one. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "code",
	  .role = KY_ROLE_NUMBER,
	  .label = "School code",
	  .zh = "学校代码",
	  .type = KY_TEXT,
	  .required = true,
	  .why = N_("It stands before every printed number and in the package's name; the education bureau gives "
		    "it.") },
	{ .name = "name",
	  .label = "School",
	  .zh = "学校全称",
	  .type = KY_TEXT,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 30 },
	  .why = N_("The full name as on the seal; it heads every report.") },
	{ .name = "kind",
	  .label = "School kind",
	  .zh = "学校类型",
	  .type = KY_CHOICE,
	  .choices = "school_kind",
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("It decides which tasks and checklist items the school is asked for.") },
	{ .name = "staff",
	  .label = "Staff",
	  .zh = "教职工数",
	  .type = KY_NUMBER,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("How many people should study; notes are counted against it.") },
	{ .name = "party",
	  .label = "Party members",
	  .zh = "党员数",
	  .type = KY_NUMBER,
	  .why = N_("How many of them are party members. Write 0 if there are none: blank means not filled in.") },
	{ .name = "leaders",
	  .label = "School leaders",
	  .zh = "班子人数",
	  .type = KY_NUMBER,
	  .why = N_("Each leader should go to the front line at least once.") },
	{ .name = "students",
	  .label = "Students",
	  .zh = "学生数",
	  .type = KY_NUMBER,
	  .why = N_("The size of the school, for the summary's first section.") },
	{ .name = "classes",
	  .label = "Classes",
	  .zh = "教学班数",
	  .type = KY_NUMBER,
	  .why = N_("The size of the school, for the summary's first section.") },
	{ .name = "website",
	  .label = "Has a website",
	  .zh = "有无网站",
	  .type = KY_CHOICE,
	  .choices = "yesno",
	  .needs = "yes,no",
	  .may_be_na = true,
	  .why = N_("A school without one uses an opinion box instead of a web column.") },
	{ .name = "column",
	  .label = "Study column",
	  .zh = "学习交流专栏",
	  .type = KY_TEXT,
	  .may_be_na = true,
	  .why = N_(
		  "The address of the study column; a school without a website names whose it uses (IV, 1, 3).") },
	{ .name = "column_updated",
	  .label = "Column last updated",
	  .zh = "专栏最近更新",
	  .type = KY_DATE,
	  .may_be_na = true,
	  .why = N_("A column without a new text for a month is asked after.") },
	{ .name = "box",
	  .label = "Opinion box",
	  .zh = "征求意见栏或意见箱",
	  .type = KY_TEXT,
	  .may_be_na = true,
	  .why = N_("The address of the opinion page, or where the box hangs (IV, 1, 3).") },
	{ .name = "notes_by",
	  .label = "Notes counted by",
	  .zh = "笔记取数",
	  .type = KY_CHOICE,
	  .choices = "notes_by",
	  .needs = "roster,check",
	  .lent = true,
	  .why = N_("Where the figures of notes and essays come from: what is entered person by person, or the "
		    "newest spot check. Blank: whichever has more.") },
	{ .name = "liaison",
	  .personal = true,
	  .label = "Coordinator",
	  .zh = "联络员",
	  .type = KY_TEXT,
	  .why = N_("Who keeps this workbook and answers the leadership group's questions.") },
	{ .name = "doc_no",
	  .label = "Document number",
	  .zh = "报告文号",
	  .type = KY_TEXT,
	  .may_be_na = true,
	  .why = N_("Of the summary report, if it has one.") },
	{ .name = "checked_by",
	  .personal = true,
	  .label = "Checked by",
	  .zh = "审核人",
	  .type = KY_TEXT,
	  .why = N_("Who looked the figures through before the signature.") },
	{ .name = "signer",
	  .personal = true,
	  .label = "Signed by",
	  .zh = "签发人",
	  .type = KY_TEXT,
	  .why = N_("The first responsible person signs the report on paper; here only the name is kept.") },
	{ .name = "signed",
	  .label = "Signed on",
	  .zh = "签发日期",
	  .type = KY_DATE,
	  .why = N_("The day of the signature on paper.") },
	{ .name = "reported",
	  .label = "Reported on",
	  .zh = "报送日期",
	  .type = KY_DATE,
	  .why = N_("The day the summary was handed in; reporting in time is a checklist item.") },
	{ .name = "channel",
	  .label = "Handed in by",
	  .zh = "报送方式",
	  .type = KY_TEXT,
	  .why = N_("USB stick, paper, or both: so that it can be traced.") },
	{ .name = "receipt",
	  .label = "Receipt",
	  .zh = "回执",
	  .type = KY_TEXT,
	  .why = N_("The receiver's confirmation ends the hand-in.") },
	{ .name = "parent",
	  .role = KY_ROLE_PARENT,
	  .label = "Central school",
	  .zh = "中心校代码",
	  .type = KY_TEXT,
	  .may_be_na = true,
	  .why = N_("Of a teaching point: the code of the central school that takes in what it hands over.") },
	{ .name = "people_in_parent",
	  .label = "People counted in the central school's",
	  .zh = "中心校的人数是否已含本点",
	  .type = KY_CHOICE,
	  .choices = "yesno",
	  .needs = "yes,no",
	  .may_be_na = true,
	  .why = N_("Of a teaching point: where they are not, figures of all sites together add them.") },
};

/* The central school's code is written as that school writes it, so that it is known again. */
static enum ky_code settle_parent(struct ky_workbook *wb, struct ky_record *after, int *field,
				  struct ky_error *err)
{
	const char *parent = rule_text(after, "parent");
	struct ky_error why = { 0 };
	if (!parent[0] || strcmp(parent, KY_NA_TEXT) == 0)
		return KY_OK;
	if (rule_check_code(parent, &why))
		return rule_fail(after, "parent", field, err, "%s", why.text);
	char *folded = rule_fold_code(parent);
	if (!folded)
		return memory_out(err);
	enum ky_code code = strcmp(folded, rule_text(after, "code")) == 0
				    ? rule_fail(after, "parent", field, err,
						_("a school is not its own central school; leave it blank."))
				    : ky_record_put(wb, after, ky_field_of(ky_record_kind(after), KY_ROLE_PARENT),
						    folded, err);
	free(folded);
	return code;
}

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	struct ky_error why = { 0 };
	const char *code = rule_text(after, "code");
	if (rule_check_code(code, &why))
		return rule_fail(after, "code", field, err, "%s", why.text);
	char *folded = rule_fold_code(code);
	if (!folded)
		return memory_out(err);
	bool other = strcmp(folded, code) != 0 && before && strcmp(rule_text(before, "code"), code) != 0;
	enum ky_code answer = other ? rule_fail(after, "code", field, err,
						_("write it in capitals, \"%s\": c02 and C02 look alike."), folded)
				    : KY_OK;
	free(folded);
	return answer ? answer : settle_parent(wb, after, field, err);
}

const struct kind_decl kind_school = {
	.kind = { .name = "school",
		  .label = "School",
		  .zh = "学校概况",
		  .prefix = "",
		  .title = "name",
		  .single = true,
		  FIELDS(fields) },
	.rule = rule,
};
