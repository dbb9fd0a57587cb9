/* Searches of the check that SQL cannot do; data/guide.sql names them. */
#ifndef CORE_GUIDE_SCAN_H
#define CORE_GUIDE_SCAN_H

#include "kuayue/workbook.h"

/* One row of a rule, from its query or its search. Strings may be "". They live until the call returns. */
struct guide_row {
	const char *kind, *id, *number, *title, *due, *detail, *ref;
};

typedef int guide_each(void *data, const struct guide_row *row); /* non-zero stops */
typedef enum ky_code scan_fn(struct ky_workbook *wb, guide_each *each, void *data, struct ky_error *err);

/* Finds numbers that are larger than the field that they cannot exceed (at_most); detail: both with their
 * labels. */
scan_fn scan_over;
/* Finds notes that are the same as an earlier one but for blanks, marks and a few words; detail: its number. */
scan_fn scan_alike;
/* Finds personal data (kuayue/personal.h) in any text or file name; detail: the fields, and what is in each. */
scan_fn scan_numbers;
/* Finds what two copies of the workbook said differently (kuayue/conflict.h); detail: the field. */
scan_fn scan_undecided;
/* Finds items rated 3 of which the records deny it (kuayue/claim.h), and items that are said not to apply and do;
 * detail: the figures. */
scan_fn scan_denied;
scan_fn scan_applies;
/* Finds what the report waits for people to write (【人写】); title: which part. */
scan_fn scan_unwritten;

#endif
