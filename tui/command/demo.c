/* kuayue demo: makes the fictional county and prints the path of each workbook. */
#include "command/command.h"
#include "demo/county.h"

static void print_path(const char *path)
{
	show(stdout, "%s\n", path);
}

static int run_demo(struct call *call)
{
	struct ky_error err = { 0 };
	int failed = call_expect(call, &command_demo, 1, 1);
	if (failed)
		return failed;
	enum ky_code code = demo_county(call->argv[0], print_path, &err);
	return code ? say_error(code, &err) : 0;
}

const struct command command_demo = {
	.name = "demo",
	.usage = "DIR",
	.help = N_("make the fictional county: 12 schools and their packages"),
	.run = run_demo,
};
