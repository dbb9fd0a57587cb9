/* Takes back what an import brought (merge/take.h). */
#include "base/memory.h"
#include "merge/taking.h"
#include "workbook/db.h"

#define OTHERS "FROM op x JOIN change y ON y.n = x.change WHERE x.record = o.record AND y.received IS NOT ?1"
#define MADE(op)                                                                                                  \
#op ".field IS NULL AND " #op ".value IS NOT NULL AND " #op ".base IS NULL AND NOT EXISTS"                \
	    " (SELECT 1 FROM over WHERE op = " #op ".n)"

/* Something that is not of the import, and replaced, took back or had seen what is; or is about a record that
 * would never have been made. A delete that was made here saw all that had been said of the record before. */
static const char stands_sql[] =
	"SELECT o.record FROM change c JOIN op o ON o.change = c.n WHERE c.received = ?1 AND ("
	"EXISTS (SELECT 1 FROM over v JOIN op x ON x.n = v.op JOIN change y ON y.n = x.change WHERE v.old = o.n"
	" AND y.received IS NOT ?1)"
	" OR EXISTS (SELECT 1 " OTHERS " AND x.base = o.n)"
	" OR ((o.field IS NOT NULL OR (" MADE(
		o) ")) AND EXISTS (SELECT 1 " OTHERS " AND x.n > o.n"
		   " AND y.received IS NULL AND x.field IS NULL AND x.value IS NULL"
		   " AND NOT EXISTS (SELECT 1 FROM over WHERE op = x.n AND how = 3)))"
		   " OR (" MADE(o) " AND EXISTS (SELECT 1 " OTHERS ") AND NOT EXISTS (SELECT 1 " OTHERS
				   " AND " MADE(x) ")))"
						   " GROUP BY o.record";

static int take_on(void *data, const struct db_row *row)
{
	return kept_add(data, memory_text(db_text(row, 0))) ? 0 : DB_NO_MEMORY;
}

static enum ky_code remove_all(struct ky_workbook *wb, int64_t received, struct ky_error *err)
{
	static const char *const steps[] = {
		"INSERT INTO temp.moved_record SELECT DISTINCT o.kind, o.record FROM change c JOIN op o ON"
		" o.change = c.n WHERE c.received = ?1",
		"DELETE FROM over WHERE op IN (SELECT o.n FROM change c JOIN op o ON o.change = c.n WHERE"
		" c.received = ?1)",
		"DELETE FROM op WHERE change IN (SELECT n FROM change WHERE received = ?1)",
		"DELETE FROM change WHERE received = ?1",
	};
	enum ky_code code = touched_begin(wb, err);
	db_rewritten(wb);
	if (!code)
		code = db_script(
			wb, "DELETE FROM cache WHERE key NOT LIKE 'template/%' AND key NOT LIKE 'waiting%'", err);
	for (size_t i = 0; !code && i < sizeof(steps) / sizeof(steps[0]); i++)
		code = db_once(wb, steps[i], (struct db_arg[]){ DB_I(received) }, 1, NULL, NULL, err);
	return code;
}

enum ky_code taken_back(struct ky_workbook *wb, int64_t received, struct kept *on, struct ky_error *err)
{
	struct taken taken = { 0 };
	enum ky_code code = db_run(wb, stands_sql, (struct db_arg[]){ DB_I(received) }, 1, take_on, on, err);
	if (code || on->count)
		return code ? code : KY_NO;
	code = remove_all(wb, received, err);
	if (!code)
		code = touched_show(wb, &taken, err);
	touched_end(wb);
	return code;
}
