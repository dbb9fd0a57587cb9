/* The page 汇总上报: every figure of the summary. Enter opens the records behind one. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/figure.h"
#include "kuayue/kind.h"
#include "kuayue/ledger.h"
#include "kuayue/text.h"
#include "screen/save.h"
#include "screen/screens.h"
#include "widget/scroll.h"
#include "widget/wrapped.h"

#define MEANS_ROWS 2 /* for what the figure under the cursor counts */

struct figures {
	struct screen screen;
	struct ky_figure_value *values;
	size_t known; /* figures worked out so far */
	struct scroll scroll;
};

static void draw_row(void *data, int index, int row)
{
	const struct figures *self = data;
	assert(index >= 0);
	const struct ky_figure *figure = ky_figure_at((size_t)index);
	enum look look = index == self->scroll.cursor ? LOOK_CURSOR : LOOK_PLAIN;
	int cols = term_cols(), name = cols * 2 / 5, wide = cols / 4;
	char text[720] = "…", target[200] = "";
	const struct ky_figure_value *value = &self->values[index];
	if ((size_t)index < self->known) {
		ky_figure_say(figure, value, text, sizeof(text));
		if (value->has_target)
			snprintf(target, sizeof(target),
				 value->target_inferred ? _("target %lld (推定)") : _("target %lld"),
				 (long long)value->target);
		size_t len = strlen(target);
		snprintf(target + len, sizeof(target) - len, "%s%s", len && value->note[0] ? "  " : "",
			 value->note);
	}
	term_put(row, 0, name, look, ky_figure_title(figure));
	term_put_right(row, name, wide, look, text);
	term_put(row, name + wide, 2, look, "");
	term_put(row, name + wide + 2, cols - name - wide - 2, look, target);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct figures *self = (struct figures *)screen;
	term_put(top, 0, term_cols(), LOOK_DIM,
		 _("Each figure is worked out from the records: {ENTER} shows them. {PREVIEW} shows the report."));
	int below = bottom - top > 2 * MEANS_ROWS ? MEANS_ROWS : 0;
	scroll_draw(&self->scroll, top + 1, bottom - below, 0, draw_row, self);
	if (!below)
		return;
	const struct ky_figure *figure = ky_figure_at((size_t)self->scroll.cursor);
	char means[1024];
	snprintf(means, sizeof(means), language_now()[0] == 'z' ? "%s：%s" : "%s: %s", ky_figure_title(figure),
		 ky_figure_means(figure));
	wrapped_fill(bottom - below, bottom, LOOK_DIM, means);
}

static void work_on(struct app *app, struct figures *self)
{
	struct ky_error err = { 0 };
	enum ky_code code =
		ky_figure_compute(app->wb, ky_figure_at(self->known), &self->values[self->known], &err);
	if (code && code != KY_NO)
		app_fail(app, &err);
	if (code != KY_NO)
		self->known++;
}

/* What is not worked out yet is, for the file. */
static enum ky_code write_csv(struct app *app, const void *data, FILE *out, struct ky_error *err)
{
	(void)data;
	fputs("\xEF\xBB\xBF", out);
	for (size_t i = 0; i < ky_figure_shown(); i++) {
		struct ky_figure_value value;
		char target[32] = "";
		enum ky_code code = ky_figure_compute(app->wb, ky_figure_at(i), &value, err);
		if (code)
			return code;
		if (value.has_target)
			snprintf(target, sizeof(target), "%lld", (long long)value.target);
		ky_csv_cell(out, ky_figure_title(ky_figure_at(i)), false);
		ky_csv_cell(out, value.text, false);
		ky_csv_cell(out, value.is_number ? ky_figure_at(i)->unit : "", false);
		ky_csv_cell(out, target, true);
	}
	return KY_OK;
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct figures *self = (struct figures *)screen;
	if (event->type == EV_IDLE && self->known < ky_figure_shown())
		work_on(app, self);
	if (scroll_event(&self->scroll, event) || event->type != EV_ACTION)
		return;
	if (event->action == ACT_ENTER)
		screen_records(app, ky_figure_at((size_t)self->scroll.cursor)->id);
	else if (event->action == ACT_TO_FILE)
		screen_save(app,
			    &(struct save){ .title = self->screen.title, .ending = "csv", .write = write_csv });
	else if (event->action == ACT_PREVIEW)
		screen_preview(app);
	else if (event->action == ACT_TEXTS)
		screen_list_of(app, ky_kind_find("section"));
	else if (event->action == ACT_ESCAPE)
		app_go(app, 1);
}

static int wait(struct app *app, struct screen *screen)
{
	(void)app;
	return ((struct figures *)screen)->known < ky_figure_shown() ? 0 : -1;
}

static void refresh(struct app *app, struct screen *screen)
{
	(void)app;
	((struct figures *)screen)->known = 0;
}

static void close_figures(struct app *app, struct screen *screen)
{
	(void)app;
	struct figures *self = (struct figures *)screen;
	free(self->values);
	free(self);
}

static const enum action actions[] = { ACT_ENTER,  ACT_PREVIEW, ACT_TEXTS, ACT_EXPORT, ACT_TO_FILE, ACT_CHECK,
				       ACT_SEARCH, ACT_ESCAPE,  ACT_UNDO,  ACT_HELP,   ACT_QUIT,    ACT_NONE };

static const struct screen_ops ops = {
	.actions = actions,
	.help = N_("The figures of the summary. None of them is ever typed here: each is counted from the "
		   "records, and {ENTER} opens the records that it counts. {PREVIEW} shows the whole report page "
		   "by page, {TEXTS} the parts of it that people write. {EXPORT} shows what is missing and writes "
		   "the summary package, {TO_FILE} writes the figures into a CSV file. A target that is inferred "
		   "(推定) is the school's to change: in its task, on page 2."),
	.draw = draw,
	.handle = handle,
	.wait = wait,
	.refresh = refresh,
	.close = close_figures,
};

void screen_figures(struct app *app, int page)
{
	struct figures *self = xalloc(sizeof(*self));
	self->values = xalloc((ky_figure_shown() + 1) * sizeof(*self->values));
	self->screen = (struct screen){ .ops = &ops, .page = page, .title = _("Summary") };
	scroll_set_count(&self->scroll, (int)ky_figure_shown());
	app_push(app, &self->screen);
}
