/* What is searched for, as it is typed into a small field of a list. */
#ifndef TUI_WIDGET_FILTER_H
#define TUI_WIDGET_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "terminal/term.h"

/* Appends what was typed or pasted, or takes the last character back. What does not fit into the size bytes at
 * text changes nothing. True where the text changed. */
bool filter_handle(char *text, size_t size, const struct event *event);

#endif
