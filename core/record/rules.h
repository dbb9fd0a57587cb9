/*
 * The rules of a kind that its declaration cannot say. They run inside the transaction that saves a record, after
 * types, choices and required fields were checked.
 */
#ifndef CORE_RECORD_RULES_H
#define CORE_RECORD_RULES_H

#include "kuayue/record.h"

/* before: the record as it is stored, NULL for a new one. The rule may fill computed fields
 * of after with ky_record_put. On failure *field is the field at fault. */
typedef enum ky_code rule_fn(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			     int *field, struct ky_error *err);

/* NULL if the kind has none. */
rule_fn *rules_of(const struct ky_kind *kind);

#endif
