/* What the screen one is on is for, and every key that works there. */
#include <stdlib.h>

#include "base/strbuf.h"
#include "kuayue/text.h"
#include "screen/screens.h"
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

/* The keys stand in two columns where there is room for them. */
static void write_text(struct help *self)
{
	int at = 0, columns = term_cols() >= 2 * KEY_COLUMNS ? 2 : 1;
	strbuf_addf(&self->text, "%s\n\n", _(self->about->help));
	for (const enum action *action = self->about->actions; *action; action++) {
		if (!action_has_key(*action, self->typing))
			continue;
		at++;
		write_key(self, *action, at % columns == 0);
	}
	strbuf_add(&self->text, at % columns ? "\n\n" : "\n");
	strbuf_add(
		&self->text,
		_("Everywhere: {PAGE} open the pages, {WALK} goes on with the next step, {CHECK} checks the "
		  "truth, {CALENDAR} is the calendar, {IMPORT} imports, {KEYS} has the keys, {UNDO} takes back "
		  "the last change, {EXPORT} exports, {QUIT} quits. While a text is typed those keys are letters; "
		  "{^HELP} is help there and {^QUIT} quits. Nothing typed is ever lost: it is kept every two "
		  "seconds."));
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
	if (scroll_text_event(&self->scroll, event) || event->type != EV_ACTION)
		return;
	if (event->action == ACT_ESCAPE || event->action == ACT_ENTER)
		app_pop(app);
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
	.help = N_("This page explains the screen below it. {ESCAPE} goes back there."),
	.draw = draw,
	.handle = handle,
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
	write_text(self);
	app_push(app, &self->screen);
}
