/* Text files from other programs, as UTF-8, a piece at a time: however large the file, little of it is in memory.
 */
#ifndef CORE_EXCHANGE_DECODE_H
#define CORE_EXCHANGE_DECODE_H

#include <stddef.h>
#include <stdint.h>

#include "kuayue/error.h"

struct decoder;

/* Opens the file at path, at most most bytes, whatever of UTF-8, UTF-16 and GB18030 it is in. It is read through
 * once to tell which. The caller closes *out. */
enum ky_code decoder_open(const char *path, int64_t most, struct decoder **out, struct ky_error *err);
void decoder_close(struct decoder *decoder);

/* The next piece, with its line ends as \n; it belongs to the decoder until the next call. *len is 0 at the
 * end. KY_INPUT where the bytes are none of these, or the file is no longer what was opened. */
enum ky_code decoder_read(struct decoder *decoder, const char **text, size_t *len, struct ky_error *err);

/* The place of the piece that was read last, for reading it again. */
int64_t decoder_tell(const struct decoder *decoder);
void decoder_seek(struct decoder *decoder, int64_t place);

#endif
