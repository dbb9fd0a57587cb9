/* kuayue key import: takes a key from a file or a package. Only a telephone call proves whose it is. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "command/key.h"
#include "command/passphrase.h"
#include "kuayue/package.h"

static bool is_zip(const char *path)
{
	char head[2] = "";
	FILE *file = NULL;
	bool zip = file_open(path, &file, NULL) == KY_OK && fread(head, 1, 2, file) == 2 &&
		   memcmp(head, "PK", 2) == 0;
	if (file)
		fclose(file);
	return zip;
}

enum ky_code key_read(const char *path, struct ky_public_key *key, struct ky_error *err)
{
	struct ky_package_report report;
	if (!is_zip(path))
		return ky_public_load(path, key, err);
	enum ky_code code = ky_package_verify(path, &report, err);
	if (code == KY_NO)
		code = ky_fail(err, KY_INPUT,
			       _("The package was altered (%.600s): ask the school for another copy."),
			       report.problems[0]);
	else if (!code && !report.is_signed)
		code = ky_fail(err, KY_INPUT, _("%.300s is not signed: there is no key in it."), path);
	else if (!code)
		*key = report.signer;
	if (code != KY_INPUT || report.problem_count)
		ky_package_report_free(&report);
	return code;
}

/* What importing would do, before anybody says yes. */
static void say_consequence(struct ky_workbook *wb, const struct ky_public_key *key)
{
	struct ky_known_key displaced;
	show(stdout, "    %s\n",
	     key->role == KY_GROUP ? _("a GROUP's key: exports are sealed for it, and it alone can open them")
				   : _("a SCHOOL's key: packages of this code are known by it"));
	if (!ky_key_displaced(wb, key, &displaced))
		return;
	show(stdout, "    ");
	show(stdout,
	     key->role == KY_GROUP ? _("exports are then sealed for it and no longer for %s, %s")
				   : _("it takes the place of the key of %s, %s"),
	     displaced.key.name, displaced.key.fingerprint);
	show(stdout, "\n");
}

/* The name in a key file is what somebody wrote there; only the comparison proves whose it is. 0 where it was
 * compared, *compared false where --yes goes without. */
static int compare(const struct ky_public_key *key, const char *fingerprint, bool yes, bool *compared)
{
	struct ky_error err = { 0 };
	*compared = true;
	if (fingerprint && ky_key_compared(key, fingerprint) && strlen(fingerprint) > KEY_LAST_GROUP)
		return 0;
	if (fingerprint) {
		ky_fail(&err, KY_INPUT,
			_("The fingerprint is another one: this is NOT the key that you were told of. It was not "
			  "imported."));
		return say_error(KY_INPUT, &err);
	}
	if (yes) {
		*compared = false;
		return 0;
	}
	if (confirm_key(key))
		return 0;
	show(stderr, "%s\n",
	     _("Not imported. Compare the fingerprint by telephone, then import with --fingerprint and the digits "
	       "that "
	       "you were told, or with --yes, which does not count as compared."));
	return KY_NO;
}

int key_import(struct call *call, const char *usage)
{
	struct ky_workbook *wb = NULL;
	struct ky_public_key key;
	struct ky_error err = { 0 };
	int failed = 0;
	const char *fingerprint = call_option(call, "--fingerprint", &failed);
	bool yes = call_flag(call, "--yes");
	if (failed)
		return failed;
	if (!key_fits(call, 1, 1))
		return key_usage(usage);
	enum ky_code code = key_read(call->argv[0], &key, &err);
	if (code)
		return say_error(code, &err);
	bool compared = false;
	key_print(&key);
	failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	say_consequence(wb, &key);
	failed = compare(&key, fingerprint, yes, &compared);
	if (!failed)
		code = compared ? ky_key_add(wb, &key, &err) : ky_key_see(wb, &key, &err);
	ky_workbook_close(wb);
	if (failed)
		return failed;
	if (code && code != KY_NO)
		return say_error(code, &err);
	if (code)
		print_visible(stdout, err.text);
	else
		print_visible(stdout,
			      key.role == KY_GROUP
				      ? _("Imported. From now on exports are sealed for this group, unless "
					  "--no-seal is given.")
				      : _("Imported. From now on this school is known by this key."));
	show(stdout, "\n");
	if (!compared)
		show(stdout, "%s\n",
		     _("It is NOT CONFIRMED until somebody compares the fingerprint: kuayue key confirm."));
	return 0;
}

int key_confirm(struct call *call, const char *usage)
{
	struct ky_workbook *wb = NULL;
	struct ky_known_key known;
	struct ky_error err = { 0 };
	int failed = 0;
	bool compared = true;
	const char *fingerprint = call_option(call, "--fingerprint", &failed);
	if (failed)
		return failed;
	if (!key_fits(call, 1, 1))
		return key_usage(usage);
	failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_key_find(wb, KY_GROUP, call->argv[0], &known, NULL);
	if (code == KY_INPUT)
		code = ky_key_find(wb, KY_SCHOOL, call->argv[0], &known, &err);
	if (!code) {
		key_print(&known.key);
		failed = compare(&known.key, fingerprint, false, &compared);
	}
	if (!code && !failed)
		code = ky_key_add(wb, &known.key, &err);
	ky_workbook_close(wb);
	if (failed || (code && code != KY_NO))
		return failed ? failed : say_error(code, &err);
	show(stdout, "%s\n", code ? _("It was confirmed before.") : _("Confirmed."));
	return 0;
}
