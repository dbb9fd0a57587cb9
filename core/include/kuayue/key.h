/*
 * Keys: who signed a package, and who alone can open it (libsodium: Ed25519, X25519).
 *
 * The leadership group makes a pair once. Its secret key file stays in the office, protected by a
 * passphrase (Argon2id, XChaCha20-Poly1305); its public key file is handed out, and a school that has
 * imported it exports packages that only the group can open. Each school has a key of its own, made with
 * the workbook, that signs what it exports; the others remember it from the first package (trust on first
 * use) or from its public key file.
 *
 * A fingerprint is 24 digits in groups of four, of both halves of a key, that which signs and that which seals:
 * what two people read to each other on the telephone. It is stretched (Argon2id), so that a key with the same
 * last groups is not soon found. Wherever a key is kept, its fingerprint is worked out anew: neither half can be
 * changed unnoticed. A key that was only seen is kept as such until somebody compares.
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

/* What a school's code looks like: case, width, blanks, what is not seen, and letters of other scripts that a
 * reader takes for Latin ones make no difference, nor do O and 0, I, l and 1. Two schools never have codes of one
 * shape. malloc'd; NULL if memory is out. */
KY_API char *ky_code_shape(const char *code);

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
/* One that nobody guesses and anybody can write down: 24 digits, drawn at random. */
KY_API void ky_passphrase_propose(char out[KY_FINGERPRINT]);

/* Opaque; in locked memory, wiped when freed. Owned by the caller. */
struct ky_secret_key;

/* code: of a school; "" for a group. A name too long for a key is shortened at a character. */
KY_API enum ky_code ky_secret_new(enum ky_role role, const char *name, const char *code,
				  struct ky_secret_key **out, struct ky_error *err);
KY_API void ky_secret_free(struct ky_secret_key *secret);
KY_API const struct ky_public_key *ky_secret_public(const struct ky_secret_key *secret);

/* A new file of mode 0600; KY_INPUT if path is taken or the passphrase is soon guessed. */
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
/* A new key in its place, after a theft; the old one's public half is kept among the known ones as replaced today.
 * Its secret is gone from the workbook; each is called with the files beside it, backups and others, that still
 * hold it. each may be NULL; non-zero from it stops. */
KY_API enum ky_code ky_key_renew(struct ky_workbook *wb, int (*each)(void *data, const char *file), void *data,
				 struct ky_error *err);

/* Signs a file, such as a campaign's template: a new file, PATH.sig, whose name is malloc'd in *out. */
KY_API enum ky_code ky_file_sign(const struct ky_secret_key *secret, const char *path, char **out,
				 struct ky_error *err);
enum ky_signed {
	KY_SIGNED_NOT,   /* there is no PATH.sig */
	KY_SIGNED_OTHER, /* there is one that is none, or of another content */
	KY_SIGNED_WELL,  /* by *signer; whose key that is, a keyring knows */
};
/* What the file beside path says of these bytes, which were read from path. */
KY_API enum ky_code ky_file_signed(const char *path, const char *bytes, size_t len, enum ky_signed *state,
				   struct ky_public_key *signer, struct ky_error *err);

struct ky_known_key {
	struct ky_public_key key;
	char since[KY_DAY_TEXT];
	char until[KY_DAY_TEXT];     /* "" while it is in force */
	char confirmed[KY_DAY_TEXT]; /* when a person compared the fingerprint; "": it was only seen */
	bool altered;                /* its fingerprint is not that of its two halves: never use it */
};

/* Takes a key whose fingerprint was compared into the workbook, in force from today. A school's takes the place of
 * that school's former one; a group's stands beside others. KY_NO: it is there already, and confirmed. */
KY_API enum ky_code ky_key_add(struct ky_workbook *wb, const struct ky_public_key *key, struct ky_error *err);
/* The same for one that was only seen. KY_NO: it is there already. */
KY_API enum ky_code ky_key_see(struct ky_workbook *wb, const struct ky_public_key *key, struct ky_error *err);
/* The key that key would take the place of: the school's in force, or the group's that exports are sealed for.
 * False where there is none. */
KY_API bool ky_key_displaced(struct ky_workbook *wb, const struct ky_public_key *key, struct ky_known_key *out);
/* Whether text is the last group of the fingerprint, or all of it; blanks do not count. */
KY_API bool ky_key_compared(const struct ky_public_key *key, const char *text);
/* which: a name, a school's code, or a fingerprint with or without blanks. KY_INPUT if there is none. */
KY_API enum ky_code ky_key_remove(struct ky_workbook *wb, const char *which, struct ky_error *err);
/* Finds the newest key that which names. KY_INPUT if there is none. */
KY_API enum ky_code ky_key_find(struct ky_workbook *wb, enum ky_role role, const char *which,
				struct ky_known_key *out, struct ky_error *err);
/* In the order they came, altered ones too; non-zero from each stops. */
KY_API enum ky_code ky_key_each(struct ky_workbook *wb, enum ky_role role,
				int (*each)(void *data, const struct ky_known_key *key), void *data,
				struct ky_error *err);

/* For whom an export is sealed. ask: a name or fingerprint of an imported group key, "" for nobody, or
 * NULL: for the group whose key came last, nobody where there is none. *sealed false: for nobody. KY_INPUT for one
 * that was altered in the workbook. */
KY_API enum ky_code ky_key_recipient(struct ky_workbook *wb, const char *ask, struct ky_public_key *out,
				     bool *sealed, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
