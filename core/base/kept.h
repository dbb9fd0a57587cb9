/*
 * Texts that have to live as long as something else does: a ZIP reads what is put into it only when it is closed,
 * and whether libzip has freed a text that it was to own is not known where it failed.
 */
#ifndef CORE_BASE_KEPT_H
#define CORE_BASE_KEPT_H

#include <stdbool.h>
#include <stddef.h>

struct kept {
	char **texts;
	size_t count;
}; /* begins as { 0 } */

/* Takes text over; false where there is no memory for that: it is freed then. */
bool kept_add(struct kept *kept, char *text);
void kept_free(struct kept *kept);

#endif
