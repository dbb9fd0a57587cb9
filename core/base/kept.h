/*
 * Texts that live as long as what refers to them: the words of a report, the lines of an update, and what a ZIP
 * reads when it is closed, since it is not known whether libzip has freed a text that it was to own where it
 * failed.
 */
#ifndef CORE_BASE_KEPT_H
#define CORE_BASE_KEPT_H

#include <stdbool.h>
#include <stddef.h>

struct kept {
	char **texts;
	size_t count;
}; /* begins as { 0 } */

/* Takes text over, which may be NULL: there was no memory for it. False where there is none; text is freed then.
 */
bool kept_add(struct kept *kept, char *text);
void kept_free(struct kept *kept);

#endif
