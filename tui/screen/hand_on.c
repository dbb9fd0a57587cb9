/* Hands a record on to the one that follows from it (an opinion, a checklist item or a notice to a problem, a
 * problem to its publication), and joins records that are the same. */
#include <stdio.h>

#include "kuayue/chain.h"
#include "screen/screens.h"

static bool load(struct app *app, const char *id, struct ky_record **record)
{
	struct ky_error err = { 0 };
	if (ky_record_load(app->wb, id, record, &err) == KY_OK)
		return true;
	app_fail(app, &err);
	return false;
}

bool record_action(struct app *app, const char *id, enum action action)
{
	static const struct {
		enum action action;
		void (*open)(struct app *app, const char *id);
	} table[] = {
		{ ACT_CHAIN, screen_chain },    { ACT_HAND_ON, screen_hand_on }, { ACT_JOIN, screen_join },
		{ ACT_LIKE, screen_form_like }, { ACT_HISTORY, screen_history }, { ACT_STATE, screen_form_state },
	};
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].action != action)
			continue;
		if (id && id[0])
			table[i].open(app, id);
		else
			app_say(app, "%s", _("There is no record on this line yet."));
		return true;
	}
	return false;
}

void screen_hand_on(struct app *app, const char *id)
{
	struct ky_record *from = NULL;
	struct ky_onward onward;
	if (!load(app, id, &from))
		return;
	if (!ky_chain_onward(ky_record_kind(from), &onward))
		app_say(app, _("Nothing follows from %s in the chain."), ky_record_number(from));
	else if (onward.own >= 0 && ky_record_get(from, onward.own).text[0])
		screen_form(app, onward.kind, ky_record_get(from, onward.own).text, NULL);
	else
		screen_form_from(app, from);
	ky_record_free(from);
}

static void picked(struct app *app, void *data, const char *to)
{
	const char *id = app->joining;
	(void)data;
	struct ky_error err = { 0 };
	struct ky_record *from = NULL, *follower = NULL;
	if (to[0] && ky_chain_join(app->wb, id, to, &err))
		app_fail(app, &err);
	else if (to[0] && load(app, id, &from) && load(app, to, &follower)) {
		app_refresh(app);
		app_say(app, _("%s now leads to %s; both are kept, and {UNDO} takes it back."),
			ky_record_number(from), ky_record_number(follower));
	}
	ky_record_free(from);
	ky_record_free(follower);
}

void screen_join(struct app *app, const char *id)
{
	struct ky_record *from = NULL;
	struct ky_onward onward;
	if (!load(app, id, &from))
		return;
	const struct ky_kind *kind = ky_record_kind(from);
	bool merges = ky_field_of(kind, KY_ROLE_MERGED) >= 0, leads = ky_chain_onward(kind, &onward);
	snprintf(app->joining, sizeof(app->joining), "%s", ky_record_id(from));
	ky_record_free(from);
	/* A problem is joined to another problem, and what leads to a problem to that problem. */
	if (merges && (!leads || onward.own < 0)) {
		screen_pick(app, &(struct picking){ .kind = kind, .day = KY_NO_DAY, .done = picked });
	} else if (leads) {
		screen_pick(app, &(struct picking){ .kind = onward.kind, .day = KY_NO_DAY, .done = picked });
	} else {
		app_say(app, "%s", _("This record cannot be joined to another."));
		return;
	}
	app->top->title = _("Joins to which?");
}
