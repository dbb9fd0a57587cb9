/* Calls on files that Linux has and POSIX does not: reading past the cache, renaming without replacing, locks, and
 * how much room is left. */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "device/device.h"

#define FAT_MAGIC 0x4d44 /* MSDOS_SUPER_MAGIC of linux/magic.h */
#define FAT_LARGEST ((INT64_C(4) << 30) - 1)
#define NO_REPLACE 1 /* RENAME_NOREPLACE of linux/fs.h */

int device_open_direct(const char *path)
{
	return open(path, O_RDONLY | O_DIRECT | O_CLOEXEC);
}

/* renameat2 is called by its number, because glibc has it only since 2.28 and musl since 1.2.5. Older kernels and
 * some FUSE drivers cannot rename without replacing. There a link is made instead; and where there are no links,
 * the name is looked up first, so that only a program that takes this very name in that instant could lose its
 * file. */
int device_rename_new(const char *from, const char *to)
{
	assert(from && to);
	struct stat st;
	if (syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, NO_REPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (link(from, to) == 0)
		return unlink(from);
	if (errno == EEXIST || errno == EIO || errno == ENODEV)
		return -1;
	if (lstat(to, &st) == 0) {
		errno = EEXIST;
		return -1;
	}
	return errno == ENOENT ? rename(from, to) : -1;
}

bool device_lock(int fd)
{
	return flock(fd, LOCK_EX | LOCK_NB) == 0;
}

void device_room(const char *dir, int64_t *room, int64_t *largest)
{
	struct statvfs vfs;
	struct statfs fs;
	*room = *largest = -1;
	/* Some FUSE drivers answer with nothing but zeros. */
	if (statvfs(dir, &vfs) == 0 && vfs.f_blocks > 0)
		*room = (int64_t)(vfs.f_bavail * (uint64_t)vfs.f_frsize);
	if (statfs(dir, &fs) == 0 && fs.f_type == FAT_MAGIC)
		*largest = FAT_LARGEST;
}
