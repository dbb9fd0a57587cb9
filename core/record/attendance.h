/* The rule of kinds at which people sign in: fields date, should, attendance (links to the roster), present and
 * present_by. */
#ifndef CORE_RECORD_ATTENDANCE_H
#define CORE_RECORD_ATTENDANCE_H

#include "record/rules.h"

/* Those who should come are of the roster, those present are counted by their ticks. A number that was typed is
 * never replaced: where it is not that of the ticks, it has to be kept on purpose, by present_by. */
rule_fn attendance_rule;

/* Counts the ticks, where no number was kept on purpose: what two copies of a record ticked is one set. */
void attendance_count(struct ky_record *record);

/* The names of those of the roster who were there that day and did not sign in, at most a few: malloc'd. */
enum ky_code attendance_absent(struct ky_workbook *wb, const struct ky_record *record, char **names,
			       struct ky_error *err);

#endif
