/*
 * A private folder for copies of a workbook's files. SQLite may change them as it likes, since nobody sees a copy
 * before it takes a name. The folder lies beside the workbook, or in the folder for temporary files where there is
 * no room or no right to write. Functions that work in it get its path and need no other file.
 */
#ifndef CORE_WORKBOOK_COPY_H
#define CORE_WORKBOOK_COPY_H

#include <stdbool.h>

#include "kuayue/error.h"

#define COPY_BOOK "book" /* the workbook in it; its journal is COPY_BOOK "-journal" */

struct copy {
	char *dir;
	bool beside; /* of the file: a rename takes it there */
};

/* Makes the folder FILE.~copy~, empty and for its owner only; removes what a killed program left there. False with
 * errno. */
bool copy_begin(struct copy *copy, const char *file);
/* The same in $TMPDIR. */
bool copy_begin_elsewhere(struct copy *copy);

/* The path of a name in it; the caller frees it. */
char *copy_path(const struct copy *copy, const char *name);
/* A new, empty file of that name for the owner alone: a descriptor for writing, -1 with errno. */
int copy_create(const struct copy *copy, const char *name);
/* A file of that name for reading and writing, made where there is none: a descriptor, -1 with errno. */
int copy_open(const struct copy *copy, const char *name);
/* Copies everything behind a descriptor into a new file of that name; false with errno. */
bool copy_put(const struct copy *copy, int from, const char *name);
/* Removes the folder and everything of ours in it. */
void copy_end(struct copy *copy);

/* Copies all of one file into another; false with errno. */
bool copy_bytes(int from, int to);

#endif
