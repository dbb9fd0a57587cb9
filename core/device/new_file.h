/* A new file that is either whole or not there. It gets a temporary name in its folder, then fsync, then its name,
 * then fsync of the folder. No file that is there is ever overwritten. */
#ifndef CORE_DEVICE_NEW_FILE_H
#define CORE_DEVICE_NEW_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "kuayue/error.h"

struct new_file {
	char *path;
	char *temporary; /* its temporary name; NULL: it has none, and is gone when the process ends */
	FILE *out;       /* for writing, and for reading back what was written */
	bool removable;  /* the temporary is there */
};

/* Begins a file. KY_INPUT if path is taken. secret: only the user may read it, on file systems that know users.
 * After a failure new_file_end is not needed. */
enum ky_code new_file_begin(struct new_file *file, const char *path, bool secret, struct ky_error *err);
/* Waits until everything is on the disk and can be read from there. */
enum ky_code new_file_settle(struct new_file *file, struct ky_error *err);
/* Closes the file and gives it its name; new_file_settle comes before it. */
enum ky_code new_file_name(struct new_file *file, struct ky_error *err);
/* Frees everything, and removes the file if it has no name yet. */
void new_file_end(struct new_file *file);

/* All of that for a file of one text. */
enum ky_code new_file_text(const char *path, const char *text, bool secret, struct ky_error *err);

#endif
