#include "widget/edit_keys.h"

#include <assert.h>
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
