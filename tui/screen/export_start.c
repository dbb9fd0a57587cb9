/* The command lines of the processes that an export runs. */
#include "screen/export_run.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *export_copy(const char *text)
{
	char *copied = text ? strdup(text) : NULL;
	if (text && !copied)
		abort();
	return copied;
}

struct job *export_start_udisks(const char *verb, const char *device)
{
	char *argv[] = { "udisksctl", NULL, "--no-user-interaction", "-b", NULL, NULL };
	argv[1] = export_copy(verb);
	argv[4] = export_copy(device);
	struct job *job = job_start(argv);
	free(argv[1]);
	free(argv[4]);
	return job;
}

/* --option=value, so that no value is taken for an option. */
static char *option(const char *name, const char *value)
{
	size_t size = strlen(name) + strlen(value) + 2;
	char *text = malloc(size);
	if (!text)
		abort();
	snprintf(text, size, "%s=%s", name, value);
	return text;
}

struct job *export_start(const struct app *app, const struct export_order *order)
{
	assert(order->dir);
	const char *const options[][2] = {
		{ "--to", order->dir },      { "--what", order->what },           { "--from", order->from },
		{ "--until", order->until }, { "--recipient", order->recipient }, { "--set", order->set }
	};
	char today[KY_DAY_TEXT], *argv[24];
	size_t count = 0;
	argv[count++] = export_copy(ky_this_program);
	argv[count++] = export_copy("--file");
	argv[count++] = export_copy(app->path);
	argv[count++] = export_copy("--today");
	argv[count++] = export_copy(ky_day_format(ky_workbook_today(app->wb), today));
	argv[count++] = export_copy("--lang");
	argv[count++] = export_copy(language_now());
	argv[count++] = export_copy("export");
	argv[count++] = export_copy("--progress");
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (options[i][1])
			argv[count++] = option(options[i][0], options[i][1]);
	if (order->allow_personal)
		argv[count++] = export_copy("--allow-personal");
	argv[count++] = order->seal ? option("--seal", order->seal->fingerprint) : export_copy("--no-seal");
	argv[count] = NULL;
	struct job *job = job_start(argv);
	for (size_t i = 0; i < count; i++)
		free(argv[i]);
	return job;
}
