/*
 * A file that one key can open: data/sealed.bin of a sealed package.
 *
 *   magic, version     9 bytes  "KYSEALED" "1"
 *   recipient         29 bytes  the fingerprint
 *   file key          80 bytes  random, in a crypto_box_seal to the recipient's X25519 key
 *   stream header     24 bytes  of crypto_secretstream_xchacha20poly1305
 *   chunks                      of 64 KiB and 17 bytes, the last with the final tag; the first is bound to
 *                               everything before the stream header
 *
 * Read and written in constant memory. A stream that was altered, cut short or added to is refused.
 */
#ifndef CORE_PACKAGE_ENVELOPE_H
#define CORE_PACKAGE_ENVELOPE_H

#include <stdint.h>
#include <stdio.h>

#include "kuayue/key.h"

#define ENVELOPE_HEAD (9 + KY_FINGERPRINT - 1 + 80 + 24)

/* stop: asked now and then with the bytes done; true ends it with KY_NO. May be NULL. */
enum ky_code envelope_write(FILE *in, FILE *out, const struct ky_public_key *recipient,
			    bool (*stop)(void *data, int64_t done), void *data, struct ky_error *err);

/* Gives up to size bytes; 0 at the end, less than 0 for a failure. */
typedef int64_t envelope_source(void *data, void *buffer, size_t size);

/* Writes what is inside to out. KY_INPUT: another key's, altered or cut short; name is for the sentence. */
enum ky_code envelope_read(envelope_source *source, void *data, FILE *out, const struct ky_secret_key *secret,
			   const char *name, struct ky_error *err);

/* True if these first bytes are an envelope's; recipient gets the fingerprint it is for. */
bool envelope_peek(const unsigned char *head, size_t size, char recipient[KY_FINGERPRINT]);

#endif
