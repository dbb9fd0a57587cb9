/* Shows what changed since the last report, as the next package will say it. */
#include <stdio.h>

#include "kuayue/since.h"
#include "screen/rows.h"

static int take_change(void *data, const struct ky_since_change *change)
{
	bool gone = change->what == KY_SINCE_DELETED;
	char field[128] = "";
	if (change->field)
		snprintf(field, sizeof(field), _("  %s: "), ky_field_title(change->field));
	rows_add(data, gone || change->what == KY_SINCE_REOPENED ? LOOK_WARN : LOOK_PLAIN,
		 gone ? "" : change->kind->name, gone ? "" : change->id, "%s  %s  %s  %s%s%s%s%s",
		 ky_since_title(change->what), ky_kind_title(change->kind), change->number, change->title, field,
		 !change->field        ? ""
		 : change->old_text[0] ? change->old_text
				       : "—",
		 change->field ? " → " : "",
		 !change->field        ? ""
		 : change->new_text[0] ? change->new_text
				       : "—");
	return 0;
}

static int take_figure(void *data, const char *title, const char *old_text, const char *text)
{
	rows_add(data, LOOK_BOLD, "", "", "%s  %s → %s", title, old_text[0] ? old_text : "—",
		 text[0] ? text : "—");
	return 0;
}

static void fill(struct app *app, struct rows *rows, const char *about)
{
	struct ky_error err = { 0 };
	struct ky_since_handin last;
	(void)about;
	enum ky_code code = ky_since_last(app->wb, &last, &err);
	if (!code && last.any)
		rows_add(rows, LOOK_DIM, "", "", _("The last report: %s, version %lld, %s"), last.date,
			 (long long)last.version, last.file);
	if (!code)
		code = ky_since_figures(app->wb, take_figure, rows, &err);
	if (!code && last.any)
		code = ky_since_each(app->wb, take_change, rows, &err);
	if (code)
		app_fail(app, &err);
}

static const struct rows_source source = {
	.help = N_("The figures that are not as they were reported, and what was added, deleted, closed, opened "
		   "again, filled in and corrected since. What was changed and changed back is not told. {ENTER} "
		   "opens the record. Each package has this as since.html."),
	.head = N_("Since the last report; each package carries it as since.html."),
	.fill = fill,
	.empty = N_("There is no earlier report: the next one is the first."),
};

void screen_since(struct app *app, int page)
{
	screen_rows(app, page, _("Since the last report"), &source, "");
}
