/*
 * Calendar days as people write them.
 *
 * A day is a count of days since 1970-01-01 (proleptic Gregorian). The library writes one form, YYYY-MM-DD, and
 * reads every form that people write.
 */
#ifndef KUAYUE_DATE_H
#define KUAYUE_DATE_H

#include <limits.h>
#include <stdbool.h>

#include "kuayue/api.h"
#include "kuayue/error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int ky_day;
#define KY_NO_DAY INT_MIN
#define KY_DAY_TEXT 11 /* bytes for "YYYY-MM-DD" and its end */

/* Returns KY_NO_DAY where year (1 to 9999), month or day is impossible. */
KY_API ky_day ky_day_from_ymd(int year, int month, int day);
KY_API void ky_day_to_ymd(ky_day day, int *year, int *month, int *day_of_month);
KY_API int ky_days_in_month(int year, int month);

/* Writes YYYY-MM-DD, or an empty string for KY_NO_DAY. Returns text. */
KY_API char *ky_day_format(ky_day day, char text[KY_DAY_TEXT]);

/*
 * Reads 2012-10-09, 2012-10-9, 2012.10.9, 2012/10/9, 20121009, 2012年10月9日(号),
 * 二〇一二年十月九日, full-width digits, and, given today, 10月9日, 10-9 (in
 * today's year), 今天, 昨天, 前天, 明天, today, yesterday. Surrounding blanks are skipped.
 * today may be KY_NO_DAY: then relative forms are refused.
 * KY_INPUT with the reason for anything else, such as 2013-02-29.
 */
KY_API enum ky_code ky_day_parse(const char *text, ky_day today, ky_day *day, struct ky_error *err);

/* Reads MM-DD as a day of the given year. A day past the month's end becomes its last day (02-29 in a common year
 * is 02-28), as campaign templates need it. */
KY_API enum ky_code ky_day_parse_in_year(const char *mm_dd, int year, ky_day *day, struct ky_error *err);

/* The machine's local calendar day. */
KY_API ky_day ky_day_of_clock(void);

#ifdef __cplusplus
}
#endif

#endif
