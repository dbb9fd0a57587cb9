/* 出招献策: proposals on balanced, senior-high and vocational education. */
#include "record/kinds/kinds.h"

static const struct ky_field fields[] = {
	{ .name = "text",
	  .label = "Proposal",
	  .zh = "建议",
	  .type = KY_LONG,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 30 },
	  .why = N_("Measures for the balance, the quality and the ways of education (III, 1).") },
	{ .name = "field",
	  .label = "About",
	  .zh = "方面",
	  .type = KY_CHOICE,
	  .choices = "suggestion_field",
	  .lent = true,
	  .list = { KY_LIST_ALWAYS, 10 } },
	{ .name = "date",
	  .label = "Date",
	  .zh = "日期",
	  .type = KY_DATE,
	  .role = KY_ROLE_HAPPENED,
	  .list = { KY_LIST_ALWAYS, 10 } },
	{ .name = "by", .label = "Made by", .zh = "提出人", .type = KY_TEXT, .list = { KY_LIST_ALWAYS, 10 } },
	{ .name = "result",
	  .label = "What came of it",
	  .zh = "采用情况",
	  .type = KY_LONG,
	  .list = { KY_LIST_ROOM, 16 } },
	NOTE_FIELD(.beside = true),
};

const struct kind_decl kind_suggestion = {
	.kind = { .name = "suggestion",
		  .label = "Proposals",
		  .zh = "出招献策",
		  .prefix = "P",
		  .order = "date",
		  .title = "text",
		  FIELDS(fields) },
};
