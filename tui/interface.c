#include "interface.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "page.h"

/* What the history calls a change, for the message after undo. */
static const char *const changes[] = { N_("add"), N_("edit"), N_("delete"), N_("undo") };

void app_say(struct app *app, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	vsnprintf(app->message, sizeof(app->message), fmt, args);
	va_end(args);
	app->is_error = false;
}

void app_fail(struct app *app, const struct ky_error *err)
{
	app_say(app, "%s", err->text);
	app->is_error = true;
}

void app_push(struct app *app, struct screen *screen)
{
	app->framed++;
	screen->below = app->top;
	if (!screen->page)
		screen->page = app->top ? app->top->page : 1;
	app->top = screen;
}

void app_pop(struct app *app)
{
	struct screen *screen = app->top;
	app->framed++;
	app->top = screen->below;
	screen->ops->close(app, screen);
}

void app_refresh(struct app *app)
{
	for (struct screen *screen = app->top; screen; screen = screen->below)
		if (screen->ops->refresh)
			screen->ops->refresh(app, screen);
}

void app_go(struct app *app, int number)
{
	const struct page *page = page_at(number);
	if (!page || !app->wb)
		return;
	while (app->top)
		app_pop(app);
	if (page->open)
		page->open(app);
	else
		screen_list(app, number);
}

static bool typing(const struct app *app)
{
	return app->top->ops->typing && app->top->ops->typing(app->top);
}

static void undo(struct app *app)
{
	char what[128] = "";
	struct ky_error err = { 0 };
	if (ky_undo(app->wb, what, &err)) {
		app_fail(app, &err);
		return;
	}
	app_say(app, _("Taken back: %s."), _(what));
	app_refresh(app);
}

/* Keys that mean the same on every screen. True if it was one. */
static bool handle_everywhere(struct app *app, const struct event *event)
{
	if (event->type == EV_CLICK && event->row == 1 && app->wb) {
		app_go(app, page_at_column(event->col));
		return true;
	}
	if (event->type != EV_ACTION)
		return false;
	switch (event->action) {
	case ACT_QUIT:
		app->quit = true;
		return true;
	case ACT_HELP:
		screen_help(app, app->top);
		return true;
	case ACT_PAGE:
		app_go(app, event->number);
		return true;
	case ACT_UNDO:
		if (app->wb)
			undo(app);
		return true;
	case ACT_EXPORT:
		if (app->wb)
			screen_export(app);
		return true;
	case ACT_CHECK:
		if (app->wb)
			screen_check(app);
		return true;
	case ACT_IMPORT:
		if (app->wb)
			screen_import(app);
		return true;
	case ACT_KEYS:
		if (app->wb)
			screen_keys(app);
		return true;
	case ACT_CALENDAR:
		if (app->wb)
			screen_calendar(app);
		return true;
	case ACT_WALK:
		if (!app->wb)
			return true;
		walk_restart(app);
		if (!walk_on(app, NULL))
			app_say(app, "%s", _("Nothing is left to do today."));
		return true;
	default:
		return false;
	}
}

static void draw_title(const struct app *app)
{
	char today[KY_DAY_TEXT] = "", right[128] = "";
	int cols = term_cols();
	if (app->wb)
		snprintf(right, sizeof(right), " %s%s%s ", ky_workbook_read_only(app->wb) ? _("read-only ") : "",
			 ky_workbook_clock_doubtful(app->wb) ? _("clock? ") : "",
			 ky_day_format(ky_workbook_today(app->wb), today));
	int taken = ky_text_columns(right);
	char left[512];
	snprintf(left, sizeof(left), " %s · %s", _("Kuayue"), app->top->title ? app->top->title : "");
	term_put(0, 0, cols - taken, LOOK_BAR, left);
	term_put(0, cols - taken, taken, LOOK_BAR, right);
}

const char *screen_label(const struct screen_ops *ops, enum action action)
{
	for (const struct key_label *label = ops->labels; label && label->action; label++)
		if (label->action == action)
			return _(label->label);
	return action_label(action);
}

static int key_width(const struct app *app, enum action action, int gap)
{
	return ky_text_columns(action_key(action, typing(app))) + 1 +
	       ky_text_columns(screen_label(app->top->ops, action)) + gap;
}

static int draw_key(const struct app *app, int row, int col, enum action action, int gap)
{
	const char *written = action_key(action, typing(app));
	char label[128];
	int key = ky_text_columns(written), width = key_width(app, action, gap);
	snprintf(label, sizeof(label), " %s", screen_label(app->top->ops, action));
	term_put(row, col, key, LOOK_BOLD, written);
	term_put(row, col + key, width - key, LOOK_PLAIN, label);
	return width;
}

/* As many as fit, closer together where that shows more; help is always one of them. */
static void draw_keys(const struct app *app, int row)
{
	const enum action *actions = app->top->ops->actions;
	int all = 0, help = 0, col = 0;
	for (const enum action *action = actions; *action; action++) {
		if (action_has_key(*action, typing(app)))
			all += key_width(app, *action, 2);
		help = *action == ACT_HELP ? key_width(app, ACT_HELP, 1) : help;
	}
	int gap = all - 2 <= term_cols() ? 2 : 1;
	for (const enum action *action = actions; *action; action++) {
		int width = key_width(app, *action, gap);
		if (!action_has_key(*action, typing(app)))
			continue;
		int room = term_cols() - col - (*action == ACT_HELP ? 0 : help);
		if (width - gap > room)
			continue;
		help = *action == ACT_HELP ? 0 : help;
		col += draw_key(app, row, col, *action, gap);
	}
	term_put(row, col, term_cols() - col, LOOK_PLAIN, "");
}

/* A sentence too long for the line takes a second one from the screen above it. */
static int message_rows(const struct app *app)
{
	return app->message[0] && ky_text_columns(app->message) > term_cols() && term_rows() > 12 ? 2 : 1;
}

static void draw_message(const struct app *app, int row, int rows)
{
	const char *text = app->message;
	for (int i = 0; i < rows; i++) {
		size_t next = 0;
		char line[1024];
		size_t len = i + 1 < rows ? ky_text_wrap(text, term_cols(), &next) : strlen(text);
		snprintf(line, sizeof(line), "%.*s", (int)len, text);
		term_put(row + i, 0, term_cols(), app->is_error ? LOOK_BAD : LOOK_BOLD, line);
		text += i + 1 < rows ? next : len;
	}
}

static void draw(struct app *app)
{
	int rows = term_rows(), said = message_rows(app);
	/* Title, tabs and keys stay as they are from key to key. */
	bool frame = app->frame_shown != app->framed || app->frame_typing != typing(app);
	app->frame_shown = app->framed;
	app->frame_typing = typing(app);
	if (frame) {
		draw_title(app);
		page_draw_tabs(1, app->top->page);
		draw_keys(app, rows - 1);
	}
	term_cursor(rows - 1, 0);
	if (app->wb)
		ky_read_begin(app->wb);
	app->top->ops->draw(app, app->top, 2, rows - 1 - said);
	if (app->wb)
		ky_read_end(app->wb);
	draw_message(app, rows - 1 - said, said);
	term_show();
}

static int how_long(struct app *app)
{
	int wait = app->top->ops->wait ? app->top->ops->wait(app, app->top) : -1;
	if (app->backing_up && (wait < 0 || wait > 20))
		return 20;
	return wait;
}

static void back_up(struct app *app)
{
	bool done = false;
	struct ky_error err = { 0 };
	enum ky_code code = ky_backup_step(app->wb, &done, &err);
	if (code && code != KY_NO)
		app_fail(app, &err);
	app->backing_up = !done;
}

static void step(struct app *app)
{
	struct event event;
	term_read(&event, typing(app), how_long(app));
	if (event.type == EV_HANGUP) {
		app->quit = true;
		return;
	}
	if (event.type == EV_RESIZE) {
		app->framed++;
		term_redraw();
	}
	if (event.type == EV_ACTION || event.type == EV_TEXT || event.type == EV_PASTE)
		app->message[0] = '\0';
	if (event.type == EV_IDLE && app->backing_up && app->wb)
		back_up(app);
	if (!handle_everywhere(app, &event))
		app->top->ops->handle(app, app->top, &event);
	free(event.paste);
}

static bool key_waiting(void *data)
{
	(void)data;
	return term_key_waiting();
}

void app_hold_keys(struct app *app, bool hold)
{
	ky_workbook_on_wait(app->wb, hold ? NULL : key_waiting, NULL);
}

bool app_open_workbook(struct app *app)
{
	struct ky_error err = { 0 };
	if (ky_workbook_open(app->path, KY_WRITE, app->today, &app->wb, &err)) {
		app_fail(app, &err);
		app->status = (int)err.code;
		return false;
	}
	ky_workbook_on_wait(app->wb, key_waiting, NULL);
	app->backing_up = true;
	if (ky_workbook_read_only(app->wb))
		app_say(app, "%s", ky_workbook_read_only_reason(app->wb));
	else if (ky_workbook_clock_doubtful(app->wb))
		app_say(app, "%s",
			_("The computer's clock seems wrong. Work goes on as of the newest entry; set today on "
			  "page 9."));
	return true;
}

static void close_all(struct app *app)
{
	while (app->top)
		app_pop(app);
}

/* A file that cannot be opened ends the program with the reason: nothing is guessed at. */
static int refuse(const struct app *app)
{
	char shown[1100];
	ky_text_visible(app->message, 1000, shown, sizeof(shown));
	fprintf(stderr, "%s\n", shown);
	return app->status;
}

/* The language chosen on the settings page, if any. */
static void take_language(struct app *app)
{
	char *stored = NULL;
	if (ky_setting_load(app->wb, "language", &stored, NULL) == KY_OK && stored)
		language_set(stored);
	free(stored);
}

int interface_run(const char *path, ky_day today, const char *lang)
{
	struct app app = { .path = path, .today = today };
	/* A workbook that is not there yet is made on the first page. */
	if (access(path, F_OK) == 0 && !app_open_workbook(&app))
		return refuse(&app);
	if (app.wb && !lang)
		take_language(&app);
	if (!term_start()) {
		ky_workbook_close(app.wb);
		return KY_USAGE;
	}
	if (app.wb)
		screen_overview(&app);
	else
		screen_first_run(&app);
	while (!app.quit && (app.top || app.wb)) {
		if (!app.top)
			screen_overview(&app);
		draw(&app);
		step(&app);
	}
	close_all(&app);
	walk_restart(&app);
	term_stop();
	ky_workbook_close(app.wb);
	(void)changes;
	return app.status;
}
