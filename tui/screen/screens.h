/* The functions that open screens. Each screen is a file, and its function pushes it onto the stack. A screen that
 * a key or a page opens is declared by its row in places.h. */
#ifndef TUI_SCREEN_SCREENS_H
#define TUI_SCREEN_SCREENS_H

#include "app/app.h"
#include "places.h"

struct ky_kind;
struct ky_record;
struct ky_step;

void screen_list_of(struct app *app, const struct ky_kind *kind);
void screen_chain(struct app *app, const char *id);
void screen_form(struct app *app, const struct ky_kind *kind, const char *id, const char *reason);
/* The same at the field of that name. */
void screen_form_at(struct app *app, const struct ky_kind *kind, const char *id, const char *field);
/* A record's form, at its state. */
void screen_form_state(struct app *app, const char *id);
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
void screen_first_run(struct app *app);
void screen_preview(struct app *app);
/* Of a document of the template, by its name. which: the record that it is printed for; NULL: all. */
void screen_preview_of(struct app *app, const char *document, const char *which);
void screen_history(struct app *app, const char *id);
/* The records behind a figure. */
void screen_records(struct app *app, const char *figure_id);
/* Searches all records for these words. */
void screen_search_for(struct app *app, const char *words);
/* How many records have them, up to 99; *more: that is not all, or not all was looked at. */
int search_count(struct app *app, const char *words, bool *more);
/* The next unfinished thing of the guided walk that it has not been to; kind NULL: of any kind.
 * False if none is left. */
bool walk_on(struct app *app, const struct ky_kind *kind);
/* Why a step is next, and by which section. */
void guide_reason(const struct ky_step *step, char *out, size_t size);
void walk_visit(struct app *app, const char *id);
void walk_restart(struct app *app);

/* Which records of a kind are picked from, and who gets them. */
struct picking {
	const struct ky_kind *kind;
	bool several;      /* ticked, else one */
	const char *ids;   /* chosen so far, separated by blanks; NULL for none */
	const char *typed; /* what the list is narrowed to at first, or NULL */
	ky_day day;        /* of those that join and leave, who was there that day; KY_NO_DAY: everybody */
	/* Called when something was chosen, with the ids: none is "". Not called where it was left as it was. */
	void (*done)(struct app *app, void *data, const char *ids);
	void *data;
};
void screen_pick(struct app *app, const struct picking *picking);

/* A question: Enter does what it says, Esc and any other key do not. */
struct asking {
	const char *question; /* what will happen, and to what: a sentence */
	const char *verb;     /* English: what Enter does, for the bottom line */
	const char *number;   /* has to be typed before Enter, where undo cannot bring it back; else NULL */
	void (*yes)(struct app *app, void *data);
	void *data;
};
void screen_ask(struct app *app, const struct asking *asking);

#endif
