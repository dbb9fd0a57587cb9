/* Makes a file that gets its name only when it is whole and on the disk. */
#include "device/new_file.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "device/device.h"
#include "kuayue/drive.h"

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

/* Makes the file under a temporary name, where it cannot be made without one. It is locked, because another export
 * removes such a file as a leftover if nobody holds it (package/leftover.c). -1 with errno. */
static int open_named(struct new_file *file, const char *folder)
{
	file->temporary = memory_print("%s/.kuayue-XXXXXX", folder);
	int fd = file->temporary ? mkstemp(file->temporary) : -1; /* mode 0600 */
	file->removable = fd >= 0;
	if (fd >= 0)
		device_lock(fd);
	return fd;
}

enum ky_code new_file_begin(struct new_file *file, const char *path, bool secret, struct ky_error *err)
{
	assert(path);
	struct stat st;
	*file = (struct new_file){ 0 };
	if (!path[0])
		return ky_fail(err, KY_INPUT, "%s", _("A new file has to have a name; nothing was written."));
	if (lstat(path, &st) == 0)
		return taken(path, err);
	char *folder = file_folder(path);
	file->path = memory_text(path);
	if (!folder || !file->path) {
		free(folder);
		new_file_end(file);
		return memory_out(err);
	}
	int fd = device_unnamed(folder);
	if (fd < 0)
		fd = open_named(file, folder);
	if (fd >= 0 && !secret)
		ky_drive_share(fd, folder);
	file->out = fd >= 0 ? fdopen(fd, "w+b") : NULL;
	free(folder);
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
	assert(file->out); /* it was begun */
	bool ok = !ferror(file->out) && fflush(file->out) == 0 && fsync(fileno(file->out)) == 0;
	return ok ? KY_OK : no_write(file, err);
}

enum ky_code new_file_name(struct new_file *file, struct ky_error *err)
{
	assert(file->out); /* it was begun */
	FILE *out = file->out;
	bool linked = !file->temporary;
	int result = linked ? device_name_unnamed(fileno(out), file->path) : 0, why = errno;
	file->out = NULL;
	if (fclose(out) != 0 && result == 0) {
		if (linked)
			unlink(file->path);
		return no_write(file, err);
	}
	errno = why;
	if (!linked)
		result = device_rename_new(file->temporary, file->path);
	if (result != 0)
		return errno == EEXIST ? taken(file->path, err) : no_write(file, err);
	file->removable = false;
	char *folder = file_folder(file->path);
	enum ky_code code = folder && file_sync_folder(folder) ? KY_OK : no_write(file, err);
	free(folder);
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

enum ky_code new_file_text(const char *path, const char *text, bool secret, struct ky_error *err)
{
	assert(path && text);
	struct new_file file = { 0 };
	enum ky_code code = new_file_begin(&file, path, secret, err);
	if (code)
		return code;
	fputs(text, file.out);
	code = new_file_settle(&file, err);
	if (!code)
		code = new_file_name(&file, err);
	new_file_end(&file);
	return code;
}
