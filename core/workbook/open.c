/* Opens a workbook. It finds out what kind of file it is before SQLite reads it. */
#define _XOPEN_SOURCE 700 /* realpath */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "workbook/internal.h"
#include "workbook/meta.h"

#define HEADER_SIZE 100
#define TRIES 5 /* the file may be replaced while we wait for it */

static unsigned long big_endian(const unsigned char *bytes)
{
	return ((unsigned long)bytes[0] << 24) | ((unsigned long)bytes[1] << 16) | ((unsigned long)bytes[2] << 8) |
	       bytes[3];
}

static bool is_workbook(const unsigned char header[HEADER_SIZE], unsigned long *version)
{
	*version = big_endian(header + 60);
	return memcmp(header, "SQLite format 3", 16) == 0 && big_endian(header + 68) == WORKBOOK_APPLICATION_ID &&
	       *version > 0;
}

static enum ky_code cannot_open(const char *path, int why, struct ky_error *err)
{
	return why == ENOENT ? ky_fail(err, KY_INPUT,
				       _("%s: there is no such workbook; make it with `kuayue new`."), path)
			     : ky_fail(err, KY_SYSTEM, _("%s: cannot be read (%s)."), path, ky_reason(why));
}

/* A pipe or a device is refused without opening it, because opening might wait for ever. */
static enum ky_code reach(struct ky_workbook *wb, struct ky_error *err)
{
	struct stat st;
	bool is_link = lstat(wb->path, &st) == 0 && S_ISLNK(st.st_mode);
	wb->file = is_link ? realpath(wb->path, NULL) : memory_text(wb->path);
	if (!wb->file || stat(wb->file, &st) != 0)
		return cannot_open(wb->path, errno, err);
	if (!S_ISREG(st.st_mode))
		return ky_fail(err, KY_INPUT, _("%.300s is no file; give the path of a file."), wb->path);
	const int flags = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	wb->fd = open(wb->file, O_RDWR | flags);
	if (wb->fd < 0 && errno != ENOENT)
		wb->fd = open(wb->file, O_RDONLY | flags);
	return wb->fd >= 0 ? KY_OK : cannot_open(wb->path, errno, err);
}

static enum ky_code identify(struct ky_workbook *wb, unsigned long *version, struct ky_error *err)
{
	unsigned char header[HEADER_SIZE];
	ssize_t got = pread(wb->fd, header, sizeof(header), 0);
	if (got < 0 && errno == EIO)
		return db_device_failed(wb, err);
	if (got < 0)
		return cannot_open(wb->path, errno, err);
	if (got != (ssize_t)sizeof(header) || !is_workbook(header, version))
		return ky_fail(err, KY_INPUT, _("%s is not a Kuayue workbook; choose another file."), wb->path);
	return KY_OK;
}

enum ky_code workbook_reach(struct ky_workbook *wb, unsigned long *version, struct ky_error *err)
{
	enum ky_code code = reach(wb, err);
	return code ? code : identify(wb, version, err);
}

static enum ky_code may_write(const struct ky_workbook *wb, bool *may, struct ky_error *err)
{
	char *folder = file_folder(wb->file);
	*may = folder && access(folder, W_OK) == 0 && access(wb->file, W_OK) == 0;
	enum ky_code code = folder ? KY_OK : memory_out(err);
	free(folder);
	return code;
}

/* Why it is opened for reading only, if it is. */
static void choose_mode(struct ky_workbook *wb, enum ky_mode mode, unsigned long version, bool writable)
{
	wb->read_only = true;
	if (version > WORKBOOK_VERSION)
		snprintf(wb->reason, sizeof(wb->reason),
			 _("%.200s was written by a newer Kuayue: it can be read here, not changed."), wb->path);
	else if (mode == KY_READ)
		snprintf(wb->reason, sizeof(wb->reason), "%s", _("The workbook was opened for reading only."));
	else if (!writable)
		snprintf(wb->reason, sizeof(wb->reason),
			 _("%.200s cannot be written here: copy it to a folder you may write to."), wb->path);
	else
		wb->read_only = false;
}

/* True where the path still leads to the file that was opened. */
static bool is_current(const struct ky_workbook *wb)
{
	struct stat opened, named;
	return fstat(wb->fd, &opened) == 0 && stat(wb->file, &named) == 0 && opened.st_dev == named.st_dev &&
	       opened.st_ino == named.st_ino;
}

static void let_go(struct ky_workbook *wb)
{
	lock_release(&wb->lock);
	if (wb->fd >= 0)
		close(wb->fd);
	free(wb->file);
	wb->fd = -1;
	wb->file = NULL;
}

/* Reaches the file, locks it, and puts right what lies beside it. */
static enum ky_code prepare(struct ky_workbook *wb, const struct workbook_ask *ask, struct schema *own,
			    unsigned long *version, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	for (int tries = 0; tries < TRIES; tries++) {
		bool replaced = false, writable = false;
		let_go(wb);
		code = workbook_reach(wb, version, err);
		if (!code)
			code = may_write(wb, &writable, err);
		if (code)
			return code;
		choose_mode(wb, ask->mode, *version, writable);
		struct lock_ask lock = {
			.fd = wb->fd, .file = wb->file, .shown = wb->path, .seconds = ask->seconds
		};
		if (!wb->read_only)
			code = lock_take(&wb->lock, &lock, err);
		if (!code && !is_current(wb))
			continue;
		if (!code)
			code = workbook_settle(wb, writable, own, &replaced, err);
		if (code || !replaced)
			return code;
	}
	return ky_fail(err, KY_SYSTEM, _("%s: another program is writing it; try again in a moment."), wb->path);
}

enum ky_code workbook_odd(const char *path, const char *fault, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT,
		       _("%s was not opened: %s in it is not of Kuayue's making, and might do anything. Take the "
			 "last backup, or ask for a copy that only Kuayue has written."),
		       path, fault);
}

enum ky_code workbook_check_schema(struct ky_workbook *wb, const char *const *kinds, struct ky_error *err)
{
	struct schema own;
	struct strbuf fault;
	strbuf_init(&fault, STRBUF_LINE);
	workbook_schema(kinds, &own);
	int rc = schema_check(wb->db, &own, &fault);
	enum ky_code code = rc == SQLITE_OK ? KY_OK : rc == SQLITE_NOMEM ? memory_out(err) : db_fail(wb, err);
	if (!code && fault.over)
		code = strbuf_check(&fault, wb->path, err);
	if (!code && fault.len)
		code = workbook_odd(wb->path, fault.text, err);
	strbuf_free(&fault);
	schema_free(&own);
	return code;
}

static enum ky_code connect(struct ky_workbook *wb, struct ky_error *err)
{
	if (!wb->copy.dir)
		return workbook_connect(wb, wb->file, wb->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE,
					err);
	char *copy = copy_path(&wb->copy, COPY_BOOK);
	enum ky_code code = copy ? workbook_connect(wb, copy, SQLITE_OPEN_READONLY, err) : memory_out(err);
	copy_end(&wb->copy); /* what is open can be read on without a name */
	free(copy);
	return code;
}

enum ky_code workbook_open(const struct workbook_ask *ask, const char *const *kinds, struct ky_workbook **out,
			   int *version, struct ky_error *err)
{
	struct ky_workbook *wb = workbook_alloc(ask->path, ask->today);
	struct schema own;
	unsigned long stored = 0;
	*version = 0;
	if (!wb)
		return memory_out(err);
	workbook_schema(kinds, &own);
	enum ky_code code = prepare(wb, ask, &own, &stored, err);
	if (!code)
		code = connect(wb, err);
	schema_free(&own);

	*version = wb->version = stored > WORKBOOK_VERSION ? WORKBOOK_VERSION + 1 : (int)stored;
	if (code)
		ky_workbook_close(wb);
	else
		*out = wb;
	return code;
}
