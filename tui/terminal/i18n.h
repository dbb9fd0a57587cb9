/* The program's language and the locale it needs; the texts are core/base/i18n.h's, with the program's keys in
 * them. */
#ifndef TUI_TERMINAL_I18N_H
#define TUI_TERMINAL_I18N_H

#include "base/i18n.h"
#include "terminal/keyed.h"

#undef _
#define _(text) keyed(translate(text))

/* lang: "zh", "en", or NULL for the environment's. Works where only C and C.UTF-8 exist. */
void language_set(const char *lang);
const char *language_now(void); /* "zh" or "en" */

#endif
