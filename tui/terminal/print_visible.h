/* Prints text to standard output and standard error, which may be a terminal, so that nothing in it acts there.
 * Every command prints by these functions: tests/tree/test_output.sh reads the sources,
 * tests/command/test_escapes.sh the bytes. */
#ifndef TUI_TERMINAL_PRINT_VISIBLE_H
#define TUI_TERMINAL_PRINT_VISIBLE_H

#include <stdio.h>

#include "kuayue/error.h"

/* All of text, its line breaks kept, everything else made safe by ky_text_visible. */
void print_visible(FILE *out, const char *text);
/* The same for a sentence with arguments. */
void show(FILE *out, const char *fmt, ...) KY_PRINTF(2, 3);
/* What print_visible would print. The caller frees it. Ends the program when memory is out. */
char *visible_copy(const char *text);

/* JSON keeps its values: what ky_text_visible would replace is written \u0085, \u202e, and is read back as it
 * was. */
void print_json_text(FILE *out, const char *json);

#endif
