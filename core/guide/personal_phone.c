/* Telephone numbers: mobiles have 11 digits from 13 on; landlines an area code that begins with 0 and 7 or 8
 * digits (Fundamental Technical Plan of the public network, 电话网编号计划). */
#include <string.h>

#include "guide/personal.h"
#include "kuayue/date.h"

#define MOBILE_DIGITS 11
#define HEX_TOKEN 24 /* letters and digits that belong together: a checksum, not a name before a number */

/* The groups of a run without the digits of a prefix. A group may lose some of its digits. */
struct rest {
	const struct run *run;
	int prefix;            /* digits left out */
	int first;             /* group that it begins with */
	int sizes[RUN_DIGITS]; /* digits of the groups from there on */
	int count;
};

static void leave_out(struct rest *rest, const struct run *run, int prefix)
{
	*rest = (struct rest){ .run = run, .prefix = prefix };
	for (int i = 0; i < run->group_count; i++) {
		int digits = run->groups[i].digits;
		if (!rest->count && digits <= prefix) {
			prefix -= digits;
			continue;
		}
		if (!rest->count)
			rest->first = i;
		rest->sizes[rest->count++] = digits - prefix;
		prefix = 0;
	}
}

/* How many groups of the rest have that many digits; 0 if none have. */
static int groups_of(const struct rest *rest, int digits)
{
	int groups = run_groups(rest->run, rest->prefix + digits);
	return groups ? groups - rest->first : 0;
}

static bool starts_with(const struct run *run, const char *prefix)
{
	return strncmp(run->digits, prefix, strlen(prefix)) == 0;
}

/* True where a group begins with 0, as no count does. */
static bool has_zero_group(const struct rest *rest, int groups)
{
	const char *at = rest->run->digits + rest->prefix;
	for (int i = 0; i < groups; at += rest->sizes[i++])
		if (i && *at == '0')
			return true;
	return false;
}

static bool is_shape(const struct rest *rest, int groups, const char *shape)
{
	if ((int)strlen(shape) != groups)
		return false;
	for (int i = 0; i < groups; i++)
		if (rest->sizes[i] != shape[i] - 'A' + 1)
			return false;
	return true;
}

/* Years stand in the middle of a document's number: 130-2012-0031. */
static bool is_year(int number)
{
	return number >= 1990 && number <= 2029;
}

static bool has_joint(const struct rest *rest, int groups, int32_t joint)
{
	for (int i = 0; i + 1 < groups; i++)
		if (rest->run->groups[rest->first + i].joint == joint)
			return true;
	return false;
}

/* How mobiles are written in two groups or more: A is a group of one digit, B of two. What else could be a
 * row of counts needs a sign that it is none. */
static bool is_mobile_grouping(const struct rest *rest, int groups)
{
	static const char *const shapes[] = { "CDD", "DCD", "CCE", "CH",    "GD",   "EF",   "FE",   "HC", "CEC",
					      "DG",  "AJ",  "JA",  "CBBBB", "CDBB", "CBBD", "DCBB", "DCC" };
	bool usual = run_is_spelled(rest->run, rest->run->group_count),
	     sign = rest->sizes[0] >= 3 && has_zero_group(rest, groups);
	for (size_t i = 0; !usual && i < sizeof(shapes) / sizeof(shapes[0]); i++)
		usual = is_shape(rest, groups, shapes[i]);
	if (!usual && !sign)
		return false;
	bool labelled = run_is_labelled(rest->run);
	if (groups == 2 && (has_joint(rest, groups, '.') || has_joint(rest, groups, '/')) && !labelled)
		return false; /* a decimal, or two numbers */
	if (has_joint(rest, groups, ',') && !is_shape(rest, groups, "CDD") && !is_shape(rest, groups, "DCD"))
		return false;
	return labelled || !is_shape(rest, groups, "CDD") || !is_year(run_number(rest->run, rest->prefix + 3, 4));
}

/* 15800000000元, 13800000000.00 */
static bool is_amount(const struct rest *rest, int groups)
{
	static const int32_t units[] = { 0x5143, 0x4E07, 0x4EBF, '%' }; /* 元万亿 */
	const struct group *last = &rest->run->groups[rest->first + groups - 1];
	int32_t next = window_at(rest->run->window, last->end);
	if (next == ' ')
		next = window_at(rest->run->window, last->end + 1);
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (next == units[i])
			return true;
	return last->joint == '.' && groups < rest->count && rest->sizes[groups] <= 2;
}

static bool is_hex(int32_t point)
{
	return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'f');
}

/* True inside a checksum: a long row of letters and digits. */
static bool is_hex_token(const struct run *run)
{
	size_t from = run->start, to = from;
	while (from > 0 && run->start - from < HEX_TOKEN && is_hex(window_at(run->window, from - 1)))
		from--;
	while (to - run->start < HEX_TOKEN && is_hex(window_at(run->window, to)))
		to++;
	return to - from >= HEX_TOKEN;
}

static bool is_mobile(const struct run *run, int prefix, size_t *end)
{
	struct rest rest;
	leave_out(&rest, run, prefix);
	const char *digits = run->digits + prefix;
	int groups = groups_of(&rest, MOBILE_DIGITS);
	if (!groups || digits[0] != '1' || digits[1] < '3' || is_amount(&rest, groups))
		return false;
	if (groups > 1 && !(is_mobile_grouping(&rest, groups) && run_ends(run, rest.first + groups)))
		return false;
	*end = run->groups[rest.first + groups - 1].end;
	return true;
}

bool mobile_match(const struct run *run, size_t *end)
{
	static const char *const prefixes[] = { "", "0086", "86", "0" };
	if (run->count < MOBILE_DIGITS || run_is_dotted(run) || is_hex_token(run))
		return false;
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (starts_with(run, prefixes[i]) && is_mobile(run, (int)strlen(prefixes[i]), end))
			return true;
	return false;
}

/* Digits of the area code without its 0; 0 where none begins so. */
static int area_digits(const char *digits)
{
	return digits[0] == '1' ? (digits[1] == '0' ? 2 : 0) : digits[0] == '2' ? 2 : digits[0] >= '3' ? 3 : 0;
}

/* The 7 or 8 digits behind the area code are no day, and no year with a number. */
static bool is_subscriber(const struct rest *rest, int groups, int digits)
{
	int from = rest->prefix;
	if (rest->run->digits[from] < '2')
		return false;
	if (run_is_labelled(rest->run))
		return true;
	int year = run_number(rest->run, from, 4);
	bool day = digits == 8 && groups == 1 &&
		   ky_day_from_ymd(year, run_number(rest->run, from + 4, 2), run_number(rest->run, from + 6, 2)) !=
			   KY_NO_DAY;
	return !(is_year(year) && (day || (groups > 1 && rest->sizes[0] == 4)));
}

static bool is_subscriber_grouping(const struct rest *rest, int groups)
{
	return groups <= 3 && !has_joint(rest, groups, ',') && !has_joint(rest, groups, '/') &&
	       !has_joint(rest, groups, ')');
}

/* prefix: digits before the area code with its 0, or without it. */
static bool is_landline(const struct run *run, int prefix, bool zero, size_t *end)
{
	int area = area_digits(run->digits + prefix + zero), before = prefix + zero + area;
	struct rest rest;
	leave_out(&rest, run, before);
	/* With nothing between, only the whole number in one group is one. */
	int split = run_groups(run, before);
	if (!area || (!split && (run->groups[0].digits != run->count || !zero)))
		return false;
	if (split && run->groups[split - 1].joint == ',')
		return false;
	for (int digits = area == 2 ? 8 : 7; digits <= 8; digits++) {
		int groups = groups_of(&rest, digits);
		if (!groups || !is_subscriber(&rest, groups, digits) || !is_subscriber_grouping(&rest, groups))
			continue;
		*end = run->groups[rest.first + groups - 1].end;
		return true;
	}
	return false;
}

/* True for a part of a longer number, such as J01-0312-2345678. */
static bool is_inner(const struct run *run)
{
	if (run->start < 4)
		return false;
	int32_t joint = window_at(run->window, run->start - 1);
	if (joint != '-' && joint != '.')
		return false;
	for (size_t i = 2; i <= 4; i++)
		if (digit_value(window_at(run->window, run->start - i)) < 0)
			return false;
	return true;
}

bool landline_match(const struct run *run, size_t *end)
{
	bool plus = run->start > 0 && window_at(run->window, run->start - 1) == '+';
	if (run->count < 10 || run_is_dotted(run) || is_hex_token(run))
		return false;
	if (run->digits[0] == '0' && !is_inner(run) && is_landline(run, 0, true, end))
		return true;
	int country = starts_with(run, "0086") ? 4 : starts_with(run, "86") ? 2 : 0;
	if (!country)
		return false;
	if (run->digits[country] == '0')
		return is_landline(run, country, true, end);
	return (plus || country == 4 || run_is_labelled(run)) && is_landline(run, country, false, end);
}
