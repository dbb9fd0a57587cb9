/* Fields of which a record may have several choices (kuayue/kind.h: several): keys, sorted, separated by a blank.
 */
#ifndef CORE_RECORD_SEVERAL_H
#define CORE_RECORD_SEVERAL_H

#include "record/internal.h"

/* Takes texts or keys in any order, with any mark of a list between them. *len: of what is at text and no choice
 * of them; 0 where all were taken. */
enum ky_code several_put(struct cell *cell, const struct ky_choice *choices, size_t count, const char *text,
			 size_t *at, size_t *len, struct ky_error *err);
/* The texts in the order of the campaign's list, with 、 between them; NULL: no memory. */
char *several_text(const struct ky_choice *choices, size_t count, const char *keys);

#endif
