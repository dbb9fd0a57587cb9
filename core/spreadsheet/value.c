/* Writes a spreadsheet's numbers as text: days and times are numbers there, told apart by their format alone
 * (ECMA-376 18.8.30, 18.17.4). */
#include "spreadsheet/value.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "kuayue/date.h"

#define EXACT 1e15           /* from here on a whole number has more than 15 digits */
#define DAYS_MOST 2e6        /* beyond the year 7000; no spreadsheet shows such a day */
#define LEAP_THAT_WAS_NOT 60 /* 1900-02-29, which spreadsheets count */

/* The ones without a text in the file. From 27 on they are those of Chinese, Japanese and Korean. */
static enum value_form known_form(int64_t id)
{
	static const struct {
		short from, to;
		enum value_form form;
	} known[] = {
		{ 0, 13, VALUE_NUMBER },     { 14, 17, VALUE_DATE },   { 18, 21, VALUE_TIME },
		{ 22, 22, VALUE_DATE_TIME }, { 27, 31, VALUE_DATE },   { 32, 35, VALUE_TIME },
		{ 36, 36, VALUE_DATE },      { 37, 44, VALUE_NUMBER }, { 45, 47, VALUE_TIME },
		{ 48, 49, VALUE_NUMBER },    { 50, 54, VALUE_DATE },   { 55, 56, VALUE_TIME },
		{ 57, 58, VALUE_DATE },
	};
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (id >= known[i].from && id <= known[i].to)
			return known[i].form;
	return VALUE_NUMBER;
}

enum value_form value_form_of_id(const struct value_format *own, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (own[i].id == id)
			return own[i].form;
	return known_form(id);
}

/* Behind what is no part of the pattern: a text in quotes, [Red], a character behind a backslash. */
static size_t skip(const char *format, size_t len)
{
	const char *end = NULL;
	if (format[0] == '\\' || format[0] == '_' || format[0] == '*')
		return len < 2 ? len : 2;
	if (format[0] == '"')
		end = len > 1 ? memchr(format + 1, '"', len - 1) : NULL;
	else if (format[0] == '[' && !(len > 1 && strchr("hHmMsS", format[1])))
		end = memchr(format, ']', len);
	else
		return 0;
	return end ? (size_t)(end - format) + 1 : len;
}

enum value_form value_form_of(const char *format, size_t len)
{
	bool days = false, hours = false, months = false;
	if (len >= 7 && strncmp(format, "General", 7) == 0)
		return VALUE_NUMBER;
	/* Behind the first ; stands how negative numbers look, and so on. */
	for (size_t at = 0, step; at < len && format[at] != ';'; at += step) {
		step = skip(format + at, len - at);
		if (step)
			continue;
		step = 1;
		days = days || strchr("yYdD", format[at]);
		hours = hours || strchr("hHsS", format[at]);
		months = months || strchr("mM", format[at]);
	}
	if (days || (months && !hours))
		return hours ? VALUE_DATE_TIME : VALUE_DATE;
	return hours ? VALUE_TIME : VALUE_NUMBER;
}

static void number_text(double number, char out[VALUE_TEXT])
{
	if (number >= EXACT || number <= -EXACT)
		snprintf(out, VALUE_TEXT, "%.14E", number);
	else if (number == (double)(int64_t)number)
		snprintf(out, VALUE_TEXT, "%lld", (long long)number);
	else
		snprintf(out, VALUE_TEXT, "%.15g", number);
}

static long seconds_of(double part)
{
	return (long)(part * 86400 + 0.5);
}

static void time_text(double part, char *out, size_t size)
{
	long seconds = seconds_of(part);
	if (seconds % 60)
		snprintf(out, size, "%02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60, seconds % 60);
	else
		snprintf(out, size, "%02ld:%02ld", seconds / 3600, seconds / 60 % 60);
}

static void date_text(enum value_form form, double number, bool from_1904, char out[VALUE_TEXT])
{
	int64_t whole = number >= 0 && number < DAYS_MOST ? (int64_t)number : -1;
	double part = number - (double)whole;
	if (whole >= 0 && seconds_of(part) == 86400) {
		whole += 1;
		part = 0;
	}
	if (whole < 0 || (!from_1904 && (whole == 0 || whole == LEAP_THAT_WAS_NOT))) {
		number_text(number, out);
		return;
	}
	ky_day first = from_1904 ? ky_day_from_ymd(1904, 1, 1) : ky_day_from_ymd(1899, 12, 30);
	if (!from_1904 && whole < LEAP_THAT_WAS_NOT)
		first += 1;
	ky_day_format(first + (ky_day)whole, out);
	size_t len = strlen(out);
	if (form == VALUE_DATE_TIME && part > 0 && len + 1 < VALUE_TEXT) {
		out[len] = ' ';
		time_text(part, out + len + 1, VALUE_TEXT - len - 1);
	}
}

static const struct {
	int code;
	const char *text;
} errors[] = { { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0F, "#VALUE!" }, { 0x17, "#REF!" },
	       { 0x1D, "#NAME?" }, { 0x24, "#NUM!" },   { 0x2A, "#N/A" } };

static const char *error_text(int code)
{
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (errors[i].code == code)
			return errors[i].text;
	return "#N/A";
}

bool value_is_error(const char *text)
{
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (strcmp(errors[i].text, text) == 0)
			return true;
	return false;
}

void value_text(enum value_form form, double number, bool from_1904, char out[VALUE_TEXT])
{
	if (form == VALUE_ERROR || !isfinite(number))
		snprintf(out, VALUE_TEXT, "%s", error_text(isfinite(number) ? (int)number : 0x24));
	else if (form == VALUE_BOOL)
		snprintf(out, VALUE_TEXT, "%s", number != 0 ? "TRUE" : "FALSE");
	else if (form == VALUE_DATE || form == VALUE_DATE_TIME)
		date_text(form, number, from_1904, out);
	else if (form == VALUE_TIME && number >= 0 && number < 1)
		time_text(number, out, VALUE_TEXT);
	else
		number_text(number, out);
}
