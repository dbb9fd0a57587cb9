/*
 * ID card and mobile numbers in any text: personal data that a package should not carry. An ID
 * card number has a day of birth and a check digit (GB 11643-1999), so that a document number
 * of eighteen digits is not taken for one.
 */
#include <string.h>

#include "figure/scan.h"
#include "kuayue/date.h"
#include "record/internal.h"

#define LONGEST_RUN 24

/* A run of digits, half or full width, perhaps in groups with one blank or hyphen between them. */
struct run {
	char digits[LONGEST_RUN + 1];
	int count;
	int groups[LONGEST_RUN], group_count; /* digits in each */
	bool x;                               /* an X follows at once */
};

static int digit_at(const unsigned char *at, int *bytes)
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

static const unsigned char *read_run(const unsigned char *at, struct run *run)
{
	int bytes = 0, digit;
	*run = (struct run){ .group_count = 1 };
	for (;;) {
		while ((digit = digit_at(at, &bytes)) >= 0) {
			if (run->count < LONGEST_RUN) {
				run->digits[run->count] = (char)('0' + digit);
				run->groups[run->group_count - 1]++;
			}
			run->count++;
			at += bytes;
		}
		bool joined = (*at == ' ' || *at == '-') && digit_at(at + 1, &bytes) >= 0;
		if (!joined || run->group_count == LONGEST_RUN || run->count > LONGEST_RUN)
			break;
		run->group_count++;
		at++;
	}
	run->x = *at == 'X' || *at == 'x';
	return at;
}

static bool is_mobile(const char *digits)
{
	return digits[0] == '1' && digits[1] >= '3';
}

/* 11 digits, also written 3-4-4, with or without 86 in front. Only in such groups: a date
 * beside a number is two things. */
static bool holds_mobile(const struct run *run)
{
	int at = 0;
	for (int i = 0; i < run->group_count; at += run->groups[i++]) {
		if (run->groups[i] == 11 && is_mobile(run->digits + at))
			return true;
		if (run->groups[i] == 13 && strncmp(run->digits + at, "86", 2) == 0 &&
		    is_mobile(run->digits + at + 2))
			return true;
		if (i + 2 < run->group_count && run->groups[i] == 3 && run->groups[i + 1] == 4 &&
		    run->groups[i + 2] == 4 && is_mobile(run->digits + at))
			return true;
	}
	return false;
}

static int number_in(const char *digits, int count)
{
	int number = 0;
	while (count--)
		number = number * 10 + (*digits++ - '0');
	return number;
}

static bool is_id_card(const char *digits, char check)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0, year = number_in(digits + 6, 4);
	if (year < 1900 || year > 2100 ||
	    ky_day_from_ymd(year, number_in(digits + 10, 2), number_in(digits + 12, 2)) == KY_NO_DAY)
		return false;
	for (int i = 0; i < 17; i++)
		sum += (digits[i] - '0') * weights[i];
	return check == "10X98765432"[sum % 11];
}

static bool holds_id_card(const struct run *run)
{
	if (run->count == 17 && run->x)
		return is_id_card(run->digits, 'X');
	return run->count == 18 && is_id_card(run->digits, run->digits[17]);
}

static bool holds_number(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	while (*at) {
		int bytes = 0;
		struct run run;
		if (digit_at(at, &bytes) < 0) {
			at++;
			continue;
		}
		at = read_run(at, &run);
		if (run.count <= LONGEST_RUN && (holds_mobile(&run) || holds_id_card(&run)))
			return true;
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
	return field->type == KY_TEXT || field->type == KY_LONG || field->type == KY_LOG;
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
