/* 公布: the results that were published. A problem that a publication lists gets its publication day from it. */
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
	  .role = KY_ROLE_HAPPENED,
	  .list = { KY_LIST_ALWAYS, 10 } },
	{ .name = "channel",
	  .label = "Channel",
	  .zh = "公布渠道",
	  .type = KY_CHOICE,
	  .choices = "publish_channel",
	  .lent = true,
	  .list = { KY_LIST_ALWAYS, 10 } },
	{ .name = "place",
	  .label = "Place or address",
	  .zh = "地点或网址",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ALWAYS, 16 } },
	{ .name = "items",
	  .label = "Problems made known",
	  .zh = "公布的问题",
	  .type = KY_LINKS,
	  .link = "problem",
	  .chain = true,
	  .list = { KY_LIST_ALWAYS, 16 },
	  .why = N_("The problems whose results it tells (IV, 3, 1).") },
	{ .name = "days",
	  .label = "Days on show",
	  .zh = "公布天数",
	  .type = KY_NUMBER,
	  .list = { KY_LIST_ALWAYS, 8 } },
	{ .name = "feedback",
	  .label = "Answers received",
	  .zh = "收到反馈数",
	  .type = KY_NUMBER,
	  .list = { KY_LIST_ALWAYS, 8 },
	  .why = N_("How many people had something to say about it.") },
	EVIDENCE_FIELD(),
	NOTE_FIELD(.beside = true),
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

/* The day that the publication gave its problems before this change, and the one that it gives now; KY_NO_DAY:
 * none. */
struct marking {
	const char *publication;
	ky_day from, to;
};

static int take_day(void *data, const struct db_row *row)
{
	ky_day_parse(db_text(row, 0), KY_NO_DAY, data, NULL);
	return 1;
}

/* The first day on which another publication listed the problem; KY_NO_DAY if none did. */
static ky_day told_elsewhere(struct ky_workbook *wb, const char *problem, const char *publication)
{
	ky_day day = KY_NO_DAY;
	db_run(wb,
	       "SELECT date FROM publication WHERE has_link(items, ?1) AND id <> ?2"
	       " ORDER BY date LIMIT 1",
	       (struct db_arg[]){ DB_T(problem), DB_T(publication) }, 2, take_day, &day, NULL);
	return day;
}

/* Sets a problem's publication day, unless people wrote another one themselves. */
static enum ky_code mark_problem(struct ky_workbook *wb, const char *id, const struct marking *marking,
				 struct ky_error *err)
{
	struct ky_record *problem = NULL;
	enum ky_code code = store_find(wb, ky_kind_find("problem"), id, &problem, err);
	bool ours = !code && problem &&
		    (!rule_is_set(problem, "published") || rule_date(problem, "published") == marking->from);
	if (ours) {
		ky_day day = marking->to == KY_NO_DAY ? told_elsewhere(wb, id, marking->publication) : marking->to;
		rule_clear(problem, "published");
		if (day != KY_NO_DAY)
			rule_put_date(problem, "published", day);
		code = ky_record_save(wb, problem, NULL, err);
	}
	ky_record_free(problem);
	return code;
}

/* Each id of the set ids, but for those that other has. */
static enum ky_code mark_problems(struct ky_workbook *wb, const char *ids, const char *other,
				  struct marking marking, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	while (!code && *ids) {
		char id[RECORD_ID_SIZE] = "";
		size_t len = strcspn(ids, " ");
		memcpy(id, ids, len < sizeof(id) ? len : sizeof(id) - 1);
		if (!links_have(other, id))
			code = mark_problem(wb, id, &marking, err);
		ids += len + (ids[len] == ' ');
	}
	return code;
}

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	(void)field;
	ky_day was = before ? rule_date(before, "date") : KY_NO_DAY, day = rule_date(after, "date");
	enum ky_code code = KY_OK;
	if (before)
		code = mark_problems(wb, rule_text(before, "items"), rule_text(after, "items"),
				     (struct marking){ after->id, was, KY_NO_DAY }, err);
	return code ? code
		    : mark_problems(wb, rule_text(after, "items"), "", (struct marking){ after->id, was, day },
				    err);
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
	.stage = KY_CHAIN_TOLD,
};
