/* kuayue status: prints the phase, every figure, and what is due and overdue. */
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "kuayue/guide.h"
#include "terminal/memory.h"

struct status {
	struct ky_workbook *wb;
	json_t *due, *overdue, *root;
	struct ky_error err;
};

static int take_step(void *data, const struct ky_step *step)
{
	struct status *status = data;
	char due[KY_DAY_TEXT], number[80] = "";
	if (step->urgency == KY_STEP_OPEN)
		return 0;
	struct ky_record *record = NULL;
	if (step->id[0] && ky_record_load(status->wb, step->id, &record, NULL) == KY_OK)
		snprintf(number, sizeof(number), "%s", ky_record_number(record));
	ky_record_free(record);
	json_array_append_new(step->urgency == KY_STEP_OVERDUE ? status->overdue : status->due,
			      json_pack("{s:s, s:s, s:s, s:s, s:s}", "kind", step->kind, "id", step->id, "number",
					number, "title", step->title, "due", ky_day_format(step->due, due)));
	return 0;
}

static json_t *school_json(struct ky_workbook *wb)
{
	struct ky_record *school = NULL;
	const struct ky_kind *kind = ky_kind_find("school");
	json_t *object = json_object();
	if (ky_record_load_single(wb, kind, &school, NULL) == KY_OK) {
		static const char *const names[] = { "code", "name", "kind" };
		for (size_t i = 0; i < 3; i++)
			json_object_set_new(object, names[i],
					    value_json(wb, school, ky_field_find(kind, names[i])));
	}
	ky_record_free(school);
	return object;
}

static json_t *phase_json(struct ky_workbook *wb)
{
	size_t count = 0;
	const struct ky_phase *phases = ky_campaign_phases(ky_workbook_campaign(wb), &count);
	ky_day today = ky_workbook_today(wb);
	char from[KY_DAY_TEXT], to[KY_DAY_TEXT];
	for (size_t i = 0; i < count; i++) {
		const struct ky_phase *phase = &phases[i];
		if (strcmp(phase->id, "0") != 0 && today >= phase->from && today <= phase->to)
			return json_pack("{s:s, s:s, s:s, s:s, s:i}", "id", phase->id, "title", phase->title,
					 "from", ky_day_format(phase->from, from), "to",
					 ky_day_format(phase->to, to), "days_left", phase->to - today);
	}
	struct ky_phase closing;
	if (ky_campaign_closing(ky_workbook_campaign(wb), today, &closing))
		return json_pack("{s:s, s:s, s:s, s:s, s:i}", "id", "", "title", closing.title, "from",
				 ky_day_format(closing.from, from), "to", ky_day_format(closing.to, to),
				 "days_left", closing.to - today);
	return json_null();
}

static enum ky_code gather(struct status *status)
{
	char today[KY_DAY_TEXT];
	char *figures = NULL;
	enum ky_code code = ky_figures_json(status->wb, &figures, &status->err);
	json_t *array = figures ? json_loads(figures, 0, NULL) : NULL;
	free(figures);
	if (!code)
		code = ky_guide_next(status->wb, take_step, status, &status->err);
	status->root = json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}", "today",
				 ky_day_format(ky_workbook_today(status->wb), today), "school",
				 school_json(status->wb), "phase", phase_json(status->wb), "figures",
				 array ? array : json_array(), "due", status->due, "overdue", status->overdue);
	return code;
}

static void print_list(const char *title, const json_t *list)
{
	size_t i;
	json_t *step;
	show(stdout, _("\n%s (%zu)\n"), title, json_array_size(list));
	json_array_foreach(list, i, step)
	{
		show(stdout, "  %s  %s  ", json_string_value(json_object_get(step, "due")),
		     json_string_value(json_object_get(step, "number")));
		print_visible(stdout, json_string_value(json_object_get(step, "title")));
		show(stdout, "\n");
	}
}

/* The figures are kept since they were gathered. */
static enum ky_code print_figures(struct status *status)
{
	for (size_t i = 0; i < ky_figure_shown(); i++) {
		const struct ky_figure *figure = ky_figure_at(i);
		struct ky_figure_value value;
		char text[720];
		enum ky_code code = ky_figure_compute(status->wb, figure, &value, &status->err);
		if (code)
			return code;
		ky_figure_say(figure, &value, text, sizeof(text));
		show(stdout, _("  %s: "), ky_figure_title(figure));
		print_visible(stdout, text);
		if (value.state == KY_FIGURE_ZERO)
			show(stdout, " %s", ky_figure_state(&value));
		if (value.note[0])
			show(stdout, language_now()[0] == 'z' ? "（%s）" : " (%s)", value.note);
		if (value.has_target)
			show(stdout, " / %lld", (long long)value.target);
		show(stdout, "\n");
	}
	return KY_OK;
}

static enum ky_code print_people(struct status *status)
{
	const json_t *root = status->root, *phase = json_object_get(root, "phase");
	print_visible(stdout, json_string_value(json_object_get(json_object_get(root, "school"), "name")));
	show(stdout, "  %s\n", json_string_value(json_object_get(root, "today")));
	if (json_is_object(phase) && !json_string_value(json_object_get(phase, "id"))[0])
		show(stdout, _("%s  %s to %s  %d days left"), json_string_value(json_object_get(phase, "title")),
		     json_string_value(json_object_get(phase, "from")),
		     json_string_value(json_object_get(phase, "to")),
		     (int)json_integer_value(json_object_get(phase, "days_left")));
	else if (json_is_object(phase))
		show(stdout, _("Phase %s %s  %s to %s  %d days left"),
		     json_string_value(json_object_get(phase, "id")),
		     json_string_value(json_object_get(phase, "title")),
		     json_string_value(json_object_get(phase, "from")),
		     json_string_value(json_object_get(phase, "to")),
		     (int)json_integer_value(json_object_get(phase, "days_left")));
	else
		show(stdout, "%s", _("No phase is under way."));
	show(stdout, "\n\n");
	enum ky_code code = print_figures(status);
	if (!code) {
		print_list(_("Overdue"), json_object_get(root, "overdue"));
		print_list(_("Due within a week"), json_object_get(root, "due"));
	}
	return code;
}

/* One figure alone: its value on a line, or its object. What is not filled in is an empty line. */
static int print_figure(struct ky_workbook *wb, const struct ky_figure *figure, bool json)
{
	struct ky_error err = { 0 };
	struct ky_figure_value value;
	char *text = NULL;
	enum ky_code code =
		json ? ky_figure_json(wb, figure, &text, &err) : ky_figure_compute(wb, figure, &value, &err);
	if (code)
		return say_error(code, &err);
	if (json) {
		print_json(have(json_loads(text, 0, NULL)));
	} else if (value.is_number) {
		show(stdout, "%lld\n", (long long)value.number);
	} else {
		print_visible(stdout, value.raw);
		show(stdout, "\n");
	}
	free(text);
	return 0;
}

static int run_figure(struct call *call, const char *id, bool json)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	const struct ky_figure *figure = ky_figure_find(id);
	int failed = call_expect(call, &command_status, 0, 0);
	if (!failed && !figure)
		failed = say_error(ky_fail(&err, KY_INPUT,
					   _("There is no figure %.60s; kuayue status --json has the id of each."),
					   id),
				   &err);
	if (!failed)
		failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	failed = print_figure(wb, figure, json);
	ky_workbook_close(wb);
	return failed;
}

static int run_status(struct call *call)
{
	struct status status = { 0 };
	int failed = 0;
	const char *figure = call_option(call, "--figure", &failed);
	bool json = call_flag(call, "--json");
	if (!failed)
		failed = call_site(call);
	if (failed)
		return failed;
	if (figure)
		return run_figure(call, figure, json);
	failed = call_expect(call, &command_status, 0, 0);
	if (!failed)
		failed = call_open(call, KY_READ, &status.wb);
	if (failed)
		return failed;
	status.due = json_array();
	status.overdue = json_array();
	ky_read_begin(status.wb);
	ky_figures_keep(status.wb);
	enum ky_code code = gather(&status);
	if (!code && !json)
		code = print_people(&status);
	ky_figures_forget(status.wb);
	ky_read_end(status.wb);
	failed = say_result(json ? status.root : NULL, code, &status.err);
	if (!json)
		json_decref(status.root);
	ky_workbook_close(status.wb);
	return failed;
}

const struct command command_status = {
	.name = "status",
	.usage = "[--figure FIGURE] [--site own|all|CODE] [--json]",
	.help = N_("phase, figures, what is due and what is overdue; --figure: the value of one alone"),
	.run = run_status,
};
