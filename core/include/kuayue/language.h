/*
 * The language of every sentence, label and title that the library gives out.
 *
 * The language is English until the program sets another. The Chinese texts are part of the library: it reads no
 * file and needs no locale. The setting holds for the whole process with all threads; texts that were given out
 * before stay valid and as they were.
 */
#ifndef KUAYUE_LANGUAGE_H
#define KUAYUE_LANGUAGE_H

#include "kuayue/api.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Sets Chinese for a language that begins with "zh", and English for any other. NULL takes the language from the
 * environment: from the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is not empty. */
KY_API void ky_language_set(const char *language);

/* "zh" or "en". */
KY_API const char *ky_language(void);

#ifdef __cplusplus
}
#endif

#endif
