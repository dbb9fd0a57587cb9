/* Opens files that a user names, and gives new ones their rights. */
#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"

static enum ky_code cannot_open(const char *path, int why, struct ky_error *err)
{
	bool named_wrongly =
		why == ENOENT || why == ENOTDIR || why == ENAMETOOLONG || why == ELOOP || why == ENXIO;
	return ky_fail(err, named_wrongly ? KY_INPUT : KY_SYSTEM, _("%.300s cannot be opened (%s)."), path,
		       ky_reason(why));
}

enum ky_code file_unreadable(const char *path, struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM, _("%s: the disk or stick failed; copy the file elsewhere and go on there."),
		       path);
}

enum ky_code file_open(const char *path, FILE **out, struct ky_error *err)
{
	assert(path && out);
	struct stat st;
	/* Without O_NONBLOCK the opening of a pipe waits until somebody writes into it. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return cannot_open(path, errno, err);
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return ky_fail(err, KY_INPUT, _("%.300s is no file; give the path of a file."), path);
	}
	*out = fdopen(fd, "rb");
	if (*out)
		return KY_OK;
	close(fd);
	return cannot_open(path, errno, err);
}

char *file_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = memory_text(slash ? path : ".");
	if (folder && slash)
		folder[slash == path ? 1 : slash - path] = '\0';
	return folder;
}

const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

bool file_ends(const char *path, const char *const endings[])
{
	size_t len = strlen(path);
	for (size_t i = 0; endings[i]; i++) {
		size_t end = strlen(endings[i]);
		if (len > end && strcasecmp(path + len - end, endings[i]) == 0)
			return true;
	}
	return false;
}

void file_rights_like(int fd, const struct stat *other)
{
	struct stat st;
	mode_t mode = other->st_mode & 0666;
	bool root = geteuid() == 0;
	if (fstat(fd, &st) != 0)
		return;
	bool same = st.st_gid == other->st_gid && (!root || st.st_uid == other->st_uid);
	bool given = same || fchown(fd, root ? other->st_uid : (uid_t)-1, other->st_gid) == 0;
	if (!given && st.st_gid != other->st_gid)
		mode &= (mode_t)~S_IRWXG;
	fchmod(fd, mode);
}

bool file_sync_folder(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* Some file systems cannot sync a folder; they say EINVAL. */
	bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
	int why = errno;
	if (fd >= 0)
		close(fd);
	errno = why;
	return ok;
}

void file_make_folders(const char *path)
{
	char *copy = memory_text(path);
	for (char *slash = copy && copy[0] ? strchr(copy + 1, '/') : NULL; slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(copy, 0755);
		*slash = '/';
	}
	free(copy);
}

bool file_write(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t put = write(fd, bytes, len);
		if (put < 0 && errno != EINTR)
			return false;
		bytes += put > 0 ? put : 0;
		len -= put > 0 ? (size_t)put : 0;
	}
	return true;
}
