#include <string.h>

#include "command/command.h"
#include "terminal/action.h"

const struct command commands[] = {
	{ "new", "--code CODE --name NAME --kind KIND [--campaign TEMPLATE] [FILE]",
	  N_("make a workbook and print its path"), run_new },
	{ "campaign", "[--print|--own|--json]",
	  N_("which campaign's template the workbook has; --print: the text of the built-in one, to be changed "
	     "and given "
	     "to new --campaign; --own: the text of the workbook's"),
	  run_campaign },
	{ "add", "KIND [--like ID] FIELD=VALUE... [--from ID]",
	  N_("add a record and print its id; --like: as another, but for its days and texts; --from: what follows "
	     "from "
	     "another, such as a problem from an opinion, linked to it"),
	  run_add },
	{ "set", "ID FIELD=VALUE...", N_("change a record, by its id or printed number"), run_set },
	{ "list", "KIND [--json|--csv] | --behind FIGURE [--json]",
	  N_("show all records of a kind, or those that a figure counts"), run_list },
	{ "status", "[--json]", N_("phase, figures, what is due and what is overdue"), run_status },
	{ "next", "[--json]", N_("what to do next, and why"), run_next },
	{ "check", "[--json]", N_("what the leadership group would find wrong; exit status 1 if anything"),
	  run_check },
	{ "chain", "ID [--json]", N_("where a record comes from, and at which step it stops"), run_chain },
	{ "join", "ID ID",
	  N_("join two records of a chain: merge a problem into another, or lead an opinion to a problem; both "
	     "stay"),
	  run_join },
	{ "calendar", "[--json|--ics]", N_("every date of the campaign; --ics: those that remain, for a calendar"),
	  run_calendar },
	{ "since", "[--json]", N_("what changed since the last report"), run_since },
	{ "import", "FILE... [--kind KIND] [--map HEADING=FIELD]... [--dry-run]",
	  N_("a roster or ledger as CSV, or a newer campaign template: all of it or nothing"), run_import },
	{ "file", "ID PATH", N_("write the file attached to a record to a new file"), run_file },
	{ "handover", "[--json]", N_("what a new coordinator takes over, with counts and checksums"),
	  run_handover },
	{ "export",
	  "[--to DIR] [--set NAME] [--what NAME,...] [--from DATE] [--until DATE] [--recipient NAME]"
	  " [--seal KEY|--no-seal] [--allow-personal] [--progress]",
	  N_("write the summary package and print its path"), run_export },
	{ "verify", "PACKAGE [--key FILE [--passphrase-file FILE]]",
	  N_("is a package whole, whose is it, who signed it, what is in it"), run_verify },
	{ "open", "PACKAGE --key FILE [--to DIR] [--passphrase-file FILE]",
	  N_("open a sealed package with the secret key it is sealed for"), run_open },
	{ "key", "new|import|list|show|export|remove|renew [ARGUMENT...]",
	  N_("keys: to sign packages, and to seal them for the leadership group (kuayue-key(7))"), run_key },
	{ "recover", "DAMAGED NEW", N_("save what can be read of a damaged workbook"), run_recover },
	{ "demo", "DIR", N_("make the fictional county: 12 schools and their packages"), run_demo },
};
const size_t command_count = sizeof(commands) / sizeof(commands[0]);

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < command_count; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
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
		if (near(name, commands[i].name))
			return &commands[i];
	return NULL;
}

void command_help(FILE *out)
{
	fprintf(out, "%s\n\n", _("Kuayue, an offline workbook for a school in an education campaign."));
	fprintf(out, "  kuayue [WORKBOOK]\n      %s\n", _("the interface, on a terminal"));
	for (size_t i = 0; i < command_count; i++)
		fprintf(out, "  kuayue %s %s\n      %s\n", commands[i].name, commands[i].usage,
			_(commands[i].help));
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
