/*
 * A private folder with copies of a workbook's files, in which SQLite may do with them what it likes: nothing
 * of it is seen before the copy takes a name. It lies beside the file that it is for, or where that is full or
 * cannot be written, in the folder for temporary files. Everything that works in it takes its path and needs no
 * other file.
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

/* Makes FILE.~copy~, empty, for the owner alone; what a killed program left there goes. False with errno. */
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
