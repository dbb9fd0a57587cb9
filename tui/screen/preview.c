/* The preview (预览): the whole report, or a document of the template, page by page, before it is printed and
 * signed. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "terminal/memory.h"
#include "kuayue/export.h"
#include "kuayue/kind.h"
#include "screen/save.h"
#include "screen/screens.h"
#include "widget/paper.h"
#include "widget/scroll.h"
#include "texts.h"

#define AT_ONCE_MS 25 /* between two looks at the keyboard */

struct preview {
	struct screen screen;
	char *document, *which; /* of the template, and the record that it is for; NULL: the report, all */
	char title[160];
	struct ky_report *report;
	struct paper paper;
	bool open;
	struct scroll scroll;
	int part; /* that the cursor is on, or -1 */
	bool failed;
};

static void drop(struct preview *self)
{
	if (self->open)
		paper_close(&self->paper);
	ky_report_close(self->report);
	self->report = NULL;
	self->open = false;
	self->failed = false;
}

static size_t top_of(const struct preview *self)
{
	return (size_t)self->scroll.top;
}

static void go_to(struct preview *self, size_t line)
{
	self->scroll.top = self->scroll.cursor = (int)line;
}

static size_t most_top(const struct preview *self)
{
	size_t last = self->paper.count ? (self->paper.count - 1) / PAPER_HEIGHT * PAPER_HEIGHT : 0;
	size_t shown = (size_t)self->scroll.height;
	/* The last page from its beginning, where it is not higher than the window. */
	return shown < PAPER_HEIGHT && self->paper.count > shown ? self->paper.count - shown : last;
}

static void draw_line(const struct preview *self, size_t index, int row)
{
	assert(row >= 0);
	const struct paper_line *line = &self->paper.lines[index];
	int at = 0;
	for (int i = 0; i < line->count; i++) {
		const struct paper_seg *seg = &line->segs[i];
		if (seg->col > at)
			term_put(row, at, seg->col - at, LOOK_PLAIN, "");
		bool here = seg->part >= 0 && seg->part == self->part;
		term_put(row, seg->col, seg->width, here ? LOOK_CURSOR : seg->look, seg->text);
		at = seg->col + seg->width;
	}
	if (at < term_cols())
		term_put(row, at, term_cols() - at, LOOK_PLAIN, "");
}

static void draw_head(const struct preview *self, int row)
{
	char text[256];
	int unwritten = 0;
	size_t pages = (self->paper.count + PAPER_HEIGHT - 1) / PAPER_HEIGHT;
	for (size_t i = 0; self->open && i < self->paper.part_count; i++)
		unwritten += self->paper.parts[i].unwritten;
	if (!self->open || !self->paper.done)
		snprintf(text, sizeof(text), _("Laying out the pages: %zu so far."), pages);
	else
		snprintf(text, sizeof(text),
			 unwritten
				 ? _("Page %zu of %zu. Still to be written by people: %d; {TAB} goes to the next.")
				 : _("Page %zu of %zu. All is written; {TAB} goes to what people wrote."),
			 top_of(self) / PAPER_HEIGHT + 1, pages, unwritten);
	term_put(row, 0, term_cols(), LOOK_DIM, text);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct preview *self = (struct preview *)screen;
	/* Another width is another layout. */
	if (self->open && self->paper.cols != term_cols())
		drop(self);
	/* As long as it is laid out, the line that was shown before may still come. */
	scroll_show(&self->scroll, top + 1, bottom);
	if (self->open && self->paper.done)
		scroll_set_count(&self->scroll, (int)most_top(self) + self->scroll.height);
	else if ((int)self->paper.count > self->scroll.count)
		scroll_set_count(&self->scroll, (int)self->paper.count);
	scroll_show(&self->scroll, top + 1, bottom);
	draw_head(self, top);
	term_cursor(top + 1, 0);
	for (int row = top + 1; row < bottom; row++) {
		size_t index = top_of(self) + (size_t)(row - top - 1);
		if (self->open && index < self->paper.count)
			draw_line(self, index, row);
		else
			term_put(row, 0, term_cols(), LOOK_PLAIN, "");
		if (self->open && self->part >= 0 && (size_t)self->part < self->paper.part_count &&
		    self->paper.parts[self->part].line == index)
			term_cursor(row, self->paper.parts[self->part].col);
	}
}

static void down(struct preview *self)
{
	size_t start = top_of(self) / PAPER_HEIGHT * PAPER_HEIGHT, shown = (size_t)self->scroll.height;
	size_t end = start + PAPER_HEIGHT - 1; /* the rule is nothing to read */
	if (top_of(self) + shown < end)
		go_to(self, end - shown);
	else if (start + PAPER_HEIGHT < self->paper.count)
		go_to(self, start + PAPER_HEIGHT);
	self->part = -1; /* Tab goes on from what is shown */
}

static void up(struct preview *self)
{
	size_t start = top_of(self) / PAPER_HEIGHT * PAPER_HEIGHT, shown = (size_t)self->scroll.height;
	if (top_of(self) > start)
		go_to(self, start);
	else if (start && shown < PAPER_HEIGHT - 1)
		go_to(self, start - 1 - shown);
	else if (start)
		go_to(self, start - PAPER_HEIGHT);
	self->part = -1;
}

/* What is still to be written comes first; where nothing is, what was written. */
static bool is_stop(const struct preview *self, int part, bool unwritten_only)
{
	const struct paper_part *at = &self->paper.parts[part];
	return at->line != (size_t)-1 && (at->unwritten || !unwritten_only);
}

/* Before the part that the first Tab goes to: the next that is shown, or comes. */
static int first_below(const struct preview *self, int by)
{
	int part = 0;
	if (self->part >= 0)
		return self->part;
	while ((size_t)part < self->paper.part_count && self->paper.parts[part].line < top_of(self))
		part++;
	return by > 0 ? part - 1 : part;
}

static void next_part(struct preview *self, int by)
{
	int count = (int)self->paper.part_count;
	bool unwritten_only = false;
	for (int i = 0; i < count; i++)
		unwritten_only = unwritten_only || self->paper.parts[i].unwritten;
	int from = first_below(self, by);
	for (int i = 1; i <= count; i++) {
		int part = ((from + by * i) % count + count) % count;
		if (!is_stop(self, part, unwritten_only))
			continue;
		self->part = part;
		size_t line = self->paper.parts[part].line;
		if (line < top_of(self) || line >= top_of(self) + (size_t)self->scroll.height)
			go_to(self, line / PAPER_HEIGHT * PAPER_HEIGHT);
		if (line >= top_of(self) + (size_t)self->scroll.height)
			go_to(self, line + 1 - (size_t)self->scroll.height);
		return;
	}
}

static void open_part(struct app *app, const struct preview *self)
{
	if (!self->open || self->part < 0 || (size_t)self->part >= self->paper.part_count)
		return;
	const struct paper_part *part = &self->paper.parts[self->part];
	char id[40], field[40];
	snprintf(id, sizeof(id), "%s", part->id); /* the report may be gone once the form is there */
	snprintf(field, sizeof(field), "%s", part->field);
	screen_form_at(app, ky_kind_find(part->kind), id[0] ? id : NULL, field);
}

static long now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)(now.tv_sec * 1000 + now.tv_nsec / 1000000);
}

/* The template may have been taken anew since. */
static enum ky_code open_report(struct app *app, struct preview *self, struct ky_error *err)
{
	struct ky_declared declared = { .document = NULL };
	if (self->document && !ky_document_declared_as(ky_workbook_campaign(app->wb), self->document, &declared))
		return ky_fail(err, KY_INPUT, _("The template no longer declares %s."), self->document);
	return ky_report_open_document(app->wb, declared.document, self->which, &self->report, err);
}

static enum ky_code write_document(struct app *app, const void *data, FILE *out, struct ky_error *err)
{
	const struct preview *self = data;
	struct ky_declared declared;
	if (!self->document)
		return ky_document_write(app->wb, ky_document_find("report.docx"), NULL, out, err);
	if (!ky_document_declared_as(ky_workbook_campaign(app->wb), self->document, &declared))
		return ky_fail(err, KY_INPUT, _("The template no longer declares %s."), self->document);
	return ky_document_print(app->wb, declared.document, self->which, out, err);
}

/* A query that a key interrupts gives KY_NO: the report is opened anew then. A row is over before any key
 * is noticed, so rows are not interrupted. */
static void work_on(struct app *app, struct preview *self)
{
	struct ky_error err = { 0 };
	ky_read_begin(app->wb);
	enum ky_code code = self->report ? KY_OK : open_report(app, self, &err);
	if (!code && !self->open) {
		paper_open(&self->paper, self->report, term_cols());
		self->open = true;
	}
	app_hold_keys(app, true);
	for (long end = now_ms() + AT_ONCE_MS; !code && !self->paper.done && now_ms() < end;)
		code = paper_step(&self->paper, &err);
	app_hold_keys(app, false);
	ky_read_end(app->wb);
	if (code && code != KY_NO) {
		app_fail(app, &err);
		self->failed = true;
	}
}

static void scroll(struct preview *self, enum action action)
{
	if (action == ACT_PAGE_DOWN)
		down(self);
	else if (action == ACT_PAGE_UP)
		up(self);
	else
		scroll_text_event(&self->scroll, &(struct event){ .type = EV_ACTION, .action = action });
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct preview *self = (struct preview *)screen;
	if (event->type == EV_IDLE && !self->failed && !(self->open && self->paper.done))
		work_on(app, self);
	if (event->type != EV_ACTION)
		return;
	if (event->action == ACT_ESCAPE)
		app_pop(app);
	else if (event->action == ACT_SAVE)
		screen_save(app, &(struct save){ .title = self->title,
						 .ending = "docx",
						 .write = write_document,
						 .data = self });
	else if (event->action == ACT_TEXTS)
		screen_list_of(app, ky_kind_find("section"));
	else if (event->action == ACT_ENTER)
		open_part(app, self);
	else if (event->action == ACT_TAB || event->action == ACT_BACK_TAB)
		next_part(self, event->action == ACT_TAB ? 1 : -1);
	else if (self->open)
		scroll(self, event->action);
}

static int wait(struct app *app, struct screen *screen)
{
	(void)app;
	const struct preview *self = (const struct preview *)screen;
	return self->failed || (self->open && self->paper.done) ? -1 : 0;
}

static void refresh(struct app *app, struct screen *screen)
{
	(void)app;
	drop((struct preview *)screen);
}

static void close_preview(struct app *app, struct screen *screen)
{
	(void)app;
	struct preview *self = (struct preview *)screen;
	drop(self);
	free(self->document);
	free(self->which);
	free(self);
}

static const enum action actions[] = { ACT_PAGE_DOWN, ACT_PAGE_UP, ACT_TAB,  ACT_ENTER, ACT_TEXTS, ACT_SAVE,
				       ACT_EXPORT,    ACT_ESCAPE,  ACT_HELP, ACT_QUIT,  ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_(
		"The whole report as it will be printed: 22 lines of 28 characters a page, then the attachments, "
		"whose tables are as wide as the window here and set smaller on paper. What people still have to "
		"write stands out: {TAB} goes to the next of it, {ENTER} opens where it is written. {SAVE} "
		"prints it into a file for Word or WPS."),
	.draw = draw,
	.handle = handle,
	.wait = wait,
	.refresh = refresh,
	.close = close_preview,
};

void screen_preview(struct app *app)
{
	struct preview *self = xalloc(sizeof(*self));
	snprintf(self->title, sizeof(self->title), "%s", ZH_REPORT);
	self->screen = (struct screen){ .ops = &ops, .page = 7, .title = _("Preview of the report") };
	self->part = -1;
	app_push(app, &self->screen);
}

void screen_preview_of(struct app *app, const char *document, const char *which)
{
	struct ky_declared declared;
	if (!ky_document_declared_as(ky_workbook_campaign(app->wb), document, &declared))
		return;
	struct preview *self = xalloc(sizeof(*self));
	self->document = xstrdup(document);
	self->which = which ? xstrdup(which) : NULL;
	snprintf(self->title, sizeof(self->title), "%s", declared.document->title);
	self->screen = (struct screen){ .ops = &ops, .page = 8, .title = self->title };
	self->part = -1;
	app_push(app, &self->screen);
}
