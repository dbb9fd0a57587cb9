/* Taking another's key into the workbook, as one that was seen or that somebody compared. */
#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "key/internal.h"
#include "workbook/db.h"

static enum ky_code insert(struct ky_workbook *wb, const struct ky_public_key *key, const char *confirmed,
			   struct ky_error *err)
{
	char day[KY_DAY_TEXT];
	ky_day_format(ky_workbook_today(wb), day);
	const struct db_arg args[] = {
		DB_T(key_roles[key->role]),
		DB_T(key->fingerprint),
		DB_T(key->name),
		DB_T(key->code),
		DB_B(key->sign, sizeof(key->sign)),
		DB_B(key->seal, sizeof(key->seal)),
		DB_T(day),
		DB_T(confirmed),
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
			     "INSERT OR REPLACE INTO known_key"
			     " (role, fingerprint, name, code, sign, seal, since, confirmed)"
			     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
			     args, sizeof(args) / sizeof(args[0]), NULL, NULL, err);
}

/* The same key, of which only the signing half was known: that half has signed the other. What was compared is the
 * half that signs, so it stays confirmed. */
static enum ky_code complete(struct ky_workbook *wb, const struct ky_public_key *key, struct ky_error *err)
{
	char old[KY_FINGERPRINT];
	if (!key_has_seal(key))
		return KY_OK;
	key_fingerprint_old(key->sign, old);
	return db_run(wb,
		      "UPDATE OR REPLACE known_key SET seal = ?1, fingerprint = ?2"
		      " WHERE role = ?3 AND code = ?4 AND sign = ?5 AND fingerprint = ?6",
		      (struct db_arg[]){ DB_B(key->seal, sizeof(key->seal)), DB_T(key->fingerprint),
					 DB_T(key_roles[key->role]), DB_T(key->code),
					 DB_B(key->sign, sizeof(key->sign)), DB_T(old) },
		      6, NULL, NULL, err);
}

struct standing {
	bool there, confirmed;
};

static int take_standing(void *data, const struct db_row *row)
{
	struct standing *standing = data;
	*standing = (struct standing){ .there = true, .confirmed = !db_is_null(row, 0) };
	return 1;
}

static enum ky_code put(struct ky_workbook *wb, const struct ky_public_key *key, bool compared, bool *changed,
			struct ky_error *err)
{
	char day[KY_DAY_TEXT];
	struct standing standing = { .there = false };
	const struct db_arg args[] = { DB_T(key_roles[key->role]), DB_T(key->fingerprint), DB_T(key->code),
				       DB_T(ky_day_format(ky_workbook_today(wb), day)) };
	enum ky_code code = complete(wb, key, err);
	if (!code)
		code = db_run(wb,
			      "SELECT confirmed FROM known_key WHERE role = ?1 AND fingerprint = ?2 AND code = ?3"
			      " AND until IS NULL",
			      args, 3, take_standing, &standing, err);
	*changed = !standing.there || (compared && !standing.confirmed);
	if (!code && !standing.there)
		code = insert(wb, key, compared ? day : NULL, err);
	else if (!code && *changed)
		code = db_run(
			wb,
			"UPDATE known_key SET confirmed = ?4 WHERE role = ?1 AND fingerprint = ?2 AND code = ?3",
			args, 4, NULL, NULL, err);
	return code;
}

static enum ky_code take(struct ky_workbook *wb, const struct ky_public_key *key, bool compared,
			 struct ky_error *err)
{
	assert(key->role == KY_GROUP || key->role == KY_SCHOOL);
	bool changed = false, no_memory = false;
	if (!key_is_bound(key, &no_memory))
		return no_memory ? memory_out(err)
				 : ky_fail(err, KY_INPUT,
					   _("The key of %s protects nothing; remove it, and ask for it again."),
					   key->name);
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_KEY, err);
	if (code)
		return code;
	code = put(wb, key, compared, &changed, err);
	if (code)
		ky_change_rollback(wb);
	else
		code = ky_change_commit(wb, err);
	if (code || changed)
		return code;
	return ky_fail(err, KY_NO, _("The key of %s (%s) is in the workbook already."), key->name,
		       key->fingerprint);
}

enum ky_code ky_key_add(struct ky_workbook *wb, const struct ky_public_key *key, struct ky_error *err)
{
	return take(wb, key, true, err);
}

enum ky_code ky_key_see(struct ky_workbook *wb, const struct ky_public_key *key, struct ky_error *err)
{
	return take(wb, key, false, err);
}

bool ky_key_compared(const struct ky_public_key *key, const char *text)
{
	const char *last = strrchr(key->fingerprint, ' ');
	return key_fingerprint_equal(text, key->fingerprint) || (last && key_fingerprint_equal(text, last));
}
