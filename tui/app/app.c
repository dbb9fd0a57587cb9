/* The program's loop: the stack of screens, the keys that work everywhere, and opening the workbook. */
#include "app/interface.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/author.h"
#include "app/frame.h"
#include "kuayue/record.h"
#include "kuayue/search.h"
#include "kuayue/text.h"
#include "terminal/keys_file.h"
#include "terminal/memory.h"

#define INDEX_AT_ONCE 100 /* steps of the history between two looks for a key */
#define INDEX_SLICES 20

void app_say(struct app *app, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	vsnprintf(app->message, sizeof(app->message), fmt, args);
	va_end(args);
	app->is_error = app->at_field = false;
}

void app_fail(struct app *app, const struct ky_error *err)
{
	app_say(app, "%s", err->text);
	app->is_error = true;
}

void app_fail_at_field(struct app *app, const struct ky_error *err)
{
	app_fail(app, err);
	app->at_field = true;
}

void app_push(struct app *app, struct screen *screen)
{
	assert(screen->ops && screen->ops->draw && screen->ops->handle);
	app->framed++;
	app->at_field = false; /* of the screen that was on top */
	screen->below = app->top;
	if (!screen->page)
		screen->page = app->top ? app->top->page : 1;
	app->top = screen;
}

void app_pop(struct app *app)
{
	assert(app->top);
	struct screen *screen = app->top;
	app->framed++;
	app->at_field = false;
	app->top = screen->below;
	screen->ops->close(app, screen);
}

void app_refresh(struct app *app)
{
	for (struct screen *screen = app->top; screen; screen = screen->below)
		if (screen->ops->refresh)
			screen->ops->refresh(app, screen);
}

void app_go(struct app *app, int page)
{
	const struct place *place = place_of_page(app->places, page);
	if (!place || !app->wb)
		return;
	while (app->top)
		app_pop(app);
	place->open(app, page);
}

static void go_to(struct app *app, const struct place *place)
{
	if (app->wb || place->without_workbook)
		place->open(app, place->page);
}

/* Handles a key that means the same on every screen. Returns true if it was one. */
static bool handle_everywhere(struct app *app, const struct event *event)
{
	if (app->top->ops->asks && !(event->type == EV_ACTION && event->action == ACT_QUIT))
		return false;
	if (event->type == EV_CLICK && event->row == 1 && app->wb) {
		app_go(app, tabs_at_column(app->places, event->col));
		return true;
	}
	if (event->type != EV_ACTION)
		return false;
	switch (event->action) {
	case ACT_QUIT:
		app->quit = true;
		return true;
	case ACT_PAGE:
		app_go(app, event->number);
		return true;
	default:
		break;
	}
	const struct place *place = place_of_action(app->places, event->action);
	if (!place || (place->yields && app_typing(app)))
		return false;
	go_to(app, place);
	return true;
}

struct ky_index *app_index(struct app *app)
{
	struct ky_error err = { 0 };
	if (!app->index && app->wb && ky_index_open(app->wb, &app->index, &err))
		app_fail(app, &err);
	return app->index;
}

/* Takes in what happened since, until a key comes. */
static void index_on(struct app *app)
{
	struct ky_error err = { 0 };
	app->indexed = !app_index(app);
	for (int i = 0; !app->indexed && i < INDEX_SLICES && !term_key_waiting(); i++) {
		enum ky_code code = ky_index_step(app->index, INDEX_AT_ONCE, &app->indexed, &err);
		if (code && code != KY_NO)
			app->indexed = true; /* search looks through what is left */
	}
}

static int how_long(struct app *app)
{
	int wait = app->top->ops->wait ? app->top->ops->wait(app, app->top) : -1;
	app->backing_up = app->backing_up || (app->wb && ky_backup_due(app->wb));
	if ((app->backing_up || (app->wb && !app->indexed)) && (wait < 0 || wait > 20))
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

/* A letter of no alphabet, where keys are wanted. */
static bool is_of_method(const struct app *app, const struct event *event)
{
	return event->type == EV_TEXT && (unsigned char)event->text[0] >= 0xE3 && !app_typing(app) &&
	       !app->top->ops->asks;
}

/* An input method is on: that is said once, where nothing else is. */
static void tell_method(struct app *app)
{
	if (app->told_method || app->message[0])
		return;
	app->told_method = true;
	app_say(app, "%s",
		_("The input method writes Chinese: Shift switches it, or take {^FILTER} {^NEW} {^STATE} "
		  "{^PALETTE}."));
}

static void step(struct app *app)
{
	struct event event;
	term_read(&event, app_typing(app), how_long(app));
	if (event.type == EV_HANGUP) {
		app->quit = true;
		return;
	}
	if (event.type == EV_RESIZE) {
		app->framed++;
		term_redraw();
	}
	if (event.type == EV_ACTION || event.type == EV_TEXT || event.type == EV_PASTE)
		app_say(app, "%s", "");
	if (event.type == EV_IDLE && app->backing_up && app->wb)
		back_up(app);
	else if (event.type == EV_IDLE && app->wb && !app->indexed)
		index_on(app);
	else if (event.type != EV_IDLE)
		app->indexed = false;
	bool of_method = is_of_method(app, &event);
	if (!handle_everywhere(app, &event))
		app->top->ops->handle(app, app->top, &event);
	if (of_method)
		tell_method(app);
	free(event.paste);
}

void app_do(struct app *app, enum action action)
{
	struct event event = { .type = EV_ACTION, .action = action };
	if (!handle_everywhere(app, &event))
		app->top->ops->handle(app, app->top, &event);
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
	author_sign(app->wb);
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

/* Search goes with the screens: it reads the workbook that is closed next. */
static void close_all(struct app *app)
{
	while (app->top)
		app_pop(app);
	ky_index_close(app->index);
	app->index = NULL;
}

/* Ends the program with the reason why the file cannot be opened. */
static int refuse(const struct app *app)
{
	char shown[1100];
	ky_text_visible(app->message, 1000, shown, sizeof(shown));
	fprintf(stderr, "%s\n", shown);
	return app->status;
}

/* Takes the language that was chosen on the settings page, if any. */
static void take_language(struct app *app)
{
	char *stored = NULL;
	if (ky_setting_load(app->wb, "language", &stored, NULL) == KY_OK && stored)
		language_set(stored);
	free(stored);
}

/* Memory is out: what is being typed is kept. */
static void keep_all(void *data)
{
	struct app *app = data;
	if (app->wb)
		ky_change_rollback(app->wb);
	close_all(app);
	ky_workbook_close(app->wb);
}

int interface_run(const struct interface *start)
{
	struct app app = { .path = start->path, .today = start->today, .places = start->places };
	/* A workbook that is not there yet is made on the first page. */
	if (access(app.path, F_OK) == 0 && !app_open_workbook(&app))
		return refuse(&app);
	if (app.wb && !start->lang)
		take_language(&app);
	struct ky_error err = { 0 };
	enum ky_code keys = keys_load(&err);
	if (!term_start()) {
		ky_workbook_close(app.wb);
		return KY_USAGE;
	}
	memory_at_end(keep_all, term_stop, &app);
	if (!app.wb)
		start->first_run(&app);
	if (keys)
		app_fail(&app, &err);
	while (!app.quit && (app.top || app.wb)) {
		if (!app.top)
			app_go(&app, 1);
		frame_draw(&app);
		step(&app);
	}
	close_all(&app);
	free(app.walked);
	ky_campaign_free(app.offered);
	term_stop();
	memory_at_end(NULL, NULL, NULL);
	ky_workbook_close(app.wb);
	return app.status;
}
