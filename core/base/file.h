/* Files that others name. */
#ifndef CORE_BASE_FILE_H
#define CORE_BASE_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "kuayue/error.h"

/* Opens path for reading. KY_INPUT where there is none or where it is no regular file: a pipe or a device
 * would never end. KY_SYSTEM where it may not be read. The caller closes *out. */
enum ky_code file_open(const char *path, FILE **out, struct ky_error *err);

/* A name that a file there was given, or lost, is on the disk; false with errno. */
bool file_sync_folder(const char *dir);

#endif
