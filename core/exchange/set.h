/* The sets of documents that a template declares for recipients, and what a public one may hold. */
#ifndef CORE_EXCHANGE_SET_H
#define CORE_EXCHANGE_SET_H

#include "kuayue/export.h"

/* Puts the documents and the title of the export's set, or of a declared recipient, where nothing else was asked
 * for; *out is that set, NULL for the group, and *documents the list that was made for it, which the caller frees.
 * KY_INPUT for what does not exist, and for the records in a public set; KY_NO where a public set is stopped by
 * personal data. */
enum ky_code set_take(struct ky_workbook *wb, struct ky_export_ask *ask, const struct ky_recipient **out,
		      char **documents, struct ky_error *err);

#endif
