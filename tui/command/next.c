/* kuayue next and check: prints the steps of the guided walk, and the findings. */
#include "command/command.h"
#include "kuayue/guide.h"

struct steps {
	json_t *array; /* NULL: printed for people */
	int count;
	enum ky_rank rank;
};

static int take_step(void *data, const struct ky_step *step)
{
	static const char *const urgencies[] = { "overdue", "due", "open" };
	struct steps *steps = data;
	char due[KY_DAY_TEXT];
	steps->count++;
	if (steps->array) {
		ky_day_format(step->due, due);
		json_t *object =
			json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i}", "urgency", urgencies[step->urgency],
				  "kind", step->kind, "id", step->id, "number", step->number, "title", step->title,
				  "reason", step->reason, "basis", step->basis, "remind", step->remind);
		json_object_set_new(object, "due", due[0] ? json_string(due) : json_null());
		json_array_append_new(steps->array, object);
		return 0;
	}
	show(stdout, "%3d. %s%s", steps->count, step->number, step->number[0] ? "  " : "");
	print_visible(stdout, step->title);
	show(stdout, "\n     ");
	print_visible(stdout, step->reason);
	if (step->basis[0])
		show(stdout, _("  (%s)"), step->basis);
	show(stdout, "\n");
	return 0;
}

static int run_next(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	bool json = call_flag(call, "--json");
	int failed = call_site(call);
	if (!failed)
		failed = call_expect(call, &command_next, 0, 0);
	if (!failed)
		failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	struct steps steps = { .array = json ? json_array() : NULL };
	enum ky_code code = ky_guide_next(wb, take_step, &steps, &err);
	if (!code && !json && !steps.count)
		show(stdout, "%s\n", _("Nothing is left to do today."));
	ky_workbook_close(wb);
	return say_result(steps.array, code, &err);
}

const struct command command_next = {
	.name = "next",
	.usage = "[--site own|all|CODE] [--json]",
	.help = N_("what to do next, and why"),
	.run = run_next,
};

static const char *rank_title(enum ky_rank rank)
{
	return rank == KY_RANK_CONTRADICTS ? _("Figures that do not agree:")
	       : rank == KY_RANK_UNPROVED  ? _("What lacks its proof, or should be looked at:")
					   : _("What is late or missing:");
}

static int take_finding(void *data, const struct ky_finding *finding)
{
	struct steps *findings = data;
	findings->count++;
	if (findings->array) {
		json_array_append_new(findings->array,
				      json_pack("{s:s, s:s, s:s, s:s, s:i, s:s, s:s}", "kind", finding->kind, "id",
						finding->id, "number", finding->number, "rule", finding->rule,
						"rank", (int)finding->rank, "text", finding->text, "basis",
						finding->basis));
		return 0;
	}
	if (finding->rank != findings->rank)
		show(stdout, "%s%s\n", findings->rank ? "\n" : "", rank_title(finding->rank));
	findings->rank = finding->rank;
	show(stdout, "  ");
	print_visible(stdout, finding->text);
	show(stdout, "\n");
	return 0;
}

static int run_check(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	bool json = call_flag(call, "--json");
	int failed = call_site(call);
	if (!failed)
		failed = call_expect(call, &command_check, 0, 0);
	if (!failed)
		failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	struct steps findings = { .array = json ? json_array() : NULL };
	enum ky_code code = ky_workbook_check_file(wb, &err);
	if (!code)
		code = ky_guide_check(wb, take_finding, &findings, &err);
	bool answered = code == KY_OK || code == KY_NO;
	if (json && answered)
		print_json(findings.array);
	else
		json_decref(findings.array);
	if (!json && code == KY_OK)
		show(stdout, "%s\n", _("Nothing was found."));
	ky_workbook_close(wb);
	return answered ? (int)code : say_error(code, &err);
}

const struct command command_check = {
	.name = "check",
	.usage = "[--site own|all|CODE] [--json]",
	.help = N_("what the leadership group would find wrong; exit status 1 if anything"),
	.run = run_check,
};
