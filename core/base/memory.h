/*
 * Memory, which may run out. What cannot be had is NULL or false, and the caller hands the failure up as
 * memory_out's sentence; the library ends no program. errno is ENOMEM then, so that a function which answers
 * through errno needs to do nothing more.
 */
#ifndef CORE_BASE_MEMORY_H
#define CORE_BASE_MEMORY_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "kuayue/error.h"

/* The caller frees what these give. */
void *memory_new(size_t size);                   /* zeroed */
char *memory_text(const char *text);             /* NULL gives "" */
char *memory_part(const char *text, size_t len); /* its first len bytes */
char *memory_print(const char *fmt, ...) KY_PRINTF(1, 2);
char *memory_print_args(const char *fmt, va_list args) KY_PRINTF(1, 0);

/* Room for one more in a list of count members of that size; list is the address of the pointer to it. Where it
 * cannot be had the list stays as it is. */
bool memory_grow(void *list, size_t count, size_t size);

/* KY_SYSTEM, and the sentence for it. */
enum ky_code memory_out(struct ky_error *err);

#endif
