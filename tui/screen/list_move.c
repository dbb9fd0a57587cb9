/* Moves a list's window over its rows when keys are pressed. */
#include <assert.h>
#include <string.h>

#include "screen/list_window.h"

/* One row more at the bottom, the top one out. False where there is none. */
static bool shift_down(struct app *app, struct list_screen *self)
{
	assert(self->cursor >= 0 && self->cursor <= self->count);
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
	} else if (ky_list_fetch(self->list,
				 &(struct ky_stretch){ .after = self->rows[self->count - 1],
						       .count = 1,
						       .scan_limit = SCAN_AT_ONCE },
				 &row, &got, &more, &err)) {
		app_fail(app, &err);
	}
	if (!row)
		return false;
	if (self->count == self->height) {
		list_drop_row(self, 0);
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
	list_forget(&self->below);
	if (!self->count)
		return false;
	if (ky_list_fetch(
		    self->list,
		    &(struct ky_stretch){
			    .after = self->rows[0], .backwards = true, .count = 1, .scan_limit = SCAN_AT_ONCE },
		    &row, &got, &more, &err))
		app_fail(app, &err);
	if (!got)
		return false;
	if (self->count == self->height) {
		list_drop_row(self, self->count - 1);
		self->count--;
	}
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
		list_take_ahead(self, &self->below);
		return;
	}
	if (ky_list_fetch(self->list,
			  &(struct ky_stretch){ .after = self->rows[self->count - 1],
						.count = (size_t)self->height,
						.scan_limit = SCAN_AT_ONCE },
			  rows, &got, &more, &err))
		app_fail(app, &err);
	if ((int)got == self->height) {
		list_drop_rows(self);
		memcpy(self->rows, rows, got * sizeof(rows[0]));
		self->count = (int)got;
		return;
	}
	for (size_t i = 0; i < got; i++)
		ky_record_free(rows[i]);
	if (got || self->cursor == self->count - 1)
		list_fill(app, self, true);
	self->cursor = self->count ? self->count - 1 : 0;
}

static void page_up(struct app *app, struct list_screen *self)
{
	struct ky_error err = { 0 };
	struct ky_record *rows[LIST_ROWS];
	size_t got = 0;
	bool more = false;
	list_forget(&self->below);
	if (!self->count)
		return;
	if (ky_list_fetch(self->list,
			  &(struct ky_stretch){ .after = self->rows[0],
						.backwards = true,
						.count = (size_t)self->height,
						.scan_limit = SCAN_AT_ONCE },
			  rows, &got, &more, &err))
		app_fail(app, &err);
	if ((int)got == self->height) {
		list_drop_rows(self);
		memcpy(self->rows, rows, got * sizeof(rows[0]));
		self->count = (int)got;
		list_reverse(self->rows, self->count);
		return;
	}
	for (size_t i = 0; i < got; i++)
		ky_record_free(rows[i]);
	list_fill(app, self, false);
}

/* Works out the rows' texts while the file's lock is held anyway. */
static void show_rows(const struct app *app, struct list_screen *self)
{
	for (int i = 0; i < self->count; i++)
		if (!self->shown[i])
			self->shown[i] = list_show_row(app, self, self->rows[i]);
}

void list_move(struct app *app, struct list_screen *self, enum action action)
{
	assert(self->height > 0 && self->count <= self->height); /* the window is no larger than the screen */
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
		list_fill(app, self, false);
		break;
	default:
		list_fill(app, self, true);
		break;
	}
	show_rows(app, self);
	ky_read_end(app->wb);
}
