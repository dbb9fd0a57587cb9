/* 报告文字: the texts of the report that people write. The campaign's outline says which there are. */
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "title",
	  .label = "Part",
	  .zh = "部分",
	  .type = KY_TEXT,
	  .required = true,
	  .role = KY_ROLE_IDENTITY,
	  .list = { KY_LIST_ALWAYS, 24 },
	  .why = N_("Which part of the report it is, by the campaign's outline.") },
	{ .name = "text",
	  .label = "Text",
	  .zh = "文字",
	  .type = KY_LONG,
	  .list = { KY_LIST_ALWAYS, 40 },
	  .why = N_("What stands there in the report; each line is a paragraph. The program writes none of it.") },
	{ .name = "author",
	  .personal = true,
	  .label = "Written by",
	  .zh = "执笔人",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("Who can answer for it.") },
	NOTE_FIELD(),
	{ .name = "dropped",
	  .role = KY_ROLE_DROPPED,
	  .label = "Dropped on",
	  .zh = "取消日期",
	  .type = KY_DATE,
	  .computed = true,
	  .why = N_("The day a newer template dropped it; what was answered stays, and no longer counts.") },
};

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	if ((before && rule_unchanged(before, after, "title")) ||
	    ky_campaign_has_section(ky_workbook_campaign(wb), rule_text(after, "title")))
		return KY_OK;
	return rule_fail(after, "title", field, err,
			 _("the report's outline has no such part; write in one of the list."));
}

const struct kind_decl kind_section = {
	.kind = { .name = "section",
		  .label = "Report texts",
		  .zh = "报告文字",
		  .prefix = "TX",
		  .title = "title",
		  .personal = true,
		  FIELDS(fields) },
	.rule = rule,
};
