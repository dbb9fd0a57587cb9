/* Memory that is there. Running out of it ends the program: there is no saying so without memory, and nothing
 * unsaved is lost that a draft does not have. */
#ifndef CORE_BASE_MEMORY_H
#define CORE_BASE_MEMORY_H

#include <stddef.h>

#include "kuayue/error.h"

/* The caller frees what these give. */
void *xalloc(size_t size); /* zeroed */
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *text); /* NULL gives "" */
char *xstrndup(const char *text, size_t len);
char *xprintf(const char *fmt, ...) KY_PRINTF(1, 2);

#endif
