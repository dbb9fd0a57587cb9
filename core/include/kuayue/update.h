/*
 * A newer version of the workbook's own campaign template, in the middle of the campaign: what it
 * changes is shown first, then applied as one change. No record is lost: a dropped task or item
 * stays with its answer, marked as dropped, and no longer counts. Dates and targets that the school
 * has changed stay the school's.
 */
#ifndef KUAYUE_UPDATE_H
#define KUAYUE_UPDATE_H

#include "kuayue/api.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

struct ky_update; /* opaque; owned by the caller */

/* Compares the template file with the workbook's. KY_INPUT for another campaign, a version that is
 * not newer, or a choice taken away that records have. */
KY_API enum ky_code ky_update_open(struct ky_workbook *wb, const char *path, struct ky_update **out,
				   struct ky_error *err);
KY_API void ky_update_close(struct ky_update *update);
/* The newer template, until ky_update_close or ky_update_apply. */
KY_API const struct ky_campaign *ky_update_campaign(const struct ky_update *update);

/* The differences, a sentence each, in the program's language; NULL past the end. */
KY_API const char *ky_update_line(const struct ky_update *update, size_t index);

/* Applies it: one change. The workbook's campaign is the new one afterwards. */
KY_API enum ky_code ky_update_apply(struct ky_update *update, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
