/*
 * How libkuayue reports failure.
 *
 * Every function that can fail returns an enum ky_code and fills the caller's
 * struct ky_error with one sentence: what failed, where, and what to do next.
 * The library never prints. The numeric values are the program's exit status.
 */
#ifndef KUAYUE_ERROR_H
#define KUAYUE_ERROR_H

#include "kuayue/api.h"

#ifdef __cplusplus
extern "C" {
#endif

enum ky_code {
	KY_OK = 0,     /* done */
	KY_NO = 1,     /* done, and the answer is "no" or there are findings */
	KY_USAGE = 2,  /* the call was worded wrongly */
	KY_INPUT = 3,  /* the data is bad: nothing was changed */
	KY_SYSTEM = 4, /* the machine failed: disk, permission, memory */
};

struct ky_error {
	enum ky_code code;
	char text[1024]; /* UTF-8, one sentence, may hold outside text: escape it before showing */
};

#if defined(__GNUC__)
#define KY_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define KY_PRINTF(fmt, args)
#endif

/* Why a system call failed, from its errno, in the program's language. */
KY_API const char *ky_reason(int number);

/* Fills err (which may be NULL) and returns code, so that callers can write
 * `return ky_fail(err, KY_INPUT, ...)`. Text that is too long is cut at a character. */
KY_API enum ky_code ky_fail(struct ky_error *err, enum ky_code code, const char *fmt, ...) KY_PRINTF(3, 4);

#ifdef __cplusplus
}
#endif

#endif
