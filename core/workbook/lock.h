/* One program at a time may have a workbook open for writing. */
#ifndef CORE_WORKBOOK_LOCK_H
#define CORE_WORKBOOK_LOCK_H

#include <stdbool.h>

#include "kuayue/error.h"

struct workbook_lock {
	int fd;     /* the workbook's, not owned */
	int note;   /* descriptor of W.lock, -1: there is none */
	char *name; /* of the note; NULL: nothing is held */
};

/* Holds the workbook behind fd until lock_release, or says who has it. file: its name without links; shown: as
 * the user gave it. */
enum ky_code lock_take(struct workbook_lock *lock, int fd, const char *file, const char *shown,
		       struct ky_error *err);
void lock_release(struct workbook_lock *lock);

/* Holds what SQLite locks of a file: then no program reads it (alone), or none writes it, by SQLite. False where
 * one does. */
bool lock_sqlite(int fd, bool alone);
void unlock_sqlite(int fd);

#endif
