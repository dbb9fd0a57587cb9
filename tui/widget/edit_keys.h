/* One line being typed, from the terminal's events. */
#ifndef TUI_WIDGET_EDIT_KEYS_H
#define TUI_WIDGET_EDIT_KEYS_H

#include "terminal/term.h"
#include "widget/edit.h"

/* Does what the event says; what is no key of a text is left alone. */
void edit_handle(struct edit *edit, const struct event *event);

#endif
