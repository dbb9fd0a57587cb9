/* The sticks of the export dialog: follows those that come and go, keeps the chosen one, and mounts it. */
#include "screen/export.h"

#include <stdio.h>
#include <string.h>

#define LOOK_AT_DEVICES 4 /* times EXPORT_LOOK_EVERY: at what is plugged in and not mounted */

const struct ky_drive *export_drive(const struct export_dialog *self)
{
	for (size_t i = 0; i < self->drives.count; i++)
		if (strcmp(self->drives.list[i].device, self->device) == 0)
			return &self->drives.list[i];
	return NULL;
}

/* Takes the stick at the focus as chosen. Moving the focus over it does not choose it. */
void export_choose_here(struct export_dialog *self)
{
	if (self->focus.kind == LINE_DRIVE)
		snprintf(self->device, sizeof(self->device), "%s", self->drives.list[self->focus.index].device);
	else if (self->focus.kind == LINE_FOLDER)
		self->device[0] = '\0';
	else
		return;
	self->touched = true;
}

/* The focus goes where the choice is. */
static void focus_choice(struct export_dialog *self)
{
	const struct ky_drive *drive = export_drive(self);
	self->focus = drive ? (struct export_line){ LINE_DRIVE, (size_t)(drive - self->drives.list) }
			    : (struct export_line){ LINE_FOLDER, 0 };
}

static const struct ky_drive *best_drive(const struct ky_drives *drives)
{
	for (size_t i = 0; i < drives->count; i++)
		if (drives->list[i].mount && drives->list[i].writable)
			return &drives->list[i];
	return NULL;
}

static bool same_drives(const struct ky_drives *a, const struct ky_drives *b)
{
	bool same = a->count == b->count;
	for (size_t i = 0; same && i < a->count; i++) {
		const char *x = a->list[i].mount, *y = b->list[i].mount;
		same = strcmp(a->list[i].device, b->list[i].device) == 0 && !x == !y && (!x || strcmp(x, y) == 0);
	}
	return same;
}

void export_look(struct app *app, struct export_dialog *self, bool first)
{
	struct ky_drives now;
	struct ky_error err = { 0 };
	if (ky_drive_list(&ky_drive_sources, &now, &err)) {
		app_fail(app, &err);
		return;
	}
	bool changed = !same_drives(&self->drives, &now), more = now.count > self->drives.count;
	bool on_drive = self->focus.kind == LINE_DRIVE || self->focus.kind == LINE_FOLDER;
	ky_drives_free(&self->drives);
	self->drives = now;
	if (!changed && !first)
		return;
	if (self->device[0] && !export_drive(self))
		self->touched = false; /* what was chosen is gone */
	const struct ky_drive *best = best_drive(&self->drives);
	if (!self->touched)
		snprintf(self->device, sizeof(self->device), "%s", best ? best->device : "");
	if (on_drive || first)
		focus_choice(self);
	if (!first)
		app_say(app, "%s", more ? _("A stick was plugged in.") : _("The sticks have changed."));
}

bool export_needs_mounting(struct app *app, struct export_dialog *self)
{
	const struct ky_drive *drive = export_drive(self);
	if (!drive || drive->mount)
		return false;
	char *argv[] = { "udisksctl", "mount", "--no-user-interaction", "-b", self->device, NULL };
	if (!self->mounting)
		self->mounting = job_start(argv);
	if (self->mounting)
		app_say(app, _("Mounting %s …"), self->device);
	else
		app_say(app, "%s",
			_("It cannot be mounted here: open the stick in the desktop's file manager first."));
	return true;
}

void export_on_idle(struct app *app, struct export_dialog *self)
{
	int status = 0;
	char line[256];
	bool changed = self->watch && ky_drive_watch_changed(self->watch);
	while (self->mounting && job_line(self->mounting, line, sizeof(line)))
		;
	if (self->mounting && job_ended(self->mounting, &status)) {
		if (status)
			app_say(app,
				_("It could not be mounted (%s): open the stick in the desktop's file manager."),
				job_said(self->mounting));
		job_free(self->mounting);
		self->mounting = NULL;
		changed = true;
	}
	if (!changed && ++self->idles < LOOK_AT_DEVICES)
		return;
	self->idles = 0;
	export_look(app, self, false);
}
