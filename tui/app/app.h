/*
 * What every screen can use: the workbook, the stack of screens, and the message line. A screen is a file with a
 * struct screen_ops; keys go to the newest screen of the stack.
 */
#ifndef TUI_APP_APP_H
#define TUI_APP_APP_H

#include <stdbool.h>

#include "app/lately.h"
#include "app/place.h"
#include "kuayue/workbook.h"
#include "terminal/i18n.h"
#include "terminal/term.h"

struct app;
struct ky_index;
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
	bool asks;                      /* it is a question: every key but quit is its own, also those of places */
	/* Paints rows [top, bottom) and sets the cursor. */
	void (*draw)(struct app *app, struct screen *screen, int top, int bottom);
	void (*handle)(struct app *app, struct screen *screen, const struct event *event);
	/* Milliseconds until it wants EV_IDLE; -1: never. NULL: never. */
	int (*wait)(struct app *app, struct screen *screen);
	/* True while printable keys are text. NULL: never. */
	bool (*typing)(const struct screen *screen);
	/* Whether the record is to be seen; id NULL: whether it would be if there were one of the kind, for one
	 * that undo brings back. NULL: never. */
	bool (*shows)(struct app *app, const struct screen *screen, const struct ky_kind *kind, const char *id);
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
	const struct place *places; /* all there are (tui/places.h) */
	ky_day today;               /* as asked on the command line, KY_NO_DAY for the clock */
	struct screen *top;
	char message[1024];
	bool is_error;
	bool at_field; /* the message is about the field with the cursor: the screen shows it there */
	bool quit;
	bool told_method; /* what an input method does to keys */
	bool backing_up;
	unsigned framed; /* counts what changes the lines around the screen */
	unsigned frame_shown;
	bool frame_typing;
	int status;       /* exit status */
	char joining[48]; /* id of the record that waits to be joined to the one picked */
	char saved[48];   /* while screens refresh: the id of a record that is new, or that undo changed; its list
			     goes to it */
	bool undone;      /* while screens refresh: by undo or redo */
	struct ky_campaign *offered; /* by the first page, whose words are its; freed at the end */
	struct lately lately;
	struct ky_index *index; /* for search, built while nobody types; NULL: none yet */
	bool indexed;           /* it has all there is, as far as is known */
	char *walked;           /* ids that the guided walk has been to, each with a blank behind it */
};

/* In the program's language. */
const char *screen_label(const struct screen_ops *ops, enum action action);

void app_say(struct app *app, const char *fmt, ...) KY_PRINTF(2, 3);
void app_fail(struct app *app, const struct ky_error *err);
/* The same where the message is about the field with the cursor; the screen paints it (app->message) beside that.
 */
void app_fail_at_field(struct app *app, const struct ky_error *err);
void app_push(struct app *app, struct screen *screen);
void app_pop(struct app *app);
void app_refresh(struct app *app); /* tells every screen */
void app_go(struct app *app, int page);
/* What search asks; NULL with the reason in app->message where there is none. */
struct ky_index *app_index(struct app *app);
/* As if the key of the action had been pressed on the screen at the top. */
void app_do(struct app *app, enum action action);
/* While true, no key ends a running query. For work that is short and cannot be started again. */
void app_hold_keys(struct app *app, bool hold);
/* Opens app->path; false with the reason in app->message. */
bool app_open_workbook(struct app *app);

#endif
