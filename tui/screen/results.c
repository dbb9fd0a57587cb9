/* A list of records of any kind: those behind a figure, or those that contain a text. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/figure.h"
#include "kuayue/ledger.h"
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "screen/behind.h"
#include "screen/save.h"
#include "screen/screens.h"
#include "widget/edit_keys.h"
#include "widget/scroll.h"

#define FOUND_MAX 5000
#define LOOK_AT_ONCE 2000
#define SLICES_AT_ONCE 100

struct results {
	struct screen screen;
	struct app *app;
	char **ids;
	int count;
	struct scroll scroll;
	const struct ky_figure *figure; /* whose records these are; NULL: a search */
	int heads;                      /* rows that are heads: of a rate, whose id is "" */
	char head[2][256];
	bool search, typing;
	struct edit *filter;  /* what is searched for */
	size_t kind_at;       /* the kind that is being searched */
	struct ky_list *list; /* its rows, NULL when all is searched */
	bool begun;
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
	ky_list_close(self->list);
	self->list = NULL;
	self->kind_at = 0;
	self->begun = false;
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

static bool searching(const struct results *self)
{
	return self->search && edit_text(self->filter)[0] && self->count < FOUND_MAX && ky_kind_at(self->kind_at);
}

/* A slice of the search; the next one follows when nobody types. */
static void search_on(struct app *app, struct results *self)
{
	struct ky_error err = { 0 };
	const struct ky_stretch slice = { .count = 50, .scan_limit = LOOK_AT_ONCE };
	struct ky_record *rows[50];
	size_t got = 0;
	bool more = false;
	enum ky_code code = KY_OK;
	if (!self->list) {
		code = ky_list_open(app->wb, ky_kind_at(self->kind_at), &self->list, &err);
		if (!code)
			code = ky_list_filter(self->list, edit_text(self->filter), &err);
		self->begun = false;
	}
	if (!code)
		code = (self->begun ? ky_list_continue : ky_list_fetch)(self->list, &slice, rows, &got, &more,
									&err);
	self->begun = true;
	for (size_t i = 0; i < got; i++) {
		add(self, ky_record_id(rows[i]));
		ky_record_free(rows[i]);
	}
	if (code && code != KY_NO)
		app_fail(app, &err);
	if (code || (got < 50 && !more)) {
		ky_list_close(self->list);
		self->list = NULL;
		self->kind_at++;
	}
}

static void draw_row(void *data, int index, int row)
{
	const struct results *self = data;
	assert(index >= 0 && index < self->count);
	struct ky_record *record = NULL;
	enum look look = index == self->scroll.cursor && !self->typing ? LOOK_CURSOR : LOOK_PLAIN;
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

static void draw_head(const struct results *self, int row)
{
	char text[512];
	if (!self->search) {
		snprintf(text, sizeof(text), _("%d records"), self->count - self->heads);
		term_put(row, 0, term_cols(), LOOK_DIM, text);
		return;
	}
	snprintf(text, sizeof(text), searching(self) ? _("%d found, searching…") : _("%d found"), self->count);
	int count = ky_text_columns(text), width = term_cols() > count + 2 ? term_cols() - count - 2 : 0;
	edit_draw_search(self->filter, row, 0, width, self->typing);
	term_put(row, width, term_cols() - width, LOOK_DIM, "");
	term_put(row, term_cols() - count, count, LOOK_DIM, text);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	struct results *self = (struct results *)screen;
	(void)app;
	scroll_draw(&self->scroll, top + 1, bottom, 0, draw_row, self);
	draw_head(self, top);
}

/* False for what is no key of the line: that is for the list, and the typing ends. */
static bool handle_typed(struct results *self, const struct event *event)
{
	unsigned before = edit_revision(self->filter);
	if (event->type == EV_ACTION && event->action == ACT_ENTER)
		self->typing = false;
	else if (!edit_handle(self->filter, event))
		return false;
	if (edit_revision(self->filter) != before)
		drop(self);
	return true;
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
	self->typing = action == ACT_FILTER && self->search;
	if (self->typing)
		return;
	if (action == ACT_FILTER)
		screen_search(app);
	else if (action == ACT_ENTER)
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
	if (event->type == EV_IDLE && searching(self))
		search_on(app, self);
	else if (self->typing && handle_typed(self, event))
		return;
	else if (scroll_event(&self->scroll, event))
		self->typing = false;
	else if (event->type == EV_ACTION)
		act(app, self, event->action);
}

static int wait(struct app *app, struct screen *screen)
{
	(void)app;
	return searching((struct results *)screen) ? 0 : -1;
}

static bool is_typing(const struct screen *screen)
{
	return ((const struct results *)screen)->typing;
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

/* Undo may bring back a text that was found before: all is looked through again, as far as is to be seen. */
static void search_again(struct app *app, struct results *self)
{
	struct scroll scroll = self->scroll;
	drop(self);
	for (int i = 0; i < SLICES_AT_ONCE && searching(self) && self->count <= scroll.top + scroll.height; i++)
		search_on(app, self);
	self->scroll = scroll;
	scroll_set_count(&self->scroll, self->count);
}

/* The records that the figure counts now; a search keeps what it found, but for what is gone. */
static void refresh(struct app *app, struct screen *screen)
{
	struct results *self = (struct results *)screen;
	if (self->search && app->undone) {
		search_again(app, self);
		return;
	}
	struct ky_error err = { 0 };
	struct scroll scroll = self->scroll;
	int kept = 0;
	if (self->figure) {
		drop(self);
		if (behind_each(app->wb, self->figure, take_record, self, &err))
			app_fail(app, &err);
		kept = self->count;
	}
	for (int i = kept; i < self->count; i++) {
		struct ky_record *record = NULL;
		bool gone = ky_record_load(app->wb, self->ids[i], &record, NULL) != KY_OK;
		ky_record_free(record);
		if (gone)
			free(self->ids[i]);
		else
			self->ids[kept++] = self->ids[i];
	}
	self->count = kept;
	self->scroll = scroll; /* where it was, as far as that is still there */
	scroll_set_count(&self->scroll, kept);
}

static void close_results(struct app *app, struct screen *screen)
{
	(void)app;
	struct results *self = (struct results *)screen;
	drop(self);
	edit_free(self->filter);
	free(self->ids);
	free(self);
}

static const enum action actions[] = { ACT_ENTER,   ACT_ESCAPE, ACT_FILTER, ACT_CHAIN, ACT_HAND_ON, ACT_JOIN,
				       ACT_TO_FILE, ACT_HELP,   ACT_UNDO,   ACT_QUIT,  ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_("Records of every kind. A search looks at all their texts as you type; a figure shows exactly "
		   "the records that it counts, a rate those of both figures that it divides. {ENTER} opens one."),
	.draw = draw,
	.handle = handle,
	.wait = wait,
	.typing = is_typing,
	.shows = shows,
	.refresh = refresh,
	.close = close_results,
};

static struct results *make(struct app *app)
{
	struct results *self = xalloc(sizeof(*self));
	self->screen = (struct screen){ .ops = &ops, .title = self->title };
	self->app = app;
	self->filter = edit_new("", false);
	app_push(app, &self->screen);
	return self;
}

void screen_search(struct app *app)
{
	struct results *self = make(app);
	snprintf(self->title, sizeof(self->title), "%s", _("Search"));
	self->search = self->typing = true;
}

void screen_records(struct app *app, const char *figure_id)
{
	struct ky_error err = { 0 };
	struct results *self = make(app);
	self->figure = ky_figure_find(figure_id);
	snprintf(self->title, sizeof(self->title), "%s", ky_figure_title(self->figure));
	if (behind_each(app->wb, self->figure, take_record, self, &err))
		app_fail(app, &err);
}
