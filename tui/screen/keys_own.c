/* What the page of keys does with a secret key: gives the school another one, and signs a campaign's template with
 * the office's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/update.h"
#include "kuayue/key.h"
#include "kuayue/record.h"
#include "screen/ask_text.h"
#include "screen/keys.h"
#include "screen/rows.h"
#include "terminal/memory.h"

#define LAST_DIGITS 4 /* of a fingerprint, as they are read out on the telephone */

static int take_remnant(void *data, const char *file)
{
	char **files = data, *more = xprintf("%s%s\n", *files, file);
	free(*files);
	*files = more;
	return 0;
}

/* about: the files that still held the old key when it was renewed, each ended by a new line. */
static void fill_renewed(struct app *app, struct rows *rows, const char *about)
{
	struct ky_error err = { 0 };
	struct ky_secret_key *own = NULL;
	if (ky_key_own(app->wb, &own, &err))
		app_fail(app, &err);
	if (own)
		rows_add(rows, LOOK_BOLD, "", "", _("Own     %s  %s"), ky_secret_public(own)->fingerprint,
			 ky_secret_public(own)->name);
	ky_secret_free(own);
	rows_add(rows, LOOK_PLAIN, "", "", "%s",
		 about[0] ? _("The old key is still in these files: delete them once they are not needed.")
			  : _("No other file beside the workbook holds the old key."));
	for (const char *at = about; *at; at += strcspn(at, "\n") + 1)
		rows_add(rows, LOOK_WARN, "", "", "    %.*s", (int)strcspn(at, "\n"), at);
}

static const struct rows_source renewed = {
	.help = N_("The school's new key. Read its fingerprint to the office on the telephone: until it has taken "
		   "the new key, it calls the packages CHANGED. Whoever has a file that is listed can sign as "
		   "before; "
		   "{TO_FILE} writes the list into a file."),
	.head = N_("The school has a new key. Read its fingerprint to the office on the telephone."),
	.fill = fill_renewed,
	.text = true,
	.empty = "",
};

static void renew(struct app *app, void *data)
{
	struct ky_error err = { 0 };
	char *files = xstrdup("");
	(void)data;
	if (ky_key_renew(app->wb, take_remnant, &files, &err)) {
		app_fail(app, &err);
	} else {
		app_refresh(app);
		screen_rows(app, 9, _("A new key"), &renewed, files);
	}
	free(files);
}

const char *keys_last_digits(const char *fingerprint)
{
	size_t len = strlen(fingerprint);
	return fingerprint + (len > LAST_DIGITS ? len - LAST_DIGITS : 0);
}

void keys_ask_renew(struct app *app)
{
	struct ky_secret_key *own = NULL;
	struct ky_error err = { 0 };
	char digits[KY_FINGERPRINT];
	if (ky_key_own(app->wb, &own, &err)) {
		app_fail(app, &err);
		return;
	}
	if (!own)
		return; /* the workbook cannot be written */
	snprintf(digits, sizeof(digits), "%s", keys_last_digits(ky_secret_public(own)->fingerprint));
	ky_secret_free(own);
	screen_ask(app, &(struct asking){
				.question = _(
					"The school gets a new key in place of its own; {UNDO} does not bring the "
					"old one back. The office has to take the new one."),
				.verb = N_("renew"),
				.number = digits,
				.yes = renew });
}

/* Only what is a template is signed: a slip would give another file the office's word. */
static enum ky_code sign_file(const char *path, const char *key, const char *passphrase, char **out,
			      struct ky_error *err)
{
	struct ky_secret_key *secret = NULL;
	enum ky_code code = ky_template_check(path, err);
	if (!code)
		code = ky_secret_load(key, passphrase, &secret, err);
	if (!code)
		code = ky_file_sign(secret, path, out, err);
	ky_secret_free(secret);
	return code;
}

static void sign(struct app *app, void *data, const char *const *texts)
{
	struct ky_error err = { 0 };
	char *signature = NULL;
	(void)data;
	if (sign_file(texts[0], texts[1], texts[2], &signature, &err)) {
		app_fail(app, &err);
		return;
	}
	app_pop(app);
	app_say(app, _("Written: %s"), signature);
	free(signature);
}

void keys_ask_sign(struct app *app)
{
	const struct ask_field fields[] = {
		{ .label = _("Template"),
		  .value = "",
		  .required = true,
		  .why = _("The path of the campaign's template, such as /media/usb/campaign.ini.") },
		{ .label = _("Secret key file"),
		  .value = "",
		  .required = true,
		  .why = _("The path of the office's secret key file, such as office.key.") },
		{ .label = _("Passphrase"),
		  .secret = true,
		  .required = true,
		  .why = _("It is not shown, and is kept nowhere.") },
	};
	screen_ask_text(
		app, _("Sign a campaign's template"),
		N_("{ENTER} writes the office's signature on the template into a file beside it, NAME.ini.sig. "
		   "Hand out both."),
		_("For the office: whoever gets the template with its signature sees that the office has "
		  "made it, and that nobody has changed it since."),
		fields, 3, sign, NULL);
}
