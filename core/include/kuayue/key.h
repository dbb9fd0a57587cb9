/*
 * Keys: who signed a package, and who alone can open it (libsodium: Ed25519, X25519).
 *
 * The leadership group makes a pair once. Its secret key file stays in the office, protected by a
 * passphrase (Argon2id, XChaCha20-Poly1305); its public key file is handed out, and a school that has
 * imported it exports packages that only the group can open. Each school has a key of its own, made with
 * the workbook, that signs what it exports; the others remember it from the first package (trust on first
 * use) or from its public key file.
 *
 * A fingerprint is 24 digits in groups of four, of a hash of the signing key: what two people read to
 * each other on the telephone. 24 digits are 79 bits: nobody can make a second key with the same.
 */
#ifndef KUAYUE_KEY_H
#define KUAYUE_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "kuayue/api.h"
#include "kuayue/error.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_FINGERPRINT 30 /* bytes: "1234 5678 9012 3456 7890 1234" and its end */
#define KY_KEY_NAME 256
#define KY_KEY_CODE 96
#define KY_PASSPHRASE_LEAST 8 /* columns: eight letters or four Chinese characters */

enum ky_role { KY_GROUP, KY_SCHOOL };

struct ky_public_key {
	enum ky_role role;
	char name[KY_KEY_NAME]; /* showable as it is */
	char code[KY_KEY_CODE]; /* of a school, showable as it is; "" for a group */
	unsigned char sign[32], seal[32];
	char fingerprint[KY_FINGERPRINT];
};

/* Locked memory for a passphrase, wiped when freed; KY_PASSPHRASE_MOST bytes, zeroed. NULL if there is none. */
#define KY_PASSPHRASE_MOST 1024
KY_API char *ky_passphrase_new(void);
KY_API void ky_passphrase_free(char *passphrase);

/* Opaque; in locked memory, wiped when freed. Owned by the caller. */
struct ky_secret_key;

/* code: of a school; "" for a group. A name too long for a key is shortened at a character. */
KY_API enum ky_code ky_secret_new(enum ky_role role, const char *name, const char *code,
				  struct ky_secret_key **out, struct ky_error *err);
KY_API void ky_secret_free(struct ky_secret_key *secret);
KY_API const struct ky_public_key *ky_secret_public(const struct ky_secret_key *secret);

/* A new file of mode 0600; KY_INPUT if path is taken or the passphrase is too short. */
KY_API enum ky_code ky_secret_save(const struct ky_secret_key *secret, const char *path, const char *passphrase,
				   struct ky_error *err);
/* KY_INPUT: no secret key file (a public one is named as such), altered, or the wrong passphrase. */
KY_API enum ky_code ky_secret_load(const char *path, const char *passphrase, struct ky_secret_key **out,
				   struct ky_error *err);
/* Reads whose key a secret key file says it is, without its passphrase. Only opening the file proves it. */
KY_API enum ky_code ky_secret_peek(const char *path, struct ky_public_key *out, struct ky_error *err);

/* The public key file, signed by its own key so that any change to it shows. A new file. */
KY_API enum ky_code ky_public_save(const struct ky_secret_key *secret, const char *path, struct ky_error *err);
/* Reads a public key file. KY_INPUT for anything else; the sentence warns where the file is a secret key. */
KY_API enum ky_code ky_public_load(const char *path, struct ky_public_key *out, struct ky_error *err);

/* The school's own key. Where there is none it is made, if the workbook can be written; else *out is
 * NULL. The caller frees it. Its name and code are those of the school's page now. */
KY_API enum ky_code ky_key_own(struct ky_workbook *wb, struct ky_secret_key **out, struct ky_error *err);
/* Replaces the school's own key, after a theft. The old one stays among the known keys, as replaced today. */
KY_API enum ky_code ky_key_renew(struct ky_workbook *wb, struct ky_error *err);

struct ky_known_key {
	struct ky_public_key key;
	char since[KY_DAY_TEXT];
	char until[KY_DAY_TEXT]; /* "" while it is in force */
};

/* Takes a key into the workbook, in force from today. A school's takes the place of that school's former
 * one; a group's stands beside others. KY_NO: it is there already. */
KY_API enum ky_code ky_key_add(struct ky_workbook *wb, const struct ky_public_key *key, struct ky_error *err);
/* which: a name, a school's code, or a fingerprint with or without blanks. KY_INPUT if there is none. */
KY_API enum ky_code ky_key_remove(struct ky_workbook *wb, const char *which, struct ky_error *err);
/* Finds the newest key that which names. KY_INPUT if there is none. */
KY_API enum ky_code ky_key_find(struct ky_workbook *wb, enum ky_role role, const char *which,
				struct ky_known_key *out, struct ky_error *err);
/* Calls each for every known key of the role, in the order in which they came; non-zero from each stops. */
KY_API enum ky_code ky_key_each(struct ky_workbook *wb, enum ky_role role,
				int (*each)(void *data, const struct ky_known_key *key), void *data,
				struct ky_error *err);

/* For whom an export is sealed. ask: a name or fingerprint of an imported group key, "" for nobody, or
 * NULL: for the group whose key came last, nobody where there is none. *sealed false: for nobody. */
KY_API enum ky_code ky_key_recipient(struct ky_workbook *wb, const char *ask, struct ky_public_key *out,
				     bool *sealed, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
