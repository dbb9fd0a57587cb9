/* Keeps what is being typed in the workbook, under a name. */
#include <assert.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "workbook/db.h"

/* A draft is no change: it has no history, and undo does not see it. */

enum ky_code ky_draft_save(struct ky_workbook *wb, const char *key, const char *text, struct ky_error *err)
{
	assert(key && key[0] && text);
	if (ky_workbook_read_only(wb))
		return ky_fail(err, KY_SYSTEM, "%s", ky_workbook_read_only_reason(wb));
	char day[KY_DAY_TEXT];
	return db_run(wb, "INSERT OR REPLACE INTO draft (key, day, text) VALUES (?1, ?2, ?3)",
		      (struct db_arg[]){ DB_T(key), DB_T(ky_day_format(ky_workbook_today(wb), day)), DB_T(text) },
		      3, NULL, NULL, err);
}

enum ky_code ky_draft_load(struct ky_workbook *wb, const char *key, char **text, struct ky_error *err)
{
	return db_text_of(wb, "SELECT text FROM draft WHERE key = ?1", key, text, err);
}

enum ky_code ky_draft_drop(struct ky_workbook *wb, const char *key, struct ky_error *err)
{
	if (ky_workbook_read_only(wb))
		return KY_OK;
	return db_run(wb, "DELETE FROM draft WHERE key = ?1", (struct db_arg[]){ DB_T(key) }, 1, NULL, NULL, err);
}

struct each {
	int (*each)(void *data, const char *name);
	void *data;
};

static int take_name(void *data, const struct db_row *row)
{
	const struct each *each = data;
	return each->each(each->data, db_text(row, 0));
}

enum ky_code ky_draft_each(struct ky_workbook *wb, int (*each)(void *data, const char *name), void *data,
			   struct ky_error *err)
{
	assert(each);
	return db_run(wb, "SELECT key FROM draft ORDER BY day DESC, key", NULL, 0, take_name,
		      &(struct each){ each, data }, err);
}
