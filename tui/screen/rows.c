/* A screen of lines that were worked out, each of which may lead to a record (screen/rows.h). */
#include "screen/rows.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/ledger.h"
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "screen/save.h"
#include "widget/scroll.h"
#include "widget/wrapped.h"

#define CELLS 6
#define LAST_CELL 12 /* columns that the last one has at least */

struct line {
	char *text; /* cells, each ended by NUL */
	int cells;  /* 1: it runs through */
	const char *at[CELLS];
	enum look look;
	char kind[40], id[64];
};

struct rows {
	struct screen screen;
	const struct rows_source *source;
	struct line *lines;
	struct scroll scroll;
	int count, here;
	int widths[CELLS]; /* of all but the last cell */
	char title[128], *about;
	struct key_label labels[2];
};

static void drop(struct rows *self)
{
	for (int i = 0; i < self->count; i++)
		free(self->lines[i].text);
	self->count = 0;
	self->here = -1;
	memset(self->widths, 0, sizeof(self->widths));
}

/* As many cells as fmt has: a tab in a value is part of it. */
static void cut(struct rows *self, struct line *line, const char *fmt)
{
	char *at = line->text;
	line->at[0] = at;
	line->cells = 1;
	for (const char *tab = strchr(fmt, '\t'); tab && line->cells < CELLS; tab = strchr(tab + 1, '\t')) {
		char *end = strchr(at, '\t');
		if (!end)
			break;
		*end = '\0';
		int width = ky_text_columns(at), *widest = &self->widths[line->cells - 1];
		*widest = width > *widest ? width : *widest;
		at = end + 1;
		line->at[line->cells++] = at;
	}
}

void rows_add(struct rows *self, enum look look, const char *kind, const char *id, const char *fmt, ...)
{
	assert(self->count >= 0);
	char text[1024];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	self->lines = xrealloc(self->lines, ((size_t)self->count + 1) * sizeof(*self->lines));
	struct line *line = &self->lines[self->count++];
	*line = (struct line){ .text = xstrdup(text), .look = look };
	snprintf(line->kind, sizeof(line->kind), "%s", kind);
	snprintf(line->id, sizeof(line->id), "%s", id);
	cut(self, line, fmt);
}

/* The cells that there is room for: what stands before the last one goes first. */
static int shown_cells(const struct rows *self, const struct line *line)
{
	int shown = line->cells - 1, used = 0;
	for (int i = 0; i + 1 < line->cells; i++)
		used += self->widths[i] ? self->widths[i] + 2 : 0;
	while (shown > 1 && used + LAST_CELL > term_cols()) {
		shown--;
		used -= self->widths[shown] ? self->widths[shown] + 2 : 0;
	}
	return shown;
}

/* The line as one text, its cells at their columns. */
static void whole_line(const struct rows *self, const struct line *line, char *text, size_t size)
{
	size_t len = 0;
	text[0] = '\0';
	for (int i = 0; i < line->cells && len < size; i++) {
		int pad = i + 1 < line->cells ? self->widths[i] + 2 - ky_text_columns(line->at[i]) : 0;
		if (i + 1 < line->cells && !self->widths[i])
			pad = 0;
		int more = snprintf(text + len, size - len, "%s%*s", line->at[i], pad, "");
		len += more > 0 ? (size_t)more : 0;
	}
}

void rows_here(struct rows *self)
{
	self->here = self->count;
}

static void refill(struct app *app, struct rows *self)
{
	drop(self);
	self->source->fill(app, self, self->about);
	scroll_set_count(&self->scroll, self->count);
}

static void draw_head(const struct rows *self, int row)
{
	char text[400], shown[64] = "";
	const struct scroll *scroll = &self->scroll;
	snprintf(text, sizeof(text), _("%d in all"), self->count);
	if (self->source->head)
		snprintf(text, sizeof(text), "%s", _(self->source->head));
	if (scroll->height > 0 && scroll->height < self->count)
		snprintf(shown, sizeof(shown), "  %d-%d/%d", scroll->top + 1, scroll->top + scroll->height,
			 self->count);
	int width = term_cols() - ky_text_columns(shown);
	term_put(row, 0, width, LOOK_DIM, text);
	term_put(row, width, ky_text_columns(shown), LOOK_DIM, shown);
}

/* A line that is too long is shown whole below the list while the cursor is on it. */
static int draw_whole(const struct rows *self, int top, int bottom)
{
	char whole[2048];
	if (!self->count || bottom - top < 8)
		return bottom;
	whole_line(self, &self->lines[self->scroll.cursor], whole, sizeof(whole));
	if (ky_text_columns(whole) <= term_cols())
		return bottom;
	wrapped_fill(bottom - 3, bottom, LOOK_WARN, whole);
	return bottom - 3;
}

static void draw_line(void *data, int index, int row)
{
	const struct rows *self = data;
	assert(index >= 0 && index < self->count);
	const struct line *line = &self->lines[index];
	enum look look = index == self->scroll.cursor ? LOOK_CURSOR : line->look;
	int col = 0, shown = shown_cells(self, line);
	for (int i = 0; i < line->cells; i++) {
		bool last = i + 1 == line->cells;
		int width = last ? term_cols() - col : self->widths[i] ? self->widths[i] + 2 : 0;
		if (!last && i >= shown)
			continue;
		if (width)
			term_put(row, col, width, look, line->at[i]);
		col += width;
	}
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct rows *self = (struct rows *)screen;
	int lines = draw_whole(self, top + 1, bottom);
	scroll_draw(&self->scroll, top + 1, lines, 0, draw_line, self);
	draw_head(self, top);
	if (!self->count && lines > top + 1)
		term_put(top + 1, 0, term_cols(), LOOK_PLAIN, _(self->source->empty));
}

static void open_line(struct app *app, const struct rows *self)
{
	if (self->scroll.cursor >= self->count)
		return;
	char kind[64], id[64];
	snprintf(kind, sizeof(kind), "%s", self->lines[self->scroll.cursor].kind);
	if (!kind[0] && self->source->open)
		snprintf(kind, sizeof(kind), "%s", self->about);
	snprintf(id, sizeof(id), "%s", self->lines[self->scroll.cursor].id);
	if (self->source->open)
		self->source->open(app, kind, id);
	else if (kind[0])
		screen_form(app, ky_kind_find(kind), id[0] ? id : NULL, NULL);
}

static enum ky_code write_csv(struct app *app, const void *data, FILE *out, struct ky_error *err)
{
	const struct rows *self = data;
	if (self->source->save)
		return self->source->save(app, self->about, out, err);
	fputs("\xEF\xBB\xBF", out);
	for (int i = 0; i < self->count; i++)
		for (int j = 0; j < self->lines[i].cells; j++)
			ky_csv_cell(out, self->lines[i].at[j], j + 1 == self->lines[i].cells);
	return KY_OK;
}

static enum ky_code write_also(struct app *app, const void *data, FILE *out, struct ky_error *err)
{
	const struct rows *self = data;
	return self->source->also(app, self->about, out, err);
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct rows *self = (struct rows *)screen;
	if (scroll_event(&self->scroll, event) || event->type != EV_ACTION)
		return;
	switch (event->action) {
	case ACT_ENTER:
		open_line(app, self);
		break;
	case ACT_TO_FILE:
		screen_save(app, &(struct save){ .title = self->title,
						 .ending = self->source->save ? self->source->ending : "csv",
						 .write = write_csv,
						 .data = self });
		break;
	case ACT_SAVE:
		if (self->source->also)
			screen_save(app, &(struct save){ .title = self->title,
							 .ending = self->source->also_ending,
							 .write = write_also,
							 .data = self });
		break;
	case ACT_ESCAPE:
		if (self->screen.below)
			app_pop(app);
		else
			app_go(app, 1);
		break;
	default:
		record_action(app, self->scroll.cursor < self->count ? self->lines[self->scroll.cursor].id : NULL,
			      event->action);
		break;
	}
}

static bool shows(struct app *app, const struct screen *screen, const struct ky_kind *kind, const char *id)
{
	const struct rows *self = (const struct rows *)screen;
	(void)app, (void)kind;
	bool shown = id && strcmp(self->about, id) == 0;
	for (int i = 0; id && !shown && i < self->count; i++)
		shown = scroll_shows(&self->scroll, i) && strcmp(self->lines[i].id, id) == 0;
	return shown;
}

static void refresh(struct app *app, struct screen *screen)
{
	refill(app, (struct rows *)screen);
}

static void close_rows(struct app *app, struct screen *screen)
{
	(void)app;
	struct rows *self = (struct rows *)screen;
	drop(self);
	free(self->lines);
	free(self->about);
	free((struct screen_ops *)(uintptr_t)self->screen.ops);
	free(self);
}

static const enum action actions[] = { ACT_ENTER,  ACT_ESCAPE,  ACT_CHAIN, ACT_HAND_ON, ACT_JOIN, ACT_TO_FILE,
				       ACT_SEARCH, ACT_HISTORY, ACT_UNDO,  ACT_HELP,    ACT_QUIT, ACT_NONE };
/* Of lines that are no records. */
static const enum action list_actions[] = { ACT_ENTER, ACT_ESCAPE, ACT_TO_FILE, ACT_SEARCH,
					    ACT_UNDO,  ACT_HELP,   ACT_QUIT,    ACT_NONE };

static const enum action text_actions[] = { ACT_ESCAPE, ACT_TO_FILE, ACT_UP,   ACT_DOWN,
					    ACT_UNDO,   ACT_HELP,    ACT_QUIT, ACT_NONE };

static const enum action also_actions[] = { ACT_ENTER, ACT_ESCAPE, ACT_SAVE, ACT_TO_FILE, ACT_CHAIN,
					    ACT_UNDO,  ACT_HELP,   ACT_QUIT, ACT_NONE };

static const enum action *actions_of(const struct rows_source *source)
{
	return source->text ? text_actions : source->also ? also_actions : source->open ? list_actions : actions;
}

void screen_rows(struct app *app, int page, const char *title, const struct rows_source *source, const char *about)
{
	struct rows *self = xalloc(sizeof(*self));
	struct screen_ops *ops = xalloc(sizeof(*ops));
	self->labels[0] = (struct key_label){ source->also ? ACT_SAVE : ACT_NONE, source->also_label };
	*ops = (struct screen_ops){ .actions = actions_of(source),
				    .labels = self->labels,
				    .help = source->help,
				    .draw = draw,
				    .handle = handle,
				    .shows = shows,
				    .refresh = refresh,
				    .close = close_rows };
	self->screen = (struct screen){ .ops = ops, .title = self->title, .page = page };
	self->source = source;
	snprintf(self->title, sizeof(self->title), "%s", title);
	self->about = xstrdup(about);
	app_push(app, &self->screen);
	refill(app, self);
	if (self->here >= 0)
		scroll_to(&self->scroll, self->here);
}
