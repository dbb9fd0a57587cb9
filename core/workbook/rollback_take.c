/* Puts a copy into which a journal was played into the place of its workbook. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "workbook/rollback.h"

static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };
#define SUFFIXES (sizeof(suffixes) / sizeof(suffixes[0]))

static char *join(const char *file, const char *middle, const char *suffix)
{
	return memory_print("%s%s%s", file, middle, suffix);
}

/* Keeps a file under a second name: as a link where the file system has links and by_name allows it, else as a
 * copy. */
static bool keep(const char *from, const char *to, bool by_name, const struct stat *rights)
{
	if (by_name && link(from, to) == 0)
		return true;
	int source = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	int target = source < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ok = target >= 0 && copy_bytes(source, target) && fsync(target) == 0;
	if (target >= 0) {
		file_rights_like(target, rights);
		close(target);
	}
	if (source >= 0)
		close(source);
	if (target >= 0 && !ok)
		unlink(to);
	return ok;
}

/* Keeps the workbook and what lies beside it as they are. The others are useless without the workbook, so they are
 * not kept where there is no room for it. A journal is copied and not linked: with two names it would be refused,
 * if the machine stopped here. */
static void keep_before(const char *file, const struct stat *rights)
{
	bool kept = true;
	for (size_t i = SUFFIXES; i-- > 0;) {
		char *to = join(file, ".~before~", suffixes[i]);
		kept = kept && to;
		if (to)
			unlink(to);
		free(to);
	}
	for (size_t i = 0; kept && i < SUFFIXES; i++) {
		char *from = join(file, "", suffixes[i]), *to = join(file, ".~before~", suffixes[i]);
		kept = from && to && (keep(from, to, i == 0, rights) || i > 0);
		free(from);
		free(to);
	}
}

static void remove_beside(const char *file)
{
	for (size_t i = 1; i < SUFFIXES; i++) {
		char *name = join(file, "", suffixes[i]);
		if (name)
			unlink(name);
		free(name);
	}
}

static enum ky_code no_write(const char *shown, int why, struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM, _("%s: cannot be written here (%s); copy it to a folder you may write to."),
		       shown, ky_reason(why));
}

/* First the copy gets the workbook's name and its folder is removed, then what lies beside the workbook is
 * removed. If the machine stops in between, the journal that is still there changes nothing in the new workbook.
 */
static bool take_place(const char *file, struct copy *copy, const struct stat *rights)
{
	char *book = copy_path(copy, COPY_BOOK), *folder = file_folder(file);
	int fd = book && folder ? open(book, O_RDWR | O_NOFOLLOW | O_CLOEXEC) : -1;
	bool ok = fd >= 0;
	if (ok) {
		file_rights_like(fd, rights);
		ok = fsync(fd) == 0;
		close(fd);
	}
	if (ok)
		keep_before(file, rights);
	ok = ok && rename(book, file) == 0 && file_sync_folder(folder);
	int why = errno;
	if (ok) {
		copy_end(copy);
		remove_beside(file);
		file_sync_folder(folder);
	}
	free(book);
	free(folder);
	errno = why;
	return ok;
}

enum ky_code rollback_take(const char *file, const char *shown, int fd, const struct beside *beside,
			   struct copy *copy, struct ky_error *err)
{
	struct stat rights;
	enum ky_code code = KY_OK;
	if (fstat(fd, &rights) != 0) {
		code = no_write(shown, errno, err);
	} else if (copy->beside) {
		if (!take_place(file, copy, &rights))
			code = no_write(shown, errno, err);
	} else {
		if (!rollback_in_place(file, shown, fd, beside))
			code = no_write(shown, ENOSPC, err);
	}
	copy_end(copy);
	return code;
}
