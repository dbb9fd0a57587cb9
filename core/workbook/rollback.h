/*
 * Puts right what an interrupted save left beside a workbook: a journal, which takes the file back to its state
 * before that save, or a write-ahead log, where another program had put the file into that mode. Anybody who can
 * write a file into that folder could change the workbook by such a file. So SQLite never finds one beside the
 * workbook itself: it is played into a copy, and the copy is taken only if it is the same workbook, one save apart
 * (workbook/evidence.h).
 */
#ifndef CORE_WORKBOOK_ROLLBACK_H
#define CORE_WORKBOOK_ROLLBACK_H

#include <sys/stat.h>

#include "kuayue/error.h"
#include "workbook/copy.h"
#include "workbook/evidence.h"
#include "workbook/schema.h"

/* What lies beside a workbook. */
struct beside {
	bool journal;        /* one that SQLite would play */
	bool cold;           /* one that it would not: its save was finished, or had not begun */
	bool log;            /* a write-ahead log, or a file that asks for one */
	struct stat seen[2]; /* the journal and the log, zeros where there is none */
};

/* Looks at W-journal, W-wal and W-shm of the workbook behind fd. KY_INPUT where one of them is no file of its
 * own, or is a journal that names a third file, which SQLite would delete. shown: the workbook for messages. */
enum ky_code rollback_look(const char *file, const char *shown, int fd, struct beside *beside,
			   struct ky_error *err);

/* Copies the workbook behind fd and what lies beside it into a private folder, and has it played in there.
 * KY_INPUT where it is refused. Else *copy holds the whole workbook as COPY_BOOK; the caller ends it. */
enum ky_code rollback_try(const char *file, const char *shown, int fd, const struct beside *beside,
			  struct schema *own, struct copy *copy, struct ky_error *err);

/* rollback_play.c */
/* The part of it that looks at what a stranger wrote: a process without rights plays what waits in the copy, and
 * says what contradicts that. */
enum ky_code rollback_play(const struct copy *copy, const char *shown, bool log, struct schema *own,
			   enum evidence_fault *fault, struct ky_error *err);

/*
 * Has the copy that rollback_try made take the workbook's place, and removes what lies beside it. What was there
 * is kept as W.~before~ with its journal. Where the copy does not lie beside the workbook, for want of room, the
 * same is done to the file itself. Ends *copy.
 */
enum ky_code rollback_take(const char *file, const char *shown, int fd, const struct beside *beside,
			   struct copy *copy, struct ky_error *err);
/* The same in the workbook's own folder (rollback_play.c), with what was found to be sound in a copy. fd: on the
 * workbook, for writing. */
bool rollback_in_place(const char *file, const char *shown, int fd, const struct beside *beside);

#endif
