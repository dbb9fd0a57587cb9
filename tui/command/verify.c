/* kuayue verify and open: checks a package that was handed in, says who signed it, and opens a sealed one. */
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "command/verify.h"
#include "kuayue/package.h"

#define DOCUMENTS_SHOWN 100 /* what the program writes, and as many attachments again */

static void print_line(const char *label, const char *text)
{
	show(stdout, _("%s: "), label);
	print_visible(stdout, text ? text : "—");
	show(stdout, "\n");
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
		verify_print_key(_("Sealed for"), report->sealed_for, "", report->sealed_fingerprint);
	if (report->old_format)
		show(stdout, "%s\n",
		     _("Format: old (0.1.0 or 0.2.0): which of two packages is newer cannot be known."));
	print_documents(report);
	for (size_t i = 0; i < report->problem_count && i < KY_PACKAGE_PROBLEMS; i++)
		print_line(_("Altered"), report->problems[i]);
	if (report->problem_count > KY_PACKAGE_PROBLEMS)
		show(stdout, _("Altered: %zu places in all; these are the first %d.\n"), report->problem_count,
		     KY_PACKAGE_PROBLEMS);
}

static int look_inside(const char *path, const char *key, const char *passphrase_file)
{
	struct ky_package_report report = { 0 };
	struct ky_error err = { 0 };
	int failed = 0;
	struct ky_secret_key *secret = verify_take_key(key, passphrase_file, &failed);
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
	failed = verify_trust(call, &report, code == KY_OK);
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
