/* Allocates memory, or says that there is none. */
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

void *memory_new(size_t size)
{
	return calloc(1, size ? size : 1);
}

char *memory_part(const char *text, size_t len)
{
	char *copy = malloc(len + 1);
	if (!copy)
		return NULL;
	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *memory_text(const char *text)
{
	return text ? memory_part(text, strlen(text)) : memory_part("", 0);
}

char *memory_print_args(const char *fmt, va_list args)
{
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, fmt, args);
	char *text = len >= 0 ? malloc((size_t)len + 1) : NULL;
	if (text)
		vsnprintf(text, (size_t)len + 1, fmt, again);
	va_end(again);
	return text;
}

char *memory_print(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	char *text = memory_print_args(fmt, args);
	va_end(args);
	return text;
}

/* Doubled whenever it is full, at 0, 1, 2, 4 and so on: so nobody has to keep its size. */
bool memory_grow(void *list, size_t count, size_t size)
{
	void *now;
	if (count & (count - 1))
		return true;
	memcpy(&now, list, sizeof(now));
	void *larger = realloc(now, (count ? count * 2 : 1) * size);
	if (!larger)
		return false;
	memcpy(list, &larger, sizeof(larger));
	/* cppcheck-suppress memleak ; the list has it */
	return true;
}

enum ky_code memory_out(struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM, "%s",
		       _("Out of memory: nothing was changed. Close other programs, then try again."));
}
