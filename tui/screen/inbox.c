/* What waits for a decision once copies of the workbook became one (合并待定): each difference with both sides,
 * and what each key would make of it. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/conflict.h"
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "screen/screens.h"
#include "terminal/memory.h"
#include "widget/scroll.h"
#include "widget/wrapped.h"

#define PANEL_ROWS 8 /* for the two sides of the entry under the cursor */
#define SHORT_WIDTH 40
#define SIDE_ROWS 4 /* of a side that stands above or below the other */

struct side {
	char *text, *who;
	bool deletes;
};

struct entry {
	const struct ky_kind *kind;
	char id[48], number[80];
	int field;
	struct side *sides;
	size_t count;
};

struct inbox {
	struct screen screen;
	struct entry *entries;
	size_t count, other; /* which side stands against the one that is shown, from 1 */
	struct scroll scroll;
};

static void drop(struct inbox *self)
{
	for (size_t i = 0; i < self->count; i++) {
		for (size_t j = 0; j < self->entries[i].count; j++) {
			free(self->entries[i].sides[j].text);
			free(self->entries[i].sides[j].who);
		}
		free(self->entries[i].sides);
	}
	free(self->entries);
	self->entries = NULL;
	self->count = 0;
}

/* "here 甘明林 2012-06-11" */
static char *who_text(const struct ky_conflict_side *side)
{
	return xprintf("%s %s %s%s", side->from ? side->from : _("this PC"), side->author, side->day,
		       side->doubtful ? _(" (day doubtful)") : "");
}

static int take_conflict(void *data, const struct ky_conflict *conflict)
{
	struct inbox *self = data;
	self->entries = xrealloc(self->entries, (self->count + 1) * sizeof(*self->entries));
	struct entry *entry = &self->entries[self->count++];
	*entry = (struct entry){ .kind = conflict->kind, .field = conflict->field, .count = conflict->count };
	snprintf(entry->id, sizeof(entry->id), "%s", conflict->id);
	snprintf(entry->number, sizeof(entry->number), "%s", conflict->number);
	entry->sides = xalloc(conflict->count * sizeof(*entry->sides));
	for (size_t i = 0; i < conflict->count; i++) {
		const struct ky_conflict_side *side = &conflict->sides[i];
		entry->sides[i] = (struct side){ .text = xstrdup(side->text[0] ? side->text : _("(blank)")),
						 .who = who_text(side),
						 .deletes = side->deletes };
	}
	return 0;
}

static void load(struct app *app, struct inbox *self)
{
	struct ky_error err = { 0 };
	drop(self);
	if (ky_conflict_each(app->wb, take_conflict, self, &err))
		app_fail(app, &err);
	self->other = 1;
	scroll_set_count(&self->scroll, (int)self->count);
}

static const struct entry *entry_here(const struct inbox *self)
{
	return self->count ? &self->entries[self->scroll.cursor] : NULL;
}

static const char *field_title(const struct entry *entry)
{
	return entry->field == KY_CONFLICT_RECORD ? _("whole record")
						  : ky_field_title(&entry->kind->fields[entry->field]);
}

static void draw_row(void *data, int index, int row)
{
	const struct inbox *self = data;
	const struct entry *entry = &self->entries[index];
	enum look look = index == self->scroll.cursor ? LOOK_CURSOR : LOOK_PLAIN;
	int cols = term_cols(), number = 12, list = cols > 60 ? 12 : 0, field = cols > 60 ? 14 : 10;
	int rest = cols - number - list - field, half = rest / 2;
	term_put(row, 0, number, look, entry->number);
	if (list)
		term_put(row, number, list, look, ky_kind_title(entry->kind));
	term_put(row, number + list, field, look, field_title(entry));
	term_put(row, number + list + field, half, look, entry->sides[0].text);
	term_put(row, number + list + field + half, rest - half, look, entry->sides[1].text);
}

static char *side_head(const struct inbox *self, const struct entry *entry, size_t side)
{
	const char *who = entry->sides[side].who;
	if (!side)
		return xprintf(_("{TAKE_LEFT} shown now: %s"), who);
	if (entry->count > 2)
		return xprintf(_("{TAKE_RIGHT} other %zu of %zu: %s"), self->other, entry->count - 1, who);
	return xprintf(_("{TAKE_RIGHT} other: %s"), who);
}

/* Short values stand side by side, long ones under each other. */
static void draw_sides(const struct inbox *self, const struct entry *entry, int row, int bottom)
{
	size_t sides[2] = { 0, self->other };
	int cols = term_cols(), half = cols / 2;
	bool beside = cols >= SHORT_WIDTH;
	for (int i = 0; i < 2; i++)
		beside = beside && ky_text_columns(entry->sides[sides[i]].text) < half - 1 &&
			 !strchr(entry->sides[sides[i]].text, '\n');
	for (int i = 0; i < 2; i++) {
		char *head = side_head(self, entry, sides[i]);
		const char *text = entry->sides[sides[i]].text;
		if (beside) {
			term_put(row, i * half, i ? cols - half : half, LOOK_BOLD, head);
			term_put(row + 1, i * half, i ? cols - half : half, LOOK_PLAIN, text);
		} else if (row < bottom) {
			term_put(row++, 0, cols, LOOK_BOLD, head);
			row = wrapped_put(row, row + SIDE_ROWS < bottom ? row + SIDE_ROWS : bottom, LOOK_PLAIN,
					  text);
		}
		free(head);
	}
	term_clear_rows(beside ? row + 2 : row, bottom);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct inbox *self = (struct inbox *)screen;
	const struct entry *entry = entry_here(self);
	char head[200];
	if (!entry) {
		term_put(top, 0, term_cols(), LOOK_PLAIN, _("Nothing waits for a decision."));
		term_clear_rows(top + 1, bottom);
		return;
	}
	snprintf(head, sizeof(head),
		 _("%zu undecided: two people wrote different things. Figures count what is shown now."),
		 self->count);
	term_put(top, 0, term_cols(), LOOK_DIM, head);
	int panel = bottom - top > 2 * PANEL_ROWS ? PANEL_ROWS + 2 : bottom - top > 6 ? 4 : 2;
	scroll_draw(&self->scroll, top + 1, bottom - panel, 0, draw_row, self);
	draw_sides(self, entry, bottom - panel, bottom - (panel > 4));
	if (panel > 4)
		term_put(bottom - 1, 0, term_cols(), LOOK_DIM,
			 _("What is not taken stays in the history; {UNDO} asks again."));
}

/* The next entry is there at once. */
static void take_side(struct app *app, struct inbox *self, size_t side)
{
	const struct entry *entry = entry_here(self);
	struct ky_error err = { 0 };
	if (!entry)
		return;
	if (ky_conflict_take(app->wb, entry->id, entry->field, side, &err)) {
		app_fail(app, &err);
		return;
	}
	app_say(app, _("%s, %s: decided; {UNDO} asks again."), entry->number, field_title(entry));
	app_refresh(app);
}

static void rewrite(struct app *app, const struct entry *entry)
{
	if (entry && entry->field >= 0)
		screen_form_at(app, entry->kind, entry->id, entry->kind->fields[entry->field].name);
	else if (entry)
		screen_form(app, entry->kind, entry->id, NULL);
}

static void turn(struct inbox *self, int step)
{
	const struct entry *entry = entry_here(self);
	size_t others = entry ? entry->count - 1 : 1;
	self->other = (self->other - 1 + others + (size_t)(step > 0 ? 1 : others - 1)) % others + 1;
}

static void act(struct app *app, struct inbox *self, enum action action)
{
	const struct entry *entry = entry_here(self);
	switch (action) {
	case ACT_TAKE_LEFT:
		take_side(app, self, 0);
		break;
	case ACT_TAKE_RIGHT:
		take_side(app, self, self->other);
		break;
	case ACT_LEFT:
	case ACT_RIGHT:
		turn(self, action == ACT_RIGHT ? 1 : -1);
		break;
	case ACT_REWRITE:
		rewrite(app, entry);
		break;
	case ACT_ENTER:
		if (entry)
			screen_form(app, entry->kind, entry->id, NULL);
		break;
	case ACT_ESCAPE:
		app_pop(app);
		break;
	default:
		record_action(app, entry ? entry->id : NULL, action);
		break;
	}
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct inbox *self = (struct inbox *)screen;
	int before = self->scroll.cursor;
	if (scroll_event(&self->scroll, event)) {
		self->other = self->scroll.cursor == before ? self->other : 1;
		return;
	}
	if (event->type == EV_ACTION)
		act(app, self, event->action);
}

static bool shows(struct app *app, const struct screen *screen, const struct ky_kind *kind, const char *id)
{
	const struct inbox *self = (const struct inbox *)screen;
	(void)app, (void)kind;
	bool shown = false;
	for (size_t i = 0; id && !shown && i < self->count; i++)
		shown = strcmp(self->entries[i].id, id) == 0 && scroll_shows(&self->scroll, (int)i);
	return shown;
}

static void refresh(struct app *app, struct screen *screen)
{
	load(app, (struct inbox *)screen);
}

static void close_inbox(struct app *app, struct screen *screen)
{
	(void)app;
	drop((struct inbox *)screen);
	free(screen);
}

static const enum action actions[] = { ACT_TAKE_LEFT, ACT_TAKE_RIGHT, ACT_REWRITE, ACT_ENTER,
				       ACT_HISTORY,   ACT_ESCAPE,     ACT_UNDO,    ACT_LEFT,
				       ACT_RIGHT,     ACT_HELP,       ACT_QUIT,    ACT_NONE };

static const struct key_label labels[] = { { ACT_ENTER, N_("the record") },
					   { ACT_ESCAPE, N_("decide later") },
					   { ACT_NONE, NULL } };

static const struct screen_ops ops = {
	.actions = actions,
	.labels = labels,
	.help = N_(
		"What two copies of the workbook said differently before they became one. On the left stands what "
		"is shown now, on the right the other: {TAKE_LEFT} and {TAKE_RIGHT} take one, {REWRITE} opens the "
		"record for a third. Of more than two, {LEFT} and {RIGHT} turn the other side. Deleted records "
		"and "
		"states come first. Nothing has to be decided now: the package can be exported all the same."),
	.draw = draw,
	.handle = handle,
	.shows = shows,
	.refresh = refresh,
	.close = close_inbox,
};

void screen_inbox(struct app *app, int page)
{
	struct inbox *self = xalloc(sizeof(*self));
	self->screen = (struct screen){ .ops = &ops, .page = page, .title = _("Undecided") };
	app_push(app, &self->screen);
	load(app, self);
}
