/* The documents that the campaign's template declares, each of which is looked at page by page and then printed
 * into a file; one that is printed for each of some records is chosen by its record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/export.h"
#include "kuayue/report.h"
#include "screen/rows.h"
#include "terminal/memory.h"

static bool find(struct app *app, const char *name, struct ky_declared *declared)
{
	return ky_document_declared_as(ky_workbook_campaign(app->wb), name, declared);
}

/* The days by which it is handed in, one behind the other. */
static void days_of(const struct ky_campaign *campaign, const struct ky_template_document *document, char *out,
		    size_t size)
{
	ky_day day;
	char text[KY_DAY_TEXT];
	out[0] = '\0';
	for (size_t i = 0; ky_campaign_document_due(campaign, document, i, &day); i++) {
		size_t len = strlen(out);
		snprintf(out + len, size - len, "%s%s", i ? " " : "", ky_day_format(day, text));
	}
}

static void fill(struct app *app, struct rows *rows, const char *about)
{
	const struct ky_campaign *campaign = ky_workbook_campaign(app->wb);
	struct ky_declared declared;
	(void)about;
	for (size_t i = 0; ky_document_declared(campaign, i, &declared); i++) {
		char days[200];
		days_of(campaign, declared.document, days, sizeof(days));
		rows_add(rows, LOOK_PLAIN, "", declared.document->id, "%s\t%s\t%s\t%s", declared.document->title,
			 declared.name, declared.chosen_only ? _("for the school itself") : _("in the package"),
			 days);
	}
}

static int take_subject(void *data, const char *id, const char *number, const char *title)
{
	rows_add(data, LOOK_PLAIN, "", id, "%s\t%s", number, title);
	return 0;
}

/* One copy or all of them. */
static void fill_copies(struct app *app, struct rows *rows, const char *about)
{
	struct ky_declared declared;
	struct ky_error err = { 0 };
	if (!find(app, about, &declared))
		return;
	rows_add(rows, LOOK_BOLD, "", "", "%s\t%s", _("all"), declared.document->title);
	if (ky_report_subjects(app->wb, declared.document, take_subject, rows, &err))
		app_fail(app, &err);
}

static void open_copy(struct app *app, const char *about, const char *id)
{
	screen_preview_of(app, about, id[0] ? id : NULL);
}

static const struct rows_source copies = {
	.help = N_(
		"It is printed once for each of these records. {ENTER} shows one, or all of them, page by page; "
		"there {SAVE} prints it into a file."),
	.head = N_("{ENTER} shows it as it will be printed."),
	.fill = fill_copies,
	.open = open_copy,
	.empty = "",
};

static void open(struct app *app, const char *about, const char *id)
{
	struct ky_declared declared;
	(void)about;
	if (!find(app, id, &declared))
		return;
	if (declared.document->each)
		screen_rows(app, 8, declared.document->title, &copies, id);
	else
		screen_preview_of(app, id, NULL);
}

static const struct rows_source source = {
	.help = N_(
		"The documents that the campaign asks for beside the report, made from the records. {ENTER} shows "
		"one as it will be printed, and leads to what people have to write; there {SAVE} prints it into a "
		"file. Those in the package go along with every export that has all documents."),
	.head = N_("{ENTER} shows it as it will be printed. Behind it: its file, and by when it is handed in."),
	.fill = fill,
	.open = open,
	.empty = N_("The campaign's template declares no documents beside the report."),
};

void screen_papers(struct app *app, int page)
{
	screen_rows(app, page, _("Documents to print"), &source, "");
}
