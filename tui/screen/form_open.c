/* Opens a form for a stored record, a new one, one like another, or one that follows from another. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/chain.h"
#include "screen/form.h"

static void put_first_choices(struct app *app, struct ky_record *record)
{
	const struct ky_kind *kind = ky_record_kind(record);
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *field = &kind->fields[i];
		size_t count = 0;
		struct ky_error err = { 0 };
		if (!field->starts_first || ky_record_get(record, (int)i).is != KY_BLANK)
			continue;
		const struct ky_choice *choices =
			ky_campaign_choices(ky_workbook_campaign(app->wb), field->choices, &count);
		if (count && ky_record_put(app->wb, record, (int)i, choices[0].id, &err))
			app_fail(app, &err);
	}
}

bool form_differs(struct app *app, const struct form *form)
{
	struct ky_record *stored = NULL;
	const char *id = ky_record_id(form->record);
	bool differs = form->from[0] != '\0'; /* that it was begun is something already */
	if (id[0] && ky_record_load(app->wb, id, &stored, NULL))
		return true;
	if (!stored) {
		stored = have(ky_record_new(form->kind));
		put_first_choices(app, stored);
	}
	for (int i = 0; !differs && i < (int)form->kind->field_count; i++) {
		char *text = have(ky_record_text(app->wb, stored, i));
		differs = strcmp(text, form_text(form, i)) != 0;
		free(text);
	}
	ky_record_free(stored);
	return differs;
}

static void set_title(struct form *form, bool stored, const struct ky_record *from)
{
	const char *name = form->kind->name, *kind = ky_kind_title(form->kind);
	if (stored)
		snprintf(form->title, sizeof(form->title), "%s %s", kind, ky_record_number(form->record));
	else if (from)
		snprintf(form->title, sizeof(form->title), _("%s new, from %s"), kind, ky_record_number(from));
	else
		snprintf(form->title, sizeof(form->title), _("%s new"), kind);
	if (from)
		snprintf(form->from, sizeof(form->from), "%s", ky_record_id(from));
	snprintf(form->draft_key, sizeof(form->draft_key), "%s/%s%s%s", name,
		 stored ? ky_record_id(form->record) : "new", from ? "/" : "", form->from);
}

static bool is_given(const struct form *form, size_t field)
{
	const struct ky_field *decl = &form->kind->fields[field];
	return decl->computed || decl->role == KY_ROLE_IDENTITY ||
	       (decl->by == KY_BY_TEMPLATE && form->fields[field].text[0]);
}

/* The first field that the school fills in: not what the record is of. */
static int first_own(const struct form *form)
{
	size_t field = 0;
	while (field + 1 < form->kind->field_count && is_given(form, field))
		field++;
	return (int)field;
}

/* Takes record over; stored false: it is still to be made, from: as what follows from that one. */
static struct form *form_open(struct app *app, struct ky_record *record, bool stored, const struct ky_record *from,
			      const char *reason)
{
	const struct ky_kind *kind = ky_record_kind(record);
	struct form *form = xalloc(sizeof(*form));
	form->screen = (struct screen){ .ops = form_ops(kind), .title = form->title };
	form->kind = kind;
	form->record = record;
	form->fields = xalloc((kind->field_count) * sizeof(*form->fields));
	form->walking = reason != NULL;
	if (stored)
		lately_opened(&app->lately, ky_record_id(record));
	if (reason)
		walk_visit(app, stored ? ky_record_id(record) : kind->name);
	snprintf(form->reason, sizeof(form->reason), "%s", reason ? reason : "");
	set_title(form, stored, from);
	if (!stored)
		put_first_choices(app, form->record);
	form_load_texts(app, form);
	for (size_t i = 0; !stored && i < kind->field_count; i++)
		form->fields[i].dirty = form->fields[i].text[0] != '\0';
	int typed = form_draft_load(app, form);
	form->touched = form->draft_stored || from; /* what follows from another was asked for with its key */
	app_push(app, &form->screen);
	form->screen.page = page_of_kind(app->places, kind->name);
	if (typed >= 0)
		form_enter(form, typed);
	else
		form_enter(form, stored && !reason && !kind->single ? first_own(form) : form_first_open(form));
	return form;
}

static struct form *open_record(struct app *app, const struct ky_kind *kind, const char *id, const char *reason)
{
	struct ky_error err = { 0 };
	struct ky_record *record = NULL;
	bool stored = id && id[0];
	if (!stored || ky_record_load(app->wb, id, &record, &err) == KY_OK)
		return form_open(app, stored ? record : have(ky_record_new(kind)), stored, NULL, reason);
	app_fail(app, &err);
	return NULL;
}

void screen_form(struct app *app, const struct ky_kind *kind, const char *id, const char *reason)
{
	open_record(app, kind, id, reason);
}

void screen_form_at(struct app *app, const struct ky_kind *kind, const char *id, const char *field)
{
	struct form *form = open_record(app, kind, id, NULL);
	int at = form ? ky_field_find(form->kind, field) : -1;
	if (at >= 0 && at != form->focus && form_leave(app, form))
		form_enter(form, at);
}

void screen_form_like(struct app *app, const char *id)
{
	struct ky_error err = { 0 };
	struct ky_record *record = NULL, *like = NULL;
	if (ky_record_load(app->wb, id, &record, &err)) {
		app_fail(app, &err);
		return;
	}
	if (ky_record_kind(record)->single) {
		app_say(app, "%s", _("There is just one of these."));
	} else if (ky_record_like(app->wb, record, &like, &err)) {
		app_fail(app, &err);
	} else {
		form_open(app, like, false, NULL, NULL)->like = true;
	}
	ky_record_free(record);
}

void screen_form_from(struct app *app, const struct ky_record *from)
{
	struct ky_onward onward;
	if (ky_chain_onward(ky_record_kind(from), &onward))
		form_open(app, have(ky_chain_follow(app->wb, from)), false, from, NULL);
}
