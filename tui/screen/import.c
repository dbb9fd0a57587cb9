/* Imports rosters, ledgers and newer templates from a file, and shows first what that would change. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/export.h"
#include "kuayue/import.h"
#include "kuayue/text.h"
#include "kuayue/update.h"
#include "screen/ask_text.h"
#include "widget/scroll.h"

struct preview {
	struct screen screen;
	struct ky_import *import; /* of a table, or */
	struct ky_update *update; /* of a template */
	struct scroll scroll;
	char title[128];
};

static int column_count(const struct preview *self)
{
	return self->import ? (int)ky_import_columns(self->import) : 0;
}

static int line_count(const struct preview *self)
{
	int lines = 0;
	while (self->update && ky_update_line(self->update, (size_t)lines))
		lines++;
	size_t bad = self->import ? ky_import_bad(self->import) : 0;
	return self->update ? lines
			    : column_count(self) + (int)(bad < KY_IMPORT_PROBLEMS ? bad : KY_IMPORT_PROBLEMS);
}

static const char *target_title(const struct ky_import *import, size_t column)
{
	int field = ky_import_field(import, column);
	if (field >= 0)
		return ky_field_title(&ky_import_kind(import)->fields[field]);
	return field == KY_COLUMN_NUMBER ? _("No.") : _("(left out)");
}

/* Where the columns of the preview stand: what the file calls it, the field, the first rows. */
static void put_cells(int row, enum look look, const char *heading, const char *target, const char *sample)
{
	int cols = term_cols(), wide = cols / 4;
	term_put(row, 0, wide, look, heading);
	term_put(row, wide, 3, look, "→ ");
	term_put(row, wide + 3, wide, look, target);
	term_put(row, 2 * wide + 3, cols - 2 * wide - 3, look, sample);
}

static void draw_column(const struct preview *self, int row, size_t column, enum look look)
{
	assert(column < ky_import_columns(self->import));
	const struct ky_import *import = self->import;
	char sample[300] = "";
	for (size_t i = 0; ky_import_sample(import, i, column); i++)
		snprintf(sample + strlen(sample), sizeof(sample) - strlen(sample), "%s%.60s", i ? " | " : "",
			 ky_import_sample(import, i, column));
	if (look == LOOK_PLAIN && ky_import_field(import, column) < KY_COLUMN_NUMBER)
		look = LOOK_DIM;
	put_cells(row, look, ky_import_heading(import, column), target_title(import, column), sample);
}

static void draw_line(void *data, int line, int row)
{
	const struct preview *self = data;
	bool here = line == self->scroll.cursor;
	char text[1200];
	if (self->update) {
		term_put(row, 0, term_cols(), here ? LOOK_CURSOR : LOOK_PLAIN,
			 ky_update_line(self->update, (size_t)line));
	} else if (line < column_count(self)) {
		draw_column(self, row, (size_t)line, here ? LOOK_CURSOR : LOOK_PLAIN);
	} else {
		int at = 0;
		const char *why = ky_import_problem(self->import, (size_t)(line - column_count(self)), &at);
		snprintf(text, sizeof(text), _("row %d: %s"), at, why);
		term_put(row, 0, term_cols(), here ? LOOK_CURSOR : LOOK_BAD, text);
	}
}

static void draw_head(const struct preview *self, int row)
{
	char text[256];
	size_t bad = self->import ? ky_import_bad(self->import) : 0;
	if (self->update)
		snprintf(text, sizeof(text), "%s",
			 _("What the newer template changes. {ENTER} applies it, {ESCAPE} leaves all as it was."));
	else if (bad)
		snprintf(text, sizeof(text),
			 _("%s: %zu of %zu rows cannot be taken, so nothing would be written."),
			 ky_kind_title(ky_import_kind(self->import)), bad, ky_import_rows(self->import));
	else
		snprintf(text, sizeof(text),
			 _("%s: %zu rows. {ENTER} writes them all, {LEFT} {RIGHT} changes where a column goes."),
			 ky_kind_title(ky_import_kind(self->import)), ky_import_rows(self->import));
	term_put(row, 0, term_cols(), bad ? LOOK_BAD : LOOK_DIM, text);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct preview *self = (struct preview *)screen;
	int first = top + 1;
	draw_head(self, top);
	if (self->import && bottom - top > 4)
		put_cells(first++, LOOK_BOLD, _("In the file"), _("goes to"), _("the first rows"));
	scroll_draw(&self->scroll, first, bottom, 0, draw_line, self);
}

static void try_rows(struct app *app, struct preview *self)
{
	struct ky_error err = { 0 };
	if (ky_import_try(self->import, &err))
		app_fail(app, &err);
	scroll_set_count(&self->scroll, line_count(self));
}

/* The next field that no other column has, past the last comes "left out". */
static void turn(struct app *app, struct preview *self, int by)
{
	struct ky_error ignored;
	size_t column = (size_t)self->scroll.cursor;
	int fields, field;
	if (!self->import || self->scroll.cursor >= column_count(self))
		return;
	fields = (int)ky_import_kind(self->import)->field_count;
	field = ky_import_field(self->import, column);
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

static void write_all(struct app *app, struct preview *self)
{
	struct ky_error err = { 0 };
	enum ky_code code =
		self->update ? ky_update_apply(self->update, &err) : ky_import_write(self->import, &err);
	if (code) {
		app_fail(app, &err);
		return;
	}
	bool template = self->update != NULL;
	size_t rows = self->import ? ky_import_rows(self->import) : 0;
	app_pop(app);
	app_refresh(app);
	if (template)
		app_say(app, "%s", _("The template is in force."));
	else
		app_say(app, _("%zu rows were written as one change; {UNDO} takes them all back."), rows);
}

static void write_asked(struct app *app, void *data)
{
	write_all(app, data);
}

/* Undo stops at a template, so its version has to be typed. */
static void ask_template(struct app *app, struct preview *self)
{
	const char *version = ky_campaign_version(ky_update_campaign(self->update));
	char question[400];
	snprintf(question, sizeof(question),
		 ky_update_trusted(self->update)
			 ? _("Version %s of the template takes the place of the one in force; {UNDO} does not "
			     "bring "
			     "that back.")
			 : _("Version %s of the template takes the place of the one in force; {UNDO} does not "
			     "bring "
			     "that back. Nobody vouches for it: see in the first line who signed it."),
		 version);
	screen_ask(app, &(struct asking){ .question = question,
					  .verb = N_("put in force"),
					  .number = version,
					  .yes = write_asked,
					  .data = self });
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct preview *self = (struct preview *)screen;
	if (scroll_event(&self->scroll, event) || event->type != EV_ACTION)
		return;
	if (event->action == ACT_LEFT || event->action == ACT_RIGHT)
		turn(app, self, event->action == ACT_LEFT ? -1 : 1);
	else if (event->action == ACT_ENTER && self->update)
		ask_template(app, self);
	else if (event->action == ACT_ENTER)
		write_all(app, self);
	else if (event->action == ACT_ESCAPE)
		app_pop(app);
}

static void close_preview(struct app *app, struct screen *screen)
{
	(void)app;
	struct preview *self = (struct preview *)screen;
	ky_import_close(self->import);
	ky_update_close(self->update);
	free(self);
}

static const enum action actions[] = { ACT_ENTER, ACT_ESCAPE, ACT_LEFT, ACT_RIGHT,
				       ACT_UP,    ACT_DOWN,   ACT_HELP, ACT_NONE };
static const struct key_label labels[] = { { ACT_ENTER, N_("write all") },
					   { ACT_LEFT, N_("field before") },
					   { ACT_RIGHT, N_("field after") },
					   { ACT_NONE, NULL } };

static const struct screen_ops ops = {
	.actions = actions,
	.labels = labels,
	.help = N_("What a file would bring. Each line is one of its columns and the field it goes to: {LEFT} and "
		   "{RIGHT} choose another field, or leave the column out. Rows that cannot be taken stand below "
		   "with the reason; as long as there is one, nothing is written. {ENTER} writes everything as "
		   "one change."),
	.draw = draw,
	.handle = handle,
	.close = close_preview,
};

static bool is_template(const char *path)
{
	size_t len = strlen(path);
	return len > 4 && strcmp(path + len - 4, ".ini") == 0;
}

static void open_file(struct app *app, void *data, const char *const *texts)
{
	(void)data;
	struct ky_error err = { 0 };
	struct preview *self = xalloc(sizeof(*self));
	self->screen = (struct screen){ .ops = &ops, .title = self->title };
	const char *slash = strrchr(texts[0], '/');
	snprintf(self->title, sizeof(self->title), "%s %.90s", _("Import"), slash ? slash + 1 : texts[0]);
	enum ky_code code = is_template(texts[0]) ? ky_update_open(app->wb, texts[0], &self->update, &err)
						  : ky_import_open(app->wb, ky_kind_find(texts[1]), texts[0],
								   &self->import, &err);
	if (!code && self->update)
		code = ky_export_check_sets(ky_update_campaign(self->update), &err);
	if (!code && self->import)
		code = ky_import_try(self->import, &err);
	if (code) {
		app_fail(app, &err);
		close_preview(app, &self->screen);
		return;
	}
	scroll_set_count(&self->scroll, line_count(self));
	app_pop(app);
	app_push(app, &self->screen);
}

void screen_import(struct app *app, int page)
{
	(void)page;
	struct ky_choice kinds[KY_DECLARED_MAX] = { { "", _("by its headings") } };
	size_t count = 1;
	for (size_t i = 0; ky_kind_at(i); i++)
		if (!ky_kind_at(i)->single)
			kinds[count++] = (struct ky_choice){ ky_kind_at(i)->name, ky_kind_title(ky_kind_at(i)) };
	const struct ask_field fields[] = {
		{ .label = _("File"),
		  .value = "",
		  .why = _("A CSV or TSV that Excel or WPS saved, or a newer campaign template (.ini).") },
		{ .label = _("Kind"),
		  .choices = kinds,
		  .choice_count = count,
		  .why = _("{LEFT} {RIGHT} turns it: which list the rows belong to.") },
	};
	screen_ask_text(app, _("Import"),
			N_("Takes rows from a spreadsheet or a newer template from the bureau. Nothing is written "
			   "before you have "
			   "seen what it would do."),
			_("What people have in Excel comes in from here: save it as CSV and give its path."),
			fields, 2, open_file, NULL);
}
