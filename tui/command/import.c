/* kuayue import: shows what a spreadsheet or a newer template would change, then takes all of it or nothing. */
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "command/command.h"
#include "kuayue/export.h"
#include "kuayue/import.h"
#include "kuayue/text.h"
#include "kuayue/update.h"

#define PROBLEMS_SHOWN 50
#define MAPS_MAX 32

struct options {
	const struct ky_kind *kind;
	const char *maps[MAPS_MAX];
	int map_count;
	bool dry_run, unsigned_too;
};

/* The file's first bytes as text; none of what is no file, which is refused by whoever reads it: a pipe
 * must not make the program wait here. */
static void read_start(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t len = fd < 0 ? 0 : read(fd, text, size - 1);
	if (fd >= 0)
		close(fd);
	text[len > 0 ? len : 0] = '\0';
}

static bool is_zip(const char *path)
{
	char text[8];
	read_start(path, text, sizeof(text));
	return strncmp(text, "PK\003\004", 4) == 0;
}

/* By its name, or by its [campaign] section at the start of a line. */
static bool is_template(const char *path)
{
	char text[16384];
	size_t len = strlen(path);
	if (len > 4 && strcasecmp(path + len - 4, ".ini") == 0)
		return true;
	read_start(path, text, sizeof(text));
	for (const char *at = text; (at = strstr(at, "[campaign]")) != NULL; at++)
		if (at == text || at[-1] == '\n' || (unsigned char)at[-1] == 0xBF)
			return true;
	return false;
}

static int import_template(struct ky_workbook *wb, const char *path, const struct options *options)
{
	struct ky_update *update = NULL;
	struct ky_error err = { 0 };
	enum ky_code code = ky_update_open(wb, path, &update, &err);
	if (!code)
		code = ky_export_check_sets(ky_update_campaign(update), &err);
	for (size_t i = 0; !code && ky_update_line(update, i); i++) {
		print_visible(stdout, ky_update_line(update, i));
		show(stdout, "\n");
	}
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

static const char *target_of(const struct ky_import *import, size_t column)
{
	assert(column < ky_import_columns(import));
	int field = ky_import_field(import, column);
	if (field >= 0)
		return ky_import_kind(import)->fields[field].name;
	return field == KY_COLUMN_NUMBER ? "number" : "-";
}

/* HEADING=FIELD, or HEADING= to leave a column out. */
static int apply_map(struct ky_import *import, const char *map)
{
	struct ky_error err = { 0 };
	const char *equals = strrchr(map, '=');
	if (!equals)
		return say_usage(_("\"%.60s\" is no HEADING=FIELD."), map);
	int field = strcmp(equals + 1, "number") == 0 ? KY_COLUMN_NUMBER
		    : equals[1]                       ? ky_field_find(ky_import_kind(import), equals + 1)
						      : KY_COLUMN_NONE;
	if (field == -1 && strcmp(equals + 1, "number") != 0)
		return unknown_field(ky_import_kind(import), equals + 1);
	for (size_t i = 0; i < ky_import_columns(import); i++) {
		const char *heading = ky_import_heading(import, i);
		if (strlen(heading) != (size_t)(equals - map) || strncmp(heading, map, strlen(heading)) != 0)
			continue;
		enum ky_code code = ky_import_map(import, i, field, &err);
		return code ? say_error(code, &err) : 0;
	}
	ky_fail(&err, KY_INPUT, _("The file has no column \"%.*s\"."), (int)(equals - map), map);
	return say_error(KY_INPUT, &err);
}

static void print_preview(const struct ky_import *import)
{
	char text[256];
	show(stdout, _("%s: %zu rows, %zu columns, %zu rows that cannot be taken\n"),
	     ky_kind_title(ky_import_kind(import)), ky_import_rows(import), ky_import_columns(import),
	     ky_import_bad(import));
	for (size_t i = 0; i < ky_import_columns(import); i++) {
		ky_text_visible(ky_import_heading(import, i), 24, text, sizeof(text));
		show(stdout, "  %s -> %s", text, target_of(import, i));
		for (size_t row = 0; row < 2 && ky_import_sample(import, row, i); row++) {
			ky_text_visible(ky_import_sample(import, row, i), 20, text, sizeof(text));
			show(stdout, "%s%s", row ? " | " : ":  ", text);
		}
		show(stdout, "\n");
	}
	int line = 0;
	for (size_t n = 0; n < PROBLEMS_SHOWN && ky_import_problem(import, n, &line); n++) {
		show(stdout, _("  row %d: "), line);
		print_visible(stdout, ky_import_problem(import, n, &line));
		show(stdout, "\n");
	}
}

static int import_table(struct ky_workbook *wb, const char *path, const struct options *options)
{
	struct ky_import *import = NULL;
	struct ky_error err = { 0 };
	enum ky_code code = ky_import_open(wb, options->kind, path, &import, &err);
	int failed = code ? say_error(code, &err) : 0;
	for (int i = 0; !failed && i < options->map_count; i++)
		failed = apply_map(import, options->maps[i]);
	if (!failed) {
		if (options->dry_run)
			code = ky_import_try(import, &err);
		if (!code && (ky_import_bad(import) || !options->dry_run))
			code = ky_import_write(import, &err); /* says which row is the first that is bad */
		if (!code || code == KY_INPUT)
			print_preview(import);
		failed = code ? say_error(code, &err) : 0;
	}
	ky_import_close(import);
	return failed;
}

static int import_file(struct ky_workbook *wb, const char *path, const struct options *options)
{
	struct ky_error err = { 0 };
	if (is_zip(path)) {
		ky_fail(&err, KY_INPUT,
			_("%.300s is a package or a workbook of a spreadsheet: see what is in it with `kuayue "
			  "verify`, or "
			  "save the sheet as CSV."),
			path);
		return say_error(KY_INPUT, &err);
	}
	if (is_template(path))
		return import_template(wb, path, options);
	return import_table(wb, path, options);
}

/* Of several files all are taken, as one change, or none. */
static int import_files(struct ky_workbook *wb, const struct call *call, const struct options *options)
{
	struct ky_error err = { 0 };
	enum ky_code code = options->dry_run ? KY_OK : ky_change_begin(wb, KY_CHANGE_IMPORT, &err);
	int failed = code ? say_error(code, &err) : 0;
	for (int i = 0; !failed && i < call->argc; i++)
		failed = import_file(wb, call->argv[i], options);
	if (failed) {
		if (!options->dry_run)
			ky_change_rollback(wb);
		return failed;
	}
	code = options->dry_run ? KY_OK : ky_change_commit(wb, &err);
	if (code)
		return say_error(code, &err);
	show(stdout, "%s\n",
	     options->dry_run ? _("Nothing was written.") : _("All of it was written, as one change."));
	return 0;
}

static int run_import(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct options options = { .dry_run = call_flag(call, "--dry-run"),
				   .unsigned_too = call_flag(call, "--unsigned") };
	int failed = 0;
	const char *kind = call_option(call, "--kind", &failed), *map;
	while (!failed && options.map_count < MAPS_MAX && (map = call_option(call, "--map", &failed)) != NULL)
		options.maps[options.map_count++] = map;
	if (!failed)
		failed = call_expect(call, &command_import, 1, 100);
	if (!failed && kind) {
		options.kind = kind_argument(kind);
		failed = options.kind ? 0 : KY_INPUT;
	}
	if (!failed)
		failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	failed = import_files(wb, call, &options);
	ky_workbook_close(wb);
	return failed;
}

const struct command command_import = {
	.name = "import",
	.usage = "FILE... [--kind KIND] [--map HEADING=FIELD]... [--dry-run] [--unsigned]",
	.help = N_("a roster or ledger as CSV, or a newer campaign template: all of it or nothing"),
	.run = run_import,
};
