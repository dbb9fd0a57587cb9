/* libzip opens files by their names only; this lets it write an open one, which needs no name and so leaves none
 * when the program is killed, and read an open one, where nothing may be opened any more. */
#ifndef CORE_PACKAGE_ZIP_TO_FILE_H
#define CORE_PACKAGE_ZIP_TO_FILE_H

#include <stdbool.h>
#include <stdio.h>
#include <zip.h>

/* A new archive that zip_close writes to file, which stays the caller's. NULL with *failed, a ZIP_ER_…. */
zip_t *zip_to_file_open(FILE *file, int *failed);

/* The archive in file, which stays the caller's, for reading; NULL if there is none. *unreadable is set now or
 * later, when the file cannot be read: then nothing was found out about it. */
zip_t *zip_from_file_open(FILE *file, bool *unreadable);

#endif
