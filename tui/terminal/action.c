/* Finds the action of a key, and says how the key of an action is written. */
#include "terminal/action.h"

#include <assert.h>
#include <ctype.h>
#include <curses.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/i18n.h"

static const struct {
	const char *name;
	int key, typing;
	const char *label, *zh;
} table[ACT_COUNT] = {
#define ACTION(action, list_key, typing_key, english, chinese)                                                    \
	[ACT_##action] = {                                                                                        \
		.name = #action, .key = (list_key), .typing = (typing_key), .label = (english), .zh = (chinese)   \
	},
	ACTION_LIST(ACTION)
#undef ACTION
};

/* Keys that the user changed (terminal/keys_file.h); 0: as declared. */
static int changed[ACT_COUNT][2];

static int key_of(enum action action, int typing)
{
	int own = changed[action][typing != 0];
	return own ? own : typing ? table[action].typing : table[action].key;
}

/* Second keys for an action, which people know from other programs. */
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
	{ 127, ACT_BACKSPACE, 1 },
	{ 8, ACT_BACKSPACE, 1 },
	{ KEY_CTRL('A'), ACT_HOME, 1 },
	{ KEY_CTRL('E'), ACT_END, 1 },
	{ KEY_CTRL('D'), ACT_PAGE_DOWN, 0 },
	{ 'b', ACT_PAGE_UP, 0 },
	{ ';', ACT_PALETTE, 0 },
	{ KEY_CTRL('Q'), ACT_PALETTE, 1 },
};

/* Keys that are written by a name, as it stands on the keyboard. */
static const struct {
	int key;
	const char *name;
} named[] = {
	{ KEY_UP, "↑" },       { KEY_DOWN, "↓" },     { KEY_LEFT, "←" },
	{ KEY_RIGHT, "→" },    { KEY_PPAGE, "PgUp" }, { KEY_NPAGE, "PgDn" },
	{ KEY_HOME, "Home" },  { KEY_END, "End" },    { '\r', "Enter" },
	{ '\t', "Tab" },       { 27, "Esc" },         { KEY_BTAB, "Shift-Tab" },
	{ ' ', "Space" },      { KEY_DC, "Del" },     { KEY_BACKSPACE, "Backspace" },
	{ KEY_DIGITS, "1-9" },
};

static void write_key(int key, char *out, size_t size)
{
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (named[i].key == key) {
			snprintf(out, size, "%s", named[i].name);
			return;
		}
	if (key > KEY_F(0) && key <= KEY_F(63))
		snprintf(out, size, "F%d", key - KEY_F(0));
	else if (key < ' ')
		snprintf(out, size, "^%c", key + '@');
	else
		snprintf(out, size, "%c", key);
}

const char *action_name(enum action action)
{
	return table[action].name;
}

enum action action_of_name(const char *name, size_t len)
{
	for (int i = 1; i < ACT_COUNT; i++)
		if (strncmp(table[i].name, name, len) == 0 && table[i].name[len] == '\0')
			return (enum action)i;
	return ACT_NONE;
}

/* How the key of an action is written. An action with only one key has it in lists and while typing. */
const char *action_key(enum action action, int typing)
{
	static char written[ACT_COUNT][2][12];
	char *out = written[action][typing != 0];
	int first = key_of(action, typing), other = key_of(action, !typing);
	write_key(first ? first : other, out, sizeof(written[0][0]));
	return out;
}

int action_has_key(enum action action, int typing)
{
	return !typing || key_of(action, typing) != 0 || action == ACT_MARK;
}

const char *action_label(enum action action)
{
	return language_now()[0] == 'z' ? table[action].zh : table[action].label;
}

void action_labels(enum action action, const char **english, const char **chinese)
{
	*english = table[action].label;
	*chinese = table[action].zh;
}

static enum action of_list(int key, int typing)
{
	for (int i = 1; i < ACT_COUNT; i++)
		if (key && key == key_of((enum action)i, typing))
			return (enum action)i;
	return ACT_NONE;
}

enum action action_of_key(int key, int typing)
{
	enum action action = of_list(key, typing);
	for (size_t i = 0; !action && i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (aliases[i].key == key && (!typing || aliases[i].typing))
			action = aliases[i].action;
	return action || typing ? action : of_list(key, true);
}

int action_key_of_text(const char *text, int typing)
{
	size_t len = strlen(text);
	char *end = NULL;
	if (len == 2 && text[0] == '^' && isalpha((unsigned char)text[1]))
		return KEY_CTRL(toupper((unsigned char)text[1]));
	if ((text[0] == 'F' || text[0] == 'f') && isdigit((unsigned char)text[1])) {
		long number = strtol(text + 1, &end, 10);
		return !*end && number >= 1 && number <= 12 ? KEY_F((int)number) : 0;
	}
	bool sign = len == 1 && text[0] > ' ' && text[0] < 127 && !(text[0] >= '1' && text[0] <= '9');
	return sign && !typing ? text[0] : 0;
}

void action_change_key(enum action action, int key, int typing)
{
	assert(action > ACT_NONE && action < ACT_COUNT);
	changed[action][typing != 0] = key;
}

enum action action_clash(enum action action, int typing)
{
	for (int i = 1; i < ACT_COUNT; i++)
		if (i != (int)action && key_of((enum action)i, typing) == key_of(action, typing))
			return (enum action)i;
	return ACT_NONE;
}

void actions_as_declared(void)
{
	memset(changed, 0, sizeof(changed));
}
