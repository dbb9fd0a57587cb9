/* 公布: the results made known to the people. A problem that is listed has its publication day from here. */
#include <stdlib.h>
#include <string.h>

#include "record/internal.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "date",
	  .label = "Date",
	  .zh = "公布日期",
	  .type = KY_DATE,
	  .required = true,
	  .happened = true,
	  .list_columns = 10 },
	{ .name = "channel",
	  .label = "Channel",
	  .zh = "公布渠道",
	  .type = KY_CHOICE,
	  .choices = "publish_channel",
	  .list_columns = 10 },
	{ .name = "place", .label = "Place or address", .zh = "地点或网址", .type = KY_TEXT, .list_columns = 16 },
	{ .name = "items",
	  .label = "Problems made known",
	  .zh = "公布的问题",
	  .type = KY_LINKS,
	  .link = "problem",
	  .chain = true,
	  .list_columns = 16,
	  .why = N_("The problems whose results it tells (IV, 3, 1).") },
	{ .name = "days", .label = "Days on show", .zh = "公布天数", .type = KY_NUMBER, .list_columns = 8 },
	{ .name = "feedback",
	  .label = "Answers received",
	  .zh = "收到反馈数",
	  .type = KY_NUMBER,
	  .list_columns = 8,
	  .why = N_("How many people had something to say about it.") },
	{ .name = "evidence",
	  .label = "Evidence",
	  .zh = "凭据编号",
	  .type = KY_TEXT,
	  .why = N_("Where the proof is kept: box and page, or a file name.") },
	{ .name = "note",
	  .label = "Remarks",
	  .zh = "备注",
	  .type = KY_TEXT,
	  .beside = true,
	  .why = N_("Anything else.") },
	{ .name = "entered",
	  .label = "Entered on",
	  .zh = "登记日期",
	  .type = KY_DATE,
	  .computed = true,
	  .stamp = true,
	  .beside = true,
	  .list_columns = -10,
	  .why = N_("Filled in by the program; a late entry shows as 补录.") },
};

static enum ky_code mark_problem(struct ky_workbook *wb, const char *id, ky_day day, struct ky_error *err)
{
	struct ky_record *problem = NULL;
	enum ky_code code = store_find(wb, id, &problem, err);
	if (!code && problem && !rule_has(problem, "published")) {
		rule_put_date(problem, "published", day);
		code = ky_record_save(wb, problem, NULL, err);
	}
	ky_record_free(problem);
	return code;
}

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	(void)before;
	(void)field;
	enum ky_code code = KY_OK;
	const char *ids = rule_text(after, "items");
	while (!code && *ids) {
		char id[RECORD_ID_SIZE] = "";
		size_t len = strcspn(ids, " ");
		memcpy(id, ids, len < sizeof(id) ? len : sizeof(id) - 1);
		code = mark_problem(wb, id, rule_date(after, "date"), err);
		ids += len + (ids[len] == ' ');
	}
	return code;
}

const struct kind_decl kind_publication = {
	.kind = { .name = "publication",
		  .label = "Publications",
		  .zh = "公布",
		  .prefix = "G",
		  .order = "date",
		  .title = "place",
		  FIELDS(fields) },
	.rule = rule,
};
