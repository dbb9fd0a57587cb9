/* Paints a list: its tabs, the columns that fit, and each record's row. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/text.h"
#include "kuayue/zero.h"
#include "screen/list.h"

#define TITLE_COLUMNS 4   /* that a column grows by, so that its title is whole */
#define TITLE_LEAST 12    /* columns that what a row is about has at least */
#define SEARCH_COLUMNS 24 /* kept for the text that is searched for */

/* Cells before the numbers: for a mark, where there is one. */
static int gutter(const struct list_screen *self)
{
	return self->outside || drafts_count(&self->drafts, self->kind) ? 2 : 0;
}

static int number_width(const struct list_screen *self)
{
	int widest = 4;
	for (int i = 0; i < self->count; i++) {
		int width = ky_text_columns(ky_record_number(self->rows[i]));
		widest = width > widest ? width : widest;
	}
	return widest + gutter(self);
}

/* The order in which columns are given room. */
enum column_rank {
	COLUMN_FIRST, /* what a row is about, its day and its state */
	COLUMN_USUAL,
	COLUMN_ROOM, /* where there is room */
	COLUMN_NONE
};

static enum column_rank rank_of(const struct ky_kind *kind, const struct ky_field *field)
{
	if (field->list.when == KY_LIST_NEVER)
		return COLUMN_NONE;
	if (strcmp(field->name, kind->title) == 0 || field->role == KY_ROLE_STATE ||
	    field->role == KY_ROLE_DEADLINE)
		return COLUMN_FIRST;
	return field->list.when == KY_LIST_ALWAYS ? COLUMN_USUAL : COLUMN_ROOM;
}

/* A column's width: its own, or its title's where that is little more. */
static int wanted_width(const struct ky_field *field)
{
	int wanted = field->list.columns;
	int title = ky_text_columns(ky_field_title(field));
	return title > wanted && title <= wanted + TITLE_COLUMNS ? title : wanted;
}

/* What the title may take where the day and the state are to stand beside it. */
static int title_width(const struct ky_kind *kind, int room)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (rank_of(kind, &kind->fields[i]) == COLUMN_FIRST &&
		    strcmp(kind->fields[i].name, kind->title) != 0)
			room -= wanted_width(&kind->fields[i]) + 1;
	return room - 1 < TITLE_LEAST ? TITLE_LEAST : room - 1;
}

static int take_columns(const struct ky_kind *kind, enum column_rank rank, int room, int *widths)
{
	int used = 0, most = title_width(kind, room);
	for (size_t i = 0; i < kind->field_count; i++) {
		if (rank_of(kind, &kind->fields[i]) != rank)
			continue;
		int wanted = wanted_width(&kind->fields[i]);
		if (strcmp(kind->fields[i].name, kind->title) == 0 && wanted > most)
			wanted = most;
		if (used + wanted + 1 > room)
			continue;
		widths[i] = wanted;
		used += wanted + 1;
	}
	return used;
}

/* The columns that fit, those of the first rank before the others; what is left goes to the widest. */
static void spread(const struct ky_kind *kind, int room, int *widths)
{
	int widest = -1;
	memset(widths, 0, kind->field_count * sizeof(*widths));
	for (enum column_rank rank = COLUMN_FIRST; rank < COLUMN_NONE; rank++)
		room -= take_columns(kind, rank, room, widths);
	for (size_t i = 0; i < kind->field_count; i++)
		if (widths[i] && (widest < 0 || widths[i] > widths[widest]))
			widest = (int)i;
	if (widest >= 0)
		widths[widest] += room;
}

/* A merged record has no state of its own: the row names the record that it was merged into. */
static bool goes_with(const struct app *app, const struct ky_kind *kind, const struct ky_record *record, char *out,
		      size_t size)
{
	int merged = ky_field_of(kind, KY_ROLE_MERGED);
	struct ky_record *other = NULL;
	if (merged < 0 || !ky_record_get(record, merged).text[0] ||
	    ky_record_load(app->wb, ky_record_get(record, merged).text, &other, NULL))
		return false;
	snprintf(out, size, "→ %s", ky_record_number(other));
	ky_record_free(other);
	return true;
}

/* A number ends one column before the next field begins, where its title leaves room for that. */
static void put_field(const struct ky_field *field, int row, int col, int width, enum look look, const char *text)
{
	int wide = field->type == KY_NUMBER && ky_text_columns(ky_field_title(field)) < width ? width - 1 : width;
	if (field->type == KY_NUMBER)
		term_put_right(row, col, wide, look, text);
	else
		term_put(row, col, wide, look, text);
	term_put(row, col + wide, width + 1 - wide, look, "");
}

struct shown *list_show_row(const struct app *app, const struct list_screen *self, const struct ky_record *record)
{
	struct shown *shown = xalloc(sizeof(*shown));
	char with[100];
	bool merged = goes_with(app, self->kind, record, with, sizeof(with));
	shown->overdue = ky_record_overdue(app->wb, record);
	for (size_t i = 0; i < self->kind->field_count; i++) {
		char text[512], state[512];
		if (self->kind->fields[i].list.when == KY_LIST_NEVER)
			continue;
		ky_record_show(app->wb, record, (int)i, text, sizeof(text));
		if (self->kind->fields[i].role == KY_ROLE_STATE && merged)
			snprintf(text, sizeof(text), "%s", with);
		if (self->kind->fields[i].role == KY_ROLE_STATE && shown->overdue)
			snprintf(state, sizeof(state), "%.400s %s", text, _("overdue"));
		else
			snprintf(state, sizeof(state), "%s", text);
		shown->cells[i] = xstrdup(state);
	}
	return shown;
}

static void draw_row(struct app *app, struct list_screen *self, int index, int row, int number, const int *widths)
{
	assert(index >= 0 && index < self->count);
	const struct ky_record *record = self->rows[index];
	if (!self->shown[index])
		self->shown[index] = list_show_row(app, self, record);
	const struct shown *shown = self->shown[index];
	bool here = index == self->cursor && !self->filtering;
	enum look look = here ? LOOK_CURSOR : shown->overdue ? LOOK_BAD : LOOK_PLAIN;
	int col = gutter(self);
	const char *mark = drafts_of(&self->drafts, ky_record_id(record)) ? "~"
			   : ky_record_outside(app->wb, record, NULL, 0)  ? "!"
									  : "";
	term_put(row, 0, col, here ? look : LOOK_WARN, mark);
	term_put(row, col, number + 1 - col, look, ky_record_number(record));
	col = number + 1;
	for (size_t i = 0; i < self->kind->field_count; i++) {
		if (!widths[i] || !shown->cells[i])
			continue;
		put_field(&self->kind->fields[i], row, col, widths[i], look, shown->cells[i]);
		col += widths[i] + 1;
	}
	term_put(row, col, term_cols() - col, look, "");
}

static void draw_head(const struct list_screen *self, int row, int number, const int *widths)
{
	int col = number + 1;
	term_put(row, 0, gutter(self), LOOK_BOLD, "");
	term_put(row, gutter(self), col - gutter(self), LOOK_BOLD, _("No."));
	for (size_t i = 0; i < self->kind->field_count; i++) {
		if (!widths[i])
			continue;
		put_field(&self->kind->fields[i], row, col, widths[i], LOOK_BOLD,
			  ky_field_title(&self->kind->fields[i]));
		col += widths[i] + 1;
	}
	term_put(row, col, term_cols() - col, LOOK_BOLD, "");
}

/* The text of a tab. A list on a page that is another screen has only its own tab. */
static int tab_text(const struct list_screen *self, int tab, char *text, size_t size)
{
	snprintf(text, size, " %s ", ky_kind_title(self->kinds[tab]));
	return ky_text_columns(text) + 1;
}

/* The tab to begin with, so that the list's own is seen in room cells. */
static int first_tab(const struct list_screen *self, int room)
{
	char text[128];
	int first = self->which;
	int used = tab_text(self, first, text, sizeof(text));
	while (self->tabs && first > 0) {
		used += tab_text(self, first - 1, text, sizeof(text));
		if (used + 1 > room)
			break;
		first--;
	}
	return first;
}

/* Paints the tabs that fit, and an arrow for those that do not. Returns the cells used. */
static int draw_tabs(const struct list_screen *self, int row, int room)
{
	char text[128];
	int col = 0;
	int tab = first_tab(self, room);
	if (tab && self->tabs)
		col += term_put(row, col, 1, LOOK_DIM, "‹");
	for (; self->kinds[tab]; tab++) {
		int width = tab_text(self, tab, text, sizeof(text));
		if (tab != self->which && col + width > room) {
			col += term_put(row, col, 1, LOOK_DIM, "›");
			break;
		}
		term_put(row, col, width - 1, tab == self->which ? LOOK_CURSOR : LOOK_PLAIN, text);
		term_put(row, col + width - 1, 1, LOOK_PLAIN, "");
		col += width;
		if (!self->tabs)
			break;
	}
	return col;
}

static void draw_state(struct list_screen *self, int row)
{
	char text[512];
	bool searched = self->filtering || edit_text(self->filter)[0];
	int unsaved = drafts_count(&self->drafts, self->kind);
	snprintf(text, sizeof(text), _("  %lld in all"), (long long)self->total);
	if (self->total > self->count && !searched)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), _(", %d of them here"), self->count);
	if (unsaved)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), _(", %d not saved (~)"), unsaved);
	int count = ky_text_columns(text);
	int col = draw_tabs(self, row, term_cols() - count - 1 - (searched ? SEARCH_COLUMNS : 0));
	term_put(row, col, term_cols() - col, LOOK_DIM, text);
	if (!searched)
		return;
	col += count + 2;
	int width = term_cols() - col, busy = self->more ? ky_text_columns(_("searching…")) + 1 : 0;
	edit_draw_search(self->filter, row, col, width - busy, self->filtering);
	if (busy && busy < width)
		term_put(row, term_cols() - busy + 1, busy - 1, LOOK_DIM, _("searching…"));
}

/* The filter leaves nothing: whether other records have the words. */
static void nothing_text(struct app *app, const char *words, char *text, size_t size)
{
	bool more = false;
	int count = search_count(app, words, &more);
	if (count || more)
		snprintf(
			text, size,
			_("Nothing here holds this text; %d%s elsewhere: {TAB}. {ESCAPE} shows everything again."),
			count, more ? "+" : "");
	else
		snprintf(text, size, "%s", _("Nothing holds this text. {ESCAPE} shows everything again."));
}

static void empty_text(struct app *app, const struct list_screen *self, char *text, size_t size)
{
	struct ky_zero zero = { .said = false };
	char day[KY_DAY_TEXT];
	if (self->total == 0 && ky_zero_asked(self->kind) && ky_zero_of(app->wb, self->kind, &zero, NULL) != KY_OK)
		zero.said = false;
	if (self->more)
		snprintf(text, size, "%s", _("searching…"));
	else if (edit_text(self->filter)[0])
		nothing_text(app, edit_text(self->filter), text, size);
	else if (zero.said)
		snprintf(text, size,
			 _("None, confirmed on %s %s (零报告). {ZERO} takes that back, {NEW} adds the first."),
			 ky_day_format(zero.day, day), zero.by);
	else if (ky_zero_asked(self->kind))
		snprintf(
			text, size, "%s",
			_("Nothing here yet (未填). {NEW} adds the first; if there is none: {ZERO} confirms it."));
	else
		snprintf(text, size, "%s", _("Nothing here yet. Press {NEW} to add the first."));
}

void list_draw(struct app *app, struct screen *screen, int top, int bottom)
{
	struct list_screen *self = (struct list_screen *)screen;
	int height = bottom - top - 2;
	height = height < 1 ? 1 : height > LIST_ROWS ? LIST_ROWS : height;
	if (height != self->height)
		list_resize(app, self, height);
	self->outside = false;
	for (int i = 0; i < self->count; i++)
		self->outside = self->outside || ky_record_outside(app->wb, self->rows[i], NULL, 0);
	int number = number_width(self), widths[KY_DECLARED_MAX];
	spread(self->kind, term_cols() - number - 1, widths);
	draw_head(self, top + 1, number, widths);
	if (self->scrolled)
		term_scroll_up(top + 2, top + 2 + height);
	self->scrolled = false;
	char empty[512] = "";
	if (!self->count)
		empty_text(app, self, empty, sizeof(empty));
	for (int i = 0; i < height; i++) {
		if (i < self->count)
			draw_row(app, self, i, top + 2 + i, number, widths);
		else
			term_put(top + 2 + i, 0, term_cols(), LOOK_PLAIN, i == 0 ? empty : "");
	}
	term_clear_rows(top + 2 + height, bottom);
	term_cursor(top + 2 + self->cursor, 0);
	draw_state(self, top);
}
