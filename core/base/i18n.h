/* Message translation: gettext's domain of the program. The library only looks texts
 * up; which language is shown is decided by the program's locale. */
#ifndef CORE_BASE_I18N_H
#define CORE_BASE_I18N_H

#include <libintl.h>

#define KY_DOMAIN "kuayue"
#define _(text) dgettext(KY_DOMAIN, text)
#define N_(text) text /* marks a text for the catalogue without looking it up */

#endif
