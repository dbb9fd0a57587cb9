/*
 * Plays a journal or a log. The workbook and what lies beside it may be a stranger's. So SQLite gets them in a
 * process without rights, as descriptors of just these files (workbook/given.h).
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "confine/confine.h"
#include "workbook/connection.h"
#include "workbook/given.h"
#include "workbook/rollback.h"

#define MEMORY (INT64_C(512) << 20)
#define SECONDS 60                 /* of the processor, and more for a large file: */
#define SLOWEST (INT64_C(1) << 20) /* bytes of it a second that are looked at at least */
#define ROOM (INT64_C(128) << 20)  /* bytes: a log may bring that more than there is */

enum { BOOK, JOURNAL, LOG, FILES };
static const char *const waiting[FILES] = { COPY_BOOK, "waits-journal", "waits-wal" };
static const char *const suffixes[FILES] = { "", "-journal", "-wal" };

struct playing {
	struct given_file files[FILES];
	bool log, look; /* look: at what it was before, and what became of it */
	const char *shown;
	struct schema *own;
};

/* Has SQLite play what lies beside COPY_BOOK, and leaves it complete without anything beside it. Of a log it is
 * told to use no shared memory. */
static bool play(bool log)
{
	sqlite3 *db = NULL;
	bool ok = connection_open(COPY_BOOK, SQLITE_OPEN_READWRITE, &db) == SQLITE_OK;
	if (ok && log)
		ok = sqlite3_exec(db, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL) == SQLITE_OK;
	if (ok)
		ok = sqlite3_exec(db, "PRAGMA journal_mode = DELETE; SELECT count(*) FROM sqlite_schema", NULL,
				  NULL, NULL) == SQLITE_OK;
	sqlite3_close(db);
	return ok;
}

/* Looks at the copy first, before what lies beside it is played into it. */
static enum evidence_fault play_and_look(struct playing *playing)
{
	struct evidence before, after;
	bool there[FILES] = { false };
	for (size_t i = JOURNAL; i < FILES; i++) {
		there[i] = playing->files[i].there;
		playing->files[i].there = false;
	}
	evidence_take(COPY_BOOK, playing->own, -1, &before);
	for (size_t i = JOURNAL; i < FILES; i++)
		playing->files[i].there = there[i];
	bool played = play(playing->log);
	evidence_take(COPY_BOOK, playing->own, before.newest, &after);
	after.whole = after.whole && played;
	enum evidence_fault fault = evidence_contradiction(&before, &after, playing->log);
	if (before.no_memory || after.no_memory)
		fault = EVIDENCE_NO_MEMORY;
	evidence_free(&before);
	evidence_free(&after);
	return fault;
}

/* In the process without rights. */
static enum ky_code read_playing(void *data, struct wire *wire)
{
	struct playing *playing = data;
	given_files(playing->files, FILES);
	enum evidence_fault fault = EVIDENCE_FITS;
	if (playing->look)
		fault = play_and_look(playing);
	else if (!play(playing->log))
		fault = EVIDENCE_DAMAGED;
	wire_put_number(wire, fault);
	return KY_OK;
}

static enum ky_code run(struct playing *playing, enum evidence_fault *fault, struct ky_error *err)
{
	struct stat st = { 0 };
	struct confined *confined = NULL;
	fstat(playing->files[BOOK].fd, &st);
	struct confine how = {
		.shown = playing->shown,
		.memory = MEMORY,
		.largest = 4 * (int64_t)st.st_size + ROOM,
		.seconds = SECONDS + (int)(st.st_size / SLOWEST),
		.read = read_playing,
		.data = playing,
	};
	for (size_t i = 0; i < FILES; i++) {
		playing->files[i].name = i == BOOK      ? COPY_BOOK
					 : i == JOURNAL ? COPY_BOOK "-journal"
							: COPY_BOOK "-wal";
		if (playing->files[i].fd >= 0)
			how.keep[how.keep_count++] = playing->files[i].fd;
	}
	enum ky_code code = confine_begin(&how, &confined, err);
	if (code)
		return code;
	*fault = (enum evidence_fault)wire_take_number(confine_wire(confined), EVIDENCE_FITS, EVIDENCE_FAULTS - 1);
	code = confine_end(confined, err);
	return *fault == EVIDENCE_NO_MEMORY ? memory_out(err) : code;
}

/* Those that are not the caller's. */
static void close_files(struct playing *playing, size_t from)
{
	for (size_t i = from; i < FILES; i++)
		if (playing->files[i].fd >= 0)
			close(playing->files[i].fd);
}

enum ky_code rollback_play(const struct copy *copy, const char *shown, bool log, struct schema *own,
			   enum evidence_fault *fault, struct ky_error *err)
{
	assert(copy->dir && shown);
	struct playing playing = { .log = log, .look = true, .shown = shown, .own = own };
	struct stat st;
	bool open_all = true;
	for (size_t i = 0; i < FILES; i++) {
		struct given_file *file = &playing.files[i];
		file->fd = copy_open(copy, waiting[i]);
		file->there = file->fd >= 0 && fstat(file->fd, &st) == 0 && st.st_size > 0;
		open_all = open_all && file->fd >= 0;
	}
	enum ky_code code = KY_OK;
	if (open_all)
		code = run(&playing, fault, err);
	else
		code = ky_fail(err, KY_SYSTEM, "%s: %s", shown, ky_reason(errno));
	close_files(&playing, BOOK);
	return code;
}

/* Opens what lies beside the file, or makes it: as nobody else has written it since it was seen. */
static bool open_beside(const char *file, size_t which, const struct stat *seen, struct given_file *out)
{
	struct stat st;
	char *name = memory_print("%s%s", file, suffixes[which]);
	out->there = seen->st_ino != 0;
	out->fd = !name ? -1
			: open(name, O_RDWR | O_NOFOLLOW | O_CLOEXEC | (out->there ? 0 : O_CREAT | O_EXCL), 0600);
	bool same = out->fd >= 0 && fstat(out->fd, &st) == 0 && st.st_nlink == 1;
	if (same && out->there)
		same = st.st_ino == seen->st_ino && st.st_size == seen->st_size &&
		       st.st_mtim.tv_sec == seen->st_mtim.tv_sec && st.st_mtim.tv_nsec == seen->st_mtim.tv_nsec;
	free(name);
	return same;
}

/* What was played is empty, and goes. */
static void remove_empty(const char *file, const struct playing *playing)
{
	for (size_t i = JOURNAL; i < FILES; i++) {
		struct stat st;
		char *name = memory_print("%s%s", file, suffixes[i]);
		if (name && playing->files[i].fd >= 0 && fstat(playing->files[i].fd, &st) == 0 && st.st_size == 0)
			unlink(name);
		free(name);
	}
}

bool rollback_in_place(const char *file, const char *shown, int fd, const struct beside *beside)
{
	struct playing playing = { .log = beside->log, .shown = shown };
	enum evidence_fault fault = EVIDENCE_DAMAGED;
	playing.files[BOOK] = (struct given_file){ .fd = fd, .there = true };
	bool ok = true;
	for (size_t i = JOURNAL; i < FILES; i++)
		ok = open_beside(file, i, &beside->seen[i - JOURNAL], &playing.files[i]) && ok;
	ok = ok && run(&playing, &fault, NULL) == KY_OK && fault == EVIDENCE_FITS && fsync(fd) == 0;
	remove_empty(file, &playing);
	close_files(&playing, JOURNAL);
	return ok;
}
