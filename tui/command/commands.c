#include <string.h>

#include "command/command.h"
#include "terminal/action.h"

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

void command_help(FILE *out)
{
	fprintf(out, "%s\n\n", _("Kuayue, an offline workbook for a school in an education campaign."));
	fprintf(out, "  kuayue [WORKBOOK]\n      %s\n", _("the interface, on a terminal"));
	for (size_t i = 0; i < command_count; i++)
		fprintf(out, "  kuayue %s %s\n      %s\n", commands[i]->name, commands[i]->usage,
			_(commands[i]->help));
	fprintf(out, "\n%s\n",
		_("Before or behind any command: --file WORKBOOK, --today DATE, --lang zh|en, --help, "
		  "--version."));
	fprintf(out, "%s\n",
		_("Exit status: 0 done; 1 the answer is no, or there are findings; 2 wrong usage; 3 bad input; 4 "
		  "the"
		  " machine failed."));
}

void command_help_kinds(FILE *out)
{
	for (size_t i = 0; ky_kind_at(i); i++) {
		const struct ky_kind *kind = ky_kind_at(i);
		bool first = true;
		fprintf(out, ".It Cm %s\n%s%s%s:", kind->name, ky_kind_title(kind), kind->ledger ? ", " : "",
			kind->ledger ? kind->ledger : "");
		for (size_t j = 0; j < kind->field_count; j++) {
			const struct ky_field *field = &kind->fields[j];
			if (field->computed)
				continue;
			fprintf(out, "%s\n%s %s%s", first ? "" : ";", field->name, ky_field_title(field),
				field->required ? " *" : "");
			first = false;
		}
		putc('\n', out);
	}
}

void command_help_keys(FILE *out)
{
	for (int i = 1; i < ACT_COUNT; i++) {
		enum action action = (enum action)i;
		fprintf(out, "%s\t%s\t%s\t%s\n", action_name(action), action_key(action, 0), action_key(action, 1),
			action_label(action));
	}
}
