/* What the kind of confirmations (kinds/zero.c) and kuayue/zero.h share. */
#ifndef CORE_RECORD_ZERO_H
#define CORE_RECORD_ZERO_H

#include "kuayue/record.h"

/* The number of live records of the kind, whichever site they are of. */
enum ky_code zero_rows(struct ky_workbook *wb, const struct ky_kind *kind, int64_t *rows, struct ky_error *err);

#endif
