/* The calendar: every date of the campaign and of the workbook. */
#include <stdio.h>
#include <string.h>

#include "kuayue/calendar.h"
#include "kuayue/export.h"
#include "screen/rows.h"
#include "texts.h"

#define PAPERS "papers" /* in place of a kind: a document of the template */

struct painter {
	struct app *app;
	struct rows *rows;
	bool placed; /* the cursor has its day */
};

static const char *word(const struct ky_calendar_entry *date)
{
	switch (date->what) {
	case KY_DATE_BEGINS:
		return _("phase begins");
	case KY_DATE_ENDS:
		return _("phase ends");
	case KY_DATE_REPORT:
		return _("report due");
	case KY_DATE_DUE:
		break;
	}
	return date->met ? _("done") : _("due");
}

static int take_date(void *data, const struct ky_calendar_entry *date)
{
	struct painter *painter = data;
	ky_day today = ky_workbook_today(painter->app->wb);
	char day[KY_DAY_TEXT], left[48] = "";
	bool open = date->what == KY_DATE_DUE && !date->met;
	if (!painter->placed && date->day >= today) {
		painter->placed = true;
		rows_here(painter->rows);
	}
	if (date->day == today && !date->met)
		snprintf(left, sizeof(left), "%s", _("today"));
	else if (date->day > today && date->day - today <= 60 && !date->met)
		snprintf(left, sizeof(left), _("%d days left"), date->day - today);
	rows_add(painter->rows,
		 open && date->day < today   ? LOOK_BAD
		 : date->what != KY_DATE_DUE ? LOOK_BOLD
		 : date->met                 ? LOOK_DIM
					     : LOOK_PLAIN,
		 date->what == KY_DATE_DUE && !date->kind[0] ? PAPERS : date->kind, date->id,
		 "%s\t%s\t%s\t%s\t%s\t%s", ky_day_format(date->day, day),
		 open && date->day < today ? _("overdue") : word(date), left, date->inferred ? ZH_INFERRED : "",
		 date->number, date->title);
	return 0;
}

/* A document is due as a whole, so it leads to where it is looked at and printed. */
static void open(struct app *app, const char *kind, const char *id)
{
	if (strcmp(kind, PAPERS) == 0)
		screen_papers(app, 0);
	else if (kind[0])
		screen_form(app, ky_kind_find(kind), id, NULL);
}

static void fill(struct app *app, struct rows *rows, const char *about)
{
	struct ky_error err = { 0 };
	(void)about;
	if (ky_calendar(app->wb, take_date, &(struct painter){ .app = app, .rows = rows }, &err))
		app_fail(app, &err);
}

static enum ky_code write_ics(struct app *app, const void *about, FILE *out, struct ky_error *err)
{
	(void)about;
	return ky_document_write(app->wb, ky_document_find("calendar.ics"), NULL, out, err);
}

static const struct rows_source source = {
	.help = N_("All dates in one row: phases, the report, tasks, problems and notices. {ENTER} opens what is "
		   "due; a day that is inferred (推定) may be changed there. {SAVE} writes the remaining ones for "
		   "a calendar program."),
	.head = N_("All dates; 推定 days are the school's to change."),
	.fill = fill,
	.open = open,
	.also = write_ics,
	.also_ending = "ics",
	.also_label = N_("calendar file"),
	.empty = N_("No dates."),
};

void screen_calendar(struct app *app, int page)
{
	screen_rows(app, page, _("Calendar"), &source, "");
}
