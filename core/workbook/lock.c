/*
 * One program at a time: a lock file beside the workbook. The kernel holds the lock, so
 * that a killed program leaves none; the file's text only says who has it. It is a file
 * of its own because closing any descriptor of the workbook would drop SQLite's locks.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "workbook/internal.h"

static char *lock_name(const char *path)
{
	return xprintf("%s.lock", path);
}

/* Only a courtesy: the lock itself holds without it. What a killed program has left is cut off where it is longer,
 * which costs more than the writing. */
static void say_who(int fd)
{
	char who[64];
	struct stat st;
	int len = snprintf(who, sizeof(who), "pid %ld\n", (long)getpid());
	if (pwrite(fd, who, (size_t)len, 0) == len && fstat(fd, &st) == 0 && st.st_size > len &&
	    ftruncate(fd, len) != 0)
		return;
}

enum ky_code lock_take(const char *path, int *descriptor, struct ky_error *err)
{
	char *name = lock_name(path);
	enum ky_code code = KY_OK;
	int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	if (fd < 0) {
		code = ky_fail(err, KY_SYSTEM,
			       _("%s: cannot be written here (%s); copy it to a folder you may write to."), path,
			       ky_reason(errno));
	} else if (fcntl(fd, F_SETLK, &whole) < 0) {
		char who[128] = "";
		ssize_t got = read(fd, who, sizeof(who) - 1);
		who[got > 0 ? got : 0] = '\0';
		who[strcspn(who, "\n")] = '\0';
		code = ky_fail(err, KY_SYSTEM, _("%s is open in another window (%s); close it there first."), path,
			       who);
		close(fd);
		fd = -1;
	} else {
		say_who(fd);
	}
	free(name);
	*descriptor = fd;
	return code;
}

void lock_release(const char *path, int descriptor)
{
	if (descriptor < 0)
		return;
	char *name = lock_name(path);
	unlink(name);
	close(descriptor);
	free(name);
}
