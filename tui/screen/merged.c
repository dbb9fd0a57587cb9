/* The packages that were taken in (已并入的包), and taking one back. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "kuayue/merge.h"
#include "screen/rows.h"

static int take_merged(void *data, const struct ky_merged *merged)
{
	char n[24], back[80] = "";
	snprintf(n, sizeof(n), "%lld", (long long)merged->n);
	if (merged->taken_back)
		snprintf(back, sizeof(back), _("taken back %s"), merged->taken_back);
	else
		snprintf(back, sizeof(back), _("%lld changes"), (long long)merged->changes);
	rows_add(data, merged->taken_back ? LOOK_DIM : LOOK_PLAIN, "", merged->taken_back ? "" : n,
		 "%s\t%s\t%s\t%s", merged->day, merged->site, back, merged->file);
	return 0;
}

static void fill(struct app *app, struct rows *rows, const char *about)
{
	struct ky_error err = { 0 };
	(void)about;
	if (ky_merged_each(app->wb, take_merged, rows, &err))
		app_fail(app, &err);
}

static void take_back(struct app *app, void *data)
{
	struct ky_error err = { 0 };
	if (ky_merge_take_back(app->wb, (intptr_t)data, &err)) {
		app_fail(app, &err);
		return;
	}
	app_refresh(app);
	app_say(app, "%s", _("Taken back. To import the package again brings all of it."));
}

static void ask(struct app *app, const char *kind, const char *id)
{
	(void)kind;
	if (!id[0])
		return;
	intptr_t n = (intptr_t)strtoll(id, NULL, 10);
	screen_ask(app,
		   &(struct asking){ .question = _("What that package brought goes out of the workbook again; to "
						   "import it once more brings it back."),
				     .verb = N_("take back"),
				     .yes = take_back,
				     .data = (void *)n });
}

static const struct rows_source source = {
	.help = N_("Each hand-over package that was taken in, the oldest first. {ENTER} takes one back: what it "
		   "brought "
		   "goes out of the workbook, unless something was worked on since. It is a matter of this PC "
		   "alone."),
	.head = N_("{ENTER} takes a package back, unless what it brought was worked on since."),
	.fill = fill,
	.open = ask,
	.empty = N_("No package was taken in yet."),
};

void screen_merged(struct app *app, int page)
{
	screen_rows(app, page, _("Packages taken in"), &source, "");
}
