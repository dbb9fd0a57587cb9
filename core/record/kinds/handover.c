/* L16 移交清单: what one coordinator hands to the next. */
#include "record/kinds/kinds.h"

static const struct ky_field fields[] = {
	{ .name = "why", .label = "Occasion", .zh = "事由", .type = KY_TEXT, .list_columns = -12 },
	{ .name = "from", .label = "Handed over by", .zh = "移交人", .type = KY_TEXT, .list_columns = 8 },
	{ .name = "to", .label = "Taken over by", .zh = "接收人", .type = KY_TEXT, .list_columns = 8 },
	{ .name = "witness", .label = "Witness", .zh = "监交人", .type = KY_TEXT, .list_columns = -8 },
	{ .name = "date", .label = "Date", .zh = "日期", .type = KY_DATE, .happened = true, .list_columns = 10 },
	{ .name = "item",
	  .label = "Material",
	  .zh = "材料名称",
	  .type = KY_TEXT,
	  .required = true,
	  .list_columns = 24 },
	{ .name = "medium",
	  .label = "Medium",
	  .zh = "类型或载体",
	  .type = KY_CHOICE,
	  .choices = "handover_medium",
	  .lent = true,
	  .list_columns = 10 },
	{ .name = "qty", .label = "Quantity", .zh = "数量", .type = KY_NUMBER, .list_columns = 6 },
	{ .name = "version",
	  .label = "Version or number",
	  .zh = "版本或编号",
	  .type = KY_TEXT,
	  .list_columns = -16 },
	{ .name = "note", .label = "Remarks", .zh = "备注", .type = KY_TEXT },
};

const struct kind_decl kind_handover = {
	.kind = { .name = "handover",
		  .label = "Handover",
		  .zh = "移交清单",
		  .prefix = "H",
		  .ledger = "L16",
		  .paper = "移交清单",
		  .number_zh = "交接单号",
		  .order = "date",
		  .title = "item",
		  FIELDS(fields) },
};
