/* Opens connections to SQLite files, all under the same limits. */
#ifndef CORE_WORKBOOK_CONNECTION_H
#define CORE_WORKBOOK_CONNECTION_H

#include <stdbool.h>

#include <sqlite3.h>

/* Opens path with flags as sqlite3_open_v2 has them and answers as it does; the caller closes *out, also after
 * a failure. Opening reads nothing of the file. */
int connection_open(const char *path, int flags, sqlite3 **out);

/* Opens a file that nobody writes, for reading, and ignores what lies beside it. */
int connection_open_alone(const char *path, sqlite3 **out);

/* True where the last read or write of the main file failed because of the device, and not of what the file holds:
 * SQLite calls some read errors "malformed". */
bool connection_device_failed(sqlite3 *db);

#endif
