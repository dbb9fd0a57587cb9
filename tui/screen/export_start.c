/* Starts the processes of an export, with their command lines. */
#include "terminal/memory.h"
#include "screen/export_run.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct job *export_start_udisks(const char *verb, const char *device)
{
	char *argv[] = { "udisksctl", NULL, "--no-user-interaction", "-b", NULL, NULL };
	argv[1] = xstrdup(verb);
	argv[4] = xstrdup(device);
	struct job *job = job_start(argv);
	free(argv[1]);
	free(argv[4]);
	return job;
}

struct job *export_start(const struct app *app, const struct export_order *order)
{
	assert(order->dir);
	const char *const options[][2] = {
		{ "--to", order->dir },       { "--what", order->what },           { "--from", order->from },
		{ "--until", order->until },  { "--recipient", order->recipient }, { "--set", order->set },
		{ "--attach", order->attach }
	};
	char today[KY_DAY_TEXT], *argv[24];
	size_t count = 0;
	argv[count++] = xstrdup(ky_this_program);
	argv[count++] = xstrdup("--file");
	argv[count++] = xstrdup(app->path);
	argv[count++] = xstrdup("--today");
	argv[count++] = xstrdup(ky_day_format(ky_workbook_today(app->wb), today));
	argv[count++] = xstrdup("--lang");
	argv[count++] = xstrdup(language_now());
	argv[count++] = xstrdup("export");
	argv[count++] = xstrdup("--progress");
	/* NAME=VALUE, so that no value is taken for an option. */
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (options[i][1] && (options[i][1][0] || strcmp(options[i][0], "--attach") != 0))
			argv[count++] = xprintf("%s=%s", options[i][0], options[i][1]);
	if (order->allow_personal)
		argv[count++] = xstrdup("--allow-personal");
	if (order->replace)
		argv[count++] = xstrdup("--replace");
	argv[count++] = order->seal ? xprintf("--seal=%s", order->seal->key.fingerprint) : xstrdup("--no-seal");
	argv[count] = NULL;
	struct job *job = job_start(argv);
	for (size_t i = 0; i < count; i++)
		free(argv[i]);
	return job;
}
