/*
 * Keeps three numbered copies beside the workbook. A backup is made on each day on which something was changed (by
 * the day worked as, because a PC's clock may stand still for ever), and whenever much was changed. SQLite's own
 * backup copies a consistent state, also while this program goes on writing. The copy gets its name when it is
 * whole and on the disk.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "workbook/connection.h"
#include "workbook/internal.h"
#include "workbook/meta.h"

#define PAGES_A_STEP 100
#define KEPT 3
#define CHECK_MAX (16 << 20) /* bytes: some 20 ms */
#define ENOUGH 500           /* fields or records changed */

struct backup {
	sqlite3 *copy;
	sqlite3_backup *job;
	char *temporary;
	int64_t changed; /* in all, when it was begun */
};

static char *numbered(const char *path, const char *suffix)
{
	return memory_print("%s%s", path, suffix);
}

void backup_abandon(struct ky_workbook *wb)
{
	struct backup *backup = wb->backup;
	if (!backup)
		return;
	sqlite3_backup_finish(backup->job);
	sqlite3_close(backup->copy);
	if (backup->temporary)
		unlink(backup->temporary);
	free(backup->temporary);
	free(backup);
	wb->backup = NULL;
}

static enum ky_code failed(struct ky_workbook *wb, struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM, _("%s: no backup could be made beside it; check the disk."), wb->path);
}

/* An empty file with the workbook's rights, whatever had that name before. */
static bool make_empty(const struct ky_workbook *wb, const char *name)
{
	struct stat rights;
	char *journal = numbered(name, "-journal");
	if (!journal)
		return false;
	unlink(journal);
	unlink(name);
	free(journal);
	int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	if (fstat(wb->fd, &rights) == 0)
		file_rights_like(fd, &rights);
	return close(fd) == 0;
}

static enum ky_code start(struct ky_workbook *wb, struct ky_error *err)
{
	struct backup *backup = memory_new(sizeof(*backup));
	if (!backup)
		return memory_out(err);
	wb->backup = backup;
	backup->temporary = numbered(wb->file, ".~new~");
	if (backup->temporary && make_empty(wb, backup->temporary) &&
	    connection_open(backup->temporary, SQLITE_OPEN_READWRITE, &backup->copy) == SQLITE_OK &&
	    sqlite3_exec(backup->copy, "PRAGMA journal_mode = OFF", NULL, NULL, NULL) == SQLITE_OK)
		backup->job = sqlite3_backup_init(backup->copy, "main", wb->db, "main");
	if (backup->job)
		return KY_OK;
	bool no_memory = !backup->temporary || errno == ENOMEM;
	backup_abandon(wb);
	return no_memory ? memory_out(err) : failed(wb, err);
}

static void rotate(const char *path)
{
	for (int n = KEPT; n > 1; n--) {
		char from[16], to[16];
		snprintf(from, sizeof(from), ".~%d~", n - 1);
		snprintf(to, sizeof(to), ".~%d~", n);
		char *older = numbered(path, to), *newer = numbered(path, from);
		if (older && newer)
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

static enum ky_code remember(struct ky_workbook *wb, struct ky_error *err)
{
	char day[KY_DAY_TEXT], count[24];
	snprintf(count, sizeof(count), "%lld", (long long)wb->backup->changed);
	enum ky_code code = meta_set(wb, "backup_day", ky_day_format(wb->today, day), err);
	return code ? code : meta_set(wb, "backup_op", count, err);
}

static enum ky_code finish(struct ky_workbook *wb, struct ky_error *err)
{
	struct backup *backup = wb->backup;
	sqlite3_backup_finish(backup->job);
	backup->job = NULL;
	sqlite3_close(backup->copy);
	backup->copy = NULL;
	char *newest = numbered(wb->file, ".~1~"), *folder = file_folder(wb->file);
	bool done = newest && folder && sync_file(backup->temporary);
	if (done) {
		rotate(wb->file);
		done = rename(backup->temporary, newest) == 0 && file_sync_folder(folder);
	}
	enum ky_code code = done ? remember(wb, err) : failed(wb, err);
	wb->changed = 0;
	free(newest);
	free(folder);
	backup_abandon(wb);
	return code;
}

/* A damaged workbook is not copied, so that it never pushes out the last whole backup. SQLite cannot be stopped in
 * the middle of a check; so only a small file is checked here, and a large one by `check`. */
static enum ky_code check_sound(struct ky_workbook *wb, struct ky_error *err)
{
	struct stat st;
	bool small = stat(wb->file, &st) == 0 && st.st_size <= CHECK_MAX;
	return small ? ky_workbook_check_file(wb, err) : KY_OK;
}

static int64_t number_in(const char *text)
{
	return text ? strtoll(text, NULL, 10) : 0;
}

/* Whether a backup is due; *now is how much has been changed in all. */
static enum ky_code is_due(struct ky_workbook *wb, bool *due, int64_t *now, struct ky_error *err)
{
	char *last_day = NULL, *last_op = NULL, day[KY_DAY_TEXT];
	enum ky_code code = meta_get(wb, "backup_day", &last_day, err);
	if (!code)
		code = meta_get(wb, "backup_op", &last_op, err);
	if (!code)
		code = db_number(wb, "SELECT max(n) FROM op", NULL, 0, 0, now, err);
	int64_t since = *now - number_in(last_op);
	bool other_day = !last_day || strcmp(last_day, ky_day_format(wb->today, day)) != 0;
	/* A smaller number than at the last backup means that the file was put back to an older state. */
	*due = !code && (since < 0 || since >= ENOUGH || (since > 0 && other_day));
	wb->changed = 0;
	wb->backup_day = wb->today;
	free(last_day);
	free(last_op);
	return code;
}

static enum ky_code begin(struct ky_workbook *wb, bool *done, struct ky_error *err)
{
	int64_t now = 0;
	bool due = false;
	enum ky_code code = is_due(wb, &due, &now, err);
	*done = code || !due;
	if (*done)
		return code;
	code = check_sound(wb, err);
	if (code == KY_NO)
		return code;
	if (!code)
		code = start(wb, err);
	if (!code)
		wb->backup->changed = now;
	*done = code != KY_OK;
	return code;
}

bool ky_backup_due(const struct ky_workbook *wb)
{
	bool other_day = wb->changed > 0 && wb->today != wb->backup_day;
	return !wb->read_only && (wb->backup || !wb->backup_looked || wb->changed >= ENOUGH || other_day);
}

enum ky_code ky_backup_step(struct ky_workbook *wb, bool *done, struct ky_error *err)
{
	*done = true;
	if (wb->read_only)
		return KY_OK;
	if (!wb->backup) {
		enum ky_code code = begin(wb, done, err);
		wb->backup_looked = code != KY_NO;
		return code;
	}
	int rc = sqlite3_backup_step(wb->backup->job, PAGES_A_STEP);
	*done = rc != SQLITE_OK && rc != SQLITE_BUSY && rc != SQLITE_LOCKED;
	if (!*done)
		return KY_OK;
	if (rc == SQLITE_DONE)
		return finish(wb, err);
	backup_abandon(wb);
	return failed(wb, err);
}

enum ky_code workbook_back_up(struct ky_workbook *wb, struct ky_error *err)
{
	int64_t now = 0;
	bool due = false, done = false;
	enum ky_code code = is_due(wb, &due, &now, err);
	if (!code)
		code = check_sound(wb, err);
	if (!code)
		code = start(wb, err);
	if (!code)
		wb->backup->changed = now;
	while (!code && !done)
		code = ky_backup_step(wb, &done, err);
	return code;
}
