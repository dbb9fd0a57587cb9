/* The line that is being typed, of a form, a question or a search: what events do to it, and how it is painted. */
#ifndef TUI_WIDGET_EDIT_KEYS_H
#define TUI_WIDGET_EDIT_KEYS_H

#include "terminal/term.h"
#include "widget/edit.h"

/* Does what the event says. False for what is no key of a text: that is left to the caller. True says nothing
 * of the text, which a key at its end leaves as it is: edit_revision() tells. */
bool edit_handle(struct edit *edit, const struct event *event);
/* The text is this now, with the cursor behind it. */
void edit_set(struct edit *edit, const char *text);
/* Paints the line that has the cursor from col to the edge; here: the terminal's cursor goes there. */
void edit_draw(struct edit *edit, int row, int col, bool here);
/* Paints a search, "/" and the line, in width cells; what is right of it is the caller's. */
void edit_draw_search(struct edit *edit, int row, int col, int width, bool here);

#endif
