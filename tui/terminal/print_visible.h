/* Outside text on a stream that may be a terminal. */
#ifndef TUI_TERMINAL_PRINT_VISIBLE_H
#define TUI_TERMINAL_PRINT_VISIBLE_H

#include <stdio.h>

/* All of text, its line breaks kept, everything else made safe by ky_text_visible. */
void print_visible(FILE *out, const char *text);

#endif
