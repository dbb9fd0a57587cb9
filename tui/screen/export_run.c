/* The screen of a running export: it shows how far it is, stops it, and takes the stick out of service afterwards.
 * Another process writes the package (terminal/job.h says why). */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/package.h"
#include "kuayue/text.h"
#include "screen/export_run.h"
#include "screen/keys.h"

#define LOOK_EVERY 100 /* ms */

static const struct screen_ops ended_ops;

static void end(struct app *app, struct export_run *self, bool may_be_pulled, const char *outcome)
{
	assert(self->step != ENDED);
	self->step = ENDED;
	self->screen.ops = &ended_ops;
	app->framed++; /* its keys are others now */
	self->may_be_pulled = may_be_pulled;
	snprintf(self->outcome, sizeof(self->outcome), "%s", outcome);
}

/* Goes back to the dialog, in which everything is as it was chosen. */
static void give_up(struct app *app, const char *why)
{
	app_pop(app);
	app_say(app, "%s", why);
	app->is_error = true;
}

static void add_handin(struct app *app, const struct export_run *self)
{
	struct ky_error err = { 0 };
	const struct ky_export_ask ask = { .dir = self->dir,
					   .documents = self->what,
					   .recipient = self->recipient };
	if (!ky_workbook_read_only(app->wb) && ky_export_list(app->wb, &ask, self->path, &err))
		app_fail(app, &err);
}

/* The stick that the workbook, or what is open of it, lies on is in use by ourselves. */
static bool workbook_is_there(const struct app *app, const struct export_run *self)
{
	struct ky_drives drives;
	if (ky_drive_list(&ky_drive_sources, &drives, NULL))
		return false;
	const struct ky_drive *drive = ky_drive_of(&drives, app->path);
	bool there = drive && strcmp(drive->disk, self->disk) == 0;
	ky_drives_free(&drives);
	return there;
}

static bool still_mounted(const struct export_run *self)
{
	struct ky_drives drives;
	bool mounted = ky_drive_list(&ky_drive_sources, &drives, NULL) != KY_OK;
	for (size_t i = 0; i < drives.count; i++)
		mounted = mounted || (drives.list[i].mount && strcmp(drives.list[i].disk, self->disk) == 0);
	ky_drives_free(&drives);
	return mounted;
}

static void begin_unmount(struct app *app, struct export_run *self)
{
	if (!self->device[0]) {
		end(app, self, false, "");
	} else if (workbook_is_there(app, self)) {
		end(app, self, false,
		    _("The workbook lies on this stick: quit the program, then use the desktop's eject before you "
		      "pull "
		      "it."));
	} else {
		self->step = UNMOUNTING;
		self->job = export_start_udisks("unmount", self->device);
		if (!self->job)
			end(app, self, false,
			    _("It cannot be unmounted from here: use the desktop's eject before you pull the "
			      "stick."));
	}
}

static void on_written(struct app *app, struct export_run *self, int status)
{
	assert(self->step == WRITING);
	char why[1024];
	/* A killed process did not say why; what it said before is something else. */
	snprintf(why, sizeof(why), "%s", status < 128 ? job_said(self->job) : "");
	job_free(self->job);
	self->job = NULL;
	if (!self->path) {
		give_up(app, self->stopping     ? _("The export was stopped; nothing was written.")
			     : status && why[0] ? why
						: _("The export ended before it was done; export again."));
		return;
	}
	self->done = 1000;
	self->stopping = false;
	self->document[0] = '\0';
	add_handin(app, self);
	app_refresh(app);
	begin_unmount(app, self);
}

static void on_unmounted(struct app *app, struct export_run *self, int status)
{
	assert(self->step == UNMOUNTING);
	char text[512];
	if (status || still_mounted(self)) {
		const char *why = job_said(self->job);
		snprintf(text, sizeof(text),
			 _("It could not be unmounted (%.300s): use the desktop's eject before you pull the "
			   "stick."),
			 status ? why : _("another part of the stick is still in use"));
		job_free(self->job);
		self->job = NULL;
		end(app, self, false, text);
		return;
	}
	job_free(self->job);
	self->step = POWERING_OFF;
	self->job = export_start_udisks("power-off", self->device);
	if (!self->job)
		end(app, self, true, _("Now the stick can be pulled out."));
}

static void on_ended(struct app *app, struct export_run *self, int status)
{
	if (self->step == WRITING) {
		on_written(app, self, status);
	} else if (self->step == UNMOUNTING) {
		on_unmounted(app, self, status);
	} else {
		/* A card reader cannot be powered off. That is no failure, since nothing is mounted any more. */
		job_free(self->job);
		self->job = NULL;
		end(app, self, true, _("Now the stick can be pulled out."));
	}
}

static void read_line(struct export_run *self, const char *line)
{
	int done = 0, at = 0;
	if (sscanf(line, "progress %d %n", &done, &at) == 1 && at) {
		self->done = done < 0 ? 0 : done > 1000 ? 1000 : done;
		snprintf(self->document, sizeof(self->document), "%s", line + at);
	} else if (self->step == WRITING && line[0]) {
		free(self->path);
		self->path = xstrdup(line);
	}
}

static void read_lines(struct export_run *self)
{
	char line[4600];
	while (job_line(self->job, line, sizeof(line)))
		read_line(self, line);
}

static void on_idle(struct app *app, struct export_run *self)
{
	int status = 0;
	if (!self->job)
		return;
	read_lines(self);
	if (job_ended(self->job, &status))
		on_ended(app, self, status);
}

static void leave(struct app *app, struct export_run *self)
{
	assert(self->step == ENDED);
	bool pulled = self->may_be_pulled;
	char path[1400];
	snprintf(path, sizeof(path), "%.1000s  %s", self->path ? self->path : "", self->sealed);
	app_pop(app); /* this, and the dialog below it */
	app_pop(app);
	if (!app->is_error || !app->message[0])
		app_say(app,
			pulled ? _("Now the stick can be pulled out. %s")
			       : _("Written, read back and compared: %s"),
			path);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct export_run *self = (struct export_run *)screen;
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (event->type == EV_IDLE) {
		on_idle(app, self);
	} else if (self->step == ENDED && (action == ACT_ENTER || action == ACT_ESCAPE)) {
		leave(app, self);
	} else if (self->step == WRITING && action == ACT_ESCAPE) {
		self->stopping = true;
		job_stop(self->job);
	}
}

static int how_long(struct app *app, struct screen *screen)
{
	(void)app;
	return ((struct export_run *)screen)->step == ENDED ? -1 : LOOK_EVERY;
}

/* Claims to be typing, so that q, 1-9 and x cannot leave the screen while the export runs. */
static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

/* Leaving stops the export. A package that got its name all the same is added to the list. */
static void close_run(struct app *app, struct screen *screen)
{
	struct export_run *self = (struct export_run *)screen;
	if (self->step == WRITING && self->job) {
		job_stop(self->job);
		job_wait(self->job);
		read_lines(self);
		if (self->path)
			add_handin(app, self);
	}
	job_free(self->job);
	free(self->dir);
	free(self->what);
	free(self->recipient);
	free(self->path);
	free(self);
}

static const enum action actions[] = { ACT_ESCAPE, ACT_HELP, ACT_QUIT, ACT_NONE };
static const enum action ended_actions[] = { ACT_ENTER, ACT_ESCAPE, ACT_HELP, ACT_QUIT, ACT_NONE };

static const struct key_label labels[] = { { ACT_ESCAPE, N_("stop") }, { ACT_NONE, NULL } };
static const struct key_label ended_labels[] = { { ACT_ENTER, N_("close") },
						 { ACT_ESCAPE, N_("close") },
						 { ACT_NONE, NULL } };

static const struct screen_ops ops = {
	.actions = actions,
	.labels = labels,
	.help = N_("The package is being written beside the interface. {ESCAPE} stops it, and nothing is left "
		   "behind. Pull the stick only when it says that it can be pulled out."),
	.draw = export_run_draw,
	.handle = handle,
	.wait = how_long,
	.typing = is_typing,
	.close = close_run,
};

static const struct screen_ops ended_ops = {
	.actions = ended_actions,
	.labels = ended_labels,
	.help = N_("The package is written. Above is where, for whom it is sealed, and whether the stick can be "
		   "pulled out."),
	.draw = export_run_draw,
	.handle = handle,
	.wait = how_long,
	.typing = is_typing,
	.close = close_run,
};

void screen_export_run(struct app *app, const struct export_order *order)
{
	struct job *job = export_start(app, order);
	if (!job) {
		app_say(app, "%s", _("The export cannot be started here; close other programs and try again."));
		app->is_error = true;
		return;
	}
	struct export_run *self = xalloc(sizeof(*self));
	self->screen = (struct screen){ .ops = &ops, .title = _("Export") };
	self->job = job;
	self->dir = xstrdup(order->dir);
	self->what = order->what ? xstrdup(order->what) : NULL;
	self->recipient = order->recipient ? xstrdup(order->recipient) : NULL;
	if (order->seal)
		snprintf(self->sealed, sizeof(self->sealed), _("Sealed for: %s (%s)%s"), order->seal->key.name,
			 order->seal->key.fingerprint, keys_doubt(order->seal));
	else
		snprintf(self->sealed, sizeof(self->sealed), "%s", _("Not sealed: anyone can open it."));
	if (order->drive) {
		snprintf(self->device, sizeof(self->device), "%s", order->drive->device);
		snprintf(self->disk, sizeof(self->disk), "%s", order->drive->disk);
		snprintf(self->label, sizeof(self->label), "%s", order->drive->label);
	}
	app_push(app, &self->screen);
}
