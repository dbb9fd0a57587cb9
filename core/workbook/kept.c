/* Keeps what was worked out of an open workbook, and tells whether it still holds (workbook/db.h). */
#include <stdio.h>

#include "workbook/db.h"
#include "workbook/internal.h"

void **db_kept(struct ky_workbook *wb)
{
	return &wb->kept;
}

const struct reader **db_reader(struct ky_workbook *wb)
{
	return &wb->reader;
}

struct db_companion **db_companion(struct ky_workbook *wb)
{
	return &wb->companion;
}

void db_rewritten(struct ky_workbook *wb)
{
	wb->rewrites++;
}

unsigned db_rewrites(const struct ky_workbook *wb)
{
	return wb->rewrites;
}

const char *db_scope(const struct ky_workbook *wb)
{
	return wb->scope;
}

void db_set_scope(struct ky_workbook *wb, const char *scope)
{
	snprintf(wb->scope, sizeof(wb->scope), "%s", scope);
	wb->scopes++;
}

bool db_mark_same(const struct db_mark *a, const struct db_mark *b)
{
	return a->change == b->change && a->rows == b->rows && a->scopes == b->scopes && a->day == b->day &&
	       a->campaign == b->campaign;
}

enum ky_code db_mark(struct ky_workbook *wb, struct db_mark *out, struct ky_error *err)
{
	*out = (struct db_mark){ .rows = wb->depth ? sqlite3_total_changes64(wb->db) : 0,
				 .scopes = wb->scopes,
				 .day = wb->today,
				 .campaign = wb->campaign };
	return db_number(wb, "SELECT max(n) FROM change", NULL, 0, 0, &out->change, err);
}
