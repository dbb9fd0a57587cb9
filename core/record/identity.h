/*
 * Ids that two workbooks of one school have in common: of the school, and of what the template asks for. Other
 * records get random ones. The id is the first 10 bytes of the digest (workbook/digest.h) of: kuayue-id, the
 * template's id, the kind, the site, and the value that the record stands for ("" for the school). Never another:
 * tests/data/version-3.names holds it to that.
 */
#ifndef CORE_RECORD_IDENTITY_H
#define CORE_RECORD_IDENTITY_H

#include "record/internal.h"

#define IDENTITY_BYTES 10

/* Whether records of the kind have such ids. */
bool identity_has(const struct ky_kind *kind);
/* The field whose value the record stands for; -1: the school. */
int identity_field(const struct ky_kind *kind);

/* The site of this workbook: the code that its school was made with, whatever its code is now. The caller frees
 * *site. */
enum ky_code identity_site(struct ky_workbook *wb, char **site, struct ky_error *err);

void identity_id(const struct ky_workbook *wb, const struct ky_kind *kind, const char *site, const char *value,
		 char id[RECORD_ID_SIZE]);
/* The id that a new record of ours is to have. Which was given before, and be its record deleted, is not given
 * again: then id is "". */
enum ky_code identity_of_new(struct ky_workbook *wb, const struct ky_record *record, char id[RECORD_ID_SIZE],
			     struct ky_error *err);

#endif
