/* Paints a sentence over as many rows as it needs. */
#ifndef TUI_WIDGET_WRAPPED_H
#define TUI_WIDGET_WRAPPED_H

#include "terminal/term.h"

/* The rows that it takes; 0 for "". */
int wrapped_rows(const char *text);
/* The columns that its last row takes. */
int wrapped_end(const char *text);
/* Paints it from row on, at most up to bottom, where it is cut and ends in an ellipsis. Returns the row behind
 * it. */
int wrapped_put(int row, int bottom, enum look look, const char *text);
/* The same over just the rows [row, bottom): what it does not take is blank. */
void wrapped_fill(int row, int bottom, enum look look, const char *text);

#endif
