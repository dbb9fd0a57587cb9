/* What a checklist item asks of one figure. */
#ifndef CORE_FIGURE_CLAIM_H
#define CORE_FIGURE_CLAIM_H

#include "kuayue/claim.h"

/* Whether full= of the item begins a condition with that figure, and whether one of these is not met. */
enum ky_code claim_misses(struct ky_workbook *wb, const struct ky_item *item, const char *figure, bool *names,
			  bool *missing, struct ky_error *err);

#endif
