/* One line being typed: what events do to it, and how it is painted. */
#ifndef TUI_WIDGET_EDIT_KEYS_H
#define TUI_WIDGET_EDIT_KEYS_H

#include "terminal/term.h"
#include "widget/edit.h"

/* Does what the event says; what is no key of a text is left alone. */
void edit_handle(struct edit *edit, const struct event *event);
/* Paints the line that has the cursor from col to the edge; here: the terminal's cursor goes there. */
void edit_draw(struct edit *edit, int row, int col, bool here);

#endif
