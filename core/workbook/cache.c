/* Texts that were worked out from the whole workbook, kept until it or the day changes. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "kuayue/site.h"
#include "workbook/db.h"
#include "workbook/meta.h"

struct cached {
	char *text;
	bool fresh;
};

static int take_cached(void *data, const struct db_row *row)
{
	struct cached *cached = data;
	cached->text = memory_text(db_text(row, 0));
	cached->fresh = db_int(row, 1) != 0;
	return cached->text ? 1 : DB_NO_MEMORY;
}

/* What is worked out of other records than the workbook's own is not kept. */
static bool is_apart(const struct ky_workbook *wb)
{
	return db_scope(wb)[0] && strcmp(db_scope(wb), KY_SITE_OWN) != 0;
}

enum ky_code ky_cache_load(struct ky_workbook *wb, const char *key, char **text, bool *fresh, struct ky_error *err)
{
	char day[KY_DAY_TEXT];
	struct cached cached = { 0 };
	*text = NULL;
	*fresh = false;
	if (is_apart(wb))
		return KY_OK;
	enum ky_code code = db_run(wb,
				   "SELECT text, change = (SELECT ifnull(max(n), 0) FROM change) AND day = ?2"
				   " FROM cache WHERE key = ?1",
				   (struct db_arg[]){ DB_T(key), DB_T(ky_day_format(ky_workbook_today(wb), day)) },
				   2, take_cached, &cached, err);
	*text = cached.text;
	*fresh = cached.fresh;
	return code;
}

enum ky_code ky_cache_save(struct ky_workbook *wb, const char *key, const char *text, struct ky_error *err)
{
	if (ky_workbook_read_only(wb) || is_apart(wb))
		return KY_OK;
	char day[KY_DAY_TEXT];
	return db_run(wb,
		      "INSERT OR REPLACE INTO cache VALUES (?1, (SELECT ifnull(max(n), 0) FROM change), ?2, ?3)",
		      (struct db_arg[]){ DB_T(key), DB_T(ky_day_format(ky_workbook_today(wb), day)), DB_T(text) },
		      3, NULL, NULL, err);
}

static char *setting_name(const char *key)
{
	return memory_print("setting/%s", key);
}

enum ky_code ky_setting_load(struct ky_workbook *wb, const char *key, char **value, struct ky_error *err)
{
	char *name = setting_name(key);
	*value = NULL;
	enum ky_code code = name ? meta_get(wb, name, value, err) : memory_out(err);
	free(name);
	return code;
}

enum ky_code ky_setting_save(struct ky_workbook *wb, const char *key, const char *value, struct ky_error *err)
{
	assert(key && key[0] && value);
	if (ky_workbook_read_only(wb))
		return ky_fail(err, KY_SYSTEM, "%s", ky_workbook_read_only_reason(wb));
	char *name = setting_name(key);
	enum ky_code code = name ? meta_set(wb, name, value, err) : memory_out(err);
	free(name);
	return code;
}
