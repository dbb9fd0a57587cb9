/* Computes the checksums of a bag, the name of its folder, and the seal at the end of its ZIP. */
#include "package/bag.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <sodium.h>
#include <string.h>

#include "base/i18n.h"

void bag_hash(const void *bytes, size_t len, char hex[BAG_HEX])
{
	unsigned char digest[crypto_hash_sha512_BYTES];
	crypto_hash_sha512(digest, bytes, len);
	sodium_bin2hex(hex, BAG_HEX, digest, sizeof(digest));
}

/* limit -1: all that follows. */
static bool hash_on(FILE *file, int64_t limit, char hex[BAG_HEX])
{
	unsigned char buffer[16384], digest[crypto_hash_sha512_BYTES];
	crypto_hash_sha512_state state;
	crypto_hash_sha512_init(&state);
	while (limit != 0) {
		size_t wanted = limit > 0 && limit < (int64_t)sizeof(buffer) ? (size_t)limit : sizeof(buffer);
		size_t got = fread(buffer, 1, wanted, file);
		if (!got)
			break;
		crypto_hash_sha512_update(&state, buffer, got);
		limit -= limit > 0 ? (int64_t)got : 0;
	}
	crypto_hash_sha512_final(&state, digest);
	sodium_bin2hex(hex, BAG_HEX, digest, sizeof(digest));
	return !ferror(file) && limit <= 0;
}

bool bag_hash_file(FILE *file, int64_t limit, char hex[BAG_HEX])
{
	assert(limit >= -1);
	rewind(file);
	return hash_on(file, limit, hex);
}

bool bag_hash_part(FILE *file, int64_t from, int64_t size, char hex[BAG_HEX])
{
	assert(from >= 0 && size >= 0);
	return fseeko(file, from, SEEK_SET) == 0 && hash_on(file, size, hex);
}

void bag_folder(const char *code, char *out, size_t size)
{
	assert(size > strlen("kuayue-"));
	snprintf(out, size, BAG_PREFIX "%.40s", code);
	for (char *at = out; *at; at++)
		if (!isalnum((unsigned char)*at) && !strchr(".-_", *at))
			*at = '_';
}

enum ky_code seal_write(FILE *file, struct ky_error *err)
{
	char hex[BAG_HEX];
	long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
	bool ok = size > (long)SEAL_SIZE && bag_hash_file(file, size - (long)SEAL_SIZE, hex) &&
		  fseek(file, size - (long)SEAL_SIZE, SEEK_SET) == 0 && fputs(SEAL_PREFIX, file) >= 0 &&
		  fputs(hex, file) >= 0 && fflush(file) == 0;
	return ok ? KY_OK
		  : ky_fail(err, KY_SYSTEM,
			    _("The package could not be sealed (%s); free some space in the folder for temporary "
			      "files and export again."),
			    ky_reason(errno));
}

enum seal_state seal_check(FILE *file, char hex[BAG_HEX])
{
	char tail[SEAL_SIZE + 1] = { 0 };
	hex[0] = '\0';
	long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
	if (size <= (long)SEAL_SIZE || fseek(file, size - (long)SEAL_SIZE, SEEK_SET) != 0 ||
	    fread(tail, 1, SEAL_SIZE, file) != SEAL_SIZE)
		return SEAL_MISSING;
	if (strncmp(tail, SEAL_PREFIX, sizeof(SEAL_PREFIX) - 1) != 0)
		return SEAL_MISSING;
	if (!bag_hash_file(file, size - (long)SEAL_SIZE, hex))
		return SEAL_BROKEN;
	return strcmp(tail + sizeof(SEAL_PREFIX) - 1, hex) == 0 ? SEAL_WHOLE : SEAL_BROKEN;
}
