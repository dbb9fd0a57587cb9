/* Computes a SHA-256 of a list of texts, in a form that other programs can compute too. Before each text stands
 * its length in bytes, as four bytes with the highest first, so that different lists have different digests. NULL
 * is the length 0xffffffff with nothing behind it. */
#ifndef CORE_WORKBOOK_DIGEST_H
#define CORE_WORKBOOK_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include <sodium.h>

#define DIGEST_HEX(bytes) (2 * (size_t)(bytes) + 1)

struct digest {
	crypto_hash_sha256_state state;
};

void digest_begin(struct digest *digest);
void digest_text(struct digest *digest, const char *text);
/* Writes the first bytes of the digest, at most 32, as small hex digits. */
void digest_end(struct digest *digest, size_t bytes, char hex[]);

#endif
