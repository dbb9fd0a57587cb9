/* Asks for the passphrase of a secret key file. */
#ifndef TUI_COMMAND_PASSPHRASE_H
#define TUI_COMMAND_PASSPHRASE_H

#include <stdbool.h>

/* The first line of file, or, where that is NULL, what is typed on the terminal without being shown; twice
 * for a new one. In locked memory: ky_passphrase_free. NULL with the exit status in *failed, said. */
char *passphrase_take(const char *file, bool twice, int *failed);

/* A yes or no on the terminal; false where there is none. */
bool confirm(const char *question);

#endif
