/* kuayue since: prints what changed since the last report. */
#include "command/command.h"
#include "kuayue/since.h"

struct printing {
	json_t *changes, *figures; /* NULL: printed for people */
	int count;
};

static int take_change(void *data, const struct ky_since_change *change)
{
	struct printing *printing = data;
	printing->count++;
	if (printing->changes) {
		json_array_append_new(printing->changes,
				      json_pack("{s:s, s:s, s:s, s:s, s:s, s:s?, s:s, s:s}", "what",
						ky_since_name(change->what), "kind", change->kind->name, "id",
						change->id, "number", change->number, "title", change->title,
						"field", change->field ? change->field->name : NULL, "old",
						change->old_text, "new", change->new_text));
		return 0;
	}
	show(stdout, "%s  %s  %s  ", ky_since_title(change->what), ky_kind_title(change->kind), change->number);
	print_visible(stdout, change->title);
	if (change->field) {
		show(stdout, _("  [%s: "), ky_field_title(change->field));
		print_visible(stdout, change->old_text[0] ? change->old_text : "—");
		show(stdout, " → ");
		print_visible(stdout, change->new_text[0] ? change->new_text : "—");
		show(stdout, "]");
	}
	show(stdout, "\n");
	return 0;
}

static int take_figure(void *data, const char *title, const char *old_text, const char *text)
{
	struct printing *printing = data;
	printing->count++;
	if (printing->figures) {
		json_array_append_new(printing->figures,
				      json_pack("{s:s, s:s, s:s}", "title", title, "old", old_text, "new", text));
		return 0;
	}
	print_visible(stdout, title);
	show(stdout, "  ");
	print_visible(stdout, old_text[0] ? old_text : "—");
	show(stdout, " → ");
	print_visible(stdout, text[0] ? text : "—");
	show(stdout, "\n");
	return 0;
}

static void say_last(const struct ky_since_handin *last, const struct printing *printing)
{
	if (!last->any)
		show(stdout, "%s\n", _("There is no earlier report: the next one is the first."));
	else if (!printing->count)
		show(stdout, _("Nothing has changed since the report of %s (version %lld).\n"), last->date,
		     (long long)last->version);
}

static int run_since(struct call *call)
{
	struct ky_error err = { 0 };
	struct printing printing = { 0 };
	struct ky_since_handin last;
	struct ky_workbook *wb = NULL;
	bool json = call_flag(call, "--json");
	int failed = call_expect(call, &command_since, 0, 0);
	if (!failed)
		failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	if (json) {
		printing.changes = json_array();
		printing.figures = json_array();
	}
	enum ky_code code = ky_since_last(wb, &last, &err);
	if (!code)
		code = ky_since_figures(wb, take_figure, &printing, &err);
	if (!code && last.any)
		code = ky_since_each(wb, take_change, &printing, &err);
	if (json && !code)
		print_json(json_pack("{s:s?, s:I, s:o, s:o}", "last", last.any ? last.date : NULL, "version",
				     (json_int_t)last.version, "figures", printing.figures, "changes",
				     printing.changes));
	if (!json && !code)
		say_last(&last, &printing);
	if (json && code) {
		json_decref(printing.changes);
		json_decref(printing.figures);
	}
	ky_workbook_close(wb);
	return code ? say_error(code, &err) : 0;
}

const struct command command_since = {
	.name = "since",
	.usage = "[--json]",
	.help = N_("what changed since the last report"),
	.run = run_since,
};
