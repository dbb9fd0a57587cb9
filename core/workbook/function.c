/* Lets queries call functions of core by name. What a function does is left to the file that adds it. */
#include "workbook/function.h"

#include <assert.h>

#include "workbook/internal.h"

struct db_call {
	sqlite3_context *context;
	sqlite3_value **values;
};

bool db_call_is_null(const struct db_call *call, int value)
{
	return sqlite3_value_type(call->values[value]) == SQLITE_NULL;
}

bool db_call_is_int(const struct db_call *call, int value)
{
	return sqlite3_value_type(call->values[value]) == SQLITE_INTEGER;
}

int64_t db_call_int(const struct db_call *call, int value)
{
	assert(value >= 0);
	return sqlite3_value_int64(call->values[value]);
}

const char *db_call_text(const struct db_call *call, int value)
{
	assert(value >= 0);
	const unsigned char *text = sqlite3_value_text(call->values[value]);
	return text ? (const char *)text : "";
}

void db_call_return(struct db_call *call, int64_t result)
{
	sqlite3_result_int64(call->context, result);
}

void db_call_no_memory(struct db_call *call)
{
	sqlite3_result_error_nomem(call->context);
}

static void run(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct db_function *function = sqlite3_user_data(context);
	(void)count;
	function->run(&(struct db_call){ context, values });
}

/* today(): the workbook's, as YYYY-MM-DD. It stays the same while a statement runs, which is what is asked of it.
 */
static void run_today(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct ky_workbook *wb = sqlite3_user_data(context);
	char day[KY_DAY_TEXT];
	(void)count;
	(void)values;
	sqlite3_result_text(context, ky_day_format(wb->today, day), -1, SQLITE_TRANSIENT);
}

/* SQLITE_INNOCUOUS, because views call these functions, and views are read whatever the file's schema is. */
enum ky_code db_add_functions(struct ky_workbook *wb, const struct db_function *functions, size_t count,
			      struct ky_error *err)
{
	for (size_t i = 0; i < count; i++)
		if (sqlite3_create_function_v2(wb->db, functions[i].name, functions[i].values,
					       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
					       (void *)(uintptr_t)&functions[i], run, NULL, NULL,
					       NULL) != SQLITE_OK)
			return db_fail(wb, err);
	if (sqlite3_create_function_v2(wb->db, "today", 0, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
				       wb, run_today, NULL, NULL, NULL) != SQLITE_OK)
		return db_fail(wb, err);
	return KY_OK;
}
