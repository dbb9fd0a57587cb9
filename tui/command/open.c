/* Opening a sealed package: what verify would call a finding is no reason to hand out its content unasked. */
#include <stdlib.h>

#include "command/passphrase.h"
#include "command/verify.h"

struct ky_secret_key *verify_take_key(const char *file, const char *passphrase_file, int *failed)
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

/* 0 where it may be opened; else the exit status, said. */
static int may_open(const struct call *call, const char *path, bool anyway)
{
	struct ky_package_report report = { 0 };
	struct ky_error err = { 0 };
	enum ky_code code = ky_package_verify(path, &report, &err);
	if (code == KY_NO)
		ky_fail(&err, KY_INPUT, _("The package was altered (%.600s): ask the school for another copy."),
			report.problems[0]);
	if (code) {
		ky_package_report_free(&report);
		return say_error(code == KY_NO ? KY_INPUT : code, &err);
	}
	int failed = verify_trust(call, &report, true);
	if (!failed && !report.is_signed)
		failed = KY_NO;
	ky_package_report_free(&report);
	if (failed != KY_NO || anyway)
		return failed == KY_NO ? 0 : failed;
	ky_fail(&err, KY_NO,
		_("Not opened: see above. Ask the school by telephone; where it is right all the same, add "
		  "--anyway."));
	return say_error(KY_NO, &err);
}

static int open_it(const char *path, const char *dir, const char *key, const char *passphrase_file)
{
	struct ky_package_report report = { 0 };
	struct ky_error err = { 0 };
	char *opened = NULL;
	int failed = 0;
	struct ky_secret_key *secret = verify_take_key(key, passphrase_file, &failed);
	if (!secret)
		return failed;
	enum ky_code code = ky_package_open(path, secret, dir, &opened, &report, &err);
	ky_secret_free(secret);
	if (!code)
		show(stdout, "%s\n", opened);
	ky_package_report_free(&report);
	free(opened);
	return code ? say_error(code, &err) : 0;
}

static int run_open(struct call *call)
{
	int failed = 0;
	const char *key = call_option(call, "--key", &failed), *dir = call_option(call, "--to", &failed);
	const char *passphrase_file = call_option(call, "--passphrase-file", &failed);
	bool anyway = call_flag(call, "--anyway");
	if (!failed)
		failed = call_expect(call, &command_open, 1, 1);
	if (!failed && !key)
		failed = say_usage(_("Use: kuayue %s %s"), "open", command_open.usage);
	if (!failed)
		failed = may_open(call, call->argv[0], anyway);
	return failed ? failed : open_it(call->argv[0], dir ? dir : ".", key, passphrase_file);
}

const struct command command_open = {
	.name = "open",
	.usage = "PACKAGE --key FILE [--to DIR] [--passphrase-file FILE] [--anyway]",
	.help = N_("open a sealed package with the secret key it is sealed for"),
	.run = run_open,
};
