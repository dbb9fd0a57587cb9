/* The history of one record: who changed which field, when, from what to what. */
#include <stdio.h>

#include "kuayue/record.h"
#include "screen/rows.h"

struct painter {
	struct rows *rows;
	const struct ky_kind *kind;
};

static int take_event(void *data, const struct ky_event *event)
{
	struct painter *painter = data;
	int field = event->field ? ky_field_find(painter->kind, event->field) : -1;
	if (!event->field)
		rows_add(painter->rows, LOOK_BOLD, "", "", "%s\t%s\t%s\t", event->day, event->author,
			 event->what == KY_EVENT_MADE ? _("entered") : _("deleted"));
	else
		rows_add(painter->rows, LOOK_PLAIN, "", "", "%s\t%s\t%s\t%.300s → %.500s", event->day,
			 event->author, field >= 0 ? ky_field_title(&painter->kind->fields[field]) : event->field,
			 event->old_text[0] ? event->old_text : "—", event->new_text[0] ? event->new_text : "—");
	return 0;
}

static const struct ky_kind *kind_of(struct app *app, const char *id, char *number, size_t size)
{
	struct ky_record *record = NULL;
	struct ky_error err = { 0 };
	if (ky_record_load(app->wb, id, &record, &err)) {
		app_fail(app, &err);
		return NULL;
	}
	const struct ky_kind *kind = ky_record_kind(record);
	snprintf(number, size, "%s", ky_record_number(record));
	ky_record_free(record);
	return kind;
}

static void fill(struct app *app, struct rows *rows, const char *about)
{
	struct ky_error err = { 0 };
	char number[80];
	struct painter painter = { rows, kind_of(app, about, number, sizeof(number)) };
	if (painter.kind && ky_record_history(app->wb, about, take_event, &painter, &err))
		app_fail(app, &err);
}

static const struct rows_source source = {
	.help = N_("Every change of one record, the newest first. Nothing is ever taken out of it."),
	.head = N_("Every change, the newest first: the day, the field, from what to what."),
	.fill = fill,
	.text = true,
	.empty = N_("This record is gone."),
};

void screen_history(struct app *app, const char *id)
{
	char number[80], title[128];
	if (!kind_of(app, id, number, sizeof(number)))
		return;
	snprintf(title, sizeof(title), _("History of %s"), number);
	screen_rows(app, 0, title, &source, id);
}
