/* A roster or ledger from a spreadsheet, or a newer campaign template: shown first, then all or nothing. */
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "kuayue/import.h"
#include "kuayue/text.h"
#include "kuayue/update.h"

#define ROWS_SHOWN 5
#define MAPS_MAX 32

struct options {
	const struct ky_kind *kind;
	const char *maps[MAPS_MAX];
	int map_count;
	bool dry_run;
};

/* A template has a [campaign] section among its first lines; a package begins as a ZIP does. */
static bool begins_with(const char *path, const char *word, bool line)
{
	char text[8192];
	FILE *file = fopen(path, "rb");
	size_t len = file ? fread(text, 1, sizeof(text) - 1, file) : 0;
	if (file)
		fclose(file);
	text[len] = '\0';
	if (!line)
		return strncmp(text, word, strlen(word)) == 0;
	const char *found = strstr(text, word);
	return found && (found == text || found[-1] == '\n' || (unsigned char)found[-1] == 0xBF);
}

static int import_template(struct ky_workbook *wb, const char *path, bool dry_run)
{
	struct ky_update *update = NULL;
	struct ky_error err = { 0 };
	enum ky_code code = ky_update_open(wb, path, &update, &err);
	for (size_t i = 0; !code && ky_update_line(update, i); i++) {
		print_visible(stdout, ky_update_line(update, i));
		putchar('\n');
	}
	if (!code && !dry_run)
		code = ky_update_apply(update, &err);
	if (!code)
		printf("%s\n", dry_run ? _("Nothing was written.") : _("The template is in force."));
	ky_update_close(update);
	return code ? say_error(code, &err) : 0;
}

static const char *target_of(const struct ky_import *import, size_t column)
{
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

static void print_preview(const struct ky_import *import, size_t bad)
{
	char text[256];
	printf(_("%s: %zu rows, %zu columns, %zu rows that cannot be taken\n"),
	       ky_kind_title(ky_import_kind(import)), ky_import_rows(import), ky_import_columns(import), bad);
	for (size_t i = 0; i < ky_import_columns(import); i++) {
		ky_text_visible(ky_import_heading(import, i), 24, text, sizeof(text));
		printf("  %s -> %s", text, target_of(import, i));
		for (size_t row = 0; row < ky_import_rows(import) && row < 2; row++) {
			ky_text_visible(ky_import_cell(import, row, i), 20, text, sizeof(text));
			printf("%s%s", row ? " | " : ":  ", text);
		}
		putchar('\n');
	}
	size_t shown = 0;
	for (size_t row = 0; row < ky_import_rows(import) && shown < ROWS_SHOWN * 10; row++) {
		if (!ky_import_problem(import, row))
			continue;
		shown++;
		printf(_("  row %d: "), ky_import_line(import, row));
		print_visible(stdout, ky_import_problem(import, row));
		putchar('\n');
	}
}

static int import_table(struct ky_workbook *wb, const char *path, const struct options *options)
{
	struct ky_import *import = NULL;
	struct ky_error err = { 0 };
	size_t bad = 0;
	enum ky_code code = ky_import_open(wb, options->kind, path, &import, &err);
	int failed = code ? say_error(code, &err) : 0;
	for (int i = 0; !failed && i < options->map_count; i++)
		failed = apply_map(import, options->maps[i]);
	if (!failed) {
		code = ky_import_try(import, &bad, &err);
		failed = code ? say_error(code, &err) : 0;
	}
	if (!failed)
		print_preview(import, bad);
	if (!failed && (bad || !options->dry_run)) {
		code = ky_import_write(import, &err);
		failed = code ? say_error(code, &err) : 0;
	}
	if (!failed)
		printf("%s\n",
		       options->dry_run ? _("Nothing was written.") : _("All rows were written, as one change."));
	ky_import_close(import);
	return failed;
}

static int import_file(struct ky_workbook *wb, const char *path, const struct options *options)
{
	struct ky_error err = { 0 };
	if (begins_with(path, "PK\003\004", false)) {
		ky_fail(&err, KY_INPUT,
			_("%.300s is a package or a workbook of a spreadsheet: see what is in it with `kuayue "
			  "verify`, or "
			  "save the sheet as CSV."),
			path);
		return say_error(KY_INPUT, &err);
	}
	if (begins_with(path, "[campaign]", true))
		return import_template(wb, path, options->dry_run);
	return import_table(wb, path, options);
}

int run_import(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct options options = { .dry_run = call_flag(call, "--dry-run") };
	int failed = 0;
	const char *kind = call_option(call, "--kind", &failed), *map;
	while (!failed && options.map_count < MAPS_MAX && (map = call_option(call, "--map", &failed)) != NULL)
		options.maps[options.map_count++] = map;
	if (!failed)
		failed = call_expect(call, command_find("import"), 1, 100);
	if (!failed && kind) {
		options.kind = kind_argument(kind);
		failed = options.kind ? 0 : KY_INPUT;
	}
	if (!failed)
		failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	for (int i = 0; !failed && i < call->argc; i++)
		failed = import_file(wb, call->argv[i], &options);
	ky_workbook_close(wb);
	return failed;
}
