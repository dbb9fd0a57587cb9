/* Files that others name. */
#ifndef CORE_BASE_FILE_H
#define CORE_BASE_FILE_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>

#include "kuayue/error.h"

/* Opens path for reading. KY_INPUT where there is none or where it is no regular file: a pipe or a device
 * would never end. KY_SYSTEM where it may not be read. The caller closes *out. */
enum ky_code file_open(const char *path, FILE **out, struct ky_error *err);

/* The sentence for a file that is there and cannot be read: nothing is known of what is in it. */
enum ky_code file_unreadable(const char *path, struct ky_error *err);

/* The folder that path lies in; the caller frees it. */
char *file_folder(const char *path);

/* Gives the new file behind fd the rights and the group of another, and its owner where we are root; never
 * more: where the group cannot be given, no group gets any. What the file system refuses (FAT) stays. */
void file_rights_like(int fd, const struct stat *other);

/* Goes on where the system took a part; false with errno. */
bool file_write(int fd, const char *bytes, size_t len);

/* A name that a file there was given, or lost, is on the disk; false with errno. */
bool file_sync_folder(const char *dir);

/* Makes the folders that path leads through, as far as they are missing; what cannot be made is noticed when the
 * file itself is. */
void file_make_folders(const char *path);

#endif
