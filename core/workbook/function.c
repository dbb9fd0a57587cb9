/* Lets queries call functions of core by name. What a function does is left to the file that adds it. */
#include "workbook/function.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "workbook/internal.h"

/* A function as one workbook has it. */
struct added {
	const struct db_function *function;
	struct ky_workbook *wb;
};

struct db_call {
	sqlite3_context *context;
	sqlite3_value **values;
	struct ky_workbook *wb;
};

struct ky_workbook *db_call_workbook(const struct db_call *call)
{
	return call->wb;
}

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

void db_call_return_text(struct db_call *call, const char *text)
{
	sqlite3_result_text(call->context, text, -1, SQLITE_TRANSIENT);
}

void db_call_no_memory(struct db_call *call)
{
	sqlite3_result_error_nomem(call->context);
}

/* A query that the user stopped stops the one that called it. */
void db_call_failed(struct db_call *call, enum ky_code code, const struct ky_error *err)
{
	sqlite3_result_error(call->context, err->text, -1);
	if (code == KY_NO)
		sqlite3_result_error_code(call->context, SQLITE_INTERRUPT);
}

static void run(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct added *added = sqlite3_user_data(context);
	(void)count;
	added->function->run(&(struct db_call){ context, values, added->wb });
}

static enum ky_code add(struct ky_workbook *wb, const struct db_function *function, struct ky_error *err)
{
	struct added *added = memory_new(sizeof(*added));
	if (!added)
		return memory_out(err);
	*added = (struct added){ function, wb };
	int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS | (function->looks ? 0 : SQLITE_DETERMINISTIC);
	int rc = sqlite3_create_function_v2(wb->db, function->name, function->values, flags, added, run, NULL,
					    NULL, free);
	return rc == SQLITE_OK ? KY_OK : db_fail(wb, err);
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
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++)
		code = add(wb, &functions[i], err);
	if (!code &&
	    sqlite3_create_function_v2(wb->db, "today", 0, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
				       wb, run_today, NULL, NULL, NULL) != SQLITE_OK)
		code = db_fail(wb, err);
	return code;
}
