/* What a form's record needs for a state, or another choice that asks for more: said on the choice, all at once.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/form.h"
#include "terminal/memory.h"

int form_state_field(const struct form *form)
{
	return ky_field_of(form->kind, KY_ROLE_STATE);
}

static const struct ky_choice *choices_of(struct app *app, const struct form *form, int field, size_t *count)
{
	assert(field >= 0 && (size_t)field < form->kind->field_count);
	return ky_campaign_choices(ky_workbook_campaign(app->wb), form->kind->fields[field].choices, count);
}

/* The index of the choice that the focused field shows; -1: none. */
static int shown_choice(const struct form *form, const struct ky_choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].text, form->fields[form->focus].text) == 0)
			return (int)i;
	return -1;
}

int form_first_lack(struct app *app, const struct form *form)
{
	size_t count = 0;
	int lacking[KY_DECLARED_MAX];
	if (!form_is_choice(form, form->focus))
		return -1;
	const struct ky_choice *choices = choices_of(app, form, form->focus, &count);
	int chosen = shown_choice(form, choices, count);
	if (chosen < 0 || !ky_record_lacks(app->wb, form->record, form->focus, choices[chosen].id, lacking))
		return -1;
	return lacking[0];
}

/* "整改中 needs 3 more: ...", for what is chosen; where that has all, for the state behind it. */
bool form_say_lacks(struct app *app, const struct form *form, char *out, size_t size)
{
	size_t count = 0, lacks = 0;
	int lacking[KY_DECLARED_MAX];
	if (!form_is_choice(form, form->focus))
		return false;
	const struct ky_choice *choices = choices_of(app, form, form->focus, &count);
	int at = shown_choice(form, choices, count);
	bool next = false;
	if (at >= 0)
		lacks = ky_record_lacks(app->wb, form->record, form->focus, choices[at].id, lacking);
	if (!lacks && form->focus == form_state_field(form) && at + 1 < (int)count) {
		next = true;
		lacks = ky_record_lacks(app->wb, form->record, form->focus, choices[++at].id, lacking);
	}
	if (!lacks)
		return false;
	char *names = have(ky_fields_named(form->kind, lacking, lacks));
	snprintf(out, size,
		 next ? _("For \"%s\", the next one, %zu are missing: %s.")
		      : _("For \"%s\" %zu are missing: %s. {ENTER} goes to the first."),
		 choices[at].text, lacks, names);
	free(names);
	return true;
}

void form_go_to_state(struct app *app, struct form *form)
{
	int state = form_state_field(form);
	if (state < 0) {
		app_say(app, _("%s has no states."), ky_kind_title(form->kind));
		return;
	}
	if (form_leave(app, form))
		form_enter(form, state);
	else
		form_enter(form, form->focus);
}

void screen_form_state(struct app *app, const char *id)
{
	struct ky_record *record = NULL;
	struct ky_error err = { 0 };
	if (ky_record_load(app->wb, id, &record, &err)) {
		app_fail(app, &err);
		return;
	}
	const struct ky_kind *kind = ky_record_kind(record);
	int state = ky_field_of(kind, KY_ROLE_STATE);
	if (state < 0)
		app_say(app, _("%s has no states."), ky_kind_title(kind));
	else
		screen_form_at(app, kind, id, kind->fields[state].name);
	ky_record_free(record);
}
