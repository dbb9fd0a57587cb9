/*
 * The form of any kind, generated from its declaration. The focused field is typed in place;
 * Enter leads to the next field that is still empty, and saves behind the last one.
 */
#include "screen/form.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DRAFT_AFTER_MS 2000

static void free_form(struct form *form)
{
	for (size_t i = 0; i < form->kind->field_count; i++)
		free(form->fields[i].text);
	free(form->fields);
	edit_free(form->edit);
	ky_record_free(form->record);
	free(form);
}

static int state_field(const struct form *form)
{
	for (size_t i = 0; i < form->kind->field_count; i++)
		if (form->kind->fields[i].role == KY_ROLE_STATE)
			return (int)i;
	return -1;
}

static bool at_first_choice(struct app *app, const struct form *form, int field)
{
	assert(field >= 0 && (size_t)field < form->kind->field_count);
	size_t count = 0;
	const struct ky_choice *choices =
		ky_campaign_choices(ky_workbook_campaign(app->wb), form->kind->fields[field].choices, &count);
	return count && strcmp(choices[0].text, form->fields[field].text) == 0;
}

/* Enter: the next empty field below; behind the last one everything is saved. */
static void go_on(struct app *app, struct form *form)
{
	if (!form_leave(app, form)) {
		form_enter(form, form->focus);
		return;
	}
	bool at_state = form->kind->fields[form->focus].role == KY_ROLE_STATE;
	for (int i = form->focus + 1; !at_state && i < (int)form->kind->field_count; i++) {
		if (form->kind->fields[i].computed || form->fields[i].text[0])
			continue;
		form_enter(form, i);
		return;
	}
	int state = state_field(form);
	if (state >= 0 && form->focus != state && at_first_choice(app, form, state)) {
		form_enter(form, state);
		app_say(app, _("It is still \"%s\": turn it with {RIGHT} if it has come further. {ENTER} saves."),
			form->fields[state].text);
		return;
	}
	form_save(app, form, NULL, 0);
}

static void picked(struct app *app, void *data, const char *ids)
{
	struct form *form = data;
	assert(form->focus >= 0 && (size_t)form->focus < form->kind->field_count);
	form_set_text(form, form->focus, ids);
	form_mark(form, form->focus);
	form_understand(app, form, form->focus);
}

static void pick(struct app *app, struct form *form)
{
	const struct ky_field *field = &form->kind->fields[form->focus];
	form_understand(app, form, form->focus);
	screen_pick(app, ky_kind_find(field->link), field->type == KY_LINKS,
		    ky_record_get(form->record, form->focus).text, picked, form);
}

static void handle_chosen(struct app *app, struct form *form, const struct event *event)
{
	bool link = form_is_link(form, form->focus);
	bool empty = !form->fields[form->focus].text[0];
	bool back = event->type == EV_ACTION && (event->action == ACT_LEFT || event->action == ACT_BACKSPACE);
	if (event->type == EV_ACTION && event->action == ACT_CLEAR) {
		form_set_text(form, form->focus, "");
		form_mark(form, form->focus);
	} else if (link && (event->type == EV_TEXT || (event->type == EV_ACTION && event->action == ACT_RIGHT) ||
			    (event->action == ACT_ENTER && empty))) {
		pick(app, form);
	} else if (event->type == EV_TEXT && strcmp(event->text, " ") != 0 && !link) {
		form_name_choice(app, form, event->text);
	} else if (!link && event->type == EV_TEXT) {
		form_turn_choice(app, form, 1);
	} else if (!link && event->type == EV_ACTION && (event->action == ACT_RIGHT || back)) {
		form_turn_choice(app, form, back ? -1 : 1);
	} else if (event->type == EV_ACTION && event->action == ACT_ENTER) {
		go_on(app, form);
	}
}

static bool edit_action(struct form *form, enum action action)
{
	static const struct {
		enum action action;
		void (*run)(struct edit *edit);
	} table[] = {
		{ ACT_LEFT, edit_left },      { ACT_RIGHT, edit_right },         { ACT_HOME, edit_home },
		{ ACT_END, edit_end },        { ACT_BACKSPACE, edit_backspace }, { ACT_ERASE, edit_delete },
		{ ACT_TAKE_BACK, edit_undo }, { ACT_REDO, edit_redo },           { ACT_CLEAR, edit_clear },
		{ ACT_KILL, edit_kill_line },
	};
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].action != action)
			continue;
		table[i].run(form->edit);
		return true;
	}
	return false;
}

/* Up and down stay inside a long text until its edge, then go to the next field. */
static void move_line(struct app *app, struct form *form, int by)
{
	size_t line = 0;
	int column = 0;
	if (form->edit)
		edit_cursor(form->edit, &line, &column);
	if (form->edit && by < 0 && line > 0)
		edit_up(form->edit);
	else if (form->edit && by > 0 && line + 1 < edit_lines(form->edit))
		edit_down(form->edit);
	else
		form_move_focus(app, form, by);
}

static void handle_typed(struct app *app, struct form *form, const struct event *event)
{
	if (event->type == EV_TEXT)
		edit_insert(form->edit, event->text, strlen(event->text));
	else if (event->type == EV_PASTE)
		edit_paste(form->edit, event->paste, strlen(event->paste));
	else if (event->type == EV_ACTION && event->action == ACT_LINE)
		edit_insert(form->edit, "\n", 1);
	else if (event->type == EV_ACTION && event->action == ACT_ENTER)
		go_on(app, form);
	else if (event->type == EV_ACTION)
		edit_action(form, event->action);
	if (form != (struct form *)app->top || !form->edit || edit_revision(form->edit) == form->revision)
		return;
	form->revision = edit_revision(form->edit);
	form_mark(form, form->focus);
}

static void not_applicable(struct app *app, struct form *form)
{
	edit_free(form->edit);
	form->edit = NULL;
	form_set_text(form, form->focus, KY_NA_TEXT);
	form_mark(form, form->focus);
	form_understand(app, form, form->focus);
	form_enter(form, form->focus);
}

/* The chain is a look; handing on closes the form, so what was typed is saved before. */
static void go_along(struct app *app, struct form *form, enum action action)
{
	char id[48];
	snprintf(id, sizeof(id), "%s", ky_record_id(form->record));
	if (!id[0] && action == ACT_CHAIN)
		app_say(app, "%s", _("It has no chain before it is saved."));
	else if (action == ACT_CHAIN)
		screen_chain(app, id);
	else if (form_save(app, form, id, sizeof(id)))
		screen_hand_on(app, id);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct form *form = (struct form *)screen;
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (event->type == EV_IDLE)
		form_draft_keep(app, form);
	else if (action == ACT_ESCAPE)
		app_pop(app);
	else if (action == ACT_SAVE)
		form_save(app, form, NULL, 0);
	else if (action == ACT_DISCARD)
		form_discard(app, form);
	else if (action == ACT_NOT_APPLICABLE)
		not_applicable(app, form);
	else if (action == ACT_LIKE)
		form_same_again(app, form);
	else if (action == ACT_CHAIN || action == ACT_HAND_ON)
		go_along(app, form, action);
	else if (action == ACT_TAB || action == ACT_BACK_TAB)
		form_move_focus(app, form, action == ACT_TAB ? 1 : -1);
	else if (action == ACT_UP || action == ACT_DOWN)
		move_line(app, form, action == ACT_DOWN ? 1 : -1);
	else if (form_is_typed(form, form->focus) && form->edit)
		handle_typed(app, form, event);
	else
		handle_chosen(app, form, event);
	if (app->top == screen && form->unsaved && form_now() - form->changed_at >= DRAFT_AFTER_MS)
		form_draft_keep(app, form);
}

static int wait(struct app *app, struct screen *screen)
{
	(void)app;
	struct form *form = (struct form *)screen;
	if (!form->unsaved)
		return -1;
	int64_t left = form->changed_at + DRAFT_AFTER_MS - form_now();
	return left > 0 ? (int)left : 0;
}

static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

/* The record was changed on another screen: what is typed here stays, the rest is taken over. */
static void refresh(struct app *app, struct screen *screen)
{
	struct form *form = (struct form *)screen;
	const char *id = ky_record_id(form->record);
	struct ky_record *stored = NULL;
	if (!id[0] || ky_record_load(app->wb, id, &stored, NULL))
		return; /* it is still to be made, or was taken away: then saving says so */
	ky_record_free(form->record);
	form->record = stored;
	for (int i = 0; i < (int)form->kind->field_count; i++) {
		struct ky_error ignored;
		char *text = ky_record_text(app->wb, stored, i);
		if (form->fields[i].dirty)
			ky_record_put(app->wb, stored, i, form->fields[i].text, &ignored);
		else
			form_set_text(form, i, text);
		free(text);
	}
	if (form->edit && !form->fields[form->focus].dirty) {
		edit_free(form->edit);
		form->edit = NULL;
		form_enter(form, form->focus);
	}
}

static void close_form(struct app *app, struct screen *screen)
{
	struct form *form = (struct form *)screen;
	bool kept = form->unsaved || form->draft_stored;
	form_draft_keep(app, form);
	if (kept && !app->is_error)
		app_say(app, "%s", _("What you typed is kept; open it again to go on."));
	free_form(form);
}

static const enum action actions[] = { ACT_ENTER,     ACT_SAVE,           ACT_ESCAPE,  ACT_TAB,  ACT_CHAIN,
				       ACT_HAND_ON,   ACT_LIKE,           ACT_DISCARD, ACT_LINE, ACT_HELP,
				       ACT_TAKE_BACK, ACT_NOT_APPLICABLE, ACT_NONE };
static const struct key_label labels[] = { { ACT_ENTER, N_("go on") },
					   { ACT_TAB, N_("next field") },
					   { ACT_NONE, NULL } };

const struct screen_ops form_ops = {
	.actions = actions,
	.labels = labels,
	.help = N_("One record. Type into the marked field; {ENTER} goes to the next empty one and saves behind "
		   "the last, {SAVE} saves at once. Choices turn with the arrow keys or their number, links open "
		   "a list to pick from. {ESCAPE} goes back and keeps what you typed. A number may be 0 (none), "
		   "empty (not filled in), or not applicable ({^NOT_APPLICABLE}). The line at the bottom says why "
		   "a field is asked for."),
	.draw = form_draw,
	.handle = handle,
	.wait = wait,
	.typing = is_typing,
	.refresh = refresh,
	.close = close_form,
};
