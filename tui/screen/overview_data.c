/*
 * The overview's figures and steps, and the text in which they are kept. It is read at every start before anything
 * is shown, so it is lines that are cut in place: a letter, then fields with a tab between them.
 *   N overdue due open school    F state always label value    S urgency due kind id title reason
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "kuayue/figure.h"
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "screen/overview.h"
#include "terminal/memory.h"

#define STEPS_KEPT 40
#define FIELDS 7
#define FIELD_MOST 1024
#define LAST_DAY 2932896 /* 9999-12-31 */

static const char *cache_key(void)
{
	return language_now()[0] == 'z' ? "overview.5/zh" : "overview.5/en";
}

/* Cuts the line at its tabs; fields that it lacks are empty. */
static void cut_fields(char *line, char *fields[FIELDS])
{
	for (int i = 0; i < FIELDS; i++) {
		fields[i] = line;
		line += strcspn(line, "\t");
		if (*line)
			*line++ = '\0';
	}
}

static long number(const char *text, long most)
{
	long value = strtol(text, NULL, 10);
	return value < 0 || value > most ? 0 : value;
}

static void take_line(struct overview_data *data, char *line)
{
	char *f[FIELDS];
	cut_fields(line, f);
	if (f[0][0] == 'N') {
		for (int i = 0; i <= KY_STEP_OPEN; i++)
			data->counts[i] = number(f[1 + i], INT_MAX);
		data->school = f[2 + KY_STEP_OPEN];
	} else if (f[0][0] == 'F') {
		data->figures[data->figure_count++] =
			(struct overview_figure){ .state = (enum overview_state)number(f[1], OVERVIEW_STATES - 1),
						  .always = f[2][0] == '1',
						  .label = f[3],
						  .value = f[4] };
	} else if (f[0][0] == 'S') {
		data->steps[data->step_count++] =
			(struct overview_step){ .urgency = (enum ky_urgency)number(f[1], KY_STEP_OPEN),
						.due = f[2][0] ? (ky_day)number(f[2], LAST_DAY) : KY_NO_DAY,
						.kind = f[3],
						.id = f[4],
						.title = f[5],
						.reason = f[6] };
	}
}

/* Takes the text over. */
static struct overview_data *parse(char *text)
{
	struct overview_data *data = xalloc(sizeof(*data));
	size_t lines = 1;
	for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
		lines++;
	data->text = text;
	data->school = "";
	data->figures = xalloc(lines * sizeof(*data->figures));
	data->steps = xalloc(lines * sizeof(*data->steps));
	for (char *line = text; *line;) {
		char *end = line + strcspn(line, "\n"), *next = *end ? end + 1 : end;
		*end = '\0';
		take_line(data, line);
		line = next;
	}
	return data;
}

void overview_free(struct overview_data *data)
{
	if (!data)
		return;
	free(data->figures);
	free(data->steps);
	free(data->text);
	free(data);
}

struct overview_data *overview_load(struct app *app, bool *fresh)
{
	char *text = NULL;
	struct ky_error err = { 0 };
	*fresh = false;
	if (ky_cache_load(app->wb, cache_key(), &text, fresh, &err)) {
		app_fail(app, &err);
		return NULL;
	}
	return text ? parse(text) : NULL;
}

/* A tab and the text, in which a tab or a new line is a blank: it is shown on one line anyway, and no line has
 * room for more than the first FIELD_MOST bytes. */
static void add_field(struct strbuf *out, const char *text)
{
	strbuf_add(out, "\t");
	size_t from = out->len, len = strnlen(text, FIELD_MOST);
	strbuf_add_len(out, text, len < FIELD_MOST ? len : ky_text_prev(text, FIELD_MOST));
	for (char *at = out->text + from; *at; at++)
		if (*at == '\t' || *at == '\n')
			*at = ' ';
}

static enum overview_state figure_state(const struct ky_figure_value *value)
{
	if (value->state == KY_FIGURE_BLANK || value->state == KY_FIGURE_NO_RATE)
		return OVERVIEW_BLANK;
	if (value->has_target)
		return value->number >= value->target ? OVERVIEW_REACHED : OVERVIEW_SHORT;
	return OVERVIEW_PLAIN;
}

static enum ky_code add_figures(struct app *app, struct strbuf *out, struct ky_error *err)
{
	for (size_t i = 0; i < ky_figure_count(); i++) {
		const struct ky_figure *figure = ky_figure_at(i);
		struct ky_figure_value value;
		char text[720];
		if (figure->overview == KY_OVERVIEW_NEVER)
			continue;
		enum ky_code code = ky_figure_compute(app->wb, figure, &value, err);
		if (code)
			return code;
		if (value.has_target)
			snprintf(text, sizeof(text), "%s/%lld%s",
				 value.state == KY_FIGURE_NO_RATE ? "--" : value.text, (long long)value.target,
				 figure->unit);
		else
			ky_figure_say(figure, &value, text, sizeof(text));
		strbuf_addf(out, "F\t%d\t%d", (int)figure_state(&value), figure->overview == KY_OVERVIEW_ALWAYS);
		char label[200];
		snprintf(label, sizeof(label), "%s%s%s%s", ky_figure_title(figure), value.note[0] ? "（" : "",
			 value.note, value.note[0] ? "）" : "");
		add_field(out, label);
		add_field(out, text);
		strbuf_add(out, "\n");
	}
	return KY_OK;
}

struct steps {
	struct strbuf *out;
	int kept;
	long long counts[KY_STEP_OPEN + 1];
};

static int add_step(void *data, const struct ky_step *step)
{
	struct steps *steps = data;
	char reason[600], due[24] = "";
	steps->counts[step->urgency]++;
	if (steps->kept++ >= STEPS_KEPT)
		return 0;
	guide_reason(step, reason, sizeof(reason));
	if (step->due != KY_NO_DAY)
		snprintf(due, sizeof(due), "%d", step->due);
	strbuf_addf(steps->out, "S\t%d\t%s", (int)step->urgency, due);
	add_field(steps->out, step->kind);
	add_field(steps->out, step->id);
	add_field(steps->out, step->title);
	add_field(steps->out, reason);
	strbuf_add(steps->out, "\n");
	return 0;
}

static enum ky_code add_totals(struct app *app, const struct steps *steps, struct ky_error *err)
{
	char *name = NULL;
	enum ky_code code = ky_school_text(app->wb, "name", &name, err);
	if (code)
		return code;
	strbuf_addf(steps->out, "N\t%lld\t%lld\t%lld", steps->counts[KY_STEP_OVERDUE], steps->counts[KY_STEP_DUE],
		    steps->counts[KY_STEP_OPEN]);
	add_field(steps->out, name);
	strbuf_add(steps->out, "\n");
	free(name);
	return KY_OK;
}

struct overview_data *overview_compute(struct app *app)
{
	struct ky_error err = { 0 };
	struct strbuf out;
	struct steps steps = { .out = &out };
	strbuf_init(&out, STRBUF_TEXT);
	ky_figures_keep(app->wb); /* those that are shown measure tasks as well */
	enum ky_code code = add_figures(app, &out, &err);
	if (!code)
		code = ky_guide_next(app->wb, add_step, &steps, &err);
	ky_figures_forget(app->wb);
	if (!code)
		code = add_totals(app, &steps, &err);
	if (!code)
		code = ky_cache_save(app->wb, cache_key(), out.text, &err);
	if (code && code != KY_NO)
		app_fail(app, &err);
	if (code != KY_NO)
		return parse(strbuf_take(&out));
	strbuf_free(&out);
	return NULL;
}

/* "Phase 3 整改落实 2012-06-01 to 2012-10-31, 12 days left" */
void overview_phase(const struct app *app, char *text, size_t size)
{
	size_t count = 0;
	const struct ky_phase *phases = ky_campaign_phases(ky_workbook_campaign(app->wb), &count);
	ky_day today = ky_workbook_today(app->wb);
	char from[KY_DAY_TEXT], to[KY_DAY_TEXT];
	for (size_t i = 0; i < count; i++) {
		const struct ky_phase *phase = &phases[i];
		if (strcmp(phase->id, "0") == 0 || today < phase->from || today > phase->to)
			continue;
		snprintf(text, size, _("Phase %s %s  %s to %s  "), phase->id, phase->title,
			 ky_day_format(phase->from, from), ky_day_format(phase->to, to));
		size_t len = strlen(text);
		if (phase->to == today)
			snprintf(text + len, size - len, "%s", _("the last day"));
		else
			snprintf(text + len, size - len, _("%d days left"), phase->to - today);
		return;
	}
	struct ky_phase closing;
	if (ky_campaign_closing(ky_workbook_campaign(app->wb), today, &closing)) {
		snprintf(text, size, _("%s  %s to %s  %d days left"), closing.title,
			 ky_day_format(closing.from, from), ky_day_format(closing.to, to), closing.to - today);
		return;
	}
	snprintf(text, size, "%s  %s",
		 count && today < phases[count - 1].from ? _("The campaign has not begun.")
							 : _("The campaign's phases are over."),
		 ky_campaign_title(ky_workbook_campaign(app->wb)));
}
