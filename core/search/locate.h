/* Finds where in a text a folded word stands. */
#ifndef CORE_SEARCH_LOCATE_H
#define CORE_SEARCH_LOCATE_H

#include <stddef.h>

/* In bytes of the text as it is written; both 0 where it cannot be told, as within a character that folding joins
 * to another. */
void locate(const char *text, const char *folded, size_t *at, size_t *len);

#endif
