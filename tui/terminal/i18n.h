/* The program's language: a message catalogue that travels inside the binary. */
#ifndef TUI_TERMINAL_I18N_H
#define TUI_TERMINAL_I18N_H

#include <libintl.h>

#define _(text) dgettext("kuayue", text)
#define N_(text) text

/* lang: "zh", "en", or NULL for the environment's. Works where only C and C.UTF-8 exist. */
void language_set(const char *lang);
const char *language_now(void); /* "zh" or "en" */

#endif
