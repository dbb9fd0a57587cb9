/* Removes the files that a killed export left in a folder. */
#include "package/leftover.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "device/device.h"
#include "package/verify.h"

#define NAME_LEN (sizeof(LEFTOVER_NAME) - 1 + 6)

static bool may_be_ours(const char *name)
{
	if (strncmp(name, LEFTOVER_NAME, sizeof(LEFTOVER_NAME) - 1) != 0 || strlen(name) != NAME_LEN)
		return false;
	for (const char *at = name + sizeof(LEFTOVER_NAME) - 1; *at; at++)
		if (!isalnum((unsigned char)*at))
			return false;
	return true;
}

/* True for a package of ours that no program is writing: an export holds its lock until it ends. The file's age is
 * not used, because the clock may be wrong. */
static bool is_ours(int fd)
{
	struct stat st;
	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 1 && verify_begins(fd) &&
	       device_lock(fd);
}

void leftovers_remove(const char *dir)
{
	DIR *folder = opendir(dir);
	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
		if (!may_be_ours(entry->d_name))
			continue;
		int fd = openat(dirfd(folder), entry->d_name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
		if (fd >= 0 && is_ours(fd))
			unlinkat(dirfd(folder), entry->d_name, 0);
		if (fd >= 0)
			close(fd);
	}
	if (folder)
		closedir(folder);
}
