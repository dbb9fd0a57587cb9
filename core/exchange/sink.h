/* libzip writes files by their names only; this lets it write an open one, which needs no name and so leaves
 * none when the program is killed. */
#ifndef CORE_EXCHANGE_SINK_H
#define CORE_EXCHANGE_SINK_H

#include <stdio.h>
#include <zip.h>

/* A new archive that zip_close writes to file, which stays the caller's. NULL with *failed, a ZIP_ER_…. */
zip_t *sink_open(FILE *file, int *failed);

#endif
