/*
 * Lets one program at a time write a workbook. The lock is on a byte of the workbook itself that SQLite does not
 * use; so it holds by whatever name the file was reached, and a killed program leaves none. The file W.lock beside
 * it is only a note for people, of who has the workbook open; Kuayue 0.1.0 locked the note instead.
 */
#include "workbook/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "device/device.h"

#define LOCK_BYTE INT64_C(0x40010000)    /* behind the bytes that SQLite locks, SQLITE_BYTES */
#define HOLDER_BYTES INT64_C(0x41000000) /* one of these tells who */
#define SQLITE_BYTES INT64_C(0x40000000) /* of its file format */
#define SQLITE_COUNT 512
#define TRIES 10
#define SECOND INT64_C(1000000000) /* in nanoseconds */
#define MOMENT 50000000            /* nanoseconds, between two tries to have a lock */

static char *note_name(const char *file)
{
	return memory_print("%s.lock", file);
}

/* A link or a pipe of that name is not ours: it is not followed, and nothing waits for it. */
static int open_note(const char *name, int flags)
{
	struct stat st;
	int fd = open(name, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);
	if (fd < 0 || (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 1))
		return fd;
	close(fd);
	return -1;
}

static bool has_name(int fd, const char *name)
{
	struct stat st, named;
	return fstat(fd, &st) == 0 && lstat(name, &named) == 0 && st.st_dev == named.st_dev &&
	       st.st_ino == named.st_ino;
}

/* True where a program holds the note. One that a killed program left is held by nobody. */
static bool is_held(int note)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	return fcntl(note, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
}

/* Finds out who holds the workbook behind fd: as the note says, else by the number of the process. */
static void find_holder(int fd, const char *name, char *who, size_t size)
{
	pid_t pid = device_holder(fd, HOLDER_BYTES);
	int note = open_note(name, O_RDONLY);
	ssize_t got = note >= 0 && is_held(note) ? read(note, who, size - 1) : -1;
	who[got > 0 ? got : 0] = '\0';
	who[strcspn(who, "\n")] = '\0';
	if (!who[0] && pid > 0)
		snprintf(who, size, "pid %ld", (long)pid);
	if (note >= 0)
		close(note);
}

static enum ky_code held(const struct workbook_lock *lock, const char *shown, struct ky_error *err)
{
	char who[128];
	find_holder(lock->fd, lock->name, who, sizeof(who));
	return ky_fail(err, KY_SYSTEM, _("%s is open in another window (%s); close it there first."), shown,
		       who[0] ? who : "?");
}

/* Writes the note. A failure does not matter, because the lock holds without it. */
static void write_note(int note, int fd)
{
	char host[64] = "", who[160];
	struct stat st;
	const char *user = getenv("USER");
	gethostname(host, sizeof(host) - 1);
	int len = snprintf(who, sizeof(who), "%.60s%s%.60s, pid %ld\n", user ? user : "", user ? "@" : "", host,
			   (long)getpid());
	if (fstat(fd, &st) == 0)
		file_rights_like(note, &st);
	/* A longer text of a killed program is cut off; that is only done where needed, as it takes longer than
	 * writing. */
	if (pwrite(note, who, (size_t)len, 0) == len && fstat(note, &st) == 0 && st.st_size > len &&
	    ftruncate(note, len) != 0)
		return;
}

/* Returns false where a program of version 0.1.0 holds the note. Where no note can be made, there is none. */
static bool take_note(struct workbook_lock *lock)
{
	for (int tries = 0; tries < TRIES; tries++) {
		int note = open_note(lock->name, O_RDWR | O_CREAT);
		if (note < 0)
			return true;
		struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
		bool ours = fcntl(note, F_SETLK, &whole) == 0,
		     busy = !ours && (errno == EAGAIN || errno == EACCES);
		if (!busy && has_name(note, lock->name)) {
			write_note(note, lock->fd);
			lock->note = note;
			return true;
		}
		close(note);
		if (busy)
			return false;
	}
	return true;
}

/* KY_SYSTEM with *busy where another program has it. */
static enum ky_code try_lock(struct workbook_lock *lock, const struct lock_ask *ask, bool *busy,
			     struct ky_error *err)
{
	*lock = (struct workbook_lock){ .fd = ask->fd, .note = -1, .name = note_name(ask->file) };
	*busy = false;
	if (!lock->name)
		return memory_out(err);
	if (!device_hold(ask->fd, LOCK_BYTE, 1, true)) {
		int why = errno;
		*busy = why == EAGAIN || why == EACCES;
		enum ky_code code = *busy ? held(lock, ask->shown, err)
					  : ky_fail(err, KY_SYSTEM,
						    _("%s: cannot be locked here (%s); copy it to "
						      "a disk or stick of this PC."),
						    ask->shown, ky_reason(why));
		lock_release(lock);
		return code;
	}
	device_mark_holder(ask->fd, HOLDER_BYTES);
	if (take_note(lock))
		return KY_OK;
	*busy = true;
	enum ky_code code = held(lock, ask->shown, err);
	lock_release(lock);
	return code;
}

enum ky_code lock_take(struct workbook_lock *lock, const struct lock_ask *ask, struct ky_error *err)
{
	static const struct timespec moment = { .tv_nsec = MOMENT };
	struct timespec start = { 0 }, now = { 0 };
	bool busy = false;
	clock_gettime(CLOCK_MONOTONIC, &start);
	for (;;) {
		enum ky_code code = try_lock(lock, ask, &busy, err);
		clock_gettime(CLOCK_MONOTONIC, &now);
		int64_t waited = (int64_t)(now.tv_sec - start.tv_sec) * SECOND + (now.tv_nsec - start.tv_nsec);
		if (!code || !busy || waited >= ask->seconds * SECOND)
			return code;
		nanosleep(&moment, NULL);
	}
}

void lock_release(struct workbook_lock *lock)
{
	if (!lock->name)
		return;
	/* The note is removed first: once the lock is gone, the note may be another program's. */
	if (lock->note >= 0) {
		if (has_name(lock->note, lock->name))
			unlink(lock->name);
		close(lock->note);
	}
	device_release(lock->fd, HOLDER_BYTES + getpid(), 1);
	device_release(lock->fd, LOCK_BYTE, 1);
	free(lock->name);
	*lock = (struct workbook_lock){ .fd = -1, .note = -1 };
}

bool lock_sqlite(int fd, bool alone)
{
	return device_hold(fd, SQLITE_BYTES, SQLITE_COUNT, alone);
}

void unlock_sqlite(int fd)
{
	device_release(fd, SQLITE_BYTES, SQLITE_COUNT);
}
