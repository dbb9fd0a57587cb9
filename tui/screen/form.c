/*
 * The form of any kind, generated from its declaration. The focused field is typed in place;
 * Enter leads to the next field that is still empty, and saves behind the last one.
 */
#include "screen/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "page.h"

#define DRAFT_AFTER_MS 2000

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool form_is_choice(const struct form *form, int field)
{
	return form->kind->fields[field].type == KY_CHOICE;
}

bool form_is_link(const struct form *form, int field)
{
	return form->kind->fields[field].type == KY_LINK || form->kind->fields[field].type == KY_LINKS;
}

static bool is_typed(const struct form *form, int field)
{
	return !form_is_choice(form, field) && !form_is_link(form, field);
}

const char *form_text(const struct form *form, int field)
{
	return form->edit && field == form->focus ? edit_text(form->edit) : form->fields[field].text;
}

static void set_text(struct form *form, int field, const char *text)
{
	struct form_field *slot = &form->fields[field];
	if (slot->text && strcmp(slot->text, text) == 0)
		return;
	char *copy = strdup(text);
	if (!copy)
		abort();
	free(slot->text);
	slot->text = copy;
}

static void mark(struct form *form, int field)
{
	form->fields[field].dirty = true;
	if (!form->unsaved)
		form->changed_at = now_ms();
	form->unsaved = true;
}

/* Puts what was typed into the record; what is understood is shown in its one form. */
static bool understand(struct app *app, struct form *form, int field)
{
	struct ky_error err = { 0 };
	if (!form->fields[field].dirty)
		return true;
	if (ky_record_put(app->wb, form->record, field, form->fields[field].text, &err)) {
		app_fail(app, &err);
		return false;
	}
	char *text = ky_record_text(app->wb, form->record, field);
	set_text(form, field, text);
	free(text);
	return true;
}

static bool leave(struct app *app, struct form *form)
{
	if (!form->edit)
		return true;
	int field = form->focus;
	set_text(form, field, edit_text(form->edit));
	edit_free(form->edit);
	form->edit = NULL;
	return understand(app, form, field);
}

static void enter(struct form *form, int field)
{
	form->focus = field;
	if (!is_typed(form, field))
		return;
	enum ky_type type = form->kind->fields[field].type;
	form->edit = edit_new(form->fields[field].text, type == KY_LONG || type == KY_LOG);
	edit_finish(form->edit);
	form->revision = edit_revision(form->edit);
}

static void focus(struct app *app, struct form *form, int field)
{
	leave(app, form);
	enter(form, field);
}

static void move_focus(struct app *app, struct form *form, int by)
{
	int count = (int)form->kind->field_count, field = form->focus;
	do {
		field = (field + by + count) % count;
	} while (form->kind->fields[field].computed && field != form->focus);
	focus(app, form, field);
}

static void load_texts(struct app *app, struct form *form)
{
	for (size_t i = 0; i < form->kind->field_count; i++) {
		char *text = ky_record_text(app->wb, form->record, (int)i);
		set_text(form, (int)i, text);
		form->fields[i].dirty = false;
		free(text);
	}
}

/* The first field that waits for something: empty, or a state that is not the last one. */
static int first_open(const struct form *form)
{
	for (int i = 0; i < (int)form->kind->field_count; i++)
		if (!form->kind->fields[i].computed && !form->fields[i].text[0])
			return i;
	int status = ky_field_find(form->kind, "status");
	return status > 0 ? status : 0;
}

static void free_form(struct form *form)
{
	for (size_t i = 0; i < form->kind->field_count; i++)
		free(form->fields[i].text);
	free(form->fields);
	edit_free(form->edit);
	ky_record_free(form->record);
	free(form);
}

static void discard(struct app *app, struct form *form)
{
	struct ky_error err = { 0 };
	struct ky_record *stored = NULL;
	const char *id = ky_record_id(form->record);
	if (id[0] && ky_record_load(app->wb, id, &stored, &err)) {
		app_fail(app, &err);
		return;
	}
	edit_free(form->edit);
	form->edit = NULL;
	ky_record_free(form->record);
	form->record = stored ? stored : ky_record_new(form->kind);
	load_texts(app, form);
	form->unsaved = form->draft_stored = false;
	enter(form, form->focus);
	if (ky_draft_drop(app->wb, form->draft_key, &err))
		app_fail(app, &err);
	else
		app_say(app, "%s", _("The text is as it was last saved."));
}

static bool understand_all(struct app *app, struct form *form)
{
	if (!leave(app, form)) {
		enter(form, form->focus);
		return false;
	}
	for (int i = 0; i < (int)form->kind->field_count; i++) {
		if (understand(app, form, i))
			continue;
		enter(form, i);
		return false;
	}
	return true;
}

/* Record and draft in one transaction: never both, never neither. */
static enum ky_code store(struct app *app, struct form *form, int *field, struct ky_error *err)
{
	bool is_new = !ky_record_id(form->record)[0];
	enum ky_code code = ky_change_begin(app->wb, is_new ? "add" : "edit", err);
	if (code)
		return code;
	code = ky_record_save(app->wb, form->record, field, err);
	if (!code && form->draft_stored)
		code = ky_draft_drop(app->wb, form->draft_key, err);
	if (!code)
		return ky_change_commit(app->wb, err);
	ky_change_rollback(app->wb);
	return code;
}

static void save(struct app *app, struct form *form)
{
	struct ky_error err = { 0 };
	int field = -1;
	if (!understand_all(app, form))
		return;
	if (store(app, form, &field, &err)) {
		app_fail(app, &err);
		enter(form, field >= 0 ? field : form->focus);
		return;
	}
	form->unsaved = form->draft_stored = false;
	const struct ky_kind *kind = form->kind;
	bool walking = form->walking;
	char number[80];
	snprintf(number, sizeof(number), "%s", ky_record_number(form->record));
	app_pop(app);
	app_refresh(app);
	app_say(app, _("%s is saved."), number);
	if (walking && !walk_on(app, kind))
		app_say(app, _("%s is saved. Nothing else waits here."), number);
}

static int state_field(const struct form *form)
{
	for (size_t i = 0; i < form->kind->field_count; i++)
		if (form->kind->fields[i].state)
			return (int)i;
	return -1;
}

static bool at_first_choice(struct app *app, const struct form *form, int field)
{
	size_t count = 0;
	const struct ky_choice *choices =
		ky_campaign_choices(ky_workbook_campaign(app->wb), form->kind->fields[field].choices, &count);
	return count && strcmp(choices[0].text, form->fields[field].text) == 0;
}

/* Enter: the next empty field below; behind the last one everything is saved. */
static void go_on(struct app *app, struct form *form)
{
	if (!leave(app, form)) {
		enter(form, form->focus);
		return;
	}
	bool at_state = form->kind->fields[form->focus].state;
	for (int i = form->focus + 1; !at_state && i < (int)form->kind->field_count; i++) {
		if (form->kind->fields[i].computed || form->fields[i].text[0])
			continue;
		enter(form, i);
		return;
	}
	int state = state_field(form);
	if (state >= 0 && form->focus != state && at_first_choice(app, form, state)) {
		enter(form, state);
		app_say(app, _("It is still \"%s\": turn it with → if it has come further. Enter saves."),
			form->fields[state].text);
		return;
	}
	save(app, form);
}

static void turn_choice(struct app *app, struct form *form, int by)
{
	size_t count = 0;
	const struct ky_choice *choices = ky_campaign_choices(ky_workbook_campaign(app->wb),
							      form->kind->fields[form->focus].choices, &count);
	int at = -1;
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].text, form->fields[form->focus].text) == 0)
			at = (int)i;
	if (!count)
		return;
	at = at < 0 ? (by > 0 ? 0 : (int)count - 1) : (at + by + (int)count) % (int)count;
	set_text(form, form->focus, choices[at].text);
	mark(form, form->focus);
}

/* A key of the choice ("3"), or its position from 1. */
static void name_choice(struct app *app, struct form *form, const char *typed)
{
	size_t count = 0;
	const struct ky_choice *choices = ky_campaign_choices(ky_workbook_campaign(app->wb),
							      form->kind->fields[form->focus].choices, &count);
	size_t position = typed[0] >= '1' && typed[0] <= '9' ? (size_t)(typed[0] - '1') : count;
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].key, typed) == 0 || strcmp(choices[i].text, typed) == 0)
			position = i;
	if (position >= count)
		return;
	set_text(form, form->focus, choices[position].text);
	mark(form, form->focus);
}

static void picked(struct app *app, void *data, const char *ids)
{
	struct form *form = data;
	set_text(form, form->focus, ids);
	mark(form, form->focus);
	understand(app, form, form->focus);
}

static void pick(struct app *app, struct form *form)
{
	const struct ky_field *field = &form->kind->fields[form->focus];
	understand(app, form, form->focus);
	screen_pick(app, ky_kind_find(field->link), field->type == KY_LINKS,
		    ky_record_get(form->record, form->focus).text, picked, form);
}

static void handle_chosen(struct app *app, struct form *form, const struct event *event)
{
	bool link = form_is_link(form, form->focus);
	bool empty = !form->fields[form->focus].text[0];
	bool back = event->type == EV_ACTION && (event->action == ACT_LEFT || event->action == ACT_BACKSPACE);
	if (event->type == EV_ACTION && event->action == ACT_CLEAR) {
		set_text(form, form->focus, "");
		mark(form, form->focus);
	} else if (link && (event->type == EV_TEXT || (event->type == EV_ACTION && event->action == ACT_RIGHT) ||
			    (event->action == ACT_ENTER && empty))) {
		pick(app, form);
	} else if (event->type == EV_TEXT && strcmp(event->text, " ") != 0 && !link) {
		name_choice(app, form, event->text);
	} else if (!link && event->type == EV_TEXT) {
		turn_choice(app, form, 1);
	} else if (!link && event->type == EV_ACTION && (event->action == ACT_RIGHT || back)) {
		turn_choice(app, form, back ? -1 : 1);
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
		move_focus(app, form, by);
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
	mark(form, form->focus);
}

static void not_applicable(struct app *app, struct form *form)
{
	edit_free(form->edit);
	form->edit = NULL;
	set_text(form, form->focus, KY_NA_TEXT);
	mark(form, form->focus);
	understand(app, form, form->focus);
	enter(form, form->focus);
}

/* What the newest record of the kind has and this new one has not yet. */
static void same_again(struct app *app, struct form *form)
{
	struct ky_error err = { 0 };
	struct ky_record *newest = NULL, *like;
	if (ky_record_id(form->record)[0])
		return;
	if (ky_record_load_newest(app->wb, form->kind, &newest, &err))
		app_fail(app, &err);
	if (!newest)
		return;
	like = ky_record_like(newest);
	edit_free(form->edit);
	form->edit = NULL;
	for (size_t i = 0; i < form->kind->field_count; i++) {
		char *text = ky_record_text(app->wb, like, (int)i);
		if (text[0] && (!form->fields[i].text[0] || form->kind->fields[i].starts_first)) {
			set_text(form, (int)i, text);
			mark(form, (int)i);
			understand(app, form, (int)i);
		}
		free(text);
	}
	app_say(app, _("As %s, but for its days and texts."), ky_record_number(newest));
	ky_record_free(like);
	ky_record_free(newest);
	enter(form, first_open(form));
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
		save(app, form);
	else if (action == ACT_DISCARD)
		discard(app, form);
	else if (action == ACT_NOT_APPLICABLE)
		not_applicable(app, form);
	else if (action == ACT_LIKE)
		same_again(app, form);
	else if (action == ACT_TAB || action == ACT_BACK_TAB)
		move_focus(app, form, action == ACT_TAB ? 1 : -1);
	else if (action == ACT_UP || action == ACT_DOWN)
		move_line(app, form, action == ACT_DOWN ? 1 : -1);
	else if (is_typed(form, form->focus) && form->edit)
		handle_typed(app, form, event);
	else
		handle_chosen(app, form, event);
	if (app->top == screen && form->unsaved && now_ms() - form->changed_at >= DRAFT_AFTER_MS)
		form_draft_keep(app, form);
}

static int wait(struct app *app, struct screen *screen)
{
	(void)app;
	struct form *form = (struct form *)screen;
	if (!form->unsaved)
		return -1;
	int64_t left = form->changed_at + DRAFT_AFTER_MS - now_ms();
	return left > 0 ? (int)left : 0;
}

static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
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

static const enum action actions[] = { ACT_ENTER,          ACT_SAVE,      ACT_ESCAPE,  ACT_TAB,
				       ACT_NOT_APPLICABLE, ACT_LIKE,      ACT_DISCARD, ACT_LINE,
				       ACT_HELP,           ACT_TAKE_BACK, ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_(
		"One record. Type into the marked field; Enter goes to the next empty one and saves behind the "
		"last, ^S"
		" saves at once. Choices turn with the arrow keys or their number, links open a list to pick from."
		" Esc goes back and keeps what you typed. A number may be 0 (none), empty (not filled in), or not"
		" applicable (^N). The line at the bottom says why a field is asked for."),
	.draw = form_draw,
	.handle = handle,
	.wait = wait,
	.typing = is_typing,
	.close = close_form,
};

static void put_first_choices(struct app *app, struct form *form)
{
	for (size_t i = 0; i < form->kind->field_count; i++) {
		const struct ky_field *field = &form->kind->fields[i];
		size_t count = 0;
		struct ky_error err = { 0 };
		if (!field->starts_first || ky_record_get(form->record, (int)i).is != KY_BLANK)
			continue;
		const struct ky_choice *choices =
			ky_campaign_choices(ky_workbook_campaign(app->wb), field->choices, &count);
		if (count && ky_record_put(app->wb, form->record, (int)i, choices[0].key, &err))
			app_fail(app, &err);
	}
}

static void set_title(struct form *form, bool stored)
{
	const char *name = form->kind->name;
	snprintf(form->title, sizeof(form->title), "%s %s", ky_kind_title(form->kind),
		 stored ? ky_record_number(form->record) : _("new"));
	snprintf(form->draft_key, sizeof(form->draft_key), "%s/%s", name,
		 stored ? ky_record_id(form->record) : "new");
}

/* Takes record over; stored false: it is still to be made. */
static void open_form(struct app *app, struct ky_record *record, bool stored, const char *reason)
{
	const struct ky_kind *kind = ky_record_kind(record);
	struct form *form = calloc(1, sizeof(*form));
	if (!form)
		abort();
	form->screen = (struct screen){ .ops = &ops, .title = form->title };
	form->kind = kind;
	form->record = record;
	form->fields = calloc(kind->field_count, sizeof(*form->fields));
	if (!form->fields)
		abort();
	form->walking = reason != NULL;
	if (reason)
		walk_visit(app, stored ? ky_record_id(record) : kind->name);
	snprintf(form->reason, sizeof(form->reason), "%s", reason ? reason : "");
	set_title(form, stored);
	if (!stored)
		put_first_choices(app, form);
	load_texts(app, form);
	for (size_t i = 0; !stored && i < kind->field_count; i++)
		form->fields[i].dirty = form->fields[i].text[0] != '\0';
	int typed = form_draft_load(app, form);
	app_push(app, &form->screen);
	form->screen.page = page_of_kind(kind->name);
	if (typed >= 0)
		enter(form, typed);
	else
		enter(form, stored && !reason ? (kind->fields[0].computed ? 1 : 0) : first_open(form));
}

void screen_form(struct app *app, const struct ky_kind *kind, const char *id, const char *reason)
{
	struct ky_error err = { 0 };
	struct ky_record *record = NULL;
	bool stored = id && id[0];
	if (stored && ky_record_load(app->wb, id, &record, &err))
		app_fail(app, &err);
	else
		open_form(app, stored ? record : ky_record_new(kind), stored, reason);
}

void screen_form_like(struct app *app, const char *id)
{
	struct ky_error err = { 0 };
	struct ky_record *record = NULL;
	if (ky_record_load(app->wb, id, &record, &err)) {
		app_fail(app, &err);
		return;
	}
	open_form(app, ky_record_like(record), false, NULL);
	ky_record_free(record);
}
