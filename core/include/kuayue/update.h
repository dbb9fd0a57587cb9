/*
 * Takes a newer version of the workbook's campaign template, in the middle of the campaign. The caller shows the
 * differences first, then applies them as one change. No record is lost: a task or item that the new version drops
 * keeps its answer, is marked as dropped, and no longer counts. Dates and targets that the school has changed
 * stay.
 */
#ifndef KUAYUE_UPDATE_H
#define KUAYUE_UPDATE_H

#include "kuayue/api.h"
#include "kuayue/key.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

struct ky_update; /* opaque; owned by the caller */

/* Compares the template file with the workbook's template. KY_INPUT for another campaign, for a version that is
 * not newer, and where a choice is missing that some record has. */
KY_API enum ky_code ky_update_open(struct ky_workbook *wb, const char *path, struct ky_update **out,
				   struct ky_error *err);
KY_API void ky_update_close(struct ky_update *update);
/* The newer template, until ky_update_close or ky_update_apply. */
KY_API const struct ky_campaign *ky_update_campaign(const struct ky_update *update);

/* Checks that the file is a template, and that everything it names is there. KY_INPUT with file, section, key and
 * what was expected. */
KY_API enum ky_code ky_template_check(const char *path, struct ky_error *err);

/* The differences, a sentence each, in the program's language; NULL past the end. */
KY_API const char *ky_update_line(const struct ky_update *update, size_t index);

/* Whether it is signed by the key that the workbook's template was signed with, or, where that was not signed, by
 * a confirmed key of a group in the workbook. Else somebody is to be asked, with the differences before him: the
 * first of the lines says who signed, or that nobody did. */
KY_API bool ky_update_trusted(const struct ky_update *update);

/* Notes who signed the template that the workbook was made with; NULL: nobody. A later one is held against it. */
KY_API enum ky_code ky_update_note_signer(struct ky_workbook *wb, const struct ky_public_key *signer,
					  struct ky_error *err);

/* Applies it: one change. The workbook's campaign is the new one afterwards. */
KY_API enum ky_code ky_update_apply(struct ky_update *update, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
