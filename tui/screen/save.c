/* Writes what is on a screen into a file of its own (screen/save.h). */
#include "screen/save.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "terminal/memory.h"
#include "kuayue/ledger.h"
#include "kuayue/drive.h"
#include "kuayue/record.h"
#include "screen/ask_text.h"

#define SAME_NAME_MOST 999

struct saving {
	struct save save;
	char title[128];
};

/* What a FAT stick cannot have in a name becomes a line. */
static void make_safe(char *name)
{
	for (; *name; name++)
		if (strchr("\\/:*?\"<>| ", *name) ||
		    (utf8_begins(*name) && escape_is_control((unsigned char)*name)))
			*name = '_';
}

FILE *save_new_file(const char *stem, const char *ending, char *path, size_t size)
{
	assert(stem && ending && size > 0);
	for (int i = 1; i <= SAME_NAME_MOST; i++) {
		char again[16] = "";
		if (i > 1)
			snprintf(again, sizeof(again), "_%d", i);
		snprintf(path, size, "%s%s.%s", stem, again, ending);
		int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd >= 0) {
			ky_drive_share(fd, path);
			return fdopen(fd, "w");
		}
		if (errno != EEXIST)
			return NULL;
	}
	return NULL;
}

/* A new file in the folder; path is what it is called. NULL with errno where there can be none. */
static FILE *make_file(struct app *app, const struct saving *saving, const char *dir, char *path, size_t size)
{
	assert(dir && size > 0);
	char *code = NULL, day[KY_DAY_TEXT], name[256], stem[1100];
	ky_school_text(app->wb, "code", &code, NULL);
	ky_day_format(ky_workbook_today(app->wb), day);
	snprintf(name, sizeof(name), "%.40s_%s_%.4s%.2s%.2s", code ? code : "", saving->title, day, day + 5,
		 day + 8);
	free(code);
	make_safe(name);
	snprintf(stem, sizeof(stem), "%s/%s", dir, name);
	return save_new_file(stem, saving->save.ending, path, size);
}

static void say_failed(struct app *app, const char *path, int reason)
{
	app_say(app, _("%s cannot be written: %s. Choose another folder, or make room there."), path,
		ky_reason(reason));
	app->is_error = true;
}

static void write_file(struct app *app, void *data, const char *const *texts)
{
	const struct saving *saving = data;
	struct ky_error err = { 0 }, ignored;
	char path[1200];
	const char *dir = texts[0][0] ? texts[0] : ".";
	FILE *out = make_file(app, saving, dir, path, sizeof(path));
	if (!out) {
		say_failed(app, path, errno);
		return;
	}
	enum ky_code code = saving->save.write(app, saving->save.data, out, &err);
	bool whole = !fflush(out) && !ferror(out) && !fsync(fileno(out));
	int reason = errno;
	whole = fclose(out) == 0 && whole;
	if (code || !whole) {
		remove(path);
		if (code)
			app_fail(app, &err);
		else
			say_failed(app, path, reason);
		return;
	}
	ky_setting_save(app->wb, "list_dir", dir, &ignored);
	app_pop(app);
	app_say(app, _("Written: %s"), path);
}

void screen_save(struct app *app, const struct save *save)
{
	struct saving *saving = xalloc(sizeof(*saving));
	char *dir = NULL, intro[300];
	saving->save = *save;
	snprintf(saving->title, sizeof(saving->title), "%s", save->title);
	if (ky_setting_load(app->wb, "list_dir", &dir, NULL))
		dir = NULL;
	snprintf(intro, sizeof(intro), _("%s becomes a file of its own, which Excel, WPS or Notepad opens."),
		 saving->title);
	const struct ask_field fields[] = {
		{ .label = _("Folder"),
		  .value = dir              ? dir
			   : getenv("HOME") ? getenv("HOME")
					    : ".",
		  .why = _("Where the file goes: the stick's folder, such as /media/usb. {ENTER} writes it.") },
	};
	screen_ask_text(app, _("To a file"),
			N_("Writes what was on the screen into a new file in the folder, whole. A file that is "
			   "there already is never written over: the new one gets a number."),
			intro, fields, 1, write_file, saving);
	free(dir);
}

void save_record(struct app *app, FILE *out, const char *id, const char *head)
{
	struct ky_record *record = NULL;
	if (head) {
		ky_csv_cell(out, "", false);
		ky_csv_cell(out, "", false);
		ky_csv_cell(out, head, true);
		return;
	}
	if (ky_record_load(app->wb, id, &record, NULL))
		return;
	const struct ky_kind *kind = ky_record_kind(record);
	char *title = have(ky_record_text(app->wb, record, ky_title_field(kind)));
	ky_csv_cell(out, ky_record_number(record), false);
	ky_csv_cell(out, ky_kind_title(kind), false);
	ky_csv_cell(out, title, true);
	free(title);
	ky_record_free(record);
}
