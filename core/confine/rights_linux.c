/* Takes rights away by limits and Landlock. The filter of system calls is left to filter_linux.c. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "confine/filter.h"
#include "confine/rights.h"

/* Numbers that all machines share; the headers of older systems lack them. */
#define LANDLOCK_CREATE 444
#define LANDLOCK_RESTRICT 446
#define LANDLOCK_VERSION 1U /* asks which there is */

#define MOST_OPEN 4096                  /* descriptors that are closed where nobody knows which are open */
#define SIZE_UNKNOWN (INT64_C(1) << 30) /* bytes that a process may have, where nobody knows either */

static bool is_kept(int fd, const int *keep, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (keep[i] == fd)
			return true;
	return false;
}

static void close_unless_kept(int fd, const int *keep, size_t count)
{
	if (fd > STDERR_FILENO && !is_kept(fd, keep, count))
		close(fd);
}

void rights_close_others(const int *keep, size_t count)
{
	int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int fd = 0; fd <= STDERR_FILENO && nowhere >= 0; fd++)
		if (!is_kept(fd, keep, count) && !(fd == STDERR_FILENO && rights_are_watched()))
			dup2(nowhere, fd);
	DIR *list = opendir("/proc/self/fd");
	for (int fd = 0; !list && fd < MOST_OPEN; fd++)
		close_unless_kept(fd, keep, count);
	if (!list)
		return;
	for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
		long fd = strtol(entry->d_name, NULL, 10);
		if (fd != dirfd(list))
			close_unless_kept((int)fd, keep, count);
	}
	closedir(list);
}

/* There in a build that counts which lines run: the first with gcc, the second with clang. */
extern void __gcov_exit(void) __attribute__((weak));
extern void __gcov_dump(void) __attribute__((weak));

bool rights_are_watched(void)
{
	const char *loaded = getenv("LD_PRELOAD");
#if defined(__SANITIZE_ADDRESS__)
	return true;
#endif
	return __gcov_exit || __gcov_dump || (loaded && strstr(loaded, "vgpreload"));
}

/* What setrlimit counts its limits by: glibc has an enum for it. */
#ifdef __GLIBC__
typedef __rlimit_resource_t resource;
#else
typedef int resource;
#endif

static void limit(resource what, int64_t most)
{
	struct rlimit value = { (rlim_t)most, (rlim_t)most }, now;
	if (getrlimit(what, &now) != 0)
		return;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < value.rlim_max)
		value.rlim_max = now.rlim_max;
	if (value.rlim_cur > value.rlim_max)
		value.rlim_cur = value.rlim_max;
	setrlimit(what, &value);
}

/* Bytes of memory that the process has taken up. */
static int64_t size_now(void)
{
	long pages = 0;
	FILE *file = fopen("/proc/self/statm", "r");
	if (!file || fscanf(file, "%ld", &pages) != 1)
		pages = 0;
	if (file)
		fclose(file);
	return pages > 0 ? (int64_t)pages * sysconf(_SC_PAGESIZE) : SIZE_UNKNOWN;
}

/* No path leads anywhere, and no port: what this version of Landlock knows is refused altogether. */
static void refuse_paths(void)
{
	static const unsigned char rights[] = { 0, 13, 14, 15, 15, 16 }; /* of files, by version */
	struct {
		uint64_t files, ports;
	} handled = { 0, 3 };
	long version = syscall(LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION);
	if (version < 1)
		return;
	size_t known = (size_t)version < sizeof(rights) ? (size_t)version : sizeof(rights) - 1;
	handled.files = (UINT64_C(1) << rights[known]) - 1;
	long rules = syscall(LANDLOCK_CREATE, &handled, version < 4 ? sizeof(handled.files) : sizeof(handled), 0);
	if (rules < 0)
		return;
	syscall(LANDLOCK_RESTRICT, rules, 0);
	close((int)rules);
}

void rights_drop(struct rights *rights)
{
	struct rusage used;
	rights->had = getrusage(RUSAGE_SELF, &used) == 0 ? used.ru_maxrss : 0;
	struct rlimit time = { (rlim_t)rights->seconds, (rlim_t)rights->seconds + 1 };
	setrlimit(RLIMIT_CPU, &time);
	limit(RLIMIT_CORE, 0);
	if (rights_are_watched())
		return;
	int64_t size = size_now();
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	refuse_paths();
	limit(RLIMIT_AS, size + rights->memory);
	limit(RLIMIT_FSIZE, rights->largest);
	limit(RLIMIT_NPROC, 0);
	limit(RLIMIT_NOFILE, 0);
	filter_calls();
}

/* A quarter stands for what does not show as used: large blocks that nobody has written to yet. */
bool rights_memory_is_used_up(const struct rights *rights)
{
	struct rusage used;
	void *more = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (more == MAP_FAILED)
		return true;
	munmap(more, 1 << 20);
	return getrusage(RUSAGE_SELF, &used) == 0 && used.ru_maxrss - rights->had >= rights->memory / 1024 / 4;
}

void rights_end(int status)
{
	if (__gcov_exit)
		__gcov_exit();
	else if (__gcov_dump)
		__gcov_dump();
	_exit(status);
}
