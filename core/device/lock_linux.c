/* Locks bytes of a file for as long as the descriptor lives, whatever else the process closes or unlocks. */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "device/device.h"

#define MOST_PROCESSES (1 << 22) /* PID_MAX_LIMIT of Linux */

/* Linux has such locks since 3.15; an older kernel locks the whole file. */
static bool set_lock(int fd, int64_t at, int64_t len, short type)
{
	struct flock wanted = { .l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)at, .l_len = (off_t)len };
#ifdef F_OFD_SETLK
	if (fcntl(fd, F_OFD_SETLK, &wanted) == 0)
		return true;
	if (errno != EINVAL)
		return false;
#endif
	return type == F_UNLCK || flock(fd, (type == F_WRLCK ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0;
}

bool device_hold(int fd, int64_t at, int64_t len, bool alone)
{
	assert(fd >= 0 && at >= 0 && len > 0);
	return set_lock(fd, at, len, alone ? F_WRLCK : F_RDLCK);
}

void device_release(int fd, int64_t at, int64_t len)
{
	assert(fd >= 0 && at >= 0 && len > 0);
	set_lock(fd, at, len, F_UNLCK);
}

/* The kernel does not say who holds such a lock, but which byte is locked. So each process locks the byte of its
 * own number. */
void device_mark_holder(int fd, int64_t at)
{
	set_lock(fd, at + getpid(), 1, F_WRLCK);
}

pid_t device_holder(int fd, int64_t at)
{
	struct flock mark = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = (off_t)at, .l_len = MOST_PROCESSES + 1
	};
	bool known = fcntl(fd, F_GETLK, &mark) == 0 && mark.l_type != F_UNLCK && mark.l_start >= (off_t)at;
	return known ? (pid_t)(mark.l_start - (off_t)at) : 0;
}
