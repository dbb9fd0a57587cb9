/* kuayue recover: saves what can be read of a damaged workbook into a new one. */
#include "command/command.h"

static int run_recover(struct call *call)
{
	struct ky_error err = { 0 };
	int64_t rows = 0;
	int tables = 0;
	int failed = call_expect(call, &command_recover, 2, 2);
	if (failed)
		return failed;
	enum ky_code code = ky_workbook_recover(call->argv[0], call->argv[1], &rows, &tables, &err);
	if (code)
		return say_error(code, &err);
	show(stdout,
	     _("%lld rows were saved into %s; %d tables had lost some. Compare it with the last backup.\n"),
	     (long long)rows, call->argv[1], tables);
	return tables ? KY_NO : KY_OK;
}

const struct command command_recover = {
	.name = "recover",
	.usage = "DAMAGED NEW",
	.help = N_("save what can be read of a damaged workbook"),
	.run = run_recover,
};
