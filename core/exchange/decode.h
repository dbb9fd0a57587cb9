/* Reads text files of other programs as UTF-8, a piece at a time, so that a large file needs little memory. */
#ifndef CORE_EXCHANGE_DECODE_H
#define CORE_EXCHANGE_DECODE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "kuayue/error.h"

struct decoder;

/* A decoder for an open file, which stays the caller's; sentences name path. Everything that has to be opened for
 * reading is opened here. The caller frees it. */
struct decoder *decoder_new(FILE *file, const char *path);
void decoder_free(struct decoder *decoder);
/* Reads the file once to tell if it is UTF-8, UTF-16 or GB18030. KY_INPUT where it has more than most bytes. */
enum ky_code decoder_begin(struct decoder *decoder, int64_t most, struct ky_error *err);

/* Gives the next piece, with \n as line ends; it belongs to the decoder and is valid until the next call. *len is
 * 0 at the end. KY_INPUT where the bytes are of none of these encodings, or the file was changed since it was
 * opened. */
enum ky_code decoder_read(struct decoder *decoder, const char **text, size_t *len, struct ky_error *err);

/* The place of the piece that was read last, for reading it again. */
int64_t decoder_tell(const struct decoder *decoder);
void decoder_seek(struct decoder *decoder, int64_t place);

#endif
