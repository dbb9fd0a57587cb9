/* Takes in the changes of another copy, operation by operation (merge/take.h). */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "merge/taking.h"
#include "record/heads/waiting.h"
#include "record/identity.h"
#include "workbook/db.h"

#define CHANGES_MAX 5000000

enum ky_code taking_refuse(struct ky_error *err, const char *why)
{
	return ky_fail(err, KY_INPUT, "%s", why);
}

enum ky_code taking_begin(struct ky_workbook *wb, int64_t received, struct taking **out, struct ky_error *err)
{
	/* They stay with the connection: to make or drop one has every statement prepared anew. */
	static const char *const tables[] = {
		("CREATE TEMP TABLE IF NOT EXISTS moved_name (run TEXT, seq INTEGER, n INTEGER,"
		 " PRIMARY KEY (run, seq)) WITHOUT ROWID"),
		"DELETE FROM temp.moved_name",
		("INSERT OR IGNORE INTO temp.moved_name SELECT d.id, c.seq, c.n FROM change c JOIN device d"
		 " ON d.n = c.device"),
	};
	*out = memory_new(sizeof(**out));
	if (!*out)
		return memory_out(err);
	(*out)->wb = wb;
	(*out)->received = received;
	enum ky_code code = identity_site(wb, &(*out)->own, err);
	if (!code)
		code = touched_begin(wb, err);
	if (!code)
		code = waiting_begin(wb, err);
	for (size_t i = 0; !code && i < sizeof(tables) / sizeof(tables[0]); i++)
		code = db_script(wb, tables[i], err);
	return code;
}

void taking_end(struct taking *taking)
{
	if (!taking)
		return;
	db_script(taking->wb, "DELETE FROM temp.moved_name", NULL);
	touched_end(taking->wb);
	free(taking->own);
	free(taking->changes);
	free(taking->fresh);
	free(taking->next);
	free(taking->here);
	free(taking);
}

static enum ky_code take_head(struct taking *taking, const struct moved_line *line, struct ky_error *err)
{
	if (taking->headed)
		return moved_garbled(err);
	if (line->seq > MOVED_FORMAT)
		return taking_refuse(
			err, _("it is of a newer version of Kuayue: update this program first, then try again"));
	taking->headed = true;
	return KY_OK;
}

static enum ky_code insert_change(struct taking *taking, const struct moved_line *line, int64_t *row,
				  struct ky_error *err)
{
	struct ky_workbook *wb = taking->wb;
	const struct db_arg run[] = { DB_T(line->run) };
	int64_t device = 0, undoes = 0;
	if (line->undoes >= 0 && (size_t)line->undoes < taking->change_count)
		undoes = taking->changes[line->undoes];
	enum ky_code code = db_run(wb, "INSERT OR IGNORE INTO device (id) VALUES (?1)", run, 1, NULL, NULL, err);
	if (!code)
		code = db_number(wb, "SELECT n FROM device WHERE id = ?1", run, 1, 0, &device, err);
	if (!code)
		code = db_run(
			wb,
			"INSERT INTO change (device, seq, clock, wall, doubtful, day, author, what, template,"
			" received, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
			(struct db_arg[]){ DB_I(device), DB_I(line->seq), DB_I(line->clock), DB_I(line->wall),
					   DB_I(line->doubtful), DB_T(line->day), DB_T(line->author),
					   DB_T(line->what), DB_T(line->template), DB_I(taking->received),
					   undoes ? DB_I(undoes) : DB_N },
			11, NULL, NULL, err);
	return code ? code : db_number(wb, "SELECT last_insert_rowid()", NULL, 0, 0, row, err);
}

static enum ky_code take_change(struct taking *taking, const struct moved_line *line, struct ky_error *err)
{
	size_t at = taking->change_count;
	int64_t row = 0;
	if (at == CHANGES_MAX || taking->record)
		return moved_garbled(err);
	if (!memory_grow(&taking->changes, at, sizeof(*taking->changes)) ||
	    !memory_grow(&taking->fresh, at, sizeof(*taking->fresh)) ||
	    !memory_grow(&taking->next, at, sizeof(*taking->next)))
		return memory_out(err);
	const struct db_arg name[] = { DB_T(line->run), DB_I(line->seq) };
	enum ky_code code = db_number(taking->wb, "SELECT n FROM temp.moved_name WHERE run = ?1 AND seq = ?2",
				      name, 2, 0, &row, err);
	bool fresh = row == 0;
	if (!code && fresh)
		code = insert_change(taking, line, &row, err);
	if (!code && fresh)
		code = db_run(taking->wb, "INSERT INTO temp.moved_name VALUES (?1, ?2, ?3)",
			      (struct db_arg[]){ name[0], name[1], DB_I(row) }, 3, NULL, NULL, err);
	if (code)
		return code;
	taking->changes[at] = row;
	taking->fresh[at] = fresh;
	taking->next[at] = -1;
	taking->change_count++;
	taking->taken.changes += fresh;
	if (line->wall > taking->taken.latest)
		taking->taken.latest = line->wall;
	return KY_OK;
}

/* columns: n, change, field */
static int take_here(void *data, const struct db_row *row)
{
	struct taking *taking = data;
	if (!memory_grow(&taking->here, taking->here_count, sizeof(*taking->here)))
		return DB_NO_MEMORY;
	struct here *here = &taking->here[taking->here_count++], *before = here - 1;
	*here = (struct here){ .n = db_int(row, 0), .change = db_int(row, 1), .known = true };
	here->rank = taking->here_count > 1 && before->change == here->change ? before->rank + 1 : 0;
	snprintf(here->field, sizeof(here->field), "%s", db_text(row, 2));
	return 0;
}

static bool is_of(const char *text, const char *bytes)
{
	return text[0] && strspn(text, bytes) == strlen(text);
}

static enum ky_code note_touched(struct taking *taking, struct ky_error *err)
{
	if (!taking->record || !taking->touched) {
		taking->taken.known += taking->record != 0;
		return KY_OK;
	}
	return touched_add(taking->wb, taking->kind, taking->id, err);
}

static enum ky_code take_record(struct taking *taking, const struct moved_line *line, struct ky_error *err)
{
	enum ky_code code = note_touched(taking, err);
	if (code)
		return code;
	if (!is_of(line->kind, "abcdefghijklmnopqrstuvwxyz0123456789_") || !is_of(line->id, "0123456789abcdef"))
		return moved_garbled(err);
	taking->record++;
	taking->here_count = 0;
	taking->touched = false;
	snprintf(taking->kind, sizeof(taking->kind), "%s", line->kind);
	snprintf(taking->id, sizeof(taking->id), "%s", line->id);
	snprintf(taking->site, sizeof(taking->site), "%s", line->site);
	return db_run(taking->wb, "SELECT n, change, field FROM op WHERE record = ?1 AND kind = ?2 ORDER BY n",
		      (struct db_arg[]){ DB_T(taking->id), DB_T(taking->kind) }, 2, take_here, taking, err);
}

enum ky_code taking_line(struct taking *taking, const struct moved_line *line, struct ky_error *err)
{
	if (line->is != MOVED_HEAD && !taking->headed)
		return moved_garbled(err);
	switch (line->is) {
	case MOVED_HEAD:
		return take_head(taking, line, err);
	case MOVED_CHANGE:
		return take_change(taking, line, err);
	case MOVED_RECORD:
		return take_record(taking, line, err);
	case MOVED_OP:
		return taking_op(taking, line, err);
	case MOVED_END:
		break;
	}
	return KY_OK;
}

enum ky_code taking_finish(struct taking *taking, struct taken *out, struct ky_error *err)
{
	enum ky_code code = note_touched(taking, err);
	if (!code)
		code = touched_show(taking->wb, &taking->taken, err);
	/* A change of which nothing came says nothing. */
	if (!code)
		code = db_run(taking->wb,
			      "DELETE FROM change WHERE received = ?1 AND NOT EXISTS (SELECT 1 FROM op WHERE"
			      " op.change = change.n)",
			      (struct db_arg[]){ DB_I(taking->received) }, 1, NULL, NULL, err);
	*out = taking->taken;
	return code;
}
