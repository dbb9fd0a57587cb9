/* Computes the charts of the documents from records and figures (report/charts.h). */
#include "report/charts.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/percent.h"
#include "base/strbuf.h"
#include "kuayue/text.h"
#include "workbook/db.h"
#include "texts.h"

size_t chart_add_bar(struct chart *chart, const char *title)
{
	assert(chart->bar_count <= CHART_BARS);
	size_t at = chart->bar_count < CHART_BARS ? chart->bar_count++ : CHART_BARS - 1;
	ky_text_visible(title, 40, chart->bars[at], sizeof(chart->bars[at]));
	return at;
}

static enum ky_code phase_progress(struct ky_workbook *wb, struct chart *chart, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_phase *phases = ky_campaign_phases(ky_workbook_campaign(wb), &count);
	enum ky_code code = KY_OK;
	*chart = (struct chart){ .title = ZH_CHART_TASKS,
				 .unit = ZH_CHART_TASKS_UNIT,
				 .bar_title = ZH_CHART_TASKS_BAR,
				 .series = { ZH_DONE, ZH_NOT_DONE },
				 .series_count = 2,
				 .stacked = true };
	for (size_t i = 0; !code && i < count && i < CHART_BARS; i++) {
		struct db_arg args[] = { DB_T(phases[i].id) };
		int64_t *values = chart->values[chart_add_bar(chart, phases[i].title)];
		code = db_number(wb, "SELECT count(*) FROM task_now WHERE phase = ?1 AND state = 'done'", args, 1,
				 0, &values[0], err);
		if (!code)
			code = db_number(wb,
					 "SELECT count(*) FROM task_now WHERE phase = ?1 AND state IS NOT 'done'",
					 args, 1, 0, &values[1], err);
	}
	return code;
}

/* One bar a type, one part a state. type NULL: those without one. */
static enum ky_code problem_bar(struct ky_workbook *wb, struct chart *chart, const char *title, const char *type,
				const struct ky_choice *states, struct ky_error *err)
{
	assert(chart->series_count <= CHART_SERIES);
	size_t bar = chart_add_bar(chart, title);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < chart->series_count; i++)
		code = db_number(wb, "SELECT count(*) FROM standing_problem WHERE type IS ?1 AND status = ?2",
				 (struct db_arg[]){ DB_T(type), DB_T(states[i].id) }, 2, 0, &chart->values[bar][i],
				 err);
	return code;
}

static enum ky_code problem_states(struct ky_workbook *wb, struct chart *chart, struct ky_error *err)
{
	size_t state_count = 0, type_count = 0;
	const struct ky_campaign *campaign = ky_workbook_campaign(wb);
	const struct ky_choice *states = ky_campaign_choices(campaign, "problem_status", &state_count);
	const struct ky_choice *types = ky_campaign_choices(campaign, "problem_type", &type_count);
	enum ky_code code = KY_OK;
	*chart = (struct chart){ .title = ZH_CHART_PROBLEMS,
				 .unit = ZH_CHART_PROBLEMS_UNIT,
				 .bar_title = ZH_CHART_PROBLEMS_BAR,
				 .series_count = state_count < CHART_SERIES ? state_count : CHART_SERIES,
				 .stacked = true };
	for (size_t i = 0; i < chart->series_count; i++)
		chart->series[i] = states[i].text;
	for (size_t i = 0; !code && i < type_count && i < CHART_BARS - 2; i++)
		code = problem_bar(wb, chart, types[i].text, types[i].id, states, err);
	if (!code)
		code = problem_bar(wb, chart, ZH_NO_TYPE, NULL, states, err);
	size_t all = chart_add_bar(chart, ZH_ALL);
	for (size_t bar = 0; bar < all; bar++)
		for (size_t i = 0; i < chart->series_count; i++)
			chart->values[all][i] += chart->values[bar][i];
	return code;
}

static int64_t number_of(const struct slots *slots, const char *id)
{
	const struct ky_figure_value *value = slots_value(slots, id, strlen(id));
	return value && value->is_number ? value->number : CHART_UNKNOWN;
}

/* Compares figures with the campaign's target or with another figure. */
static void study_targets(const struct slots *slots, struct chart *chart)
{
	static const struct {
		const char *figure, *of;
	} rows[] = {
		{ "sessions", NULL },
		{ "discussions", NULL },
		{ "notes_have", "notes_should" },
		{ "documents_studied", "documents" },
	};
	*chart = (struct chart){ .title = ZH_CHART_STUDY,
				 .unit = "%",
				 .bar_title = ZH_ITEM,
				 .series = { ZH_ACTUAL, ZH_TARGET, ZH_REACHED },
				 .series_count = 3,
				 .plotted = 2 };
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct ky_figure *figure = ky_figure_find(rows[i].figure);
		const struct ky_figure_value *value = slots_value(slots, figure->id, strlen(figure->id));
		size_t bar = chart_add_bar(chart, figure->zh);
		int64_t *values = chart->values[bar];
		values[0] = number_of(slots, figure->id);
		values[1] = rows[i].of          ? number_of(slots, rows[i].of)
			    : value->has_target ? value->target
						: CHART_UNKNOWN;
		values[2] = CHART_UNKNOWN;
		if (values[0] >= 0 && values[1] > 0)
			values[2] = percent_of(values[0], values[1]);
		if (values[1] >= 0)
			snprintf(chart->notes[bar], sizeof(chart->notes[bar]), "%.20s/%" PRId64 "%.12s",
				 value->text, values[1], figure->unit);
		else
			snprintf(chart->notes[bar], sizeof(chart->notes[bar]), "%.20s%.12s", value->text,
				 value->is_number ? figure->unit : "");
	}
}

static void opinion_answers(const struct slots *slots, struct chart *chart)
{
	static const char *const ids[] = { "opinions_raw", "opinions_merged", "opinions_decided",
					   "opinions_settled", "opinions_answered" };
	*chart = (struct chart){ .title = ZH_CHART_OPINIONS,
				 .unit = ZH_CHART_OPINIONS_UNIT,
				 .bar_title = ZH_CHART_OPINIONS_BAR,
				 .series = { ZH_CHART_OPINIONS_SERIES },
				 .series_count = 1 };
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		size_t bar = chart_add_bar(chart, ky_figure_find(ids[i])->zh);
		chart->values[bar][0] = number_of(slots, ids[i]);
	}
}

enum ky_code charts_make(const struct slots *slots, struct chart *charts, struct ky_error *err)
{
	enum ky_code code = phase_progress(slots->wb, &charts[0], err);
	if (!code)
		code = problem_states(slots->wb, &charts[1], err);
	if (!code)
		code = chart_categories(slots->wb, &charts[2], err);
	if (!code)
		code = chart_months(slots->wb, &charts[3], err);
	if (!code)
		code = chart_groups(slots->wb, &charts[4], err);
	study_targets(slots, &charts[5]);
	opinion_answers(slots, &charts[6]);
	return code;
}

int64_t chart_most(const struct chart *chart)
{
	int64_t most = strcmp(chart->unit, "%") == 0 ? 100 : 1;
	for (size_t bar = 0; bar < chart->bar_count; bar++) {
		int64_t sum = 0;
		for (size_t i = chart->plotted; i < chart->series_count; i++) {
			int64_t value = chart->values[bar][i];
			sum = value <= 0 ? sum : chart->stacked ? sum + value : value > sum ? value : sum;
		}
		most = sum > most ? sum : most;
	}
	return most;
}

char *chart_sentence(const struct chart *chart)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	for (size_t bar = 0; bar < chart->bar_count; bar++) {
		strbuf_addf(&sb, "%s%s：", bar ? "；" : "", chart->bars[bar]);
		if (chart->notes[bar][0])
			strbuf_addf(&sb, "%s", chart->notes[bar]);
		for (size_t i = chart->plotted; !chart->notes[bar][0] && i < chart->series_count; i++) {
			strbuf_addf(&sb, "%s%s", i > chart->plotted ? "，" : "",
				    chart->series_count > 1 ? chart->series[i] : "");
			if (chart->values[bar][i] < 0)
				strbuf_add(&sb, ZH_BLANK);
			else
				strbuf_addf(&sb, "%" PRId64 "%s", chart->values[bar][i], chart->unit);
		}
	}
	strbuf_add(&sb, "。");
	return strbuf_take(&sb);
}
