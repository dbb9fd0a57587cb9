#include "terminal/action.h"

#include <curses.h>
#include <stddef.h>

#include "terminal/i18n.h"

static const struct {
	int key, typing;
	const char *written, *typed, *label;
} table[ACT_COUNT] = {
#define ACTION(name, list_key, typing_key, how, how_typed, what)                                                  \
	[ACT_##name] = { .key = (list_key),                                                                       \
			 .typing = (typing_key),                                                                  \
			 .written = (how),                                                                        \
			 .typed = (how_typed),                                                                    \
			 .label = (what) },
	ACTION_LIST(ACTION)
#undef ACTION
};

/* Second names of keys that people's fingers know. */
static const struct {
	int key;
	enum action action;
	int typing; /* also while typing */
} aliases[] = {
	{ 'k', ACT_UP, 0 },
	{ 'j', ACT_DOWN, 0 },
	{ KEY_HOME, ACT_FIRST, 0 },
	{ KEY_END, ACT_LAST, 0 },
	{ KEY_ENTER, ACT_ENTER, 1 },
	{ '\n', ACT_ENTER, 0 },
	{ KEY_F(1), ACT_HELP, 0 },
	{ KEY_CTRL('C'), ACT_QUIT, 0 },
	{ 127, ACT_BACKSPACE, 1 },
	{ 8, ACT_BACKSPACE, 1 },
	{ KEY_CTRL('A'), ACT_HOME, 1 },
	{ KEY_CTRL('E'), ACT_END, 1 },
	{ KEY_CTRL('D'), ACT_PAGE_DOWN, 0 },
	{ 'b', ACT_PAGE_UP, 0 },
};

const char *action_key(enum action action, int typing)
{
	return typing && table[action].typed ? table[action].typed : table[action].written;
}

int action_has_key(enum action action, int typing)
{
	return !typing || table[action].typing != 0 || action == ACT_MARK;
}

const char *action_label(enum action action)
{
	return _(table[action].label);
}

enum action action_of_key(int key, int typing)
{
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (aliases[i].key == key && (!typing || aliases[i].typing))
			return aliases[i].action;
	for (int i = 1; i < ACT_COUNT; i++) {
		int wanted = typing ? table[i].typing : table[i].key;
		if (wanted && wanted == key)
			return (enum action)i;
	}
	return ACT_NONE;
}
