/* Handles keys for the one line that is being typed, and paints it. Every screen uses it; the text is edit.c's. */
#include "widget/edit_keys.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static bool edit_action(struct edit *edit, enum action action)
{
	static const struct {
		enum action action;
		void (*run)(struct edit *edit);
	} table[] = {
		{ ACT_LEFT, edit_left },      { ACT_RIGHT, edit_right },         { ACT_HOME, edit_home },
		{ ACT_END, edit_end },        { ACT_BACKSPACE, edit_backspace }, { ACT_ERASE, edit_delete },
		{ ACT_UNDO, edit_undo },      { ACT_REDO, edit_redo },           { ACT_CLEAR, edit_clear },
		{ ACT_KILL, edit_kill_line },
	};
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].action != action)
			continue;
		table[i].run(edit);
		return true;
	}
	return false;
}

bool edit_handle(struct edit *edit, const struct event *event)
{
	assert(edit && event);
	if (event->type == EV_TEXT)
		edit_insert(edit, event->text, strlen(event->text));
	else if (event->type == EV_PASTE)
		edit_paste(edit, event->paste, strlen(event->paste));
	else
		return event->type == EV_ACTION && edit_action(edit, event->action);
	return true;
}

void edit_set(struct edit *edit, const char *text)
{
	assert(edit && text);
	edit_clear(edit);
	edit_paste(edit, text, strlen(text));
}

static void draw_in(struct edit *edit, int row, int col, int width, enum look look, bool here)
{
	int column = 0;
	size_t line = 0, len = 0;
	const char *start = "";
	char text[1024];
	edit_layout(edit, width);
	edit_cursor(edit, &line, &column);
	edit_line(edit, line, &start, &len);
	snprintf(text, sizeof(text), "%.*s", (int)(len < sizeof(text) ? len : sizeof(text) - 1), start);
	term_put(row, col, width, look, text);
	if (here)
		term_cursor(row, col + column);
}

void edit_draw(struct edit *edit, int row, int col, bool here)
{
	draw_in(edit, row, col, term_cols() - col, LOOK_FIELD, here);
}

void edit_draw_search(struct edit *edit, int row, int col, int width, bool here)
{
	if (width < 3)
		return;
	term_put(row, col, 1, LOOK_BOLD, "/");
	draw_in(edit, row, col + 1, width - 1, LOOK_BOLD, here);
}
