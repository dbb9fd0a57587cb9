/* 公布: the results that were published. A problem that a publication lists gets its publication day from it. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
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
	  .happened = true,
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

/* The first day on which another publication listed the problem since its round began; KY_NO_DAY if none did. What
 * was published before it was opened again told of the last round. */
static enum ky_code told_elsewhere(struct ky_workbook *wb, const char *problem, const char *publication,
				   const char *since, ky_day *day, struct ky_error *err)
{
	*day = KY_NO_DAY;
	return db_run(wb,
		      "SELECT date FROM publication WHERE has_link(items, ?1) AND id <> ?2 AND date >= ?3"
		      " ORDER BY date LIMIT 1",
		      (struct db_arg[]){ DB_T(problem), DB_T(publication), DB_T(since) }, 3, take_day, day, err);
}

/* The day on which the problem's round began, by the history; "" for the first. */
static enum ky_code round_began(struct ky_workbook *wb, const struct ky_record *problem, char **day,
				struct ky_error *err)
{
	*day = NULL;
	enum ky_code code =
		rule_number(problem, "round") < 2
			? KY_OK
			: db_text_of(wb,
				     "SELECT c.day FROM op o JOIN change c ON c.n = o.change WHERE o.record = ?1"
				     " AND o.field = 'round' ORDER BY o.n DESC LIMIT 1",
				     problem->id, day, err);
	if (!code && !*day)
		*day = memory_text("");
	return !code && !*day ? memory_out(err) : code;
}

/* The earliest day that publications give the problem: this one, unless it told of an earlier round, and others.
 */
static enum ky_code earliest(struct ky_workbook *wb, const struct ky_record *problem,
			     const struct marking *marking, ky_day *day, struct ky_error *err)
{
	char *since = NULL;
	ky_day began = KY_NO_DAY;
	enum ky_code code = round_began(wb, problem, &since, err);
	if (!code)
		code = told_elsewhere(wb, problem->id, marking->publication, since, day, err);
	if (!code && *since)
		ky_day_parse(since, KY_NO_DAY, &began, NULL);
	free(since);
	if (marking->to != KY_NO_DAY && (began == KY_NO_DAY || marking->to >= began) &&
	    (*day == KY_NO_DAY || marking->to < *day))
		*day = marking->to;
	return code;
}

/* Sets a problem's publication day, unless people wrote one themselves that no publication gives it. */
static enum ky_code mark_problem(struct ky_workbook *wb, const char *id, const struct marking *marking,
				 struct ky_error *err)
{
	struct ky_record *problem = NULL;
	enum ky_code code = store_find(wb, ky_kind_find("problem"), id, &problem, err);
	ky_day told = KY_NO_DAY, day = KY_NO_DAY;
	if (!code && problem)
		code = told_elsewhere(wb, id, marking->publication, "", &told, err);
	bool ours = !code && problem &&
		    (!rule_is_set(problem, "published") || rule_date(problem, "published") == marking->from ||
		     rule_date(problem, "published") == told);
	if (ours)
		code = earliest(wb, problem, marking, &day, err);
	if (ours && !code) {
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

/* The problems lose the day that only it gave them. */
static enum ky_code removed(struct ky_workbook *wb, const struct ky_record *record, struct ky_error *err)
{
	return mark_problems(wb, rule_text(record, "items"), "",
			     (struct marking){ record->id, rule_date(record, "date"), KY_NO_DAY }, err);
}

const struct kind_decl kind_publication = {
	.kind = { .name = "publication",
		  .label = "Publications",
		  .zh = "公布",
		  .prefix = "G",
		  .ledger = "L22",
		  .paper = "公布记录",
		  .number_zh = "编号",
		  .order = "date",
		  .title = "place",
		  FIELDS(fields) },
	.rule = rule,
	.removed = removed,
	.stage = KY_CHAIN_TOLD,
};
