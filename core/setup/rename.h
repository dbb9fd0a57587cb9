/* Renames records when a file of an earlier version grows to version 4. */
#ifndef CORE_SETUP_RENAME_H
#define CORE_SETUP_RENAME_H

#include "kuayue/workbook.h"

/* Gives the records of a file that had version 1 to 3 the ids that they have from version 4 on, inside the change
 * in which it grows, when its tables are there and its changes have names. */
enum ky_code setup_rename(struct ky_workbook *wb, struct ky_error *err);

#endif
