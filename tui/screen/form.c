/*
 * The form of a record of any kind, made from the kind's declaration. The focused field is edited in place. Enter
 * goes to the next empty field, and behind the last one it asks whether to save. It fills nothing in: links that
 * may stay empty are passed, and a form that nobody typed into is closed without saving.
 */
#include "screen/form.h"
#include "terminal/memory.h"

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

static bool at_first_choice(struct app *app, const struct form *form, int field)
{
	assert(field >= 0 && (size_t)field < form->kind->field_count);
	size_t count = 0;
	const struct ky_choice *choices =
		ky_campaign_choices(ky_workbook_campaign(app->wb), form->kind->fields[field].choices, &count);
	return count && strcmp(choices[0].text, form->fields[field].text) == 0;
}

/* Enter: the next empty field below, behind a choice what that asks for, behind the last one the question. */
static void go_on(struct app *app, struct form *form)
{
	if (!form_leave(app, form)) {
		form_enter(form, form->focus);
		return;
	}
	int state = form_state_field(form), lack = form_first_lack(app, form);
	bool at_state = form->focus == state;
	if (lack >= 0) {
		form_enter(form, lack);
		return;
	}
	for (int i = form->focus + 1; !at_state && i < (int)form->kind->field_count; i++) {
		if (!form_is_walked(&form->kind->fields[i]) || form->fields[i].text[0])
			continue;
		form_enter(form, i);
		return;
	}
	bool stored = ky_record_id(form->record)[0] != '\0';
	if (stored && state >= 0 && form->focus != state && at_first_choice(app, form, state) &&
	    !ky_record_is_measured(app->wb, form->record)) {
		form_enter(form, state);
		app_say(app, _("It is still \"%s\": turn it with {RIGHT} if it has come further."),
			form->fields[state].text);
		return;
	}
	form->asking = true;
}

/* On the line behind the last field. */
static void handle_question(struct app *app, struct form *form, const struct event *event)
{
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (action == ACT_ENTER) {
		form_save(app, form, NULL, 0);
	} else if (event->type == EV_TEXT || event->type == EV_PASTE) {
		app_say(app, "%s", _("{ENTER} saves, {UP} goes back to the fields."));
	} else if (event->type == EV_ACTION) {
		form->asking = false;
		form_enter(form, form->focus);
	}
}

static void picked(struct app *app, void *data, const char *ids)
{
	struct form *form = data;
	assert(form->focus >= 0 && (size_t)form->focus < form->kind->field_count);
	if (strcmp(form->fields[form->focus].text, ids) == 0)
		return;
	form_set_text(form, form->focus, ids);
	form_mark(form, form->focus);
	form_understand(app, form, form->focus);
}

/* On which what the record is about took place; KY_NO_DAY: nobody said so yet. */
static ky_day day_of(const struct form *form)
{
	int at = ky_field_of(form->kind, KY_ROLE_HAPPENED);
	ky_day day = KY_NO_DAY;
	if (at >= 0 && ky_day_parse(ky_record_get(form->record, at).text, KY_NO_DAY, &day, NULL))
		day = KY_NO_DAY;
	return day;
}

/* typed: what was typed onto the field, and narrows the list, or "". */
static void pick(struct app *app, struct form *form, const char *typed)
{
	const struct ky_field *field = &form->kind->fields[form->focus];
	form_understand(app, form, form->focus);
	screen_pick(app, &(struct picking){ .kind = ky_kind_find(field->link),
					    .several = field->type == KY_LINKS,
					    .ids = ky_record_get(form->record, form->focus).text,
					    .typed = typed,
					    .day = day_of(form),
					    .done = picked,
					    .data = form });
}

static void handle_link(struct app *app, struct form *form, const struct event *event)
{
	bool wanted = form->kind->fields[form->focus].required && !form->fields[form->focus].text[0];
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (event->type == EV_TEXT)
		pick(app, form, strcmp(event->text, " ") == 0 ? "" : event->text);
	else if (event->type == EV_PASTE)
		pick(app, form, event->paste);
	else if (action == ACT_RIGHT || (action == ACT_ENTER && wanted))
		pick(app, form, "");
	else if (action == ACT_ENTER)
		go_on(app, form);
}

static void handle_choice(struct app *app, struct form *form, const struct event *event)
{
	bool several = form_is_several(form, form->focus);
	void (*type)(struct app *, struct form *, const char *) = several ? form_several_type : form_type_choice;
	void (*turn)(struct app *, struct form *, int) = several ? form_several_move : form_turn_choice;
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (event->type == EV_PASTE || event->type == EV_TEXT)
		type(app, form, event->type == EV_TEXT ? event->text : event->paste);
	else if (action == ACT_RIGHT || action == ACT_LEFT || action == ACT_BACKSPACE)
		turn(app, form, action == ACT_RIGHT ? 1 : -1);
	else if (action == ACT_ENTER)
		go_on(app, form);
}

static void handle_chosen(struct app *app, struct form *form, const struct event *event)
{
	bool clears = event->type == EV_ACTION && event->action == ACT_CLEAR;
	if (clears && form->fields[form->focus].text[0]) {
		form_set_text(form, form->focus, "");
		form_mark(form, form->focus);
		form_understand(app, form, form->focus);
	} else if (!clears && form_is_link(form, form->focus)) {
		handle_link(app, form, event);
	} else if (!clears) {
		handle_choice(app, form, event);
	}
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
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (action == ACT_LINE)
		edit_insert(form->edit, "\n", 1);
	else if (action == ACT_ENTER)
		go_on(app, form);
	else
		edit_handle(form->edit, event);
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

/* Opens the chain, or hands the record on. Handing on closes the form, so it saves what was typed first. */
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

/* What is below marks what was left unsaved. */
static void leave(struct app *app, struct form *form)
{
	bool marks = form->unsaved || form->draft_stored;
	app_pop(app);
	if (marks)
		app_refresh(app);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct form *form = (struct form *)screen;
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (event->type == EV_IDLE)
		form_draft_keep(app, form);
	else if (action == ACT_ESCAPE)
		leave(app, form);
	else if (action == ACT_SAVE)
		form_save(app, form, NULL, 0);
	else if (action == ACT_NEW)
		form_save_and_new(app, form);
	else if (action == ACT_STATE)
		form_go_to_state(app, form);
	else if (action == ACT_DISCARD)
		form_discard(app, form);
	else if (action == ACT_NOT_APPLICABLE)
		not_applicable(app, form);
	else if (action == ACT_LIKE)
		form_same_again(app, form);
	else if (action == ACT_CHAIN || action == ACT_HAND_ON)
		go_along(app, form, action);
	else if (form->asking)
		handle_question(app, form, event);
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

/* Called when another screen changed the record: what was typed here stays, all other fields are read again. */
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
		char *text = have(ky_record_text(app->wb, stored, i));
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
	if (kept && !form_differs(app, form)) {
		form_draft_drop(app, form); /* it was typed, and taken back */
		kept = false;
	}
	form_draft_keep(app, form);
	if (kept && !app->is_error)
		app_say(app, "%s", _("What you typed is kept; open it again to go on."));
	free_form(form);
}

#define FORM_ACTIONS                                                                                              \
	ACT_ESCAPE, ACT_TAB, ACT_CHAIN, ACT_HAND_ON, ACT_LIKE, ACT_DISCARD, ACT_LINE, ACT_HELP, ACT_UNDO,         \
		ACT_NOT_APPLICABLE, ACT_NONE
static const enum action single_actions[] = { ACT_ENTER, ACT_SAVE, FORM_ACTIONS };
static const enum action actions[] = { ACT_ENTER, ACT_SAVE, ACT_NEW, FORM_ACTIONS };
static const enum action state_actions[] = { ACT_ENTER, ACT_SAVE, ACT_NEW, ACT_STATE, FORM_ACTIONS };
static const struct key_label labels[] = { { ACT_ENTER, N_("go on") },
					   { ACT_NEW, N_("save and new") },
					   { ACT_TAB, N_("next field") },
					   { ACT_UNDO, N_("undo typing") },
					   { ACT_NONE, NULL } };

static const char help[] =
	N_("One record. Type into the marked field; {ENTER} goes to the next empty one and asks behind the "
	   "last whether to save; {SAVE} saves at once, {^NEW} saves and begins another of the kind. "
	   "{^STATE} "
	   "goes to the state, which names all that is missing for it. It fills nothing in and passes links "
	   "that may stay "
	   "empty: {UP} {DOWN} {TAB} reach them, and {RIGHT} or typing opens the list to pick from. Choices "
	   "turn "
	   "with the arrow keys, or are named by their number or letters. {ESCAPE} goes back and keeps what "
	   "you "
	   "typed. A number may be 0 (none), empty (not filled in), or not applicable ({^NOT_APPLICABLE}). "
	   "The line at the bottom says why a field is asked for.");

#define FORM_OPS(list)                                                                                            \
	{                                                                                                         \
		.actions = (list), .labels = labels, .help = help, .draw = form_draw, .handle = handle,           \
		.wait = wait, .typing = is_typing, .refresh = refresh, .close = close_form                        \
	}
static const struct screen_ops single_ops = FORM_OPS(single_actions), plain_ops = FORM_OPS(actions),
			       state_ops = FORM_OPS(state_actions);

const struct screen_ops *form_ops(const struct ky_kind *kind)
{
	return kind->single ? &single_ops : ky_field_of(kind, KY_ROLE_STATE) < 0 ? &plain_ops : &state_ops;
}
