/*
 * Recognises numbers of ID cards and bank cards. An ID card number (GB 11643-1999) has a province, a day of birth
 * and a check character; a document number of eighteen digits rarely fits all three. A number from before 1999 has
 * no century and no check character. A bank card number has the check digit of ISO/IEC 7812-1.
 */
#include "guide/personal.h"
#include "kuayue/date.h"

#define ID_DIGITS 18
#define OLD_ID_DIGITS 15
#define CARD_LEAST 16
#define CARD_MOST 19

/* The first two digits are a province's (GB/T 2260): no document number begins with its year then. */
static bool is_province(int code)
{
	static const signed char last[] = { 0, 15, 23, 37, 46, 54, 65, 71, 82, 91 };
	return code >= 11 && (code % 10 != 0 || code == 50) && code <= last[code / 10];
}

static bool was_born(const struct run *run, int year, int month_at)
{
	return is_province(run_number(run, 0, 2)) && year >= 1900 && year <= 2100 &&
	       ky_day_from_ymd(year, run_number(run, month_at, 2), run_number(run, month_at + 2, 2)) != KY_NO_DAY;
}

static bool check_is_right(const struct run *run, char check)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;
	for (int i = 0; i < ID_DIGITS - 1; i++)
		sum += (run->digits[i] - '0') * weights[i];
	return check == "10X98765432"[sum % 11];
}

/* Behind the X at that place, or behind the one mark that joins it with the digits; 0 if there is none. */
static size_t behind_x(const struct window *window, size_t at)
{
	int32_t joint = window_at(window, at);
	if (joint == ' ' || joint == '-' || joint == '.' || joint == '/' || joint == '_')
		at++;
	bool alone = !is_latin(window_at(window, at + 1)) && digit_value(window_at(window, at + 1)) < 0;
	return window_at(window, at) == 'x' && alone ? at + 1 : 0;
}

static bool id_match(const struct run *run, enum ky_personal *kind, size_t *end)
{
	if (run->count < ID_DIGITS - 1 || !was_born(run, run_number(run, 6, 4), 10))
		return false;
	char check = 'X';
	int groups = run_groups(run, ID_DIGITS - 1);
	*end = groups ? behind_x(run->window, run->groups[groups - 1].end) : 0;
	if (!*end) {
		groups = run_groups(run, ID_DIGITS);
		if (!groups)
			return false;
		check = run->digits[ID_DIGITS - 1];
		*end = run->groups[groups - 1].end;
	}
	bool right = check_is_right(run, check);
	*kind = right ? KY_PERSONAL_ID : KY_PERSONAL_ID_LIKE;
	/* With a wrong check character, only a number that is written like one counts. */
	return right || (run_ends(run, groups) && (groups <= 6 || run_is_spelled(run, groups)));
}

static bool luhn(const char *digits, int count)
{
	int sum = 0;
	for (int i = 0; i < count; i++) {
		int digit = digits[count - 1 - i] - '0';
		if (i % 2)
			digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return sum % 10 == 0;
}

/* The first digits of the cards in use in China: UnionPay and the banks' older ones, Visa, MasterCard, JCB. */
static bool is_issuer(const struct run *run)
{
	int two = run_number(run, 0, 2), three = run_number(run, 0, 3);
	return two == 62 || two == 60 || two == 35 || three == 955 || two / 10 == 4 || (two >= 51 && two <= 55);
}

/* People write groups of four or more; only the last may be shorter. */
static bool is_card_grouping(const struct run *run, int groups)
{
	for (int i = 0; i + 1 < groups; i++)
		if (run->groups[i].digits < 4)
			return run_is_spelled(run, groups) && run_ends(run, groups);
	return groups < 3 || run->groups[0].digits != 5;
}

static bool card_match(const struct run *run, size_t *end)
{
	if (run->count < CARD_LEAST || !is_issuer(run))
		return false;
	for (int digits = CARD_MOST; digits >= CARD_LEAST; digits--) {
		int groups = run_groups(run, digits);
		if (!groups || !luhn(run->digits, digits) || !is_card_grouping(run, groups))
			continue;
		*end = run->groups[groups - 1].end;
		return true;
	}
	return false;
}

/* Split where its parts end, or every three; groups of five are a fingerprint's. */
static bool is_old_grouping(const struct run *run, int groups)
{
	return groups == 1 || (run->groups[0].digits != 5 && run->groups[0].digits != 2) ||
	       run_is_spelled(run, groups);
}

static bool old_id_match(const struct run *run, size_t *end)
{
	int groups = run_groups(run, OLD_ID_DIGITS);
	if (!groups || !was_born(run, 1900 + run_number(run, 6, 2), 8) || !run_ends(run, groups) ||
	    !is_old_grouping(run, groups))
		return false;
	*end = run->groups[groups - 1].end;
	return true;
}

bool number_match(const struct run *run, enum ky_personal *kind, size_t *end)
{
	size_t id_end = 0;
	bool is_id = !run_is_dotted(run) && id_match(run, kind, &id_end);
	if (is_id && *kind == KY_PERSONAL_ID) {
		*end = id_end;
		return true;
	}
	if (card_match(run, end)) {
		*kind = KY_PERSONAL_CARD;
		return true;
	}
	*kind = KY_PERSONAL_ID_LIKE;
	if (is_id)
		*end = id_end;
	return is_id || old_id_match(run, end);
}
