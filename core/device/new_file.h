/* A new file that is whole or not there: a temporary name in its folder, fsync, its name, fsync of the
 * folder. Nothing that is there is ever written over. */
#ifndef CORE_DEVICE_NEW_FILE_H
#define CORE_DEVICE_NEW_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "kuayue/error.h"

struct new_file {
	char *path;
	char *temporary; /* its name until then; NULL: it has none, and is gone with the process */
	FILE *out;       /* for writing, and for reading back what was written */
	bool removable;  /* the temporary is there */
};

/* KY_INPUT if path is taken. secret: only the user may read it, where the file system
 * knows users. On failure there is nothing to end. */
enum ky_code new_file_begin(struct new_file *file, const char *path, bool secret, struct ky_error *err);
/* Everything is on the disk, and can be read there. */
enum ky_code new_file_settle(struct new_file *file, struct ky_error *err);
/* After settling: closes it and gives it its name. */
enum ky_code new_file_name(struct new_file *file, struct ky_error *err);
/* Frees everything, and removes what has no name yet. */
void new_file_end(struct new_file *file);

#endif
