/* The fields of a form: their texts, which one has the focus, and the choices of a choice field. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "terminal/memory.h"
#include "screen/form.h"
#include "widget/choices.h"

int64_t form_now(void)
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

bool form_is_several(const struct form *form, int field)
{
	return form->kind->fields[field].several;
}

bool form_is_typed(const struct form *form, int field)
{
	return !form_is_choice(form, field) && !form_is_link(form, field);
}

const char *form_text(const struct form *form, int field)
{
	assert(field >= 0 && (size_t)field < form->kind->field_count);
	return form->edit && field == form->focus ? edit_text(form->edit) : form->fields[field].text;
}

void form_set_text(struct form *form, int field, const char *text)
{
	assert(field >= 0 && (size_t)field < form->kind->field_count);
	assert(text);
	struct form_field *slot = &form->fields[field];
	if (slot->text && strcmp(slot->text, text) == 0)
		return;
	char *copy = xstrdup(text);
	free(slot->text);
	slot->text = copy;
}

void form_mark(struct form *form, int field)
{
	assert(field >= 0 && (size_t)field < form->kind->field_count);
	form->fields[field].dirty = true;
	form->touched = true;
	if (!form->unsaved)
		form->changed_at = form_now();
	form->unsaved = true;
}

/* Puts what was typed into the record; what is understood is shown in its one form. */
bool form_understand(struct app *app, struct form *form, int field)
{
	assert(field >= 0 && (size_t)field < form->kind->field_count);
	struct ky_error err = { 0 };
	if (!form->fields[field].dirty)
		return true;
	if (ky_record_put(app->wb, form->record, field, form->fields[field].text, &err)) {
		app_fail_at_field(app, &err);
		return false;
	}
	char *text = have(ky_record_text(app->wb, form->record, field));
	form_set_text(form, field, text);
	free(text);
	return true;
}

bool form_leave(struct app *app, struct form *form)
{
	assert(form->focus >= 0 && (size_t)form->focus < form->kind->field_count);
	if (!form->edit)
		return true;
	int field = form->focus;
	form_set_text(form, field, edit_text(form->edit));
	edit_free(form->edit);
	form->edit = NULL;
	return form_understand(app, form, field);
}

void form_enter(struct form *form, int field)
{
	assert(field >= 0 && (size_t)field < form->kind->field_count);
	form->focus = field;
	form->typing.text[0] = '\0';
	form->among = 0;
	form->asking = false;
	if (!form_is_typed(form, field))
		return;
	enum ky_type type = form->kind->fields[field].type;
	form->edit = edit_new(form->fields[field].text, type == KY_LONG || type == KY_LOG);
	edit_finish(form->edit);
	form->revision = edit_revision(form->edit);
}

/* From a value that cannot be taken the cursor does not go on: it stands where the message is. */
static void focus(struct app *app, struct form *form, int field)
{
	form_enter(form, form_leave(app, form) ? field : form->focus);
}

void form_move_focus(struct app *app, struct form *form, int by)
{
	int count = (int)form->kind->field_count, field = form->focus;
	do {
		field = (field + by + count) % count;
	} while (form->kind->fields[field].computed && field != form->focus);
	focus(app, form, field);
}

void form_load_texts(struct app *app, struct form *form)
{
	for (size_t i = 0; i < form->kind->field_count; i++) {
		char *text = have(ky_record_text(app->wb, form->record, (int)i));
		form_set_text(form, (int)i, text);
		form->fields[i].dirty = false;
		free(text);
	}
}

bool form_is_walked(const struct ky_field *field)
{
	bool link = field->type == KY_LINK || field->type == KY_LINKS;
	return !field->computed && field->by != KY_BY_OTHERS && !field->several && (!link || field->required);
}

/* The first field that waits for something: empty, or a state that is not the last one. */
int form_first_open(const struct form *form)
{
	for (int i = 0; i < (int)form->kind->field_count; i++)
		if (form_is_walked(&form->kind->fields[i]) && !form->fields[i].text[0])
			return i;
	int status = ky_field_of(form->kind, KY_ROLE_STATE);
	return status > 0 ? status : 0;
}

static const struct ky_choice *choices_of(struct app *app, const struct form *form, size_t *count, int *chosen)
{
	const struct ky_choice *choices =
		ky_campaign_choices(ky_workbook_campaign(app->wb), form->kind->fields[form->focus].choices, count);
	*chosen = -1;
	for (size_t i = 0; i < *count; i++)
		if (strcmp(choices[i].text, form->fields[form->focus].text) == 0)
			*chosen = (int)i;
	return choices;
}

void form_turn_choice(struct app *app, struct form *form, int by)
{
	size_t count = 0;
	int at;
	const struct ky_choice *choices = choices_of(app, form, &count, &at);
	form->typing.text[0] = '\0';
	if (!count)
		return;
	at = at < 0 ? (by > 0 ? 0 : (int)count - 1) : (at + by + (int)count) % (int)count;
	form_set_text(form, form->focus, choices[at].text);
	form_mark(form, form->focus);
}

/* Nothing was chosen: it is as it was before the first sign. */
static void untype(struct form *form, const struct ky_choice *choices)
{
	form_set_text(form, form->focus, form->typing.before < 0 ? "" : choices[form->typing.before].text);
	if (form->typing.was_marked)
		return;
	form->touched = form->unsaved = false;
	form->fields[form->focus].dirty = false;
}

void form_type_choice(struct app *app, struct form *form, const char *typed)
{
	size_t count = 0;
	int chosen;
	const struct ky_field *field = &form->kind->fields[form->focus];
	const struct ky_choice *choices = choices_of(app, form, &count, &chosen);
	char there_are[400];
	struct ky_error err = { 0 };
	bool goes_on = choices_typing_on(&form->typing);
	if (!goes_on && strcmp(typed, " ") == 0) {
		form_turn_choice(app, form, 1);
		return;
	}
	if (!goes_on)
		form->typing.was_marked = form->touched;
	int named = choices_type(&form->typing, choices, count, chosen, typed);
	if (named >= 0) {
		form_set_text(form, form->focus, choices[named].text);
		form_mark(form, form->focus);
		return;
	}
	untype(form, choices);
	choices_list(choices, count, there_are, sizeof(there_are));
	ky_fail(&err, KY_INPUT, _("%s has only: %s"), ky_field_title(field), there_are);
	app_fail_at_field(app, &err);
}
