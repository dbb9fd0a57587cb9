/* Shows what a table would bring before anything is written, and changes where its columns go. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "kuayue/record.h"
#include "screen/import.h"
#include "terminal/memory.h"

/* The choices that there are, in their order; returns how many. */
static size_t choices(const struct import_table *self, enum import_choice list[IMPORT_CHOICES])
{
	size_t count = 0;
	list[count++] = IMPORT_KIND;
	if (ky_import_sheet(self->import, 1))
		list[count++] = IMPORT_SHEET;
	if (ky_import_kind(self->import)->known_by)
		list[count++] = IMPORT_KNOWN;
	return count;
}

/* The problem behind n that is no doubt; those have lines of their own. */
static size_t problem_at(const struct import_table *self, size_t n)
{
	size_t at = 0;
	int line = 0;
	for (; ky_import_problem(self->import, at, &line); at++)
		if (!ky_import_problem_is_doubt(self->import, at) && !n--)
			break;
	return at;
}

enum import_line import_line_of(const struct import_table *self, int line, size_t *n)
{
	enum import_choice list[IMPORT_CHOICES];
	size_t at = (size_t)line, count = choices(self, list);
	assert(line >= 0);
	if (at < count) {
		*n = list[at];
		return IMPORT_LINE_CHOICE;
	}
	at -= count;
	*n = at;
	if (at < ky_import_columns(self->import))
		return IMPORT_LINE_COLUMN;
	*n = at -= ky_import_columns(self->import);
	if (at < self->doubts)
		return IMPORT_LINE_DOUBT;
	*n = problem_at(self, at - self->doubts);
	return IMPORT_LINE_PROBLEM;
}

void import_count_lines(struct import_table *self)
{
	enum import_choice list[IMPORT_CHOICES];
	struct ky_doubt doubt;
	int line = 0;
	self->doubts = 0;
	while (ky_import_doubt(self->import, self->doubts, &doubt))
		self->doubts++;
	size_t count = choices(self, list) + ky_import_columns(self->import) + self->doubts;
	for (size_t i = 0; ky_import_problem(self->import, i, &line); i++)
		count += !ky_import_problem_is_doubt(self->import, i);
	scroll_set_count(&self->scroll, (int)count);
}

static void try_rows(struct app *app, struct import_table *self)
{
	struct ky_error err = { 0 };
	ky_import_set_known(self->import, self->known);
	if (ky_import_try(self->import, &err))
		app_fail(app, &err);
	import_count_lines(self);
}

/* Opens the file anew, for another list or another sheet; where that is nothing, what there was stays. */
static void reopen(struct app *app, struct import_table *self, const struct ky_import_ask *ask)
{
	struct ky_import *import = NULL;
	struct ky_error err = { 0 };
	if (ky_import_open_as(app->wb, ask, self->path, &import, &err)) {
		app_fail(app, &err);
		return;
	}
	ky_import_close(self->import);
	self->import = import;
	self->ask = *ask;
	free(self->wanted);
	self->wanted = have(ky_import_wanted(ky_import_kind(import)));
	try_rows(app, self);
}

static void turn_kind(struct app *app, struct import_table *self, int by)
{
	const struct ky_kind *kinds[KY_DECLARED_MAX] = { NULL };
	size_t count = 0, at = 0;
	for (size_t i = 0; ky_kind_at(i) && count < KY_DECLARED_MAX; i++)
		if (!ky_kind_at(i)->single)
			kinds[count++] = ky_kind_at(i);
	while (at < count && kinds[at] != ky_import_kind(self->import))
		at++;
	at = (at + count + (size_t)(by + (int)count)) % count;
	reopen(app, self,
	       &(struct ky_import_ask){ .kind = kinds[at], .sheet = self->ask.sheet, .unmapped = true });
}

static void turn_sheet(struct app *app, struct import_table *self, int by)
{
	size_t count = 0, at = ky_import_sheet_taken(self->import);
	while (ky_import_sheet(self->import, count))
		count++;
	at = (at + (size_t)(by + (int)count)) % count;
	reopen(app, self,
	       &(struct ky_import_ask){ .kind = ky_import_kind(self->import), .sheet = at + 1, .unmapped = true });
}

static void turn_choice(struct app *app, struct import_table *self, enum import_choice choice, int by)
{
	if (choice == IMPORT_KIND) {
		turn_kind(app, self, by);
	} else if (choice == IMPORT_SHEET) {
		turn_sheet(app, self, by);
	} else {
		self->known = (enum ky_known)(((int)self->known + by + KY_KNOWN_SKIP + 1) % (KY_KNOWN_SKIP + 1));
		try_rows(app, self);
	}
}

/* The next field that no other column has, past the last comes "left out". */
static void turn_column(struct app *app, struct import_table *self, size_t column, int by)
{
	struct ky_error ignored;
	int fields = (int)ky_import_kind(self->import)->field_count, field = ky_import_field(self->import, column);
	for (int tries = 0; tries < fields + 3; tries++) {
		field += by;
		if (field >= fields)
			field = KY_COLUMN_NONE;
		if (field < KY_COLUMN_NONE)
			field = fields - 1;
		if (field == KY_COLUMN_NONE || field == KY_COLUMN_NUMBER || field >= 0)
			if (!ky_import_map(self->import, column, field, &ignored))
				break;
	}
	try_rows(app, self);
}

static void turn_doubt(struct app *app, struct import_table *self, size_t n, int by)
{
	struct ky_doubt doubt;
	if (!ky_import_doubt(self->import, n, &doubt))
		return;
	/* Not said, each of them, somebody new. */
	int all = (int)doubt.choices + 2;
	ky_import_decide(self->import, n, (doubt.chosen + 1 + by + all) % all - 1);
	try_rows(app, self);
}

static void turn(struct app *app, struct import_table *self, int by)
{
	size_t n = 0;
	switch (import_line_of(self, self->scroll.cursor, &n)) {
	case IMPORT_LINE_CHOICE:
		turn_choice(app, self, (enum import_choice)n, by);
		break;
	case IMPORT_LINE_COLUMN:
		turn_column(app, self, n, by);
		break;
	case IMPORT_LINE_DOUBT:
		turn_doubt(app, self, n, by);
		break;
	case IMPORT_LINE_PROBLEM:
		app_say(app, "%s", _("Put it right in the file, or leave the row out: {ENTER}."));
		break;
	}
}

static void write_all(struct app *app, struct import_table *self)
{
	struct ky_error err = { 0 };
	if (ky_import_write(self->import, &err)) {
		import_count_lines(self);
		app_fail(app, &err);
		return;
	}
	const struct ky_import_tally tally = ky_import_counts(self->import);
	app_pop(app);
	app_refresh(app);
	app_say(app, _("%zu rows were written as one change; {UNDO} takes them all back."),
		tally.added + tally.changed);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	import_table_draw((struct import_table *)screen, top, bottom);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct import_table *self = (struct import_table *)screen;
	if (scroll_event(&self->scroll, event) || event->type != EV_ACTION)
		return;
	if (event->action == ACT_LEFT || event->action == ACT_RIGHT)
		turn(app, self, event->action == ACT_LEFT ? -1 : 1);
	else if (event->action == ACT_ENTER && ky_import_bad(self->import))
		import_leave_out(app, self);
	else if (event->action == ACT_ENTER)
		write_all(app, self);
	else if (event->action == ACT_ESCAPE)
		app_pop(app);
}

static void close_table(struct app *app, struct screen *screen)
{
	(void)app;
	struct import_table *self = (struct import_table *)screen;
	ky_import_close(self->import);
	free(self->path);
	free(self->wanted);
	free(self);
}

static const enum action actions[] = { ACT_ENTER, ACT_ESCAPE, ACT_LEFT, ACT_RIGHT,
				       ACT_UP,    ACT_DOWN,   ACT_HELP, ACT_NONE };
static const struct key_label labels[] = {
	{ ACT_ENTER, N_("write all") }, { ACT_LEFT, N_("before") }, { ACT_RIGHT, N_("after") }, { ACT_NONE, NULL }
};

static const struct screen_ops ops = {
	.actions = actions,
	.labels = labels,
	.help = N_(
		"What a file would bring. First the list it is for, its sheet, and what happens to who is there "
		"already; then its columns and the field that each goes to; then people who may be there already; "
		"then rows that cannot be taken, with the reason. {LEFT} and {RIGHT} change the line. {ENTER} "
		"writes "
		"everything as one change, and asks first where rows have to be left out."),
	.draw = draw,
	.handle = handle,
	.close = close_table,
};

/* What no heading names is taken for the roster, which most people bring, and can be mapped. */
static enum ky_code open_table(struct app *app, struct import_table *self, struct ky_error *err)
{
	struct ky_error ignored;
	enum ky_code code = ky_import_open_as(app->wb, &self->ask, self->path, &self->import, err);
	if (code != KY_INPUT)
		return code;
	self->ask = (struct ky_import_ask){ .kind = ky_kind_find("person"), .unmapped = true };
	return ky_import_open_as(app->wb, &self->ask, self->path, &self->import, &ignored) ? code : KY_OK;
}

enum ky_code screen_import_table(struct app *app, const char *path, struct ky_error *err)
{
	struct import_table *self = xalloc(sizeof(*self));
	self->path = xstrdup(path);
	snprintf(self->title, sizeof(self->title), _("Import %.100s"), file_name(path));
	self->screen = (struct screen){ .ops = &ops, .title = self->title };
	enum ky_code code = open_table(app, self, err);
	if (!code)
		code = ky_import_try(self->import, err);
	if (code) {
		close_table(app, &self->screen);
		return code;
	}
	self->wanted = have(ky_import_wanted(ky_import_kind(self->import)));
	import_count_lines(self);
	app_pop(app);
	app_push(app, &self->screen);
	return KY_OK;
}
