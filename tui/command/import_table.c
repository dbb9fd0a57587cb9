/* Takes one table for kuayue import, and prints what became of its columns and rows. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/import.h"
#include "kuayue/drive.h"
#include "kuayue/text.h"

#define PROBLEMS_SHOWN 50

static const char *target_of(const struct ky_import *import, size_t column)
{
	assert(column < ky_import_columns(import));
	int field = ky_import_field(import, column);
	if (field >= 0)
		return ky_import_kind(import)->fields[field].name;
	return field == KY_COLUMN_NUMBER ? "number" : NULL;
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

/* What is written of a cell, where that is something else: 数学 -> 数学组. */
static void print_sample(const struct ky_import *import, size_t row, size_t column)
{
	char text[256], *value = NULL;
	struct ky_error ignored;
	const char *cell = ky_import_sample(import, row, column);
	ky_text_visible(cell, 20, text, sizeof(text));
	show(stdout, "%s%s", row ? " | " : ":  ", text);
	if (ky_import_field(import, column) >= 0 && !ky_import_value(import, row, column, &value, &ignored) &&
	    strcmp(value, cell) != 0) {
		ky_text_visible(value, 20, text, sizeof(text));
		show(stdout, " (%s)", text);
	}
	free(value);
}

static void print_columns(const struct ky_import *import)
{
	char text[256];
	for (size_t i = 0; i < ky_import_columns(import); i++) {
		const char *target = target_of(import, i);
		ky_text_visible(ky_import_heading(import, i), 24, text, sizeof(text));
		show(stdout, "  %s -> %s", text, target ? target : "-");
		for (size_t row = 0; row < 2 && ky_import_sample(import, row, i); row++)
			print_sample(import, row, i);
		show(stdout, "\n");
	}
}

static void print_preview(const struct ky_import *import)
{
	const struct ky_import_tally counts = ky_import_counts(import);
	const char *sheet = ky_import_sheet(import, ky_import_sheet_taken(import));
	show(stdout, _("%s: %zu rows, %zu columns, %zu rows that cannot be taken\n"),
	     ky_kind_title(ky_import_kind(import)), ky_import_rows(import), ky_import_columns(import),
	     ky_import_bad(import));
	if (sheet) {
		show(stdout, _("  sheet %zu: "), ky_import_sheet_taken(import) + 1);
		print_visible(stdout, sheet);
		show(stdout, "\n");
	}
	show(stdout, _("  new: %zu, changed: %zu, there already with nothing new: %zu\n"), counts.added,
	     counts.changed, counts.same);
	print_columns(import);
	int line = 0;
	for (size_t n = 0; n < PROBLEMS_SHOWN && ky_import_problem(import, n, &line); n++) {
		show(stdout, _("  row %d: "), line);
		print_visible(stdout, ky_import_problem(import, n, &line));
		show(stdout, "\n");
	}
}

static json_t *columns_json(const struct ky_import *import)
{
	json_t *columns = json_array();
	for (size_t i = 0; i < ky_import_columns(import); i++)
		json_array_append_new(columns, json_pack("{s:s, s:s?}", "heading", ky_import_heading(import, i),
							 "field", target_of(import, i)));
	return columns;
}

static void add_json(json_t *files, const struct ky_import *import, const char *path)
{
	const struct ky_import_tally counts = ky_import_counts(import);
	json_t *problems = json_array();
	int line = 0;
	for (size_t n = 0; ky_import_problem(import, n, &line); n++)
		json_array_append_new(problems, json_pack("{s:i, s:s}", "row", line, "text",
							  ky_import_problem(import, n, &line)));
	json_array_append_new(files,
			      json_pack("{s:s, s:s, s:s?, s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:o}", "file", path,
					"kind", ky_import_kind(import)->name, "sheet",
					ky_import_sheet(import, ky_import_sheet_taken(import)), "heading_row",
					ky_import_heading_line(import), "rows", (int)ky_import_rows(import),
					"added", (int)counts.added, "changed", (int)counts.changed, "same",
					(int)counts.same, "refused", (int)ky_import_bad(import), "columns",
					columns_json(import), "problems", problems));
}

/* The file is not there yet: what somebody has in one of that name is not written over. */
static enum ky_code write_left(struct ky_import *import, const char *path, struct ky_error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
	int why = errno;
	enum ky_code code = KY_INPUT;
	if (out) {
		ky_drive_share(fd, path);
		code = ky_import_write_left(import, out, err);
		bool whole = !fflush(out) && !ferror(out) && !fsync(fd);
		why = errno;
		whole = fclose(out) == 0 && whole;
		if (code || !ky_import_bad(import) || !whole)
			unlink(path); /* there is nothing in it, or not all */
		if (code || whole)
			return code;
	} else if (fd >= 0) {
		close(fd);
	}
	return ky_fail(err, KY_INPUT, _("%.300s cannot be written: %s. Choose another name or folder."), path,
		       ky_reason(why));
}

static enum ky_code take(struct ky_import *import, const struct import_options *options, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	ky_import_set_known(import, options->known);
	if (options->dry_run)
		code = ky_import_try(import, err);
	else if (options->left_to)
		return write_left(import, options->left_to, err);
	/* Says which row is the first that cannot be taken. */
	if (!code && (!options->dry_run || (ky_import_bad(import) && !options->left_to)))
		code = ky_import_write(import, err);
	return code;
}

/* Two kinds fit: which is meant only the caller knows. */
static int check_rival(const struct ky_import *import, const char *path)
{
	struct ky_error err = { 0 };
	const struct ky_kind *kind = ky_import_kind(import), *rival = ky_import_rival(import, 0);
	if (!rival)
		return 0;
	ky_fail(&err, KY_INPUT,
		_("%.300s: its headings fit %s and %s alike; say which with --kind %s or --kind %s, or behind its "
		  "name: FILE:%s."),
		path, ky_kind_title(kind), ky_kind_title(rival), kind->name, rival->name, kind->name);
	return say_error(KY_INPUT, &err);
}

/* The preview has said which rows, and why. */
static void say_refused(const struct ky_import *import, const char *path, struct ky_error *err)
{
	if (!ky_import_bad(import))
		return;
	ky_fail(err, KY_INPUT,
		_("%.300s: %zu rows cannot be taken, as listed above; nothing was written (read as: %s)"), path,
		ky_import_bad(import), ky_kind_title(ky_import_kind(import)));
}

int import_table(struct ky_workbook *wb, const char *path, const struct import_options *options)
{
	const struct ky_import_ask ask = { .kind = options->kind,
					   .sheet = (size_t)options->sheet,
					   .unmapped = options->map_count > 0 };
	struct ky_import *import = NULL;
	struct ky_error err = { 0 };
	enum ky_code code = ky_import_open_as(wb, &ask, path, &import, &err);
	int failed = code ? say_error(code, &err) : check_rival(import, path);
	for (int i = 0; !failed && i < options->map_count; i++)
		failed = apply_map(import, options->maps[i]);
	if (!failed) {
		code = take(import, options, &err);
		if (options->files && (!code || code == KY_INPUT))
			add_json(options->files, import, path);
		else if (!code || code == KY_INPUT) {
			print_preview(import);
			if (code && !options->left_to)
				say_refused(import, path, &err);
		}
		failed = code ? say_error(code, &err) : 0;
	}
	ky_import_close(import);
	return failed;
}
