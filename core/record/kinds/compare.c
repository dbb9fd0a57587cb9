/* 对照检查: what the leading group, or one of its members, found when comparing with the documents (IV, 2, 2). */
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "date",
	  .label = "Date",
	  .zh = "日期",
	  .type = KY_DATE,
	  .role = KY_ROLE_HAPPENED,
	  .happened = true,
	  .list = { KY_LIST_ALWAYS, 10 } },
	{ .name = "whose",
	  .label = "Whose",
	  .zh = "检查主体",
	  .type = KY_CHOICE,
	  .choices = "compare_whose",
	  .needs = "group,leader",
	  .lent = true,
	  .required = true,
	  .starts_first = true,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("The leading group as a whole, one of its members, or another Party member.") },
	{ .name = "person",
	  .personal = true,
	  .label = "Person",
	  .zh = "姓名",
	  .type = KY_LINK,
	  .link = "person",
	  .goes_on = true,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("Of a person's own comparison: who it is.") },
	AGAINST_FIELDS,
	{ .name = "area",
	  .label = "Area",
	  .zh = "方面",
	  .type = KY_CHOICE,
	  .choices = "compare_area",
	  .lent = true,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("Thought, style and the work itself (IV, 2, 2).") },
	{ .name = "finding",
	  .label = "What was found",
	  .zh = "存在的问题",
	  .type = KY_LONG,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 24 },
	  .why = N_("What falls short of the document, concretely: a matter, not a phrase.") },
	CAUSE_FIELDS,
	{ .name = "measure", .label = "Measure", .zh = "整改措施", .type = KY_LONG, .list = { KY_LIST_ROOM, 16 } },
	{ .name = "due",
	  .label = "Due on",
	  .zh = "整改期限",
	  .type = KY_DATE,
	  .ahead = true,
	  .list = { KY_LIST_ROOM, 10 } },
	LEADS_FIELD,
	{ .name = "problem_id",
	  .label = "Became problem",
	  .zh = "转问题编号",
	  .type = KY_LINK,
	  .link = "problem",
	  .chain = true,
	  .why = N_(
		  "The problem it was turned into; several sources may lead to one problem, and none is lost.") },
	EVIDENCE_FIELD(),
	{ .name = "entered",
	  .label = "Entered on",
	  .zh = "登记日期",
	  .type = KY_DATE,
	  .computed = true,
	  .role = KY_ROLE_STAMP,
	  .list = { KY_LIST_ROOM, 10 },
	  .why = N_("Filled in by the program; a late entry shows as 补录.") },
};

static const struct kind_demand demands[] = {
	{ "whose", "leader", "person", N_("a leader's own comparison needs the leader's name."), NULL, NULL },
};

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	(void)before;
	enum ky_code code = rule_take_level(wb, after, err);
	return code ? code : rule_check_demands(wb, after, field, err);
}

const struct kind_decl kind_compare = {
	.kind = { .name = "compare",
		  .label = "Comparison with documents",
		  .zh = "对照检查",
		  .prefix = "DZ",
		  .personal = true,
		  .ledger = "L30",
		  .paper = "对照检查",
		  .number_zh = "编号",
		  .order = "date",
		  .title = "finding",
		  FIELDS(fields) },
	.rule = rule,
	DEMANDS(demands),
	.source = "compare",
};
