/* Picking records of a kind for a link: typing narrows the list, Space ticks where several
 * may be chosen, Enter takes. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "screen/screens.h"
#include "widget/filter.h"

#define MOST 20000

struct option {
	char *id, *text, *folded;
	bool ticked;
};

struct pick {
	struct screen screen;
	bool several;
	struct option *options;
	int *shown; /* indices of those that match the filter */
	int count, shown_count, cursor, scroll;
	char filter[128];
	void (*done)(struct app *app, void *data, const char *ids);
	void *data;
	const struct ky_kind *kind;
	struct app *app;
};

static bool has_word(const char *list, const char *word)
{
	size_t len = strlen(word);
	for (const char *at = strstr(list, word); at; at = strstr(at + 1, word))
		if ((at == list || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

static int take_row(void *data, const struct ky_record *row)
{
	struct pick *self = data;
	char title[400], text[512];
	ky_record_show(self->app->wb, row, ky_title_field(self->kind), title, sizeof(title));
	snprintf(text, sizeof(text), "%s  %s", title, ky_record_number(row));
	struct option *more = realloc(self->options, ((size_t)self->count + 1) * sizeof(*more));
	if (!more)
		abort();
	self->options = more;
	self->options[self->count++] = (struct option){
		.id = strdup(ky_record_id(row)),
		.text = strdup(text),
		.folded = ky_text_fold(text),
	};
	return self->count >= MOST;
}

static void apply_filter(struct pick *self)
{
	char *folded = ky_text_fold(self->filter);
	self->shown_count = 0;
	for (int i = 0; i < self->count; i++)
		if (!folded || !self->options[i].folded || strstr(self->options[i].folded, folded))
			self->shown[self->shown_count++] = i;
	free(folded);
	self->cursor = self->scroll = 0;
}

static int ticked(const struct pick *self)
{
	int count = 0;
	for (int i = 0; i < self->count; i++)
		count += self->options[i].ticked;
	return count;
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct pick *self = (struct pick *)screen;
	char text[640];
	int height = bottom - top - 1;
	if (self->cursor < self->scroll)
		self->scroll = self->cursor;
	if (self->cursor >= self->scroll + height)
		self->scroll = self->cursor - height + 1;
	for (int row = top + 1; row < bottom; row++) {
		int index = self->scroll + row - top - 1;
		if (index >= self->shown_count) {
			term_put(row, 0, term_cols(), LOOK_PLAIN, "");
			continue;
		}
		const struct option *option = &self->options[self->shown[index]];
		snprintf(text, sizeof(text), "%s%s",
			 !self->several   ? ""
			 : option->ticked ? "[x] "
					  : "[ ] ",
			 option->text);
		term_put(row, 0, term_cols(), index == self->cursor ? LOOK_CURSOR : LOOK_PLAIN, text);
	}
	snprintf(text, sizeof(text),
		 self->several ? _("%d ticked. Type to narrow: %s") : _("%d to pick from. Type to narrow: %s"),
		 self->several ? ticked(self) : self->count, self->filter);
	int used = term_put(top, 0, term_cols(), LOOK_BOLD, text);
	term_cursor(top, used);
}

static void finish(struct app *app, struct pick *self)
{
	assert(self->cursor >= 0 && (self->cursor < self->shown_count || !self->shown_count));
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	if (!self->several && self->shown_count)
		strbuf_add(&sb, self->options[self->shown[self->cursor]].id);
	for (int i = 0; self->several && i < self->count; i++)
		if (self->options[i].ticked)
			strbuf_addf(&sb, "%s%s", sb.len ? " " : "", self->options[i].id);
	char *ids = strbuf_take(&sb);
	void (*done)(struct app * app2, void *data, const char *chosen) = self->done;
	void *data = self->data;
	app_pop(app);
	done(app, data, ids);
	free(ids);
}

static void tick_all(struct pick *self)
{
	bool all = true;
	for (int i = 0; i < self->shown_count; i++)
		all = all && self->options[self->shown[i]].ticked;
	for (int i = 0; i < self->shown_count; i++)
		self->options[self->shown[i]].ticked = !all;
}

static void act(struct app *app, struct pick *self, enum action action)
{
	if (action == ACT_DOWN && self->cursor + 1 < self->shown_count)
		self->cursor++;
	else if (action == ACT_UP && self->cursor > 0)
		self->cursor--;
	else if (action == ACT_PAGE_DOWN)
		self->cursor = self->cursor + 15 < self->shown_count ? self->cursor + 15 : self->shown_count - 1;
	else if (action == ACT_PAGE_UP)
		self->cursor = self->cursor > 15 ? self->cursor - 15 : 0;
	else if (action == ACT_TAB && self->several)
		tick_all(self);
	else if (action == ACT_ENTER || action == ACT_SAVE) {
		finish(app, self);
		return;
	} else if (action == ACT_ESCAPE) {
		app_pop(app);
		return;
	}
	if (self->cursor < 0)
		self->cursor = 0;
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct pick *self = (struct pick *)screen;
	if (event->type == EV_ACTION && event->action != ACT_BACKSPACE) {
		act(app, self, event->action);
	} else if (event->type == EV_TEXT && strcmp(event->text, " ") == 0 && self->several) {
		if (self->shown_count) {
			struct option *option = &self->options[self->shown[self->cursor]];
			option->ticked = !option->ticked;
			if (self->cursor + 1 < self->shown_count)
				self->cursor++;
		}
	} else if (filter_handle(self->filter, sizeof(self->filter), event)) {
		apply_filter(self);
	}
}

static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void close_pick(struct app *app, struct screen *screen)
{
	(void)app;
	struct pick *self = (struct pick *)screen;
	for (int i = 0; i < self->count; i++) {
		free(self->options[i].id);
		free(self->options[i].text);
		free(self->options[i].folded);
	}
	free(self->options);
	free(self->shown);
	free(self);
}

static const enum action one_actions[] = { ACT_ENTER, ACT_ESCAPE, ACT_UP, ACT_DOWN, ACT_HELP, ACT_NONE };
static const enum action several_actions[] = { ACT_ENTER, ACT_MARK, ACT_TAB,  ACT_ESCAPE,
					       ACT_UP,    ACT_DOWN, ACT_HELP, ACT_NONE };
static const struct key_label labels[] = { { ACT_ENTER, N_("take") },
					   { ACT_TAB, N_("all or none") },
					   { ACT_NONE, NULL } };

static const struct screen_ops one = {
	.actions = one_actions,
	.labels = labels,
	.help = N_("Type part of a name to narrow the list; {ENTER} takes the marked line."),
	.draw = draw,
	.handle = handle,
	.typing = is_typing,
	.close = close_pick,
};

static const struct screen_ops several = {
	.actions = several_actions,
	.labels = labels,
	.help = N_("{MARK} ticks a line, {TAB} ticks all that are shown or none; type part of a name to narrow "
		   "the list. {ENTER} takes what is ticked."),
	.draw = draw,
	.handle = handle,
	.typing = is_typing,
	.close = close_pick,
};

void screen_pick(struct app *app, const struct ky_kind *kind, bool many, const char *ids,
		 void (*done)(struct app *app, void *data, const char *chosen), void *data)
{
	struct ky_error err = { 0 };
	struct ky_list *list = NULL;
	struct pick *self = calloc(1, sizeof(*self));
	if (!self)
		abort();
	self->screen = (struct screen){ .ops = many ? &several : &one, .title = ky_kind_title(kind) };
	self->several = many;
	self->done = done;
	self->data = data;
	self->kind = kind;
	self->app = app;
	if (ky_list_open(app->wb, kind, &list, &err) || ky_list_each(list, take_row, self, &err))
		app_fail(app, &err);
	ky_list_close(list);
	for (int i = 0; i < self->count; i++)
		self->options[i].ticked = has_word(ids, self->options[i].id);
	self->shown = calloc((size_t)self->count + 1, sizeof(*self->shown));
	if (!self->shown)
		abort();
	apply_filter(self);
	app_push(app, &self->screen);
	if (!self->count)
		app_say(app, _("There is no %s yet; add them on page 8 first."), ky_kind_title(kind));
}
