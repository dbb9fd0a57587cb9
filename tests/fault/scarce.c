/*
 * A layer under which memory runs out.
 *
 *   SCARCE_AT    the allocation with that number fails, and no other
 *   SCARCE_FROM  that one and all behind it fail
 *   SCARCE_WHEN  as soon as a file of that name is there no more is given than large blocks are given back
 */
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#define LARGE (512 * 1024)

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *old);

static long at = -1, from, count;
static const char *when;
static size_t left; /* that may still be had when memory is out */

static int is_out(void)
{
	int why = errno;
	int out = when && access(when, F_OK) == 0;
	errno = why;
	return out;
}

static int fails(size_t size)
{
	if (at < 0) {
		const char *text = getenv("SCARCE_AT");
		at = text ? strtol(text, NULL, 10) : 0;
		text = getenv("SCARCE_FROM");
		from = text ? strtol(text, NULL, 10) : 0;
		when = getenv("SCARCE_WHEN");
	}
	int failed = ++count == at || (from && count >= from);
	if (!failed && is_out()) {
		failed = size > left;
		left -= failed ? 0 : size;
	}
	if (failed)
		errno = ENOMEM;
	return failed;
}

void *malloc(size_t size)
{
	return fails(size) ? NULL : __libc_malloc(size);
}

void *calloc(size_t number, size_t size)
{
	return fails(number * size) ? NULL : __libc_calloc(number, size);
}

void *realloc(void *old, size_t size)
{
	return fails(size) ? NULL : __libc_realloc(old, size);
}

void free(void *old)
{
	size_t size = old ? malloc_usable_size(old) : 0;
	if (size >= LARGE && is_out())
		left += size;
	__libc_free(old);
}
