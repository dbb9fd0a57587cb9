/* The lock by which only one program at a time has a workbook open for writing. */
#ifndef CORE_WORKBOOK_LOCK_H
#define CORE_WORKBOOK_LOCK_H

#include <stdbool.h>

#include "kuayue/error.h"

struct workbook_lock {
	int fd;     /* the workbook's, not owned */
	int note;   /* descriptor of W.lock, -1: there is none */
	char *name; /* of the note; NULL: nothing is held */
};

/* A workbook's file, as locking needs it. */
struct lock_ask {
	int fd;            /* open on it */
	const char *file;  /* its path without links */
	const char *shown; /* the path as the user gave it */
	int seconds;       /* how long it is waited for while another program has it */
};

/* Locks the workbook until lock_release, or says in err who has it. */
enum ky_code lock_take(struct workbook_lock *lock, const struct lock_ask *ask, struct ky_error *err);
void lock_release(struct workbook_lock *lock);

/* Takes SQLite's own locks of a file: then no program can read it by SQLite (alone), or none can write it. False
 * where one is doing so. */
bool lock_sqlite(int fd, bool alone);
void unlock_sqlite(int fd);

#endif
