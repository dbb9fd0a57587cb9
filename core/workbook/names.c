/*
 * Computes the names of changes that versions 1 to 3 wrote. Each such change is alone in a run of its own. The run
 * is the first 16 bytes of the digest (workbook/digest.h) of these texts, in this order:
 *
 *   kuayue-3
 *   of the change   the id of its device, seq, clock, wall, day, what
 *   of each of its operations, in their order   kind, record, field
 *
 * NULL is NULL, a number its decimal text. This must never change, because copies of a file grow at different
 * times and have to compute the same names. tests/data/version-*.names checks it.
 */
#include "workbook/names.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "workbook/digest.h"
#include "workbook/internal.h"

#define RUN_BYTES 16

struct giving {
	struct ky_workbook *wb;
	int64_t change; /* whose digest is under way, 0: none */
	struct digest digest;
	enum ky_code code;
	struct ky_error *err;
};

/* Two changes of one file with the same digest, which only a forged file has, are two changes of one run. */
static void give_name(struct giving *giving)
{
	char run[RUN_SIZE];
	digest_end(&giving->digest, RUN_BYTES, run);
	const struct db_arg args[] = { DB_T(run), DB_I(giving->change) };
	giving->code = db_run(giving->wb, "INSERT OR IGNORE INTO device (id) VALUES (?1)", args, 1, NULL, NULL,
			      giving->err);
	if (!giving->code)
		giving->code = db_run(giving->wb,
				      "INSERT INTO temp.named VALUES (?1, 1) ON CONFLICT (run) DO UPDATE SET"
				      " seq = seq + 1",
				      args, 1, NULL, NULL, giving->err);
	if (!giving->code)
		giving->code = db_run(giving->wb,
				      "UPDATE change SET device = (SELECT n FROM device WHERE id = ?1),"
				      " seq = (SELECT seq FROM temp.named WHERE run = ?1) WHERE n = ?2",
				      args, 2, NULL, NULL, giving->err);
}

static void add_text(struct digest *digest, const struct db_row *row, int column)
{
	digest_text(digest, db_is_null(row, column) ? NULL : db_text(row, column));
}

/* columns: n, of the change 1 to 6, whether it has an operation, of that 8 to 10. */
static int take_op(void *data, const struct db_row *row)
{
	struct giving *giving = data;
	if (db_int(row, 0) != giving->change) {
		if (giving->change)
			give_name(giving);
		giving->change = db_int(row, 0);
		digest_begin(&giving->digest);
		digest_text(&giving->digest, "kuayue-3");
		for (int i = 1; i <= 6; i++)
			add_text(&giving->digest, row, i);
	}
	for (int i = 8; i <= 10 && db_int(row, 7); i++)
		add_text(&giving->digest, row, i);
	return giving->code != KY_OK;
}

/* The rows are read from a copy: they change while they are read. */
enum ky_code names_give(struct ky_workbook *wb, struct ky_error *err)
{
	assert(wb->depth > 0 && !wb->change);
	struct giving giving = { .wb = wb, .err = err };
	static const char *const begin[] = {
		"CREATE TEMP TABLE named (run TEXT PRIMARY KEY, seq INTEGER)",
		"CREATE TEMP TABLE old_change (n INTEGER PRIMARY KEY, id, seq, clock, wall, day, what)",
		("INSERT INTO temp.old_change SELECT c.n, d.id, c.seq, c.clock, c.wall, c.day, c.what FROM change "
		 "c"
		 " LEFT JOIN device d ON d.n = c.device"),
	};
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < sizeof(begin) / sizeof(begin[0]); i++)
		code = db_script(wb, begin[i], err);
	if (!code)
		code = db_once(wb,
			       "SELECT c.n, c.id, c.seq, c.clock, c.wall, c.day, c.what, o.n IS NOT NULL, o.kind,"
			       " o.record, o.field FROM temp.old_change c LEFT JOIN op o ON o.change = c.n"
			       " ORDER BY c.n, o.n",
			       NULL, 0, take_op, &giving, err);
	if (!code && !giving.code && giving.change)
		give_name(&giving);
	code = code ? code : giving.code;
	return code ? code : db_script(wb, "DROP TABLE temp.old_change; DROP TABLE temp.named", err);
}
