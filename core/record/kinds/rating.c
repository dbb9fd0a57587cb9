/* L7 自查表: one record for each item of the campaign's checklist. */

#include "kuayue/record.h"
#include "record/internal.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"
#include "record/shown.h"

static const struct ky_field fields[] = {
	{ .name = "item",
	  .label = "Item",
	  .zh = "条目编号",
	  .type = KY_TEXT,
	  .required = true,
	  .role = KY_ROLE_IDENTITY,
	  .list = { KY_LIST_ROOM, 8 },
	  .why = N_("The campaign's number of the item.") },
	{ .name = "group",
	  .by = KY_BY_TEMPLATE,
	  .label = "Group",
	  .zh = "类别",
	  .type = KY_TEXT,
	  .beside = true,
	  .list = { KY_LIST_ROOM, 16 },
	  .why = N_("Items are rated group by group.") },
	{ .name = "title",
	  .by = KY_BY_TEMPLATE,
	  .label = "Title",
	  .zh = "条目",
	  .type = KY_TEXT,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 28 },
	  .why = N_("What the leadership group will look at.") },
	{ .name = "weight",
	  .by = KY_BY_TEMPLATE,
	  .label = "Weight",
	  .zh = "分值",
	  .type = KY_NUMBER,
	  .list = { KY_LIST_ALWAYS, 6 },
	  .why = N_("All weights together make 100.") },
	{ .name = "self",
	  .label = "Self-rating",
	  .zh = "自评",
	  .type = KY_CHOICE,
	  .choices = "rating",
	  .needs = "0,1,2,3,N",
	  .list = { KY_LIST_ALWAYS, 6 },
	  .why = N_("0 not begun, 1 partly, 2 mostly but without full evidence, 3 with evidence, N not "
		    "applicable.") },
	{ .name = "review",
	  .by = KY_BY_OTHERS,
	  .label = "Review",
	  .zh = "复评",
	  .type = KY_CHOICE,
	  .choices = "rating",
	  .list = { KY_LIST_ROOM, 6 },
	  .why = N_("Filled in by the supervision group, beside the school's own rating.") },
	{ .name = "evidence",
	  .role = KY_ROLE_EVIDENCE,
	  .label = "Evidence",
	  .zh = "凭据编号",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("A rating of 3 needs it: box and page, or a file name.") },
	{ .name = "note",
	  .label = "Explanation",
	  .zh = "说明或扣分理由",
	  .type = KY_LONG,
	  .why = N_("Why points were taken off, or why the item does not apply.") },
	{ .name = "checker",
	  .personal = true,
	  .label = "Checked by",
	  .zh = "自查人",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ROOM, 8 },
	  .why = N_("Who looked at the evidence.") },
	{ .name = "date",
	  .label = "Checked on",
	  .zh = "自查日期",
	  .type = KY_DATE,
	  .list = { KY_LIST_ROOM, 10 },
	  .why = N_("The day of the self-inspection.") },
	{ .name = "dropped",
	  .role = KY_ROLE_DROPPED,
	  .label = "Dropped on",
	  .zh = "取消日期",
	  .type = KY_DATE,
	  .computed = true,
	  .beside = true,
	  .why = N_("The day a newer template dropped it; what was answered stays, and no longer counts.") },
};

static const struct kind_demand demands[] = {
	{ "self", "N", "note", N_("say why the item does not apply."), NULL, NULL },
	{ "self", "3", "evidence", N_("a rating of 3 needs its evidence (box-page or file); without it rate 2."),
	  NULL, NULL },
};

static enum ky_code check_na(struct ky_workbook *wb, struct ky_record *after, int *field, struct ky_error *err)
{
	const struct ky_item *item = ky_campaign_item(ky_workbook_campaign(wb), rule_text(after, "item"));
	bool allowed = false;
	enum ky_code code = item ? shown_source_of(wb)->na(wb, item, &allowed, err) : KY_OK;
	if (code)
		return code;
	if (!allowed)
		return rule_fail(after, "self", field, err,
				 _("item %s applies to this kind of school; rate it 0 to 3."),
				 rule_text(after, "item"));
	return rule_check_demands(wb, after, field, err);
}

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	(void)before;
	return rule_equals(after, "self", "N") ? check_na(wb, after, field, err)
					       : rule_check_demands(wb, after, field, err);
}

const struct kind_decl kind_rating = {
	.kind = { .name = "rating",
		  .label = "Checklist",
		  .zh = "自查表",
		  .prefix = "C",
		  .ledger = "L7",
		  .paper = "自查表(对照检查表)",
		  .title = "title",
		  FIELDS(fields) },
	.rule = rule,
	DEMANDS(demands),
	.source = "self", /* 自查 */
};
