/* The school's own key, in the workbook; known.c has those of others. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "key/internal.h"
#include "key/keyring.h"
#include "key/remnant.h"
#include "kuayue/record.h"
#include "workbook/db.h"

/* A file of an earlier version that may only be read has no such tables. */
enum ky_code keyring_has_keys(struct ky_workbook *wb, bool *has, struct ky_error *err)
{
	int64_t count = 0;
	enum ky_code code =
		db_number(wb, "SELECT count(*) FROM sqlite_schema WHERE name IN ('own_key', 'known_key')", NULL, 0,
			  0, &count, err);
	*has = count == 2;
	return code;
}

struct own {
	char *name, *code;
	bool there;          /* the workbook has a key */
	unsigned char *seed; /* in locked memory; NULL: there is none, or no memory for it */
};

static int take_seed(void *data, const struct db_row *row)
{
	struct own *own = data;
	size_t size = 0;
	const void *bytes = db_bytes(row, 0, &size);
	own->there = size == crypto_kdf_KEYBYTES;
	if (own->there && key_ready() && (own->seed = sodium_malloc(size)) != NULL)
		memcpy(own->seed, bytes, size);
	return 1;
}

/* Written by itself before the key takes its place: whoever then finds the file in the middle of that can tell
 * that the older key is not one that somebody else brought (workbook/evidence.h). */
static enum ky_code announce(struct ky_workbook *wb, const unsigned char *seed, struct ky_error *err)
{
	return db_run(wb, "INSERT OR REPLACE INTO meta VALUES ('own_key_next', ?1)",
		      (struct db_arg[]){ DB_B(seed, crypto_kdf_KEYBYTES) }, 1, NULL, NULL, err);
}

static enum ky_code put_own(struct ky_workbook *wb, const unsigned char *seed, struct ky_error *err)
{
	char day[KY_DAY_TEXT];
	enum ky_code code = db_run(wb, "INSERT OR REPLACE INTO own_key VALUES (1, ?1, ?2)",
				   (struct db_arg[]){ DB_B(seed, crypto_kdf_KEYBYTES),
						      DB_T(ky_day_format(ky_workbook_today(wb), day)) },
				   2, NULL, NULL, err);
	return code ? code : db_run(wb, "DELETE FROM meta WHERE key = 'own_key_next'", NULL, 0, NULL, NULL, err);
}

/* Gives the workbook a new key, in a change of which before is the first part (NULL: there is none). */
static enum ky_code take_new_key(struct ky_workbook *wb,
				 enum ky_code (*before)(struct ky_workbook *wb, struct ky_error *err),
				 struct ky_error *err)
{
	unsigned char seed[crypto_kdf_KEYBYTES];
	if (!key_ready())
		return ky_fail(err, KY_SYSTEM, "%s", _("This computer gives no random numbers; start it anew."));
	if (ky_workbook_read_only(wb))
		return ky_fail(err, KY_SYSTEM, "%s", ky_workbook_read_only_reason(wb));
	randombytes_buf(seed, sizeof(seed));
	/* What is replaced is to be gone from the file as well. */
	enum ky_code code = db_run(wb, "PRAGMA secure_delete = ON", NULL, 0, NULL, NULL, err);
	if (!code)
		code = announce(wb, seed, err);
	if (!code)
		code = ky_change_begin(wb, KY_CHANGE_KEY, err);
	if (!code) {
		code = before ? before(wb, err) : KY_OK;
		if (!code)
			code = put_own(wb, seed, err);
		if (!code)
			code = ky_change_commit(wb, err);
		else
			ky_change_rollback(wb);
	}
	sodium_memzero(seed, sizeof(seed));
	return code;
}

enum ky_code key_make_own(struct ky_workbook *wb, struct ky_error *err)
{
	return take_new_key(wb, NULL, err);
}

static enum ky_code load_own(struct ky_workbook *wb, struct own *own, struct ky_error *err)
{
	bool has = false;
	enum ky_code code = keyring_has_keys(wb, &has, err);
	if (!code && has)
		code = db_run(wb, "SELECT seed FROM own_key", NULL, 0, take_seed, own, err);
	if (!code)
		code = ky_school_text(wb, "name", &own->name, err);
	if (!code)
		code = ky_school_text(wb, "code", &own->code, err);
	/* A new one must not take its place. */
	if (!code && own->there && !own->seed)
		code = ky_fail(err, KY_SYSTEM, "%s",
			       _("There is not enough memory for the key; close other programs and try again."));
	return code;
}

enum ky_code ky_key_own(struct ky_workbook *wb, struct ky_secret_key **out, struct ky_error *err)
{
	struct own own = { 0 };
	*out = NULL;
	enum ky_code code = load_own(wb, &own, err);
	if (!code && !own.seed && !ky_workbook_read_only(wb)) {
		code = key_make_own(wb, err);
		if (!code)
			code = db_run(wb, "SELECT seed FROM own_key", NULL, 0, take_seed, &own, err);
	}
	if (!code && own.seed)
		code = key_from_seed(KY_SCHOOL, own.name, own.code, own.seed, out, err);
	if (own.seed)
		sodium_free(own.seed);
	free(own.name);
	free(own.code);
	return code;
}

/* The old one stays known, as one that was replaced. */
static enum ky_code retire_own(struct ky_workbook *wb, struct ky_error *err)
{
	struct ky_secret_key *old = NULL;
	char day[KY_DAY_TEXT];
	enum ky_code code = ky_key_own(wb, &old, err);
	if (!code && old)
		code = ky_key_add(wb, &old->public, err);
	if (code == KY_NO)
		code = KY_OK;
	if (!code)
		code = db_run(wb, "UPDATE known_key SET until = ?1 WHERE role = 'school' AND fingerprint = ?2",
			      (struct db_arg[]){ DB_T(ky_day_format(ky_workbook_today(wb), day)),
						 DB_T(old ? old->public.fingerprint : "") },
			      2, NULL, NULL, err);
	ky_secret_free(old);
	return code;
}

enum ky_code ky_key_renew(struct ky_workbook *wb, int (*each)(void *data, const char *file), void *data,
			  struct ky_error *err)
{
	struct own old = { 0 };
	enum ky_code code = load_own(wb, &old, err);
	if (!code)
		code = take_new_key(wb, retire_own, err);
	if (!code && each && old.seed)
		remnant_each(ky_workbook_path(wb), old.seed, crypto_kdf_KEYBYTES, each, data);
	if (old.seed)
		sodium_free(old.seed);
	free(old.name);
	free(old.code);
	return code;
}
