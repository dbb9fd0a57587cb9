/* Shows what a hand-over package from another copy of the workbook would bring, and takes it in. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/kept.h"
#include "kuayue/merge.h"
#include "screen/import.h"
#include "terminal/memory.h"
#include "widget/wrapped.h"

struct handover {
	struct screen screen;
	struct ky_merge_outcome outcome;
	struct kept lines;
	struct scroll scroll;
	char *path, title[160];
};

static void draw_line(void *data, int line, int row)
{
	const struct handover *self = data;
	term_put(row, 0, term_cols(), line == self->scroll.cursor ? LOOK_CURSOR : LOOK_PLAIN,
		 self->lines.texts[line]);
}

static bool brings(const struct handover *self)
{
	return self->outcome.operations > 0;
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct handover *self = (struct handover *)screen;
	int row =
		wrapped_put(top, bottom, LOOK_DIM,
			    brings(self) ? _("{ENTER} takes it in, behind a backup; {ESCAPE} leaves all as it is.")
					 : _("All of it is here already. {ESCAPE} goes back."));
	scroll_draw(&self->scroll, row, bottom, 0, draw_line, self);
}

/* What was shown was agreed to. */
static bool agree(void *data, const struct ky_merge_outcome *outcome)
{
	const struct ky_merge_outcome *shown = data;
	return shown->operations == outcome->operations && shown->undecided == outcome->undecided;
}

static void take(struct app *app, struct handover *self)
{
	struct ky_error err = { 0 };
	struct ky_merge_outcome outcome;
	app_hold_keys(app, true);
	enum ky_code code = ky_merge_take(app->wb, self->path, agree, &self->outcome, &outcome, &err);
	app_hold_keys(app, false);
	if (code) {
		app_fail(app, &err);
		return;
	}
	app_pop(app);
	app_refresh(app);
	if (outcome.undecided)
		app_say(app, _("Taken in; {INBOX} shows the %lld that wait for a decision."),
			(long long)outcome.undecided);
	else
		app_say(app, "%s", _("Taken in."));
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct handover *self = (struct handover *)screen;
	if (scroll_event(&self->scroll, event) || event->type != EV_ACTION)
		return;
	if (event->action == ACT_ENTER && brings(self))
		take(app, self);
	else if (event->action == ACT_ESCAPE)
		app_pop(app);
}

static void close_handover(struct app *app, struct screen *screen)
{
	(void)app;
	struct handover *self = (struct handover *)screen;
	kept_free(&self->lines);
	free(self->path);
	free(self);
}

static const enum action actions[] = { ACT_ENTER, ACT_ESCAPE, ACT_UP, ACT_DOWN, ACT_HELP, ACT_NONE };
static const struct key_label labels[] = { { ACT_ENTER, N_("take in") }, { ACT_NONE, NULL } };

static const struct screen_ops ops = {
	.actions = actions,
	.labels = labels,
	.help = N_("What another PC of the school, or a teaching point, wrote: all its changes come into this "
		   "workbook, and nothing of what is here is lost. Where both wrote different things, both stay "
		   "until somebody decides ({INBOX}). A package that was taken in already changes nothing."),
	.draw = draw,
	.handle = handle,
	.close = close_handover,
};

static void add(struct handover *self, const char *fmt, ...) KY_PRINTF(2, 3);

static void add(struct handover *self, const char *fmt, ...)
{
	char text[1024];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (!kept_add(&self->lines, xstrdup(text)))
		out_of_memory();
}

static void describe(struct handover *self)
{
	const struct ky_merge_outcome *outcome = &self->outcome;
	add(self, _("From %s %s, %s"), outcome->school, outcome->code, outcome->date);
	if (outcome->trust == KY_TRUST_OWN)
		add(self, "%s", _("Signed with this school's own key"));
	else if (outcome->trust == KY_TRUST_NEW)
		add(self, "%s",
		    _("The first package of that school: compare the fingerprint by telephone ({KEYS})"));
	add(self, _("%lld new records"), (long long)outcome->made);
	add(self, _("%lld changed"), (long long)outcome->changed);
	add(self, _("%lld deleted"), (long long)outcome->removed);
	add(self, _("%lld undecided"), (long long)outcome->undecided);
	add(self, _("%lld here already"), (long long)outcome->known);
	if (outcome->ahead)
		add(self, _("The clock there is %lld days ahead of this PC's."), (long long)outcome->ahead);
	if (outcome->taken_back)
		add(self, "%s", _("This package was taken in once and taken back."));
}

/* In the place of the page that asked for the file. */
enum ky_code screen_import_handover(struct app *app, const char *path, bool *wanted, struct ky_error *err)
{
	struct handover *self = xalloc(sizeof(*self));
	self->path = xstrdup(path);
	enum ky_code code = ky_merge_look(app->wb, path, &self->outcome, err);
	*wanted = self->outcome.kind == KY_PACKAGE_HANDOVER;
	if (code || !*wanted) {
		close_handover(app, &self->screen);
		return code;
	}
	snprintf(self->title, sizeof(self->title), _("Import %.100s"), file_name(path));
	self->screen = (struct screen){ .ops = &ops, .title = self->title };
	describe(self);
	scroll_set_count(&self->scroll, (int)self->lines.count);
	app_pop(app);
	app_push(app, &self->screen);
	return KY_OK;
}
