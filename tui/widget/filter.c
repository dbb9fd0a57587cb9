/* What is searched for, as it is typed. Which rows fit is left to the lists. */
#include "widget/filter.h"

#include <assert.h>
#include <string.h>

#include "kuayue/text.h"

bool filter_handle(char *text, size_t size, const struct event *event)
{
	assert(strnlen(text, size) < size);
	size_t used = strlen(text);
	if (event->type == EV_ACTION) {
		if (event->action != ACT_BACKSPACE || !used)
			return false;
		text[ky_text_prev(text, used)] = '\0';
		return true;
	}
	const char *more = event->type == EV_TEXT ? event->text : event->type == EV_PASTE ? event->paste : "";
	size_t len = strlen(more);
	if (!len || used + len >= size)
		return false;
	memcpy(text + used, more, len + 1);
	return true;
}
