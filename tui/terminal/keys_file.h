/* Reads which keys the user has changed, from a file of the user's own. */
#ifndef TUI_TERMINAL_KEYS_FILE_H
#define TUI_TERMINAL_KEYS_FILE_H

#include "kuayue/error.h"

/* keys.ini in the settings folder: under [keys] a line "CHECK = T" gives an action another key in lists, and
 * "CHECK.typing = F7" one that works while typing; the names are those of terminal/action.h. KY_INPUT with the
 * file, the line and the reason where it cannot be, and then no key is changed. No file is no fault. */
enum ky_code keys_load(struct ky_error *err);

#endif
