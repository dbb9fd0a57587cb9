#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"

static enum ky_code cannot_open(const char *path, int why, struct ky_error *err)
{
	bool named_wrongly =
		why == ENOENT || why == ENOTDIR || why == ENAMETOOLONG || why == ELOOP || why == ENXIO;
	return ky_fail(err, named_wrongly ? KY_INPUT : KY_SYSTEM, _("%.300s cannot be opened (%s)."), path,
		       ky_reason(why));
}

enum ky_code file_open(const char *path, FILE **out, struct ky_error *err)
{
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
