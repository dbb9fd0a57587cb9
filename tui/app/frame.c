/* Paints the lines around every screen: title, tabs, message and keys. */
#include "app/frame.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "kuayue/site.h"
#include "kuayue/text.h"
#include "widget/wrapped.h"

bool app_typing(const struct app *app)
{
	return app->top->ops->typing && app->top->ops->typing(app->top);
}

static void draw_title(const struct app *app)
{
	char today[KY_DAY_TEXT] = "", right[256] = "", site[120] = "";
	int cols = term_cols();
	const char *scope = app->wb ? ky_site_scoped(app->wb) : KY_SITE_OWN;
	if (strcmp(scope, KY_SITE_ALL) == 0)
		snprintf(site, sizeof(site), "[%s] ", _("all together"));
	else if (strcmp(scope, KY_SITE_OWN) != 0)
		snprintf(site, sizeof(site), "[%s] ", scope);
	if (app->wb)
		snprintf(right, sizeof(right), " %s%s%s%s ", site,
			 ky_workbook_read_only(app->wb) ? _("read-only ") : "",
			 ky_workbook_clock_doubtful(app->wb) ? _("clock? ") : "",
			 ky_day_format(ky_workbook_today(app->wb), today));
	int taken = ky_text_columns(right);
	char left[512];
	snprintf(left, sizeof(left), " %s · %s", _("Kuayue"), app->top->title ? app->top->title : "");
	term_put(0, 0, cols - taken, LOOK_BAR, left);
	term_put(0, cols - taken, taken, LOOK_BAR, right);
}

const char *screen_label(const struct screen_ops *ops, enum action action)
{
	for (const struct key_label *label = ops->labels; label && label->action; label++)
		if (label->action == action)
			return _(label->label);
	return action_label(action);
}

static int key_width(const struct app *app, enum action action, int gap)
{
	return ky_text_columns(action_key(action, app_typing(app))) + 1 +
	       ky_text_columns(screen_label(app->top->ops, action)) + gap;
}

static int draw_key(const struct app *app, int row, int col, enum action action, int gap)
{
	const char *written = action_key(action, app_typing(app));
	char label[128];
	int key = ky_text_columns(written), width = key_width(app, action, gap);
	snprintf(label, sizeof(label), " %s", screen_label(app->top->ops, action));
	term_put(row, col, key, LOOK_BOLD, written);
	term_put(row, col + key, width - key, LOOK_PLAIN, label);
	return width;
}

/* What closes the bar at its right, where the screen has a help: the commands and the help. */
static const enum action closing[] = { ACT_PALETTE, ACT_HELP };

static bool is_closing(enum action action)
{
	return action == closing[0] || action == closing[1];
}

static int closing_width(const struct app *app)
{
	const enum action *action = app->top->ops->actions;
	while (*action && *action != ACT_HELP)
		action++;
	return *action ? key_width(app, closing[0], 2) + key_width(app, closing[1], 0) : 0;
}

/* Paints as many keys as fit, closer together where that shows more. */
static void draw_keys(const struct app *app, int row)
{
	const enum action *actions = app->top->ops->actions;
	int all = 0, col = 0, close = closing_width(app), room = term_cols() - (close ? close + 1 : 0);
	for (const enum action *action = actions; *action; action++)
		if (action_has_key(*action, app_typing(app)) && !is_closing(*action))
			all += key_width(app, *action, 2);
	int gap = all - 2 <= room ? 2 : 1;
	for (const enum action *action = actions; *action; action++)
		if (action_has_key(*action, app_typing(app)) && !is_closing(*action) &&
		    key_width(app, *action, 0) <= room - col)
			col += draw_key(app, row, col, *action, gap);
	int last = term_cols() - close > 0 ? term_cols() - close : 0;
	term_put(row, col, term_cols() - col, LOOK_PLAIN, "");
	for (size_t i = 0; close && i < sizeof(closing) / sizeof(closing[0]); i++)
		last += draw_key(app, row, last, closing[i], i ? 0 : 2);
}

/* The rows of the message: a sentence that is too long for one takes a second one from the screen above. A
 * question stands in its place, and what is about a field stands there. */
static int message_rows(const struct app *app)
{
	if (app->at_field || (app->top->ops->asks && !app->message[0]))
		return 0;
	return app->message[0] && ky_text_columns(app->message) > term_cols() && term_rows() > 12 ? 2 : 1;
}

static void draw_message(const struct app *app, int row, int rows)
{
	assert(row >= 0 && rows > 0);
	wrapped_fill(row, row + rows, app->is_error ? LOOK_BAD : LOOK_BOLD, app->message);
}

void frame_draw(struct app *app)
{
	int rows = term_rows(), said = message_rows(app);
	/* Title, tabs and keys stay as they are from key to key. */
	bool frame = app->frame_shown != app->framed || app->frame_typing != app_typing(app);
	app->frame_shown = app->framed;
	app->frame_typing = app_typing(app);
	if (frame) {
		draw_title(app);
		tabs_draw(app->places, 1, app->top->page);
		draw_keys(app, rows - 1);
	}
	term_cursor(rows - 1, 0);
	if (app->wb)
		ky_read_begin(app->wb);
	app->top->ops->draw(app, app->top, 2, rows - 1 - said);
	if (app->wb)
		ky_read_end(app->wb);
	if (said && rows > said) /* a window of one row has its keys */
		draw_message(app, rows - 1 - said, said);
	term_show();
}
