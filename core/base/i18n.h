/* The texts of the library and the program: English in the source, Chinese from data/po/zh_CN.po,
 * which is compiled in. kuayue/language.h says which is in force. */
#ifndef CORE_BASE_I18N_H
#define CORE_BASE_I18N_H

#include <stddef.h>

/* The text in the language in force; the text itself where the catalogue has none. Never freed.
 * The attribute lets the compiler check a translated format against its arguments. */
const char *translate(const char *text) __attribute__((format_arg(1)));

/* Looks a text up in a catalogue as msgfmt writes it (.mo); NULL if it is not there, or if the
 * len bytes are no catalogue. The translation is part of the catalogue. */
const char *catalogue_find(const unsigned char *catalogue, size_t len, const char *text);

#define _(text) translate(text)
#define N_(text) text /* marks a text for the catalogue without looking it up */

#endif
