/* L10 宣传稿件登记: what the school published in any medium. */
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
	{ .name = "title", .label = "Title", .zh = "标题", .type = KY_TEXT, .list = { KY_LIST_ALWAYS, 30 } },
	{ .name = "medium",
	  .label = "Medium",
	  .zh = "载体",
	  .type = KY_CHOICE,
	  .choices = "medium",
	  .lent = true,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("Several media should be used (V, 2).") },
	{ .name = "level",
	  .label = "Level",
	  .zh = "级别",
	  .type = KY_CHOICE,
	  .choices = "media_level",
	  .lent = true,
	  .list = { KY_LIST_ALWAYS, 8 } },
	{ .name = "kind",
	  .label = "Kind",
	  .zh = "类型",
	  .type = KY_CHOICE,
	  .choices = "media_kind",
	  .lent = true,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("Progress, innovation, models, experience (V, 2).") },
	{ .name = "dup_of",
	  .label = "Same text as",
	  .zh = "同稿重复",
	  .type = KY_LINK,
	  .link = "media",
	  .list = { KY_LIST_ROOM, 12 },
	  .why = N_("The same text taken up again is kept, and not counted again.") },
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
};

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	(void)before;
	return rule_no_circle(wb, after, "dup_of", field, err);
}

const struct kind_decl kind_media = {
	.kind = { .name = "media",
		  .label = "Publicity",
		  .zh = "宣传稿件",
		  .prefix = "M",
		  .ledger = "L10",
		  .paper = "宣传稿件登记",
		  .order = "date",
		  .title = "title",
		  FIELDS(fields) },
	.rule = rule,
};
