/* The export dialog: its lines (what is missing, where to, which documents, for whom) and its keys. */
#include "screen/export.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"

struct edit *export_edit(struct export_dialog *self, enum line_kind kind)
{
	return kind == LINE_FOLDER      ? self->folder
	       : kind == LINE_RECIPIENT ? self->recipient
	       : kind == LINE_FROM      ? self->from
	       : kind == LINE_UNTIL     ? self->until
					: NULL;
}

size_t export_lines(const struct export_dialog *self, struct export_line *lines, size_t size)
{
	assert(size > EXPORT_DOCUMENTS + 10);
	static const enum line_kind behind[] = { LINE_FROM, LINE_UNTIL };
	size_t count = 0;
	lines[count++] = (struct export_line){ LINE_HEAD, 0 };
	for (size_t i = 0; i < self->drives.count && count + EXPORT_DOCUMENTS + 10 < size; i++)
		lines[count++] = (struct export_line){ LINE_DRIVE, i };
	lines[count++] = (struct export_line){ LINE_FOLDER, 0 };
	if (self->partner_count)
		lines[count++] = (struct export_line){ LINE_TO, 0 };
	if (self->to)
		return count;
	if (self->set_count)
		lines[count++] = (struct export_line){ LINE_SET, 0 };
	lines[count++] = (struct export_line){ LINE_RECIPIENT, 0 };
	lines[count++] = (struct export_line){ self->group_count ? LINE_SEAL : LINE_TEXT, 0 };
	lines[count++] = (struct export_line){ LINE_HEAD, 1 };
	for (size_t i = 0; i < self->document_count; i++)
		lines[count++] = (struct export_line){ LINE_DOCUMENT, i };
	if (self->attached_count)
		lines[count++] = (struct export_line){ LINE_ATTACH, 0 };
	for (size_t i = 0; self->attach == ATTACH_TICKED && i < self->attached_count && count + 2 < size; i++)
		lines[count++] = (struct export_line){ LINE_ATTACHED, i };
	for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]); i++)
		lines[count++] = (struct export_line){ behind[i], 0 };
	return count;
}

static void move(struct export_dialog *self, int step)
{
	struct export_line lines[EXPORT_LINES];
	size_t count = export_lines(self, lines, EXPORT_LINES), at = 0;
	while (at < count && (lines[at].kind != self->focus.kind || lines[at].index != self->focus.index))
		at++;
	do
		at = (at + count + (size_t)(step > 0 ? 1 : count - 1)) % count;
	while (lines[at].kind < LINE_DRIVE);
	self->focus = lines[at];
}

static bool names_document(const char *list, const char *name)
{
	return strcmp(list, "all") == 0 || ky_list_has(list, name);
}

/* Ticks the set's documents and takes its title as the recipient, unless one was typed. */
static void choose_set(struct export_dialog *self, size_t set)
{
	const char *typed = edit_text(self->recipient);
	bool ours = !typed[0];
	for (size_t i = 0; i < self->set_count; i++)
		ours = ours || strcmp(self->sets[i].title, typed) == 0;
	self->set = set;
	for (size_t i = 0; set && i < self->document_count; i++)
		self->ticked[i] = names_document(self->sets[set - 1].documents, ky_document_at(i)->name);
	if (!ours)
		return;
	edit_clear(self->recipient);
	if (set)
		edit_insert(self->recipient, self->sets[set - 1].title, strlen(self->sets[set - 1].title));
}

/* The chosen names with commas, in out; "all" for all of them, "" for none. */
static const char *chosen_documents(const struct export_dialog *self, char *out, size_t size)
{
	size_t count = 0;
	out[0] = '\0';
	for (size_t i = 0; i < self->document_count; i++) {
		size_t len = strlen(out);
		if (self->ticked[i])
			snprintf(out + len, size - len, "%s%s", count++ ? "," : "", ky_document_at(i)->name);
	}
	return count == self->document_count ? "all" : out;
}

static bool read_day(struct app *app, struct export_dialog *self, enum line_kind kind, char out[KY_DAY_TEXT])
{
	struct ky_error err = { 0 };
	ky_day day = KY_NO_DAY;
	const char *text = edit_text(export_edit(self, kind));
	out[0] = '\0';
	if (text[0] && ky_day_parse(text, ky_workbook_today(app->wb), &day, &err)) {
		app_fail(app, &err);
		self->focus = (struct export_line){ kind, 0 };
		return false;
	}
	if (text[0])
		ky_day_format(day, out);
	return true;
}

/* True where the days are valid and documents are ticked. Otherwise says what is wrong and moves the cursor
 * there. */
static bool is_complete(struct app *app, struct export_dialog *self, const char *documents, char from[KY_DAY_TEXT],
			char until[KY_DAY_TEXT])
{
	if (documents[0])
		return read_day(app, self, LINE_FROM, from) && read_day(app, self, LINE_UNTIL, until);
	app_say(app, "%s", _("No document is ticked; {MARK} ticks one."));
	self->focus = (struct export_line){ LINE_DOCUMENT, 0 };
	return false;
}

const char *export_target(const struct export_dialog *self)
{
	const struct ky_drive *drive = export_drive(self);
	const char *folder = edit_text(self->folder);
	return drive ? drive->mount : folder[0] ? folder : ".";
}

void export_write(struct app *app, struct export_dialog *self)
{
	char what[2048], from[KY_DAY_TEXT], until[KY_DAY_TEXT];
	const struct ky_drive *drive = export_drive(self);
	const char *folder = edit_text(self->folder), *documents = chosen_documents(self, what, sizeof(what));
	struct ky_error ignored = { 0 };
	if (!is_complete(app, self, documents, from, until))
		return;
	if (!drive)
		ky_setting_save(app->wb, "export_dir", folder, &ignored);
	char *attach = export_attach_chosen(self);
	const struct export_order order = {
		.dir = export_target(self),
		.what = documents,
		.set = self->set ? self->sets[self->set - 1].id : NULL,
		.from = from[0] ? from : NULL,
		.until = until[0] ? until : NULL,
		.recipient = edit_text(self->recipient),
		.attach = attach,
		.allow_personal = self->allow_personal,
		.replace = self->replace,
		.seal = export_seal(self),
		.drive = drive ? drive : ky_drive_of(&self->drives, folder),
	};
	screen_export_run(app, &order);
	free(attach);
}

static void start(struct app *app, struct export_dialog *self)
{
	char what[2048], from[KY_DAY_TEXT], until[KY_DAY_TEXT];
	export_choose_here(self);
	if (export_needs_mounting(app, self))
		return;
	if (self->to) {
		export_hand_over(app, self);
		return;
	}
	if (!is_complete(app, self, chosen_documents(self, what, sizeof(what)), from, until))
		return;
	self->allow_personal = self->allow_says = self->replace = false;
	export_ask_and_write(app, self);
}

/* A letter typed by mistake changes neither what is written nor for whom. */
static bool is_space(const struct event *event)
{
	return event->type == EV_TEXT && strcmp(event->text, " ") == 0;
}

/* The choice of 0 to last that Left, Right or Space leads to from at. */
static size_t turned(const struct event *event, size_t at, size_t last)
{
	assert(at <= last);
	bool back = event->type == EV_ACTION && event->action == ACT_LEFT;
	if (back || is_space(event) || (event->type == EV_ACTION && event->action == ACT_RIGHT))
		return (at + (back ? last : 1)) % (last + 1);
	return at;
}

static void handle_text(struct export_dialog *self, const struct event *event)
{
	struct edit *edit = export_edit(self, self->focus.kind);
	if (self->focus.kind == LINE_DRIVE ? is_space(event) : event->type != EV_CLICK)
		export_choose_here(self);
	if (edit) {
		edit_handle(edit, event);
	} else if (is_space(event) && self->focus.kind == LINE_DOCUMENT) {
		self->ticked[self->focus.index] = !self->ticked[self->focus.index];
		self->set = 0;
	} else if (self->focus.kind == LINE_TO) {
		self->to = turned(event, self->to, self->partner_count);
	} else if (is_space(event) && self->focus.kind == LINE_ATTACHED) {
		struct export_attached *attached = &self->attached[self->focus.index];
		attached->ticked = !attached->ticked && export_attach_may_tick(self, self->focus.index);
	} else if (self->focus.kind == LINE_ATTACH) {
		self->attach = turned(event, self->attach, ATTACH_CHOICES - 1);
	} else if (self->focus.kind == LINE_SET) {
		choose_set(self, turned(event, self->set, self->set_count));
	} else if (self->focus.kind == LINE_SEAL) {
		self->seal = turned(event, self->seal, self->group_count);
	}
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct export_dialog *self = (struct export_dialog *)screen;
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (event->type == EV_IDLE)
		export_on_idle(app, self);
	else if (action == ACT_TAB || action == ACT_DOWN)
		move(self, 1);
	else if (action == ACT_BACK_TAB || action == ACT_UP)
		move(self, -1);
	else if (action == ACT_ENTER || action == ACT_SAVE)
		start(app, self);
	else if (action == ACT_ESCAPE)
		app_pop(app);
	else
		handle_text(self, event);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	export_draw((struct export_dialog *)screen, top, bottom);
}

static int how_long(struct app *app, struct screen *screen)
{
	(void)app;
	(void)screen;
	return EXPORT_LOOK_EVERY;
}

static void refresh(struct app *app, struct screen *screen)
{
	export_load_groups(app, (struct export_dialog *)screen, false);
}

static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void close_dialog(struct app *app, struct screen *screen)
{
	(void)app;
	struct export_dialog *self = (struct export_dialog *)screen;
	job_free(self->mounting);
	ky_drive_watch_close(self->watch);
	ky_drives_free(&self->drives);
	edit_free(self->folder);
	edit_free(self->recipient);
	edit_free(self->from);
	edit_free(self->until);
	free(self->partners);
	free(self->groups);
	free(self->attached);
	free(self->intro);
	free(self);
}

static const enum action actions[] = { ACT_ENTER, ACT_TAB,  ACT_MARK, ACT_ESCAPE, ACT_KEYS,
				       ACT_CLEAR, ACT_HELP, ACT_QUIT, ACT_NONE };

static const struct key_label labels[] = { { ACT_ENTER, N_("write") }, { ACT_NONE, NULL } };

static const struct screen_ops ops = {
	.actions = actions,
	.labels = labels,
	.help = N_("Above is what the summary still lacks. Choose the stick, or another folder, and what goes "
		   "into the "
		   "package; {ENTER} writes it: under a temporary name first, then read back from the stick and "
		   "compared, so "
		   "that a package with its final name is always whole. A stick that is plugged in now appears by "
		   "itself."),
	.draw = draw,
	.handle = handle,
	.wait = how_long,
	.typing = is_typing,
	.refresh = refresh,
	.close = close_dialog,
};

void screen_export(struct app *app, int page)
{
	struct export_dialog *self = xalloc(sizeof(*self));
	char *dir = NULL;
	if (ky_setting_load(app->wb, "export_dir", &dir, NULL))
		dir = NULL;
	const char *home = getenv("HOME");
	self->screen = (struct screen){ .ops = &ops, .page = page, .title = _("Export") };
	self->intro = export_missing(app);
	self->folder = edit_new(dir ? dir : home ? home : ".", false);
	edit_finish(self->folder);
	self->recipient = edit_new("", false);
	self->from = edit_new("", false);
	self->until = edit_new("", false);
	self->sets = ky_campaign_recipients(ky_workbook_campaign(app->wb), &self->set_count);
	for (; self->document_count < EXPORT_DOCUMENTS && ky_document_at(self->document_count);)
		self->ticked[self->document_count++] = true;
	export_load_groups(app, self, true);
	export_load_partners(app, self);
	export_attach_load(app, self);
	self->watch = ky_drive_watch_open(&ky_drive_sources);
	export_look(app, self, true);
	app_push(app, &self->screen);
	free(dir);
}
