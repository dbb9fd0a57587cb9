/*
 * The name of a change: its run and its seq. A change keeps its name wherever it goes, and no other change has it.
 * A run is 16 random bytes, which are drawn for the first change after each opening of the file and for the first
 * of each day. So a file that was copied, or put back to an older state, continues with names of its own.
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

/* Reserves a name, for a file that has to state it before the change is written. Nothing is written, and no other
 * change gets the name, whether it is used or not. */
enum ky_code change_name_set_aside(struct ky_workbook *wb, struct change_name *out, struct ky_error *err);
/* Gives that name to the change under way, in which nothing may have been noted yet. */
void change_name_use(struct ky_workbook *wb, const struct change_name *name);

/* Calls each with the names of all changes of one sort, oldest first; non-zero from each stops. A file of a
 * version without names has none. */
enum ky_code change_name_each(struct ky_workbook *wb, enum ky_change what,
			      int (*each)(void *data, const struct change_name *name), void *data,
			      struct ky_error *err);

/* Gives names to the changes of an earlier version, inside the change in which the file grows to NAMES_VERSION and
 * before anything is noted in it. A name is computed from what the change did but from no value, so that two
 * copies of a file give their common past the same names, and a name reveals no value. */
enum ky_code names_give(struct ky_workbook *wb, struct ky_error *err);

#endif
