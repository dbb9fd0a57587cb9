/* kuayue verify and open: checks a package that was handed in, says who signed it, and opens a sealed one. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "command/passphrase.h"
#include "kuayue/key.h"
#include "kuayue/package.h"

#define DOCUMENTS_SHOWN 100 /* what the program writes, and as many attachments again */

static void print_line(const char *label, const char *text)
{
	show(stdout, _("%s: "), label);
	print_visible(stdout, text ? text : "—");
	show(stdout, "\n");
}

static void print_key(const char *label, const char *name, const char *code, const char *fingerprint)
{
	show(stdout, _("%s: "), label);
	print_visible(stdout, name);
	if (code[0]) {
		print_visible(stdout, _(" ("));
		print_visible(stdout, code);
		print_visible(stdout, _(")"));
	}
	show(stdout, _(", fingerprint %s\n"), fingerprint);
}

/* Trust on first use: the first key that a school signs with is the one it is known by. */
static void remember(const struct call *call, const struct ky_package_report *report)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	enum ky_code code = ky_workbook_open(call->file, KY_WRITE, call->today, &wb, &err);
	if (!code)
		code = ky_key_add(wb, &report->signer, &err);
	ky_workbook_close(wb);
	show(stdout, "%s\n",
	     code ? _("Key: not known before. It could not be kept, for the workbook is open elsewhere or "
		      "cannot be written.")
		  : _("Key: not known before; from now on it is. Compare the fingerprint with the school by "
		      "telephone, once."));
}

/* 0, or KY_NO where the key is a finding. */
static int print_trust(const struct call *call, const struct ky_package_report *report, enum ky_trust trust,
		       const struct ky_known_key *known, bool whole)
{
	switch (trust) {
	case KY_TRUST_OWN:
		show(stdout, "%s\n", _("Key: this workbook's own."));
		return 0;
	case KY_TRUST_KNOWN:
		show(stdout, _("Key: known since %s.\n"), known->since);
		return 0;
	case KY_TRUST_NEW:
		if (whole)
			remember(call, report);
		return 0;
	case KY_TRUST_FORMER:
		show(stdout,
		     _("Key: a FORMER one of this school, replaced on %s. Ask the school by telephone whether "
		       "this "
		       "package is from before.\n"),
		     known->until);
		return KY_NO;
	case KY_TRUST_CHANGED:
		show(stdout,
		     _("Key: CHANGED. Until now this school signed with %s. Ask the school by telephone; if it "
		       "has a "
		       "new key, take it with: kuayue key import PACKAGE\n"),
		     known->key.fingerprint);
		return KY_NO;
	case KY_TRUST_DROPPED:
		show(stdout,
		     _("Signed by: nobody, though this school used to sign, with %s. Ask the school by "
		       "telephone.\n"),
		     known->key.fingerprint);
		return KY_NO;
	default:
		show(stdout, "%s\n", _("Signed by: nobody"));
		return 0;
	}
}

static int check_trust(const struct call *call, const struct ky_package_report *report, bool whole)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	struct ky_known_key known = { .since = "" };
	enum ky_trust trust = KY_TRUST_UNSIGNED;
	if (!whole && !report->is_signed)
		return 0;
	if (report->is_signed)
		print_key(_("Signed by"), report->signer.name, report->signer.code, report->signer.fingerprint);
	if (!call->file_given && access(call->file, R_OK) != 0) {
		show(stdout, "%s\n",
		     report->is_signed ? _("Key: not compared; --file WORKBOOK says whether it is known.")
				       : _("Signed by: nobody"));
		return 0;
	}
	enum ky_code code = ky_workbook_open(call->file, KY_READ, call->today, &wb, &err);
	if (!code)
		code = ky_package_trust(wb, report, &trust, &known, &err);
	ky_workbook_close(wb);
	return code ? say_error(code, &err) : print_trust(call, report, trust, &known, whole);
}

static void print_documents(const struct ky_package_report *report)
{
	for (size_t i = 0; i < report->file_count && i < DOCUMENTS_SHOWN; i++)
		print_line(_("Document"), report->files[i]);
	if (report->file_count > DOCUMENTS_SHOWN)
		show(stdout, _("Documents: %zu in all; these are the first %d.\n"), report->file_count,
		     DOCUMENTS_SHOWN);
}

static void print_report(const struct ky_package_report *report)
{
	print_line(_("School"), report->school);
	print_line(_("School code"), report->code);
	print_line(_("Campaign"), report->campaign);
	print_line(_("Date"), report->date);
	if (report->sealed_for)
		print_key(_("Sealed for"), report->sealed_for, "", report->sealed_fingerprint);
	print_documents(report);
	for (size_t i = 0; i < report->problem_count && i < KY_PACKAGE_PROBLEMS; i++)
		print_line(_("Altered"), report->problems[i]);
	if (report->problem_count > KY_PACKAGE_PROBLEMS)
		show(stdout, _("Altered: %zu places in all; these are the first %d.\n"), report->problem_count,
		     KY_PACKAGE_PROBLEMS);
}

/* The secret key behind --key, or NULL; *failed with the sentence said. */
static struct ky_secret_key *take_key(const char *file, const char *passphrase_file, int *failed)
{
	struct ky_secret_key *secret = NULL;
	struct ky_public_key about;
	struct ky_error err = { 0 };
	enum ky_code code = ky_secret_peek(file, &about, &err);
	if (code) {
		*failed = say_error(code, &err);
		return NULL;
	}
	char *passphrase = passphrase_take(passphrase_file, false, failed);
	if (!passphrase)
		return NULL;
	code = ky_secret_load(file, passphrase, &secret, &err);
	ky_passphrase_free(passphrase);
	if (code)
		*failed = say_error(code, &err);
	return secret;
}

static int look_inside(const char *path, const char *key, const char *passphrase_file)
{
	struct ky_package_report report = { 0 };
	struct ky_error err = { 0 };
	int failed = 0;
	struct ky_secret_key *secret = take_key(key, passphrase_file, &failed);
	if (!secret)
		return failed;
	enum ky_code code = ky_package_look(path, secret, &report, &err);
	ky_secret_free(secret);
	if (code)
		return say_error(code, &err);
	show(stdout, "%s\n", _("Opened with the key. Inside:"));
	print_documents(&report);
	ky_package_report_free(&report);
	return 0;
}

static int run_verify(struct call *call)
{
	struct ky_package_report report;
	struct ky_error err = { 0 };
	int failed = 0;
	const char *key = call_option(call, "--key", &failed);
	const char *passphrase_file = call_option(call, "--passphrase-file", &failed);
	if (!failed)
		failed = call_expect(call, &command_verify, 1, 1);
	if (failed)
		return failed;
	enum ky_code code = ky_package_verify(call->argv[0], &report, &err);
	if (code != KY_OK && code != KY_NO)
		return say_error(code, &err);
	print_report(&report);
	failed = check_trust(call, &report, code == KY_OK);
	if (!code && key && report.sealed_for) {
		int inside = look_inside(call->argv[0], key, passphrase_file);
		failed = inside ? inside : failed;
	}
	if (code || !failed || failed == KY_NO)
		show(stdout, "%s\n",
		     code ? _("The package was altered: ask the school for another copy.")
			  : _("The package is whole."));
	ky_package_report_free(&report);
	return code ? (int)code : failed;
}

const struct command command_verify = {
	.name = "verify",
	.usage = "PACKAGE [--key FILE [--passphrase-file FILE]]",
	.help = N_("is a package whole, whose is it, who signed it, what is in it"),
	.run = run_verify,
};

static int run_open(struct call *call)
{
	struct ky_package_report report = { 0 };
	struct ky_error err = { 0 };
	char *path = NULL;
	int failed = 0;
	const char *key = call_option(call, "--key", &failed), *dir = call_option(call, "--to", &failed);
	const char *passphrase_file = call_option(call, "--passphrase-file", &failed);
	if (!failed)
		failed = call_expect(call, &command_open, 1, 1);
	if (!failed && !key)
		failed = say_usage(_("Use: kuayue %s %s"), "open", command_open.usage);
	if (failed)
		return failed;
	struct ky_secret_key *secret = take_key(key, passphrase_file, &failed);
	if (!secret)
		return failed;
	enum ky_code code = ky_package_open(call->argv[0], secret, dir ? dir : ".", &path, &report, &err);
	ky_secret_free(secret);
	if (!code)
		show(stdout, "%s\n", path);
	ky_package_report_free(&report);
	free(path);
	return code ? say_error(code, &err) : 0;
}

const struct command command_open = {
	.name = "open",
	.usage = "PACKAGE --key FILE [--to DIR] [--passphrase-file FILE]",
	.help = N_("open a sealed package with the secret key it is sealed for"),
	.run = run_open,
};
