/* The private folder in which copies of a workbook are made and looked at (workbook/copy.h). */
#include "workbook/copy.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

#define CHUNK (256 << 10)

/* Every name that can be in the folder: what SQLite makes beside COPY_BOOK, and what `recover` makes of it. */
static const char *const names[] = { COPY_BOOK,       COPY_BOOK "-journal", COPY_BOOK "-wal", COPY_BOOK "-shm",
				     "waits-journal", "waits-wal",          "saved",          "saved-journal" };

static void empty(const char *dir)
{
	int folder = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	for (size_t i = 0; folder >= 0 && i < sizeof(names) / sizeof(names[0]); i++)
		unlinkat(folder, names[i], 0);
	if (folder >= 0)
		close(folder);
}

bool copy_begin(struct copy *copy, const char *file)
{
	*copy = (struct copy){ .dir = memory_print("%s.~copy~", file), .beside = true };
	if (!copy->dir)
		return false;
	empty(copy->dir);
	rmdir(copy->dir);
	if (mkdir(copy->dir, 0700) == 0)
		return true;
	int why = errno;
	free(copy->dir);
	*copy = (struct copy){ 0 };
	errno = why;
	return false;
}

bool copy_begin_elsewhere(struct copy *copy)
{
	const char *root = getenv("TMPDIR");
	*copy = (struct copy){ .dir = memory_print("%s/kuayue-XXXXXX", root && root[0] == '/' ? root : "/tmp") };
	if (copy->dir && mkdtemp(copy->dir))
		return true;
	int why = errno;
	free(copy->dir);
	*copy = (struct copy){ 0 };
	errno = why;
	return false;
}

char *copy_path(const struct copy *copy, const char *name)
{
	return memory_print("%s/%s", copy->dir, name);
}

bool copy_bytes(int from, int to)
{
	assert(from >= 0 && to >= 0 && from != to);
	char *buffer = memory_new(CHUNK);
	off_t at = 0;
	if (!buffer)
		return false;
	ssize_t got;
	while ((got = pread(from, buffer, CHUNK, at)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || !file_write(to, buffer, (size_t)got))
			break;
		at += got;
	}
	int why = errno;
	free(buffer);
	errno = why;
	return got == 0;
}

int copy_create(const struct copy *copy, const char *name)
{
	char *path = copy_path(copy, name);
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600) : -1;
	int why = errno;
	free(path);
	errno = why;
	return fd;
}

int copy_open(const struct copy *copy, const char *name)
{
	char *path = copy_path(copy, name);
	int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	int why = errno;
	free(path);
	errno = why;
	return fd;
}

bool copy_put(const struct copy *copy, int from, const char *name)
{
	assert(from >= 0 && name[0]);
	int to = copy_create(copy, name);
	if (to < 0)
		return false;
	bool copied = copy_bytes(from, to);
	int why = errno;
	bool closed = close(to) == 0;
	if (!copied)
		errno = why;
	return copied && closed;
}

void copy_end(struct copy *copy)
{
	if (!copy->dir)
		return;
	empty(copy->dir);
	rmdir(copy->dir);
	free(copy->dir);
	*copy = (struct copy){ 0 };
}
