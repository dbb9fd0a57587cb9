/* Printed numbers that two records have: each PC counts for itself, and a copy that nobody announced counts on as
 * the original does. Each of the records then shows the number with a mark of its own, G01-010~3a: the first
 * digits of the run in which it was made, which is the same in every copy. */
#ifndef CORE_RECORD_HEADS_NUMBER_H
#define CORE_RECORD_HEADS_NUMBER_H

#include "record/internal.h"

#define NUMBER_MARK "~"

/* Whether number is wanted, with a mark or without. */
bool number_is(const char *number, const char *wanted);
/* Writes the row of a record that has the number it was made with, and marks whoever has it too. */
enum ky_code number_insert(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err);
/* Gives a row that is there the record's number. */
enum ky_code number_give(struct ky_workbook *wb, const struct ky_record *record, struct ky_error *err);
/* Sets or takes away the marks of all records with that number. */
enum ky_code number_settle(struct ky_workbook *wb, const struct ky_kind *kind, const char *number,
			   struct ky_error *err);

#endif
