/* With whom a workbook exchanges hand-over packages. */
#ifndef CORE_MERGE_PARTNER_H
#define CORE_MERGE_PARTNER_H

#include "kuayue/merge.h"

/* KY_INPUT where it is none of the workbook's. */
enum ky_code partner_find(struct ky_workbook *wb, const char *to, struct ky_partner *out, struct ky_error *err);
/* The code of the central school, "" for none; the caller frees it. */
enum ky_code partner_parent(struct ky_workbook *wb, char **code_text, struct ky_error *err);

#endif
