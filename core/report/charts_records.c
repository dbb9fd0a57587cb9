/* Charts that are counted from records: problems by category, deadlines by month, the checklist's score by group.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "report/charts.h"
#include "texts.h"
#include "workbook/db.h"

/* columns: the bar's name, then a value for each series, NULL for none */
static int take_bar(void *data, const struct db_row *row)
{
	struct chart *chart = data;
	size_t bar = chart_add_bar(chart, db_text(row, 0));
	for (size_t i = 0; i < chart->series_count; i++)
		chart->values[bar][i] = db_is_null(row, (int)i + 1) ? CHART_UNKNOWN : db_int(row, (int)i + 1);
	return 0;
}

/* In the order of the campaign's list; what has no category stands behind them, where there is any. */
enum ky_code chart_categories(struct ky_workbook *wb, struct chart *chart, struct ky_error *err)
{
	*chart = (struct chart){ .title = ZH_CHART_CATEGORIES,
				 .unit = ZH_CHART_PROBLEMS_UNIT,
				 .bar_title = ZH_CHART_CATEGORIES_BAR,
				 .series = { ZH_CLOSED, ZH_NOT_CLOSED },
				 .series_count = 2,
				 .stacked = true };
	enum ky_code code = db_run(wb,
				   "SELECT c.text, count(p.id) FILTER (WHERE p.status = 'closed'),"
				   " count(p.id) FILTER (WHERE p.status <> 'closed') FROM choice c"
				   " LEFT JOIN standing_problem p ON p.category = c.key WHERE c.list = 'category'"
				   " GROUP BY c.pos ORDER BY c.pos",
				   NULL, 0, take_bar, chart, err);
	if (!code)
		code = db_run(wb,
			      "SELECT ?1, count(*) FILTER (WHERE status = 'closed'),"
			      " count(*) FILTER (WHERE status <> 'closed') FROM standing_problem"
			      " WHERE category IS NULL HAVING count(*) > 0",
			      (struct db_arg[]){ DB_T(ZH_NO_CATEGORY) }, 1, take_bar, chart, err);
	return code;
}

/* The newest months, in their order, of all that has a deadline and counts. */
enum ky_code chart_months(struct ky_workbook *wb, struct chart *chart, struct ky_error *err)
{
	char today[KY_DAY_TEXT];
	*chart = (struct chart){ .title = ZH_CHART_MONTHS,
				 .unit = ZH_CHART_TASKS_UNIT,
				 .bar_title = ZH_CHART_MONTHS_BAR,
				 .series = { ZH_DONE, ZH_NOT_YET_DUE, ZH_OVERDUE },
				 .series_count = 3,
				 .stacked = true };
	struct db_arg args[] = { DB_T(ky_day_format(ky_workbook_today(wb), today)), DB_I(CHART_BARS) };
	return db_run(wb,
		      "SELECT month, met, ahead, late FROM (SELECT substr(due, 1, 7) AS month,"
		      " count(*) FILTER (WHERE met) AS met,"
		      " count(*) FILTER (WHERE NOT met AND due >= ?1) AS ahead,"
		      " count(*) FILTER (WHERE NOT met AND due < ?1) AS late FROM deadline d"
		      " WHERE NOT (kind = 'problem' AND d.id NOT IN (SELECT id FROM standing_problem))"
		      " AND NOT (kind = 'task' AND d.id IN (SELECT id FROM task WHERE dropped IS NOT NULL))"
		      " GROUP BY month ORDER BY month DESC LIMIT ?2) ORDER BY month",
		      args, 2, take_bar, chart, err);
}

/* As the score of the whole: a group without any rating has none. */
enum ky_code chart_groups(struct ky_workbook *wb, struct chart *chart, struct ky_error *err)
{
	*chart = (struct chart){ .title = ZH_CHART_GROUPS,
				 .unit = ZH_CHART_GROUPS_UNIT,
				 .bar_title = ZH_CHART_GROUPS_BAR,
				 .series = { ZH_SCORE },
				 .series_count = 1 };
	return db_run(
		wb,
		"SELECT \"group\", CASE WHEN count(self) > 0 THEN"
		" percent(sum(CASE WHEN self IN ('1', '2', '3') THEN weight * CAST(self AS INTEGER) ELSE 0 END),"
		" 3 * sum(CASE WHEN self IS NOT 'N' THEN weight ELSE 0 END)) END FROM rating"
		" WHERE dropped IS NULL AND \"group\" IS NOT NULL GROUP BY \"group\" ORDER BY min(ord), min(seq)",
		NULL, 0, take_bar, chart, err);
}
