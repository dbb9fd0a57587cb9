/* Allocates, or ends the program in order where memory is out. */
#include "terminal/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"

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
	return have(memory_new(size));
}

void *xrealloc(void *old, size_t size)
{
	return have(realloc(old, size ? size : 1));
}

char *xstrndup(const char *text, size_t len)
{
	return have(memory_part(text, len));
}

char *xstrdup(const char *text)
{
	return have(memory_text(text));
}

char *xprintf(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	char *text = have(memory_print_args(fmt, args));
	va_end(args);
	return text;
}
