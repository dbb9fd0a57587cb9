/* An export under way: another process writes the package (job.h says why), this screen shows how far it is,
 * stops it, and takes the stick out of service afterwards. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/package.h"
#include "kuayue/text.h"
#include "screen/export.h"

#define LOOK_EVERY 100 /* ms */

enum step { WRITING, UNMOUNTING, POWERING_OFF, ENDED };

struct run {
	struct screen screen;
	enum step step;
	struct job *job;
	bool stopping;
	int done; /* of a thousand */
	char document[128];
	char *dir, *what, *recipient;
	char *path; /* of the package, once it is there */
	char device[80], disk[80], label[128];
	char sealed[KY_KEY_NAME + 80]; /* for whom, as a sentence */
	char outcome[512];             /* of the stick */
	bool may_be_pulled;
};

static char *copy(const char *text)
{
	char *copied = text ? strdup(text) : NULL;
	if (text && !copied)
		abort();
	return copied;
}

static struct job *start_udisks(const char *verb, const char *device)
{
	char *argv[] = { "udisksctl", NULL, "--no-user-interaction", "-b", NULL, NULL };
	argv[1] = copy(verb);
	argv[4] = copy(device);
	struct job *job = job_start(argv);
	free(argv[1]);
	free(argv[4]);
	return job;
}

static const char *step_title(const struct run *self)
{
	if (self->stopping)
		return _("Stopping; nothing is left behind.");
	if (self->step == UNMOUNTING || self->step == POWERING_OFF)
		return _("Taking the stick out of service; do not pull it yet.");
	if (self->step == ENDED)
		return "";
	if (self->done < KY_DONE_DOCUMENTS)
		return _("Making the documents");
	if (self->done < KY_DONE_PACKED)
		return _("Packing");
	return self->done < KY_DONE_WRITTEN ? _("Writing") : _("Reading back and comparing");
}

static void draw_bar(const struct run *self, int row)
{
	char bar[400], percent[16];
	int width = term_cols() - 8 < 60 ? term_cols() - 8 : 60;
	int filled = width > 2 ? (width - 2) * self->done / 1000 : 0;
	if (width < 3)
		return;
	snprintf(percent, sizeof(percent), " %3d%%", self->done / 10);
	memset(bar, ' ', (size_t)width);
	bar[0] = '[';
	memset(bar + 1, '=', (size_t)filled);
	bar[width - 1] = ']';
	snprintf(bar + width, sizeof(bar) - (size_t)width, "%s", percent);
	term_put(row, 0, term_cols(), LOOK_PLAIN, bar);
}

static int put_wrapped(int row, int bottom, enum look look, const char *text)
{
	while (*text && row < bottom) {
		size_t next = 0;
		char line[1024];
		size_t len = ky_text_wrap(text, term_cols(), &next);
		snprintf(line, sizeof(line), "%.*s", (int)len, text);
		term_put(row++, 0, term_cols(), look, line);
		text += next;
	}
	return row;
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct run *self = (struct run *)screen;
	char text[1200];
	int row = top;
	snprintf(text, sizeof(text), _("To: %s%s%s"), self->label, self->label[0] ? "  " : "", self->dir);
	row = put_wrapped(row, bottom, LOOK_BOLD, text);
	row = put_wrapped(row, bottom, LOOK_BOLD, self->sealed);
	if (row < bottom)
		term_put(row++, 0, term_cols(), LOOK_PLAIN, "");
	if (row < bottom)
		draw_bar(self, row++);
	if (self->document[0])
		snprintf(text, sizeof(text), _("%s: %s"), step_title(self), self->document);
	else
		snprintf(text, sizeof(text), "%s", step_title(self));
	if (row < bottom)
		term_put(row++, 0, term_cols(), LOOK_PLAIN, text);
	if (self->path && self->step != WRITING) { /* and listed */
		snprintf(text, sizeof(text), _("Written, read back and compared: %.1000s"), self->path);
		row = put_wrapped(row, bottom, LOOK_GOOD, text);
	}
	term_cursor(row < bottom ? row : bottom - 1, 0);
	row = put_wrapped(row, bottom, self->may_be_pulled ? LOOK_GOOD : LOOK_WARN, self->outcome);
	term_clear_rows(row, bottom);
}

static const struct screen_ops ended_ops;

static void end(struct app *app, struct run *self, bool may_be_pulled, const char *outcome)
{
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

static void add_handin(struct app *app, const struct run *self)
{
	struct ky_error err = { 0 };
	const struct ky_export ask = { .dir = self->dir,
				       .what = self->what,
				       .recipient = self->recipient,
				       .range = { KY_NO_DAY, KY_NO_DAY } };
	if (!ky_workbook_read_only(app->wb) && ky_export_list(app->wb, &ask, self->path, &err))
		app_fail(app, &err);
}

/* The stick that the workbook, or what is open of it, lies on is in use by ourselves. */
static bool workbook_is_there(const struct app *app, const struct run *self)
{
	struct ky_drives drives;
	if (ky_drive_list(&ky_drive_sources, &drives, NULL))
		return false;
	const struct ky_drive *drive = ky_drive_of(&drives, app->path);
	bool there = drive && strcmp(drive->disk, self->disk) == 0;
	ky_drives_free(&drives);
	return there;
}

static bool still_mounted(const struct run *self)
{
	struct ky_drives drives;
	bool mounted = ky_drive_list(&ky_drive_sources, &drives, NULL) != KY_OK;
	for (size_t i = 0; i < drives.count; i++)
		mounted = mounted || (drives.list[i].mount && strcmp(drives.list[i].disk, self->disk) == 0);
	ky_drives_free(&drives);
	return mounted;
}

static void begin_unmount(struct app *app, struct run *self)
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
		self->job = start_udisks("unmount", self->device);
		if (!self->job)
			end(app, self, false,
			    _("It cannot be unmounted from here: use the desktop's eject before you pull the "
			      "stick."));
	}
}

static void on_written(struct app *app, struct run *self, int status)
{
	char why[1024];
	snprintf(why, sizeof(why), "%s", job_said(self->job));
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

static void on_unmounted(struct app *app, struct run *self, int status)
{
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
	self->job = start_udisks("power-off", self->device);
	if (!self->job)
		end(app, self, true, _("Now the stick can be pulled out."));
}

static void on_ended(struct app *app, struct run *self, int status)
{
	if (self->step == WRITING) {
		on_written(app, self, status);
	} else if (self->step == UNMOUNTING) {
		on_unmounted(app, self, status);
	} else {
		/* A card reader cannot be powered off, and need not be: nothing is mounted any more. */
		job_free(self->job);
		self->job = NULL;
		end(app, self, true, _("Now the stick can be pulled out."));
	}
}

static void read_line(struct run *self, const char *line)
{
	int done = 0, at = 0;
	if (sscanf(line, "progress %d %n", &done, &at) == 1 && at) {
		self->done = done < 0 ? 0 : done > 1000 ? 1000 : done;
		snprintf(self->document, sizeof(self->document), "%s", line + at);
	} else if (self->step == WRITING && line[0]) {
		free(self->path);
		self->path = copy(line);
	}
}

static void read_lines(struct run *self)
{
	char line[4600];
	while (job_line(self->job, line, sizeof(line)))
		read_line(self, line);
}

static void on_idle(struct app *app, struct run *self)
{
	int status = 0;
	if (!self->job)
		return;
	read_lines(self);
	if (job_ended(self->job, &status))
		on_ended(app, self, status);
}

static void leave(struct app *app, struct run *self)
{
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
	struct run *self = (struct run *)screen;
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
	return ((struct run *)screen)->step == ENDED ? -1 : LOOK_EVERY;
}

/* No key of a list leaves an export behind. */
static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

/* Leaving in the middle stops it; what got its name nevertheless is listed. */
static void close_run(struct app *app, struct screen *screen)
{
	struct run *self = (struct run *)screen;
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
	.help = N_("The package is being written beside the interface. Esc stops it, and nothing is left behind. "
		   "Pull the stick only when it says that it can be pulled out."),
	.draw = draw,
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
	.draw = draw,
	.handle = handle,
	.wait = how_long,
	.typing = is_typing,
	.close = close_run,
};

/* --option=value, so that no value is taken for an option. */
static char *option(const char *name, const char *value)
{
	size_t size = strlen(name) + strlen(value) + 2;
	char *text = malloc(size);
	if (!text)
		abort();
	snprintf(text, size, "%s=%s", name, value);
	return text;
}

static struct job *start_export(struct app *app, const struct export_order *order)
{
	const char *const options[][2] = { { "--to", order->dir },
					   { "--what", order->what },
					   { "--from", order->from },
					   { "--until", order->until },
					   { "--recipient", order->recipient } };
	char today[KY_DAY_TEXT], *argv[24];
	size_t count = 0;
	argv[count++] = copy(ky_this_program);
	argv[count++] = copy("--file");
	argv[count++] = copy(app->path);
	argv[count++] = copy("--today");
	argv[count++] = copy(ky_day_format(ky_workbook_today(app->wb), today));
	argv[count++] = copy("--lang");
	argv[count++] = copy(language_now());
	argv[count++] = copy("export");
	argv[count++] = copy("--progress");
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (options[i][1])
			argv[count++] = option(options[i][0], options[i][1]);
	argv[count++] = order->seal ? option("--seal", order->seal->fingerprint) : copy("--no-seal");
	argv[count] = NULL;
	struct job *job = job_start(argv);
	for (size_t i = 0; i < count; i++)
		free(argv[i]);
	return job;
}

void screen_export_run(struct app *app, const struct export_order *order)
{
	struct job *job = start_export(app, order);
	if (!job) {
		app_say(app, "%s",
			_("The export cannot be started here; run `kuayue export` in another terminal."));
		app->is_error = true;
		return;
	}
	struct run *self = calloc(1, sizeof(*self));
	if (!self)
		abort();
	self->screen = (struct screen){ .ops = &ops, .title = _("Export") };
	self->job = job;
	self->dir = copy(order->dir);
	self->what = copy(order->what);
	self->recipient = copy(order->recipient);
	if (order->seal)
		snprintf(self->sealed, sizeof(self->sealed), _("Sealed for: %s (%s)"), order->seal->name,
			 order->seal->fingerprint);
	else
		snprintf(self->sealed, sizeof(self->sealed), "%s", _("Not sealed: anyone can open it."));
	if (order->drive) {
		snprintf(self->device, sizeof(self->device), "%s", order->drive->device);
		snprintf(self->disk, sizeof(self->disk), "%s", order->drive->disk);
		snprintf(self->label, sizeof(self->label), "%s", order->drive->label);
	}
	app_push(app, &self->screen);
}
