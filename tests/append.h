/* Builds texts and reads numbers in tests, without the functions that core/base/banned.h refuses. */
#ifndef TESTS_APPEND_H
#define TESTS_APPEND_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes behind what text has; ends the test where its size bytes cannot hold it. */
__attribute__((format(printf, 3, 4))) static inline void append(char *text, size_t size, const char *fmt, ...)
{
	size_t used = strlen(text);
	va_list args;
	va_start(args, fmt);
	int len = vsnprintf(text + used, size - used, fmt, args);
	va_end(args);
	if (len < 0 || (size_t)len >= size - used)
		abort();
}

static inline int int_of(const char *text)
{
	return (int)strtol(text, NULL, 10);
}

#endif
