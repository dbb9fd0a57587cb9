/* "Did you mean": finds the word nearest to a mistyped one. */
#ifndef CORE_BASE_NEAR_H
#define CORE_BASE_NEAR_H

#include <stddef.h>

struct near_word {
	const char *word; /* NULL as long as none is near */
	size_t edits;
};

/* Compares one candidate; answer is what will be suggested if it is the nearest. A word is near if at most a third
 * of its characters are wrong, or if one is part of the other. The case of letters is ignored. */
void near_consider(struct near_word *best, const char *asked, const char *candidate, const char *answer);

#endif
