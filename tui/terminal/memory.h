/*
 * Memory that is there. Where it runs out the interface keeps what is being typed, gives the terminal back and
 * says so; a command says so. Either then ends the program: a screen without what it has to show is none.
 */
#ifndef TUI_TERMINAL_MEMORY_H
#define TUI_TERMINAL_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

#include "kuayue/error.h"

/* The caller frees what these give. */
void *xalloc(size_t size); /* zeroed */
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *text); /* NULL gives "" */
char *xstrndup(const char *text, size_t len);
char *xprintf(const char *fmt, ...) KY_PRINTF(1, 2);

/* What core gave back, where it gives NULL for no memory; given itself. */
void *have(void *given);

/* Sets memory aside for the end, and what is done there: keep, which may want memory and come to nothing for the
 * lack of it, and restore, which wants none, before the sentence is printed. NULL: nothing. */
void memory_at_end(void (*keep)(void *data), void (*restore)(void), void *data);

/* Does so and ends the program with KY_SYSTEM. */
_Noreturn void out_of_memory(void);

#endif
