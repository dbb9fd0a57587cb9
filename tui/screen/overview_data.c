#include <stdio.h>
#include <stdlib.h>

#include "kuayue/figure.h"
#include "kuayue/guide.h"
#include "screen/overview.h"

#define STEPS_KEPT 40

static const char *cache_key(void)
{
	return language_now()[0] == 'z' ? "overview.4/zh" : "overview.4/en";
}

json_t *overview_load(struct app *app, bool *fresh)
{
	char *text = NULL;
	struct ky_error err = { 0 };
	*fresh = false;
	if (ky_cache_load(app->wb, cache_key(), &text, fresh, &err)) {
		app_fail(app, &err);
		return NULL;
	}
	json_t *root = text ? json_loads(text, 0, NULL) : NULL;
	free(text);
	return root;
}

static const char *figure_state(const struct ky_figure_value *value)
{
	if (value->state == KY_FIGURE_BLANK)
		return "blank";
	if (value->has_target)
		return value->number >= value->target ? "reached" : "short";
	return "plain";
}

static enum ky_code add_figures(struct app *app, json_t *figures, struct ky_error *err)
{
	for (size_t i = 0; i < ky_figure_count(); i++) {
		const struct ky_figure *figure = ky_figure_at(i);
		struct ky_figure_value value;
		char text[720], target[48] = "";
		if (figure->overview == KY_OVERVIEW_NEVER)
			continue;
		enum ky_code code = ky_figure_compute(app->wb, figure, &value, err);
		if (code)
			return code;
		if (value.has_target)
			snprintf(target, sizeof(target), "/%lld", (long long)value.target);
		snprintf(text, sizeof(text), "%s%s%s", value.text, target,
			 value.is_number || value.has_target ? figure->unit : "");
		json_array_append_new(figures,
				      json_pack("[sssi]", language_now()[0] == 'z' ? figure->zh : figure->label,
						text, figure_state(&value), figure->overview));
	}
	return KY_OK;
}

struct steps {
	json_t *list;
	json_int_t counts[3];
};

static int add_step(void *data, const struct ky_step *step)
{
	struct steps *steps = data;
	char due[KY_DAY_TEXT], reason[600];
	guide_reason(step, reason, sizeof(reason));
	steps->counts[step->urgency]++;
	if (json_array_size(steps->list) < STEPS_KEPT)
		json_array_append_new(steps->list, json_pack("[isssss]", (int)step->urgency, step->kind, step->id,
							     step->title, reason, ky_day_format(step->due, due)));
	return 0;
}

json_t *overview_compute(struct app *app)
{
	struct ky_error err = { 0 };
	struct steps steps = { .list = json_array() };
	json_t *figures = json_array();
	enum ky_code code = add_figures(app, figures, &err);
	if (!code)
		code = ky_guide_next(app->wb, add_step, &steps, &err);
	json_t *root = json_pack("{s:o, s:o, s:I, s:I, s:I}", "figures", figures, "steps", steps.list, "overdue",
				 steps.counts[KY_STEP_OVERDUE], "due", steps.counts[KY_STEP_DUE], "open",
				 steps.counts[KY_STEP_OPEN]);
	char *text = code ? NULL : json_dumps(root, JSON_COMPACT);
	if (text)
		code = ky_cache_save(app->wb, cache_key(), text, &err);
	free(text);
	if (code && code != KY_NO)
		app_fail(app, &err);
	if (code == KY_NO) {
		json_decref(root);
		return NULL;
	}
	return root;
}
