/* What the screen one is on is for, and every key that works there: its own, and those of the places in the table.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "kuayue/text.h"
#include "screen/palette.h"
#include "terminal/memory.h"
#include "widget/scroll.h"
#include "widget/wrapped.h"

#define KEY_COLUMNS 36

struct help {
	struct screen screen;
	const struct screen_ops *about;
	bool typing;        /* there */
	struct strbuf text; /* all of it, lines separated by '\n' */
	struct strbuf line; /* the one being drawn */
	struct scroll scroll;
};

static void write_key(struct help *self, enum action action, bool ends)
{
	const char *key = action_key(action, self->typing), *label = screen_label(self->about, action);
	int pad = 10 - ky_text_columns(key), behind = KEY_COLUMNS - 12 - ky_text_columns(label);
	strbuf_addf(&self->text, "  %s%*s%s%*s%s", key, pad > 0 ? pad : 1, "", label,
		    !ends && behind > 0 ? behind : 0, "", ends ? "\n" : "");
}

/* Keys stand in two columns where there is room for them. */
static int key_columns(void)
{
	return term_cols() >= 2 * KEY_COLUMNS ? 2 : 1;
}

/* used: how many keys of this part have been written. */
static void add_key(struct help *self, enum action action, int *used)
{
	if (!action_has_key(action, self->typing))
		return;
	++*used;
	write_key(self, action, *used % key_columns() == 0);
}

static void end_keys(struct help *self, int used)
{
	strbuf_add(&self->text, used % key_columns() ? "\n\n" : "\n");
}

static bool is_own(const struct help *self, enum action action)
{
	const enum action *own = self->about->actions;
	while (*own && *own != action)
		own++;
	return *own == action;
}

/* The keys of this screen, then those of every place that are not among them. */
static void write_text(struct help *self, const struct place *everywhere)
{
	static const enum action always[] = { ACT_PAGE, ACT_QUIT };
	int used = 0;
	strbuf_addf(&self->text, "%s\n\n", _(self->about->help));
	for (const enum action *action = self->about->actions; *action; action++)
		add_key(self, *action, &used);
	end_keys(self, used);
	strbuf_addf(&self->text, "%s\n\n", _("Everywhere:"));
	used = 0;
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		if (!is_own(self, always[i]))
			add_key(self, always[i], &used);
	for (const struct place *place = everywhere; place->open; place++)
		if (place->action && !place->page && !is_own(self, place->action))
			add_key(self, place->action, &used);
	end_keys(self, used);
	strbuf_add(&self->text, _("While a text is typed, keys that are letters write them; {^HELP} is help there "
				  "and {^QUIT} quits. Nothing typed is ever lost: it is kept every two seconds."));
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct help *self = (struct help *)screen;
	int row = top, line = 0;
	scroll_set_count(&self->scroll, wrapped_rows(self->text.text));
	int first = scroll_show(&self->scroll, top, bottom);
	size_t next = 0;
	for (const char *at = self->text.text; *at && row < bottom; at += next, line++) {
		size_t len = ky_text_wrap(at, term_cols(), &next);
		strbuf_clear(&self->line);
		strbuf_add_len(&self->line, at, len);
		if (line >= first)
			term_put(row++, 0, term_cols(), LOOK_PLAIN, self->line.text);
	}
	term_clear_rows(row, bottom);
	term_cursor(top, 0);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct help *self = (struct help *)screen;
	if (event->type == EV_TEXT && event->text[0] != ' ') {
		char typed[sizeof(event->text)];
		snprintf(typed, sizeof(typed), "%s", event->text);
		app_pop(app);
		palette_open(app, typed);
		return;
	}
	if (scroll_text_event(&self->scroll, event) || event->type != EV_ACTION)
		return;
	if (event->action == ACT_ESCAPE || event->action == ACT_ENTER)
		app_pop(app);
}

/* So that a letter begins a search among the commands. */
static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void close_help(struct app *app, struct screen *screen)
{
	(void)app;
	struct help *self = (struct help *)screen;
	strbuf_free(&self->text);
	strbuf_free(&self->line);
	free(self);
}

static const enum action actions[] = { ACT_ESCAPE, ACT_UP, ACT_DOWN, ACT_PAGE_DOWN, ACT_QUIT, ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_("This page explains the screen below it: type to find a command, {ESCAPE} goes back there."),
	.draw = draw,
	.handle = handle,
	.typing = is_typing,
	.close = close_help,
};

void screen_help(struct app *app, int page)
{
	const struct screen *about = app->top;
	struct help *self = xalloc(sizeof(*self));
	*self = (struct help){ .screen = { .ops = &ops, .page = page, .title = _("Help") }, .about = about->ops };
	self->typing = about->ops->typing && about->ops->typing(about);
	strbuf_init(&self->text, STRBUF_LINE);
	strbuf_init(&self->line, STRBUF_LINE);
	write_text(self, app->places);
	app_push(app, &self->screen);
}
