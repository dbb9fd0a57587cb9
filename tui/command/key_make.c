/* kuayue key new, export and renew: makes key pairs and their files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "terminal/memory.h"
#include "command/key.h"
#include "command/passphrase.h"

/* "office.key" gives "office.public.txt": a name that opens in Notepad. The caller frees it. */
static char *public_name(const char *secret)
{
	size_t len = strlen(secret);
	len -= len > 4 && strcmp(secret + len - 4, ".key") == 0 ? 4 : 0;
	return xprintf("%.*s.public.txt", (int)len, secret);
}

static int refuse_taken(const char *path)
{
	struct ky_error err = { 0 };
	if (access(path, F_OK) != 0)
		return 0;
	ky_fail(&err, KY_INPUT, _("%.300s is there already and is not written over; choose another name."), path);
	return say_error(KY_INPUT, &err);
}

static int make(const char *name, const char *path, const char *public_path, const char *passphrase_file)
{
	struct ky_secret_key *secret = NULL;
	struct ky_error err = { 0 };
	int failed = 0;
	char *passphrase = passphrase_take(passphrase_file, true, &failed);
	if (!passphrase)
		return failed;
	enum ky_code code = ky_secret_new(KY_GROUP, name, "", &secret, &err);
	if (!code)
		code = ky_secret_save(secret, path, passphrase, &err);
	ky_passphrase_free(passphrase);
	if (!code) {
		code = ky_public_save(secret, public_path, &err);
		if (code)
			unlink(path); /* one without the other is no pair */
	}
	if (!code) {
		key_print(ky_secret_public(secret));
		show(stdout, "    %s  ", _("keep in the office, with a copy locked away:"));
		print_visible(stdout, path);
		show(stdout, "\n    %s  ", _("hand out to the schools:"));
		print_visible(stdout, public_path);
		show(stdout, "\n");
	}
	ky_secret_free(secret);
	return code ? say_error(code, &err) : 0;
}

int key_new(struct call *call, const char *usage)
{
	int failed = 0;
	const char *name = call_option(call, "--name", &failed);
	const char *passphrase_file = call_option(call, "--passphrase-file", &failed);
	if (failed)
		return failed;
	if (!name || !name[0] || !key_fits(call, 0, 1))
		return key_usage(usage);
	const char *path = call->argc ? call->argv[0] : "kuayue.key";
	char *public_path = public_name(path);
	failed = refuse_taken(path);
	if (!failed)
		failed = refuse_taken(public_path);
	if (!failed)
		failed = make(name, path, public_path, passphrase_file);
	free(public_path);
	return failed;
}

static struct ky_secret_key *take_source(struct call *call, const char *file, const char *passphrase_file,
					 int *failed)
{
	struct ky_secret_key *secret = NULL;
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	enum ky_code code = KY_OK;
	if (file) {
		char *passphrase = passphrase_take(passphrase_file, false, failed);
		if (!passphrase)
			return NULL;
		code = ky_secret_load(file, passphrase, &secret, &err);
		ky_passphrase_free(passphrase);
	} else {
		/* An older workbook gets its key here, where it can be written. */
		*failed = call_open(call, KY_WRITE, &wb);
		if (*failed)
			return NULL;
		code = ky_key_own(wb, &secret, &err);
		ky_workbook_close(wb);
	}
	if (code)
		*failed = say_error(code, &err);
	return secret;
}

int key_export(struct call *call, const char *usage)
{
	struct ky_error err = { 0 };
	char name[KY_KEY_CODE + 16];
	int failed = 0;
	const char *file = call_option(call, "--key", &failed);
	const char *passphrase_file = call_option(call, "--passphrase-file", &failed);
	if (failed)
		return failed;
	if (!key_fits(call, 0, 1))
		return key_usage(usage);
	struct ky_secret_key *secret = take_source(call, file, passphrase_file, &failed);
	if (!secret)
		return failed;
	const struct ky_public_key *key = ky_secret_public(secret);
	snprintf(name, sizeof(name), "%s.public.txt", key->code[0] ? key->code : "kuayue");
	for (char *at = name; *at; at++)
		if (strchr("<>:\"/\\|?* ", *at))
			*at = '_';
	const char *path = call->argc ? call->argv[0] : name;
	enum ky_code code = ky_public_save(secret, path, &err);
	if (!code) {
		key_print(key);
		print_visible(stdout, path);
		show(stdout, "\n");
	}
	ky_secret_free(secret);
	return code ? say_error(code, &err) : 0;
}

static int say_remnant(void *data, const char *file)
{
	int *count = data;
	if (!(*count)++)
		show(stdout, "%s\n",
		     _("The old key is still in these files; whoever has one can sign as before. Delete them once "
		       "they are "
		       "not needed any more:"));
	show(stdout, "    ");
	print_visible(stdout, file);
	show(stdout, "\n");
	return 0;
}

/* No undo brings the old key back, so its last digits have to be typed. */
static bool confirm_renewal(struct ky_workbook *wb)
{
	struct ky_secret_key *own = NULL;
	struct ky_error err = { 0 };
	char what[400], number[KY_FINGERPRINT] = "";
	if (ky_key_own(wb, &own, &err) == KY_OK && own) {
		const char *fingerprint = ky_secret_public(own)->fingerprint;
		size_t len = strlen(fingerprint);
		snprintf(number, sizeof(number), "%s",
			 fingerprint + (len > KEY_LAST_GROUP ? len - KEY_LAST_GROUP : 0));
		snprintf(what, sizeof(what),
			 _("The school gets a new key, which the office has to confirm by telephone. The key in "
			   "force, "
			   "%s, does not come back."),
			 fingerprint);
	}
	ky_secret_free(own);
	return number[0] && confirm(what, number);
}

int key_renew(struct call *call, const char *usage)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	bool yes = call_flag(call, "--yes");
	if (!key_fits(call, 0, 0))
		return key_usage(usage);
	int failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	if (!yes && !confirm_renewal(wb)) {
		ky_workbook_close(wb);
		show(stderr, "%s\n", _("Stopped; nothing was changed."));
		return KY_NO;
	}
	int remnants = 0;
	enum ky_code code = ky_key_renew(wb, say_remnant, &remnants, &err);
	failed = code ? say_error(code, &err) : key_print_own(wb, NULL, &err);
	ky_workbook_close(wb);
	return failed;
}
