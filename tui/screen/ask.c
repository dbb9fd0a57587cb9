/* Asks a yes-or-no question above the message line. The screen below stays in sight. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/text.h"
#include "screen/screens.h"
#include "widget/wrapped.h"
#include "texts.h"

struct ask {
	struct screen screen;
	void (*yes)(struct app *app, void *data);
	void *data;
	char question[512];
};

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	struct ask *self = (struct ask *)screen;
	int rows = wrapped_rows(self->question);
	rows = rows < bottom - top ? rows : bottom - top;
	screen->below->ops->draw(app, screen->below, top, bottom - rows);
	wrapped_put(bottom - rows, bottom, LOOK_WARN, self->question);
	int used = wrapped_end(self->question);
	term_cursor(bottom - 1, used < term_cols() ? used : term_cols() - 1);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct ask *self = (struct ask *)screen;
	bool yes = event->type == EV_TEXT && (strcmp(event->text, "y") == 0 || strcmp(event->text, "Y") == 0 ||
					      strcmp(event->text, ZH_YES) == 0);
	void (*run)(struct app * app, void *data) = self->yes;
	void *data = self->data;
	if (event->type == EV_RESIZE || event->type == EV_IDLE)
		return;
	app_pop(app);
	if (yes)
		run(app, data);
}

static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void close_ask(struct app *app, struct screen *screen)
{
	(void)app;
	free(screen);
}

static const enum action actions[] = { ACT_ESCAPE, ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_("y does it, any other key does not."),
	.draw = draw,
	.handle = handle,
	.typing = is_typing,
	.close = close_ask,
};

void screen_ask(struct app *app, const char *question, void (*yes)(struct app *app, void *data), void *data)
{
	struct ask *self = xalloc(sizeof(*self));
	*self = (struct ask){ .screen = { .ops = &ops, .title = app->top->title }, .yes = yes, .data = data };
	snprintf(self->question, sizeof(self->question), "%s", question);
	app_push(app, &self->screen);
}
