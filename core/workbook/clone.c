/* Makes the workbook of another PC of the school: a copy that counts under a letter of its own, so that two PCs
 * never print one number. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "workbook/connection.h"
#include "workbook/internal.h"
#include "workbook/meta.h"

#define LETTERS 25 /* B to Z */

static enum ky_code failed(const char *path, struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM, _("%s: the workbook could not be copied there; check the disk."), path);
}

/* What is its own: the letter under which it counts. It has given none away, nobody typed a draft on it yet, and
 * it was not backed up. */
static bool settle(sqlite3 *copy, const char *letters)
{
	char *sql =
		sqlite3_mprintf("INSERT OR REPLACE INTO meta VALUES ('" META_PC "', %Q); DELETE FROM meta WHERE"
				" key IN ('" META_PC_GIVEN "', 'backup_day', 'backup_op'); DELETE FROM draft",
				letters);
	bool ok = sql && sqlite3_exec(copy, sql, NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_free(sql);
	return ok;
}

static bool copy_into(struct ky_workbook *wb, const char *file, const char *letters)
{
	sqlite3 *copy = NULL;
	bool ok = connection_open(file, SQLITE_OPEN_READWRITE, &copy) == SQLITE_OK;
	sqlite3_backup *job = ok ? sqlite3_backup_init(copy, "main", wb->db, "main") : NULL;
	ok = job && sqlite3_backup_step(job, -1) == SQLITE_DONE;
	ok = sqlite3_backup_finish(job) == SQLITE_OK && ok;
	ok = ok && settle(copy, letters);
	return sqlite3_close(copy) == SQLITE_OK && ok;
}

/* Its own letters and one more. Given away before the copy is made: a copy that failed costs a letter, and no two
 * have one. */
static enum ky_code give_letters(struct ky_workbook *wb, char letters[KY_PC_LETTERS], struct ky_error *err)
{
	char *own = NULL, *given = NULL, next[24];
	enum ky_code code = meta_get(wb, META_PC, &own, err);
	if (!code)
		code = meta_get(wb, META_PC_GIVEN, &given, err);
	long count = given ? strtol(given, NULL, 10) : 0;
	if (!code && (count < 0 || count >= LETTERS || (own && strlen(own) + 2 > KY_PC_LETTERS)))
		code = ky_fail(err, KY_INPUT, _("No more PCs can be added from this one; add it from the first."));
	if (!code) {
		snprintf(letters, KY_PC_LETTERS, "%s%c", own ? own : "", (char)('B' + count));
		snprintf(next, sizeof(next), "%ld", count + 1);
		code = meta_set(wb, META_PC_GIVEN, next, err);
	}
	free(own);
	free(given);
	return code;
}

enum ky_code ky_workbook_clone(struct ky_workbook *wb, const char *path, char letters[KY_PC_LETTERS],
			       struct ky_error *err)
{
	assert(path && letters);
	struct copy copy = { 0 };
	if (ky_workbook_read_only(wb))
		return ky_workbook_read_only_error(wb, err);
	enum ky_code code = make_begin(path, &copy, err);
	if (code)
		return code;
	char *file = copy_path(&copy, COPY_BOOK);
	code = file ? give_letters(wb, letters, err) : memory_out(err);
	if (!code && !copy_into(wb, file, letters))
		code = failed(path, err);
	free(file);
	if (!code)
		return make_end(path, &copy, err);
	copy_end(&copy);
	return code;
}
