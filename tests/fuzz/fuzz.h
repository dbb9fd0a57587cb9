/* What the fuzz targets share. Each is one function, which libFuzzer calls with bytes of its making (make fuzz),
 * and replay.c with the files of tests/fuzz/NAME/ (make test). A target fails by an assert, a crash or a
 * sanitizer. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kuayue/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Holds in every build, also where asserts are off. */
#define MUST(holds)                                                                                               \
	do {                                                                                                      \
		if (!(holds)) {                                                                                   \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #holds);                               \
			abort();                                                                                  \
		}                                                                                                 \
	} while (0)

/* The bytes as a text; the caller frees it. */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	MUST(text);
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

/* The bytes as a file without a name, at its beginning; the caller closes it. */
static inline FILE *fuzz_file(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	MUST(fd >= 0 && (!size || write(fd, data, size) == (ssize_t)size) && lseek(fd, 0, SEEK_SET) == 0);
	FILE *file = fdopen(fd, "r+b");
	MUST(file);
	return file;
}

/* Whoever refuses says why. */
static inline void fuzz_check(enum ky_code code, const struct ky_error *err)
{
	MUST(code == KY_OK || (err->text[0] && memchr(err->text, '\0', sizeof(err->text))));
}

#endif
