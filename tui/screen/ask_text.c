/* Asks for a few fields at once (screen/ask_text.h). */
#include "screen/ask_text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/key.h"
#include "terminal/memory.h"
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
	struct edit *edits[ASK_FIELDS];        /* NULL for choices and secrets */
	char *secrets[ASK_FIELDS];             /* NULL for all else */
	int chosen[ASK_FIELDS];
	struct choices_typing typing; /* onto the focused row of choices */
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

/* As many stars as characters. */
static void draw_secret(const struct ask_text *self, int field, int row, int col)
{
	int count = 0, width = term_cols() - col;
	for (const char *at = self->secrets[field]; *at; at += ky_text_char(at).bytes)
		count++;
	char stars[256];
	count = count < (int)sizeof(stars) - 1 ? count : (int)sizeof(stars) - 1;
	memset(stars, '*', (size_t)count);
	stars[count] = '\0';
	term_put(row, col, width, LOOK_FIELD, stars);
	if (field == self->focus)
		term_cursor(row, col + (count < width ? count : width - 1));
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	struct ask_text *self = (struct ask_text *)screen;
	int labels = 0;
	for (int i = 0; i < self->count; i++) {
		int width = ky_text_columns(self->fields[i].label);
		labels = width > labels ? width : labels;
	}
	int row = draw_intro(self, top, bottom);
	for (int i = 0; i < self->count && row < bottom; i++, row++) {
		bool wrong = i == self->focus && app->at_field;
		term_put(row, 0, labels + 2, i == self->focus ? LOOK_BOLD : LOOK_PLAIN, self->fields[i].label);
		if (self->edits[i])
			edit_draw(self->edits[i], row, labels + 2, i == self->focus);
		else if (self->secrets[i])
			draw_secret(self, i, row, labels + 2);
		else
			draw_choice(self, i, row, labels + 2);
		if (wrong)
			row = wrapped_put(row + 1, bottom, LOOK_BAD, app->message) - 1;
	}
	term_clear_rows(row, bottom - 1);
	if (row < bottom)
		term_put(bottom - 1, 0, term_cols(), LOOK_DIM, self->fields[self->focus].why);
}

/* Of a choice its id; "" where there is none yet. */
static const char *answer(const struct ask_text *self, int field)
{
	assert(field >= 0 && field < self->count);
	if (self->edits[field])
		return edit_text(self->edits[field]);
	if (self->secrets[field])
		return self->secrets[field];
	return self->chosen[field] < 0 ? "" : self->fields[field].choices[self->chosen[field]].id;
}

static void finish(struct app *app, struct ask_text *self)
{
	const char *texts[ASK_FIELDS] = { NULL };
	for (int i = 0; i < self->count; i++)
		texts[i] = answer(self, i);
	self->done(app, self->data, texts);
}

/* Whether the field's answer can be taken. blank: whether it may be left without one for now. Where it cannot, the
 * cursor and the message stand at it. */
static bool is_answered(struct app *app, struct ask_text *self, int field, bool blank)
{
	const struct ask_field *decl = &self->fields[field];
	const char *text = answer(self, field);
	struct ky_error err = { 0 };
	enum ky_code code = KY_OK;
	if (decl->required && !text[0] && !blank)
		code = ky_fail(&err, KY_INPUT, _("%s: this has to be answered."), decl->label);
	else if (decl->check && text[0])
		code = decl->check(app, text, &err);
	if (!code)
		return true;
	self->focus = field;
	app_fail_at_field(app, &err);
	return false;
}

/* Of the fields up to last the first that cannot be taken has the cursor. */
static bool are_answered(struct app *app, struct ask_text *self, int last)
{
	for (int i = 0; i <= last; i++)
		if (!is_answered(app, self, i, false))
			return false;
	return true;
}

enum ky_code ask_text_check_day(const char *label, const char *text, ky_day today, struct ky_error *err)
{
	struct ky_error why = { 0 };
	ky_day day = KY_NO_DAY;
	enum ky_code code = ky_day_parse(text, today, &day, &why);
	return code ? ky_fail(err, code, "%s %s", label, why.text) : KY_OK;
}

void ask_text_go_to(struct app *app, int field)
{
	struct ask_text *self = (struct ask_text *)app->top;
	assert(app->top->ops->draw == draw && field >= 0 && field < self->count);
	self->focus = field;
}

static void type_choice(struct app *app, struct ask_text *self, const char *typed)
{
	const struct ask_field *field = &self->fields[self->focus];
	int *at = &self->chosen[self->focus];
	char there_are[400];
	struct ky_error err = { 0 };
	if (!choices_typing_on(&self->typing) && strcmp(typed, " ") == 0) {
		*at = (*at + 1) % (int)field->choice_count;
		return;
	}
	int named = choices_type(&self->typing, field->choices, field->choice_count, *at, typed);
	*at = named < 0 ? self->typing.before : named;
	if (named >= 0)
		return;
	choices_list(field->choices, field->choice_count, there_are, sizeof(there_are));
	ky_fail(&err, KY_INPUT, _("%s has only: %s"), field->label, there_are);
	app_fail_at_field(app, &err);
}

static void handle_choice(struct app *app, struct ask_text *self, const struct event *event)
{
	int count = (int)self->fields[self->focus].choice_count, *at = &self->chosen[self->focus];
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (event->type == EV_TEXT || event->type == EV_PASTE)
		type_choice(app, self, event->type == EV_TEXT ? event->text : event->paste);
	else if (action == ACT_RIGHT)
		*at = (*at + 1) % count;
	else if (action == ACT_LEFT)
		*at = *at > 0 ? *at - 1 : count - 1;
}

/* It has no editor, whose steps of undo would keep it. */
static void handle_secret(char *secret, const struct event *event)
{
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	const char *more = event->type == EV_TEXT ? event->text : event->type == EV_PASTE ? event->paste : "";
	size_t len = strlen(secret), add = strcspn(more, "\n");
	if (action == ACT_CLEAR)
		memset(secret, 0, len);
	else if (action == ACT_BACKSPACE && len)
		memset(secret + ky_text_prev(secret, len), 0, len - ky_text_prev(secret, len));
	else if (len + add < KY_PASSPHRASE_MOST)
		memcpy(secret + len, more, add);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct ask_text *self = (struct ask_text *)screen;
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	int step = action == ACT_TAB || action == ACT_DOWN      ? 1
		   : action == ACT_BACK_TAB || action == ACT_UP ? -1
								: 0;
	if (event->type == EV_ACTION)
		self->typing.text[0] = '\0';
	if (step && is_answered(app, self, self->focus, true))
		self->focus = (self->focus + step + self->count) % self->count;
	else if (step)
		return;
	else if (action == ACT_ENTER && self->focus + 1 < self->count)
		self->focus += are_answered(app, self, self->focus);
	else if (action == ACT_ENTER || action == ACT_SAVE) {
		if (are_answered(app, self, self->count - 1))
			finish(app, self);
	} else if (action == ACT_ESCAPE)
		app_pop(app);
	else if (self->edits[self->focus])
		edit_handle(self->edits[self->focus], event);
	else if (self->secrets[self->focus])
		handle_secret(self->secrets[self->focus], event);
	else
		handle_choice(app, self, event);
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
		ky_passphrase_free(self->secrets[i]);
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
		self->chosen[i] = fields[i].required ? -1 : 0;
		self->secrets[i] = fields[i].secret ? have(ky_passphrase_new()) : NULL;
		self->edits[i] = fields[i].choices || fields[i].secret ? NULL : edit_new(fields[i].value, false);
		if (self->edits[i])
			edit_finish(self->edits[i]);
	}
	app_push(app, &self->screen);
}
