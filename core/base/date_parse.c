/*
 * Reads dates as people write them. First the text is made plain: full-width and Chinese digits become ASCII ones,
 * 年 月 . / become '-', 日 and 号 are dropped. Then one grammar reads all forms.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "kuayue/date.h"

#define PLAIN 40 /* longer than any date */

static const char *const han_digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

static int han_digit(const char *text)
{
	if (strncmp(text, "○", 3) == 0 || strncmp(text, "零", 3) == 0)
		return 0;
	for (int i = 0; i < 10; i++)
		if (strncmp(text, han_digits[i], 3) == 0)
			return i;
	return -1;
}

/* 十, 十九, 二十, 廿一, 卅, 三十一: a number below 100 written with a tens character. Bytes read, 0 if none. */
static size_t read_tens(const char *text, int *value)
{
	int tens = -1;
	size_t at = 0;
	if (strncmp(text, "十", 3) == 0)
		tens = 1, at = 3;
	else if (strncmp(text, "廿", 3) == 0)
		tens = 2, at = 3;
	else if (strncmp(text, "卅", 3) == 0)
		tens = 3, at = 3;
	else if (han_digit(text) > 0 && strncmp(text + 3, "十", 3) == 0)
		tens = han_digit(text), at = 6;
	if (tens < 0)
		return 0;
	*value = tens * 10;
	int ones = han_digit(text + at);
	if (ones > 0) {
		*value += ones;
		at += 3;
	}
	return at;
}

static int wide_digit(const char *text)
{
	size_t size = 0;
	int32_t point = utf8_read(text, &size);
	return point >= 0xFF10 && point <= 0xFF19 ? point - 0xFF10 : -1;
}

struct sign {
	const char *written;
	const char *plain;
};

static const struct sign signs[] = {
	{ "年", "-" }, { "月", "-" }, { "日", "" },  { "号", "" }, { ".", "-" }, { "/", "-" }, { "-", "-" },
	{ "．", "-" }, { "／", "-" }, { "－", "-" }, { "—", "-" }, { " ", "" },  { "\t", "" }, { "\u3000", "" },
};

/* Bytes of text that one step reads; 0 where it is no part of a date. more: the plain form. */
static size_t step(const char *text, char more[8])
{
	int value = 0;
	size_t read = read_tens(text, &value);
	if (read) {
		snprintf(more, 8, "%d", value % 100);
		return read;
	}
	if (*text >= '0' && *text <= '9') {
		snprintf(more, 8, "%c", *text);
		return 1;
	}
	int digit = wide_digit(text) >= 0 ? wide_digit(text) : han_digit(text);
	if (digit >= 0) {
		snprintf(more, 8, "%d", digit % 10);
		return 3;
	}
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t len = strlen(signs[i].written);
		if (strncmp(text, signs[i].written, len) == 0) {
			snprintf(more, 8, "%s", signs[i].plain);
			return len;
		}
	}
	return 0;
}

static bool make_plain(const char *text, char plain[PLAIN])
{
	size_t used = 0;
	plain[0] = '\0';
	while (*text) {
		char more[8];
		size_t read = step(text, more), len = strlen(more);
		if (!read || used + len + 1 > PLAIN)
			return false;
		memcpy(plain + used, more, len + 1);
		used += len;
		text += read;
	}
	return true;
}

static enum ky_code refuse(const char *text, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("\"%.40s\" is not a date; write it as 2012-10-09 or 2012年10月9日."),
		       text);
}

static enum ky_code check(const char *text, int year, int month, int day, ky_day *out, struct ky_error *err)
{
	if (year < 1 || year > 9999)
		return refuse(text, err);
	if (month < 1 || month > 12)
		return ky_fail(err, KY_INPUT, _("%.40s: there is no month %d; write it as 2012-10-09."), text,
			       month);
	if (day < 1 || day > ky_days_in_month(year, month))
		return ky_fail(err, KY_INPUT, _("%.40s: month %d of %d has %d days."), text, month, year,
			       ky_days_in_month(year, month));
	*out = ky_day_from_ymd(year, month, day);
	return KY_OK;
}

static bool relative(const char *text, ky_day today, ky_day *out)
{
	static const struct {
		const char *word;
		int days;
	} words[] = { { "今天", 0 }, { "昨天", -1 }, { "前天", -2 },
		      { "明天", 1 }, { "today", 0 }, { "yesterday", -1 } };
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (today != KY_NO_DAY && strcmp(text, words[i].word) == 0) {
			*out = today + words[i].days;
			return true;
		}
	}
	return false;
}

/* The number that text begins with: len digits, which fit into an int. */
static int number_of(const char *text, size_t len)
{
	int number = 0;
	for (size_t i = 0; i < len; i++)
		number = number * 10 + (text[i] - '0');
	return number;
}

/* Splits "2012-10-9" into up to three numbers of at most four digits. Returns how many, 0 if it is none. */
static int split(const char *plain, int parts[3])
{
	int count = 0;
	while (*plain) {
		size_t len = strspn(plain, "0123456789");
		if (len == 0 || len > 4 || count == 3)
			return 0;
		parts[count++] = number_of(plain, len);
		plain += len;
		if (*plain == '-')
			plain++;
	}
	return count;
}

enum ky_code ky_day_parse(const char *text, ky_day today, ky_day *day, struct ky_error *err)
{
	assert(text && day);
	char plain[PLAIN];
	int parts[3];
	while (*text == ' ' || *text == '\t')
		text++;
	if (relative(text, today, day))
		return KY_OK;
	if (!make_plain(text, plain))
		return refuse(text, err);
	if (strlen(plain) == 8 && strspn(plain, "0123456789") == 8) {
		int whole = number_of(plain, 8);
		return check(text, whole / 10000, whole / 100 % 100, whole % 100, day, err);
	}
	int count = split(plain, parts);
	if (count == 3 && strspn(plain, "0123456789") == 4)
		return check(text, parts[0], parts[1], parts[2], day, err);
	if (count == 2 && today != KY_NO_DAY && strspn(plain, "0123456789") <= 2) {
		int year = 0, month = 0, of_month = 0;
		ky_day_to_ymd(today, &year, &month, &of_month);
		return check(text, year, parts[0], parts[1], day, err);
	}
	return refuse(text, err);
}

enum ky_code ky_day_parse_in_year(const char *mm_dd, int year, ky_day *day, struct ky_error *err)
{
	int parts[3];
	if (strlen(mm_dd) != 5 || mm_dd[2] != '-' || split(mm_dd, parts) != 2 || parts[0] < 1 || parts[0] > 12 ||
	    parts[1] < 1 || parts[1] > 31)
		return ky_fail(err, KY_INPUT,
			       _("\"%.40s\" is not a day of the year; write it as MM-DD, such as 02-29."), mm_dd);
	int last = ky_days_in_month(year, parts[0]);
	*day = ky_day_from_ymd(year, parts[0], parts[1] > last ? last : parts[1]);
	return *day == KY_NO_DAY ? ky_fail(err, KY_INPUT, _("There is no year %d in this calendar."), year)
				 : KY_OK;
}
