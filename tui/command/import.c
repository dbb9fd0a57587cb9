/* kuayue import: shows what a spreadsheet, a newer template or a hand-over package would change, then takes all of
 * it or nothing. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/import.h"
#include "kuayue/export.h"
#include "kuayue/update.h"
#include "terminal/memory.h"

static int import_template(struct ky_workbook *wb, const char *path, const struct import_options *options)
{
	struct ky_update *update = NULL;
	struct ky_error err = { 0 };
	enum ky_code code = ky_update_open(wb, path, &update, &err);
	if (!code)
		code = ky_export_check_sets(ky_update_campaign(update), path, &err);
	json_t *changes = json_array();
	for (size_t i = 0; !code && ky_update_line(update, i); i++) {
		json_array_append_new(changes, json_string(ky_update_line(update, i)));
		if (options->files)
			continue;
		print_visible(stdout, ky_update_line(update, i));
		show(stdout, "\n");
	}
	if (options->files && !code)
		json_array_append_new(options->files, json_pack("{s:s, s:O}", "file", path, "changes", changes));
	json_decref(changes);
	if (!code && !options->dry_run && !options->unsigned_too && !ky_update_trusted(update))
		code = ky_fail(
			&err, KY_NO, "%s",
			_("Nothing was written: see who signed it, above. Where the template is the right one all "
			  "the same, add --unsigned."));
	if (!code && !options->dry_run)
		code = ky_update_apply(update, &err);
	ky_update_close(update);
	return code ? say_error(code, &err) : 0;
}

static int import_file(struct ky_workbook *wb, const char *path, const struct import_options *options)
{
	enum ky_given given = ky_import_given(path);
	if (given == KY_GIVEN_PACKAGE)
		return say_usage(_("%.300s is a package: give packages alone, tables and templates apart."), path);
	if (given == KY_GIVEN_TEMPLATE)
		return import_template(wb, path, options);
	return import_table(wb, path, options);
}

/* FILE:KIND, unless there is a file of that whole name. */
static int import_named(struct ky_workbook *wb, const char *name, const struct import_options *options)
{
	struct import_options own = *options;
	const char *colon = strrchr(name, ':');
	char *path = NULL;
	if (!colon || colon == name || !colon[1] || strchr(colon, '/') || access(name, F_OK) == 0)
		return import_file(wb, name, options);
	path = xstrndup(name, (size_t)(colon - name));
	own.kind = kind_argument(colon + 1);
	int failed = own.kind ? import_file(wb, path, &own) : KY_INPUT;
	free(path);
	return failed;
}

/* All of it, but for the rows that were asked to be left out, which are in their file. */
static void say_written(const struct import_options *options)
{
	if (options->dry_run)
		show(stdout, "%s\n", _("Nothing was written."));
	else if (!options->left_to || access(options->left_to, F_OK) != 0)
		show(stdout, "%s\n", _("All of it was written, as one change."));
	else
		show(stdout, _("The rest was written, as one change; the rows that were left out are in %s\n"),
		     options->left_to);
}

/* Of several files all are taken, as one change, or none. */
static int import_files(struct ky_workbook *wb, const struct call *call, const struct import_options *options)
{
	struct ky_error err = { 0 };
	enum ky_code code = options->dry_run ? KY_OK : ky_change_begin(wb, KY_CHANGE_IMPORT, &err);
	int failed = code ? say_error(code, &err) : 0;
	for (int i = 0; !failed && i < call->argc; i++)
		failed = import_named(wb, call->argv[i], options);
	if (failed) {
		if (!options->dry_run)
			ky_change_rollback(wb);
		return failed;
	}
	code = options->dry_run ? KY_OK : ky_change_commit(wb, &err);
	if (code)
		return say_error(code, &err);
	if (!options->files)
		say_written(options);
	return 0;
}

static bool is_package(const char *path)
{
	return ky_import_given(path) == KY_GIVEN_PACKAGE;
}

/* Each is a transaction of its own, behind a backup. Whoever has nobody to ask has to say so before. */
static int import_packages(struct ky_workbook *wb, const struct call *call, const struct import_options *options)
{
	int failed = 0;
	if (!options->dry_run && !options->yes && (options->files || !isatty(STDIN_FILENO)))
		return say_usage(_("Nobody can be asked here: add --yes to take the package in, or --dry-run."));
	for (int i = 0; !failed && i < call->argc; i++)
		failed = is_package(call->argv[i]) ? import_package(wb, call->argv[i], options)
						   : import_file(wb, call->argv[i], options);
	return failed;
}

static int take_known(const char *word, enum ky_known *known)
{
	static const char *const words[] = { "fill", "replace", "skip" }; /* in the order of enum ky_known */
	for (size_t i = 0; word && i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(word, words[i]) != 0)
			continue;
		*known = (enum ky_known)i;
		return 0;
	}
	return word ? say_usage(_("--known is fill, replace or skip, not \"%.60s\"."), word) : 0;
}

static int take_sheet(const char *word, long *sheet)
{
	char *end = NULL;
	*sheet = word ? strtol(word, &end, 10) : 0;
	return word && (*end || *sheet < 1)
		       ? say_usage(_("\"%.60s\" is no number of a sheet; the first is 1."), word)
		       : 0;
}

static int take_options(struct call *call, struct import_options *options)
{
	int failed = 0;
	const char *kind = call_option(call, "--kind", &failed), *sheet = call_option(call, "--sheet", &failed),
		   *known = call_option(call, "--known", &failed), *map;
	options->left_to = call_option(call, "--left", &failed);
	while (!failed && options->map_count < IMPORT_MAPS_MAX &&
	       (map = call_option(call, "--map", &failed)) != NULL)
		options->maps[options->map_count++] = map;
	if (!failed)
		failed = take_known(known, &options->known);
	if (!failed)
		failed = take_sheet(sheet, &options->sheet);
	if (!failed)
		failed = call_expect(call, &command_import, 1, options->left_to ? 1 : 100);
	if (!failed && kind) {
		options->kind = kind_argument(kind);
		failed = options->kind ? 0 : KY_INPUT;
	}
	return failed;
}

static int run_import(struct call *call)
{
	struct ky_workbook *wb = NULL;
	bool json = call_flag(call, "--json");
	struct import_options options = { .dry_run = call_flag(call, "--dry-run"),
					  .unsigned_too = call_flag(call, "--unsigned"),
					  .yes = call_flag(call, "--yes") };
	int failed = take_options(call, &options);
	if (!failed)
		failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	options.files = json ? json_array() : NULL;
	failed =
		is_package(call->argv[0]) ? import_packages(wb, call, &options) : import_files(wb, call, &options);
	ky_workbook_close(wb);
	/* Also what was refused: it says why. */
	if (options.files && json_array_size(options.files))
		print_json(options.files);
	else
		json_decref(options.files);
	return failed;
}

const struct command command_import = {
	.name = "import",
	.usage = "FILE[:KIND]... [--kind KIND] [--sheet N] [--map HEADING=FIELD]... [--known fill|replace|skip] "
		 "[--left "
		 "FILE]"
		 " [--dry-run] [--yes] [--unsigned] [--json]",
	.help = N_("a roster or ledger as xlsx, xls or CSV, a newer campaign template, or a hand-over package: "
		   "all of it "
		   "or nothing"),
	.run = run_import,
};
