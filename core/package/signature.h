/* signature.txt, a tag file of the bag: an Ed25519 signature over the hash of tagmanifest-sha512.txt, which
 * covers every other file. The bag stays BagIt 1.0: a tag manifest has to list the payload manifests and
 * should list the other tag files (RFC 8493, 2.2.1); this one, which signs it, cannot be in it. */
#ifndef CORE_PACKAGE_SIGNATURE_H
#define CORE_PACKAGE_SIGNATURE_H

#include "kuayue/key.h"
#include "package/bag.h"

#define SIGNATURE_FILE "signature.txt"

/* hex: SHA-512 of the tag manifest. The same for the same key and content. malloc'd. */
char *signature_text(const struct ky_secret_key *secret, const char *hex);

enum signature_state {
	SIGNATURE_GOOD,
	SIGNATURE_GARBLED, /* not as Kuayue writes it */
	SIGNATURE_FOREIGN, /* another school's */
	SIGNATURE_WRONG,   /* what was signed is something else: changed since, or another package */
	SIGNATURE_NO_MEMORY,
};
/* code: of the school that the package says it is of; NULL: that cannot be read. *signer is filled for
 * SIGNATURE_GOOD; its sealing key is zero in a package of an older program. */
enum signature_state signature_check(const char *text, const char *hex, const char *code,
				     struct ky_public_key *signer);

#endif
