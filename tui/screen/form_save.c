/* Saves a form's record, discards what was typed, and fills a new form like the newest record. */
#include <stdio.h>
#include <stdlib.h>

#include "kuayue/chain.h"
#include "screen/form.h"
#include "terminal/memory.h"

void form_discard(struct app *app, struct form *form)
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
	form->record = stored ? stored : have(ky_record_new(form->kind));
	form_load_texts(app, form);
	form->unsaved = form->draft_stored = form->touched = false;
	form_enter(form, form->focus);
	if (ky_draft_drop(app->wb, form->draft_key, &err))
		app_fail(app, &err);
	else
		app_say(app, "%s", _("The text is as it was last saved."));
}

static bool understand_all(struct app *app, struct form *form)
{
	if (!form_leave(app, form)) {
		form_enter(form, form->focus);
		return false;
	}
	for (int i = 0; i < (int)form->kind->field_count; i++) {
		if (form_understand(app, form, i))
			continue;
		form_enter(form, i);
		return false;
	}
	return true;
}

/* True if the record that this one follows from names it, and not the other way round. */
static bool leads_by_own_field(struct app *app, const struct form *form)
{
	struct ky_record *from = NULL;
	struct ky_onward onward;
	if (!form->from[0] || ky_record_load(app->wb, form->from, &from, NULL))
		return false;
	bool own = ky_chain_onward(ky_record_kind(from), &onward) && onward.own >= 0;
	ky_record_free(from);
	return own;
}

/* Saves the record and drops the draft in one transaction, so that exactly one of them is there afterwards. */
static enum ky_code store(struct app *app, struct form *form, int *field, struct ky_error *err)
{
	bool is_new = !ky_record_id(form->record)[0];
	enum ky_code code = ky_change_begin(app->wb, is_new ? KY_CHANGE_ADD : KY_CHANGE_EDIT, err);
	if (code)
		return code;
	code = ky_record_save(app->wb, form->record, field, err);
	if (!code && leads_by_own_field(app, form))
		code = ky_chain_join(app->wb, form->from, ky_record_id(form->record), err);
	if (!code && form->draft_stored)
		code = ky_draft_drop(app->wb, form->draft_key, err);
	if (!code)
		return ky_change_commit(app->wb, err);
	ky_change_rollback(app->wb);
	return code;
}

/* "merged into: C07-001", for each link that is new. */
static void list_links(struct app *app, const struct form *form, char *out, size_t size)
{
	size_t used = 0;
	out[0] = '\0';
	for (int i = 0; i < (int)form->kind->field_count; i++) {
		char shown[200];
		if (!form_is_link(form, i) || !form->fields[i].dirty || !form->fields[i].text[0] || used >= size)
			continue;
		ky_record_show(app->wb, form->record, i, shown, sizeof(shown));
		int added = snprintf(out + used, size - used, _("%s%s: %s"), used ? _("; ") : "",
				     ky_field_title(&form->kind->fields[i]), shown);
		used += (size_t)(added > 0 ? added : 0);
	}
}

static void say_saved(struct app *app, const char *number, const char *links, bool last)
{
	if (links[0])
		app_say(app, _("%s is saved. %s."), number, links);
	else if (last)
		app_say(app, _("%s is saved. Nothing else waits here."), number);
	else
		app_say(app, _("%s is saved."), number);
}

/* Nobody typed into it. In the walk the next thing opens as it does after a save. */
static bool close_untouched(struct app *app, struct form *form, char *id, size_t size)
{
	const struct ky_kind *kind = form->kind;
	bool walking = form->walking, stored = ky_record_id(form->record)[0] != '\0';
	if (id)
		snprintf(id, size, "%s", ky_record_id(form->record));
	app_pop(app);
	if (walking && walk_on(app, kind))
		return stored;
	app_say(app, "%s",
		stored ? _("Nothing was changed, so nothing is saved.")
		       : _("Nothing was typed, so nothing is saved."));
	return stored;
}

/* Saves it with the number that was typed, which is marked as such. */
static void keep_typed(struct app *app, void *data)
{
	struct form *form = data;
	int keeper = ky_field_find(form->kind, form->kind->fields[form->focus].kept_by);
	form_set_text(form, keeper, _("by hand"));
	form_mark(form, keeper);
	form_save(app, form, NULL, 0);
}

/* Shows why a record cannot be saved, at its field. What contradicts what was counted may be kept: that is asked.
 */
static void say_fault(struct app *app, struct form *form, int field, const struct ky_error *err)
{
	form_enter(form, field >= 0 ? field : form->focus);
	if (err->code == KY_INPUT && field >= 0 && ky_record_may_keep(form->record, field))
		screen_ask(app, &(struct asking){ .question = err->text,
						  .verb = N_("keep what was typed"),
						  .yes = keep_typed,
						  .data = form });
	else if (field >= 0)
		app_fail_at_field(app, err);
	else
		app_fail(app, err);
}

static void save_outside(struct app *app, void *data)
{
	struct form *form = data;
	form->outside_too = true;
	form_save(app, form, NULL, 0);
}

/* What happened when the campaign was not on is asked about, once: the question behind the last field says it too.
 */
static bool asks_outside(struct app *app, struct form *form)
{
	char says[256];
	if (form->asking || form->outside_too || !ky_record_outside(app->wb, form->record, says, sizeof(says)))
		return false;
	screen_ask(app, &(struct asking){ .question = says,
					  .verb = N_("save it all the same"),
					  .yes = save_outside,
					  .data = form });
	return true;
}

bool form_save(struct app *app, struct form *form, char *id, size_t size)
{
	struct ky_error err = { 0 };
	int field = -1;
	if (!understand_all(app, form))
		return false;
	if (!form->touched)
		return close_untouched(app, form, id, size);
	if (asks_outside(app, form))
		return false;
	bool is_new = !ky_record_id(form->record)[0];
	if (store(app, form, &field, &err)) {
		say_fault(app, form, field, &err);
		return false;
	}
	form->unsaved = form->draft_stored = false;
	const struct ky_kind *kind = form->kind;
	bool walking = form->walking;
	if (is_new)
		snprintf(app->saved, sizeof(app->saved), "%s", ky_record_id(form->record));
	char number[80], links[600];
	snprintf(number, sizeof(number), "%s", ky_record_number(form->record));
	list_links(app, form, links, sizeof(links));
	if (id)
		snprintf(id, size, "%s", ky_record_id(form->record));
	app_pop(app);
	app_refresh(app);
	app->saved[0] = '\0';
	bool last = walking && !walk_on(app, kind);
	say_saved(app, number, links, last);
	return true;
}

/* A form that was begun as like another is followed by one like what it saved. */
void form_save_and_new(struct app *app, struct form *form)
{
	const struct ky_kind *kind = form->kind;
	bool like = form->like;
	char id[48] = "";
	if (kind->single) {
		app_say(app, "%s", _("There is just one of these."));
		return;
	}
	form->walking = false; /* this key goes elsewhere */
	if (!form->touched) {
		app_say(app, "%s", _("Nothing was typed, so nothing is saved."));
		return;
	}
	if (!form_save(app, form, id, sizeof(id)))
		return;
	if (like)
		screen_form_like(app, id);
	else
		screen_form(app, kind, NULL, NULL);
}

/* What the newest record of the kind has and this new one has not yet. */
void form_same_again(struct app *app, struct form *form)
{
	struct ky_error err = { 0 };
	struct ky_record *newest = NULL, *like = NULL;
	if (ky_record_id(form->record)[0])
		return;
	if (ky_record_load_newest(app->wb, form->kind, &newest, &err))
		app_fail(app, &err);
	if (!newest)
		return;
	if (ky_record_like(app->wb, newest, &like, &err)) {
		app_fail(app, &err);
		ky_record_free(newest);
		return;
	}
	form->like = true;
	edit_free(form->edit);
	form->edit = NULL;
	for (size_t i = 0; i < form->kind->field_count; i++) {
		char *text = have(ky_record_text(app->wb, like, (int)i));
		if (text[0] && (!form->fields[i].text[0] || form->kind->fields[i].starts_first)) {
			form_set_text(form, (int)i, text);
			form_mark(form, (int)i);
			form_understand(app, form, (int)i);
		}
		free(text);
	}
	app_say(app, _("As %s, but for its days and texts."), ky_record_number(newest));
	ky_record_free(like);
	ky_record_free(newest);
	form_enter(form, form_first_open(form));
}
