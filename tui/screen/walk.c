/* The guided walk: leads from one unfinished thing to the next. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/guide.h"
#include "screen/screens.h"

struct walk {
	const char *kind;   /* only of this kind, or NULL */
	const char *walked; /* not these */
	bool found;
	char next_kind[40], id[40], reason[512];
};

static int take_step(void *data, const struct ky_step *step)
{
	struct walk *walk = data;
	if (walk->kind && strcmp(walk->kind, step->kind) != 0)
		return 0;
	const char *mark = step->id[0] ? step->id : step->kind; /* a record still to be made */
	if (walk->walked && strstr(walk->walked, mark))
		return 0;
	walk->found = true;
	snprintf(walk->next_kind, sizeof(walk->next_kind), "%s", step->kind);
	snprintf(walk->id, sizeof(walk->id), "%s", step->id);
	guide_reason(step, walk->reason, sizeof(walk->reason));
	return 1;
}

void guide_reason(const struct ky_step *step, char *out, size_t size)
{
	assert(step && size > 0);
	if (step->basis[0])
		snprintf(out, size, _("%s (%s)"), step->reason, step->basis);
	else
		snprintf(out, size, "%s", step->reason);
}

void walk_restart(struct app *app)
{
	free(app->walked);
	app->walked = NULL;
}

void walk_visit(struct app *app, const char *id)
{
	assert(id);
	char *more = xprintf("%s%s ", app->walked ? app->walked : "", id);
	free(app->walked);
	app->walked = more;
}

bool walk_on(struct app *app, const struct ky_kind *kind)
{
	struct walk walk = { .kind = kind ? kind->name : NULL, .walked = app->walked };
	struct ky_error err = { 0 };
	enum ky_code code = ky_guide_next(app->wb, take_step, &walk, &err);
	if (code && code != KY_NO) {
		app_fail(app, &err);
		return true;
	}
	if (walk.found)
		screen_form(app, ky_kind_find(walk.next_kind), walk.id[0] ? walk.id : NULL, walk.reason);
	return walk.found;
}

void screen_walk(struct app *app, int page)
{
	(void)page;
	walk_restart(app);
	if (!walk_on(app, NULL))
		app_say(app, "%s", _("Nothing is left to do today."));
}
