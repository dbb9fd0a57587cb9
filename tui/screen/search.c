/* Searches all records while one types: newest first, each with the words around what was found, which stands in
 * one column. Enter opens the record at the field that has it. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "kuayue/ledger.h"
#include "kuayue/search.h"
#include "kuayue/text.h"
#include "screen/save.h"
#include "screen/screens.h"
#include "terminal/memory.h"
#include "widget/edit_keys.h"
#include "widget/scroll.h"

#define FOUND_MAX 5000
#define LOOK_AT_ONCE 2000 /* steps of the history that a slice looks at, while nobody types */
#define LOOK_AT_KEY 300   /* and with a key */
#define SLICES_AT_ONCE 100
#define COUNT_MAX 99
#define BEFORE_BYTES 90 /* of the text around a hit that are kept */
#define BEHIND_BYTES 400

struct hit {
	char *id, *number, *before, *found, *behind;
	const struct ky_kind *kind;
	int field; /* -1: the number */
};

struct search {
	struct screen screen;
	struct app *app;
	struct edit *line;
	bool typing;
	struct ky_search *search; /* NULL: nothing is looked for */
	bool more;
	struct hit *hits;
	int count;
	struct scroll scroll;
};

static void free_hit(struct hit *hit)
{
	free(hit->id);
	free(hit->number);
	free(hit->before);
	free(hit->found);
	free(hit->behind);
}

static void drop(struct search *self)
{
	for (int i = 0; i < self->count; i++)
		free_hit(&self->hits[i]);
	self->count = 0;
	scroll_set_count(&self->scroll, 0);
	ky_search_end(self->search);
	self->search = NULL;
	self->more = false;
}

static char *copy_part(const char *text, size_t len)
{
	return xprintf("%.*s", (int)len, text);
}

static int take(void *data, const struct ky_found *found)
{
	struct search *self = data;
	size_t from = found->at > BEFORE_BYTES ? found->at - BEFORE_BYTES : 0, end = found->at + found->len;
	while (from < found->at && !utf8_begins(found->text[from]))
		from++;
	self->hits = xrealloc(self->hits, ((size_t)self->count + 1) * sizeof(*self->hits));
	self->hits[self->count++] = (struct hit){
		.id = xstrdup(found->id),
		.number = xstrdup(found->number),
		.before = copy_part(found->text + from, found->at - from),
		.found = copy_part(found->text + found->at, found->len),
		.behind = copy_part(found->text + end, utf8_cut(found->text + end, BEHIND_BYTES)),
		.kind = found->kind,
		.field = found->field,
	};
	return self->count >= FOUND_MAX;
}

static bool searching(const struct search *self)
{
	return self->more && self->count < FOUND_MAX;
}

static void search_on(struct app *app, struct search *self, int64_t looks)
{
	struct ky_error err = { 0 };
	const struct ky_stretch slice = { .count = 50, .scan_limit = looks };
	enum ky_code code = ky_search_next(self->search, &slice, take, self, &self->more, &err);
	self->more = self->more || code == KY_NO; /* a key ended it, and it goes on afterwards */
	if (code && code != KY_NO)
		app_fail(app, &err);
	scroll_set_count(&self->scroll, self->count);
}

static void begin(struct app *app, struct search *self)
{
	struct ky_error err = { 0 };
	drop(self);
	if (!app_index(app) || !edit_text(self->line)[0])
		return;
	if (ky_search_begin(app_index(app), edit_text(self->line), &self->search, &err)) {
		app_fail(app, &err);
		return;
	}
	self->more = true;
	search_on(app, self, LOOK_AT_KEY);
}

/* The end of a text that has room in so many cells. */
static const char *last_cells(const char *text, int cells)
{
	size_t at = strlen(text);
	while (at > 0) {
		size_t before = ky_text_prev(text, at);
		if (ky_text_columns(text + before) > cells)
			break;
		at = before;
	}
	return text + at;
}

static void draw_hit(void *data, int index, int row)
{
	const struct search *self = data;
	const struct hit *hit = &self->hits[index];
	bool here = index == self->scroll.cursor && !self->typing;
	enum look look = here ? LOOK_CURSOR : LOOK_PLAIN;
	int cols = term_cols(), name = cols >= 72 ? 24 : 0, before = (cols - 10 - name) / 3, at = 0;
	char where[200];
	snprintf(where, sizeof(where), "%s %s", ky_kind_title(hit->kind),
		 hit->field < 0 ? "" : ky_field_title(&hit->kind->fields[hit->field]));
	term_put(row, at, 10, look, hit->number);
	at += 10;
	term_put(row, at, name, look, where);
	at += name;
	const char *shown = last_cells(hit->before, before - 1);
	int blank = before - ky_text_columns(shown);
	term_put(row, at, blank, look, "");
	at += blank;
	at += term_put(row, at, before - blank, look, shown);
	at += term_put(row, at, cols - at, here ? LOOK_CURSOR : LOOK_WARN, hit->found);
	if (at < cols)
		term_put(row, at, cols - at, look, hit->behind);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	struct search *self = (struct search *)screen;
	char text[200];
	(void)app;
	scroll_draw(&self->scroll, top + 1, bottom, 0, draw_hit, self);
	snprintf(text, sizeof(text), searching(self) ? _("%d found, searching…") : _("%d found"), self->count);
	int count = ky_text_columns(text), width = term_cols() > count + 2 ? term_cols() - count - 2 : 0;
	edit_draw_search(self->line, top, 0, width, self->typing);
	term_put(top, width, term_cols() - width, LOOK_DIM, "");
	term_put(top, term_cols() - count, count, LOOK_DIM, text);
}

/* False for what is no key of the line: that is for the list, and the typing ends. */
static bool handle_typed(struct app *app, struct search *self, const struct event *event)
{
	unsigned before = edit_revision(self->line);
	if (event->type == EV_ACTION && event->action == ACT_ENTER)
		self->typing = false;
	else if (!edit_handle(self->line, event))
		return false;
	if (edit_revision(self->line) != before)
		begin(app, self);
	return true;
}

static void open_hit(struct app *app, const struct search *self)
{
	if (self->scroll.cursor >= self->count)
		return;
	const struct hit *hit = &self->hits[self->scroll.cursor];
	const struct ky_field *field = hit->field < 0 ? NULL : &hit->kind->fields[hit->field];
	if (field && !field->computed)
		screen_form_at(app, hit->kind, hit->id, field->name);
	else
		screen_form(app, hit->kind, hit->id, NULL);
}

static enum ky_code write_csv(struct app *app, const void *data, FILE *out, struct ky_error *err)
{
	const struct search *self = data;
	(void)err;
	fputs("\xEF\xBB\xBF", out);
	ky_csv_cell(out, _("No."), false);
	ky_csv_cell(out, _("Kind"), false);
	ky_csv_cell(out, _("Text"), true);
	for (int i = 0; i < self->count; i++)
		save_record(app, out, self->hits[i].id, NULL);
	return KY_OK;
}

static void act(struct app *app, struct search *self, enum action action)
{
	self->typing = false;
	if (action == ACT_ENTER)
		open_hit(app, self);
	else if (action == ACT_ESCAPE)
		app_pop(app);
	else if (action == ACT_TO_FILE)
		screen_save(app, &(struct save){ .title = self->screen.title,
						 .ending = "csv",
						 .write = write_csv,
						 .data = self });
	else
		record_action(app, self->scroll.cursor < self->count ? self->hits[self->scroll.cursor].id : NULL,
			      action);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct search *self = (struct search *)screen;
	if (event->type == EV_IDLE && searching(self))
		search_on(app, self, LOOK_AT_ONCE);
	else if (self->typing && handle_typed(app, self, event))
		return;
	else if (scroll_event(&self->scroll, event))
		self->typing = false;
	else if (event->type == EV_ACTION)
		act(app, self, event->action);
}

static int wait(struct app *app, struct screen *screen)
{
	(void)app;
	return searching((struct search *)screen) ? 0 : -1;
}

static bool is_typing(const struct screen *screen)
{
	return ((const struct search *)screen)->typing;
}

static bool shows(struct app *app, const struct screen *screen, const struct ky_kind *kind, const char *id)
{
	const struct search *self = (const struct search *)screen;
	bool shown = false;
	(void)app, (void)kind;
	for (int i = 0; id && !shown && i < self->count; i++)
		shown = scroll_shows(&self->scroll, i) && strcmp(self->hits[i].id, id) == 0;
	return shown;
}

/* Something was changed: what is found now, as far as is to be seen at once; the cursor stays on its record. */
static void refresh(struct app *app, struct screen *screen)
{
	struct search *self = (struct search *)screen;
	struct scroll scroll = self->scroll;
	char id[48] = "";
	if (scroll.cursor < self->count)
		snprintf(id, sizeof(id), "%s", self->hits[scroll.cursor].id);
	begin(app, self);
	for (int i = 0; i < SLICES_AT_ONCE && searching(self) && self->count <= scroll.top + scroll.height; i++)
		search_on(app, self, LOOK_AT_ONCE);
	self->scroll = scroll;
	scroll_set_count(&self->scroll, self->count);
	for (int i = 0; id[0] && i < self->count; i++)
		if (strcmp(self->hits[i].id, id) == 0)
			scroll_to(&self->scroll, i);
}

static void close_search(struct app *app, struct screen *screen)
{
	(void)app;
	struct search *self = (struct search *)screen;
	drop(self);
	edit_free(self->line);
	free(self->hits);
	free(self);
}

static const enum action actions[] = { ACT_ENTER,   ACT_ESCAPE, ACT_SEARCH, ACT_CHAIN, ACT_HAND_ON, ACT_JOIN,
				       ACT_TO_FILE, ACT_HELP,   ACT_UNDO,   ACT_QUIT,  ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_(
		"Searches the texts, numbers and choices of all records as you type, what was changed last first. "
		"Blanks separate words, and a record has to have each. {ENTER} ends the typing, then opens the "
		"record "
		"at the field that has the word; {SEARCH} types on."),
	.draw = draw,
	.handle = handle,
	.wait = wait,
	.typing = is_typing,
	.shows = shows,
	.refresh = refresh,
	.close = close_search,
};

static int count_hit(void *data, const struct ky_found *found)
{
	(void)found;
	return ++*(int *)data >= COUNT_MAX;
}

int search_count(struct app *app, const char *words, bool *more)
{
	struct ky_search *search = NULL;
	struct ky_error err = { 0 };
	const struct ky_stretch stretch = { .count = COUNT_MAX, .scan_limit = LOOK_AT_ONCE };
	int count = 0;
	*more = false;
	if (app_index(app) && ky_search_begin(app->index, words, &search, &err) == KY_OK &&
	    ky_search_next(search, &stretch, count_hit, &count, more, &err))
		*more = true;
	ky_search_end(search);
	return count;
}

void screen_search_for(struct app *app, const char *words)
{
	struct search *self = xalloc(sizeof(*self));
	self->screen = (struct screen){ .ops = &ops, .title = _("Search") };
	self->app = app;
	self->line = edit_new(words, false);
	self->typing = true;
	edit_finish(self->line);
	app_push(app, &self->screen);
	begin(app, self);
}

void screen_search(struct app *app, int page)
{
	(void)page;
	if (app->top->ops == &ops)
		((struct search *)app->top)->typing = true;
	else
		screen_search_for(app, "");
}
