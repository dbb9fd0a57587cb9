/* Makes temporary files. tmpfile() only looks into /tmp, which may be full or missing; TMPDIR is tried first
 * here. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/memory.h"
#include "device/device.h"

#define CLOSE_ON_EXEC 1U /* MFD_CLOEXEC of linux/memfd.h */

/* Makes a file without a name. Kernels before 3.11 and some file systems cannot; there it has one for a moment. */
static int open_in(const char *folder)
{
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0)
		return fd;
	char *name = memory_print("%s/kuayue-XXXXXX", folder);
	fd = name ? mkostemp(name, O_CLOEXEC) : -1;
	int why = errno;
	if (fd >= 0)
		unlink(name);
	free(name);
	errno = why;
	return fd;
}

/* The path of an open descriptor below /proc, by which a file without a name is given one. */
static void name_in_proc(int fd, char name[40])
{
	snprintf(name, 40, "/proc/self/fd/%d", fd);
}

int device_unnamed(const char *folder)
{
	char name[40];
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0)
		return -1;
	name_in_proc(fd, name);
	if (access(name, F_OK) == 0)
		return fd;
	close(fd);
	return -1;
}

int device_name_unnamed(int fd, const char *path)
{
	char name[40];
	name_in_proc(fd, name);
	return linkat(AT_FDCWD, name, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

FILE *device_temporary(void)
{
	const char *const folders[] = { getenv("TMPDIR"), "/tmp", "/var/tmp" };
	int fd = -1;
	for (size_t i = 0; fd < 0 && i < sizeof(folders) / sizeof(folders[0]); i++)
		if (folders[i] && folders[i][0] == '/')
			fd = open_in(folders[i]);
	if (fd < 0)
		fd = (int)syscall(SYS_memfd_create, "kuayue", CLOSE_ON_EXEC);
	if (fd < 0)
		return NULL;
	FILE *file = fdopen(fd, "w+b");
	if (!file)
		close(fd);
	return file;
}
