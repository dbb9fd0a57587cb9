/* Leaves out the rows of a table that cannot be taken, after a question, and keeps them in a file of their own. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "kuayue/record.h"
#include "screen/import.h"
#include "screen/save.h"

/* A new file beside the one that is imported: 花名册_没进的行.csv. NULL with errno. */
static FILE *make_left(const char *path, char *out, size_t size)
{
	const char *dot = strrchr(file_name(path), '.');
	char stem[1100];
	snprintf(stem, sizeof(stem), "%.*s_%s", dot ? (int)(dot - path) : (int)strlen(path), path,
		 _("rows_left_out"));
	return save_new_file(stem, "csv", out, size);
}

/* The rows that are left out are on the disk before the others are in the workbook. */
static enum ky_code write_left(struct app *app, struct import_table *self, FILE *left, struct ky_error *err)
{
	enum ky_code code = ky_change_begin(app->wb, KY_CHANGE_IMPORT, err);
	if (code)
		return code;
	code = ky_import_write_left(self->import, left, err);
	if (!code && (fflush(left) || ferror(left) || fsync(fileno(left))))
		code = ky_fail(err, KY_SYSTEM, _("The rows that are left out cannot be written: %s."),
			       ky_reason(errno));
	if (!code)
		return ky_change_commit(app->wb, err);
	ky_change_rollback(app->wb);
	return code;
}

static void leave_out(struct app *app, void *data)
{
	struct import_table *self = data;
	struct ky_error err = { 0 };
	char path[1200];
	FILE *left = make_left(self->path, path, sizeof(path));
	if (!left) {
		app_say(app,
			_("%s cannot be written: %s. Copy the file into a folder of your own and import it "
			  "there."),
			path, ky_reason(errno));
		app->is_error = true;
		return;
	}
	enum ky_code code = write_left(app, self, left, &err);
	fclose(left);
	if (code) {
		remove(path);
		import_count_lines(self);
		app_fail(app, &err);
		return;
	}
	const struct ky_import_tally tally = ky_import_counts(self->import);
	size_t bad = ky_import_bad(self->import);
	app_pop(app);
	app_refresh(app);
	app_say(app, _("%zu rows were written as one change; {UNDO} takes them back. %zu rows are in %s"),
		tally.added + tally.changed, bad, path);
}

void import_leave_out(struct app *app, struct import_table *self)
{
	size_t bad = ky_import_bad(self->import), rows = ky_import_rows(self->import);
	char question[400];
	int line = 0;
	const char *why = ky_import_problem(self->import, 0, &line);
	if (bad == rows) {
		app_say(app, _("No row can be taken; row %d: %s"), line, why);
		app->is_error = true;
		return;
	}
	snprintf(question, sizeof(question),
		 _("%zu of %zu rows cannot be taken. They are left out and go into a file beside this one, with "
		   "the "
		   "reasons; the others are written."),
		 bad, rows);
	screen_ask(app,
		   &(struct asking){
			   .question = question, .verb = N_("leave them out"), .yes = leave_out, .data = self });
}
