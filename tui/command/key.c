/* kuayue key: one function a word. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "command/passphrase.h"
#include "kuayue/key.h"
#include "kuayue/package.h"

static int use(const char *usage)
{
	return say_usage(_("Use: kuayue %s %s"), "key", usage);
}

/* What is left once the options are taken: most files, and no option that nobody knows. */
static bool fits(const struct call *call, int least, int most)
{
	for (int i = 0; i < call->argc; i++)
		if (strncmp(call->argv[i], "--", 2) == 0)
			return false;
	return call->argc >= least && call->argc <= most;
}

static void print_key(const struct ky_public_key *key)
{
	print_visible(stdout, key->name);
	if (key->code[0])
		printf(" (%s)", key->code);
	printf("\n    %s  %s\n", _("fingerprint"), key->fingerprint);
}

/* "office.key" gives "office.public.txt": a name that opens in Notepad. The caller frees it. */
static char *public_name(const char *secret)
{
	size_t len = strlen(secret);
	char *name = malloc(len + 16);
	if (!name)
		abort();
	len -= len > 4 && strcmp(secret + len - 4, ".key") == 0 ? 4 : 0;
	snprintf(name, len + 16, "%.*s.public.txt", (int)len, secret);
	return name;
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
		print_key(ky_secret_public(secret));
		printf("    %s  ", _("keep in the office, with a copy locked away:"));
		print_visible(stdout, path);
		printf("\n    %s  ", _("hand out to the schools:"));
		print_visible(stdout, public_path);
		printf("\n");
	}
	ky_secret_free(secret);
	return code ? say_error(code, &err) : 0;
}

static int key_new(struct call *call, const char *usage)
{
	int failed = 0;
	const char *name = call_option(call, "--name", &failed);
	const char *passphrase_file = call_option(call, "--passphrase-file", &failed);
	if (failed)
		return failed;
	if (!name || !name[0] || !fits(call, 0, 1))
		return use(usage);
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

static bool is_zip(const char *path)
{
	char head[2] = "";
	FILE *file = fopen(path, "rb");
	bool zip = file && fread(head, 1, 2, file) == 2 && memcmp(head, "PK", 2) == 0;
	if (file)
		fclose(file);
	return zip;
}

/* A public key file, or the key that signed a whole package. */
static enum ky_code read_key(const char *path, struct ky_public_key *key, struct ky_error *err)
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

/* The name in a key file is what somebody wrote there; only the comparison proves whose it is. */
static int compare(const struct ky_public_key *key, const char *fingerprint, bool yes)
{
	struct ky_error err = { 0 };
	print_key(key);
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
	fprintf(stderr, "%s\n",
		_("Not imported. Compare the fingerprint by telephone, then import with --fingerprint and the "
		  "digits "
		  "that you were told, or with --yes."));
	return KY_NO;
}

static int key_import(struct call *call, const char *usage)
{
	struct ky_workbook *wb = NULL;
	struct ky_public_key key;
	struct ky_error err = { 0 };
	int failed = 0;
	const char *fingerprint = call_option(call, "--fingerprint", &failed);
	bool yes = call_flag(call, "--yes");
	if (failed)
		return failed;
	if (!fits(call, 1, 1))
		return use(usage);
	enum ky_code code = read_key(call->argv[0], &key, &err);
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
		fputs(key.role == KY_GROUP ? _("Imported. From now on exports are sealed for this group, unless "
					       "--no-seal is given.")
					   : _("Imported. From now on this school is known by this key."),
		      stdout);
	putchar('\n');
	return 0;
}

static int take_json(void *data, const struct ky_known_key *known)
{
	const struct ky_public_key *key = &known->key;
	json_array_append_new(data, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s*}", "role",
					      key->role == KY_GROUP ? "group" : "school", "name", key->name,
					      "code", key->code, "fingerprint", key->fingerprint, "since",
					      known->since, "until", known->until[0] ? known->until : NULL));
	return 0;
}

static int take_line(void *data, const struct ky_known_key *known)
{
	(void)data;
	print_key(&known->key);
	printf("    %s",
	       known->key.role == KY_GROUP ? _("exports are sealed for it") : _("signs its packages with it"));
	printf(_(", since %s"), known->since);
	if (known->until[0])
		printf(_(", replaced on %s"), known->until);
	printf("\n");
	return 0;
}

static int print_own(struct ky_workbook *wb, json_t *array, struct ky_error *err)
{
	struct ky_secret_key *own = NULL;
	enum ky_code code = ky_key_own(wb, &own, err);
	if (code)
		return say_error(code, err);
	const struct ky_public_key *key = own ? ky_secret_public(own) : NULL;
	if (key && array) {
		json_array_append_new(array, json_pack("{s:s, s:s, s:s, s:s}", "role", "own", "name", key->name,
						       "code", key->code, "fingerprint", key->fingerprint));
	} else if (key) {
		print_key(key);
		printf("    %s\n", _("this workbook's own: signs what it exports"));
	}
	ky_secret_free(own);
	return 0;
}

static int key_list(struct call *call, const char *usage)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	bool json = call_flag(call, "--json");
	if (!fits(call, 0, 0))
		return use(usage);
	int failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	json_t *array = json ? json_array() : NULL;
	enum ky_code code = KY_OK;
	failed = print_own(wb, array, &err);
	for (enum ky_role role = KY_GROUP; !failed && !code && role <= KY_SCHOOL; role++)
		code = ky_key_each(wb, role, json ? take_json : take_line, array, &err);
	ky_workbook_close(wb);
	if (json && !failed && !code)
		print_json(array);
	else
		json_decref(array);
	return code ? say_error(code, &err) : failed;
}

static int key_show(struct call *call, const char *usage)
{
	struct ky_public_key key;
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	if (!fits(call, 0, 1))
		return use(usage);
	if (!call->argc) {
		int failed = call_open(call, KY_READ, &wb);
		if (!failed)
			failed = print_own(wb, NULL, &err);
		ky_workbook_close(wb);
		return failed;
	}
	enum ky_code code = ky_secret_peek(call->argv[0], &key, &err);
	if (code)
		code = read_key(call->argv[0], &key, &err);
	else
		fprintf(stderr, "%s\n", _("This is a SECRET key file: keep it in the office, never hand it out."));
	if (code)
		return say_error(code, &err);
	print_key(&key);
	return 0;
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

static int key_export(struct call *call, const char *usage)
{
	struct ky_error err = { 0 };
	char name[KY_KEY_CODE + 16];
	int failed = 0;
	const char *file = call_option(call, "--key", &failed);
	const char *passphrase_file = call_option(call, "--passphrase-file", &failed);
	if (failed)
		return failed;
	if (!fits(call, 0, 1))
		return use(usage);
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
		print_key(key);
		print_visible(stdout, path);
		putchar('\n');
	}
	ky_secret_free(secret);
	return code ? say_error(code, &err) : 0;
}

static int key_remove(struct call *call, const char *usage)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	if (!fits(call, 1, 1))
		return use(usage);
	int failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_key_remove(wb, call->argv[0], &err);
	ky_workbook_close(wb);
	return code ? say_error(code, &err) : 0;
}

static int key_renew(struct call *call, const char *usage)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	bool yes = call_flag(call, "--yes");
	if (!fits(call, 0, 0))
		return use(usage);
	if (!yes &&
	    !confirm(_("The school gets a new key; the office has to confirm it by telephone. Go on? (y/n) "))) {
		fprintf(stderr, "%s\n", _("Stopped; nothing was changed."));
		return KY_NO;
	}
	int failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_key_renew(wb, &err);
	failed = code ? say_error(code, &err) : print_own(wb, NULL, &err);
	ky_workbook_close(wb);
	return failed;
}

static const struct {
	const char *name, *usage;
	int (*run)(struct call *call, const char *usage);
} words[] = {
	{ "new", "new --name NAME [FILE] [--passphrase-file FILE]", key_new },
	{ "import", "import FILE [--fingerprint DIGITS|--yes]", key_import },
	{ "list", "list [--json]", key_list },
	{ "show", "show [FILE]", key_show },
	{ "export", "export [FILE] [--key FILE [--passphrase-file FILE]]", key_export },
	{ "remove", "remove NAME|CODE|FINGERPRINT", key_remove },
	{ "renew", "renew [--yes]", key_renew },
};
#define WORDS (sizeof(words) / sizeof(words[0]))

int run_key(struct call *call)
{
	const char *word = call->argc ? call->argv[0] : "";
	for (size_t i = 0; i < WORDS; i++) {
		if (strcmp(words[i].name, word) != 0)
			continue;
		call->argc--;
		call->argv++;
		return words[i].run(call, words[i].usage);
	}
	return use(command_find("key")->usage);
}
