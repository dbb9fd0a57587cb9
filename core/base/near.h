/* "Did you mean": the one of several words that is nearest to a mistyped one. */
#ifndef CORE_BASE_NEAR_H
#define CORE_BASE_NEAR_H

#include <stddef.h>

struct near_word {
	const char *word; /* NULL as long as none is near */
	size_t edits;
};

/* Looks at one candidate; answer is what to say if it is the nearest. Near: at most a third of its
 * characters wrong, or one is part of the other. Letters are compared without their case. */
void near_consider(struct near_word *best, const char *asked, const char *candidate, const char *answer);

#endif
