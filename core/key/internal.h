/* What the files of core/key/ share with those that sign and seal. */
#ifndef CORE_KEY_INTERNAL_H
#define CORE_KEY_INTERNAL_H

#include <sodium.h>

#include "base/strbuf.h"
#include "kuayue/key.h"

#define KEY_FILE_MAX 4096 /* bytes of a key file; ours have some 700 */
#define SECRET_MARK "Kuayue-Secret-Key: "
#define PUBLIC_MARK "Kuayue-Public-Key: "

struct ky_secret_key {
	unsigned char seed[crypto_kdf_KEYBYTES]; /* all else follows from it */
	unsigned char sign[crypto_sign_SECRETKEYBYTES], seal[crypto_box_SECRETKEYBYTES];
	struct ky_public_key public;
};

extern const char *const key_roles[]; /* in files, by enum ky_role */

/* True once libsodium is ready. */
bool key_ready(void);
/* The key that follows from a seed of crypto_kdf_KEYBYTES. */
enum ky_code key_from_seed(enum ky_role role, const char *name, const char *code, const unsigned char *seed,
			   struct ky_secret_key **out, struct ky_error *err);
/* Of both halves, stretched. False if there is no memory for that. */
bool key_fingerprint(const struct ky_public_key *key, char out[KY_FINGERPRINT]);
/* As versions 0.1.0 and 0.2.0 had it, of the signing half alone; also of a key whose sealing half is not known. */
void key_fingerprint_old(const unsigned char sign[crypto_sign_PUBLICKEYBYTES], char out[KY_FINGERPRINT]);
/* Whether the sealing half is known. */
bool key_has_seal(const struct ky_public_key *key);
/* Whether the fingerprint that a key bears is its own: neither half is another's. *no_memory: that cannot be told,
 * since it is stretched. */
bool key_is_bound(const struct ky_public_key *key, bool *no_memory);
/* KY_INPUT for one that is soon guessed; proposes another. */
enum ky_code key_passphrase_check(const char *passphrase, struct ky_error *err);
/* Where "1234 5678…" and "12345678…" are the same. */
bool key_fingerprint_equal(const char *a, const char *b);
/* Shortened and safe to show, never empty. Cleaning what is clean changes nothing. */
void key_clean_name(const char *name, char out[KY_KEY_NAME]);
void key_clean_code(const char *code, char out[KY_KEY_CODE]);
bool key_names_clean(const struct ky_public_key *key);
/* A point that a key can be: on the curve, of full order. */
bool key_sign_valid(const unsigned char sign[crypto_sign_PUBLICKEYBYTES]);
bool key_seal_valid(const unsigned char seal[crypto_box_PUBLICKEYBYTES]);

/* A text of "Label: value" lines. */
void line_add(struct strbuf *sb, const char *label, const char *value);
void line_add_bytes(struct strbuf *sb, const char *label, const unsigned char *bytes, size_t size);
/* The last line: a signature over those above it. */
void line_sign(struct strbuf *sb, const struct ky_secret_key *secret);
/* The first line that begins with label; NULL where there is none. A name may hold a label, a line begins with its
 * own. */
const char *line_find(const char *text, const char *label);
/* The value of the line at *at, which moves behind it. False: another line, or of another size. */
bool line_take(const char **at, const char *label, char *out, size_t size);
bool line_take_bytes(const char **at, const char *label, unsigned char *out, size_t size);

/* A key file's text with \n at its line ends and no byte order mark, as an editor may have left it.
 * malloc'd, at most KEY_FILE_MAX bytes; the caller wipes and frees it. */
enum ky_code key_file_read(const char *path, char **text, struct ky_error *err);

#endif
