/* What is asked between the dialog and the writing, one question after the other: may personal data go out, does
 * the package stand for one that is there. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "kuayue/guide.h"
#include "base/file.h"
#include "screen/export.h"
#include "terminal/memory.h"

static int count_finding(void *data, const struct ky_finding *finding)
{
	int *count = data;
	(void)finding;
	++*count;
	return 0;
}

/* How many records hold personal data, where everybody will read the package; else 0. */
static int personal_in_public(struct app *app, const struct export_dialog *self)
{
	int count = 0;
	struct ky_error err = { 0 };
	const struct ky_recipient *set = NULL;
	const struct ky_export_ask ask = { .set = self->set ? self->sets[self->set - 1].id : NULL,
					   .recipient = edit_text(self->recipient) };
	enum ky_code code = ky_export_set(app->wb, &ask, &set, &err);
	if (!code && set && ky_recipient_is_public(set))
		code = ky_guide_check_rule(app->wb, KY_RULE_PERSONAL, count_finding, &count, &err);
	if (code && code != KY_NO)
		app_fail(app, &err);
	return count;
}

static int take_stranger(void *data, const char *file, const struct ky_package_report *report)
{
	char *first = data;
	(void)file;
	if (!first[0])
		snprintf(first, KY_DAY_TEXT, "%s", report->date ? report->date : "?");
	return 1;
}

/* The date of a package in the folder that the workbook does not know, as after a backup was put back; else "". */
static void look_for_strangers(struct app *app, const struct export_dialog *self, char date[KY_DAY_TEXT])
{
	struct ky_error err = { 0 };
	date[0] = '\0';
	if (ky_export_strangers(app->wb, export_target(self), take_stranger, date, &err))
		app_fail(app, &err);
}

static void allow_personal(struct app *app, void *data)
{
	struct export_dialog *self = data;
	self->allow_personal = true;
	export_ask_and_write(app, self);
}

static void allow_says(struct app *app, void *data)
{
	struct export_dialog *self = data;
	self->allow_says = true;
	export_ask_and_write(app, self);
}

/* True where it is asked: what a file says besides what is seen of it goes out with it. */
static bool ask_attached(struct app *app, struct export_dialog *self)
{
	char question[500], first[200];
	int count = self->allow_says ? 0 : export_attach_says(app, self, first, sizeof(first));
	if (!count)
		return false;
	snprintf(question, sizeof(question),
		 _("%d of the attached files say more than is seen of them: %s. They go as they are."), count,
		 first);
	screen_ask(app, &(struct asking){ .question = question,
					  .verb = N_("write all the same"),
					  .yes = allow_says,
					  .data = self });
	return true;
}

static void replace(struct app *app, void *data)
{
	struct export_dialog *self = data;
	self->replace = true;
	export_ask_and_write(app, self);
}

static bool is_there(const char *folder)
{
	struct stat st;
	return stat(folder, &st) == 0;
}

static void make_folder(struct app *app, void *data)
{
	struct export_dialog *self = data;
	char *below = xprintf("%s/", export_target(self));
	file_make_folders(below);
	free(below);
	if (is_there(export_target(self))) {
		export_ask_and_write(app, self);
		return;
	}
	app_say(app, _("%s cannot be made: %s. Choose another folder."), export_target(self), ky_reason(errno));
	app->is_error = true;
}

/* Asks what is to be asked, one question after the other, and writes. */
void export_ask_and_write(struct app *app, struct export_dialog *self)
{
	char question[400], number[16], date[KY_DAY_TEXT] = "";
	if (!is_there(export_target(self))) {
		snprintf(question, sizeof(question), _("There is no folder %.300s yet: it is made."),
			 export_target(self));
		screen_ask(app, &(struct asking){ .question = question,
						  .verb = N_("make the folder"),
						  .yes = make_folder,
						  .data = self });
		return;
	}
	int count = self->allow_personal ? 0 : personal_in_public(app, self);
	if (count) {
		snprintf(question, sizeof(question),
			 _("%d records hold personal data (the truth check names them), and everybody will read "
			   "this package: what is handed out does not come back."),
			 count);
		snprintf(number, sizeof(number), "%d", count);
		screen_ask(app, &(struct asking){ .question = question,
						  .verb = N_("write all the same"),
						  .number = number,
						  .yes = allow_personal,
						  .data = self });
		return;
	}
	if (ask_attached(app, self))
		return;
	if (!self->replace)
		look_for_strangers(app, self, date);
	if (date[0]) {
		snprintf(question, sizeof(question),
			 _("There is a package of %s here that this workbook does not know. The new one says that "
			   "it "
			   "takes its place; {ESCAPE} to choose another folder."),
			 date);
		screen_ask(app, &(struct asking){
					.question = question, .verb = N_("write"), .yes = replace, .data = self });
		return;
	}
	export_write(app, self);
}
