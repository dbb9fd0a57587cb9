/* The palette: one line in which anything that can be done is found by part of its name, in Chinese, English or
 * pinyin, and Enter does it. It is opened by its own key, and by typing in the help. */
#include "screen/palette.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/text.h"
#include "terminal/memory.h"
#include "widget/edit_keys.h"
#include "widget/scroll.h"

#define CLASS_COLUMNS 12

struct palette {
	struct screen screen;
	struct app *app;
	struct commands commands;
	int *shown; /* indices of those that fit, in the order of their rows */
	int only;   /* the class that Tab narrowed to, or -1 */
	struct scroll scroll;
	struct edit *line;
};

static void take_fitting(struct palette *self, const char *folded, enum command_class class, int rank, int *count)
{
	for (int i = 0; i < self->commands.count; i++) {
		const struct command *command = &self->commands.at[i];
		if (command->class != class || (self->only >= 0 && (int)class != self->only))
			continue;
		if (folded[0] ? class != COMMAND_LATELY && command_fits(command, folded) == rank : rank == 2)
			self->shown[(*count)++] = i;
	}
}

/* By class; within one, names that begin with what was typed stand before those that hold it. */
static void narrow(struct palette *self)
{
	char *folded = have(ky_text_fold(edit_text(self->line)));
	int count = 0;
	if (folded[0])
		commands_add_records(self->app, &self->commands);
	self->shown = xrealloc(self->shown, ((size_t)self->commands.count + 1) * sizeof(*self->shown));
	for (int class = 0; class < COMMAND_CLASSES; class ++)
		for (int rank = 2; rank > 0; rank--)
			take_fitting(self, folded, (enum command_class) class, rank, &count);
	free(folded);
	scroll_set_count(&self->scroll, count);
	scroll_to(&self->scroll, 0);
}

static void draw_command(void *data, int index, int row)
{
	const struct palette *self = data;
	const struct command *command = &self->commands.at[self->shown[index]];
	enum look look = index == self->scroll.cursor ? LOOK_CURSOR : LOOK_PLAIN;
	int key = ky_text_columns(command->key), cols = term_cols(), class = cols >= 60 ? CLASS_COLUMNS : 0;
	int name = cols - class - key - 1;
	term_put(row, 0, class, look, class ? command_class_title(command->class) : "");
	term_put(row, class, name, look, command->name);
	term_put(row, class + name, cols - class - name, look, command->key);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct palette *self = (struct palette *)screen;
	char text[200];
	scroll_draw(&self->scroll, top + 1, bottom, 0, draw_command, self);
	if (!self->scroll.count)
		term_put(top + 1, 0, term_cols(), LOOK_DIM, _("Nothing is called so."));
	snprintf(text, sizeof(text), _("Command (%d): "), self->scroll.count);
	edit_draw(self->line, top, term_put(top, 0, term_cols(), LOOK_BOLD, text), true);
}

static void run_chosen(struct app *app, struct palette *self)
{
	if (!self->scroll.count)
		return;
	/* The palette goes before the command, which is for the screen below. */
	struct command *chosen = &self->commands.at[self->shown[self->scroll.cursor]];
	struct command command = *chosen;
	*chosen = (struct command){ 0 };
	app_pop(app);
	command_run(app, &command);
	commands_free(&(struct commands){ .at = memcpy(xalloc(sizeof(command)), &command, sizeof(command)),
					  .count = 1 });
}

static void turn_class(struct palette *self)
{
	if (self->only >= 0)
		self->only = -1;
	else if (self->scroll.count)
		self->only = (int)self->commands.at[self->shown[self->scroll.cursor]].class;
	narrow(self);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct palette *self = (struct palette *)screen;
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	unsigned before = edit_revision(self->line);
	if (scroll_event(&self->scroll, event))
		return;
	if (action == ACT_ENTER)
		run_chosen(app, self);
	else if (action == ACT_ESCAPE)
		app_pop(app);
	else if (action == ACT_TAB)
		turn_class(self);
	else if (edit_handle(self->line, event) && edit_revision(self->line) != before)
		narrow(self);
}

static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void close_palette(struct app *app, struct screen *screen)
{
	(void)app;
	struct palette *self = (struct palette *)screen;
	commands_free(&self->commands);
	edit_free(self->line);
	free(self->shown);
	free(self);
}

static const enum action actions[] = { ACT_ENTER, ACT_TAB, ACT_CLEAR, ACT_ESCAPE, ACT_UP, ACT_DOWN, ACT_NONE };
static const struct key_label labels[] = { { ACT_ENTER, N_("do it") },
					   { ACT_TAB, N_("only this class") },
					   { ACT_NONE, NULL } };

static const struct screen_ops ops = {
	.actions = actions,
	.labels = labels,
	.help = N_("Everything that can be done here and everywhere, pages, ledgers, figures and records: type "
		   "part of "
		   "a name in Chinese or English, or its pinyin. {ENTER} does what the line says, {TAB} narrows "
		   "to its "
		   "class, {ESCAPE} goes back."),
	.draw = draw,
	.handle = handle,
	.typing = is_typing,
	.close = close_palette,
};

void palette_open(struct app *app, const char *typed)
{
	struct palette *self = xalloc(sizeof(*self));
	self->screen = (struct screen){ .ops = &ops, .title = _("Commands") };
	self->app = app;
	self->only = -1;
	self->line = edit_new(typed, false);
	edit_finish(self->line);
	commands_collect(app, app->top, &self->commands);
	narrow(self);
	app_push(app, &self->screen);
}

void screen_palette(struct app *app, int page)
{
	(void)page;
	if (app->top->ops != &ops)
		palette_open(app, "");
}
