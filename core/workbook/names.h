/*
 * The name of a change: its run and its seq. It is the same wherever the change goes, and no other change has it.
 * A run is 16 random bytes, drawn for the first change after each opening of the file and for the first of each
 * day: a file that is copied, or put back to an older state, goes on under names of its own.
 */
#ifndef CORE_WORKBOOK_NAMES_H
#define CORE_WORKBOOK_NAMES_H

#include "workbook/db.h"

#define NAMES_VERSION 4 /* of the workbook: from here on every change has one */
#define RUN_SIZE 33     /* 32 hex digits */

struct change_name {
	char run[RUN_SIZE];
	int64_t seq; /* from 1; 0: no name */
};

/* As one word: RUN-SEQ. */
#define CHANGE_NAME_TEXT 56
const char *change_name_text(const struct change_name *name, char out[CHANGE_NAME_TEXT]);

/* Sets a name aside, for what has to say it before its change is written. Nothing is written, and nothing else
 * gets it, whether it is used or not. */
enum ky_code change_name_set_aside(struct ky_workbook *wb, struct change_name *out, struct ky_error *err);
/* The change under way, in which nothing was noted yet, gets that name. */
void change_name_use(struct ky_workbook *wb, const struct change_name *name);

/* The names of all changes of one sort, the oldest first, until each returns non-zero. A file of a version
 * without names has none. */
enum ky_code change_name_each(struct ky_workbook *wb, enum ky_change what,
			      int (*each)(void *data, const struct change_name *name), void *data,
			      struct ky_error *err);

/* Gives the changes of an earlier version their names: a function of what stands in them, without any value, so
 * that two copies of a file name their common past alike, and nothing can be guessed from a name. Inside the
 * change in which the file becomes one of NAMES_VERSION, before anything is noted in it. */
enum ky_code names_give(struct ky_workbook *wb, struct ky_error *err);

#endif
