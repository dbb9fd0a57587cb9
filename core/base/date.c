/* Converts between day numbers and the proleptic Gregorian calendar. Reading typed dates is left to
 * date_parse.c. */
#include "kuayue/date.h"

#include <assert.h>
#include <stdio.h>
#include <time.h>

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int ky_days_in_month(int year, int month)
{
	assert(month >= 1 && month <= 12);
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	if (month < 1 || month > 12)
		return 0;
	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days before 1 January of year, counted from 1 January of year 1. */
static int days_before_year(int year)
{
	int y = year - 1;
	return y * 365 + y / 4 - y / 100 + y / 400;
}

ky_day ky_day_from_ymd(int year, int month, int day)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > ky_days_in_month(year, month))
		return KY_NO_DAY;
	int days = days_before_year(year) - days_before_year(1970) + day - 1;
	for (int m = 1; m < month; m++)
		days += ky_days_in_month(year, m);
	return days;
}

void ky_day_to_ymd(ky_day day, int *year, int *month, int *day_of_month)
{
	assert(day != KY_NO_DAY);
	assert(year && month && day_of_month);
	int since = day + days_before_year(1970);
	int y = since / 366 + 1;
	while (days_before_year(y + 1) <= since)
		y++;
	int left = since - days_before_year(y), m = 1;
	while (left >= ky_days_in_month(y, m))
		left -= ky_days_in_month(y, m++);
	*year = y;
	*month = m;
	*day_of_month = left + 1;
}

char *ky_day_format(ky_day day, char text[KY_DAY_TEXT])
{
	text[0] = '\0';
	if (day < ky_day_from_ymd(1, 1, 1) || day > ky_day_from_ymd(9999, 12, 31))
		return text;
	int year = 0, month = 0, of_month = 0;
	ky_day_to_ymd(day, &year, &month, &of_month);
	/* The bounds above keep each part in range; the masks say so to the compiler. */
	snprintf(text, KY_DAY_TEXT, "%04u-%02u-%02u", (unsigned)year % 10000U, (unsigned)month % 100U,
		 (unsigned)of_month % 100U);
	return text;
}

ky_day ky_day_of_clock(void)
{
	time_t now = time(NULL);
	struct tm local;
	if (now == (time_t)-1 || !localtime_r(&now, &local))
		return ky_day_from_ymd(1970, 1, 1);
	return ky_day_from_ymd(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}
