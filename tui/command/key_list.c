/* kuayue key list, show and remove: the keys that a workbook knows. */
#include <stdio.h>
#include <string.h>

#include "command/key.h"
#include "command/passphrase.h"

static int take_json(void *data, const struct ky_known_key *known)
{
	const struct ky_public_key *key = &known->key;
	json_array_append_new(data,
			      json_pack("{s:s, s:s, s:s, s:s, s:s, s:s*, s:s*, s:b}", "role",
					key->role == KY_GROUP ? "group" : "school", "name", key->name, "code",
					key->code, "fingerprint", key->fingerprint, "since", known->since, "until",
					known->until[0] ? known->until : NULL, "confirmed",
					known->confirmed[0] ? known->confirmed : NULL, "altered", known->altered));
	return 0;
}

static int take_line(void *data, const struct ky_known_key *known)
{
	(void)data;
	key_print(&known->key);
	show(stdout, "    %s",
	     known->key.role == KY_GROUP ? _("exports are sealed for it") : _("signs its packages with it"));
	show(stdout, _(", since %s"), known->since);
	if (known->until[0])
		show(stdout, _(", replaced on %s"), known->until);
	if (known->altered)
		show(stdout, "%s", _(", CHANGED IN THE WORKBOOK: remove it"));
	else if (known->confirmed[0])
		show(stdout, _(", confirmed on %s"), known->confirmed);
	else
		show(stdout, "%s", _(", NOT CONFIRMED"));
	show(stdout, "\n");
	return 0;
}

int key_print_own(struct ky_workbook *wb, json_t *array, struct ky_error *err)
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
		key_print(key);
		show(stdout, "    %s\n", _("this workbook's own: signs what it exports"));
	}
	ky_secret_free(own);
	return 0;
}

int key_list(struct call *call, const char *usage)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	bool json = call_flag(call, "--json");
	if (!key_fits(call, 0, 0))
		return key_usage(usage);
	int failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	json_t *array = json ? json_array() : NULL;
	enum ky_code code = KY_OK;
	failed = key_print_own(wb, array, &err);
	for (enum ky_role role = KY_GROUP; !failed && !code && role <= KY_SCHOOL; role++)
		code = ky_key_each(wb, role, json ? take_json : take_line, array, &err);
	ky_workbook_close(wb);
	if (json && !failed && !code)
		print_json(array);
	else
		json_decref(array);
	return code ? say_error(code, &err) : failed;
}

int key_show(struct call *call, const char *usage)
{
	struct ky_public_key key;
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	if (!key_fits(call, 0, 1))
		return key_usage(usage);
	if (!call->argc) {
		int failed = call_open(call, KY_READ, &wb);
		if (!failed)
			failed = key_print_own(wb, NULL, &err);
		ky_workbook_close(wb);
		return failed;
	}
	enum ky_code code = ky_secret_peek(call->argv[0], &key, &err);
	if (code)
		code = key_read(call->argv[0], &key, &err);
	else
		show(stderr, "%s\n", _("This is a SECRET key file: keep it in the office, never hand it out."));
	if (code)
		return say_error(code, &err);
	key_print(&key);
	return 0;
}

/* Undo passes over keys. */
static bool confirm_removal(const struct ky_known_key *known)
{
	const char *fingerprint = known->key.fingerprint;
	char question[200];
	key_print(&known->key);
	snprintf(question, sizeof(question), _("The key %s goes; undo does not bring it back."), fingerprint);
	return confirm(question, fingerprint + strlen(fingerprint) - KEY_LAST_GROUP);
}

int key_remove(struct call *call, const char *usage)
{
	struct ky_workbook *wb = NULL;
	struct ky_known_key known;
	struct ky_error err = { 0 };
	bool yes = call_flag(call, "--yes");
	if (!key_fits(call, 1, 1))
		return key_usage(usage);
	int failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_key_find(wb, KY_GROUP, call->argv[0], &known, NULL);
	if (code == KY_INPUT)
		code = ky_key_find(wb, KY_SCHOOL, call->argv[0], &known, &err);
	if (!code && !yes && !confirm_removal(&known))
		code = ky_fail(&err, KY_NO, "%s",
			       _("Nothing was changed: type the last four digits when asked, or add --yes."));
	if (!code)
		code = ky_key_remove(wb, call->argv[0], &err);
	ky_workbook_close(wb);
	return code ? say_error(code, &err) : 0;
}
