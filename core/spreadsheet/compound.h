/* Takes one stream out of a compound file, which is what an .xls is: a small file system of sectors
 * ([MS-CFB]). */
#ifndef CORE_SPREADSHEET_COMPOUND_H
#define CORE_SPREADSHEET_COMPOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "kuayue/error.h"

#define COMPOUND_MAGIC 8         /* bytes with which every compound file begins */
#define COMPOUND_MOST (16 << 20) /* bytes of a file: 65,536 rows of ten columns have less */

/* Whether they are the ones. */
bool compound_begins(const unsigned char bytes[COMPOUND_MAGIC]);

/* Reads the directory of the file. The file stays the caller's; path is for sentences. */
struct compound;
enum ky_code compound_open(FILE *file, const char *path, struct compound **out, struct ky_error *err);
void compound_close(struct compound *compound);

bool compound_has(const struct compound *compound, const char *name);
/* The bytes of a stream; the caller frees them. KY_INPUT where it is not there whole. */
enum ky_code compound_read(struct compound *compound, const char *name, unsigned char **bytes, size_t *len,
			   struct ky_error *err);

#endif
