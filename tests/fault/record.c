/*
 * Preloaded into the program under test: writes down every call that changes a file or folder below one folder,
 * for powercut.c to play again in part.
 *
 *   KUAYUE_RECORD_DIR  the folder, absolute
 *   KUAYUE_RECORD_LOG  the file for the calls, appended to
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "powercut.h"

/* A function of the C library by its name: ISO C has no cast between the two kinds of pointer. */
static void find(void *function, const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);
	if (!found)
		_exit(99);
	memcpy(function, &found, sizeof(found));
}
#define REAL(type, name, ...)                                                                                     \
	static type (*real)(__VA_ARGS__);                                                                         \
	if (!real)                                                                                                \
	find(&real, name)

static bool is_ours(const char *path)
{
	const char *dir = getenv("KUAYUE_RECORD_DIR");
	return dir && path && strncmp(path, dir, strlen(dir)) == 0;
}

static void put(struct recorded call, const char *path, const char *other, const void *bytes)
{
	REAL(ssize_t, "write", int, const void *, size_t);
	int why = errno;
	const char *log = getenv("KUAYUE_RECORD_LOG");
	int fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	snprintf(call.path, sizeof(call.path), "%s", path ? path : "");
	snprintf(call.other, sizeof(call.other), "%s", other ? other : "");
	bool done = fd >= 0 && real(fd, &call, sizeof(call)) == (ssize_t)sizeof(call) &&
		    (!call.len || real(fd, bytes, call.len) == (ssize_t)call.len);
	if (!done)
		_exit(98);
	syscall(SYS_close, fd);
	errno = why;
}

/* What the descriptor leads to, where that lies in the folder or had no name there. */
static bool look(int fd, struct recorded *call, char path[RECORDED_PATH])
{
	struct stat st;
	char link[40];
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	ssize_t len = readlink(link, path, RECORDED_PATH - 1);
	path[len > 0 ? len : 0] = '\0';
	if (!is_ours(path) || fstat(fd, &st) != 0)
		return false;
	*call = (struct recorded){ .what = S_ISDIR(st.st_mode) ? RECORD_SYNC_FOLDER : RECORD_WRITE,
				   .ino = st.st_ino };
	return true;
}

static void written(int fd, const void *bytes, ssize_t len, off_t at)
{
	struct recorded call;
	char path[RECORDED_PATH];
	int why = errno;
	if (len > 0 && look(fd, &call, path)) {
		call.at = at;
		call.len = (size_t)len;
		put(call, path, NULL, bytes);
	}
	errno = why;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	REAL(ssize_t, "write", int, const void *, size_t);
	ssize_t put_in = real(fd, bytes, len);
	int why = errno;
	if (put_in > 0)
		written(fd, bytes, put_in, lseek(fd, 0, SEEK_CUR) - put_in);
	errno = why;
	return put_in;
}

#define PWRITE_LIKE(name, offset)                                                                                 \
	ssize_t name(int fd, const void *bytes, size_t len, offset at)                                            \
	{                                                                                                         \
		REAL(ssize_t, #name, int, const void *, size_t, offset);                                          \
		ssize_t put_in = real(fd, bytes, len, at);                                                        \
		written(fd, bytes, put_in, at);                                                                   \
		return put_in;                                                                                    \
	}
PWRITE_LIKE(pwrite, off_t)
PWRITE_LIKE(pwrite64, off64_t)

#define TRUNCATE_LIKE(name, offset)                                                                               \
	int name(int fd, offset len)                                                                              \
	{                                                                                                         \
		REAL(int, #name, int, offset);                                                                    \
		struct recorded call;                                                                             \
		char path[RECORDED_PATH];                                                                         \
		int result = real(fd, len), why = errno;                                                          \
		if (result == 0 && look(fd, &call, path)) {                                                       \
			call.what = RECORD_TRUNCATE;                                                              \
			call.at = len;                                                                            \
			put(call, path, NULL, NULL);                                                              \
		}                                                                                                 \
		errno = why;                                                                                      \
		return result;                                                                                    \
	}
TRUNCATE_LIKE(ftruncate, off_t)
TRUNCATE_LIKE(ftruncate64, off64_t)

#define SYNC_LIKE(name)                                                                                           \
	int name(int fd)                                                                                          \
	{                                                                                                         \
		REAL(int, #name, int);                                                                            \
		struct recorded call;                                                                             \
		char path[RECORDED_PATH];                                                                         \
		int result = real(fd), why = errno;                                                               \
		if (result == 0 && look(fd, &call, path)) {                                                       \
			call.what = call.what == RECORD_SYNC_FOLDER ? RECORD_SYNC_FOLDER : RECORD_SYNC;           \
			put(call, path, NULL, NULL);                                                              \
		}                                                                                                 \
		errno = why;                                                                                      \
		return result;                                                                                    \
	}
SYNC_LIKE(fsync)
SYNC_LIKE(fdatasync)

/* A file that is made, or emptied. */
static int open_as(int at, const char *path, int flags, mode_t mode)
{
	struct stat before, now;
	bool made = (flags & O_CREAT) && is_ours(path) && fstatat(at, path, &before, AT_SYMLINK_NOFOLLOW) != 0;
	int fd = (int)syscall(SYS_openat, at, path, flags, mode), why = errno;
	bool tells = fd >= 0 && is_ours(path) && fstat(fd, &now) == 0 && S_ISREG(now.st_mode);
	if (tells && made)
		put((struct recorded){ .what = RECORD_MAKE, .ino = now.st_ino }, path, NULL, NULL);
	else if (tells && (flags & O_TRUNC))
		put((struct recorded){ .what = RECORD_TRUNCATE, .ino = now.st_ino }, path, NULL, NULL);
	errno = why;
	return fd;
}

#define OPEN_LIKE(name)                                                                                           \
	int name(const char *path, int flags, ...)                                                                \
	{                                                                                                         \
		va_list args;                                                                                     \
		va_start(args, flags);                                                                            \
		mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0;                         \
		va_end(args);                                                                                     \
		return open_as(AT_FDCWD, path, flags, mode);                                                      \
	}
OPEN_LIKE(open)
OPEN_LIKE(open64)

int openat(int at, const char *path, int flags, ...)
{
	va_list args;
	va_start(args, flags);
	mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return open_as(at, path, flags, mode);
}

#define MKSTEMP_LIKE(name)                                                                                        \
	int name(char *path)                                                                                      \
	{                                                                                                         \
		REAL(int, #name, char *);                                                                         \
		struct stat st;                                                                                   \
		int fd = real(path), why = errno;                                                                 \
		if (fd >= 0 && is_ours(path) && fstat(fd, &st) == 0)                                              \
			put((struct recorded){ .what = RECORD_MAKE, .ino = st.st_ino }, path, NULL, NULL);        \
		errno = why;                                                                                      \
		return fd;                                                                                        \
	}
MKSTEMP_LIKE(mkstemp)
MKSTEMP_LIKE(mkstemp64)

static void moved(enum recorded_what what, const char *from, const char *to)
{
	if (is_ours(from) || is_ours(to))
		put((struct recorded){ .what = what }, from, to, NULL);
}

int rename(const char *from, const char *to)
{
	REAL(int, "rename", const char *, const char *);
	int result = real(from, to);
	if (result == 0)
		moved(RECORD_RENAME, from, to);
	return result;
}

/* The program asks the kernel itself for renameat2. No system call has more than six arguments. */
long syscall(long number, ...)
{
	REAL(long, "syscall", long, ...);
	long given[6];
	va_list args;
	va_start(args, number);
	for (size_t i = 0; i < 6; i++)
		given[i] = va_arg(args, long);
	va_end(args);
	long result = real(number, given[0], given[1], given[2], given[3], given[4], given[5]);
	if (number == SYS_renameat2 && result == 0)
		moved(RECORD_RENAME, (const char *)given[1], (const char *)given[3]);
	return result;
}

static void linked(const char *to)
{
	struct stat st;
	if (is_ours(to) && lstat(to, &st) == 0)
		put((struct recorded){ .what = RECORD_LINK, .ino = st.st_ino }, to, NULL, NULL);
}

int link(const char *from, const char *to)
{
	REAL(int, "link", const char *, const char *);
	int result = real(from, to);
	if (result == 0)
		linked(to);
	return result;
}

int linkat(int from_at, const char *from, int to_at, const char *to, int flags)
{
	REAL(int, "linkat", int, const char *, int, const char *, int);
	int result = real(from_at, from, to_at, to, flags);
	if (result == 0)
		linked(to);
	return result;
}

int unlink(const char *path)
{
	REAL(int, "unlink", const char *);
	int result = real(path);
	if (result == 0 && is_ours(path))
		put((struct recorded){ .what = RECORD_UNLINK }, path, NULL, NULL);
	return result;
}

/* Of a name in an open folder. */
int unlinkat(int at, const char *name, int flags)
{
	REAL(int, "unlinkat", int, const char *, int);
	char path[RECORDED_PATH] = "", whole[2 * RECORDED_PATH];
	struct recorded call;
	bool ours = at >= 0 && look(at, &call, path);
	int result = real(at, name, flags);
	snprintf(whole, sizeof(whole), "%s/%s", path, name);
	if (result == 0 && ours)
		put((struct recorded){ .what = RECORD_UNLINK }, whole, NULL, NULL);
	return result;
}

int mkdir(const char *path, mode_t mode)
{
	REAL(int, "mkdir", const char *, mode_t);
	int result = real(path, mode);
	if (result == 0 && is_ours(path))
		put((struct recorded){ .what = RECORD_MAKE_FOLDER }, path, NULL, NULL);
	return result;
}

int rmdir(const char *path)
{
	REAL(int, "rmdir", const char *);
	int result = real(path);
	if (result == 0 && is_ours(path))
		put((struct recorded){ .what = RECORD_REMOVE_FOLDER }, path, NULL, NULL);
	return result;
}
