/* The bytes of the ZIP themselves, which libzip passes over where they are of no entry. */
#ifndef CORE_PACKAGE_CONTAINER_H
#define CORE_PACKAGE_CONTAINER_H

#include <stdio.h>

#include "package/contents.h"

/* Complains of everything between the file's first byte and its seal that is not as Kuayue writes it: bytes that
 * belong to no entry, an entry's two headers that differ, extra fields, comments, what is no plain file. */
void container_check(FILE *file, struct contents *contents);

#endif
