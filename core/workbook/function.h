/* Adds functions of core that queries call by name. */
#ifndef CORE_WORKBOOK_FUNCTION_H
#define CORE_WORKBOOK_FUNCTION_H

#include "workbook/db.h"

struct db_call; /* one call from a query: its values, and room for the result */

/* The values are numbered from 0. A text is "" for NULL, and lives until the function returns. */
bool db_call_is_null(const struct db_call *call, int value);
bool db_call_is_int(const struct db_call *call, int value);
int64_t db_call_int(const struct db_call *call, int value);
const char *db_call_text(const struct db_call *call, int value);
struct ky_workbook *db_call_workbook(const struct db_call *call);
/* The result; without one it is NULL. */
void db_call_return(struct db_call *call, int64_t result);
void db_call_return_text(struct db_call *call, const char *text); /* copied */
/* Instead of a result: the query fails. */
void db_call_no_memory(struct db_call *call);
void db_call_failed(struct db_call *call, enum ky_code code, const struct ky_error *err);

/* The same values always give the same result, which depends on nothing else, but for one that looks into the
 * workbook. */
struct db_function {
	const char *name;
	int values;
	void (*run)(struct db_call *call);
	bool looks;
};

/* The functions must live as long as wb. Queries can call today() besides: the workbook's day. */
enum ky_code db_add_functions(struct ky_workbook *wb, const struct db_function *functions, size_t count,
			      struct ky_error *err);

#endif
