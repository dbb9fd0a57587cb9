/* One code point at a time, and what a terminal makes of it. */
#ifndef CORE_BASE_UTF8_H
#define CORE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD (-1)

/* The code point at text and its length; UTF8_BAD and 1 for an ill-formed byte; 0 and 0 at the end. */
int32_t utf8_read(const char *text, size_t *len);

/* Writes the code point; returns its bytes (at most 4). */
size_t utf8_write(int32_t point, char *out);

#endif
