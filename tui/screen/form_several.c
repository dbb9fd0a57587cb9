/* A field of which a record may have several choices: a row of boxes, of which the one under the cursor is ticked.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "screen/form.h"
#include "terminal/memory.h"
#include "widget/choices.h"

static const struct ky_choice *choices_of(struct app *app, const struct form *form, size_t *count)
{
	return ky_campaign_choices(ky_workbook_campaign(app->wb), form->kind->fields[form->focus].choices, count);
}

struct ticks {
	const struct ky_choice *choices;
	const char *keys; /* as stored, or "" */
};

static bool has_key(const char *keys, const char *key)
{
	size_t size = strlen(key);
	for (; *keys; keys += strspn(keys, " ")) {
		size_t len = strcspn(keys, " ");
		if (len == size && memcmp(keys, key, size) == 0)
			return true;
		keys += len;
	}
	return false;
}

static bool is_ticked(const void *data, size_t i)
{
	const struct ticks *ticks = data;
	return has_key(ticks->keys, ticks->choices[i].id);
}

static const char *keys_of(const struct form *form)
{
	const struct ky_value value = ky_record_get(form->record, form->focus);
	return value.is == KY_STR ? value.text : "";
}

void form_several_draw(struct app *app, const struct form *form, int row, int col, int width)
{
	size_t count = 0;
	const struct ky_choice *choices = choices_of(app, form, &count);
	const struct ticks ticks = { choices, keys_of(form) };
	choices_draw_several(row, col, width, choices, count, form->among, is_ticked, &ticks);
}

void form_several_move(struct app *app, struct form *form, int by)
{
	size_t count = 0;
	choices_of(app, form, &count);
	if (count)
		form->among = (form->among + by + (int)count) % (int)count;
}

/* The record takes the keys; what is shown of them is the record's word. */
static void put_keys(struct app *app, struct form *form, const char *keys)
{
	struct ky_error err = { 0 };
	if (ky_record_put(app->wb, form->record, form->focus, keys, &err)) {
		app_fail_at_field(app, &err);
		return;
	}
	char *text = have(ky_record_text(app->wb, form->record, form->focus));
	form_set_text(form, form->focus, text);
	form_mark(form, form->focus);
	free(text);
}

static void tick(struct app *app, struct form *form)
{
	size_t count = 0;
	const struct ky_choice *choices = choices_of(app, form, &count);
	assert(form->among >= 0);
	if ((size_t)form->among >= count || !form_understand(app, form, form->focus))
		return;
	const char *was = keys_of(form), *key = choices[form->among].id;
	char *keys = xprintf("%s", "");
	for (size_t i = 0; i < count; i++)
		if (has_key(was, choices[i].id) != (strcmp(choices[i].id, key) == 0)) {
			char *more = xprintf("%s %s", keys, choices[i].id);
			free(keys);
			keys = more;
		}
	put_keys(app, form, keys);
	free(keys);
}

void form_several_type(struct app *app, struct form *form, const char *typed)
{
	size_t count = 0;
	const struct ky_choice *choices = choices_of(app, form, &count);
	if (!choices_typing_on(&form->typing) && strcmp(typed, " ") == 0) {
		tick(app, form);
		return;
	}
	int named = choices_type(&form->typing, choices, count, form->among, typed);
	if (named >= 0) {
		form->among = named;
		return;
	}
	char there_are[400];
	struct ky_error err = { 0 };
	form->among = form->typing.before;
	choices_list(choices, count, there_are, sizeof(there_are));
	ky_fail(&err, KY_INPUT, _("%s has only: %s"), ky_field_title(&form->kind->fields[form->focus]), there_are);
	app_fail_at_field(app, &err);
}
