/* Keys in the workbook: the school's own, and those of others. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "key/internal.h"
#include "key/keyring.h"
#include "kuayue/record.h"
#include "workbook/db.h"

static const char *const roles[] = { [KY_GROUP] = "group", [KY_SCHOOL] = "school" };

/* A file of an earlier version that may only be read has no such tables. */
static enum ky_code has_keys(struct ky_workbook *wb, bool *has, struct ky_error *err)
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
	enum ky_code code = has_keys(wb, &has, err);
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

enum ky_code ky_key_renew(struct ky_workbook *wb, struct ky_error *err)
{
	return take_new_key(wb, retire_own, err);
}

static enum ky_code insert(struct ky_workbook *wb, const struct ky_public_key *key, struct ky_error *err)
{
	char day[KY_DAY_TEXT];
	ky_day_format(ky_workbook_today(wb), day);
	const struct db_arg args[] = {
		DB_T(roles[key->role]),
		DB_T(key->fingerprint),
		DB_T(key->name),
		DB_T(key->code),
		DB_B(key->sign, sizeof(key->sign)),
		DB_B(key->seal, sizeof(key->seal)),
		DB_T(day),
	};
	enum ky_code code = KY_OK;
	/* A school has one key in force; one that comes back is in force again. */
	if (key->role == KY_SCHOOL)
		code = db_run(
			wb,
			"UPDATE known_key SET until = ?2 WHERE role = 'school' AND code = ?1 AND until IS NULL",
			(struct db_arg[]){ DB_T(key->code), DB_T(day) }, 2, NULL, NULL, err);
	return code ? code
		    : db_run(wb,
			     "INSERT OR REPLACE INTO known_key (role, fingerprint, name, code, sign, seal, since)"
			     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
			     args, sizeof(args) / sizeof(args[0]), NULL, NULL, err);
}

enum ky_code ky_key_add(struct ky_workbook *wb, const struct ky_public_key *key, struct ky_error *err)
{
	assert(key->role == KY_GROUP || key->role == KY_SCHOOL);
	int64_t there = 0;
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_KEY, err);
	if (code)
		return code;
	code = db_number(wb,
			 "SELECT count(*) FROM known_key WHERE role = ?1 AND fingerprint = ?2 AND code = ?3"
			 " AND until IS NULL",
			 (struct db_arg[]){ DB_T(roles[key->role]), DB_T(key->fingerprint), DB_T(key->code) }, 3,
			 0, &there, err);
	if (!code && !there)
		code = insert(wb, key, err);
	if (code)
		ky_change_rollback(wb);
	else
		code = ky_change_commit(wb, err);
	if (code || !there)
		return code;
	return ky_fail(err, KY_NO, _("The key of %s (%s) is in the workbook already."), key->name,
		       key->fingerprint);
}

struct giving {
	enum ky_role role;
	int (*each)(void *data, const struct ky_known_key *key);
	void *data;
};

static void take_bytes(const struct db_row *row, int column, unsigned char out[32])
{
	assert(column >= 0 && out);
	size_t size = 0;
	const void *bytes = db_bytes(row, column, &size);
	if (size == 32)
		memcpy(out, bytes, size);
}

static void take_day(const struct db_row *row, int column, char out[KY_DAY_TEXT])
{
	ky_day day = KY_NO_DAY;
	out[0] = '\0';
	if (!db_is_null(row, column) && ky_day_parse(db_text(row, column), KY_NO_DAY, &day, NULL) == KY_OK)
		ky_day_format(day, out);
}

/* The workbook may come from anywhere: a key that is none is passed over. */
static int give(void *data, const struct db_row *row)
{
	struct giving *giving = data;
	char fingerprint[KY_FINGERPRINT];
	struct ky_known_key known = { .key = { .role = giving->role } };
	struct ky_public_key *key = &known.key;
	key_clean_name(db_text(row, 0), key->name);
	if (giving->role == KY_SCHOOL)
		key_clean_code(db_text(row, 1), key->code);
	take_bytes(row, 2, key->sign);
	take_bytes(row, 3, key->seal);
	snprintf(key->fingerprint, sizeof(key->fingerprint), "%s", db_text(row, 4));
	take_day(row, 5, known.since);
	take_day(row, 6, known.until);
	key_fingerprint(key->sign, fingerprint);
	bool sound = strcmp(fingerprint, key->fingerprint) == 0 && key_sign_valid(key->sign) &&
		     (giving->role == KY_SCHOOL || key_seal_valid(key->seal));
	return sound ? giving->each(giving->data, &known) : 0;
}

enum ky_code ky_key_each(struct ky_workbook *wb, enum ky_role role,
			 int (*each)(void *data, const struct ky_known_key *key), void *data, struct ky_error *err)
{
	assert(each && (role == KY_GROUP || role == KY_SCHOOL));
	struct giving giving = { .role = role, .each = each, .data = data };
	bool has = false;
	enum ky_code code = has_keys(wb, &has, err);
	if (code || !has || !key_ready())
		return code;
	return db_run(wb,
		      "SELECT name, code, sign, seal, fingerprint, since, until FROM known_key WHERE role = ?1"
		      " ORDER BY n",
		      (struct db_arg[]){ DB_T(roles[role]) }, 1, give, &giving, err);
}

struct search {
	const char *which;
	struct ky_known_key *out;
	size_t found;
};

static int match(void *data, const struct ky_known_key *known)
{
	struct search *search = data;
	const struct ky_public_key *key = &known->key;
	if (search->which && strcmp(search->which, key->name) != 0 &&
	    (!key->code[0] || strcmp(search->which, key->code) != 0) &&
	    !key_fingerprint_equal(search->which, key->fingerprint))
		return 0;
	search->found++;
	*search->out = *known;
	return 0;
}

enum ky_code ky_key_find(struct ky_workbook *wb, enum ky_role role, const char *which, struct ky_known_key *out,
			 struct ky_error *err)
{
	struct search search = { .which = which, .out = out };
	enum ky_code code = ky_key_each(wb, role, match, &search, err);
	if (!code && !search.found)
		code = ky_fail(
			err, KY_INPUT,
			_("There is no key \"%.100s\" in the workbook; `kuayue key list` shows which there are."),
			which);
	return code;
}

enum ky_code ky_key_remove(struct ky_workbook *wb, const char *which, struct ky_error *err)
{
	struct ky_known_key known;
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_KEY, err);
	if (code)
		return code;
	code = ky_key_find(wb, KY_GROUP, which, &known, NULL);
	if (code == KY_INPUT)
		code = ky_key_find(wb, KY_SCHOOL, which, &known, err);
	if (!code)
		code = db_run(wb, "DELETE FROM known_key WHERE role = ?1 AND fingerprint = ?2",
			      (struct db_arg[]){ DB_T(roles[known.key.role]), DB_T(known.key.fingerprint) }, 2,
			      NULL, NULL, err);
	if (!code)
		return ky_change_commit(wb, err);
	ky_change_rollback(wb);
	return code;
}

enum ky_code ky_key_recipient(struct ky_workbook *wb, const char *ask, struct ky_public_key *out, bool *sealed,
			      struct ky_error *err)
{
	assert(out && sealed);
	struct ky_known_key known;
	*sealed = false;
	if (ask && !ask[0])
		return KY_OK;
	struct search search = { .which = ask, .out = &known };
	enum ky_code code =
		ask ? ky_key_find(wb, KY_GROUP, ask, &known, err) : ky_key_each(wb, KY_GROUP, match, &search, err);
	*sealed = !code && (ask || search.found);
	if (*sealed)
		*out = known.key;
	return code;
}
