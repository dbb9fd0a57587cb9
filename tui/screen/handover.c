/* 移交清单: what a new coordinator finds where, what is open, and the checksums. */
#include <stdio.h>

#include "kuayue/handover.h"
#include "screen/rows.h"

static int take_line(void *data, const struct ky_handover_line *line)
{
	char open[64] = "";
	if (line->open)
		snprintf(open, sizeof(open), _("%lld still open"), (long long)line->open);
	if (line->kind)
		rows_add(data, line->open ? LOOK_WARN : LOOK_PLAIN, line->kind->name, "", "%8lld\t%s\t%s\t%.16s…",
			 (long long)line->count, ky_kind_title(line->kind), open, line->sha256);
	else
		rows_add(data, LOOK_PLAIN, "", "", "%8s\t%s\t%s\t%.16s…", "", line->name, line->number,
			 line->sha256);
	return 0;
}

static void fill(struct app *app, struct rows *rows, const char *about)
{
	struct ky_error err = { 0 };
	(void)about;
	if (ky_handover(app->wb, take_line, rows, &err))
		app_fail(app, &err);
}

static void open(struct app *app, const char *kind, const char *id)
{
	(void)id;
	if (kind[0])
		screen_list_of(app, ky_kind_find(kind));
}

static const struct rows_source source = {
	.help = N_("What is handed over: how many records each list has, how many are still open, and the first "
		   "digits of a "
		   "checksum over all of them. Enter opens the list. `kuayue handover` prints it with lines to "
		   "sign."),
	.head = N_("What is handed over. `kuayue handover` prints it with whole checksums, to be signed."),
	.fill = fill,
	.open = open,
	.empty = "",
};

void screen_handover(struct app *app)
{
	screen_rows(app, 0, _("Handover list"), &source, "");
}
