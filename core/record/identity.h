/*
 * Computes the ids that two workbooks of one school have in common: those of the school and of the records that
 * the template asks for. All other records get random ids. An id is the first 10 bytes of the digest
 * (workbook/digest.h) of: kuayue-id, the template's id, the kind, the site, and the value that the record stands
 * for ("" for the school). This must never change; tests/data/version-3.names checks it.
 */
#ifndef CORE_RECORD_IDENTITY_H
#define CORE_RECORD_IDENTITY_H

#include "record/internal.h"

#define IDENTITY_BYTES 10

/* True where records of the kind have such ids. */
bool identity_has(const struct ky_kind *kind);
/* The field with the value that the record stands for; -1 for the school. */
int identity_field(const struct ky_kind *kind);

/* The site of this workbook: the code that its school was made with, whatever its code is now. The caller frees
 * *site. */
enum ky_code identity_site(struct ky_workbook *wb, char **site, struct ky_error *err);

void identity_id(const struct ky_workbook *wb, const struct ky_kind *kind, const char *site, const char *value,
		 char id[RECORD_ID_SIZE]);
/* Computes the id of a new record. An id that was given before, even to a record that is deleted now, is not given
 * again: id is "" then. */
enum ky_code identity_of_new(struct ky_workbook *wb, const struct ky_record *record, char id[RECORD_ID_SIZE],
			     struct ky_error *err);

#endif
