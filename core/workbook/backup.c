/*
 * Backups: three numbered copies beside the workbook, one a day. SQLite's own backup copies
 * a consistent state, also while this program goes on writing; the copy gets its name when
 * it is whole and on the disk.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "workbook/connection.h"
#include "workbook/internal.h"
#include "workbook/meta.h"

#define PAGES_A_STEP 100
#define KEPT 3
#define CHECK_MAX (16 << 20) /* bytes: some 20 ms */

struct backup {
	sqlite3 *copy;
	sqlite3_backup *job;
	char *temporary;
};

static char *numbered(const char *path, const char *suffix)
{
	return xprintf("%s.%s", path, suffix);
}

void backup_abandon(struct ky_workbook *wb)
{
	struct backup *backup = wb->backup;
	if (!backup)
		return;
	sqlite3_backup_finish(backup->job);
	sqlite3_close(backup->copy);
	unlink(backup->temporary);
	free(backup->temporary);
	free(backup);
	wb->backup = NULL;
}

static enum ky_code start(struct ky_workbook *wb, struct ky_error *err)
{
	struct backup *backup = xalloc(sizeof(*backup));
	wb->backup = backup;
	backup->temporary = numbered(wb->path, "~new~");
	unlink(backup->temporary);
	if (connection_open(backup->temporary, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &backup->copy) ==
	    SQLITE_OK)
		backup->job = sqlite3_backup_init(backup->copy, "main", wb->db, "main");
	if (backup->job)
		return KY_OK;
	backup_abandon(wb);
	return ky_fail(err, KY_SYSTEM, _("%s: no backup could be made beside it; check the disk."), wb->path);
}

static void rotate(const char *path)
{
	for (int n = KEPT; n > 1; n--) {
		char from[16], to[16];
		snprintf(from, sizeof(from), "~%d~", n - 1);
		snprintf(to, sizeof(to), "~%d~", n);
		char *older = numbered(path, to), *newer = numbered(path, from);
		rename(newer, older);
		free(older);
		free(newer);
	}
}

static bool sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return ok;
}

static enum ky_code finish(struct ky_workbook *wb, const char *day, struct ky_error *err)
{
	struct backup *backup = wb->backup;
	sqlite3_backup_finish(backup->job);
	backup->job = NULL;
	sqlite3_close(backup->copy);
	backup->copy = NULL;
	enum ky_code code = KY_OK;
	char *newest = numbered(wb->path, "~1~");
	if (!sync_file(backup->temporary)) {
		code = ky_fail(err, KY_SYSTEM, _("%s: no backup could be made beside it; check the disk."),
			       wb->path);
	} else {
		rotate(wb->path);
		if (rename(backup->temporary, newest) != 0)
			code = ky_fail(err, KY_SYSTEM, _("%s: no backup could be made beside it; check the disk."),
				       wb->path);
		else
			code = meta_set(wb, "backup_day", day, err);
	}
	free(newest);
	backup_abandon(wb);
	return code;
}

static bool small_enough(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && st.st_size <= CHECK_MAX;
}

enum ky_code ky_backup_step(struct ky_workbook *wb, bool *done, struct ky_error *err)
{
	char day[KY_DAY_TEXT];
	ky_day_format(ky_day_of_clock(), day);
	*done = true;
	if (wb->read_only || wb->backup_done)
		return KY_OK;
	if (!wb->backup) {
		char *last = NULL;
		enum ky_code code = meta_get(wb, "backup_day", &last, err);
		wb->backup_done = code || (last && strcmp(last, day) == 0);
		free(last);
		if (code || wb->backup_done)
			return code;
		*done = false;
		/* What is damaged must not push the last whole copy out. SQLite cannot be stopped in
		 * the middle of a check, so a file on which it would take long is left to `check`. */
		code = small_enough(wb->path) ? ky_workbook_check_file(wb, err) : KY_OK;
		if (code == KY_NO)
			return code;
		if (!code)
			code = start(wb, err);
		wb->backup_done = *done = code != KY_OK;
		return code;
	}
	int rc = sqlite3_backup_step(wb->backup->job, PAGES_A_STEP);
	if (rc == SQLITE_OK || rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
		*done = false;
		return KY_OK;
	}
	wb->backup_done = true;
	if (rc == SQLITE_DONE)
		return finish(wb, day, err);
	backup_abandon(wb);
	return ky_fail(err, KY_SYSTEM, _("%s: no backup could be made beside it; check the disk."), wb->path);
}
