/* What the files of the page of keys share. */
#ifndef TUI_SCREEN_KEYS_H
#define TUI_SCREEN_KEYS_H

#include "kuayue/key.h"
#include "screen/screens.h"

/* keys.c: what stands behind a key's name where nobody compared it, or somebody changed it in the file; else "".
 */
const char *keys_doubt(const struct ky_known_key *known);

/* keys_own.c */
const char *keys_last_digits(const char *fingerprint); /* to be typed before its key goes */
void keys_ask_renew(struct app *app);                  /* another key for the school, after a theft */
void keys_ask_sign(struct app *app);                   /* the office's signature on a template */

#endif
