/* What those who open and change a workbook have to know of sites (kuayue/site.h). */
#ifndef CORE_RECORD_SITE_H
#define CORE_RECORD_SITE_H

#include "record/internal.h"

/* Fields of a school: the code of its central school, and whether its people are counted in that one's numbers. */
#define SITE_PARENT "parent"
#define SITE_IN_PARENT "people_in_parent"

/* Sets the scope by what is in the file now: after it was opened, and after records of another site came or went.
 * Not inside a change. */
enum ky_code site_settle(struct ky_workbook *wb, struct ky_error *err);

#endif
