/* Makes the school's key when a workbook is made. */
#ifndef CORE_KEY_KEYRING_H
#define CORE_KEY_KEYRING_H

#include "kuayue/key.h"

#define CONFIRMED_VERSION                                                                                         \
	5 /* of the workbook: since then fingerprints are of both halves, and confirmed or not                    \
	   */

/* A new key for the school, in the place of what is there. Inside the change under way, if there is one. */
enum ky_code key_make_own(struct ky_workbook *wb, struct ky_error *err);
/* A file of an earlier version that may only be read has no tables for keys. */
enum ky_code keyring_has_keys(struct ky_workbook *wb, bool *has, struct ky_error *err);
/* As ky_key_each; code: of a school, NULL for all. */
enum ky_code known_each(struct ky_workbook *wb, enum ky_role role, const char *code,
			int (*each)(void *data, const struct ky_known_key *key), void *data, struct ky_error *err);
/* Every school's code and signing half, also those that were replaced; non-zero from each stops. */
typedef int known_code(void *data, const char *code, const unsigned char *sign);
enum ky_code known_codes(struct ky_workbook *wb, known_code *each, void *data, struct ky_error *err);
/* Gives the keys of a workbook of an earlier version the fingerprints of this one; inside the change under way. */
enum ky_code key_renew_fingerprints(struct ky_workbook *wb, struct ky_error *err);

#endif
