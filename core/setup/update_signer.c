/* Who signed a template, held against who signed the one before it. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "setup/update.h"
#include "workbook/meta.h"

#define SIGNER "campaign_signer" /* in meta: the fingerprint; not there where nobody signed */

enum ky_code ky_update_note_signer(struct ky_workbook *wb, const struct ky_public_key *signer,
				   struct ky_error *err)
{
	return meta_set(wb, SIGNER, signer ? signer->fingerprint : "", err);
}

bool ky_update_trusted(const struct ky_update *update)
{
	return update->trusted;
}

struct looking {
	const struct ky_public_key *signer;
	bool confirmed;
};

static int look(void *data, const struct ky_known_key *known)
{
	struct looking *looking = data;
	looking->confirmed =
		looking->confirmed || (known->confirmed[0] && !known->altered && !known->until[0] &&
				       strcmp(known->key.fingerprint, looking->signer->fingerprint) == 0);
	return 0;
}

static void say(struct ky_update *update, const char *before)
{
	const struct ky_public_key *signer = &update->signer;
	bool had = before && before[0];
	if (update->state == KY_SIGNED_NOT)
		update_say(update, had ? _("NOT SIGNED, though the one before was, with %s") : _("Not signed"),
			   before);
	else if (update->state == KY_SIGNED_OTHER)
		update_say(update, "%s", _("NOT SIGNED: the signature beside it is of another content, or none"));
	else if (update->trusted)
		update_say(update, _("Signed by: %s, fingerprint %s"), signer->name, signer->fingerprint);
	else if (had)
		update_say(update, _("Signed by ANOTHER KEY than the one before: %s, fingerprint %s"),
			   signer->name, signer->fingerprint);
	else
		update_say(update, _("Signed by a key that nobody here has confirmed: %s, fingerprint %s"),
			   signer->name, signer->fingerprint);
}

enum ky_code update_signer(struct ky_update *update, const char *path, struct ky_error *err)
{
	char *before = NULL;
	struct looking looking = { .signer = &update->signer };
	enum ky_code code = meta_get(update->wb, SIGNER, &before, err);
	if (!code)
		code = ky_file_signed(path, update->ini, update->ini_len, &update->state, &update->signer, err);
	if (!code && update->state == KY_SIGNED_WELL)
		code = ky_key_each(update->wb, KY_GROUP, look, &looking, err);
	update->trusted =
		update->state == KY_SIGNED_WELL &&
		(before && before[0] ? strcmp(before, update->signer.fingerprint) == 0 : looking.confirmed);
	if (!code)
		say(update, before);
	free(before);
	return code;
}
