/* Shows what was given to import and is no table: what a newer template changes, or whose package it is. */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/kept.h"
#include "kuayue/export.h"
#include "kuayue/package.h"
#include "kuayue/update.h"
#include "screen/import.h"
#include "terminal/memory.h"
#include "widget/wrapped.h"

#define DOCUMENTS_SHOWN 100

struct given {
	struct screen screen;
	struct ky_update *update; /* of a template; NULL: of a package, which has lines */
	struct kept lines;
	struct scroll scroll;
	char title[160];
};

static const char *line_at(const struct given *self, size_t line)
{
	if (self->update)
		return ky_update_line(self->update, line);
	return line < self->lines.count ? self->lines.texts[line] : NULL;
}

static void draw_line(void *data, int line, int row)
{
	const struct given *self = data;
	const char *text = line_at(self, (size_t)line);
	assert(text);
	term_put(row, 0, term_cols(), line == self->scroll.cursor ? LOOK_CURSOR : LOOK_PLAIN, text);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct given *self = (struct given *)screen;
	int row = wrapped_put(
		top, bottom, LOOK_DIM,
		self->update
			? _("What the newer template changes. {ENTER} applies it, {ESCAPE} leaves all as it was.")
			: _("A package for the leadership group, without the changes: it cannot be taken in. Ask "
			    "for one that is made on page 7, {EXPORT}, for this school. {ESCAPE} goes back."));
	scroll_draw(&self->scroll, row, bottom, 0, draw_line, self);
}

static void apply(struct app *app, void *data)
{
	struct given *self = data;
	struct ky_error err = { 0 };
	if (ky_update_apply(self->update, &err)) {
		app_fail(app, &err);
		return;
	}
	app_pop(app);
	app_refresh(app);
	app_say(app, "%s", _("The template is in force."));
}

/* Undo stops at a template, so its version has to be typed. */
static void ask_template(struct app *app, struct given *self)
{
	const char *version = ky_campaign_version(ky_update_campaign(self->update));
	char question[400];
	snprintf(question, sizeof(question),
		 ky_update_trusted(self->update)
			 ? _("Version %s of the template takes the place of the one in force; {UNDO} does not "
			     "bring "
			     "that back.")
			 : _("Version %s of the template takes the place of the one in force; {UNDO} does not "
			     "bring "
			     "that back. Nobody vouches for it: see in the first line who signed it."),
		 version);
	screen_ask(app, &(struct asking){ .question = question,
					  .verb = N_("put in force"),
					  .number = version,
					  .yes = apply,
					  .data = self });
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct given *self = (struct given *)screen;
	if (scroll_event(&self->scroll, event) || event->type != EV_ACTION)
		return;
	if (event->action == ACT_ENTER && self->update)
		ask_template(app, self);
	else if (event->action == ACT_ESCAPE)
		app_pop(app);
}

static void close_given(struct app *app, struct screen *screen)
{
	(void)app;
	struct given *self = (struct given *)screen;
	ky_update_close(self->update);
	kept_free(&self->lines);
	free(self);
}

static const enum action template_actions[] = { ACT_ENTER, ACT_ESCAPE, ACT_UP, ACT_DOWN, ACT_HELP, ACT_NONE };
static const enum action package_actions[] = { ACT_ESCAPE, ACT_UP, ACT_DOWN, ACT_HELP, ACT_NONE };
static const struct key_label labels[] = { { ACT_ENTER, N_("put in force") }, { ACT_NONE, NULL } };

static const struct screen_ops template_ops = {
	.actions = template_actions,
	.labels = labels,
	.help = N_("What a newer campaign template changes. Nothing is written before {ENTER}."),
	.draw = draw,
	.handle = handle,
	.close = close_given,
};

static const struct screen_ops package_ops = {
	.actions = package_actions,
	.help = N_("Whose package it is, who signed it, whether it is whole, and what is in it."),
	.draw = draw,
	.handle = handle,
	.close = close_given,
};

static struct given *given_new(const char *path, const struct screen_ops *ops)
{
	struct given *self = xalloc(sizeof(*self));
	snprintf(self->title, sizeof(self->title), _("Import %.100s"), file_name(path));
	self->screen = (struct screen){ .ops = ops, .title = self->title };
	return self;
}

/* In the place of the page that asked for the file. */
static void show_given(struct app *app, struct given *self)
{
	size_t count = 0;
	while (line_at(self, count))
		count++;
	scroll_set_count(&self->scroll, (int)count);
	app_pop(app);
	app_push(app, &self->screen);
}

enum ky_code screen_import_template(struct app *app, const char *path, struct ky_error *err)
{
	struct given *self = given_new(path, &template_ops);
	enum ky_code code = ky_update_open(app->wb, path, &self->update, err);
	if (!code)
		code = ky_export_check_sets(ky_update_campaign(self->update), path, err);
	if (code)
		close_given(app, &self->screen);
	else
		show_given(app, self);
	return code;
}

static void add_line(struct given *self, const char *label, const char *text)
{
	if (!kept_add(&self->lines, xprintf(_("%s: %s"), label, text ? text : "—")))
		out_of_memory();
}

static void add_report(struct given *self, const struct ky_package_report *report)
{
	add_line(self, _("School"), report->school);
	add_line(self, _("School code"), report->code);
	add_line(self, _("Campaign"), report->campaign);
	add_line(self, _("Date"), report->date);
	if (report->is_signed)
		add_line(self, _("Signed by"), report->signer.name);
	if (report->is_signed)
		add_line(self, _("Fingerprint"), report->signer.fingerprint);
	if (!report->is_signed)
		add_line(self, _("Signed by"), _("nobody"));
	if (report->sealed_for)
		add_line(self, _("Sealed for"), report->sealed_for);
	for (size_t i = 0; i < report->problem_count && i < KY_PACKAGE_PROBLEMS; i++)
		add_line(self, _("Altered"), report->problems[i]);
	for (size_t i = 0; i < report->file_count && i < DOCUMENTS_SHOWN; i++)
		add_line(self, _("Document"), report->files[i]);
}

enum ky_code screen_import_package(struct app *app, const char *path, struct ky_error *err)
{
	struct ky_package_report report = { 0 };
	struct ky_error ignored = { 0 };
	bool wanted = false;
	enum ky_code code = screen_import_handover(app, path, &wanted, err);
	if (wanted)
		return code;
	code = ky_package_verify(path, &report, &ignored);
	if (code != KY_OK && code != KY_NO)
		return err->code ? err->code : ky_fail(err, code, "%s", ignored.text);
	struct given *self = given_new(path, &package_ops);
	add_report(self, &report);
	ky_package_report_free(&report);
	show_given(app, self);
	return KY_OK;
}
