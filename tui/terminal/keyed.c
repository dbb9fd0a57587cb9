/* Fills keys into sentences. Each sentence is filled once and kept, because keys do not change while the program
 * runs. */
#include "terminal/keyed.h"

#include <stdbool.h>
#include <string.h>

#include "base/strbuf.h"
#include "terminal/action.h"
#include "terminal/memory.h"

/* The slot that text begins with, as the key it stands for; *len is how long it is. NULL: it is no slot. */
static const char *slot_key(const char *text, size_t *len)
{
	bool typing = text[1] == '^';
	const char *name = text + 1 + typing, *end = strchr(name, '}');
	enum action action = end ? action_of_name(name, (size_t)(end - name)) : ACT_NONE;
	if (!action)
		return NULL;
	*len = (size_t)(end + 1 - text);
	return action_key(action, typing);
}

static char *fill(const char *text)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	while (*text) {
		size_t len = 0;
		const char *key = *text == '{' ? slot_key(text, &len) : NULL;
		if (key)
			strbuf_add(&sb, key);
		else
			strbuf_add_len(&sb, text, len = 1);
		text += len;
	}
	return strbuf_take(&sb);
}

const char *keyed(const char *text)
{
	static struct {
		const char *text;
		char *filled;
	} * kept;
	static size_t count;
	if (!strchr(text, '{'))
		return text;
	for (size_t i = 0; i < count; i++)
		if (kept[i].text == text)
			return kept[i].filled;
	kept = xrealloc(kept, (count + 1) * sizeof(*kept));
	kept[count].text = text;
	kept[count].filled = fill(text);
	return kept[count++].filled;
}
