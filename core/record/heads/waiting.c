/* Knows which records may wait for a decision (heads/waiting.h). */
#include "record/heads/waiting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/kept.h"
#include "base/memory.h"
#include "record/heads/outcome.h"

#define KEY "waiting/"
#define ALL "waiting" /* this key is there where the others are all of them */
#define ANY_RECEIVED "SELECT 1 FROM change WHERE received IS NOT NULL"

enum ky_code waiting_begin(struct ky_workbook *wb, struct ky_error *err)
{
	return db_run(wb,
		      "INSERT OR IGNORE INTO cache (key, change, day, text) SELECT '" ALL "', 0, '', '' WHERE NOT"
		      " EXISTS (" ANY_RECEIVED ")",
		      NULL, 0, NULL, NULL, err);
}

enum ky_code waiting_note(struct ky_workbook *wb, const struct ky_kind *kind, const char *id, size_t places,
			  struct ky_error *err)
{
	const struct db_arg args[] = { DB_T(kind->name), DB_T(id) };
	if (places)
		return db_run(wb,
			      "INSERT OR IGNORE INTO cache (key, change, day, text) VALUES ('" KEY
			      "' || ?1 || '/' || ?2, 0, '', '')",
			      args, 2, NULL, NULL, err);
	return db_run(wb, "DELETE FROM cache WHERE key = '" KEY "' || ?1 || '/' || ?2", args, 2, NULL, NULL, err);
}

struct waiting {
	struct ky_workbook *wb;
	struct kept keys; /* KIND/ID */
	enum ky_code code;
	struct ky_error *err;
};

/* columns: KIND/ID */
static int take_key(void *data, const struct db_row *row)
{
	struct waiting *waiting = data;
	return kept_add(&waiting->keys, memory_text(db_text(row, 0))) ? 0 : DB_NO_MEMORY;
}

static const struct ky_kind *split(const char *key, const char **id)
{
	char name[64];
	size_t len = strcspn(key, "/");
	*id = key + len + (key[len] == '/');
	snprintf(name, sizeof(name), "%.*s", (int)len, key);
	return ky_kind_find(name);
}

static enum ky_code look(struct waiting *waiting, const char *key)
{
	const char *id = NULL;
	const struct ky_kind *kind = split(key, &id);
	struct outcome outcome;
	if (!kind)
		return KY_OK;
	enum ky_code code = outcome_read(waiting->wb, kind, id, &outcome, waiting->err);
	if (!code)
		code = waiting_note(waiting->wb, kind, id, outcome.rival_count, waiting->err);
	outcome_free(&outcome);
	return code;
}

/* The cache was emptied: every record of which something came from elsewhere may wait. A file that cannot be
 * written is gone through each time. */
static enum ky_code work_out(struct waiting *waiting)
{
	struct ky_workbook *wb = waiting->wb;
	enum ky_code code =
		db_run(wb,
		       "SELECT DISTINCT o.kind || '/' || o.record FROM change c JOIN op o ON o.change ="
		       " c.n WHERE c.received IS NOT NULL",
		       NULL, 0, take_key, waiting, waiting->err);
	if (code || ky_workbook_read_only(wb))
		return code;
	for (size_t i = 0; !code && i < waiting->keys.count; i++)
		code = look(waiting, waiting->keys.texts[i]);
	if (!code)
		code = db_run(wb,
			      "INSERT OR IGNORE INTO cache (key, change, day, text) VALUES ('" ALL "', 0, '', '')",
			      NULL, 0, NULL, NULL, waiting->err);
	return code;
}

static enum ky_code take_keys(struct waiting *waiting)
{
	int64_t any = 0, all = 0;
	enum ky_code code = db_number(waiting->wb, ANY_RECEIVED " LIMIT 1", NULL, 0, 0, &any, waiting->err);
	if (!code && any)
		code = db_number(waiting->wb, "SELECT 1 FROM cache WHERE key = '" ALL "'", NULL, 0, 0, &all,
				 waiting->err);
	if (code || !any)
		return code;
	if (!all)
		return work_out(waiting);
	return db_run(waiting->wb,
		      "SELECT substr(key, length('" KEY "') + 1) FROM cache WHERE key > '" KEY "' AND key <"
		      " 'waiting0'",
		      NULL, 0, take_key, waiting, waiting->err);
}

enum ky_code waiting_each(struct ky_workbook *wb,
			  int (*each)(void *data, const struct ky_kind *kind, const char *id), void *data,
			  struct ky_error *err)
{
	struct waiting waiting = { .wb = wb, .err = err };
	enum ky_code code = take_keys(&waiting);
	for (size_t i = 0; !code && i < waiting.keys.count; i++) {
		const char *id = NULL;
		const struct ky_kind *kind = split(waiting.keys.texts[i], &id);
		if (kind && each(data, kind, id))
			break;
	}
	kept_free(&waiting.keys);
	return code;
}
