/* Changes: what there is, how one is begun, noted operation by operation, and kept or rolled back. */
#include "workbook/change.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/i18n.h"
#include "workbook/internal.h"

static const struct {
	const char *word; /* in the file */
	const char *label;
	enum change_undo undo;
} changes[KY_CHANGE_COUNT] = {
	[KY_CHANGE_WORKBOOK] = { "new workbook", N_("new workbook"), UNDO_PASSES_OVER },
	/* What the program itself filled in is not what somebody did. */
	[KY_CHANGE_PROGRAM] = { "newer program", N_("newer program"), UNDO_PASSES_OVER },
	/* The template itself is not kept in the history; an older one is not taken back in parts. */
	[KY_CHANGE_TEMPLATE] = { "template", N_("newer template"), UNDO_STOPS },
	[KY_CHANGE_ADD] = { "add", N_("add"), UNDO_TAKES_BACK },
	[KY_CHANGE_EDIT] = { "edit", N_("edit"), UNDO_TAKES_BACK },
	[KY_CHANGE_DELETE] = { "delete", N_("delete"), UNDO_TAKES_BACK },
	[KY_CHANGE_IMPORT] = { "import", N_("import"), UNDO_TAKES_BACK },
	[KY_CHANGE_KEY] = { "key", N_("keys"), UNDO_PASSES_OVER },
	/* A package has left the school. */
	[KY_CHANGE_EXPORT] = { "export", N_("export"), UNDO_PASSES_OVER },
	[KY_CHANGE_UNDO] = { "undo", N_("undo"), UNDO_PASSES_OVER },
};

const char *ky_change_title(enum ky_change change)
{
	return _(changes[change].label);
}

enum change_undo change_undo_of(enum ky_change change)
{
	return changes[change].undo;
}

enum ky_change change_of_word(const char *word)
{
	for (int i = 0; i < KY_CHANGE_COUNT; i++)
		if (strcmp(changes[i].word, word) == 0)
			return (enum ky_change)i;
	return KY_CHANGE_EDIT;
}

/* Inside a change, or where the lock cannot be had, reading works as it does without. */
void ky_read_begin(struct ky_workbook *wb)
{
	if (wb->reading++ == 0 && sqlite3_get_autocommit(wb->db))
		db_run(wb, "BEGIN DEFERRED", NULL, 0, NULL, NULL, NULL);
}

void ky_read_end(struct ky_workbook *wb)
{
	assert(wb->reading > 0);
	if (--wb->reading == 0 && wb->depth == 0 && !sqlite3_get_autocommit(wb->db))
		db_run(wb, "COMMIT", NULL, 0, NULL, NULL, NULL);
}

enum ky_code ky_change_begin(struct ky_workbook *wb, enum ky_change what, struct ky_error *err)
{
	if (wb->read_only)
		return ky_fail(err, KY_SYSTEM, "%s", wb->reason);
	assert(wb->depth >= 0);
	if (wb->depth++ > 0)
		return KY_OK;
	wb->change = 0;
	wb->undoes = 0;
	wb->what = what;
	if (wb->reading && !sqlite3_get_autocommit(wb->db))
		db_run(wb, "COMMIT", NULL, 0, NULL, NULL, NULL);
	enum ky_code code = db_make_missing(wb, err);
	if (!code)
		code = db_run(wb, "BEGIN IMMEDIATE", NULL, 0, NULL, NULL, err);
	if (code)
		wb->depth = 0;
	return code;
}

enum ky_code ky_change_commit(struct ky_workbook *wb, struct ky_error *err)
{
	assert(wb->depth > 0);
	if (wb->depth > 1) {
		wb->depth--;
		return KY_OK;
	}
	enum ky_code code = db_run(wb, "COMMIT", NULL, 0, NULL, NULL, err);
	if (code)
		ky_change_rollback(wb);
	wb->depth = 0;
	return code;
}

void ky_change_rollback(struct ky_workbook *wb)
{
	wb->depth = 0;
	/* SQLite has already rolled back after some failures. */
	if (!sqlite3_get_autocommit(wb->db))
		sqlite3_exec(wb->db, "ROLLBACK", NULL, NULL, NULL);
}

void change_leave(struct ky_workbook *wb, enum ky_code why)
{
	if (why == KY_INPUT && wb->depth > 1)
		wb->depth--;
	else
		ky_change_rollback(wb);
}

/*
 * A copied or restored file must not go on under the old device's name: two machines would
 * number their changes alike. The mark names this file on this disk.
 */
static void mark_of(const struct ky_workbook *wb, char mark[64])
{
	struct stat st;
	snprintf(mark, 64, "?");
	if (stat(wb->file, &st) == 0)
		snprintf(mark, 64, "%llx-%llx", (unsigned long long)st.st_dev, (unsigned long long)st.st_ino);
}

enum ky_code change_device(struct ky_workbook *wb, int64_t *device, struct ky_error *err)
{
	char mark[64];
	mark_of(wb, mark);
	return db_number(wb,
			 "SELECT d.n FROM device d JOIN meta i ON i.key = 'device' AND i.value = d.id"
			 " JOIN meta m ON m.key = 'device_mark' AND m.value = ?1",
			 (struct db_arg[]){ DB_T(mark) }, 1, 0, device, err);
}

static enum ky_code take_device(struct ky_workbook *wb, struct ky_error *err)
{
	char mark[64];
	enum ky_code code = change_device(wb, &wb->device, err);
	if (code || wb->device)
		return code;
	mark_of(wb, mark);
	code = db_run(wb, "INSERT INTO device (id) VALUES (lower(hex(randomblob(8))))", NULL, 0, NULL, NULL, err);
	wb->device = sqlite3_last_insert_rowid(wb->db);
	if (!code)
		code = db_run(wb, "INSERT OR REPLACE INTO meta SELECT 'device', id FROM device WHERE n = ?1",
			      (struct db_arg[]){ DB_I(wb->device) }, 1, NULL, NULL, err);
	if (!code)
		code = db_run(wb, "INSERT OR REPLACE INTO meta VALUES ('device_mark', ?1)",
			      (struct db_arg[]){ DB_T(mark) }, 1, NULL, NULL, err);
	return code;
}

static enum ky_code open_change(struct ky_workbook *wb, struct ky_error *err)
{
	enum ky_code code = take_device(wb, err);
	if (code)
		return code;
	char day[KY_DAY_TEXT];
	const char *author = getenv("USER");
	code = db_run(
		wb,
		"INSERT INTO change (device, seq, clock, wall, doubtful, day, author, what, undoes) VALUES (?1,"
		" 1 + ifnull((SELECT seq FROM change WHERE device = ?1 ORDER BY n DESC LIMIT 1), 0),"
		" 1 + ifnull((SELECT clock FROM change ORDER BY n DESC LIMIT 1), 0), ?2, ?3, ?4, ?5, ?6, ?7)",
		(struct db_arg[]){ DB_I(wb->device), DB_I((int64_t)time(NULL)), DB_I(workbook_day_doubted(wb)),
				   DB_T(ky_day_format(wb->today, day)), DB_T(author), DB_T(changes[wb->what].word),
				   wb->undoes ? DB_I(wb->undoes) : DB_N },
		7, NULL, NULL, err);
	wb->change = sqlite3_last_insert_rowid(wb->db);
	return code;
}

enum ky_code change_note(struct ky_workbook *wb, const char *kind, const char *record, const char *field,
			 struct db_arg old, struct db_arg value, struct ky_error *err)
{
	assert(wb->depth > 0 && !wb->read_only); /* inside a change */
	enum ky_code code = wb->change ? KY_OK : open_change(wb, err);
	if (code)
		return code;
	int64_t base = 0;
	if (field || old.type == DB_TEXT)
		code = db_number(
			wb,
			"SELECT max(n) FROM op WHERE record = ?1 AND (field IS NULL OR field = ?2 OR ?2 IS NULL)",
			(struct db_arg[]){ DB_T(record), DB_T(field) }, 2, 0, &base, err);
	if (code)
		return code;
	wb->changed++;
	return db_run(
		wb, "INSERT INTO op (change, kind, record, field, old, value, base) VALUES (?1,?2,?3,?4,?5,?6,?7)",
		(struct db_arg[]){ DB_I(wb->change), DB_T(kind), DB_T(record), DB_T(field), old, value,
				   base ? DB_I(base) : DB_N },
		7, NULL, NULL, err);
}

void change_undoes(struct ky_workbook *wb, int64_t n)
{
	assert(wb->depth > 0);
	wb->undoes = n;
}
