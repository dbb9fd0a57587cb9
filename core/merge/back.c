/* Takes back what an import brought (merge/take.h). */
#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "merge/take.h"
#include "record/heads/note.h"

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
						   " LIMIT 1";

struct showing {
	struct ky_workbook *wb;
	char *on;
	enum ky_code code;
	struct ky_error *err;
};

static int take_on(void *data, const struct db_row *row)
{
	struct showing *showing = data;
	showing->on = memory_text(db_text(row, 0));
	return showing->on ? 1 : DB_NO_MEMORY;
}

static int show(void *data, const struct db_row *row)
{
	struct showing *showing = data;
	const struct ky_kind *kind = ky_kind_find(db_text(row, 0));
	enum heads_shown shown;
	size_t rivals;
	if (kind)
		showing->code = heads_show(showing->wb, kind, db_text(row, 1), &shown, &rivals, showing->err);
	return showing->code != KY_OK;
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
	static const char *const tables[] = {
		"CREATE TEMP TABLE IF NOT EXISTS moved_record (kind, record, PRIMARY KEY (kind, record))",
		"DELETE FROM temp.moved_record",
		"DELETE FROM cache WHERE key NOT LIKE 'template/%'",
	};
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < sizeof(tables) / sizeof(tables[0]); i++)
		code = db_script(wb, tables[i], err);
	for (size_t i = 0; !code && i < sizeof(steps) / sizeof(steps[0]); i++)
		code = db_once(wb, steps[i], (struct db_arg[]){ DB_I(received) }, 1, NULL, NULL, err);
	return code;
}

enum ky_code taken_back(struct ky_workbook *wb, int64_t received, char **on, struct ky_error *err)
{
	struct showing showing = { .wb = wb, .err = err };
	enum ky_code code = db_run(wb, stands_sql, (struct db_arg[]){ DB_I(received) }, 1, take_on, &showing, err);
	*on = showing.on;
	if (code || *on)
		return code ? code : KY_NO;
	code = remove_all(wb, received, err);
	if (!code)
		code = db_once(wb, "SELECT kind, record FROM temp.moved_record", NULL, 0, show, &showing, err);
	db_script(wb, "DELETE FROM temp.moved_record", NULL);
	return code ? code : showing.code;
}
