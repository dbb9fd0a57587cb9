/* The keys of others in the workbook: groups and schools, seen or confirmed. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "key/internal.h"
#include "key/keyring.h"
#include "workbook/db.h"

struct giving {
	enum ky_role role;
	bool old; /* a file of an earlier version, that may only be read: its fingerprints are of the signing half
		   */
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

/* The workbook may come from anywhere. */
static int give(void *data, const struct db_row *row)
{
	struct giving *giving = data;
	char old[KY_FINGERPRINT];
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
	take_day(row, 7, known.confirmed);
	key_fingerprint_old(key->sign, old);
	bool no_memory = false;
	known.altered = (giving->old ? strcmp(old, key->fingerprint) != 0 : !key_is_bound(key, &no_memory)) ||
			(giving->role == KY_GROUP && !key_has_seal(key));
	if (no_memory)
		return DB_NO_MEMORY;
	return giving->each(giving->data, &known);
}

enum ky_code known_each(struct ky_workbook *wb, enum ky_role role, const char *code_text,
			int (*each)(void *data, const struct ky_known_key *key), void *data, struct ky_error *err)
{
	assert(each && (role == KY_GROUP || role == KY_SCHOOL));
	struct giving giving = { .role = role, .each = each, .data = data };
	bool has = false;
	int64_t confirms = 0;
	enum ky_code code = keyring_has_keys(wb, &has, err);
	if (code || !has || !key_ready())
		return code;
	code = db_number(wb, "SELECT count(*) FROM pragma_table_info('known_key') WHERE name = 'confirmed'", NULL,
			 0, 0, &confirms, err);
	if (code)
		return code;
	giving.old = !confirms;
	return db_run(
		wb,
		confirms ? "SELECT name, code, sign, seal, fingerprint, since, until, confirmed FROM known_key"
			   " WHERE role = ?1 AND (?2 IS NULL OR code = ?2) ORDER BY n"
			 : "SELECT name, code, sign, seal, fingerprint, since, until, NULL FROM known_key"
			   " WHERE role = ?1 AND (?2 IS NULL OR code = ?2) ORDER BY n",
		(struct db_arg[]){ DB_T(key_roles[role]), DB_T(code_text) }, 2, give, &giving, err);
}

enum ky_code ky_key_each(struct ky_workbook *wb, enum ky_role role,
			 int (*each)(void *data, const struct ky_known_key *key), void *data, struct ky_error *err)
{
	return known_each(wb, role, NULL, each, data, err);
}

struct codes {
	known_code *each;
	void *data;
};

static int take_code(void *data, const struct db_row *row)
{
	const struct codes *codes = data;
	char code[KY_KEY_CODE];
	size_t size = 0;
	const unsigned char *sign = db_bytes(row, 1, &size);
	key_clean_code(db_text(row, 0), code);
	return size == crypto_sign_PUBLICKEYBYTES ? codes->each(codes->data, code, sign) : 0;
}

enum ky_code known_codes(struct ky_workbook *wb, known_code *each, void *data, struct ky_error *err)
{
	struct codes codes = { each, data };
	bool has = false;
	enum ky_code code = keyring_has_keys(wb, &has, err);
	return code || !has ? code
			    : db_run(wb, "SELECT code, sign FROM known_key WHERE role = 'school'", NULL, 0,
				     take_code, &codes, err);
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
			_("There is no key \"%.100s\" in the workbook; the list of keys shows which there are."),
			which);
	return code;
}

enum ky_code ky_key_remove(struct ky_workbook *wb, const char *which, struct ky_error *err)
{
	struct ky_known_key known;
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_KEY, err);
	if (code)
		return code;
	code = ky_key_find(wb, KY_GROUP, which, &known, err);
	if (code == KY_INPUT)
		code = ky_key_find(wb, KY_SCHOOL, which, &known, err);
	if (!code)
		code = db_run(wb, "DELETE FROM known_key WHERE role = ?1 AND fingerprint = ?2",
			      (struct db_arg[]){ DB_T(key_roles[known.key.role]), DB_T(known.key.fingerprint) }, 2,
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
	if (*sealed && known.altered) {
		*sealed = false;
		return ky_fail(
			err, KY_INPUT,
			_("The key of %s was changed in the workbook: what is sealed for it could be opened by "
			  "others. Remove it, import its file again, and compare the "
			  "fingerprint."),
			known.key.name);
	}
	if (*sealed)
		*out = known.key;
	return code;
}

static int match_force(void *data, const struct ky_known_key *known)
{
	struct search *search = data;
	if (known->until[0])
		return 0;
	search->found++;
	*search->out = *known;
	return 0;
}

bool ky_key_displaced(struct ky_workbook *wb, const struct ky_public_key *key, struct ky_known_key *out)
{
	struct search search = { .out = out };
	return known_each(wb, key->role, key->role == KY_SCHOOL ? key->code : NULL, match_force, &search, NULL) ==
		       KY_OK &&
	       search.found && memcmp(out->key.sign, key->sign, sizeof(key->sign)) != 0;
}

struct renewing {
	struct ky_known_key *list;
	size_t count;
	bool no_memory;
};

static int take_old(void *data, const struct ky_known_key *known)
{
	struct renewing *renewing = data;
	char old[KY_FINGERPRINT];
	key_fingerprint_old(known->key.sign, old);
	if (!key_has_seal(&known->key) || strcmp(old, known->key.fingerprint) != 0)
		return 0;
	renewing->no_memory = !memory_grow(&renewing->list, renewing->count, sizeof(*renewing->list));
	if (renewing->no_memory)
		return 1;
	renewing->list[renewing->count++] = *known;
	return 0;
}

/* Those with both halves were taken from a key file, and somebody said yes to their digits. */
static enum ky_code renew_one(struct ky_workbook *wb, const struct ky_known_key *known, struct ky_error *err)
{
	char fingerprint[KY_FINGERPRINT];
	if (!key_seal_valid(known->key.seal))
		return KY_OK; /* it stays as it is: altered */
	if (!key_fingerprint(&known->key, fingerprint))
		return memory_out(err);
	return db_run(wb,
		      "UPDATE OR REPLACE known_key SET fingerprint = ?1, confirmed = since"
		      " WHERE role = ?2 AND fingerprint = ?3 AND code = ?4",
		      (struct db_arg[]){ DB_T(fingerprint), DB_T(key_roles[known->key.role]),
					 DB_T(known->key.fingerprint), DB_T(known->key.code) },
		      4, NULL, NULL, err);
}

enum ky_code key_renew_fingerprints(struct ky_workbook *wb, struct ky_error *err)
{
	struct renewing renewing = { .list = NULL };
	enum ky_code code = KY_OK;
	for (enum ky_role role = KY_GROUP; !code && role <= KY_SCHOOL; role++)
		code = known_each(wb, role, NULL, take_old, &renewing, err);
	if (!code && renewing.no_memory)
		code = memory_out(err);
	for (size_t i = 0; !code && i < renewing.count; i++)
		code = renew_one(wb, &renewing.list[i], err);
	free(renewing.list);
	return code;
}
