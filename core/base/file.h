/* Files whose paths come from the user, and the rights of new ones. */
#ifndef CORE_BASE_FILE_H
#define CORE_BASE_FILE_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>

#include "kuayue/error.h"

/* Opens path for reading. KY_INPUT where there is no such file, or where it is not a regular one: reading a pipe
 * or a device might never end. KY_SYSTEM where it may not be read. The caller closes *out. */
enum ky_code file_open(const char *path, FILE **out, struct ky_error *err);

/* Fills err for a file that is there and cannot be read, so that nothing is known of what it holds. KY_SYSTEM. */
enum ky_code file_unreadable(const char *path, struct ky_error *err);

/* The folder in which path lies; the caller frees it. */
char *file_folder(const char *path);

/* What path is called there: what stands behind its last slash. */
const char *file_name(const char *path);

/* Whether path ends like one of the list, in letters of either case, and is more than that. NULL ends the list. */
bool file_ends(const char *path, const char *const endings[]);

/* Gives the new file behind fd the rights and the group of another file, and its owner where the program runs as
 * root. It never gives more rights: where the group cannot be set, the group gets none. A file system that refuses
 * (FAT) leaves the rights as they are. */
void file_rights_like(int fd, const struct stat *other);

/* Goes on where the system took a part; false with errno. */
bool file_write(int fd, const char *bytes, size_t len);

/* Waits until the folder itself is on the disk, with the names that files in it got or lost; false with errno. */
bool file_sync_folder(const char *dir);

/* Makes the missing folders above path. Reports no failure: making the file itself will fail then. */
void file_make_folders(const char *path);

#endif
