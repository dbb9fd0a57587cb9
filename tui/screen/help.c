/* What the screen one is on is for, and every key that works there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/text.h"
#include "screen/screens.h"

#define KEY_COLUMNS 36

struct help {
	struct screen screen;
	const struct screen_ops *about;
	bool typing; /* there */
	char *text;  /* all of it, lines separated by '\n' */
	int scroll, lines;
};

static void add(char *text, size_t size, const char *more)
{
	size_t len = strlen(text);
	snprintf(text + len, size - len, "%s", more);
}

static void write_key(struct help *self, size_t size, enum action action, bool ends)
{
	const char *key = action_key(action, self->typing), *label = screen_label(self->about, action);
	char line[128];
	int pad = 10 - ky_text_columns(key), behind = KEY_COLUMNS - 12 - ky_text_columns(label);
	snprintf(line, sizeof(line), "  %s%*s%s%*s", key, pad > 0 ? pad : 1, "", label,
		 !ends && behind > 0 ? behind : 0, "");
	add(self->text, size, line);
	if (ends)
		add(self->text, size, "\n");
}

/* The keys stand in two columns where there is room for them. */
static void write_text(struct help *self, size_t size)
{
	int at = 0, columns = term_cols() >= 2 * KEY_COLUMNS ? 2 : 1;
	add(self->text, size, _(self->about->help));
	add(self->text, size, "\n\n");
	for (const enum action *action = self->about->actions; *action; action++) {
		if (!action_has_key(*action, self->typing))
			continue;
		at++;
		write_key(self, size, *action, at % columns == 0);
	}
	if (at % columns)
		add(self->text, size, "\n");
	add(self->text, size, "\n");
	add(self->text, size,
	    _("Everywhere: 1 to 9 open the pages, w goes on with the next step, t checks the truth, m is the "
	      "calendar, i imports, K has the keys, u takes "
	      "back the last change, x exports, q quits. While a text "
	      "is typed"
	      " those keys are letters; F1 is help there and Ctrl-C quits. Nothing typed is ever lost: it is kept "
	      "every"
	      " two seconds."));
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct help *self = (struct help *)screen;
	const char *at = self->text;
	int row = top;
	self->lines = 0;
	while (*at) {
		size_t next = 0;
		char line[1024];
		size_t len = ky_text_wrap(at, term_cols() - 1, &next);
		snprintf(line, sizeof(line), "%.*s", (int)len, at);
		if (self->lines >= self->scroll && row < bottom)
			term_put(row++, 0, term_cols(), LOOK_PLAIN, line);
		self->lines++;
		at += next;
	}
	term_clear_rows(row, bottom);
	term_cursor(top, 0);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct help *self = (struct help *)screen;
	if (event->type != EV_ACTION)
		return;
	if (event->action == ACT_DOWN && self->scroll + 1 < self->lines)
		self->scroll++;
	else if (event->action == ACT_UP && self->scroll > 0)
		self->scroll--;
	else if (event->action == ACT_ESCAPE || event->action == ACT_ENTER)
		app_pop(app);
}

static void close_help(struct app *app, struct screen *screen)
{
	(void)app;
	struct help *self = (struct help *)screen;
	free(self->text);
	free(self);
}

static const enum action actions[] = { ACT_ESCAPE, ACT_UP, ACT_DOWN, ACT_QUIT, ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_("This page explains the screen below it. Esc goes back there."),
	.draw = draw,
	.handle = handle,
	.close = close_help,
};

void screen_help(struct app *app, int page)
{
	const struct screen *about = app->top;
	enum { SIZE = 8192 };
	struct help *self = calloc(1, sizeof(*self));
	char *text = calloc(1, SIZE);
	if (!self || !text)
		abort();
	*self = (struct help){ .screen = { .ops = &ops, .page = page, .title = _("Help") },
			       .about = about->ops,
			       .text = text };
	self->typing = about->ops->typing && about->ops->typing(about);
	write_text(self, SIZE);
	app_push(app, &self->screen);
}
