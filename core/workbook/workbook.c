/* The public functions on an open workbook: what it is, closing it, and checking its file. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "workbook/connection.h"
#include "workbook/internal.h"
#include "workbook/meta.h"

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

enum ky_code ky_workbook_read_only_error(const struct ky_workbook *wb, struct ky_error *err)
{
	assert(wb->read_only);
	return ky_fail(err, wb->unfit ? KY_INPUT : KY_SYSTEM, "%s", wb->reason);
}

void workbook_only_read(struct ky_workbook *wb, const struct ky_error *why)
{
	wb->read_only = true;
	wb->unfit = why->code == KY_INPUT;
	snprintf(wb->reason, sizeof(wb->reason), "%.500s", why->text);
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
	wb->doubtful = false;
}

bool ky_workbook_set_author(struct ky_workbook *wb, const char *author)
{
	bool named = author && author[0];
	char *copy = named ? memory_text(author) : NULL;
	if (named && !copy)
		return false;
	free(wb->author);
	wb->author = copy;
	return true;
}

const char *ky_workbook_author(const struct ky_workbook *wb)
{
	return wb->author ? wb->author : getenv("USER");
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
	assert(campaign && campaign != wb->campaign);
	struct ky_campaign *old = wb->campaign;
	wb->campaign = campaign;
	return old;
}

struct ky_workbook *workbook_alloc(const char *path, ky_day today)
{
	struct ky_workbook *wb = memory_new(sizeof(*wb));
	char *copy = memory_text(path);
	if (!wb || !copy) {
		free(wb);
		free(copy);
		return NULL;
	}
	wb->path = copy;
	wb->fd = -1;
	wb->today = today;
	wb->latest = KY_NO_DAY;
	return wb;
}

enum ky_code workbook_connect(struct ky_workbook *wb, const char *file, int flags, struct ky_error *err)
{
	if (connection_open(file, flags, &wb->db) != SQLITE_OK)
		return wb->db ? db_fail(wb, err) : memory_out(err);
	db_watch(wb);
	return db_script(wb, "PRAGMA synchronous = EXTRA; PRAGMA cache_size = -800;", err);
}

void ky_workbook_close(struct ky_workbook *wb)
{
	if (!wb)
		return;
	backup_abandon(wb);
	if (wb->db)
		ky_change_rollback(wb);
	db_close(wb);
	lock_release(&wb->lock);
	if (wb->fd >= 0)
		close(wb->fd);
	copy_end(&wb->copy);
	if (wb->companion)
		wb->companion->free(wb->companion);
	ky_campaign_free(wb->campaign);
	free(wb->author);
	free(wb->path);
	free(wb->file);
	free(wb);
}

enum ky_code ky_workbook_check_file(struct ky_workbook *wb, struct ky_error *err)
{
	char *complaint = NULL;
	wb->endless.sound = true; /* for as long as it is looked at, which has an end */
	enum ky_code code = db_text_of(wb, "PRAGMA quick_check(1)", NULL, &complaint, err);
	bool bad = !code && complaint && strcmp(complaint, "ok") != 0;
	for (char *at = bad ? strchr(complaint, '\n') : NULL; at; at = strchr(at, '\n'))
		*at = ' ';
	if (bad && connection_device_failed(wb->db))
		code = db_device_failed(wb, err);
	else if (bad && strstr(complaint, "error code=7")) /* SQLITE_NOMEM: the check ended, not the file */
		code = memory_out(err);
	else if (bad)
		code = ky_fail(err, KY_INPUT,
			       _("%s is damaged (%s); keep it, and save what can be read with: kuayue recover %s "
				 "NEW, or take the last backup."),
			       wb->path, complaint, wb->path);
	wb->endless.sound = !code;
	free(complaint);
	return code;
}
