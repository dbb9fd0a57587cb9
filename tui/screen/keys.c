/* The keys (密钥): the school's own fingerprint, the groups for which exports are sealed, the schools whose key is
 * known. */
#include <stdio.h>
#include <string.h>

#include "kuayue/key.h"
#include "screen/ask_text.h"
#include "screen/rows.h"

/* What the question that is being asked is about. Only one is asked at a time. */
static struct {
	struct ky_public_key key;
	char fingerprint[KY_FINGERPRINT];
} asked;

static int take_group(void *data, const struct ky_known_key *known)
{
	rows_add(data, LOOK_PLAIN, "/remove", known->key.fingerprint, _("Group   %s  %s"), known->key.fingerprint,
		 known->key.name);
	rows_add(data, LOOK_DIM, "/remove", known->key.fingerprint, _("        since %s"), known->since);
	return 0;
}

static int take_school(void *data, const struct ky_known_key *known)
{
	char until[64] = "";
	if (known->until[0])
		snprintf(until, sizeof(until), _(", replaced on %s"), known->until);
	rows_add(data, known->until[0] ? LOOK_DIM : LOOK_PLAIN, "/remove", known->key.fingerprint,
		 _("School  %s  %s %s"), known->key.fingerprint, known->key.code, known->key.name);
	rows_add(data, LOOK_DIM, "/remove", known->key.fingerprint, _("        since %s%s"), known->since, until);
	return 0;
}

static void fill(struct app *app, struct rows *rows, const char *about)
{
	struct ky_error err = { 0 };
	struct ky_secret_key *own = NULL;
	(void)about;
	enum ky_code code = ky_key_own(app->wb, &own, &err);
	if (own)
		rows_add(rows, LOOK_BOLD, "/export", "", _("Own     %s  %s"), ky_secret_public(own)->fingerprint,
			 ky_secret_public(own)->name);
	ky_secret_free(own);
	rows_here(rows);
	rows_add(rows, LOOK_BOLD, "/import", "", "%s", _("Import a public key file"));
	if (!code)
		code = ky_key_each(app->wb, KY_GROUP, take_group, rows, &err);
	if (!code)
		code = ky_key_each(app->wb, KY_SCHOOL, take_school, rows, &err);
	if (code)
		app_fail(app, &err);
}

static void add(struct app *app, void *data)
{
	const struct ky_public_key *key = &asked.key;
	struct ky_error err = { 0 };
	(void)data;
	if (ky_key_add(app->wb, key, &err))
		app_fail(app, &err);
	else
		app_say(app,
			key->role == KY_GROUP ? _("From now on exports are sealed for %s.")
					      : _("From now on %s is known by this key."),
			key->name);
	app_refresh(app);
}

/* The name in the file is what somebody wrote there: only the comparison proves whose it is. */
static void import(struct app *app, void *data, const char *const *texts)
{
	(void)data;
	char question[512];
	struct ky_error err = { 0 };
	if (ky_public_load(texts[0], &asked.key, &err)) {
		app_fail(app, &err);
		return;
	}
	snprintf(question, sizeof(question), _("%s: %s. Call them: is it the same? (y/n) "), asked.key.fingerprint,
		 asked.key.name);
	app_pop(app);
	screen_ask(app, question, add, NULL);
}

static void ask_import(struct app *app)
{
	const struct ask_field fields[] = {
		{ .label = _("Key file"),
		  .value = "",
		  .why = _("The path of the public key file that was handed out, such as "
			   "/media/usb/office.public.txt.") },
	};
	screen_ask_text(
		app, _("Import a public key file"),
		N_("{ENTER} reads the file, shows whose key it is, and asks to compare its fingerprint."),
		_("A leadership group hands out its public key file. Once it is imported, exports are sealed: "
		  "only that group can open them.\nA school's public key file may be imported as well, to know "
		  "its signature."),
		fields, 1, import, NULL);
}

static void export_own(struct app *app, void *data, const char *const *texts)
{
	(void)data;
	struct ky_error err = { 0 };
	struct ky_secret_key *own = NULL;
	enum ky_code code = ky_key_own(app->wb, &own, &err);
	if (!code && own)
		code = ky_public_save(own, texts[0], &err);
	ky_secret_free(own);
	if (code) {
		app_fail(app, &err);
		return;
	}
	app_say(app, _("Written: %s"), texts[0]); /* before the page goes, and the text with it */
	app_pop(app);
}

static void ask_export(struct app *app)
{
	const struct ask_field fields[] = {
		{ .label = _("Key file"),
		  .value = "",
		  .why = _("A new file for the school's public key, such as /media/usb/school.public.txt.") },
	};
	screen_ask_text(
		app, _("The school's public key"),
		N_("{ENTER} writes the school's public key into a new file. The secret stays in the workbook."),
		_("The office knows the school's key from its first package; handed over as a file it is known "
		  "before. The file holds nothing secret."),
		fields, 1, export_own, NULL);
}

static void remove_key(struct app *app, void *data)
{
	struct ky_error err = { 0 };
	(void)data;
	if (ky_key_remove(app->wb, asked.fingerprint, &err))
		app_fail(app, &err);
	else
		app_say(app, _("Removed: %s."), asked.fingerprint);
	app_refresh(app);
}

static void open(struct app *app, const char *kind, const char *id)
{
	char question[200];
	if (strcmp(kind, "/import") == 0)
		ask_import(app);
	else if (strcmp(kind, "/export") == 0)
		ask_export(app);
	else if (strcmp(kind, "/remove") == 0) {
		snprintf(question, sizeof(question), _("Remove the key %s? (y/n) "), id);
		snprintf(asked.fingerprint, sizeof(asked.fingerprint), "%s", id);
		screen_ask(app, question, remove_key, NULL);
	}
}

static const struct rows_source source = {
	.help = N_("The school's own key signs what it exports; {ENTER} on it writes the public part into a file. "
		   "Once a leadership group's key is imported, exports are sealed for it. {ENTER} on a group's or "
		   "school's key removes it. A fingerprint is compared by telephone, digit by digit. What to do "
		   "when a key is lost is in kuayue-key(7)."),
	.head = N_("Keys. {ENTER} writes the school's own into a file, imports one, or removes one."),
	.fill = fill,
	.open = open,
	.empty = "",
};

void screen_keys(struct app *app, int page)
{
	(void)page;
	screen_rows(app, 9, _("Keys"), &source, "");
}
