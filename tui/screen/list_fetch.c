/* A list's window: which rows it has, how it moves, and what is read ahead of it. */
#include <stdlib.h>
#include <string.h>

#include "screen/list.h"

#define SCAN_AT_ONCE 2000 /* rows that a filter looks at between two keys */

static void free_shown(struct shown *shown)
{
	for (size_t i = 0; shown && i < LIST_FIELDS; i++)
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
	struct ky_record *rows[LIST_ROWS];
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
	struct ky_record *rows[LIST_ROWS];
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
void list_refetch(struct app *app, struct list_screen *self)
{
	struct ky_record *top = self->count ? self->rows[0] : NULL, *rows[LIST_ROWS];
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

void list_apply_filter(struct app *app, struct list_screen *self)
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

void list_choose(struct app *app, struct list_screen *self, int which)
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

/* While the file's lock is held anyway. */
static void show_rows(const struct app *app, struct list_screen *self)
{
	for (int i = 0; i < self->count; i++)
		if (!self->shown[i])
			self->shown[i] = list_show_row(app, self, self->rows[i]);
}

void list_move(struct app *app, struct list_screen *self, enum action action)
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
		ahead->shown[i] = list_show_row(app, self, ahead->rows[i]);
	ky_read_end(app->wb);
}

bool list_wants_ahead(const struct list_screen *self)
{
	return self->count == self->height && !self->filter[0] && (!self->below.known || !self->tail.known);
}

void list_read_ahead(struct app *app, struct list_screen *self)
{
	if (!self->below.known)
		read_rows(app, self, &self->below, self->rows[self->count - 1], false);
	else
		read_rows(app, self, &self->tail, NULL, true);
}

/* The filter goes on where it stopped while nobody types. */
void list_search_on(struct app *app, struct list_screen *self)
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

void list_free(struct list_screen *self)
{
	forget(&self->below);
	forget(&self->tail);
	drop_rows(self);
	ky_list_close(self->list);
	free(self);
}
