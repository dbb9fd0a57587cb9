/* The program: runs the interface, or one command. */
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/interface.h"
#include "command/command.h"
#include "kuayue/text.h"
#include "kuayue/version.h"
#include "places.h"
#include "screen/screens.h"

#define WAIT_MOST 86400 /* seconds */

struct options {
	const char *file, *today, *lang, *wait;
	bool help, version;
};

static const char *default_path(void)
{
	static char path[1024];
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	if (data && data[0] == '/')
		snprintf(path, sizeof(path), "%s/kuayue/workbook.kuayue", data);
	else
		snprintf(path, sizeof(path), "%s/.local/share/kuayue/workbook.kuayue", home ? home : ".");
	return path;
}

/* Takes the global options out of the arguments, wherever they stand before "--". */
static int take_options(struct call *call, struct options *options)
{
	int failed = 0;
	char *rest = NULL;
	int kept = call->argc;
	for (int i = 0; i < call->argc; i++) {
		if (strcmp(call->argv[i], "--") == 0) {
			rest = call->argv[i];
			kept = i;
			break;
		}
	}
	struct call before = *call;
	before.argc = kept;
	options->file = call_option(&before, "--file", &failed);
	options->today = call_option(&before, "--today", &failed);
	options->lang = call_option(&before, "--lang", &failed);
	options->wait = call_option(&before, "--wait", &failed);
	options->help = call_flag(&before, "--help");
	options->version = call_flag(&before, "--version");
	/* What stands behind "--" follows what is left before it. */
	int count = before.argc;
	for (int i = kept + 1; rest && i < call->argc; i++)
		call->argv[count++] = call->argv[i];
	call->argc = count;
	return failed;
}

static int take_today(struct call *call, const char *option)
{
	struct ky_error err = { 0 };
	const char *text = option ? option : getenv("KUAYUE_TODAY");
	call->today = KY_NO_DAY;
	if (!text || !text[0])
		return 0;
	if (ky_day_parse(text, ky_day_of_clock(), &call->today, &err))
		return say_usage("--today: %s", err.text);
	return 0;
}

/* A lock that nobody lets go is not waited for without an end. */
static int take_wait(struct call *call, const char *option)
{
	int64_t seconds = 0;
	if (option && (ky_number_parse(option, &seconds, NULL) || seconds < 0 || seconds > WAIT_MOST))
		return say_usage(_("--wait is a number of seconds, at most %d, not \"%.20s\"."), WAIT_MOST,
				 option);
	call->wait = (int)seconds;
	return 0;
}

static int print_version(void)
{
	show(stdout, "kuayue %s\n", ky_version());
	struct ky_library library;
	for (size_t i = 0; (library = ky_library_at(i)).name; i++)
		show(stdout, "%s %s\n", library.name, library.version[0] ? library.version : _("is missing"));
	show(stdout, "%s\n", curses_version());
	return 0;
}

/* A word that is neither a command nor a file is more likely a slip than a new workbook's name. */
static int check_word(const char *word)
{
	struct stat st;
	const struct command *nearest = command_nearest(word);
	if (stat(word, &st) == 0 || strpbrk(word, "./"))
		return 0;
	if (nearest)
		return say_usage(_("There is no command \"%.60s\"; did you mean %s?"), word, nearest->name);
	return say_usage(_("There is no command and no workbook \"%.60s\"; kuayue --help shows the commands."),
			 word);
}

static int open_interface(const struct call *call, const char *lang)
{
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return interface_run(&(struct interface){ .path = call->file,
							  .today = call->today,
							  .lang = lang,
							  .places = places,
							  .first_run = screen_first_run });
	show(stderr, "%s\n",
	     _("The interface needs a terminal. The same job without one: build/kuayue demo DIR makes a sample "
	       "county,"
	       " then build/kuayue --file DIR/WORKBOOK export --to DIR writes a school's package."));
	return KY_USAGE;
}

static int run(struct call *call, const struct options *options)
{
	const struct command *command = call->argc ? command_find(call->argv[0]) : NULL;
	if (options->help && command && command->explain && call->argc > 1) {
		call->argc--;
		call->argv++;
		return command->explain(call);
	}
	if (options->help && command) {
		show(stdout, "kuayue %s %s\n%s\n", command->name, command->usage, _(command->help));
		return 0;
	}
	if (options->help) {
		const char *about = call->argc ? call->argv[0] : "";
		command_help(stdout, about, places);
		return 0;
	}
	if (!command && call->argc > 1)
		return say_usage(_("There is no command \"%.60s\"; kuayue --help shows the commands."),
				 call->argv[0]);
	if (!command && call->argc) {
		int failed = call->argv[0][0] == '-'
				     ? say_usage(_("There is no option %.60s; kuayue --help shows them."),
						 call->argv[0])
				     : check_word(call->argv[0]);
		if (failed)
			return failed;
		call->file = call->argv[0];
	}
	if (!command)
		return open_interface(call, options->lang);
	call->argc--;
	call->argv++;
	int status = command->run(call);
	if (fflush(stdout) != 0 && status == 0) {
		show(stderr, "%s\n", _("The output could not be written; check the disk."));
		return KY_SYSTEM;
	}
	return status;
}

int main(int argc, char **argv)
{
	struct call call = { .argc = argc - 1, .argv = argv + 1 };
	struct options options = { 0 };
	language_set(NULL);
	call_watch_json();
	int failed = take_options(&call, &options);
	call.file = options.file ? options.file : default_path();
	call.file_given = options.file != NULL;
	if (failed)
		return failed;
	if (options.lang && strcmp(options.lang, "zh") != 0 && strcmp(options.lang, "en") != 0)
		return say_usage(_("--lang is zh or en, not \"%.20s\"."), options.lang);
	if (options.lang)
		language_set(options.lang);
	if (options.version)
		return print_version();
	failed = take_today(&call, options.today);
	if (!failed)
		failed = take_wait(&call, options.wait);
	if (failed)
		return failed;
	return run(&call, &options);
}
