#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "workbook/connection.h"
#include "workbook/internal.h"
#include "workbook/meta.h"

extern const unsigned char data_schema[], data_schema_2[], data_schema_3[];

const char *ky_workbook_path(const struct ky_workbook *wb)
{
	return wb->path;
}

bool ky_workbook_read_only(const struct ky_workbook *wb)
{
	return wb->read_only;
}

const char *ky_workbook_read_only_reason(const struct ky_workbook *wb)
{
	return wb->reason;
}

bool ky_workbook_clock_doubtful(const struct ky_workbook *wb)
{
	return wb->doubtful;
}

ky_day ky_workbook_today(const struct ky_workbook *wb)
{
	return wb->today;
}

void ky_workbook_set_today(struct ky_workbook *wb, ky_day today)
{
	wb->today = today;
}

const struct ky_campaign *ky_workbook_campaign(const struct ky_workbook *wb)
{
	return wb->campaign;
}

void workbook_adopt_campaign(struct ky_workbook *wb, struct ky_campaign *campaign)
{
	ky_campaign_free(wb->campaign);
	wb->campaign = campaign;
}

struct ky_campaign *workbook_swap_campaign(struct ky_workbook *wb, struct ky_campaign *campaign)
{
	struct ky_campaign *old = wb->campaign;
	wb->campaign = campaign;
	return old;
}

static struct ky_workbook *allocate(const char *path, ky_day today)
{
	struct ky_workbook *wb = xalloc(sizeof(*wb));
	wb->path = xstrdup(path);
	wb->lock = -1;
	wb->today = today;
	return wb;
}

void ky_workbook_close(struct ky_workbook *wb)
{
	if (!wb)
		return;
	backup_abandon(wb);
	if (wb->db)
		ky_change_rollback(wb);
	db_close(wb);
	lock_release(wb->path, wb->lock);
	ky_campaign_free(wb->campaign);
	free(wb->path);
	free(wb);
}

static enum ky_code connect(struct ky_workbook *wb, int flags, struct ky_error *err)
{
	if (connection_open(wb->path, flags, &wb->db) != SQLITE_OK)
		return db_fail(wb, err);
	return db_script(wb, "PRAGMA synchronous = EXTRA; PRAGMA cache_size = -800;", err);
}

/* A new file takes every step as well, so that new and grown files cannot differ. */
enum ky_code workbook_step(struct ky_workbook *wb, int version, struct ky_error *err)
{
	/* [n]: from version n to n + 1 */
	static const unsigned char *const steps[] = { NULL, data_schema_2, data_schema_3 };
	enum ky_code code = KY_OK;
	char pragma[64];
	for (; !code && version < WORKBOOK_VERSION; version++)
		code = db_script(wb, (const char *)steps[version], err);
	snprintf(pragma, sizeof(pragma), "PRAGMA user_version = %d", WORKBOOK_VERSION);
	return code ? code : db_script(wb, pragma, err);
}

enum ky_code workbook_make(const char *path, ky_day today, struct ky_workbook **out, struct ky_error *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd < 0 && errno == EEXIST)
		return ky_fail(err, KY_INPUT, _("%s exists already; open it, or choose another name."), path);
	if (fd < 0)
		return ky_fail(err, KY_SYSTEM, _("%s: cannot be made (%s); choose a folder you may write to."),
			       path, ky_reason(errno));
	close(fd);
	struct ky_workbook *wb = allocate(path, today);
	enum ky_code code = lock_take(path, &wb->lock, err);
	if (!code)
		code = connect(wb, SQLITE_OPEN_READWRITE, err);
	if (!code)
		code = ky_change_begin(wb, KY_CHANGE_WORKBOOK, err);
	if (!code)
		code = db_script(wb, (const char *)data_schema, err);
	if (!code)
		code = workbook_step(wb, 1, err);
	if (!code) {
		char pragma[64];
		snprintf(pragma, sizeof(pragma), "PRAGMA application_id = %d", WORKBOOK_APPLICATION_ID);
		code = db_script(wb, pragma, err);
	}
	if (code)
		workbook_abandon(wb);
	else
		*out = wb;
	return code;
}

void workbook_abandon(struct ky_workbook *wb)
{
	char *path = xstrdup(wb->path);
	ky_workbook_close(wb);
	unlink(path);
	free(path);
}

static unsigned long big_endian(const unsigned char *bytes)
{
	return ((unsigned long)bytes[0] << 24) | ((unsigned long)bytes[1] << 16) | ((unsigned long)bytes[2] << 8) |
	       bytes[3];
}

/* Looks at the header before SQLite does, so that a file that is something else is named as such. */
static enum ky_code identify(const char *path, unsigned long *version, struct ky_error *err)
{
	unsigned char header[100];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT
			       ? ky_fail(err, KY_INPUT,
					 _("%s: there is no such workbook; make it with `kuayue new`."), path)
			       : ky_fail(err, KY_SYSTEM, _("%s: cannot be read (%s)."), path, ky_reason(errno));
	ssize_t got = read(fd, header, sizeof(header));
	close(fd);
	if (got != (ssize_t)sizeof(header) || memcmp(header, "SQLite format 3", 16) != 0 ||
	    big_endian(header + 68) != WORKBOOK_APPLICATION_ID)
		return ky_fail(err, KY_INPUT, _("%s is not a Kuayue workbook; choose another file."), path);
	*version = big_endian(header + 60);
	return KY_OK;
}

static bool folder_writable(const char *path)
{
	char *folder = xstrdup(path);
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder ? 1 : 0] = '\0';
	bool ok = access(slash ? folder : ".", W_OK) == 0 && access(path, W_OK) == 0;
	free(folder);
	return ok;
}

static void make_read_only(struct ky_workbook *wb, const char *reason)
{
	wb->read_only = true;
	snprintf(wb->reason, sizeof(wb->reason), "%s", reason);
}

/* A workbook has tables and indices only: a trigger or view was put there by somebody else. */
enum ky_code workbook_check_schema(struct ky_workbook *wb, struct ky_error *err)
{
	int64_t foreign = 0;
	enum ky_code code =
		db_number(wb, "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')", NULL, 0,
			  0, &foreign, err);
	if (!code && foreign)
		code = ky_fail(err, KY_INPUT,
			       _("%s holds program code that no workbook has; do not use this file."), wb->path);
	return code;
}

/*
 * Rural PCs have dead clock batteries. A clock before the newest entry, or more than a year
 * past the campaign, is not believed: work goes on as of the newest entry's day.
 */
enum ky_code workbook_settle_today(struct ky_workbook *wb, struct ky_error *err)
{
	ky_day newest = KY_NO_DAY;
	char *day = NULL;
	enum ky_code code = db_text_of(
		wb, "SELECT max(day) FROM change WHERE n > (SELECT max(n) FROM change) - 1000", NULL, &day, err);
	if (day)
		ky_day_parse(day, KY_NO_DAY, &newest, NULL);
	free(day);
	if (code || wb->today != KY_NO_DAY)
		return code;
	wb->today = ky_day_of_clock();
	ky_day end = ky_day_from_ymd(ky_campaign_year(wb->campaign) + 1, 12, 31);
	if (newest != KY_NO_DAY && (wb->today < newest || wb->today > end)) {
		wb->doubtful = true;
		wb->today = newest;
	}
	return KY_OK;
}

static enum ky_code open_file(struct ky_workbook *wb, enum ky_mode mode, unsigned long version,
			      struct ky_error *err)
{
	char reason[400];
	if (version > WORKBOOK_VERSION) {
		snprintf(reason, sizeof(reason),
			 _("%.200s was written by a newer Kuayue: it can be read here, not changed."), wb->path);
		make_read_only(wb, reason);
	} else if (mode == KY_WRITE && !folder_writable(wb->path)) {
		snprintf(reason, sizeof(reason),
			 _("%.200s cannot be written here: copy it to a folder you may write to."), wb->path);
		make_read_only(wb, reason);
	} else if (mode == KY_READ) {
		make_read_only(wb, _("The workbook was opened for reading only."));
	}
	enum ky_code code = wb->read_only ? KY_OK : lock_take(wb->path, &wb->lock, err);
	/* Reading must also be able to roll a crashed writer's journal back, where it may. */
	bool may_write = folder_writable(wb->path);
	return code ? code : connect(wb, may_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, err);
}

enum ky_code workbook_open(const char *path, enum ky_mode mode, ky_day today, struct ky_workbook **out,
			   int *version, struct ky_error *err)
{
	unsigned long stored = 0;
	enum ky_code code = identify(path, &stored, err);
	if (code)
		return code;
	struct ky_workbook *wb = allocate(path, today);
	code = open_file(wb, mode, stored, err);
	*version = stored > WORKBOOK_VERSION ? WORKBOOK_VERSION + 1 : (int)stored;
	if (code)
		ky_workbook_close(wb);
	else
		*out = wb;
	return code;
}

enum ky_code meta_set(struct ky_workbook *wb, const char *key, const char *value, struct ky_error *err)
{
	return db_run(wb, "INSERT OR REPLACE INTO meta VALUES (?1, ?2)",
		      (struct db_arg[]){ DB_T(key), DB_T(value) }, 2, NULL, NULL, err);
}

enum ky_code meta_get(struct ky_workbook *wb, const char *key, char **value, struct ky_error *err)
{
	return db_text_of(wb, "SELECT value FROM meta WHERE key = ?1", key, value, err);
}

enum ky_code ky_workbook_check_file(struct ky_workbook *wb, struct ky_error *err)
{
	char *complaint = NULL;
	enum ky_code code = db_text_of(wb, "PRAGMA quick_check(1)", NULL, &complaint, err);
	bool bad = !code && complaint && strcmp(complaint, "ok") != 0;
	if (bad && connection_device_failed(wb->db))
		code = db_device_failed(wb, err);
	else if (bad)
		code = ky_fail(err, KY_INPUT,
			       _("%s is damaged (%s); keep it, and save what can be read with: kuayue recover %s "
				 "NEW, or take the last backup."),
			       wb->path, complaint, wb->path);
	free(complaint);
	return code;
}
