/* Writes a finished file onto a stick and gives it its name (package/deliver.h). */
#include "package/deliver.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "device/device.h"
#include "kuayue/drive.h"
#include "package/leftover.h"

#define CHUNK (64 * 1024)          /* a multiple of DEVICE_BLOCK */
#define FLUSH (INT64_C(4) << 20)   /* bytes that may wait in the cache: so progress is the device's */
#define MARGIN (INT64_C(64) << 10) /* for the folder's entry and the last cluster */

enum ky_code deliver_fail(const struct delivery *delivery, int why)
{
	const char *reason = ky_reason(why);
	switch (why) {
	case EIO:
	case ENODEV:
	case ENXIO:
	case ESTALE:
		return ky_fail(
			delivery->err, KY_SYSTEM,
			_("%s: the package could not be written (%s): the stick was pulled or has failed; plug "
			  "it in again, or take another, and export again."),
			delivery->dir, reason);
	case EROFS:
	case EACCES:
	case EPERM:
		return ky_fail(
			delivery->err, KY_SYSTEM,
			_("%s: the package could not be written (%s); move the stick's write protection, or "
			  "choose another folder."),
			delivery->dir, reason);
	default:
		return ky_fail(delivery->err, KY_SYSTEM,
			       _("%s: the package could not be written (%s); free some space or choose another "
				 "folder."),
			       delivery->dir, reason);
	}
}

static enum ky_code say(const struct delivery *delivery, int from, int to, int64_t at)
{
	int done = from + (int)((int64_t)(to - from) * at / (delivery->size ? delivery->size : 1));
	if (!delivery->progress || !delivery->progress(delivery->progress_data, done, ""))
		return KY_OK;
	return ky_fail(delivery->err, KY_NO, _("The export was stopped; nothing was written."));
}

static long long kib(int64_t bytes)
{
	return (long long)((bytes + 1023) / 1024);
}

static enum ky_code check_room(const struct delivery *delivery)
{
	int64_t room = -1, largest = -1;
	device_room(delivery->dir, &room, &largest);
	if (largest >= 0 && delivery->size > largest)
		return ky_fail(
			delivery->err, KY_SYSTEM,
			_("%s: the package could not be written: it has %lld KiB, and a FAT stick holds no file "
			  "of 4 GiB or more; take one with exFAT, or choose fewer documents."),
			delivery->dir, kib(delivery->size));
	if (room >= 0 && room < delivery->size + MARGIN)
		return ky_fail(delivery->err, KY_SYSTEM,
			       _("%s: the package could not be written: it needs %lld KiB, and there are %lld KiB "
				 "left; free some space or choose another folder."),
			       delivery->dir, kib(delivery->size + MARGIN), kib(room));
	return KY_OK;
}

/* Between making and locking another export may have taken it for a leftover: then once more. */
static enum ky_code make_temporary(struct delivery *delivery)
{
	struct stat st = { 0 };
	for (int tries = 0; tries < 10; tries++) {
		delivery->temporary = memory_print("%s/" LEFTOVER_NAME "XXXXXX", delivery->dir);
		if (!delivery->temporary)
			return memory_out(delivery->err);
		delivery->fd = mkstemp(delivery->temporary);
		if (delivery->fd < 0) {
			int why = errno;
			free(delivery->temporary);
			delivery->temporary = NULL;
			return deliver_fail(delivery, why);
		}
		bool locked = device_lock(delivery->fd);
		if (fstat(delivery->fd, &st) == 0 && (!locked || st.st_nlink > 0))
			break;
		close(delivery->fd);
		delivery->fd = -1;
		free(delivery->temporary);
		delivery->temporary = NULL;
	}
	if (delivery->fd < 0)
		return deliver_fail(delivery, EBUSY);
	fcntl(delivery->fd, F_SETFD, FD_CLOEXEC);
	ky_drive_share(delivery->fd, delivery->dir);
	return KY_OK;
}

enum ky_code deliver_open(struct delivery *delivery, int64_t size)
{
	assert(size > 0);
	delivery->fd = -1;
	delivery->temporary = NULL;
	delivery->size = size;
	leftovers_remove(delivery->dir);
	enum ky_code code = check_room(delivery);
	return code ? code : make_temporary(delivery);
}

static enum ky_code copy(struct delivery *delivery, FILE *built, char *buffer)
{
	int64_t at = 0, flushed = 0;
	enum ky_code code = KY_OK;
	rewind(built);
	while (!code && at < delivery->size) {
		size_t got = fread(buffer, 1, CHUNK, built);
		if (!got)
			return deliver_fail(delivery, ferror(built) ? errno : EIO);
		if (!file_write(delivery->fd, buffer, got))
			return deliver_fail(delivery, errno);
		at += (int64_t)got;
		if (at - flushed >= FLUSH && fdatasync(delivery->fd) != 0)
			return deliver_fail(delivery, errno);
		flushed = at - flushed >= FLUSH ? at : flushed;
		code = say(delivery, KY_DONE_PACKED, KY_DONE_WRITTEN, at);
	}
	if (!code && fsync(delivery->fd) != 0)
		code = deliver_fail(delivery, errno);
	return code;
}

/* Reads on until the buffer is full or the file ends; -1 for an error. */
static ssize_t read_all(int fd, char *buffer, size_t size)
{
	size_t len = 0;
	while (len < size) {
		ssize_t got = read(fd, buffer + len, size - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		len += (size_t)got;
		if (len % DEVICE_BLOCK) /* only the end is not a whole block */
			break;
	}
	return (ssize_t)len;
}

static int open_to_compare(const struct delivery *delivery)
{
	posix_fadvise(delivery->fd, 0, 0, POSIX_FADV_DONTNEED);
	int fd = device_open_direct(delivery->temporary);
	return fd >= 0 ? fd : open(delivery->temporary, O_RDONLY | O_CLOEXEC);
}

static enum ky_code compare(struct delivery *delivery, FILE *built, char *buffer, char *back)
{
	int64_t at = 0;
	int fd = open_to_compare(delivery);
	enum ky_code code = fd < 0 ? deliver_fail(delivery, errno) : KY_OK;
	rewind(built);
	while (!code && at < delivery->size) {
		size_t wanted = fread(buffer, 1, CHUNK, built);
		ssize_t got = read_all(fd, back, CHUNK);
		if (got < 0 || !wanted)
			code = deliver_fail(delivery, got < 0 ? errno : EIO);
		else if ((size_t)got != wanted || memcmp(buffer, back, wanted) != 0)
			code = ky_fail(
				delivery->err, KY_SYSTEM,
				_("%s: the package could not be written: what the stick gives back is not what "
				  "was written to it; it is worn out, take another."),
				delivery->dir);
		at += (int64_t)wanted;
		if (!code)
			code = say(delivery, KY_DONE_WRITTEN, 999, at);
	}
	if (fd >= 0)
		close(fd);
	return code;
}

enum ky_code deliver_write(struct delivery *delivery, FILE *built)
{
	assert(delivery->fd >= 0 && delivery->temporary); /* it was opened */
	char *buffer = memory_new(CHUNK);
	void *back = NULL;
	if (posix_memalign(&back, DEVICE_BLOCK, CHUNK) != 0)
		back = NULL;
	enum ky_code code = buffer && back ? copy(delivery, built, buffer) : memory_out(delivery->err);
	if (!code)
		code = compare(delivery, built, buffer, back);
	free(back);
	free(buffer);
	return code;
}

enum ky_code deliver_name(struct delivery *delivery, const char *final)
{
	assert(delivery->temporary); /* what was written has no name yet */
	/* Closing may say that something was lost; the lock is not needed any more. */
	int fd = delivery->fd;
	delivery->fd = -1;
	if (fd >= 0 && close(fd) != 0)
		return deliver_fail(delivery, errno);
	if (device_rename_new(delivery->temporary, final) != 0)
		return errno == EEXIST ? KY_NO : deliver_fail(delivery, errno);
	free(delivery->temporary);
	delivery->temporary = NULL;
	if (file_sync_folder(delivery->dir))
		return KY_OK;
	/* It is whole, but it may not have its name after a power cut: nobody shall count on it. */
	int why = errno;
	unlink(final);
	return deliver_fail(delivery, why);
}

void deliver_close(struct delivery *delivery)
{
	if (delivery->temporary)
		unlink(delivery->temporary);
	if (delivery->fd >= 0)
		close(delivery->fd);
	free(delivery->temporary);
	delivery->temporary = NULL;
	delivery->fd = -1;
}
