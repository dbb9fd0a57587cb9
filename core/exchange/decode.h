/* Text files from other programs, as UTF-8. */
#ifndef CORE_EXCHANGE_DECODE_H
#define CORE_EXCHANGE_DECODE_H

#include <stddef.h>

#include "kuayue/error.h"

/* Reads the file at path, at most most bytes, whatever of UTF-8, UTF-16 and GB18030 it is in, with
 * its line ends as \n. *text is malloc'd, ended by NUL; the caller frees it. */
enum ky_code decode_file(const char *path, long most, char **text, size_t *len, struct ky_error *err);

#endif
