/* Asks for the passphrase of a secret key file. */
#ifndef TUI_COMMAND_PASSPHRASE_H
#define TUI_COMMAND_PASSPHRASE_H

#include <stdbool.h>

#include "kuayue/key.h"

/* The first line of file, or, where that is NULL, what is typed on the terminal without being shown; twice
 * for a new one. In locked memory: ky_passphrase_free. NULL with the exit status in *failed, said. */
char *passphrase_take(const char *file, bool twice, int *failed);

/* Says what will happen and cannot be brought back, and whether somebody on the terminal types the number of what
 * it happens to: a y is soon pressed. False where there is no terminal. */
bool confirm(const char *what, const char *number);

/* Whether somebody on the terminal types the last group of the key's fingerprint, as it was read to them. False
 * where there is no terminal. */
bool confirm_key(const struct ky_public_key *key);

#endif
