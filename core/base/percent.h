/* Rates in whole percent, rounded half up; but only all is 100 and only none is 0. All of them are computed
 * here. */
#ifndef CORE_BASE_PERCENT_H
#define CORE_BASE_PERCENT_H

#include <stdint.h>

/* part of whole, which must be more than 0. Neither may be negative. */
static inline int64_t percent_of(int64_t part, int64_t whole)
{
	int64_t times = part / whole, rest = part % whole;
	/* 200 times such a number would not fit, and its last digits do not matter. */
	for (; whole > INT64_MAX / 400; whole /= 2)
		rest /= 2;
	int64_t rounded = (200 * rest + whole) / (2 * whole);
	if (times == 0)
		rounded = part > 0 && rounded == 0 ? 1 : rounded == 100 ? 99 : rounded;
	return times < INT64_MAX / 100 ? times * 100 + rounded : INT64_MAX;
}

#endif
