/* kuayue clone: makes the workbook of another PC of the school. */
#include "command/command.h"

static int run_clone(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	char letters[KY_PC_LETTERS] = "";
	bool json = call_flag(call, "--json");
	int failed = call_expect(call, &command_clone, 1, 1);
	if (!failed)
		failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_workbook_clone(wb, call->argv[0], letters, &err);
	ky_workbook_close(wb);
	if (!code && !json) {
		print_visible(stdout, call->argv[0]);
		show(stdout, "\n");
		show(stderr,
		     _("Copy it to the disk of the other PC and open it there; numbers that it gives have the "
		       "letter "
		       "%s behind the code.\n"),
		     letters);
	}
	return say_result(json && !code ? json_pack("{s:s, s:s}", "file", call->argv[0], "letter", letters) : NULL,
			  code, &err);
}

const struct command command_clone = {
	.name = "clone",
	.usage = "FILE [--json]",
	.help = N_("make the workbook of another PC of the school, which numbers with a letter of its own"),
	.run = run_clone,
};
