/* Computes a digest of texts in one agreed form (workbook/digest.h). */
#include "workbook/digest.h"

#include <assert.h>
#include <string.h>

void digest_begin(struct digest *digest)
{
	crypto_hash_sha256_init(&digest->state);
}

static void add_length(struct digest *digest, uint32_t len)
{
	const unsigned char bytes[4] = { (unsigned char)(len >> 24), (unsigned char)(len >> 16),
					 (unsigned char)(len >> 8), (unsigned char)len };
	crypto_hash_sha256_update(&digest->state, bytes, sizeof(bytes));
}

void digest_text(struct digest *digest, const char *text)
{
	size_t len = text ? strlen(text) : 0;
	assert(len < UINT32_MAX);
	add_length(digest, text ? (uint32_t)len : UINT32_MAX);
	crypto_hash_sha256_update(&digest->state, (const unsigned char *)(text ? text : ""), len);
}

void digest_end(struct digest *digest, size_t bytes, char hex[])
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	assert(bytes > 0 && bytes <= sizeof(hash));
	crypto_hash_sha256_final(&digest->state, hash);
	sodium_bin2hex(hex, DIGEST_HEX(bytes), hash, bytes);
}
