/* Adds a PC (添一台电脑): writes the workbook that is taken there. */
#include <stdio.h>
#include <stdlib.h>

#include "kuayue/drive.h"
#include "kuayue/record.h"
#include "screen/ask_text.h"
#include "terminal/memory.h"

static void make(struct app *app, void *data, const char *const *texts)
{
	struct ky_error err = { 0 };
	char letters[KY_PC_LETTERS];
	(void)data;
	if (ky_workbook_clone(app->wb, texts[0], letters, &err)) {
		app_fail(app, &err);
		return;
	}
	char *path = xstrdup(texts[0]);
	app_pop(app);
	app_say(app,
		_("Written: %s. Copy it to the disk of the other PC and open it there; its numbers have the "
		  "letter %s."),
		path, letters);
	free(path);
}

/* On the first stick there is, else beside nothing: the path is typed then. */
static char *proposal(struct app *app)
{
	struct ky_drives drives = { 0 };
	struct ky_error ignored;
	char *code = NULL, *path = NULL;
	if (ky_school_text(app->wb, "code", &code, &ignored))
		code = NULL;
	if (ky_drive_list(&ky_drive_sources, &drives, &ignored) == KY_OK)
		for (size_t i = 0; code && !path && i < drives.count; i++)
			if (drives.list[i].mount && drives.list[i].writable)
				path = xprintf("%s/%s_2.kuayue", drives.list[i].mount, code);
	ky_drives_free(&drives);
	free(code);
	return path ? path : xstrdup("");
}

void screen_clone(struct app *app, int page)
{
	char *path = proposal(app);
	const struct ask_field fields[] = {
		{ .label = _("File"),
		  .value = path,
		  .required = true,
		  .why = _("Where the second workbook is written, such as a stick: a new file.") },
	};
	screen_ask_text(
		app, _("Add a PC"),
		N_("Writes a second workbook for another PC of the school. Only one person fills in at a time? "
		   "Then keep one workbook on the stick; two are for two who fill in at once."),
		_("Two people fill in at once, on two PCs: each has a workbook, and hand-over packages ({EXPORT}) "
		  "bring them together. The second counts its numbers with a letter of its own."),
		fields, 1, make, NULL);
	app->top->page = page;
	free(path);
}
