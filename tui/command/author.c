/* kuayue author: shows or sets who fills in on this PC (填报人). */
#include "app/author.h"
#include "command/command.h"

static int run(struct call *call)
{
	char name[AUTHOR_SIZE];
	struct ky_error err = { 0 };
	int failed = call_expect(call, &command_author, 0, 1);
	if (failed)
		return failed;
	enum ky_code code = call->argc ? author_save(call->argv[0], &err) : KY_OK;
	if (code)
		return say_error(code, &err);
	author_load(name);
	if (name[0])
		show(stdout, "%s\n", name);
	else
		show(stderr, "%s\n",
		     _("Nobody is set: changes say who is logged in. kuayue author NAME sets one."));
	return name[0] || call->argc ? 0 : KY_NO;
}

const struct command command_author = {
	.name = "author",
	.usage = "[NAME]",
	.help = N_("who fills in on this PC, as the changes made from now on say; NAME sets it, \"\" nobody"),
	.run = run,
};
