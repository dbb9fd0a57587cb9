/* Allocation that never fails. Where memory is out the program ends, because it could not even say so without
 * memory; what was typed and not saved is in a draft. */
#ifndef CORE_BASE_MEMORY_H
#define CORE_BASE_MEMORY_H

#include <stddef.h>

#include "kuayue/error.h"

/* The caller frees what these return. */
void *xalloc(size_t size); /* zeroed */
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *text); /* NULL gives "" */
char *xstrndup(const char *text, size_t len);
char *xprintf(const char *fmt, ...) KY_PRINTF(1, 2);

#endif
