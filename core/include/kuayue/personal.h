/*
 * Personal data in any text: what looks like a number or address of a person. Nothing is ever changed or
 * masked; whoever reads the finding decides. What is found and what is missed is counted by
 * tests/unit/guide/test_personal.c over the two lists in tests/data.
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

/* How it is called, in the program's language. Static. */
KY_API const char *ky_personal_title(enum ky_personal kind);

/* Calls each for everything in text that looks like personal data, in its order; non-zero from each stops.
 * Time is linear in the text, which may be ill-formed; nothing is allocated. */
KY_API void ky_personal_each(const char *text, int (*each)(void *data, enum ky_personal kind), void *data);

#ifdef __cplusplus
}
#endif

#endif
