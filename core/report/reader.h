/*
 * For whom the documents that are being written are. The group gets all that a workbook has to hand in; another
 * recipient the ledgers that name him (sets= of a [ledger.KIND]); the public none that is about persons, and no
 * field that says who.
 */
#ifndef CORE_REPORT_READER_H
#define CORE_REPORT_READER_H

#include "kuayue/kind.h"
#include "kuayue/record.h"
#include "kuayue/workbook.h"

struct reader {
	const struct ky_recipient *set; /* NULL: nobody in particular, who gets what the group gets */
	/* Where the file attached to a record is in his package, NULL: it is not; with data. NULL: none goes along
	 */
	const char *(*path)(const void *data, const char *id);
	const void *data;
};

/* From now on what is written is for him; NULL: for the group. */
void reader_set(struct ky_workbook *wb, const struct reader *reader);

/* A set with all documents is the group's; so is what no set is asked for. */
bool reader_is_group(const struct ky_recipient *set);
/* Whether what names these sets is for him: recipients, separated by commas; NULL: the group alone. */
bool reader_is_named(const struct ky_recipient *set, const char *sets);

/* Whether he gets the ledger of a kind; NULL: the progress table. */
bool reader_has_ledger(struct ky_workbook *wb, const struct ky_kind *kind);
/* Whether he gets single records of the kind: one without a ledger is for the group alone. */
bool reader_has_records(struct ky_workbook *wb, const struct ky_kind *kind);
/* Whether a document that he gets may be about such records: the public learns of no person. */
bool reader_may_see(struct ky_workbook *wb, const struct ky_kind *kind);
/* Where the file attached to the record is: a path, a word that it does not go along, or "" where there is none.
 */
const char *reader_path(struct ky_workbook *wb, const struct ky_record *record);
bool reader_has_field(struct ky_workbook *wb, const struct ky_field *field);

#endif
