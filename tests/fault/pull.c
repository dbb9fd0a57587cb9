/*
 * Preloaded into the program under test: counts its calls on the files of one folder, and at the n-th lets
 * that call fail, pulls the stick, fills it, or cuts the power.
 *
 *   KUAYUE_PULL_DIR    the folder, absolute
 *   KUAYUE_PULL_AT     which call; 0: none, only count
 *   KUAYUE_PULL_HOW    fail: this call alone says EIO
 *                      short: if this call writes, half is written, and it says so
 *                      pull: so does everything from then on
 *                      full: from then on nothing can be written (ENOSPC)
 *                      die:  the power is cut: what was written since the last fsync is lost
 *                      kill: the program is killed; what it wrote is on the disk
 *                      fat:  nothing counts; as on FAT, nobody has rights, links or files without a name
 *                      unread: only reading counts, and fails from then on (EIO)
 *   KUAYUE_PULL_COUNT  a file that gets the number of calls when the program ends
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
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILES 256

struct file {
	bool ours;    /* lies in the folder */
	bool written; /* since the last fsync */
	int copy;     /* a descriptor that outlives the program's own; 0: none */
	off_t synced; /* the size that is safe */
};

static struct file files[FILES];
static bool is_short; /* the write that comes next */

/* One stick for the program and for the process without rights that reads for it: what befalls the one befalls the
 * other, and who is killed is killed with all of it. */
static struct {
	long count;
	bool pulled, is_full, killed;
} * both;

__attribute__((constructor)) static void begin(void)
{
	both = mmap(NULL, sizeof(*both), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (both == MAP_FAILED)
		_exit(97);
}

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

static bool is_how(const char *how)
{
	const char *wanted = getenv("KUAYUE_PULL_HOW");
	return wanted && strcmp(wanted, how) == 0;
}

static bool in_folder(const char *path)
{
	const char *dir = getenv("KUAYUE_PULL_DIR");
	return dir && path && strncmp(path, dir, strlen(dir)) == 0;
}

static bool is_ours(int fd)
{
	return fd >= 0 && fd < FILES && files[fd].ours;
}

static void kill_all(void)
{
	both->killed = true;
	_exit(137);
}

static void cut_power(void)
{
	for (int i = 0; i < FILES; i++)
		if (files[i].copy && files[i].written && ftruncate(files[i].copy, files[i].synced) != 0)
			_exit(98);
	kill_all();
}

/* True: the call has to fail, and errno says how. */
static bool strike_at(bool writes, bool reads)
{
	const char *at = getenv("KUAYUE_PULL_AT");
	if (is_how("unread") != reads || is_how("fat"))
		return false;
	both->count++;
	if (at && both->count == strtol(at, NULL, 10)) {
		if (is_how("die"))
			cut_power();
		if (is_how("kill"))
			kill_all();
		both->pulled = both->pulled || is_how("pull") || reads;
		both->is_full = both->is_full || is_how("full");
		is_short = is_how("short");
		if (is_how("fail")) {
			errno = EIO;
			return true;
		}
	}
	if (both->pulled)
		errno = reads ? EIO : ENODEV;
	else if (both->is_full && writes)
		errno = ENOSPC;
	return both->pulled || (both->is_full && writes);
}

static bool strike(bool writes)
{
	return strike_at(writes, false);
}

/* How much of a write is done, by what strike said of it. */
static size_t written_of(size_t len)
{
	size_t half = is_short && len > 1 ? len / 2 : len;
	is_short = false;
	return half;
}

/* True: the file system does not know such a thing. */
static bool is_fat(bool ours, int why)
{
	if (!ours || !is_how("fat"))
		return false;
	errno = why;
	return true;
}

static void opened(int fd, bool to_write)
{
	struct stat st;
	if (fd < 0 || fd >= FILES)
		return;
	/* Copies of what was closed are kept: what it wrote may still be lost. They are found by their file. */
	struct file *file = &files[fd];
	if (file->copy && file->written) {
		for (int i = FILES - 1; i > 0; i--)
			if (!files[i].copy && !files[i].ours) {
				files[i] = *file;
				files[i].ours = false;
				break;
			}
	}
	*file = (struct file){ .ours = true };
	if (to_write && fstat(fd, &st) == 0) {
		file->synced = st.st_size;
		file->copy = fcntl(fd, F_DUPFD_CLOEXEC, FILES);
	}
}

static void synced(int fd)
{
	struct stat st, other;
	if (fstat(fd, &st) != 0)
		return;
	for (int i = 0; i < FILES; i++)
		if (files[i].copy && fstat(files[i].copy, &other) == 0 && other.st_ino == st.st_ino &&
		    other.st_dev == st.st_dev) {
			files[i].written = false;
			files[i].synced = st.st_size;
		}
}

static int open_as(const char *name, int at, const char *path, int flags, mode_t mode)
{
	REAL(int, name, const char *, int, ...);
	static int (*real_at)(int, const char *, int, ...);
	if (!real_at)
		find(&real_at, "openat");
	bool ours = in_folder(path) || (at != AT_FDCWD && is_ours(at));
	if (is_fat(ours && (flags & O_TMPFILE) == O_TMPFILE, EOPNOTSUPP))
		return -1;
	if (ours && strike((flags & O_CREAT) != 0))
		return -1;
	int fd = at == AT_FDCWD ? real(path, flags, mode) : real_at(at, path, flags, mode);
	if (ours)
		opened(fd, (flags & O_ACCMODE) != O_RDONLY);
	else if (fd >= 0 && fd < FILES)
		files[fd].ours = false;
	return fd;
}

#define OPEN_LIKE(name)                                                                                           \
	int name(const char *path, int flags, ...)                                                                \
	{                                                                                                         \
		va_list args;                                                                                     \
		va_start(args, flags);                                                                            \
		mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0;                         \
		va_end(args);                                                                                     \
		return open_as(#name, AT_FDCWD, path, flags, mode);                                               \
	}
OPEN_LIKE(open)
OPEN_LIKE(open64)

int openat(int at, const char *path, int flags, ...)
{
	va_list args;
	va_start(args, flags);
	mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return open_as("open", at, path, flags, mode);
}

#define MKSTEMP_LIKE(name)                                                                                        \
	int name(char *path)                                                                                      \
	{                                                                                                         \
		REAL(int, #name, char *);                                                                         \
		if (in_folder(path) && strike(true))                                                              \
			return -1;                                                                                \
		int fd = real(path);                                                                              \
		if (in_folder(path))                                                                              \
			opened(fd, true);                                                                         \
		else if (fd >= 0 && fd < FILES)                                                                   \
			files[fd].ours = false;                                                                   \
		return fd;                                                                                        \
	}
MKSTEMP_LIKE(mkstemp)
MKSTEMP_LIKE(mkstemp64)

#define FOPEN_LIKE(name)                                                                                          \
	FILE *name(const char *path, const char *mode)                                                            \
	{                                                                                                         \
		REAL(FILE *, #name, const char *, const char *);                                                  \
		if (in_folder(path) && strike(false))                                                             \
			return NULL;                                                                              \
		return real(path, mode);                                                                          \
	}
FOPEN_LIKE(fopen)
FOPEN_LIKE(fopen64)

ssize_t write(int fd, const void *bytes, size_t len)
{
	REAL(ssize_t, "write", int, const void *, size_t);
	if (is_ours(fd)) {
		if (strike(true))
			return -1;
		files[fd].written = true;
		len = written_of(len);
	}
	return real(fd, bytes, len);
}

/* True: this reading has to fail. */
static bool is_unreadable(int fd)
{
	return is_ours(fd) && strike_at(false, true);
}

ssize_t read(int fd, void *bytes, size_t len)
{
	REAL(ssize_t, "read", int, void *, size_t);
	return is_unreadable(fd) ? -1 : real(fd, bytes, len);
}

/* The C library closes a stream by itself; its number may then be anything's. */
int fclose(FILE *file)
{
	REAL(int, "fclose", FILE *);
	if (is_ours(fileno(file)))
		files[fileno(file)].ours = false;
	return real(file);
}

/* A stream that is only read remembers that writing to it failed. */
size_t fread(void *to, size_t size, size_t count, FILE *file)
{
	REAL(size_t, "fread", void *, size_t, size_t, FILE *);
	if (!is_unreadable(fileno(file)))
		return real(to, size, count, file);
	putc('x', file);
	errno = EIO;
	return 0;
}

#define PREAD_LIKE(name, offset)                                                                                  \
	ssize_t name(int fd, void *bytes, size_t len, offset at)                                                  \
	{                                                                                                         \
		REAL(ssize_t, #name, int, void *, size_t, offset);                                                \
		return is_unreadable(fd) ? -1 : real(fd, bytes, len, at);                                         \
	}
PREAD_LIKE(pread, off_t)
PREAD_LIKE(pread64, off64_t)

#define PWRITE_LIKE(name, offset)                                                                                 \
	ssize_t name(int fd, const void *bytes, size_t len, offset at)                                            \
	{                                                                                                         \
		REAL(ssize_t, #name, int, const void *, size_t, offset);                                          \
		if (is_ours(fd)) {                                                                                \
			if (strike(true))                                                                         \
				return -1;                                                                        \
			files[fd].written = true;                                                                 \
			len = written_of(len);                                                                    \
		}                                                                                                 \
		return real(fd, bytes, len, at);                                                                  \
	}
PWRITE_LIKE(pwrite, off_t)
PWRITE_LIKE(pwrite64, off64_t)

#define FSYNC_LIKE(name)                                                                                          \
	int name(int fd)                                                                                          \
	{                                                                                                         \
		REAL(int, #name, int);                                                                            \
		if (is_ours(fd) && strike(true))                                                                  \
			return -1;                                                                                \
		int result = real(fd);                                                                            \
		if (is_ours(fd) && result == 0)                                                                   \
			synced(fd);                                                                               \
		return result;                                                                                    \
	}
FSYNC_LIKE(fsync)
FSYNC_LIKE(fdatasync)

/* A reader without rights closes what it was not given; the copies it keeps. */
static bool is_copy(int fd)
{
	bool is = false;
	for (int i = 0; fd >= FILES && i < FILES; i++)
		is = is || files[i].copy == fd;
	return is;
}

/* The program learns here that it was killed with its reader. */
pid_t waitpid(pid_t pid, int *status, int options)
{
	REAL(pid_t, "waitpid", pid_t, int *, int);
	pid_t got = real(pid, status, options);
	if (got > 0 && both->killed)
		_exit(137);
	return got;
}

int close(int fd)
{
	REAL(int, "close", int);
	if (is_copy(fd))
		return 0;
	if (is_ours(fd)) {
		bool failed = strike(false);
		files[fd].ours = false;
		if (failed) {
			int why = errno;
			real(fd);
			errno = why;
			return -1;
		}
	}
	return real(fd);
}

int rename(const char *from, const char *to)
{
	REAL(int, "rename", const char *, const char *);
	return in_folder(to) && strike(true) ? -1 : real(from, to);
}

/* The program asks the kernel itself for renameat2, which some C libraries lack. No system call has more
 * than six arguments. */
long syscall(long number, ...)
{
	REAL(long, "syscall", long, ...);
	long given[6];
	va_list args;
	va_start(args, number);
	for (size_t i = 0; i < 6; i++)
		given[i] = va_arg(args, long);
	va_end(args);
	if (number == SYS_renameat2 && in_folder((const char *)given[3]) && strike(true))
		return -1;
	return real(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}

int link(const char *from, const char *to)
{
	REAL(int, "link", const char *, const char *);
	return is_fat(in_folder(to), EPERM) || (in_folder(to) && strike(true)) ? -1 : real(from, to);
}

int linkat(int from_at, const char *from, int to_at, const char *to, int flags)
{
	REAL(int, "linkat", int, const char *, int, const char *, int);
	return is_fat(in_folder(to), EPERM) || (in_folder(to) && strike(true))
		       ? -1
		       : real(from_at, from, to_at, to, flags);
}

int fchmod(int fd, mode_t mode)
{
	REAL(int, "fchmod", int, mode_t);
	return is_fat(is_ours(fd), EPERM) ? -1 : real(fd, mode);
}

int chmod(const char *path, mode_t mode)
{
	REAL(int, "chmod", const char *, mode_t);
	return is_fat(in_folder(path), EPERM) ? -1 : real(path, mode);
}

int fchown(int fd, uid_t user, gid_t group)
{
	REAL(int, "fchown", int, uid_t, gid_t);
	return is_fat(is_ours(fd), EPERM) ? -1 : real(fd, user, group);
}

int unlink(const char *path)
{
	REAL(int, "unlink", const char *);
	return in_folder(path) && strike(false) ? -1 : real(path);
}

int unlinkat(int at, const char *path, int flags)
{
	REAL(int, "unlinkat", int, const char *, int);
	return (in_folder(path) || is_ours(at)) && strike(false) ? -1 : real(at, path, flags);
}

__attribute__((destructor)) static void say_count(void)
{
	const char *path = getenv("KUAYUE_PULL_COUNT");
	FILE *file = path ? fopen(path, "w") : NULL;
	if (!file)
		return;
	fprintf(file, "%ld\n", both->count);
	fclose(file);
}
