/* kuayue key: the table of its words with a function each, and what these share. */
#include <stdio.h>
#include <string.h>

#include "command/key.h"

int key_usage(const char *usage)
{
	return say_usage(_("Use: kuayue %s %s"), "key", usage);
}

bool key_fits(const struct call *call, int least, int most)
{
	for (int i = 0; i < call->argc; i++)
		if (strncmp(call->argv[i], "--", 2) == 0)
			return false;
	return call->argc >= least && call->argc <= most;
}

void key_print(const struct ky_public_key *key)
{
	print_visible(stdout, key->name);
	if (key->code[0])
		show(stdout, " (%s)", key->code);
	show(stdout, "\n    %s  %s\n", _("fingerprint"), key->fingerprint);
}

static const struct {
	const char *name, *usage;
	int (*run)(struct call *call, const char *usage);
} words[] = {
	{ "new", "new --name NAME [FILE] [--passphrase-file FILE]", key_new },
	{ "import", "import FILE [--fingerprint DIGITS|--yes]", key_import },
	{ "confirm", "confirm NAME|CODE|FINGERPRINT [--fingerprint DIGITS]", key_confirm },
	{ "sign", "sign FILE --key FILE [--passphrase-file FILE]", key_sign },
	{ "list", "list [--json]", key_list },
	{ "show", "show [FILE]", key_show },
	{ "export", "export [FILE] [--key FILE [--passphrase-file FILE]]", key_export },
	{ "remove", "remove NAME|CODE|FINGERPRINT [--yes]", key_remove },
	{ "renew", "renew [--yes]", key_renew },
};
#define WORDS (sizeof(words) / sizeof(words[0]))

static int run_key(struct call *call)
{
	const char *word = call->argc ? call->argv[0] : "";
	for (size_t i = 0; i < WORDS; i++) {
		if (strcmp(words[i].name, word) != 0)
			continue;
		call->argc--;
		call->argv++;
		return words[i].run(call, words[i].usage);
	}
	return key_usage(command_key.usage);
}

const struct command command_key = {
	.name = "key",
	.usage = "new|import|confirm|sign|list|show|export|remove|renew [ARGUMENT...]",
	.help = N_("keys: to sign packages, and to seal them for the leadership group (kuayue-key(7))"),
	.run = run_key,
};
