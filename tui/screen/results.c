/* The records behind a figure. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/figure.h"
#include "kuayue/ledger.h"
#include "kuayue/record.h"
#include "screen/behind.h"
#include "screen/save.h"
#include "screen/screens.h"
#include "widget/scroll.h"

#define FOUND_MAX 5000

struct results {
	struct screen screen;
	struct app *app;
	char **ids;
	int count;
	struct scroll scroll;
	const struct ky_figure *figure; /* whose records these are */
	int heads;                      /* rows that are heads: of a rate, whose id is "" */
	char head[2][256];
	char title[128];
};

static void add(struct results *self, const char *id)
{
	self->ids = xrealloc(self->ids, ((size_t)self->count + 1) * sizeof(*self->ids));
	self->ids[self->count++] = xstrdup(id);
	scroll_set_count(&self->scroll, self->count);
}

static void drop(struct results *self)
{
	for (int i = 0; i < self->count; i++)
		free(self->ids[i]);
	self->count = self->heads = 0;
	scroll_set_count(&self->scroll, 0);
}

static int take_record(void *data, const char *id, const char *number)
{
	(void)number;
	struct results *self = data;
	if (!id[0])
		behind_head(self->app->wb, self->figure, self->heads, self->head[self->heads],
			    sizeof(self->head[0]));
	self->heads += !id[0];
	add(self, id);
	return self->count >= FOUND_MAX;
}

/* A head stands in the first row, and where the records of the other figure begin. */
static const char *head_at(const struct results *self, int index)
{
	return self->ids[index][0] ? NULL : self->head[index ? 1 : 0];
}

static void draw_row(void *data, int index, int row)
{
	const struct results *self = data;
	assert(index >= 0 && index < self->count);
	struct ky_record *record = NULL;
	enum look look = index == self->scroll.cursor ? LOOK_CURSOR : LOOK_PLAIN;
	char text[700] = "";
	const char *head = head_at(self, index);
	if (head) {
		term_put(row, 0, term_cols(), look == LOOK_PLAIN ? LOOK_DIM : look, head);
		return;
	}
	if (ky_record_load(self->app->wb, self->ids[index], &record, NULL) == KY_OK) {
		const struct ky_kind *kind = ky_record_kind(record);
		char title[512];
		ky_record_show(self->app->wb, record, ky_title_field(kind), title, sizeof(title));
		snprintf(text, sizeof(text), "%-10s %s  %s", ky_record_number(record), ky_kind_title(kind), title);
	}
	ky_record_free(record);
	term_put(row, 0, term_cols(), look, text);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	struct results *self = (struct results *)screen;
	(void)app;
	char text[200];
	scroll_draw(&self->scroll, top + 1, bottom, 0, draw_row, self);
	snprintf(text, sizeof(text), _("%d records"), self->count - self->heads);
	term_put(top, 0, term_cols(), LOOK_DIM, text);
}

/* The record under the cursor; NULL: there is none. */
static const char *selected(const struct results *self)
{
	int at = self->scroll.cursor;
	return at < self->count && !head_at(self, at) ? self->ids[at] : NULL;
}

static void open_record(struct app *app, const char *id)
{
	struct ky_record *record = NULL;
	struct ky_error err = { 0 };
	if (id && ky_record_load(app->wb, id, &record, &err))
		app_fail(app, &err);
	else if (id)
		screen_form(app, ky_record_kind(record), id, NULL);
	ky_record_free(record);
}

static enum ky_code write_csv(struct app *app, const void *data, FILE *out, struct ky_error *err)
{
	const struct results *self = data;
	(void)err;
	fputs("\xEF\xBB\xBF", out);
	ky_csv_cell(out, _("No."), false);
	ky_csv_cell(out, _("Kind"), false);
	ky_csv_cell(out, _("Text"), true);
	for (int i = 0; i < self->count; i++)
		save_record(app, out, self->ids[i], head_at(self, i));
	return KY_OK;
}

static void act(struct app *app, struct results *self, enum action action)
{
	if (action == ACT_ENTER)
		open_record(app, selected(self));
	else if (action == ACT_ESCAPE)
		app_pop(app);
	else if (action == ACT_TO_FILE)
		screen_save(
			app,
			&(struct save){ .title = self->title, .ending = "csv", .write = write_csv, .data = self });
	else
		record_action(app, selected(self), action);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct results *self = (struct results *)screen;
	if (!scroll_event(&self->scroll, event) && event->type == EV_ACTION)
		act(app, self, event->action);
}

static bool shows(struct app *app, const struct screen *screen, const struct ky_kind *kind, const char *id)
{
	const struct results *self = (const struct results *)screen;
	bool shown = false;
	(void)app, (void)kind;
	for (int i = 0; id && !shown && i < self->count; i++)
		shown = scroll_shows(&self->scroll, i) && strcmp(self->ids[i], id) == 0;
	return shown;
}

/* The records that the figure counts now. */
static void refresh(struct app *app, struct screen *screen)
{
	struct results *self = (struct results *)screen;
	struct ky_error err = { 0 };
	struct scroll scroll = self->scroll;
	drop(self);
	if (behind_each(app->wb, self->figure, take_record, self, &err))
		app_fail(app, &err);
	self->scroll = scroll; /* where it was, as far as that is still there */
	scroll_set_count(&self->scroll, self->count);
}

static void close_results(struct app *app, struct screen *screen)
{
	(void)app;
	struct results *self = (struct results *)screen;
	drop(self);
	free(self->ids);
	free(self);
}

static const enum action actions[] = { ACT_ENTER,   ACT_ESCAPE, ACT_SEARCH, ACT_CHAIN, ACT_HAND_ON, ACT_JOIN,
				       ACT_TO_FILE, ACT_HELP,   ACT_UNDO,   ACT_QUIT,  ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_("Exactly the records that the figure counts; of a rate those of both figures that it divides. "
		   "{ENTER} "
		   "opens one."),
	.draw = draw,
	.handle = handle,
	.shows = shows,
	.refresh = refresh,
	.close = close_results,
};

void screen_records(struct app *app, const char *figure_id)
{
	struct ky_error err = { 0 };
	struct results *self = xalloc(sizeof(*self));
	self->screen = (struct screen){ .ops = &ops, .title = self->title };
	self->app = app;
	app_push(app, &self->screen);
	self->figure = ky_figure_find(figure_id);
	snprintf(self->title, sizeof(self->title), "%s", ky_figure_title(self->figure));
	if (behind_each(app->wb, self->figure, take_record, self, &err))
		app_fail(app, &err);
}
