/* Undo and redo by their keys. What was taken back is said in full; what is not on the screen, or was changed on
 * another day, is asked about first. */
#include <stdio.h>
#include <string.h>

#include "kuayue/undo.h"
#include "screen/screens.h"

struct way {
	enum ky_code (*look)(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err);
	enum ky_code (*act)(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err);
	const char *verb; /* English, for the bottom line */
	const char *begins, *done;
};

static const struct way undo = { .look = ky_undo_look,
				 .act = ky_undo,
				 .verb = N_("undo"),
				 .begins = N_("Undo"),
				 .done = N_("Taken back: %s; {REDO} does it again.") };

static const struct way redo = { .look = ky_redo_look,
				 .act = ky_redo,
				 .verb = N_("redo"),
				 .begins = N_("Redo"),
				 .done = N_("Done again: %s; {UNDO} takes it back.") };

static bool is_shown(struct app *app, const struct ky_undo_step *step)
{
	const struct screen *screen = app->top;
	if (!screen->ops->shows || step->records > KY_UNDO_RECORDS)
		return false;
	for (size_t i = 0; i < step->records; i++) {
		const struct ky_undo_record *record = &step->record[i];
		if (!screen->ops->shows(app, screen, record->kind,
					record->does == KY_EVENT_MADE ? NULL : record->id))
			return false;
	}
	return true;
}

/* Lists go to the record, so that what was done is seen. */
static void act(struct app *app, const struct way *way)
{
	struct ky_undo_step step = { 0 };
	struct ky_error err = { 0 };
	app_hold_keys(app, true); /* the next key must not stop it half-way */
	enum ky_code code = way->act(app->wb, &step, &err);
	app_hold_keys(app, false);
	if (code) {
		app_fail(app, &err);
		return;
	}
	if (step.records && step.record[0].does != KY_EVENT_DELETED)
		snprintf(app->saved, sizeof(app->saved), "%s", step.record[0].id);
	app->undone = true;
	app_refresh(app);
	app->undone = false;
	app->saved[0] = '\0';
	app_say(app, _(way->done), step.text);
	ky_undo_step_clear(&step);
}

static void act_asked(struct app *app, void *data)
{
	act(app, data);
}

static void ask(struct app *app, const struct way *way, const struct ky_undo_step *step, bool shown)
{
	char question[600], day[KY_DAY_TEXT];
	bool today = step->day == ky_workbook_today(app->wb);
	ky_day_format(step->day, day);
	if (today)
		snprintf(question, sizeof(question), _("%s what is not on the screen: %s."), _(way->begins),
			 step->text);
	else if (shown)
		snprintf(question, sizeof(question), _("%s what was changed on %s: %s."), _(way->begins), day,
			 step->text);
	else
		snprintf(question, sizeof(question), _("%s what was changed on %s and is not on the screen: %s."),
			 _(way->begins), day, step->text);
	screen_ask(app, &(struct asking){
				.question = question, .verb = way->verb, .yes = act_asked, .data = (void *)way });
}

static void go(struct app *app, const struct way *way)
{
	struct ky_undo_step step = { 0 };
	struct ky_error err = { 0 };
	app_hold_keys(app, true);
	enum ky_code code = way->look(app->wb, &step, &err);
	app_hold_keys(app, false);
	if (code) {
		app_fail(app, &err);
		return;
	}
	bool shown = is_shown(app, &step);
	if (shown && step.day == ky_workbook_today(app->wb))
		act(app, way);
	else
		ask(app, way, &step, shown);
	ky_undo_step_clear(&step);
}

void screen_undo(struct app *app, int page)
{
	(void)page;
	go(app, &undo);
}

void screen_redo(struct app *app, int page)
{
	(void)page;
	go(app, &redo);
}
