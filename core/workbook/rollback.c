/* Looks at what an interrupted save left beside a workbook, and plays it into a copy (workbook/rollback.h). */
#include "workbook/rollback.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "device/device.h"

/* A journal has each page at most once; a log is written back when it has 4 MiB. */
#define SIZE_MOST(file) (2 * (int64_t)(file) + (INT64_C(64) << 20))
#define READ_WRITE_AT 18 /* in the header: two bytes, both 2 in a file that asks for a log */

/* What is copied beside the copy waits under these names until the copy has been looked at without it. */
static const struct {
	const char *suffix, *waits;
} parts[] = {
	{ "-journal", "waits-journal" },
	{ "-wal", "waits-wal" },
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

static char *name_beside(const char *file, const char *suffix)
{
	return memory_print("%s%s", file, suffix);
}

/* The sentence for what is refused; nothing was changed. */
static enum ky_code refuse(const char *shown, const char *suffix, const char *why, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT,
		       _("%s was not opened: %s%s beside it does not belong to it (%s). Nothing was changed; save "
			 "what is in the workbook with: kuayue recover %s NEW, or take the last backup."),
		       shown, shown, suffix, why, shown);
}

static enum ky_code no_read(const char *shown, int why, struct ky_error *err)
{
	return why == EIO || why == ENODEV || why == ENXIO
		       ? file_unreadable(shown, err)
		       : ky_fail(err, KY_SYSTEM, _("%s: cannot be read (%s)."), shown, ky_reason(why));
}

/* Opens the file with that suffix; *fd is -1 where there is none. A link, a pipe or a file with a second name is
 * not a journal that a program made, and writing into it would change another file: it is refused. */
static enum ky_code open_beside(const char *file, const char *shown, const char *suffix, int *fd,
				struct ky_error *err)
{
	struct stat st = { 0 };
	char *name = name_beside(file, suffix);
	enum ky_code code = KY_OK;
	*fd = -1;
	if (!name)
		code = memory_out(err);
	else if (lstat(name, &st) != 0)
		code = errno == ENOENT ? KY_OK : no_read(shown, errno, err);
	else if (!S_ISREG(st.st_mode) || st.st_nlink != 1)
		code = refuse(shown, suffix, _("it is a link, or no file"), err);
	else if ((*fd = open(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)) < 0 && errno != ENOENT)
		code = no_read(shown, errno, err);
	free(name);
	return code;
}

/* Bytes at the end of a journal: it is one of several, and the name of a third file, which lists them and is
 * deleted when they have been played, stands before these. No program that writes workbooks attaches files. */
static bool names_third_file(int journal)
{
	static const unsigned char magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
	unsigned char end[8];
	struct stat st;
	return fstat(journal, &st) == 0 && st.st_size >= (off_t)sizeof(end) &&
	       pread(journal, end, sizeof(end), st.st_size - (off_t)sizeof(end)) == (ssize_t)sizeof(end) &&
	       memcmp(end, magic, sizeof(end)) == 0;
}

static enum ky_code look_at_journal(const char *file, const char *shown, struct beside *beside,
				    struct ky_error *err)
{
	int fd;
	char first = 0;
	enum ky_code code = open_beside(file, shown, "-journal", &fd, err);
	if (code || fd < 0)
		return code;
	ssize_t got = pread(fd, &first, 1, 0);
	if (got < 0)
		code = no_read(shown, errno, err);
	else if (got == 1 && first && names_third_file(fd))
		code = refuse(shown, "-journal", _("it names a third file"), err);
	beside->journal = got == 1 && first;
	beside->cold = !beside->journal;
	fstat(fd, &beside->seen[0]);
	close(fd);
	return code;
}

/* Refuses a file that is larger than it can be, so that copying it fills no disk. */
static enum ky_code check_sizes(const char *shown, int fd, const struct beside *beside, struct ky_error *err)
{
	struct stat st;
	if (fstat(fd, &st) != 0)
		return no_read(shown, errno, err);
	for (size_t i = 0; i < PARTS; i++)
		if (beside->seen[i].st_size > SIZE_MOST(st.st_size))
			return refuse(shown, parts[i].suffix, _("it is larger than it can be"), err);
	return KY_OK;
}

enum ky_code rollback_look(const char *file, const char *shown, int fd, struct beside *beside,
			   struct ky_error *err)
{
	unsigned char mode[2] = { 0 };
	int log = -1, index = -1;
	*beside = (struct beside){ 0 };
	enum ky_code code = look_at_journal(file, shown, beside, err);
	if (!code)
		code = open_beside(file, shown, "-wal", &log, err);
	if (!code)
		code = open_beside(file, shown, "-shm", &index, err);
	if (!code && pread(fd, mode, sizeof(mode), READ_WRITE_AT) < 0)
		code = no_read(shown, errno, err);
	beside->log = log >= 0 || mode[0] == 2 || mode[1] == 2;
	/* SQLite would read such a file, and never write it. */
	if (!code && (mode[0] > 2 || mode[1] > 2))
		code = ky_fail(err, KY_INPUT,
			       _("%s: the file is damaged (%s); keep it, and save what can be read with: kuayue "
				 "recover %s NEW, or take the last backup."),
			       shown, sqlite3_errstr(SQLITE_NOTADB), shown);
	if (log >= 0) {
		fstat(log, &beside->seen[1]);
		close(log);
	}
	if (index >= 0)
		close(index);
	return code ? code : check_sizes(shown, fd, beside, err);
}

/* The sentence for a copy that could not be made. */
static enum ky_code no_copy(const char *shown, int why, struct ky_error *err)
{
	if (why == EIO || why == ENODEV || why == ENXIO)
		return no_read(shown, why, err);
	return ky_fail(err, KY_SYSTEM,
		       _("The last save into %s was interrupted, and there is no room for a copy in which that is "
			 "put right (%s): free as much as the file has, beside it or in the folder for temporary "
			 "files, and open it again."),
		       shown, ky_reason(why));
}

/* Copies everything; KY_NO with *why where there is no room or no right to write. */
static enum ky_code fill(const struct copy *copy, const char *file, const char *shown, int fd,
			 const struct beside *beside, int *why, struct ky_error *err)
{
	struct stat st = { 0 };
	int64_t room = -1, largest = -1;
	fstat(fd, &st);
	device_room(copy->dir, &room, &largest);
	*why = ENOSPC;
	if (room >= 0 && room < (int64_t)(st.st_size + beside->seen[0].st_size + beside->seen[1].st_size))
		return KY_NO;
	if (!copy_put(copy, fd, COPY_BOOK)) {
		*why = errno;
		return KY_NO;
	}
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < PARTS; i++) {
		int part;
		code = open_beside(file, shown, parts[i].suffix, &part, err);
		if (code || part < 0)
			continue;
		/* The copy is looked at again, because the copy is what will be played. */
		if (i == 0 && names_third_file(part)) {
			code = refuse(shown, parts[i].suffix, _("it names a third file"), err);
		} else if (!copy_put(copy, part, parts[i].waits)) {
			*why = errno;
			code = KY_NO;
		}
		close(part);
	}
	return code;
}

/* In one place; KY_NO with *why where there is no room. */
static enum ky_code try_in(const struct copy *copy, const char *file, const char *shown, int fd,
			   const struct beside *beside, struct schema *own, int *why, struct ky_error *err)
{
	enum evidence_fault fault = EVIDENCE_FITS;
	enum ky_code code = fill(copy, file, shown, fd, beside, why, err);
	if (!code)
		code = rollback_play(copy, shown, beside->log, own, &fault, err);
	if (!code && fault)
		code = refuse(shown, beside->journal ? "-journal" : "-wal", evidence_words(fault), err);
	return code;
}

enum ky_code rollback_try(const char *file, const char *shown, int fd, const struct beside *beside,
			  struct schema *own, struct copy *copy, struct ky_error *err)
{
	int why = 0;
	enum ky_code code = KY_NO;
	for (int place = 0; code == KY_NO && place < 2; place++) {
		if (!(place ? copy_begin_elsewhere(copy) : copy_begin(copy, file))) {
			why = errno;
			continue;
		}
		code = try_in(copy, file, shown, fd, beside, own, &why, err);
		if (code)
			copy_end(copy);
	}
	return code == KY_NO ? no_copy(shown, why, err) : code;
}
