/* Keeps which records an import touches, and shows in the end what each of them is now (merge/taking.h). */
#include "merge/taking.h"
#include "record/heads/note.h"

struct showing {
	struct ky_workbook *wb;
	struct taken *taken;
	enum ky_code code;
	struct ky_error *err;
};

enum ky_code touched_begin(struct ky_workbook *wb, struct ky_error *err)
{
	/* It stays with the connection: to make or drop one has every statement prepared anew. */
	enum ky_code code = db_script(
		wb, "CREATE TEMP TABLE IF NOT EXISTS moved_record (kind, record, PRIMARY KEY (kind, record))",
		err);
	return code ? code : db_script(wb, "DELETE FROM temp.moved_record", err);
}

enum ky_code touched_add(struct ky_workbook *wb, const char *kind, const char *id, struct ky_error *err)
{
	return db_run(wb, "INSERT OR IGNORE INTO temp.moved_record VALUES (?1, ?2)",
		      (struct db_arg[]){ DB_T(kind), DB_T(id) }, 2, NULL, NULL, err);
}

/* columns: kind, record */
static int show(void *data, const struct db_row *row)
{
	struct showing *showing = data;
	struct taken *taken = showing->taken;
	const struct ky_kind *kind = ky_kind_find(db_text(row, 0));
	enum heads_shown shown = SHOWN_NOTHING;
	size_t rivals = 0;
	if (kind)
		showing->code = heads_show(showing->wb, kind, db_text(row, 1), &shown, &rivals, showing->err);
	taken->made += shown == SHOWN_MADE;
	taken->changed += shown == SHOWN_CHANGED;
	taken->removed += shown == SHOWN_REMOVED;
	taken->rivals += (int64_t)rivals;
	return showing->code != KY_OK;
}

enum ky_code touched_show(struct ky_workbook *wb, struct taken *taken, struct ky_error *err)
{
	struct showing showing = { .wb = wb, .taken = taken, .err = err };
	enum ky_code code =
		db_once(wb, "SELECT kind, record FROM temp.moved_record", NULL, 0, show, &showing, err);
	return code ? code : showing.code;
}

void touched_end(struct ky_workbook *wb)
{
	db_script(wb, "DELETE FROM temp.moved_record", NULL);
}
