/* Reads and writes settings of the whole workbook by name. */
#include "workbook/meta.h"

#include "workbook/db.h"

enum ky_code meta_set(struct ky_workbook *wb, const char *key, const char *value, struct ky_error *err)
{
	return db_run(wb, "INSERT OR REPLACE INTO meta VALUES (?1, ?2)",
		      (struct db_arg[]){ DB_T(key), DB_T(value) }, 2, NULL, NULL, err);
}

enum ky_code meta_get(struct ky_workbook *wb, const char *key, char **value, struct ky_error *err)
{
	return db_text_of(wb, "SELECT value FROM meta WHERE key = ?1", key, value, err);
}
