/* Breaks text into lines: after a blank, or beside a wide character. */
#include <assert.h>
#include <string.h>

#include "kuayue/text.h"

static bool closing(const char *text)
{
	static const char *const marks[] = { "，", "。", "、", "；", "：", "？", "！", "）",
					     "》", "」", "』", "】", "”",  "’",  "…",  "％" };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strncmp(text, marks[i], strlen(marks[i])) == 0)
			return true;
	return false;
}

size_t ky_text_wrap(const char *text, int columns, size_t *next)
{
	assert(text && next);
	size_t at = 0, breakable = 0; /* where the line may end */
	int used = 0;
	bool wide_before = false;
	while (text[at] && text[at] != '\n') {
		struct ky_char c = ky_text_char(text + at);
		bool wide = c.columns == 2;
		if (at > 0 && (wide || wide_before) && text[at] != ' ' && !closing(text + at))
			breakable = at;
		if (used + c.columns > columns && at > 0) {
			/* A blank that does not fit any more may stand beyond the edge, unseen. */
			if (text[at] == ' ') {
				*next = at + 1;
				return at;
			}
			*next = breakable ? breakable : at;
			return *next;
		}
		used += c.columns;
		at += c.bytes;
		if (text[at - 1] == ' ')
			breakable = at;
		wide_before = wide;
	}
	*next = at + (text[at] == '\n');
	return at;
}
