/*
 * The language of every sentence, label and title that the library gives out.
 *
 * English until a program says otherwise. The Chinese texts are part of the library: no file is
 * read, and no locale has to exist. The choice holds for the whole process and all its threads;
 * texts that were given out before stay as they were and stay valid.
 */
#ifndef KUAYUE_LANGUAGE_H
#define KUAYUE_LANGUAGE_H

#include "kuayue/api.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What begins with "zh" is Chinese, anything else English. NULL: what the environment asks for, by
 * the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is not empty. */
KY_API void ky_language_set(const char *language);

/* "zh" or "en". */
KY_API const char *ky_language(void);

#ifdef __cplusplus
}
#endif

#endif
