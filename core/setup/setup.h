/* Makes the records that a campaign asks for. */
#ifndef CORE_SETUP_SETUP_H
#define CORE_SETUP_SETUP_H

#include "kuayue/workbook.h"

enum ky_code setup_task(struct ky_workbook *wb, const struct ky_task *task, const char *school_kind,
			struct ky_error *err);
/* Makes a record for each text of the report that people write, where there is none yet. Records of texts that the
 * campaign does not ask for (any more) are marked as dropped, all others as not dropped. */
enum ky_code setup_sections(struct ky_workbook *wb, struct ky_error *err);
enum ky_code setup_rating(struct ky_workbook *wb, const struct ky_item *item, struct ky_error *err);

#endif
