#include "base/new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"

static enum ky_code no_write(const struct new_file *file, struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM, _("%.300s cannot be written (%s); choose another name or folder."),
		       file->path, ky_reason(errno));
}

static enum ky_code taken(const char *path, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%.300s is there already and is not written over; choose another name."),
		       path);
}

static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = xstrdup(slash ? path : ".");
	if (slash)
		folder[slash == path ? 1 : slash - path] = '\0';
	return folder;
}

enum ky_code new_file_begin(struct new_file *file, const char *path, bool secret, struct ky_error *err)
{
	struct stat st;
	*file = (struct new_file){ 0 };
	if (lstat(path, &st) == 0)
		return taken(path, err);
	char *folder = folder_of(path);
	struct strbuf name;
	strbuf_init(&name);
	strbuf_addf(&name, "%s/.kuayue-XXXXXX", folder);
	free(folder);
	file->path = xstrdup(path);
	file->temporary = strbuf_take(&name);
	int fd = mkstemp(file->temporary); /* mode 0600 */
	if (fd >= 0 && !secret)
		fchmod(fd, 0644);
	file->removable = fd >= 0;
	file->out = fd >= 0 ? fdopen(fd, "wb") : NULL;
	if (file->out)
		return KY_OK;
	enum ky_code code = no_write(file, err);
	if (fd >= 0)
		close(fd);
	new_file_end(file);
	return code;
}

enum ky_code new_file_settle(struct new_file *file, struct ky_error *err)
{
	bool ok = !ferror(file->out) && fflush(file->out) == 0 && fsync(fileno(file->out)) == 0;
	enum ky_code code = ok ? KY_OK : no_write(file, err);
	if (fclose(file->out) != 0 && !code)
		code = no_write(file, err);
	file->out = NULL;
	return code;
}

/* FAT has no links: there a name is taken by making it, then replaced. */
static int take_name(const char *temporary, const char *path)
{
	if (link(temporary, path) == 0)
		return unlink(temporary);
	if (errno == EEXIST)
		return -1;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return -1;
	close(fd);
	if (rename(temporary, path) == 0)
		return 0;
	int saved = errno;
	unlink(path);
	errno = saved;
	return -1;
}

enum ky_code new_file_name(struct new_file *file, struct ky_error *err)
{
	if (take_name(file->temporary, file->path) != 0)
		return errno == EEXIST ? taken(file->path, err) : no_write(file, err);
	file->removable = false;
	char *folder = folder_of(file->path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	/* Some file systems cannot sync a folder; they say EINVAL. */
	bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
	enum ky_code code = ok ? KY_OK : no_write(file, err);
	if (fd >= 0)
		close(fd);
	return code;
}

void new_file_end(struct new_file *file)
{
	if (file->out)
		fclose(file->out);
	if (file->removable)
		unlink(file->temporary);
	free(file->temporary);
	free(file->path);
	*file = (struct new_file){ 0 };
}
