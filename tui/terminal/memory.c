/* Allocates, or ends the program in order where memory is out. */
#include "terminal/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

#define RESERVE (1 << 20) /* bytes: more than keeping one text takes */

static struct {
	void *reserve;
	void (*keep)(void *data);
	void (*restore)(void);
	void *data;
} at_end;

void memory_at_end(void (*keep)(void *data), void (*restore)(void), void *data)
{
	if (!at_end.reserve)
		at_end.reserve = malloc(RESERVE);
	at_end.keep = keep;
	at_end.restore = restore;
	at_end.data = data;
}

void out_of_memory(void)
{
	void (*keep)(void *data) = at_end.keep;
	/* Once: if that runs out of memory as well it comes here again. */
	at_end.keep = NULL;
	free(at_end.reserve);
	at_end.reserve = NULL;
	if (keep)
		keep(at_end.data);
	if (at_end.restore)
		at_end.restore();
	fprintf(stderr, "%s\n",
		_("kuayue: out of memory. What is saved is there, and what you were typing is kept; close other "
		  "programs, then open the workbook again to go on."));
	exit(KY_SYSTEM);
}

void *have(void *given)
{
	if (!given)
		out_of_memory();
	return given;
}

void *xalloc(size_t size)
{
	return have(calloc(1, size ? size : 1));
}

void *xrealloc(void *old, size_t size)
{
	return have(realloc(old, size ? size : 1));
}

char *xstrndup(const char *text, size_t len)
{
	char *copy = xalloc(len + 1);
	memcpy(copy, text, len);
	return copy;
}

char *xstrdup(const char *text)
{
	return text ? xstrndup(text, strlen(text)) : xstrndup("", 0);
}

char *xprintf(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	int len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (len < 0)
		out_of_memory();
	char *text = xalloc((size_t)len + 1);
	va_start(args, fmt);
	vsnprintf(text, (size_t)len + 1, fmt, args);
	va_end(args);
	return text;
}
