#include "widget/edit_keys.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

void edit_handle(struct edit *edit, const struct event *event)
{
	assert(edit && event);
	if (event->type == EV_TEXT)
		edit_insert(edit, event->text, strlen(event->text));
	else if (event->type == EV_PASTE)
		edit_paste(edit, event->paste, strlen(event->paste));
	else if (event->type != EV_ACTION)
		return;
	else if (event->action == ACT_BACKSPACE)
		edit_backspace(edit);
	else if (event->action == ACT_ERASE)
		edit_delete(edit);
	else if (event->action == ACT_LEFT)
		edit_left(edit);
	else if (event->action == ACT_RIGHT)
		edit_right(edit);
	else if (event->action == ACT_HOME)
		edit_home(edit);
	else if (event->action == ACT_END)
		edit_end(edit);
	else if (event->action == ACT_CLEAR)
		edit_clear(edit);
	else if (event->action == ACT_TAKE_BACK)
		edit_undo(edit);
}

void edit_draw(struct edit *edit, int row, int col, bool here)
{
	int width = term_cols() - col, column = 0;
	size_t line = 0, len = 0;
	const char *start = "";
	char text[1024];
	edit_layout(edit, width);
	edit_cursor(edit, &line, &column);
	edit_line(edit, line, &start, &len);
	snprintf(text, sizeof(text), "%.*s", (int)(len < sizeof(text) ? len : sizeof(text) - 1), start);
	term_put(row, col, width, LOOK_FIELD, text);
	if (here)
		term_cursor(row, col + column);
}
