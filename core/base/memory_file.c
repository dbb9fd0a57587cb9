/* Makes files without a name, as Linux can, and gives them a path to read them by. No other file knows how. */
#define _GNU_SOURCE
#include "base/memory_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MFD_CLOEXEC
#define MFD_CLOEXEC 1U
#endif

const char *memory_file_folder(void)
{
	const char *folder = getenv("TMPDIR");
	return folder && *folder ? folder : "/tmp";
}

/* memfd_create is called through syscall, because a C library older than glibc 2.27 has no function for it. */
static int make_memory(void)
{
#ifdef SYS_memfd_create
	return (int)syscall(SYS_memfd_create, "kuayue", MFD_CLOEXEC);
#else
	errno = ENOSYS;
	return -1;
#endif
}

static int make_unnamed(void)
{
#ifdef O_TMPFILE
	return open(memory_file_folder(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#else
	errno = EOPNOTSUPP;
	return -1;
#endif
}

static bool make_named(struct memory_file *file)
{
	int len = snprintf(file->path, sizeof(file->path), "%s/kuayue-XXXXXX", memory_file_folder());
	if (len < 0 || (size_t)len >= sizeof(file->path)) {
		errno = ENAMETOOLONG;
		return false;
	}
	file->fd = mkstemp(file->path);
	return file->fd >= 0;
}

/* A file without a name can be read by the kernel's name for its descriptor, where /proc is mounted. */
static bool make(struct memory_file *file)
{
	if (file->way == MEMORY_FILE_NAMED)
		return make_named(file);
	file->fd = file->way == MEMORY_FILE_MEMORY ? make_memory() : make_unnamed();
	if (file->fd < 0)
		return false;
	snprintf(file->path, sizeof(file->path), "/proc/self/fd/%d", file->fd);
	if (access(file->path, R_OK) == 0)
		return true;
	memory_file_close(file);
	return false;
}

static bool fill(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t wrote = write(fd, bytes, len);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return false;
		bytes += wrote;
		len -= (size_t)wrote;
	}
	return true;
}

bool memory_file_open(struct memory_file *file, enum memory_file_way first, const void *bytes, size_t len)
{
	for (file->way = first;; file->way++) {
		if (make(file)) {
			if (fill(file->fd, bytes, len))
				return true;
			memory_file_close(file);
		}
		if (file->way == MEMORY_FILE_NAMED)
			return false;
	}
}

void memory_file_close(struct memory_file *file)
{
	int why = errno;
	if (file->way == MEMORY_FILE_NAMED)
		unlink(file->path);
	close(file->fd);
	file->fd = -1;
	errno = why;
}
