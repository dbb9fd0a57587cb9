/* A SHA-256 of texts that two programs can agree on: before each stands its length in bytes, four bytes with the
 * highest first, so that no two lists of texts are one. NULL is the length 0xffffffff, and nothing behind it. */
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
/* The first so many bytes of it, at most 32, as small hex digits. */
void digest_end(struct digest *digest, size_t bytes, char hex[]);

#endif
