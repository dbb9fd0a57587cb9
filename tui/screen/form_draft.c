/* Keeps what is typed into a form as a draft in the workbook, every two seconds, as a JSON object of its
 * fields. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "screen/form.h"

#define FOCUS "/focus" /* no field is called so */

void form_draft_keep(struct app *app, struct form *form)
{
	if (!form->unsaved)
		return;
	json_t *object = json_object();
	for (size_t i = 0; i < form->kind->field_count; i++)
		if (form->fields[i].dirty || (int)i == form->focus)
			json_object_set_new(object, form->kind->fields[i].name,
					    json_string(form_text(form, (int)i)));
	json_object_set_new(object, FOCUS, json_string(form->kind->fields[form->focus].name));
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

void form_draft_drop(struct app *app, struct form *form)
{
	struct ky_error err = { 0 };
	if (form->draft_stored && ky_draft_drop(app->wb, form->draft_key, &err))
		app_fail(app, &err);
	form->draft_stored = form->unsaved = false;
}

int form_draft_load(struct app *app, struct form *form)
{
	char *text = NULL;
	struct ky_error err = { 0 };
	if (ky_draft_load(app->wb, form->draft_key, &text, &err)) {
		app_fail(app, &err);
		return -1;
	}
	json_t *object = text ? json_loads(text, 0, NULL) : NULL;
	for (size_t i = 0; object && i < form->kind->field_count; i++) {
		const char *value = json_string_value(json_object_get(object, form->kind->fields[i].name));
		struct form_field *field = &form->fields[i];
		if (!value || strcmp(value, field->text) == 0)
			continue;
		free(field->text);
		field->text = xstrdup(value);
		field->dirty = true;
		form->draft_stored = true;
		if (form_is_several(form, (int)i))
			form_understand(app, form, (int)i); /* its boxes show what the record has */
	}
	const char *focus = json_string_value(json_object_get(object, FOCUS));
	int field = focus && form->draft_stored ? ky_field_find(form->kind, focus) : -1;
	json_decref(object);
	free(text);
	if (form->draft_stored)
		app_say(app,
			_("What you typed before is here again, not saved yet: %s saves it, %s goes back to the "
			  "stored text."),
			action_key(ACT_SAVE, true), action_key(ACT_DISCARD, true));
	return field;
}
