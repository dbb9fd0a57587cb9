/* Asks a question in the place of the message line (struct asking). The screen below stays in sight. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/text.h"
#include "screen/screens.h"
#include "widget/edit_keys.h"
#include "widget/wrapped.h"

struct ask {
	struct screen screen;
	struct screen_ops ops; /* its own: Enter is called by what it does */
	struct key_label labels[3];
	struct asking asking;
	char question[600], number[64];
	struct edit *typed; /* the number, NULL: none is asked for */
};

/* A narrow line has no room for the number's prompt and what is typed: then it is the prompt that is cut. */
static void draw_typed(const struct ask *self, int row)
{
	char prompt[200];
	snprintf(prompt, sizeof(prompt), _("Type %s, then {ENTER}: "), self->number);
	int most = term_cols() - (int)strlen(self->number) - 1, wide = ky_text_columns(prompt);
	wide = wide < most ? wide : most > 0 ? most : 0;
	term_put(row, 0, wide, LOOK_ASK, prompt);
	edit_draw(self->typed, row, wide, true);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	struct ask *self = (struct ask *)screen;
	int typed = self->typed ? 1 : 0, rows = wrapped_rows(self->question);
	rows = rows < bottom - top - typed ? rows : bottom - top - typed;
	int row = bottom - typed - rows;
	screen->below->ops->draw(app, screen->below, top, row);
	wrapped_fill(row, bottom - typed, LOOK_ASK, self->question);
	int used = wrapped_end(self->question);
	term_cursor(bottom - 1, used < term_cols() ? used : term_cols() - 1);
	if (self->typed)
		draw_typed(self, bottom - 1);
}

static void refuse(struct app *app)
{
	app_pop(app);
	app_say(app, "%s", _("Nothing was done."));
}

static void accept(struct app *app, struct ask *self)
{
	if (self->typed && strcmp(edit_text(self->typed), self->number) != 0) {
		edit_clear(self->typed);
		app_say(app, _("That is not %s: nothing was done."), self->number);
		return;
	}
	struct asking asking = self->asking;
	app_pop(app);
	asking.yes(app, asking.data);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct ask *self = (struct ask *)screen;
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (event->type == EV_RESIZE || event->type == EV_IDLE || event->type == EV_NONE)
		return;
	if (action == ACT_ENTER)
		accept(app, self);
	else if (!self->typed || action == ACT_ESCAPE)
		refuse(app);
	else
		edit_handle(self->typed, event);
}

static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void close_ask(struct app *app, struct screen *screen)
{
	struct ask *self = (struct ask *)screen;
	(void)app;
	edit_free(self->typed);
	free(self);
}

static const enum action actions[] = { ACT_ENTER, ACT_ESCAPE, ACT_NONE };

void screen_ask(struct app *app, const struct asking *asking)
{
	assert(asking->question && asking->verb && asking->yes);
	struct ask *self = xalloc(sizeof(*self));
	*self = (struct ask){
		.ops = { .actions = actions,
			 .labels = self->labels,
			 .help = N_("{ENTER} does what the row says, {ESCAPE} and any other key do not. What "
				    "{UNDO} could not bring back asks for its number first."),
			 .asks = true,
			 .draw = draw,
			 .handle = handle,
			 .typing = is_typing,
			 .close = close_ask },
		.labels = { { ACT_ENTER, asking->verb }, { ACT_ESCAPE, N_("leave it") }, { ACT_NONE, NULL } },
		.screen = { .ops = &self->ops, .title = app->top->title },
		.asking = *asking,
		.typed = asking->number ? edit_new("", false) : NULL,
	};
	snprintf(self->question, sizeof(self->question), "%s", asking->question);
	snprintf(self->number, sizeof(self->number), "%s", asking->number ? asking->number : "");
	app_push(app, &self->screen);
}
