/* The lists of a page: one list for each of its kinds, generated from the declaration. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "page.h"

#define SEARCH_COLUMNS 24 /* kept for the text that is searched for */
#define ROWS_MAX 200
#define FIELDS_MAX 64
#define SCAN_AT_ONCE 2000 /* rows that a filter looks at between two keys */

/* What a record shows in the list, worked out once when it is fetched. */
struct shown {
	char *cells[FIELDS_MAX]; /* NULL: not shown */
	bool overdue;
};

/* Rows read ahead while nobody types, so that a key finds them ready. */
struct ahead {
	struct ky_record *rows[ROWS_MAX];
	struct shown *shown[ROWS_MAX];
	int count;
	bool known; /* read since the window moved */
	bool more;  /* there may be rows behind these */
};

struct list_screen {
	struct screen screen;
	const struct page *page;
	int which; /* of the page's kinds */
	const struct ky_kind *kind;
	struct ky_list *list;
	struct ky_record *rows[ROWS_MAX];
	struct shown *shown[ROWS_MAX]; /* of rows[], NULL until painted */
	int64_t total;
	struct ahead below; /* behind the last row */
	struct ahead tail;  /* the list's last rows */
	int count, cursor, height;
	bool more;     /* the filter has not looked everywhere yet */
	bool scrolled; /* up by one row since it was painted */
	bool filtering;
	char filter[256];
	char title[128];
};

static void free_shown(struct shown *shown)
{
	for (size_t i = 0; shown && i < FIELDS_MAX; i++)
		free(shown->cells[i]);
	free(shown);
}

static void drop_row(struct list_screen *self, int index)
{
	ky_record_free(self->rows[index]);
	free_shown(self->shown[index]);
	self->rows[index] = NULL;
	self->shown[index] = NULL;
}

static void forget(struct ahead *ahead)
{
	for (int i = 0; i < ahead->count; i++) {
		ky_record_free(ahead->rows[i]);
		free_shown(ahead->shown[i]);
	}
	ahead->count = 0;
	ahead->known = false;
}

static void drop_rows(struct list_screen *self)
{
	for (int i = 0; i < self->count; i++)
		drop_row(self, i);
	self->count = 0;
	self->total = ky_list_total(self->list);
}

static void reverse(struct ky_record **rows, int count)
{
	for (int i = 0; i < count / 2; i++) {
		struct ky_record *row = rows[i];
		rows[i] = rows[count - 1 - i];
		rows[count - 1 - i] = row;
	}
}

/* The window becomes the rows that were read ahead. */
static void take_window(struct list_screen *self, struct ahead *ahead)
{
	drop_rows(self);
	memcpy(self->rows, ahead->rows, (size_t)ahead->count * sizeof(ahead->rows[0]));
	memcpy(self->shown, ahead->shown, (size_t)ahead->count * sizeof(ahead->shown[0]));
	self->count = ahead->count;
	ahead->count = 0;
	ahead->known = false;
}

/* Fills the window anew: from the start, or with the end at its bottom. */
static void fill(struct app *app, struct list_screen *self, bool from_end)
{
	struct ky_error err = { 0 };
	size_t got = 0;
	forget(&self->below);
	if (from_end && self->tail.known) {
		take_window(self, &self->tail);
		self->cursor = self->count ? self->count - 1 : 0;
		return;
	}
	drop_rows(self);
	if (ky_list_fetch(self->list, NULL, from_end, self->rows, (size_t)self->height, SCAN_AT_ONCE, &got,
			  &self->more, &err))
		app_fail(app, &err);
	self->count = (int)got;
	if (from_end)
		reverse(self->rows, self->count);
	self->cursor = from_end ? self->count - 1 : 0;
	if (self->cursor < 0)
		self->cursor = 0;
}

/* One row more at the bottom, the top one out. False where there is none. */
static bool shift_down(struct app *app, struct list_screen *self)
{
	struct ky_error err = { 0 };
	struct ky_record *row = NULL;
	size_t got = 0;
	bool more = false;
	if (!self->count)
		return false;
	struct shown *shown = NULL;
	struct ahead *below = &self->below;
	if (below->known && below->count) {
		row = below->rows[0];
		shown = below->shown[0];
		below->count--;
		memmove(below->rows, below->rows + 1, (size_t)below->count * sizeof(below->rows[0]));
		memmove(below->shown, below->shown + 1, (size_t)below->count * sizeof(below->shown[0]));
		below->known = below->count > 0 || !below->more;
	} else if (below->known && !below->more) {
		return false;
	} else if (ky_list_fetch(self->list, self->rows[self->count - 1], false, &row, 1, SCAN_AT_ONCE, &got,
				 &more, &err)) {
		app_fail(app, &err);
	}
	if (!row)
		return false;
	if (self->count == self->height) {
		drop_row(self, 0);
		self->count--;
		memmove(self->rows, self->rows + 1, (size_t)self->count * sizeof(self->rows[0]));
		memmove(self->shown, self->shown + 1, (size_t)self->count * sizeof(self->shown[0]));
	}
	self->shown[self->count] = shown;
	self->rows[self->count++] = row;
	return true;
}

static bool shift_up(struct app *app, struct list_screen *self)
{
	struct ky_error err = { 0 };
	struct ky_record *row = NULL;
	size_t got = 0;
	bool more = false;
	forget(&self->below);
	if (!self->count)
		return false;
	if (ky_list_fetch(self->list, self->rows[0], true, &row, 1, SCAN_AT_ONCE, &got, &more, &err))
		app_fail(app, &err);
	if (!got)
		return false;
	if (self->count == self->height)
		drop_row(self, --self->count);
	memmove(self->rows + 1, self->rows, (size_t)self->count * sizeof(self->rows[0]));
	memmove(self->shown + 1, self->shown, (size_t)self->count * sizeof(self->shown[0]));
	self->rows[0] = row;
	self->shown[0] = NULL;
	self->count++;
	return true;
}

static void page_down(struct app *app, struct list_screen *self)
{
	struct ky_error err = { 0 };
	struct ky_record *rows[ROWS_MAX];
	size_t got = 0;
	bool more = false;
	if (!self->count)
		return;
	if (self->below.known && self->below.count == self->height) {
		take_window(self, &self->below);
		return;
	}
	if (ky_list_fetch(self->list, self->rows[self->count - 1], false, rows, (size_t)self->height, SCAN_AT_ONCE,
			  &got, &more, &err))
		app_fail(app, &err);
	if ((int)got == self->height) {
		drop_rows(self);
		memcpy(self->rows, rows, got * sizeof(rows[0]));
		self->count = (int)got;
		return;
	}
	for (size_t i = 0; i < got; i++)
		ky_record_free(rows[i]);
	if (got || self->cursor == self->count - 1)
		fill(app, self, true);
	self->cursor = self->count ? self->count - 1 : 0;
}

static void page_up(struct app *app, struct list_screen *self)
{
	struct ky_error err = { 0 };
	struct ky_record *rows[ROWS_MAX];
	size_t got = 0;
	bool more = false;
	forget(&self->below);
	if (!self->count)
		return;
	if (ky_list_fetch(self->list, self->rows[0], true, rows, (size_t)self->height, SCAN_AT_ONCE, &got, &more,
			  &err))
		app_fail(app, &err);
	if ((int)got == self->height) {
		drop_rows(self);
		memcpy(self->rows, rows, got * sizeof(rows[0]));
		self->count = (int)got;
		reverse(self->rows, self->count);
		return;
	}
	for (size_t i = 0; i < got; i++)
		ky_record_free(rows[i]);
	fill(app, self, false);
}

/* Fetches the window again around the row the cursor is on. */
static void refetch(struct app *app, struct list_screen *self)
{
	struct ky_record *top = self->count ? self->rows[0] : NULL, *rows[ROWS_MAX];
	struct ky_error err = { 0 };
	size_t before = 0, got = 0;
	int cursor = self->cursor;
	forget(&self->below);
	forget(&self->tail);
	if (!top) {
		fill(app, self, false);
		return;
	}
	struct ky_record *first = NULL;
	if (ky_list_fetch(self->list, top, true, &first, 1, SCAN_AT_ONCE, &before, &self->more, &err) ||
	    ky_list_fetch(self->list, before ? first : NULL, false, rows, (size_t)self->height, SCAN_AT_ONCE, &got,
			  &self->more, &err))
		app_fail(app, &err);
	ky_record_free(first);
	drop_rows(self);
	memcpy(self->rows, rows, got * sizeof(rows[0]));
	self->count = (int)got;
	self->cursor = cursor < self->count ? cursor : self->count - 1;
	if (self->cursor < 0)
		self->cursor = 0;
}

static void apply_filter(struct app *app, struct list_screen *self)
{
	struct ky_error err = { 0 };
	forget(&self->below);
	forget(&self->tail);
	ky_read_begin(app->wb);
	if (ky_list_filter(self->list, self->filter, &err))
		app_fail(app, &err);
	fill(app, self, false);
	ky_read_end(app->wb);
}

static void choose(struct app *app, struct list_screen *self, int which)
{
	struct ky_error err = { 0 };
	forget(&self->below);
	forget(&self->tail);
	if (self->list)
		drop_rows(self);
	ky_list_close(self->list);
	self->list = NULL;
	self->which = which;
	self->kind = ky_kind_find(self->page->kinds[which]);
	self->filter[0] = '\0';
	self->filtering = false;
	if (ky_list_open(app->wb, self->kind, &self->list, &err))
		app_fail(app, &err);
	fill(app, self, false);
}

static int number_width(const struct list_screen *self)
{
	int widest = 4;
	for (int i = 0; i < self->count; i++) {
		int width = ky_text_columns(ky_record_number(self->rows[i]));
		widest = width > widest ? width : widest;
	}
	return widest;
}

static int take_columns(const struct ky_kind *kind, bool optional, int room, int *widths)
{
	int used = 0;
	for (size_t i = 0; i < kind->field_count; i++) {
		int wanted = kind->fields[i].list_columns;
		if (optional ? wanted >= 0 : wanted <= 0)
			continue;
		wanted = wanted < 0 ? -wanted : wanted;
		if (used + wanted + 1 > room)
			continue;
		widths[i] = wanted;
		used += wanted + 1;
	}
	return used;
}

/* The columns that fit, the optional ones behind the others; what is left goes to the widest. */
static void spread(const struct ky_kind *kind, int room, int *widths)
{
	int widest = -1;
	memset(widths, 0, kind->field_count * sizeof(*widths));
	room -= take_columns(kind, false, room, widths);
	room -= take_columns(kind, true, room, widths);
	for (size_t i = 0; i < kind->field_count; i++)
		if (widths[i] && (widest < 0 || widths[i] > widths[widest]))
			widest = (int)i;
	if (widest >= 0)
		widths[widest] += room;
}

/* 超期: the deadline has passed and the state is not the last. */
static bool is_overdue(const struct app *app, const struct ky_kind *kind, const struct ky_record *record)
{
	ky_day due = KY_NO_DAY;
	bool unfinished = false;
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *field = &kind->fields[i];
		const char *text = ky_record_get(record, (int)i).text;
		size_t count = 0;
		if (field->deadline)
			ky_day_parse(text, KY_NO_DAY, &due, NULL);
		if (!field->state)
			continue;
		const struct ky_choice *choices =
			ky_campaign_choices(ky_workbook_campaign(app->wb), field->choices, &count);
		unfinished = count && strcmp(choices[count - 1].key, text) != 0;
	}
	return unfinished && due != KY_NO_DAY && due < ky_workbook_today(app->wb);
}

static void put_left(int row, int col, int width, enum look look, const char *text)
{
	term_put(row, col, width, look, text);
}

static struct shown *show_row(const struct app *app, const struct list_screen *self,
			      const struct ky_record *record)
{
	struct shown *shown = calloc(1, sizeof(*shown));
	if (!shown)
		abort();
	shown->overdue = is_overdue(app, self->kind, record);
	for (size_t i = 0; i < self->kind->field_count && i < FIELDS_MAX; i++) {
		char text[512];
		if (!self->kind->fields[i].list_columns)
			continue;
		ky_record_show(app->wb, record, (int)i, text, sizeof(text));
		if (self->kind->fields[i].state && shown->overdue) {
			strncat(text, " ", sizeof(text) - strlen(text) - 1);
			strncat(text, _("overdue"), sizeof(text) - strlen(text) - 1);
		}
		shown->cells[i] = strdup(text);
	}
	return shown;
}

static void draw_row(struct app *app, struct list_screen *self, int index, int row, int number, const int *widths)
{
	const struct ky_record *record = self->rows[index];
	if (!self->shown[index])
		self->shown[index] = show_row(app, self, record);
	const struct shown *shown = self->shown[index];
	bool here = index == self->cursor && !self->filtering;
	enum look look = here ? LOOK_CURSOR : shown->overdue ? LOOK_BAD : LOOK_PLAIN;
	int col = 0;
	term_put(row, col, number + 1, look, ky_record_number(record));
	col += number + 1;
	for (size_t i = 0; i < self->kind->field_count; i++) {
		if (!widths[i] || !shown->cells[i])
			continue;
		bool is_number = ky_record_get(record, (int)i).is == KY_INT;
		(is_number ? term_put_right : put_left)(row, col, widths[i], look, shown->cells[i]);
		col += widths[i];
		term_put(row, col++, 1, look, "");
	}
	term_put(row, col, term_cols() - col, look, "");
}

static void draw_head(const struct list_screen *self, int row, int number, const int *widths)
{
	int col = number + 1;
	term_put(row, 0, col, LOOK_BOLD, _("No."));
	for (size_t i = 0; i < self->kind->field_count; i++) {
		if (!widths[i])
			continue;
		term_put(row, col, widths[i] + 1, LOOK_BOLD, ky_field_title(&self->kind->fields[i]));
		col += widths[i] + 1;
	}
	term_put(row, col, term_cols() - col, LOOK_BOLD, "");
}

/* A page of many lists is left for its own screen to show: there only the list itself has a tab. */
static int tab_text(const struct list_screen *self, int tab, char *text, size_t size)
{
	snprintf(text, size, " %s ", ky_kind_title(ky_kind_find(self->page->kinds[tab])));
	return ky_text_columns(text) + 1;
}

/* The tab to begin with, so that the list's own is seen in room cells. */
static int first_tab(const struct list_screen *self, int room)
{
	char text[128];
	int first = self->which;
	int used = tab_text(self, first, text, sizeof(text));
	while (!self->page->open && first > 0) {
		used += tab_text(self, first - 1, text, sizeof(text));
		if (used + 1 > room)
			break;
		first--;
	}
	return first;
}

/* What does not fit stands for itself as an arrow. Returns the cells used. */
static int draw_tabs(const struct list_screen *self, int row, int room)
{
	char text[128];
	int col = 0;
	int tab = first_tab(self, room);
	if (tab && !self->page->open)
		col += term_put(row, col, 1, LOOK_DIM, "‹");
	for (; self->page->kinds[tab]; tab++) {
		int width = tab_text(self, tab, text, sizeof(text));
		if (tab != self->which && col + width > room) {
			col += term_put(row, col, 1, LOOK_DIM, "›");
			break;
		}
		term_put(row, col, width - 1, tab == self->which ? LOOK_CURSOR : LOOK_PLAIN, text);
		term_put(row, col + width - 1, 1, LOOK_PLAIN, "");
		col += width;
		if (self->page->open)
			break;
	}
	return col;
}

static void draw_state(struct list_screen *self, int row)
{
	char text[512];
	bool searched = self->filtering || self->filter[0];
	snprintf(text, sizeof(text), _("  %lld in all"), (long long)self->total);
	int count = ky_text_columns(text);
	int col = draw_tabs(self, row, term_cols() - count - 1 - (searched ? SEARCH_COLUMNS : 0));
	term_put(row, col, term_cols() - col, LOOK_DIM, text);
	if (!searched)
		return;
	col += count + 2;
	snprintf(text, sizeof(text), "/%s", self->filter);
	int used = term_put(row, col, term_cols() - col, LOOK_BOLD, text);
	if (self->filtering)
		term_cursor(row, col + used);
	if (self->more)
		term_put(row, col + used + 1, term_cols() - col - used - 1, LOOK_DIM, _("searching…"));
}

static const char *empty_text(const struct list_screen *self)
{
	if (self->more)
		return _("searching…");
	return self->filter[0] ? _("Nothing holds this text. Esc shows everything again.")
			       : _("Nothing here yet. Press n to add the first.");
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	struct list_screen *self = (struct list_screen *)screen;
	int height = bottom - top - 2;
	height = height < 1 ? 1 : height > ROWS_MAX ? ROWS_MAX : height;
	if (height != self->height) {
		self->height = height;
		refetch(app, self);
	}
	int number = number_width(self), widths[FIELDS_MAX];
	spread(self->kind, term_cols() - number - 1, widths);
	draw_head(self, top + 1, number, widths);
	if (self->scrolled)
		term_scroll_up(top + 2, top + 2 + height);
	self->scrolled = false;
	for (int i = 0; i < height; i++) {
		if (i < self->count)
			draw_row(app, self, i, top + 2 + i, number, widths);
		else
			term_put(top + 2 + i, 0, term_cols(), LOOK_PLAIN,
				 i == 0 && !self->count ? empty_text(self) : "");
	}
	term_clear_rows(top + 2 + height, bottom);
	term_cursor(top + 2 + self->cursor, 0);
	draw_state(self, top);
}

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
	app_say(app, _("%s is deleted; u brings it back."), number);
	app_refresh(app);
}

static void ask_delete(struct app *app, struct list_screen *self)
{
	char question[256];
	if (!self->count)
		return;
	snprintf(question, sizeof(question), _("Delete %s? y: yes, any other key: no"),
		 ky_record_number(self->rows[self->cursor]));
	screen_ask(app, question, delete_row, self);
}

static void handle_filter(struct app *app, struct list_screen *self, const struct event *event)
{
	size_t len = strlen(self->filter);
	const char *text = event->type == EV_TEXT ? event->text : event->type == EV_PASTE ? event->paste : "";
	if (event->type == EV_ACTION && event->action == ACT_ESCAPE)
		self->filter[0] = '\0';
	else if (event->type == EV_ACTION && event->action == ACT_BACKSPACE && len)
		self->filter[ky_text_prev(self->filter, len)] = '\0';
	else if (len + strlen(text) < sizeof(self->filter))
		strcat(self->filter, text);
	if (event->type == EV_ACTION && event->action != ACT_BACKSPACE)
		self->filtering = false;
	apply_filter(app, self);
}

/* While the file's lock is held anyway. */
static void show_rows(const struct app *app, struct list_screen *self)
{
	for (int i = 0; i < self->count; i++)
		if (!self->shown[i])
			self->shown[i] = show_row(app, self, self->rows[i]);
}

static void move(struct app *app, struct list_screen *self, enum action action)
{
	ky_read_begin(app->wb);
	switch (action) {
	case ACT_UP:
		if (self->cursor > 0)
			self->cursor--;
		else
			shift_up(app, self);
		break;
	case ACT_DOWN:
		if (self->cursor + 1 < self->count)
			self->cursor++;
		else if (shift_down(app, self)) {
			self->scrolled = self->cursor == self->count - 1;
			self->cursor = self->count - 1;
		}
		break;
	case ACT_PAGE_DOWN:
		page_down(app, self);
		break;
	case ACT_PAGE_UP:
		page_up(app, self);
		break;
	case ACT_FIRST:
		fill(app, self, false);
		break;
	default:
		fill(app, self, true);
		break;
	}
	show_rows(app, self);
	ky_read_end(app->wb);
}

static void open_row(struct app *app, struct list_screen *self)
{
	if (self->count)
		screen_form(app, self->kind, ky_record_id(self->rows[self->cursor]), NULL);
}

static void escape(struct app *app, struct list_screen *self)
{
	if (self->filter[0]) {
		self->filter[0] = '\0';
		apply_filter(app, self);
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
	choose(app, self, self->page->kinds[next] ? next : 0);
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
	case ACT_CHAIN:
		if (self->count)
			screen_chain(app, ky_record_id(self->rows[self->cursor]));
		break;
	case ACT_LIKE:
		if (self->count && !self->kind->single)
			screen_form_like(app, ky_record_id(self->rows[self->cursor]));
		break;
	case ACT_HISTORY:
		if (self->count)
			screen_history(app, self->kind, ky_record_id(self->rows[self->cursor]));
		break;
	case ACT_UP:
	case ACT_DOWN:
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
	case ACT_FIRST:
	case ACT_LAST:
		move(app, self, action);
		break;
	default:
		break;
	}
}

static void read_rows(struct app *app, struct list_screen *self, struct ahead *ahead,
		      const struct ky_record *after, bool backwards)
{
	struct ky_error err = { 0 };
	size_t got = 0;
	bool more = false;
	forget(ahead);
	ky_read_begin(app->wb);
	if (ky_list_fetch(self->list, after, backwards, ahead->rows, (size_t)self->height, 0, &got, &more, &err))
		app_fail(app, &err);
	ahead->count = (int)got;
	ahead->more = ahead->count == self->height;
	ahead->known = true;
	if (backwards)
		reverse(ahead->rows, ahead->count);
	for (int i = 0; i < ahead->count; i++)
		ahead->shown[i] = show_row(app, self, ahead->rows[i]);
	ky_read_end(app->wb);
}

static bool wants_ahead(const struct list_screen *self)
{
	return self->count == self->height && !self->filter[0] && (!self->below.known || !self->tail.known);
}

static void read_ahead(struct app *app, struct list_screen *self)
{
	if (!self->below.known)
		read_rows(app, self, &self->below, self->rows[self->count - 1], false);
	else
		read_rows(app, self, &self->tail, NULL, true);
}

/* The filter goes on where it stopped while nobody types. */
static void search_on(struct app *app, struct list_screen *self)
{
	struct ky_error err = { 0 };
	size_t got = 0;
	if (!self->more)
		return;
	if (ky_list_continue(self->list, self->rows + self->count, (size_t)(self->height - self->count),
			     SCAN_AT_ONCE, &got, &self->more, &err))
		app_fail(app, &err);
	self->count += (int)got;
	if (self->count >= self->height)
		self->more = false;
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct list_screen *self = (struct list_screen *)screen;
	if (event->type == EV_IDLE && self->more)
		search_on(app, self);
	else if (event->type == EV_IDLE && wants_ahead(self))
		read_ahead(app, self);
	else if (event->type == EV_CLICK && event->row >= 4 && event->row - 4 < self->count)
		self->cursor = event->row - 4;
	else if (self->filtering &&
		 (event->type == EV_TEXT || event->type == EV_PASTE ||
		  (event->type == EV_ACTION &&
		   (event->action == ACT_ESCAPE || event->action == ACT_ENTER || event->action == ACT_BACKSPACE))))
		handle_filter(app, self, event);
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
	return wants_ahead(self) ? 10 : -1;
}

static bool is_typing(const struct screen *screen)
{
	return ((const struct list_screen *)screen)->filtering;
}

static void refresh(struct app *app, struct screen *screen)
{
	refetch(app, (struct list_screen *)screen);
}

static void close_list(struct app *app, struct screen *screen)
{
	(void)app;
	struct list_screen *self = (struct list_screen *)screen;
	forget(&self->below);
	forget(&self->tail);
	drop_rows(self);
	ky_list_close(self->list);
	free(self);
}

static const enum action actions[] = { ACT_ENTER, ACT_NEW,  ACT_FILTER, ACT_DELETE, ACT_UNDO,    ACT_TAB, ACT_WALK,
				       ACT_CHAIN, ACT_LIKE, ACT_HELP,   ACT_QUIT,   ACT_HISTORY, ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_(
		"All records of a kind, in the order of their ledger. Enter opens one, n adds one, / shows only "
		"those"
		" that hold a text (Esc shows all again), Tab goes to the page's next list, c shows the chain "
		"that a record stands in, y begins a "
		"new one that is like it. u takes back the last"
		" change, and what it took back stays in the history (h)."),
	.draw = draw,
	.handle = handle,
	.wait = wait,
	.typing = is_typing,
	.refresh = refresh,
	.close = close_list,
};

static void make(struct app *app, int number, int which)
{
	struct list_screen *self = calloc(1, sizeof(*self));
	if (!self)
		abort();
	self->page = page_at(number);
	self->screen = (struct screen){ .ops = &ops, .page = number, .title = self->title };
	snprintf(self->title, sizeof(self->title), "%s", page_title(self->page));
	app_push(app, &self->screen);
	int rows = term_rows() - 6;
	self->height = rows < 1 ? 1 : rows > ROWS_MAX ? ROWS_MAX : rows;
	choose(app, self, which);
}

void screen_list(struct app *app, int number)
{
	make(app, number, 0);
}

void screen_list_of(struct app *app, const struct ky_kind *kind)
{
	int number = page_of_kind(kind->name);
	for (int i = 0; page_at(number)->kinds[i]; i++)
		if (strcmp(page_at(number)->kinds[i], kind->name) == 0)
			make(app, number, i);
}
