/* The keys (密钥): the school's own fingerprint, the groups for which exports are sealed, the schools whose key is
 * known. */
#include <stdio.h>
#include <string.h>

#include "kuayue/key.h"
#include "screen/ask_text.h"
#include "screen/keys.h"
#include "screen/rows.h"

/* What the question that is being asked is about. Only one is asked at a time. */
static struct {
	struct ky_public_key key;
	char fingerprint[KY_FINGERPRINT];
} asked;

const char *keys_doubt(const struct ky_known_key *known)
{
	return known->altered        ? _(", CHANGED IN THE WORKBOOK: remove it")
	       : known->confirmed[0] ? ""
				     : _(", NOT CONFIRMED");
}

/* The same behind a key's dates, where the line above confirms it. */
static const char *standing(const struct ky_known_key *known)
{
	return known->altered || known->confirmed[0] ? keys_doubt(known) : _(", NOT CONFIRMED: {ENTER} above");
}

static enum look look_of(const struct ky_known_key *known)
{
	return known->until[0] ? LOOK_DIM : known->altered || !known->confirmed[0] ? LOOK_BAD : LOOK_PLAIN;
}

/* What Enter does on the line that has the fingerprint. */
static const char *first_action(const struct ky_known_key *known)
{
	return known->confirmed[0] || known->altered ? "/remove" : "/confirm";
}

static int take_group(void *data, const struct ky_known_key *known)
{
	rows_add(data, look_of(known), first_action(known), known->key.fingerprint, _("Group   %s  %s"),
		 known->key.fingerprint, known->key.name);
	rows_add(data, LOOK_DIM, "/remove", known->key.fingerprint, _("        since %s%s"), known->since,
		 standing(known));
	return 0;
}

static int take_school(void *data, const struct ky_known_key *known)
{
	char until[128] = "";
	if (known->until[0])
		snprintf(until, sizeof(until), _(", replaced on %s"), known->until);
	else
		snprintf(until, sizeof(until), "%s", standing(known));
	rows_add(data, look_of(known), first_action(known), known->key.fingerprint, _("School  %s  %s %s"),
		 known->key.fingerprint, known->key.code, known->key.name);
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
	rows_add(rows, LOOK_PLAIN, "/renew", "", "%s", _("Renew the school's key, after a theft"));
	rows_add(rows, LOOK_PLAIN, "/sign", "", "%s", _("Sign a campaign's template, in the office"));
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
static void compare(struct app *app, void *data, const char *const *texts)
{
	const struct ky_public_key *key = &asked.key;
	(void)data;
	if (!ky_key_compared(key, texts[0])) {
		struct ky_error err = { 0 };
		ky_fail(&err, KY_INPUT, "%s",
			_("These are not its digits: this is NOT the key that you were told of."));
		app_fail_at_field(app, &err);
		return;
	}
	app_pop(app);
	add(app, NULL);
}

/* What it is, what it takes the place of, and its digits all but the last, which are to be typed. */
static void ask_compare(struct app *app)
{
	const struct ky_public_key *key = &asked.key;
	struct ky_known_key displaced;
	char about[1400], old[512] = "";
	if (ky_key_displaced(app->wb, key, &displaced))
		snprintf(old, sizeof(old), _("\nIt takes the place of: %s, %s."), displaced.key.name,
			 displaced.key.fingerprint);
	snprintf(about, sizeof(about), "%s\n%s\n%s%s",
		 key->role == KY_GROUP ? _("A GROUP's key: exports are sealed for it, and it alone can open them.")
				       : _("A SCHOOL's key: packages of its code are known by it."),
		 key->name, key->fingerprint, old);
	const struct ask_field fields[] = {
		{ .label = _("Last four digits"),
		  .value = "",
		  .why = _("Call them, have them read the fingerprint to you, and type its last four digits.") },
	};
	screen_ask_text(app, _("Compare a key"),
			N_("{ENTER} takes the key if the digits are its own; {ESCAPE} leaves all as it was."),
			about, fields, 1, compare, NULL);
}

static void import(struct app *app, void *data, const char *const *texts)
{
	(void)data;
	struct ky_error err = { 0 };
	if (ky_public_load(texts[0], &asked.key, &err)) {
		app_fail_at_field(app, &err);
		return;
	}
	app_pop(app);
	ask_compare(app);
}

static void ask_confirm(struct app *app, const char *fingerprint)
{
	struct ky_known_key known;
	struct ky_error err = { 0 };
	enum ky_code code = ky_key_find(app->wb, KY_GROUP, fingerprint, &known, NULL);
	if (code == KY_INPUT)
		code = ky_key_find(app->wb, KY_SCHOOL, fingerprint, &known, &err);
	if (code) {
		app_fail(app, &err);
		return;
	}
	asked.key = known.key;
	ask_compare(app);
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
		app_fail_at_field(app, &err);
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

/* Undo passes over keys, so the last digits have to be typed: reading them is looking which one it is. */
static void ask_remove(struct app *app, const char *fingerprint)
{
	char question[200];
	snprintf(asked.fingerprint, sizeof(asked.fingerprint), "%s", fingerprint);
	snprintf(question, sizeof(question), _("The key %s goes; {UNDO} does not bring it back."), fingerprint);
	screen_ask(app, &(struct asking){ .question = question,
					  .verb = N_("remove"),
					  .number = keys_last_digits(fingerprint),
					  .yes = remove_key });
}

static void open(struct app *app, const char *kind, const char *id)
{
	if (strcmp(kind, "/import") == 0)
		ask_import(app);
	else if (strcmp(kind, "/export") == 0)
		ask_export(app);
	else if (strcmp(kind, "/renew") == 0)
		keys_ask_renew(app);
	else if (strcmp(kind, "/sign") == 0)
		keys_ask_sign(app);
	else if (strcmp(kind, "/confirm") == 0)
		ask_confirm(app, id);
	else if (strcmp(kind, "/remove") == 0)
		ask_remove(app, id);
}

static const struct rows_source source = {
	.help = N_(
		"The school's own key signs what it exports; {ENTER} on it writes the public part into a file. "
		"Once a leadership group's key is imported, exports are sealed for it. {ENTER} on a key that is "
		"not confirmed asks for the last four digits of its fingerprint, as they are read to you on the "
		"telephone; on the line below, or on a confirmed key, it removes the key. "
		"Renewing gives the school another key after a theft, and names the files that still hold the old "
		"one; "
		"signing puts the office's signature beside a campaign's template. What to do "
		"when a key is lost is in kuayue-key(7)."),
	.head = N_("Keys. {ENTER} does what the line says."),
	.fill = fill,
	.open = open,
	.empty = "",
};

void screen_keys(struct app *app, int page)
{
	(void)page;
	screen_rows(app, 9, _("Keys"), &source, "");
}
