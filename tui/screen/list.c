/* The lists of a page, one for each of its kinds, made from the kinds' declarations. */
#include "screen/list.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/ledger.h"
#include "kuayue/text.h"
#include "kuayue/zero.h"
#include "screen/save.h"

static void delete_row(struct app *app, void *data)
{
	struct list_screen *self = data;
	struct ky_error err = { 0 };
	struct ky_record *record = self->rows[self->cursor];
	char number[80];
	snprintf(number, sizeof(number), "%s", ky_record_number(record));
	if (ky_record_delete(app->wb, ky_record_id(record), &err)) {
		app_fail(app, &err);
		return;
	}
	app_say(app, _("%s is deleted; {UNDO} brings it back."), number);
	app_refresh(app);
}

static void ask_delete(struct app *app, struct list_screen *self)
{
	char question[600], title[100], *pointed = NULL;
	struct ky_error err = { 0 };
	if (!self->count)
		return;
	const struct ky_record *record = self->rows[self->cursor];
	ky_record_show(app->wb, record, ky_title_field(self->kind), title, sizeof(title));
	if (ky_record_pointed_to(app->wb, ky_record_id(record), &pointed, &err)) {
		app_fail(app, &err); /* nobody deletes what may be needed */
		return;
	}
	snprintf(question, sizeof(question), _("%s %s goes; {UNDO} brings it back.%s%s"), ky_record_number(record),
		 title, pointed ? "\n" : "", pointed ? pointed : "");
	free(pointed);
	screen_ask(app, &(struct asking){
				.question = question, .verb = N_("delete"), .yes = delete_row, .data = self });
}

/* False for what is no key of the line: that is for the list, and the typing ends. */
static bool handle_filter(struct app *app, struct list_screen *self, const struct event *event)
{
	unsigned before = edit_revision(self->filter);
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (action == ACT_ESCAPE)
		edit_set(self->filter, "");
	if (action == ACT_ESCAPE || action == ACT_ENTER)
		self->filtering = false;
	else if (!edit_handle(self->filter, event))
		return false;
	if (edit_revision(self->filter) != before)
		list_apply_filter(app, self);
	return true;
}

static void open_row(struct app *app, struct list_screen *self)
{
	assert(self->cursor >= 0 && self->cursor <= self->count); /* on a row, or the list has none */
	if (self->count)
		screen_form(app, self->kind, ky_record_id(self->rows[self->cursor]), NULL);
}

static void escape(struct app *app, struct list_screen *self)
{
	if (edit_text(self->filter)[0]) {
		edit_set(self->filter, "");
		list_apply_filter(app, self);
	} else if (self->screen.below) {
		app_pop(app);
		app_refresh(app);
	} else {
		app_go(app, 1);
	}
}

static void next_kind(struct app *app, struct list_screen *self)
{
	int next = self->which + 1;
	list_choose(app, self, self->kinds[next] ? next : 0);
}

/* That there is none is said by somebody; the same key takes it back. */
static void confirm_none(struct app *app, const struct list_screen *self)
{
	struct ky_zero zero;
	struct ky_error err = { 0 };
	enum ky_code code = ky_zero_of(app->wb, self->kind, &zero, &err);
	if (!code)
		code = ky_zero_set(app->wb, self->kind, !zero.said, &err);
	if (code) {
		app_fail(app, &err);
		return;
	}
	app_say(app,
		zero.said ? _("%s: no longer confirmed as none; {UNDO} brings it back.")
			  : _("%s: none, confirmed (零报告); {UNDO} takes it back."),
		ky_kind_title(self->kind));
	app_refresh(app);
}

static enum ky_code write_csv(struct app *app, const void *kind, FILE *out, struct ky_error *err)
{
	return ky_ledger_csv(app->wb, kind, NULL, out, err);
}

static void act(struct app *app, struct list_screen *self, enum action action)
{
	switch (action) {
	case ACT_ENTER:
		open_row(app, self);
		break;
	case ACT_ESCAPE:
		escape(app, self);
		break;
	case ACT_TAB:
	case ACT_BACK_TAB:
		if (edit_text(self->filter)[0] && !self->count && !self->more)
			screen_search_for(app, edit_text(self->filter));
		else
			next_kind(app, self);
		break;
	case ACT_NEW:
		if (self->kind->single)
			open_row(app, self);
		else
			screen_form(app, self->kind, NULL, NULL);
		break;
	case ACT_DELETE:
		ask_delete(app, self);
		break;
	case ACT_FILTER:
		self->filtering = true;
		break;
	case ACT_ZERO:
		confirm_none(app, self);
		break;
	case ACT_TO_FILE:
		screen_save(app, &(struct save){ .title = ky_kind_title(self->kind),
						 .ending = "csv",
						 .write = write_csv,
						 .data = self->kind });
		break;
	case ACT_UP:
	case ACT_DOWN:
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
	case ACT_FIRST:
	case ACT_LAST:
		list_move(app, self, action);
		break;
	default:
		record_action(app, self->count ? ky_record_id(self->rows[self->cursor]) : NULL, action);
		break;
	}
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct list_screen *self = (struct list_screen *)screen;
	if (event->type == EV_IDLE && self->more)
		list_search_on(app, self);
	else if (event->type == EV_IDLE && list_wants_ahead(self))
		list_read_ahead(app, self);
	else if (event->type == EV_CLICK && event->row >= 4 && event->row - 4 < self->count)
		self->cursor = event->row - 4;
	else if (self->filtering && handle_filter(app, self, event))
		return;
	else if (event->type == EV_ACTION) {
		self->filtering = false;
		act(app, self, event->action);
	}
}

static int wait(struct app *app, struct screen *screen)
{
	(void)app;
	const struct list_screen *self = (struct list_screen *)screen;
	if (self->more)
		return 0;
	return list_wants_ahead(self) ? 10 : -1;
}

static bool is_typing(const struct screen *screen)
{
	return ((const struct list_screen *)screen)->filtering;
}

/* That the ledger is empty stands where its rows would: whether the record says it of this one. */
static bool says_zero(struct app *app, const struct list_screen *self, const struct ky_kind *kind, const char *id)
{
	struct ky_record *record = NULL;
	int ledger = ky_field_of(kind, KY_ROLE_IDENTITY);
	if (self->total || ledger < 0 || ky_record_load(app->wb, id, &record, NULL))
		return false;
	const char *name = ky_record_get(record, ledger).text;
	bool says = name && strcmp(name, self->kind->name) == 0;
	ky_record_free(record);
	return says;
}

static bool shows(struct app *app, const struct screen *screen, const struct ky_kind *kind, const char *id)
{
	const struct list_screen *self = (const struct list_screen *)screen;
	bool shown = !id && !edit_text(self->filter)[0];
	for (int i = 0; id && !shown && i < self->count; i++)
		shown = strcmp(ky_record_id(self->rows[i]), id) == 0;
	return (shown && kind == self->kind) || (id && says_zero(app, self, kind, id));
}

static void refresh(struct app *app, struct screen *screen)
{
	struct list_screen *self = (struct list_screen *)screen;
	drafts_load(app, &self->drafts);
	list_refetch(app, self);
	if (app->saved[0])
		list_go_to(app, self, app->saved);
}

static void close_list(struct app *app, struct screen *screen)
{
	(void)app;
	list_free((struct list_screen *)screen);
}

static const enum action actions[] = { ACT_ENTER,   ACT_NEW,     ACT_FILTER, ACT_CHAIN,  ACT_HAND_ON, ACT_LIKE,
				       ACT_TO_FILE, ACT_HELP,    ACT_TAB,    ACT_DELETE, ACT_UNDO,    ACT_JOIN,
				       ACT_ZERO,    ACT_HISTORY, ACT_STATE,  ACT_WALK,   ACT_QUIT,    ACT_NONE };
static const struct key_label labels[] = { { ACT_TAB, N_("next list") }, { ACT_NONE, NULL } };

static const struct screen_ops ops = {
	.actions = actions,
	.labels = labels,
	.help = N_(
		"All records of a kind, in the order of their ledger. {ENTER} opens one, {NEW} adds one, "
		"{FILTER} shows only those that hold a text ({ESCAPE} shows all again), {TAB} goes to the "
		"page's next list. {CHAIN} shows the chain that a record stands in; {HAND_ON} hands it on: "
		"from an opinion, a visit, a checklist item or a notice to a new problem, from a problem to "
		"its publication, with the link filled in; {JOIN} joins it to a record that is there already, "
		"and both stay. {STATE} opens it at its state. {LIKE} begins a new one that is like it, and "
		"takes a person on to the "
		"next of the roster. {TO_FILE} writes the whole list into "
		"a CSV file, {HISTORY} shows what happened to it. {ZERO} in an empty list says that there is none "
		"(零报告: who, and when), and takes that back. {UNDO} takes back the last change."),
	.draw = list_draw,
	.handle = handle,
	.wait = wait,
	.typing = is_typing,
	.shows = shows,
	.refresh = refresh,
	.close = close_list,
};

static void make(struct app *app, int number, int which)
{
	struct list_screen *self = xalloc(sizeof(*self));
	const struct place *page = place_of_page(app->places, number);
	self->kinds = place_kinds(app->places, page);
	self->filter = edit_new("", false);
	self->tabs = page->open == screen_list;
	self->screen = (struct screen){ .ops = &ops, .page = number, .title = self->title };
	snprintf(self->title, sizeof(self->title), "%s", place_title(page));
	app_push(app, &self->screen);
	int rows = term_rows() - 6;
	self->height = rows < 1 ? 1 : rows > LIST_ROWS ? LIST_ROWS : rows;
	drafts_load(app, &self->drafts);
	list_choose(app, self, which);
}

void screen_list(struct app *app, int page)
{
	make(app, page, 0);
}

void screen_list_of(struct app *app, const struct ky_kind *kind)
{
	int number = page_of_kind(app->places, kind->name);
	const struct ky_kind **kinds = place_kinds(app->places, place_of_page(app->places, number));
	for (int i = 0; kinds[i]; i++)
		if (kinds[i] == kind)
			make(app, number, i);
	free(kinds);
}
