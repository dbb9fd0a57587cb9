/* A file system of SQLite whose only files were opened before it was set (workbook/given.h). */
#include "workbook/given.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#define NAME_MOST 64
#define SECTOR 4096 /* bytes: what SQLite takes a disk to have */

struct open_file {
	sqlite3_file base;
	struct given_file *given;
	int why; /* the last call failed */
};

static struct {
	struct given_file *files;
	size_t count;
	sqlite3_vfs *system; /* for the time, and for random numbers */
} here;

static struct given_file *find(const char *name)
{
	for (size_t i = 0; name && i < here.count; i++)
		if (strcmp(here.files[i].name, name) == 0)
			return &here.files[i];
	return NULL;
}

static int failed(struct open_file *file, int code)
{
	file->why = errno;
	return errno == ENOSPC || errno == EFBIG || errno == EDQUOT ? SQLITE_FULL : code;
}

static int close_file(sqlite3_file *file)
{
	(void)file;
	return SQLITE_OK;
}

static int read_file(sqlite3_file *base, void *to, int size, sqlite3_int64 at)
{
	struct open_file *file = (struct open_file *)base;
	size_t done = 0;
	while (done < (size_t)size) {
		ssize_t got = pread(file->given->fd, (char *)to + done, (size_t)size - done, at + (off_t)done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return failed(file, SQLITE_IOERR_READ);
		if (got == 0)
			break;
		done += (size_t)got;
	}
	memset((char *)to + done, 0, (size_t)size - done);
	return done == (size_t)size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int write_file(sqlite3_file *base, const void *from, int size, sqlite3_int64 at)
{
	struct open_file *file = (struct open_file *)base;
	for (size_t done = 0; done < (size_t)size;) {
		ssize_t put =
			pwrite(file->given->fd, (const char *)from + done, (size_t)size - done, at + (off_t)done);
		if (put < 0 && errno != EINTR)
			return failed(file, SQLITE_IOERR_WRITE);
		done += put > 0 ? (size_t)put : 0;
	}
	return SQLITE_OK;
}

static int truncate_file(sqlite3_file *base, sqlite3_int64 size)
{
	struct open_file *file = (struct open_file *)base;
	return ftruncate(file->given->fd, (off_t)size) == 0 ? SQLITE_OK : failed(file, SQLITE_IOERR_TRUNCATE);
}

static int sync_file(sqlite3_file *base, int flags)
{
	struct open_file *file = (struct open_file *)base;
	(void)flags;
	return fsync(file->given->fd) == 0 ? SQLITE_OK : failed(file, SQLITE_IOERR_FSYNC);
}

static int tell_size(sqlite3_file *base, sqlite3_int64 *size)
{
	struct open_file *file = (struct open_file *)base;
	struct stat st;
	if (fstat(file->given->fd, &st) != 0)
		return failed(file, SQLITE_IOERR_FSTAT);
	*size = st.st_size;
	return SQLITE_OK;
}

static int lock_file(sqlite3_file *file, int level)
{
	(void)file;
	(void)level;
	return SQLITE_OK;
}

static int tell_reserved(sqlite3_file *file, int *reserved)
{
	(void)file;
	*reserved = 0;
	return SQLITE_OK;
}

static int control_file(sqlite3_file *base, int what, void *value)
{
	if (what != SQLITE_FCNTL_LAST_ERRNO)
		return SQLITE_NOTFOUND;
	*(int *)value = ((struct open_file *)base)->why;
	return SQLITE_OK;
}

static int tell_sector(sqlite3_file *file)
{
	(void)file;
	return SECTOR;
}

static int tell_device(sqlite3_file *file)
{
	(void)file;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static const sqlite3_io_methods methods = {
	.iVersion = 1, /* without shared memory, which a log needs unless its file is held alone */
	.xClose = close_file,
	.xRead = read_file,
	.xWrite = write_file,
	.xTruncate = truncate_file,
	.xSync = sync_file,
	.xFileSize = tell_size,
	.xLock = lock_file,
	.xUnlock = lock_file,
	.xCheckReservedLock = tell_reserved,
	.xFileControl = control_file,
	.xSectorSize = tell_sector,
	.xDeviceCharacteristics = tell_device,
};

/* A file for the time being has no name, and there is none. */
static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *got)
{
	struct open_file *file = (struct open_file *)base;
	struct given_file *given = find(name);
	(void)vfs;
	memset(file, 0, sizeof(*file));
	if (!given || given->fd < 0 || (!given->there && (given->read_only || !(flags & SQLITE_OPEN_CREATE))))
		return SQLITE_CANTOPEN;
	if (!given->there && ftruncate(given->fd, 0) != 0)
		return SQLITE_CANTOPEN;
	given->there = true;
	file->base.pMethods = &methods;
	file->given = given;
	if (got)
		*got = given->read_only ? (flags & ~SQLITE_OPEN_READWRITE) | SQLITE_OPEN_READONLY : flags;
	return SQLITE_OK;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync)
{
	struct given_file *given = find(name);
	(void)vfs;
	if (!given || !given->there)
		return SQLITE_IOERR_DELETE_NOENT;
	if (ftruncate(given->fd, 0) != 0 || (sync && fsync(given->fd) != 0))
		return SQLITE_IOERR_DELETE;
	given->there = false;
	return SQLITE_OK;
}

/* An empty one is none, as for SQLite's own. */
static int ask_file(sqlite3_vfs *vfs, const char *name, int what, int *yes)
{
	const struct given_file *given = find(name);
	struct stat st;
	(void)vfs;
	bool there = given && given->there && fstat(given->fd, &st) == 0 && st.st_size > 0;
	*yes = there && (what != SQLITE_ACCESS_READWRITE || !given->read_only);
	return SQLITE_OK;
}

static int name_file(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
	(void)vfs;
	return snprintf(out, (size_t)size, "%s", name) < size ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int give_random(sqlite3_vfs *vfs, int size, char *out)
{
	(void)vfs;
	return here.system->xRandomness(here.system, size, out);
}

static int give_time(sqlite3_vfs *vfs, double *out)
{
	(void)vfs;
	return here.system->xCurrentTime(here.system, out);
}

static int sleep_here(sqlite3_vfs *vfs, int microseconds)
{
	(void)vfs;
	return microseconds; /* it may not, and need not: nobody else has the files */
}

static int tell_error(sqlite3_vfs *vfs, int size, char *out)
{
	(void)vfs;
	if (size > 0)
		out[0] = '\0';
	return 0;
}

void given_files(struct given_file *files, size_t count)
{
	static sqlite3_vfs vfs = {
		.iVersion = 1,
		.szOsFile = sizeof(struct open_file),
		.mxPathname = NAME_MOST,
		.zName = "given",
		.xOpen = open_file,
		.xDelete = delete_file,
		.xAccess = ask_file,
		.xFullPathname = name_file,
		.xRandomness = give_random,
		.xSleep = sleep_here,
		.xCurrentTime = give_time,
		.xGetLastError = tell_error,
	};
	assert(files && count);
	if (!here.system)
		here.system = sqlite3_vfs_find(NULL);
	here.files = files;
	here.count = count;
	sqlite3_vfs_register(&vfs, 1);
}
