/*
 * ID card and mobile numbers in any text and file name: personal data that a package should not
 * carry. An ID card number has a province, a day of birth and a check digit (GB 11643-1999), so
 * that a document number of eighteen digits is not taken for one.
 */
#include <string.h>

#include "guide/scan.h"
#include "kuayue/date.h"
#include "record/internal.h"

#define ID_DIGITS 18
#define MOBILE_DIGITS 11

/* The digit at text, half or full width, or -1. */
static int digit_at(const unsigned char *at, size_t *bytes)
{
	*bytes = 1;
	if (*at >= '0' && *at <= '9')
		return *at - '0';
	if (at[0] == 0xEF && at[1] == 0xBC && at[2] >= 0x90 && at[2] <= 0x99) {
		*bytes = 3;
		return at[2] - 0x90;
	}
	return -1;
}

/* Bytes of the one blank or hyphen that people put between groups of a number; 0 if there is none. */
static size_t joint_at(const unsigned char *at)
{
	static const char *const joints[] = { " ", "-", "\xE3\x80\x80", "\xEF\xBC\x8D" };
	size_t bytes = 0;
	for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++)
		if (strncmp((const char *)at, joints[i], strlen(joints[i])) == 0 &&
		    digit_at(at + strlen(joints[i]), &bytes) >= 0)
			return strlen(joints[i]);
	return 0;
}

static bool is_x(const unsigned char *at)
{
	return *at == 'X' || *at == 'x' || (at[0] == 0xEF && at[1] == 0xBC && at[2] == 0xB8) ||
	       (at[0] == 0xEF && at[1] == 0xBD && at[2] == 0x98);
}

static bool is_mobile(const char *digits)
{
	return digits[0] == '1' && digits[1] >= '3';
}

static int number_in(const char *digits, int count)
{
	int number = 0;
	while (count--)
		number = number * 10 + (*digits++ - '0');
	return number;
}

/* The first two digits are a province's (GB/T 2260): no document number begins with its year then. */
static bool is_province(int code)
{
	static const signed char last[] = { 0, 15, 23, 37, 46, 54, 65, 71, 82, 91 };
	return code >= 11 && code % 10 != 0 && code <= last[code / 10];
}

static bool is_id_card(const char *digits, char check)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0, year = number_in(digits + 6, 4);
	if (!is_province(number_in(digits, 2)) || year < 1900 || year > 2100 ||
	    ky_day_from_ymd(year, number_in(digits + 10, 2), number_in(digits + 12, 2)) == KY_NO_DAY)
		return false;
	for (int i = 0; i < 17; i++)
		sum += (digits[i] - '0') * weights[i];
	return check == "10X98765432"[sum % 11];
}

/* What has been read of a number: its digits, and how many groups and digits it has. */
struct run {
	char digits[ID_DIGITS];
	int count, groups, first, second; /* digits in the first and the second group */
};

/* Eleven digits in one group, with 86 in front, or written 3-4-4: with a year in the middle it is the
 * number of a document. */
static bool ends_mobile(const struct run *run)
{
	if (run->groups == 1)
		return (run->count == MOBILE_DIGITS && is_mobile(run->digits)) ||
		       (run->count == MOBILE_DIGITS + 2 && strncmp(run->digits, "86", 2) == 0 &&
			is_mobile(run->digits + 2));
	int middle = number_in(run->digits + 3, 4);
	return run->groups == 3 && run->count == MOBILE_DIGITS && run->first == 3 && run->second == 4 &&
	       is_mobile(run->digits) && (middle < 1990 || middle > 2029);
}

static bool ends_id_card(const struct run *run, const unsigned char *behind)
{
	if (run->count == ID_DIGITS - 1 && is_x(behind))
		return is_id_card(run->digits, 'X');
	return run->count == ID_DIGITS && is_id_card(run->digits, run->digits[ID_DIGITS - 1]);
}

/* A number that begins with the group of digits at text, over as many groups as it may have. */
static bool number_at(const unsigned char *at)
{
	struct run run = { .count = 0 };
	size_t bytes = 0;
	int digit;
	for (;;) {
		for (; (digit = digit_at(at, &bytes)) >= 0; at += bytes) {
			if (run.count == ID_DIGITS)
				return false;
			run.digits[run.count++] = (char)('0' + digit);
		}
		run.groups++;
		run.first = run.groups == 1 ? run.count : run.first;
		run.second = run.groups == 2 ? run.count - run.first : run.second;
		if (ends_mobile(&run) || ends_id_card(&run, at))
			return true;
		size_t joint = joint_at(at);
		if (!joint)
			return false;
		at += joint;
	}
}

static bool holds_number(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	size_t bytes = 0;
	while (*at) {
		if (digit_at(at, &bytes) < 0) {
			at++;
			continue;
		}
		if (number_at(at))
			return true;
		while (digit_at(at, &bytes) >= 0)
			at += bytes;
	}
	return false;
}

struct search {
	const struct ky_kind *kind;
	guide_each *each;
	void *data;
	bool stopped;
};

static bool is_text(const struct ky_field *field)
{
	return field->type == KY_TEXT || field->type == KY_LONG || field->type == KY_LOG || field->type == KY_FILE;
}

static int look_at(void *data, const struct db_row *row)
{
	struct search *search = data;
	const struct ky_kind *kind = search->kind;
	int title = ky_field_find(kind, kind->title) + RECORD_FIXED_COLUMNS;
	for (int i = 0; i < (int)kind->field_count && !search->stopped; i++) {
		const struct ky_field *field = &kind->fields[i];
		if (!is_text(field) || field->computed || !holds_number(db_text(row, i + RECORD_FIXED_COLUMNS)))
			continue;
		search->stopped =
			search->each(search->data, &(struct guide_row){ kind->name, db_text(row, 1),
									db_text(row, 2), db_text(row, title), "",
									ky_field_title(field), "" }) != 0;
		break;
	}
	return search->stopped;
}

enum ky_code scan_numbers(struct ky_workbook *wb, guide_each *each, void *data, struct ky_error *err)
{
	struct search search = { .each = each, .data = data };
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && !search.stopped && (search.kind = ky_kind_at(i)) != NULL; i++)
		code = db_run(wb, table_sql(search.kind)->from_start, NULL, 0, look_at, &search, err);
	return code;
}
