/* Lets libzip write into an open file and read from one. By itself it opens files by their names only. A file
 * without a name leaves nothing behind when the program is killed, and where nothing may be opened, an open file
 * can still be read. */
#ifndef CORE_PACKAGE_ZIP_TO_FILE_H
#define CORE_PACKAGE_ZIP_TO_FILE_H

#include <stdbool.h>
#include <stdio.h>
#include <zip.h>

/* A new archive that zip_close writes to file, which stays the caller's. NULL with *failed, a ZIP_ER_…. */
zip_t *zip_to_file_open(FILE *file, int *failed);

/* The archive in file, which stays the caller's, for reading; NULL if there is none, or with *no_memory.
 * *unreadable is set now or later, when the file cannot be read: then nothing was found out about it. */
zip_t *zip_from_file_open(FILE *file, bool *unreadable, bool *no_memory);

#endif
