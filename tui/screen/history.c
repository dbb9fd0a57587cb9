/* What happened to one record: who, when, which field, from what to what. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "kuayue/record.h"

#define LINES_MAX 2000

struct history {
	struct screen screen;
	const struct ky_kind *kind;
	char **lines;
	int count, scroll;
	char title[128];
};

static int take_event(void *data, const struct ky_event *event)
{
	struct history *self = data;
	char line[700];
	int field = event->field ? ky_field_find(self->kind, event->field) : -1;
	if (!event->field)
		snprintf(line, sizeof(line), "%s  %s  %s", event->day, event->author,
			 _("made, deleted or brought back"));
	else
		snprintf(line, sizeof(line), "%s  %s  %s: %.200s → %.300s", event->day, event->author,
			 field >= 0 ? ky_field_title(&self->kind->fields[field]) : event->field,
			 event->old_text[0] ? event->old_text : "—", event->new_text[0] ? event->new_text : "—");
	char **more = realloc(self->lines, ((size_t)self->count + 1) * sizeof(*more));
	char *copy = strdup(line);
	if (!more || !copy)
		abort();
	self->lines = more;
	self->lines[self->count++] = copy;
	return self->count >= LINES_MAX;
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct history *self = (struct history *)screen;
	for (int row = top; row < bottom; row++) {
		int index = self->scroll + row - top;
		term_put(row, 0, term_cols(), LOOK_PLAIN, index < self->count ? self->lines[index] : "");
	}
	term_cursor(top, 0);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct history *self = (struct history *)screen;
	if (event->type != EV_ACTION)
		return;
	if (event->action == ACT_DOWN && self->scroll + 1 < self->count)
		self->scroll++;
	else if (event->action == ACT_UP && self->scroll > 0)
		self->scroll--;
	else if (event->action == ACT_ESCAPE)
		app_pop(app);
}

static void close_history(struct app *app, struct screen *screen)
{
	(void)app;
	struct history *self = (struct history *)screen;
	for (int i = 0; i < self->count; i++)
		free(self->lines[i]);
	free(self->lines);
	free(self);
}

static const enum action actions[] = { ACT_ESCAPE, ACT_UP, ACT_DOWN, ACT_UNDO, ACT_HELP, ACT_QUIT, ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_("Every change of one record, the newest first. Nothing is ever taken out of it."),
	.draw = draw,
	.handle = handle,
	.close = close_history,
};

void screen_history(struct app *app, const char *id)
{
	struct ky_error err = { 0 };
	struct ky_record *record = NULL;
	if (ky_record_load(app->wb, id, &record, &err)) {
		app_fail(app, &err);
		return;
	}
	struct history *self = calloc(1, sizeof(*self));
	if (!self)
		abort();
	self->screen = (struct screen){ .ops = &ops, .title = self->title };
	self->kind = ky_record_kind(record);
	snprintf(self->title, sizeof(self->title), _("History of %s"), ky_record_number(record));
	ky_record_free(record);
	if (ky_record_history(app->wb, id, take_event, self, &err))
		app_fail(app, &err);
	app_push(app, &self->screen);
}
