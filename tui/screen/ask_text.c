#include "screen/ask_text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "kuayue/text.h"
#include "widget/choices.h"
#include "widget/edit_keys.h"
#include "widget/wrapped.h"

struct ask_text {
	struct screen screen;
	struct screen_ops ops; /* the page's own help text */
	char *intro;
	struct ask_field fields[ASK_FIELDS];
	struct ky_choice *choices[ASK_FIELDS]; /* its own: the asker's may be gone */
	struct edit *edits[ASK_FIELDS];        /* NULL for choices */
	int chosen[ASK_FIELDS];
	int count, focus;
	void (*done)(struct app *app, void *data, const char *const *texts);
	void *data;
};

static int draw_intro(const struct ask_text *self, int top, int bottom)
{
	int row = wrapped_put(top, bottom - 2 * self->count, LOOK_PLAIN, self->intro);
	if (row + 2 * self->count < bottom)
		term_put(row++, 0, term_cols(), LOOK_PLAIN, "");
	return row;
}

static void draw_choice(const struct ask_text *self, int field, int row, int col)
{
	assert(field >= 0 && field < self->count);
	const struct ask_field *decl = &self->fields[field];
	choices_draw(row, col, term_cols() - col, decl->choices, decl->choice_count, self->chosen[field],
		     field == self->focus);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct ask_text *self = (struct ask_text *)screen;
	int labels = 0;
	for (int i = 0; i < self->count; i++) {
		int width = ky_text_columns(self->fields[i].label);
		labels = width > labels ? width : labels;
	}
	int row = draw_intro(self, top, bottom);
	for (int i = 0; i < self->count && row < bottom; i++, row++) {
		term_put(row, 0, labels + 2, i == self->focus ? LOOK_BOLD : LOOK_PLAIN, self->fields[i].label);
		if (self->edits[i])
			edit_draw(self->edits[i], row, labels + 2, i == self->focus);
		else
			draw_choice(self, i, row, labels + 2);
	}
	term_clear_rows(row, bottom - 1);
	if (row < bottom)
		term_put(bottom - 1, 0, term_cols(), LOOK_DIM, self->fields[self->focus].why);
}

static void finish(struct app *app, struct ask_text *self)
{
	const char *texts[ASK_FIELDS] = { NULL };
	for (int i = 0; i < self->count; i++)
		texts[i] =
			self->edits[i] ? edit_text(self->edits[i]) : self->fields[i].choices[self->chosen[i]].id;
	self->done(app, self->data, texts);
}

static void handle_choice(struct ask_text *self, const struct event *event)
{
	int count = (int)self->fields[self->focus].choice_count, *at = &self->chosen[self->focus];
	if (event->type == EV_TEXT && event->text[0] >= '1' && event->text[0] - '0' <= count)
		*at = event->text[0] - '1';
	else if (event->type == EV_TEXT || (event->type == EV_ACTION && event->action == ACT_RIGHT))
		*at = (*at + 1) % count;
	else if (event->type == EV_ACTION && event->action == ACT_LEFT)
		*at = (*at + count - 1) % count;
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct ask_text *self = (struct ask_text *)screen;
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	int step = action == ACT_TAB || action == ACT_DOWN      ? 1
		   : action == ACT_BACK_TAB || action == ACT_UP ? -1
								: 0;
	if (step)
		self->focus = (self->focus + step + self->count) % self->count;
	else if (action == ACT_ENTER && self->focus + 1 < self->count)
		self->focus++;
	else if (action == ACT_ENTER || action == ACT_SAVE)
		finish(app, self);
	else if (action == ACT_ESCAPE)
		app_pop(app);
	else if (self->edits[self->focus])
		edit_handle(self->edits[self->focus], event);
	else
		handle_choice(self, event);
}

static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void close_ask(struct app *app, struct screen *screen)
{
	(void)app;
	struct ask_text *self = (struct ask_text *)screen;
	for (int i = 0; i < self->count; i++) {
		edit_free(self->edits[i]);
		free(self->choices[i]);
	}
	free(self->intro);
	free(self->data);
	free(self);
}

static const enum action actions[] = { ACT_ENTER, ACT_TAB, ACT_ESCAPE, ACT_CLEAR, ACT_HELP, ACT_QUIT, ACT_NONE };
static const struct key_label labels[] = { { ACT_ENTER, N_("go on") },
					   { ACT_TAB, N_("next field") },
					   { ACT_NONE, NULL } };

/* Their texts are the program's, the campaign's or data's, which live as long as the page. */
static void take_choices(struct ask_text *self, int field)
{
	assert(field >= 0 && field < self->count);
	const struct ask_field *decl = &self->fields[field];
	size_t bytes = decl->choice_count * sizeof(*decl->choices);
	self->choices[field] = xalloc(bytes);
	memcpy(self->choices[field], decl->choices, bytes);
	self->fields[field].choices = self->choices[field];
}

void screen_ask_text(struct app *app, const char *title, const char *help, const char *intro,
		     const struct ask_field *fields, int count,
		     void (*done)(struct app *app, void *data, const char *const *texts), void *data)
{
	assert(count > 0 && count <= ASK_FIELDS && done);
	struct ask_text *self = xalloc(sizeof(*self));
	self->ops = (struct screen_ops){
		.actions = actions,
		.labels = labels,
		.help = help,
		.draw = draw,
		.handle = handle,
		.typing = is_typing,
		.close = close_ask,
	};
	self->screen = (struct screen){ .ops = &self->ops, .title = title };
	self->intro = xstrdup(intro);
	self->count = count;
	self->done = done;
	self->data = data;
	for (int i = 0; i < count; i++) {
		self->fields[i] = fields[i];
		if (fields[i].choices)
			take_choices(self, i);
		self->edits[i] = fields[i].choices ? NULL : edit_new(fields[i].value, false);
		if (self->edits[i])
			edit_finish(self->edits[i]);
	}
	app_push(app, &self->screen);
}
