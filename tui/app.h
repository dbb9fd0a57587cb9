/*
 * What every screen sees: the workbook, the stack of screens, and the message line.
 * A screen is one file behind a struct screen_ops; the newest on the stack has the keys.
 */
#ifndef TUI_APP_H
#define TUI_APP_H

#include <stdbool.h>

#include "action.h"
#include "i18n.h"
#include "kuayue/workbook.h"
#include "term.h"

struct app;
struct ky_kind;
struct ky_record;
struct ky_step;
struct screen; /* each screen's own struct begins with it */

/* What a key does on one screen, where that is not what it does on most. */
struct key_label {
	enum action action;
	const char *label; /* English */
};

struct screen_ops {
	const enum action *actions;     /* in the bottom line as far as they fit, the first first; ACT_NONE ends */
	const struct key_label *labels; /* ended by ACT_NONE; may be NULL */
	const char *help;               /* English: what this screen is for, shown translated */
	/* Paints rows [top, bottom) and sets the cursor. */
	void (*draw)(struct app *app, struct screen *screen, int top, int bottom);
	void (*handle)(struct app *app, struct screen *screen, const struct event *event);
	/* Milliseconds until it wants EV_IDLE; -1: never. NULL: never. */
	int (*wait)(struct app *app, struct screen *screen);
	/* True while printable keys are text. NULL: never. */
	bool (*typing)(const struct screen *screen);
	/* Something was saved, undone or another screen closed: fetch again. May be NULL. */
	void (*refresh)(struct app *app, struct screen *screen);
	/* Keeps what is typed and frees the screen. */
	void (*close)(struct app *app, struct screen *screen);
};

struct screen {
	const struct screen_ops *ops;
	struct screen *below;
	int page;          /* 1..9, the page it belongs to */
	const char *title; /* in the program's language; lives as long as the screen */
};

struct app {
	struct ky_workbook *wb; /* NULL until the first-run page has made it */
	const char *path;
	ky_day today; /* as asked on the command line, KY_NO_DAY for the clock */
	struct screen *top;
	char message[1024];
	bool is_error;
	bool quit;
	bool backing_up;
	unsigned framed; /* counts what changes the lines around the screen */
	unsigned frame_shown;
	bool frame_typing;
	int status;       /* exit status */
	char joining[48]; /* id of the record that waits to be joined to the one picked */
	char *walked;     /* ids that the guided walk has been to, each with a blank behind it */
};

/* In the program's language. */
const char *screen_label(const struct screen_ops *ops, enum action action);

void app_say(struct app *app, const char *fmt, ...) KY_PRINTF(2, 3);
void app_fail(struct app *app, const struct ky_error *err);
void app_push(struct app *app, struct screen *screen);
void app_pop(struct app *app);
void app_refresh(struct app *app); /* tells every screen */
void app_go(struct app *app, int page);
/* While true, no key ends a query that is under way: for what is short and cannot be begun anew. */
void app_hold_keys(struct app *app, bool hold);
/* Opens app->path; false with the reason in app->message. */
bool app_open_workbook(struct app *app);

/* The screens. Each pushes itself. */
void screen_overview(struct app *app);
void screen_list(struct app *app, int page);
void screen_list_of(struct app *app, const struct ky_kind *kind);
void screen_more(struct app *app);
void screen_check(struct app *app);
void screen_calendar(struct app *app);
void screen_import(struct app *app);
void screen_handover(struct app *app);
void screen_keys(struct app *app);
void screen_since(struct app *app);
void screen_chain(struct app *app, const char *id);
void screen_form(struct app *app, const struct ky_kind *kind, const char *id, const char *reason);
/* A new record that is like another: the same but for its days, its state and what came of it. */
void screen_form_like(struct app *app, const char *id);
/* A new record that follows from another in its chain. */
void screen_form_from(struct app *app, const struct ky_record *from);
/* What follows from a record: it is opened, or a new one begun with the link filled. */
void screen_hand_on(struct app *app, const char *id);
/* Picks the record that this one is joined to: merged into, or leads to. */
void screen_join(struct app *app, const char *id);
/* The keys that act on the record id, on any screen that shows one. False if action is none of them. */
bool record_action(struct app *app, const char *id, enum action action);
void screen_help(struct app *app, const struct screen *about);
void screen_first_run(struct app *app);
void screen_export(struct app *app);
void screen_figures(struct app *app);
void screen_preview(struct app *app);
void screen_settings(struct app *app);
void screen_history(struct app *app, const char *id);
/* The records behind a figure. */
void screen_records(struct app *app, const char *figure_id);
/* Searches every kind for a text. */
void screen_search(struct app *app);
/* The next unfinished thing of the guided walk that it has not been to; kind NULL: of any kind.
 * False if none is left. */
bool walk_on(struct app *app, const struct ky_kind *kind);
/* Why a step is next, and by which section. */
void guide_reason(const struct ky_step *step, char *out, size_t size);
void walk_visit(struct app *app, const char *id);
void walk_restart(struct app *app);

/* Picks records of a kind: one, or several ticked. ids: separated by blanks. done gets the
 * chosen ids, or NULL for none. */
void screen_pick(struct app *app, const struct ky_kind *kind, bool several, const char *ids,
		 void (*done)(struct app *app, void *data, const char *ids), void *data);
/* Asks yes or no in the message line. */
void screen_ask(struct app *app, const char *question, void (*yes)(struct app *app, void *data), void *data);

#endif
