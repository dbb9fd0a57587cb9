/* Connections to SQLite files, all of them under the same limits. */
#ifndef CORE_WORKBOOK_CONNECTION_H
#define CORE_WORKBOOK_CONNECTION_H

#include <stdbool.h>

#include <sqlite3.h>

/* Opens path with flags as sqlite3_open_v2 has them and answers as it does; the caller closes *out, also after
 * a failure. Opening reads nothing of the file. */
int connection_open(const char *path, int flags, sqlite3 **out);

/* The same for reading a file that nobody writes, without looking at what lies beside it. */
int connection_open_alone(const char *path, sqlite3 **out);

/* Whether the device, and not what is in the file, was why the last read or write of the main file failed:
 * SQLite calls some read errors "malformed". */
bool connection_device_failed(sqlite3 *db);

#endif
