/*
 * A text that is being typed, without a screen. What is typed is always well-formed UTF-8; the cursor moves by
 * characters as people see them. Lines are wrapped by ky_text_wrap.
 */
#ifndef TUI_WIDGET_EDIT_H
#define TUI_WIDGET_EDIT_H

#include <stdbool.h>
#include <stddef.h>

struct edit;

/* text is copied. multiline false: line breaks become blanks. Ends the program when memory is out. */
struct edit *edit_new(const char *text, bool multiline);
void edit_free(struct edit *edit);               /* NULL is fine */
const char *edit_text(const struct edit *edit);  /* until the next change */
unsigned edit_revision(const struct edit *edit); /* another number after every change of the text */

/* Controls and ill-formed bytes are left out. Typing in one run is one step of undo, a paste another. */
void edit_insert(struct edit *edit, const char *text, size_t len);
void edit_paste(struct edit *edit, const char *text, size_t len);
void edit_backspace(struct edit *edit);
void edit_delete(struct edit *edit);
void edit_kill_line(struct edit *edit); /* to the end of the line */
void edit_clear(struct edit *edit);
void edit_undo(struct edit *edit);
void edit_redo(struct edit *edit);

void edit_left(struct edit *edit);
void edit_right(struct edit *edit);
void edit_up(struct edit *edit);
void edit_down(struct edit *edit);
void edit_home(struct edit *edit); /* of the line as wrapped */
void edit_end(struct edit *edit);
void edit_finish(struct edit *edit);

/* Wraps to width columns, the last of which stays free for the cursor. */
void edit_layout(struct edit *edit, int columns);
size_t edit_lines(const struct edit *edit); /* at least 1 */
/* The wrapped line's text; false past the last. */
bool edit_line(const struct edit *edit, size_t index, const char **start, size_t *len);
void edit_cursor(const struct edit *edit, size_t *line, int *column);
/* The first line to show in height rows, so that the cursor is among them. */
size_t edit_scroll(struct edit *edit, size_t height);

#endif
