/* Picks records of a kind for a link. Typing narrows the list, Space ticks a record where several may be chosen,
 * and Enter takes them. Where one is picked, nothing is chosen before the user goes to a row or types, so that one
 * Enter too many does not take the first row. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"
#include "base/strbuf.h"
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "screen/screens.h"
#include "terminal/memory.h"
#include "widget/edit_keys.h"
#include "widget/scroll.h"

#define MOST 20000

struct option {
	char *id, *text, *folded, *group;
	bool ticked;
};

struct pick {
	struct screen screen;
	struct picking picking;
	bool reached; /* somebody went to the row with the cursor, or typed what it holds */
	struct option *options;
	int *shown; /* indices of those that match the filter */
	int count;
	struct scroll scroll; /* over what is shown */
	struct edit *filter;
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
	char title[400], text[700], group[200] = "";
	int grouped = ky_field_of(self->picking.kind, KY_ROLE_GROUP);
	bool there = self->picking.day == KY_NO_DAY || ky_record_there(row, self->picking.day);
	if (!there && !has_word(self->picking.ids ? self->picking.ids : "", ky_record_id(row)))
		return 0;
	ky_record_show(self->app->wb, row, ky_title_field(self->picking.kind), title, sizeof(title));
	if (grouped >= 0)
		ky_record_show(self->app->wb, row, grouped, group, sizeof(group));
	snprintf(text, sizeof(text), "%s  %s%s%s", title, ky_record_number(row), group[0] ? "  " : "", group);
	self->options = xrealloc(self->options, ((size_t)self->count + 1) * sizeof(*self->options));
	self->options[self->count++] = (struct option){
		.id = xstrdup(ky_record_id(row)),
		.group = xstrdup(group),
		.text = xstrdup(text),
		.folded = have(ky_text_fold(text)),
	};
	return self->count >= MOST;
}

/* What was typed is part of the row, or the letters that part of it is spoken with. */
static bool is_meant(const struct option *option, const char *folded)
{
	return strstr(option->folded, folded) || pinyin_finds(option->text, folded);
}

static void apply_filter(struct pick *self)
{
	char *folded = have(ky_text_fold(edit_text(self->filter)));
	int shown = 0;
	for (int i = 0; i < self->count; i++)
		if (!folded[0] || is_meant(&self->options[i], folded))
			self->shown[shown++] = i;
	free(folded);
	scroll_set_count(&self->scroll, shown);
	scroll_to(&self->scroll, 0);
	self->reached = edit_text(self->filter)[0] != '\0';
}

static int ticked(const struct pick *self)
{
	int count = 0;
	for (int i = 0; i < self->count; i++)
		count += self->options[i].ticked;
	return count;
}

static void draw_option(void *data, int index, int row)
{
	const struct pick *self = data;
	const struct option *option = &self->options[self->shown[index]];
	char text[640];
	snprintf(text, sizeof(text), "%s%s",
		 !self->picking.several ? ""
		 : option->ticked       ? "[x] "
					: "[ ] ",
		 option->text);
	term_put(row, 0, term_cols(),
		 index == self->scroll.cursor && (self->picking.several || self->reached) ? LOOK_CURSOR
											  : LOOK_PLAIN,
		 text);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct pick *self = (struct pick *)screen;
	char text[640];
	scroll_draw(&self->scroll, top + 1, bottom, 0, draw_option, self);
	snprintf(text, sizeof(text),
		 self->picking.several ? _("%d ticked. Type to narrow: ") : _("%d to pick from. Type to narrow: "),
		 self->picking.several ? ticked(self) : self->count);
	edit_draw(self->filter, top, term_put(top, 0, term_cols(), LOOK_BOLD, text), true);
}

static void finish(struct app *app, struct pick *self)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	if (!self->picking.several && self->scroll.count)
		strbuf_add(&sb, self->options[self->shown[self->scroll.cursor]].id);
	for (int i = 0; self->picking.several && i < self->count; i++)
		if (self->options[i].ticked)
			strbuf_addf(&sb, "%s%s", sb.len ? " " : "", self->options[i].id);
	char *ids = strbuf_take(&sb);
	struct picking picking = self->picking;
	app_pop(app);
	picking.done(app, picking.data, ids);
	free(ids);
}

static void tick_all(struct pick *self)
{
	bool all = true;
	for (int i = 0; i < self->scroll.count; i++)
		all = all && self->options[self->shown[i]].ticked;
	for (int i = 0; i < self->scroll.count; i++)
		self->options[self->shown[i]].ticked = !all;
}

/* All of the group that the cursor is in, whatever the list is narrowed to, or none of it. */
static void tick_group(struct app *app, struct pick *self)
{
	const char *group = self->scroll.count ? self->options[self->shown[self->scroll.cursor]].group : "";
	bool all = true;
	int count = 0;
	for (int i = 0; i < self->count; i++)
		if (strcmp(self->options[i].group, group) == 0)
			all = all && self->options[i].ticked;
	for (int i = 0; i < self->count; i++) {
		if (strcmp(self->options[i].group, group) != 0)
			continue;
		self->options[i].ticked = !all;
		count++;
	}
	if (group[0])
		app_say(app, all ? _("%s: none of %d is ticked now.") : _("%s: all %d are ticked."), group, count);
	else
		app_say(app,
			all ? _("Without a group: none of %d is ticked now.")
			    : _("Without a group: all %d are ticked."),
			count);
}

static void tick(struct pick *self)
{
	if (!self->scroll.count)
		return;
	struct option *option = &self->options[self->shown[self->scroll.cursor]];
	option->ticked = !option->ticked;
	scroll_to(&self->scroll, self->scroll.cursor + 1);
}

/* The first key that moves goes to the first row, which so far was only the one at the top. */
static bool move(struct pick *self, const struct event *event)
{
	bool down = event->type == EV_ACTION && event->action == ACT_DOWN;
	bool moved = (down && !self->picking.several && !self->reached) || scroll_event(&self->scroll, event);
	self->reached = self->reached || (moved && self->scroll.count);
	return moved;
}

/* Where several are ticked, a name that only one line holds is as good as a tick. */
static bool tick_named(struct pick *self)
{
	bool named = edit_text(self->filter)[0] && self->scroll.count == 1;
	for (int i = 0; i < self->scroll.count && !named; i++)
		named = self->options[self->shown[i]].ticked;
	if (self->scroll.count == 1 && edit_text(self->filter)[0])
		self->options[self->shown[0]].ticked = true;
	return named || !edit_text(self->filter)[0];
}

static void take(struct app *app, struct pick *self)
{
	const char *typed = edit_text(self->filter);
	if (!self->count)
		app_pop(app);
	else if (!self->scroll.count)
		app_say(app,
			_("%s: nothing here holds \"%s\". {^CLEAR} clears what was typed, {ESCAPE} leaves the "
			  "field as it was."),
			ky_kind_title(self->picking.kind), typed);
	else if (self->picking.several ? tick_named(self) : self->reached)
		finish(app, self);
	else if (self->picking.several)
		app_say(app, _("%d lines hold \"%s\": {MARK} ticks the one that is meant."), self->scroll.count,
			typed);
	else
		app_say(app, "%s",
			_("Nothing is chosen yet: type part of a name, or go to a row with {DOWN}. "
			  "{ESCAPE} leaves it as it was."));
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct pick *self = (struct pick *)screen;
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	unsigned before = edit_revision(self->filter);
	if (move(self, event))
		return;
	if (action == ACT_TAB && self->picking.several)
		tick_all(self);
	else if (action == ACT_GROUP && self->picking.several)
		tick_group(app, self);
	else if (action == ACT_ENTER || action == ACT_SAVE)
		take(app, self);
	else if (action == ACT_ESCAPE)
		app_pop(app);
	else if (event->type == EV_TEXT && strcmp(event->text, " ") == 0 && self->picking.several)
		tick(self);
	else if (edit_handle(self->filter, event) && edit_revision(self->filter) != before)
		apply_filter(self);
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
		free(self->options[i].group);
		free(self->options[i].folded);
	}
	edit_free(self->filter);
	free(self->options);
	free(self->shown);
	free(self);
}

static const enum action one_actions[] = { ACT_ENTER, ACT_ESCAPE, ACT_UP, ACT_DOWN, ACT_HELP, ACT_NONE };
static const enum action several_actions[] = { ACT_ENTER, ACT_MARK, ACT_TAB,  ACT_GROUP, ACT_ESCAPE,
					       ACT_UP,    ACT_DOWN, ACT_HELP, ACT_NONE };
static const struct key_label labels[] = { { ACT_ENTER, N_("take") },
					   { ACT_TAB, N_("all or none") },
					   { ACT_GROUP, N_("whole group") },
					   { ACT_NONE, NULL } };

static const struct screen_ops one = {
	.actions = one_actions,
	.labels = labels,
	.help = N_("Type part of a name, or the first letters of its pinyin, to narrow the list, or go to a line "
		   "with {DOWN}; {ENTER} takes it."),
	.draw = draw,
	.handle = handle,
	.typing = is_typing,
	.close = close_pick,
};

static const struct screen_ops several = {
	.actions = several_actions,
	.labels = labels,
	.help = N_("{MARK} ticks a line, {TAB} ticks all that are shown or none, {GROUP} the whole "
		   "group that the cursor is in; type part of a name, or the first letters of its pinyin, "
		   "to narrow the list. {ENTER} takes what is ticked."),
	.draw = draw,
	.handle = handle,
	.typing = is_typing,
	.close = close_pick,
};

void screen_pick(struct app *app, const struct picking *picking)
{
	assert(picking->kind && picking->done);
	struct ky_error err = { 0 };
	struct ky_list *list = NULL;
	struct pick *self = xalloc(sizeof(*self));
	self->screen = (struct screen){ .ops = picking->several ? &several : &one,
					.title = ky_kind_title(picking->kind) };
	self->picking = *picking;
	self->picking.ids = self->picking.typed = NULL; /* the caller's, for the moment */
	self->app = app;
	self->filter = edit_new(picking->typed ? picking->typed : "", false);
	edit_finish(self->filter);
	if (ky_list_open(app->wb, picking->kind, &list, &err) || ky_list_each(list, take_row, self, &err))
		app_fail(app, &err);
	ky_list_close(list);
	for (int i = 0; i < self->count; i++)
		self->options[i].ticked = has_word(picking->ids ? picking->ids : "", self->options[i].id);
	self->shown = xalloc(((size_t)self->count + 1) * sizeof(*self->shown));
	apply_filter(self);
	app_push(app, &self->screen);
	if (!self->count)
		app_say(app, _("There is no %s yet; add them on page 8 first."), ky_kind_title(picking->kind));
}
