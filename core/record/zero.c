/* Says how a ledger stands: 未填, 零报告 or 已填 (kuayue/zero.h). */
#include "kuayue/zero.h"

#include <assert.h>
#include <stdio.h>

#include "record/internal.h"
#include "record/zero.h"

bool ky_zero_asked(const struct ky_kind *kind)
{
	return !kind->single && !kind->local && ky_field_of(kind, KY_ROLE_IDENTITY) < 0;
}

enum ky_code zero_rows(struct ky_workbook *wb, const struct ky_kind *kind, int64_t *rows, struct ky_error *err)
{
	return store_live(wb, kind, rows, err);
}

static const char *const columns[] = { "id", "day", "who" };

static int take_said(void *data, const struct db_row *row)
{
	struct ky_zero *zero = data;
	int at[3];
	db_find_columns(row, columns, 3, at);
	zero->said = ky_day_parse(db_text(row, at[1]), KY_NO_DAY, &zero->day, NULL) == KY_OK;
	snprintf(zero->by, sizeof(zero->by), "%s", db_text(row, at[2]));
	snprintf(zero->id, sizeof(zero->id), "%s", db_text(row, at[0]));
	return 1;
}

/* Our own word: what another site says of itself says nothing of us. */
enum ky_code ky_zero_of(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_zero *out,
			struct ky_error *err)
{
	assert(kind && out);
	int64_t rows = 0;
	*out = (struct ky_zero){ .day = KY_NO_DAY };
	enum ky_code code = zero_rows(wb, kind, &rows, err);
	if (!code)
		code = db_run(
			wb,
			"SELECT id, date AS day, \"by\" AS who FROM zero WHERE ledger = ?1 AND date IS NOT NULL"
			" AND site IS NULL ORDER BY date, number LIMIT 1",
			(struct db_arg[]){ DB_T(kind->name) }, 1, take_said, out, err);
	out->state = rows ? KY_FIGURE_FILLED : out->said ? KY_FIGURE_ZERO : KY_FIGURE_BLANK;
	return code;
}
