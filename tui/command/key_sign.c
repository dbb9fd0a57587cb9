/* kuayue key sign: the group's signature on a campaign template, in a file beside it. */
#include <stdlib.h>

#include "command/key.h"
#include "command/verify.h"
#include "kuayue/update.h"

int key_sign(struct call *call, const char *usage)
{
	struct ky_error err = { 0 };
	int failed = 0;
	char *signature = NULL;
	const char *key = call_option(call, "--key", &failed);
	const char *passphrase_file = call_option(call, "--passphrase-file", &failed);
	if (failed)
		return failed;
	if (!key || !key_fits(call, 1, 1))
		return key_usage(usage);
	/* Only what is a template is signed: a slip would give another file the office's word. */
	enum ky_code code = ky_template_check(call->argv[0], &err);
	if (code)
		return say_error(code, &err);
	struct ky_secret_key *secret = verify_take_key(key, passphrase_file, &failed);
	if (!secret)
		return failed;
	code = ky_file_sign(secret, call->argv[0], &signature, &err);
	if (!code) {
		key_print(ky_secret_public(secret));
		print_visible(stdout, signature);
		show(stdout, "\n");
	}
	ky_secret_free(secret);
	free(signature);
	return code ? say_error(code, &err) : 0;
}
