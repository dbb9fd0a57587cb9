/* The records that a campaign asks for. */
#ifndef CORE_RECORD_SETUP_H
#define CORE_RECORD_SETUP_H

#include "kuayue/workbook.h"

enum ky_code setup_task(struct ky_workbook *wb, const struct ky_task *task, struct ky_error *err);
enum ky_code setup_rating(struct ky_workbook *wb, const struct ky_item *item, struct ky_error *err);

/* A school's code stands in file names and printed numbers: 1 to 16 letters, digits and '_'. */
enum ky_code setup_check_code(const char *text, struct ky_error *err);

#endif
