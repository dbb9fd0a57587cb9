/* Translates the texts of library and program. The source has them in English; data/po/zh_CN.po has the Chinese
 * and is compiled in. kuayue/language.h sets the language. */
#ifndef CORE_BASE_I18N_H
#define CORE_BASE_I18N_H

#include <stddef.h>

/* Gives the text in the language that is set, or the text itself where the catalogue does not have it. It is never
 * freed. The attribute lets the compiler check a translated format against its arguments. */
const char *translate(const char *text) __attribute__((format_arg(1)));

/* The Chinese of a text in whatever language the program runs; NULL where the catalogue does not have it. */
const char *chinese_of(const char *text);

/* Looks a text up in a catalogue as msgfmt writes it (.mo); NULL if it is not there, or if the
 * len bytes are no catalogue. The translation is part of the catalogue. */
const char *catalogue_find(const unsigned char *catalogue, size_t len, const char *text);

#define _(text) translate(text)
#define N_(text) text /* marks a text for the catalogue without looking it up */

#endif
