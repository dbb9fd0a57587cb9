/*
 * Many records from one file, as a script writes it: JSON Lines (one object a line, as kuayue-json(5) has records;
 * an array of such objects is taken too) or a table (CSV, TSV) whose headings name the fields. All of them are
 * written as one change, or none is.
 */
#ifndef KUAYUE_BATCH_H
#define KUAYUE_BATCH_H

#include <stdbool.h>
#include <stdio.h>

#include "kuayue/api.h"
#include "kuayue/record.h"

#ifdef __cplusplus
extern "C" {
#endif

struct ky_batch;

/* Begins with file, which stays the caller's and has to stay open. What comes through a pipe is read to its end
 * first. shown: what sentences call it. The caller frees *out with ky_batch_close. */
KY_API enum ky_code ky_batch_open(FILE *file, const char *shown, struct ky_batch **out, struct ky_error *err);
KY_API void ky_batch_close(struct ky_batch *batch);

/*
 * Takes each row, once: a new record of kind or, where that is NULL, a change of the record that the row names. A
 * member is a field by its name or title; an empty one, or null, says 未填. A member "number" or "id" names the
 * record to be changed; of a new one it is what links of other rows call it by, in whatever order they stand. What
 * the program works out itself, and files, are left out. Then it calls each for every row's record, in the order
 * of the rows; non-zero from each stops. KY_INPUT, with nothing written, where one row cannot be taken.
 */
KY_API enum ky_code ky_batch_take(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_batch *rows,
				  int (*each)(void *data, const struct ky_record *record), void *data,
				  struct ky_error *err);

/* Whether rows that became new records had a number or an id: it is not the record's, which has its own. */
KY_API bool ky_batch_named(const struct ky_batch *batch);

#ifdef __cplusplus
}
#endif

#endif
