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

static bool digits_equal(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, " -");
		b += strspn(b, " -");
		if (*a != *b || !*a)
			return *a == *b;
	}
}

/* Asks the user to compare the fingerprint by telephone: anybody can write any name into a key file. */
static int compare(const struct ky_public_key *key, const char *fingerprint, bool yes)
{
	struct ky_error err = { 0 };
	key_print(key);
	if (fingerprint && !digits_equal(fingerprint, key->fingerprint)) {
		ky_fail(&err, KY_INPUT,
			_("The fingerprint is another one: this is NOT the key that you were told of. It was not "
			  "imported."));
		return say_error(KY_INPUT, &err);
	}
	if (fingerprint || yes)
		return 0;
	if (confirm(_("Call them and compare the fingerprint. Is it the same? (y/n) ")))
		return 0;
	show(stderr, "%s\n",
	     _("Not imported. Compare the fingerprint by telephone, then import with --fingerprint and the "
	       "digits "
	       "that you were told, or with --yes."));
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
	failed = compare(&key, fingerprint, yes);
	if (!failed)
		failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	code = ky_key_add(wb, &key, &err);
	ky_workbook_close(wb);
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
	return 0;
}
