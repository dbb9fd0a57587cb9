/* What the terminal can do, as terminfo has it. */
#ifndef TUI_TERMINAL_ABLE_H
#define TUI_TERMINAL_ABLE_H

#include <stdbool.h>

/* False for one that writes a line behind the other and nothing else, as TERM=dumb does. After newterm(). */
bool able_places_cursor(void);

#endif
