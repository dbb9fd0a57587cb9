/* The window of a list: its rows, filled from the start, from the end, or around a row, and the rows that are read
 * ahead while nobody types. Moving it by keys is left to list_move.c. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "screen/list_window.h"

static void free_shown(struct shown *shown)
{
	for (size_t i = 0; shown && i < KY_DECLARED_MAX; i++)
		free(shown->cells[i]);
	free(shown);
}

void list_drop_row(struct list_screen *self, int index)
{
	assert(index >= 0 && index < self->count);
	ky_record_free(self->rows[index]);
	free_shown(self->shown[index]);
	self->rows[index] = NULL;
	self->shown[index] = NULL;
}

void list_forget(struct ahead *ahead)
{
	for (int i = 0; i < ahead->count; i++) {
		ky_record_free(ahead->rows[i]);
		free_shown(ahead->shown[i]);
	}
	ahead->count = 0;
	ahead->known = false;
}

void list_drop_rows(struct list_screen *self)
{
	for (int i = 0; i < self->count; i++)
		list_drop_row(self, i);
	self->count = 0;
	self->total = ky_list_total(self->list);
}

void list_reverse(struct ky_record **rows, int count)
{
	assert(count >= 0);
	for (int i = 0; i < count / 2; i++) {
		struct ky_record *row = rows[i];
		rows[i] = rows[count - 1 - i];
		rows[count - 1 - i] = row;
	}
}

void list_take_ahead(struct list_screen *self, struct ahead *ahead)
{
	assert(ahead->known && ahead->count <= self->height);
	list_drop_rows(self);
	memcpy(self->rows, ahead->rows, (size_t)ahead->count * sizeof(ahead->rows[0]));
	memcpy(self->shown, ahead->shown, (size_t)ahead->count * sizeof(ahead->shown[0]));
	self->count = ahead->count;
	ahead->count = 0;
	ahead->known = false;
}

void list_fill(struct app *app, struct list_screen *self, bool from_end)
{
	struct ky_error err = { 0 };
	size_t got = 0;
	list_forget(&self->below);
	if (from_end && self->tail.known) {
		list_take_ahead(self, &self->tail);
		self->cursor = self->count ? self->count - 1 : 0;
		return;
	}
	list_drop_rows(self);
	if (ky_list_fetch(self->list,
			  &(struct ky_stretch){ .backwards = from_end,
						.count = (size_t)self->height,
						.scan_limit = SCAN_AT_ONCE },
			  self->rows, &got, &self->more, &err))
		app_fail(app, &err);
	self->count = (int)got;
	if (from_end)
		list_reverse(self->rows, self->count);
	self->cursor = from_end ? self->count - 1 : 0;
	if (self->cursor < 0)
		self->cursor = 0;
}

/* Rows above the first one, where those that there are do not fill the window: it has grown, or rows went. */
static void fill_above(struct app *app, struct list_screen *self)
{
	struct ky_error err = { 0 };
	struct ky_record *above[LIST_ROWS];
	size_t got = 0;
	bool more = false;
	int room = self->height - self->count;
	if (!self->count || room <= 0)
		return;
	if (ky_list_fetch(self->list,
			  &(struct ky_stretch){ .after = self->rows[0],
						.backwards = true,
						.count = (size_t)room,
						.scan_limit = SCAN_AT_ONCE },
			  above, &got, &more, &err))
		app_fail(app, &err);
	list_reverse(above, (int)got);
	memmove(self->rows + got, self->rows, (size_t)self->count * sizeof(self->rows[0]));
	memcpy(self->rows, above, got * sizeof(above[0]));
	self->count += (int)got;
	self->cursor += (int)got;
}

void list_refetch(struct app *app, struct list_screen *self)
{
	struct ky_record *top = self->count ? self->rows[0] : NULL, *rows[LIST_ROWS];
	struct ky_error err = { 0 };
	size_t before = 0, got = 0;
	int cursor = self->cursor;
	list_forget(&self->below);
	list_forget(&self->tail);
	if (!top) {
		list_fill(app, self, false);
		return;
	}
	struct ky_record *first = NULL;
	if (ky_list_fetch(self->list,
			  &(struct ky_stretch){
				  .after = top, .backwards = true, .count = 1, .scan_limit = SCAN_AT_ONCE },
			  &first, &before, &self->more, &err) ||
	    ky_list_fetch(self->list,
			  &(struct ky_stretch){ .after = before ? first : NULL,
						.count = (size_t)self->height,
						.scan_limit = SCAN_AT_ONCE },
			  rows, &got, &self->more, &err))
		app_fail(app, &err);
	ky_record_free(first);
	list_drop_rows(self);
	memcpy(self->rows, rows, got * sizeof(rows[0]));
	self->count = (int)got;
	self->cursor = cursor < self->count ? cursor : self->count - 1;
	if (self->cursor < 0)
		self->cursor = 0;
	if (!self->count && before)
		list_fill(app, self, true);
	else if (!self->more) /* with a search, those that come later stand below */
		fill_above(app, self);
}

void list_resize(struct app *app, struct list_screen *self, int height)
{
	int over = self->cursor + 1 - height; /* the cursor keeps its row: those above it go */
	assert(height > 0 && height <= LIST_ROWS);
	for (int i = 0; i < over; i++)
		list_drop_row(self, i);
	if (over > 0) {
		self->count -= over;
		self->cursor -= over;
		memmove(self->rows, self->rows + over, (size_t)self->count * sizeof(self->rows[0]));
		memmove(self->shown, self->shown + over, (size_t)self->count * sizeof(self->shown[0]));
		memset(self->shown + self->count, 0, (size_t)over * sizeof(self->shown[0]));
	}
	self->height = height;
	list_refetch(app, self);
}

void list_go_to(struct app *app, struct list_screen *self, const char *id)
{
	assert(id && id[0]);
	struct ky_record *record = NULL;
	for (int i = 0; i < self->count; i++)
		if (strcmp(ky_record_id(self->rows[i]), id) == 0) {
			self->cursor = i;
			return;
		}
	if (edit_text(self->filter)[0] || ky_record_load(app->wb, id, &record, NULL))
		return;
	if (ky_record_kind(record) != self->kind) {
		ky_record_free(record);
		return;
	}
	list_drop_rows(self);
	self->rows[0] = record;
	self->count = 1;
	self->cursor = 0;
	list_refetch(app, self);
}

void list_apply_filter(struct app *app, struct list_screen *self)
{
	struct ky_error err = { 0 };
	list_forget(&self->below);
	list_forget(&self->tail);
	ky_read_begin(app->wb);
	if (ky_list_filter(self->list, edit_text(self->filter), &err))
		app_fail(app, &err);
	list_fill(app, self, false);
	ky_read_end(app->wb);
}

void list_choose(struct app *app, struct list_screen *self, int which)
{
	assert(which >= 0 && self->kinds[which]);
	struct ky_error err = { 0 };
	list_forget(&self->below);
	list_forget(&self->tail);
	if (self->list)
		list_drop_rows(self);
	ky_list_close(self->list);
	self->list = NULL;
	self->which = which;
	self->kind = self->kinds[which];
	edit_set(self->filter, "");
	self->filtering = false;
	if (ky_list_open(app->wb, self->kind, &self->list, &err))
		app_fail(app, &err);
	list_fill(app, self, false);
}

static void read_rows(struct app *app, struct list_screen *self, struct ahead *ahead,
		      const struct ky_record *after, bool backwards)
{
	struct ky_error err = { 0 };
	size_t got = 0;
	bool more = false;
	list_forget(ahead);
	ky_read_begin(app->wb);
	if (ky_list_fetch(
		    self->list,
		    &(struct ky_stretch){ .after = after, .backwards = backwards, .count = (size_t)self->height },
		    ahead->rows, &got, &more, &err))
		app_fail(app, &err);
	ahead->count = (int)got;
	ahead->more = ahead->count == self->height;
	ahead->known = true;
	if (backwards)
		list_reverse(ahead->rows, ahead->count);
	for (int i = 0; i < ahead->count; i++)
		ahead->shown[i] = list_show_row(app, self, ahead->rows[i]);
	ky_read_end(app->wb);
}

bool list_wants_ahead(const struct list_screen *self)
{
	return self->count == self->height && !edit_text(self->filter)[0] &&
	       (!self->below.known || !self->tail.known);
}

void list_read_ahead(struct app *app, struct list_screen *self)
{
	assert(self->count > 0);
	if (!self->below.known)
		read_rows(app, self, &self->below, self->rows[self->count - 1], false);
	else
		read_rows(app, self, &self->tail, NULL, true);
}

void list_search_on(struct app *app, struct list_screen *self)
{
	struct ky_error err = { 0 };
	size_t got = 0;
	if (!self->more)
		return;
	if (ky_list_continue(self->list,
			     &(struct ky_stretch){ .count = (size_t)(self->height - self->count),
						   .scan_limit = SCAN_AT_ONCE },
			     self->rows + self->count, &got, &self->more, &err))
		app_fail(app, &err);
	self->count += (int)got;
	if (self->count >= self->height)
		self->more = false;
}

void list_free(struct list_screen *self)
{
	list_forget(&self->below);
	list_forget(&self->tail);
	list_drop_rows(self);
	ky_list_close(self->list);
	edit_free(self->filter);
	drafts_free(&self->drafts);
	free(self->kinds);
	free(self);
}
