/* The handover list (移交清单): what a new coordinator takes over, what is open, and the checksums. */
#include <stdio.h>

#include "screen/rows.h"
#include "widget/handover_text.h"

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

/* Notepad tells UTF-8 by the mark at its start. */
static enum ky_code save(struct app *app, const void *about, FILE *out, struct ky_error *err)
{
	(void)about;
	fputs("\xEF\xBB\xBF", out);
	return handover_text(app->wb, out, err);
}

static const struct rows_source source = {
	.help = N_("What is handed over: how many records each list has, how many are still open, and the first "
		   "digits of a checksum over all of them. {ENTER} opens the list. {TO_FILE} writes it as a text "
		   "to be printed, with whole checksums and lines to sign."),
	.head = N_("What is handed over. {TO_FILE} writes it into a file to be printed and signed."),
	.fill = fill,
	.open = open,
	.save = save,
	.ending = "txt",
	.empty = "",
};

void screen_handover(struct app *app, int page)
{
	screen_rows(app, page, _("Handover list"), &source, "");
}
