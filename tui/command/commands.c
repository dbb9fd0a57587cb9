/* The table of commands, and the command nearest to a mistyped name. */
#include <string.h>

#include "command/command.h"

const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
	COMMAND_LIST(COMMAND)
#undef COMMAND
};
const size_t command_count = sizeof(commands) / sizeof(commands[0]);

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < command_count; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

/* One letter wrong, missing, too many or in the wrong place. */
static bool near(const char *a, const char *b)
{
	size_t i = 0;
	while (a[i] && a[i] == b[i])
		i++;
	const char *x = a + i, *y = b + i;
	if (!*x && !*y)
		return true;
	if (*x && *y && strcmp(x + 1, y + 1) == 0)
		return true;
	if (*x && *y && x[0] == y[1] && x[1] == y[0] && strcmp(x + 2, y + 2) == 0)
		return true;
	return (*x && strcmp(x + 1, y) == 0) || (*y && strcmp(x, y + 1) == 0);
}

const struct command *command_nearest(const char *name)
{
	for (size_t i = 0; i < command_count; i++)
		if (near(name, commands[i]->name))
			return commands[i];
	return NULL;
}
