/* Text being typed, kept in the workbook every two seconds as a JSON object of its fields. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "screen/form.h"

void form_draft_keep(struct app *app, struct form *form)
{
	if (!form->unsaved)
		return;
	json_t *object = json_object();
	for (size_t i = 0; i < form->kind->field_count; i++)
		if (form->fields[i].dirty || (int)i == form->focus)
			json_object_set_new(object, form->kind->fields[i].name, json_string(form_text(form, (int)i)));
	char *text = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	if (!text)
		return;
	struct ky_error err = { 0 };
	if (ky_draft_save(app->wb, form->draft_key, text, &err)) {
		app_fail(app, &err);
	} else {
		form->draft_stored = true;
		form->unsaved = false;
	}
	free(text);
}

void form_draft_load(struct app *app, struct form *form)
{
	char *text = NULL;
	struct ky_error err = { 0 };
	if (ky_draft_load(app->wb, form->draft_key, &text, &err)) {
		app_fail(app, &err);
		return;
	}
	json_t *object = text ? json_loads(text, 0, NULL) : NULL;
	for (size_t i = 0; object && i < form->kind->field_count; i++) {
		const char *value = json_string_value(json_object_get(object, form->kind->fields[i].name));
		struct form_field *field = &form->fields[i];
		if (!value || strcmp(value, field->text) == 0)
			continue;
		free(field->text);
		field->text = strdup(value);
		if (!field->text)
			abort();
		field->dirty = true;
		form->draft_stored = true;
	}
	json_decref(object);
	free(text);
	if (form->draft_stored)
		app_say(app, _("What you typed before is here again, not saved yet: %s saves it, %s goes back to the stored text."),
			action_key(ACT_SAVE, true), action_key(ACT_DISCARD, true));
}
