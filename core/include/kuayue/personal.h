/*
 * Finds personal data in any text: what looks like a person's number, account or address. It never changes or
 * masks a text; whoever reads the finding decides. tests/unit/guide/test_personal.c counts what it finds and what
 * it misses in the two lists of tests/data.
 */
#ifndef KUAYUE_PERSONAL_H
#define KUAYUE_PERSONAL_H

#include "kuayue/api.h"

#ifdef __cplusplus
extern "C" {
#endif

enum ky_personal {
	KY_PERSONAL_MOBILE,   /* 11 digits from 13 on, however they are grouped, with +86, 0086, 86 or 0 */
	KY_PERSONAL_LANDLINE, /* with its area code */
	KY_PERSONAL_ID,       /* GB 11643-1999: province, day of birth and check character are right */
	KY_PERSONAL_ID_LIKE,  /* the check character is wrong, or the 15 digits of before 1999 */
	KY_PERSONAL_CARD,     /* bank card: 16 to 19 digits, known first digits, ISO/IEC 7812-1 check (Luhn) */
	KY_PERSONAL_EMAIL,
	KY_PERSONAL_QQ,     /* a number behind the word */
	KY_PERSONAL_WECHAT, /* an account behind the word */
	KY_PERSONAL_KINDS
};

/* The name of a class of personal data, in the program's language (static). */
KY_API const char *ky_personal_title(enum ky_personal kind);

/* Calls each for everything in text that looks like personal data, from start to end; non-zero from each stops.
 * The text may be ill-formed. Time is linear in its length, and nothing is allocated. */
KY_API void ky_personal_each(const char *text, int (*each)(void *data, enum ky_personal kind), void *data);

#ifdef __cplusplus
}
#endif

#endif
