/* Text files from other programs, as UTF-8, a piece at a time: however large the file, little of it is in memory.
 */
#ifndef CORE_EXCHANGE_DECODE_H
#define CORE_EXCHANGE_DECODE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "kuayue/error.h"

struct decoder;

/* For a file that is open, whose path is for sentences; it stays the caller's. All that may have to be opened to
 * read it is opened here. The caller frees it. */
struct decoder *decoder_new(FILE *file, const char *path);
void decoder_free(struct decoder *decoder);
/* Reads it through once to tell whatever of UTF-8, UTF-16 and GB18030 it is in. KY_INPUT where it has more than
 * most bytes. */
enum ky_code decoder_begin(struct decoder *decoder, int64_t most, struct ky_error *err);

/* The next piece, with its line ends as \n; it belongs to the decoder until the next call. *len is 0 at the
 * end. KY_INPUT where the bytes are none of these, or the file is no longer what was opened. */
enum ky_code decoder_read(struct decoder *decoder, const char **text, size_t *len, struct ky_error *err);

/* The place of the piece that was read last, for reading it again. */
int64_t decoder_tell(const struct decoder *decoder);
void decoder_seek(struct decoder *decoder, int64_t place);

#endif
