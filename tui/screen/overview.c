/* The overview (总览): phase, figures and next steps of the school. */
#include "screen/overview.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/conflict.h"
#include "kuayue/figure.h"
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "screen/drafts.h"
#include "widget/scroll.h"
#include "widget/wrapped.h"

#define STEP_COLUMNS 76 /* a longer line is hard to read at a glance */

struct overview {
	struct screen screen;
	struct overview_data *data;
	bool fresh;
	struct scroll scroll;
	int left, width; /* of the steps, as painted last */
	const struct app *app;
	char title[256], unsaved[300];
};

static int step_count(const struct overview *self)
{
	return self->data ? (int)self->data->step_count : 0;
}

static const struct overview_step *step_at(const struct overview *self, int index)
{
	assert(index >= 0);
	return index >= 0 && index < step_count(self) ? &self->data->steps[index] : NULL;
}

static long long how_many(const struct overview *self, enum ky_urgency urgency)
{
	return self->data ? self->data->counts[urgency] : 0;
}

static enum look figure_look(enum overview_state state)
{
	static const enum look looks[OVERVIEW_STATES] = { [OVERVIEW_PLAIN] = LOOK_PLAIN,
							  [OVERVIEW_BLANK] = LOOK_DIM,
							  [OVERVIEW_SHORT] = LOOK_WARN,
							  [OVERVIEW_REACHED] = LOOK_GOOD };
	return looks[state];
}

/* The next figure to show from index on: where there is no room for all, the first in rank only. */
static const struct overview_figure *next_figure(const struct overview_data *data, size_t *index, bool all)
{
	for (; data && *index < data->figure_count; (*index)++)
		if (all || data->figures[*index].always)
			return &data->figures[(*index)++];
	return NULL;
}

/* What a table shows, and which rows of how many where it does not show all. */
static void draw_heading(int row, int col, int width, const char *title, int first, int last, long long all)
{
	char text[128];
	snprintf(text, sizeof(text), first > 1 || last < all ? "%s  %d-%d/%lld" : "%s", title, first, last, all);
	term_put(row, col, width, LOOK_BOLD, text);
}

static void draw_figures(const struct overview *self, int top, int bottom, int width)
{
	bool all = self->data && bottom - top > (int)self->data->figure_count;
	size_t next = 0;
	int shown = 0;
	for (int row = top + 1; row < bottom; row++) {
		const struct overview_figure *figure = next_figure(self->data, &next, all);
		shown += figure != NULL;
		const char *value = figure ? figure->value : "";
		int wide = ky_text_columns(value) + 1;
		wide = wide > width / 2 ? width / 2 : wide;
		term_put(row, 0, width - 1 - wide, LOOK_PLAIN, figure ? figure->label : "");
		term_put_right(row, width - 1 - wide, wide - 1,
			       figure_look(figure ? figure->state : OVERVIEW_PLAIN), value);
		term_put(row, width - 2, 2, LOOK_PLAIN, "");
	}
	draw_heading(top, 0, width, _("Figures"), 1, shown, self->data ? (int)self->data->figure_count : 0);
}

static enum look step_look(const struct overview_step *step)
{
	switch (step->urgency) {
	case KY_STEP_OVERDUE:
		return LOOK_BAD;
	case KY_STEP_DUE:
		return LOOK_WARN;
	default:
		return LOOK_PLAIN;
	}
}

/* "10-25 超期 ", "10-31 3 天 " */
static void when_text(const struct app *app, const struct overview_step *step, char *text, size_t size)
{
	char day[KY_DAY_TEXT];
	char left[32] = "";
	int days = step->due == KY_NO_DAY ? 99 : step->due - ky_workbook_today(app->wb);
	if (days < 0)
		snprintf(left, sizeof(left), "%s", _("late"));
	else if (days == 0)
		snprintf(left, sizeof(left), "%s", _("today"));
	else if (days <= 7)
		snprintf(left, sizeof(left), _("%d d"), days);
	int pad = 6 - ky_text_columns(left);
	snprintf(text, size, "%-5s %s%*s", step->due == KY_NO_DAY ? "" : ky_day_format(step->due, day) + 5, left,
		 pad > 0 ? pad : 1, "");
}

/* The day, how near it is, what is to be done, and in which list. */
static void draw_step(void *data, int index, int row)
{
	const struct overview *self = data;
	int left = self->left, width = self->width;
	assert(index >= 0 && index < step_count(self));
	const struct overview_step *step = &self->data->steps[index];
	const struct ky_kind *kind = ky_kind_find(step->kind);
	bool here = index == self->scroll.cursor;
	char when[48];
	when_text(self->app, step, when, sizeof(when));
	int day = width > 24 ? ky_text_columns(when) : 6;
	int list = kind && width > 40 ? ky_text_columns(ky_kind_title(kind)) + 1 : 0;
	term_put(row, left, day, here ? LOOK_CURSOR : step_look(step), when);
	int rest = width > STEP_COLUMNS ? width - STEP_COLUMNS : 0;
	width -= rest;
	term_put(row, left + width, rest, LOOK_PLAIN, "");
	term_put(row, left + day, width - day - list, here ? LOOK_CURSOR : LOOK_PLAIN, step->title);
	if (list)
		term_put_right(row, left + width - list, list, here ? LOOK_CURSOR : LOOK_DIM, ky_kind_title(kind));
}

static void draw_next(const struct overview *self, int row, int rows)
{
	const struct overview_step *step = step_at(self, self->scroll.cursor);
	char text[1024];
	if (!self->data)
		snprintf(text, sizeof(text), "%s", _("Working out the figures…"));
	else if (!step)
		snprintf(text, sizeof(text), "%s", _("Nothing is left to do today."));
	else
		snprintf(text, sizeof(text), _("Next: %s — %s {ENTER} opens it."), step->title, step->reason);
	wrapped_fill(row, row + rows, LOOK_BOLD, text);
}

static int shown_steps(const struct overview *self)
{
	int rest = self->scroll.count - self->scroll.top;
	return rest < self->scroll.height ? rest : self->scroll.height;
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	struct overview *self = (struct overview *)screen;
	char line[512], counts[512];
	int cols = term_cols(), height = bottom - top;
	overview_phase(app, line, sizeof(line));
	snprintf(counts, sizeof(counts), _("%lld overdue, %lld due this week, %lld open"),
		 how_many(self, KY_STEP_OVERDUE), how_many(self, KY_STEP_DUE), how_many(self, KY_STEP_OPEN));
	snprintf(counts + strlen(counts), sizeof(counts) - strlen(counts), "%s", self->unsaved);
	term_put(top, 0, cols, LOOK_PLAIN, line);
	int next_rows = height > 12 ? 2 : 1;
	if (height > 3)
		term_put(top + 1, 0, cols, how_many(self, KY_STEP_OVERDUE) ? LOOK_BAD : LOOK_PLAIN, counts);
	int row = height > 3 ? top + 2 : top + 1;
	if (height > 22)
		term_put(row++, 0, cols, LOOK_PLAIN, "");
	int left = cols >= 60 ? cols * 2 / 5 : 0;
	if (left > 44)
		left = 44;
	if (left)
		draw_figures(self, row, bottom - next_rows, left);
	self->left = left;
	self->width = cols - left;
	scroll_draw(&self->scroll, row + 1, bottom - next_rows, left, draw_step, self);
	draw_heading(row, left, cols - left, _("To be done"), self->scroll.top + 1,
		     self->scroll.top + shown_steps(self),
		     how_many(self, KY_STEP_OVERDUE) + how_many(self, KY_STEP_DUE) + how_many(self, KY_STEP_OPEN));
	draw_next(self, bottom - next_rows, next_rows);
}

static void open_step(struct app *app, const struct overview *self)
{
	const struct overview_step *step = step_at(self, self->scroll.cursor);
	const struct ky_kind *kind = step ? ky_kind_find(step->kind) : NULL;
	walk_restart(app);
	if (kind)
		screen_form(app, kind, step->id, step->reason);
}

/* The school's name stands in the title, which is drawn anew when it is another. */
static void take(struct app *app, struct overview *self, struct overview_data *data)
{
	app->framed += strcmp(self->title, data->school) != 0;
	snprintf(self->title, sizeof(self->title), "%s", data->school);
	overview_free(self->data);
	self->data = data;
	scroll_set_count(&self->scroll, step_count(self));
}

static void compute(struct app *app, struct overview *self)
{
	struct overview_data *data = overview_compute(app);
	if (!data)
		return;
	take(app, self, data);
	self->fresh = true;
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct overview *self = (struct overview *)screen;
	if (event->type == EV_IDLE && !self->fresh)
		compute(app, self);
	if (scroll_event(&self->scroll, event) || event->type != EV_ACTION)
		return;
	if (event->action == ACT_ENTER)
		open_step(app, self);
	else
		record_action(app,
			      step_at(self, self->scroll.cursor) ? step_at(self, self->scroll.cursor)->id : "",
			      event->action);
}

static int wait(struct app *app, struct screen *screen)
{
	(void)app;
	return ((struct overview *)screen)->fresh ? -1 : 0;
}

/* What two copies of the workbook said differently. */
static void add_undecided(struct app *app, struct overview *self)
{
	int64_t count = 0;
	struct ky_error err = { 0 };
	size_t len = strlen(self->unsaved);
	if (ky_conflict_count(app->wb, &count, &err))
		app_fail(app, &err);
	else if (count)
		snprintf(self->unsaved + len, sizeof(self->unsaved) - len, _(", %lld undecided ({INBOX})"),
			 (long long)count);
}

/* What happened when the campaign was not on. */
static void add_outside(struct app *app, struct overview *self)
{
	struct ky_figure_value value;
	struct ky_error err = { 0 };
	size_t len = strlen(self->unsaved);
	if (ky_figure_compute(app->wb, ky_figure_find("outside"), &value, &err))
		app_fail(app, &err);
	else if (value.number)
		snprintf(self->unsaved + len, sizeof(self->unsaved) - len, _(", %lld outside of the campaign"),
			 (long long)value.number);
}

static void load(struct app *app, struct overview *self)
{
	struct drafts drafts = { .all = NULL };
	drafts_load(app, &drafts);
	drafts_say(app, &drafts, self->unsaved, sizeof(self->unsaved));
	drafts_free(&drafts);
	add_undecided(app, self);
	add_outside(app, self);
	struct overview_data *data = overview_load(app, &self->fresh);
	if (data)
		take(app, self, data);
}

static bool shows(struct app *app, const struct screen *screen, const struct ky_kind *kind, const char *id)
{
	const struct overview *self = (const struct overview *)screen;
	bool shown = false;
	(void)app, (void)kind;
	for (int i = 0; id && !shown && i < step_count(self); i++)
		shown = scroll_shows(&self->scroll, i) && strcmp(self->data->steps[i].id, id) == 0;
	return shown;
}

static void refresh(struct app *app, struct screen *screen)
{
	load(app, (struct overview *)screen);
}

static void close_overview(struct app *app, struct screen *screen)
{
	(void)app;
	struct overview *self = (struct overview *)screen;
	overview_free(self->data);
	free(self);
}

static const enum action actions[] = { ACT_ENTER,  ACT_WALK,   ACT_CHAIN, ACT_CHECK, ACT_CALENDAR,
				       ACT_SEARCH, ACT_EXPORT, ACT_HELP,  ACT_QUIT,  ACT_UNDO,
				       ACT_IMPORT, ACT_PAGE,   ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_("Where the school stands. On the left are the campaign's figures, each worked out from the "
		   "records and shown against its target; on the right is what is to be done, what is overdue "
		   "first. {ENTER} opens it and says why it is asked; {WALK} walks through all of it. The number "
		   "keys open the other pages."),
	.draw = draw,
	.handle = handle,
	.wait = wait,
	.shows = shows,
	.refresh = refresh,
	.close = close_overview,
};

void screen_overview(struct app *app, int page)
{
	struct overview *self = xalloc(sizeof(*self));
	self->screen = (struct screen){ .ops = &ops, .page = page, .title = self->title };
	self->app = app;
	app_push(app, &self->screen);
	load(app, self);
	if (!self->data)
		compute(app, self);
}
