/* Finds groups of digits and the marks by which people join them to one number. */
#include <assert.h>
#include <string.h>
#include <uchar.h>

#include "guide/personal.h"

#define LABEL_WITHIN 12 /* characters before a number: 监督电话（办公室）： */

static size_t blanks(const struct window *window, size_t at, int most)
{
	size_t count = 0;
	while (most-- > 0 && window_at(window, at + count) == ' ')
		count++;
	return count;
}

/* The points between a digit and the next group: at most two blanks on either side of one mark, of which
 * there may be two dashes. 0 where no group follows. */
static size_t joint_at(const struct window *window, size_t at, bool bracket, int32_t *joint)
{
	size_t length = blanks(window, at, 2);
	int32_t mark = window_at(window, at + length);
	*joint = ' ';
	if (mark == '-' || mark == '.' || mark == '/' || mark == '_' || (mark == ',' && !length) ||
	    (mark == ')' && bracket)) {
		*joint = mark;
		length++;
		if ((mark == '-' || mark == ')') && window_at(window, at + length) == '-')
			length++;
		length += mark == ',' ? 0 : blanks(window, at + length, 2);
		if (mark == ')' && window_at(window, at + length) == '-')
			length++;
	}
	return length && digit_value(window_at(window, at + length)) >= 0 ? length : 0;
}

/* The digits of one group. False where there are more than a run has. */
static bool read_group(struct run *run, size_t *at)
{
	const struct window *window = run->window;
	if (run->count == RUN_DIGITS) /* each of its groups has one digit or more */
		return false;
	assert(run->group_count < RUN_DIGITS);
	struct group *group = &run->groups[run->group_count++];
	*group = (struct group){ 0 };
	int32_t first = window_at(window, *at);
	for (; same_script(first, window_at(window, *at)); ++*at) {
		if (run->count == RUN_DIGITS) {
			run->group_count--;
			run->count -= group->digits;
			return false;
		}
		run->digits[run->count++] = (char)('0' + digit_value(window_at(window, *at)));
		group->digits++;
	}
	group->end = *at;
	return true;
}

void run_read(struct run *run, const struct window *window, size_t start)
{
	assert(start < window->count);
	int32_t before = start ? window_at(window, start - 1) : 0;
	bool plus = before == '+' && start > 1 && window_at(window, start - 2) == '(';
	run->window = window;
	run->start = start;
	run->count = run->group_count = 0;
	run->bracket = before == '(' || plus;
	for (size_t at = start;;) {
		run->cut = !read_group(run, &at);
		if (run->cut)
			break;
		struct group *last = &run->groups[run->group_count - 1];
		size_t joint = joint_at(window, at, run->bracket && run->group_count <= 2, &last->joint);
		if (!joint || !same_script(window_at(window, at - 1), window_at(window, at + joint))) {
			last->joint = 0;
			break;
		}
		at += joint;
	}
	run->digits[run->count] = '\0';
}

int run_groups(const struct run *run, int digits)
{
	int count = 0;
	for (int i = 0; i < run->group_count && count < digits; i++) {
		count += run->groups[i].digits;
		if (count == digits)
			return i + 1;
	}
	return 0;
}

bool run_ends(const struct run *run, int groups)
{
	assert(groups >= 1 && groups <= run->group_count);
	const struct group *last = &run->groups[groups - 1];
	if (groups == 1 || !last->joint)
		return true;
	bool same = false;
	for (int i = 0; i + 1 < groups; i++)
		same = same || run->groups[i].joint == last->joint;
	if (!same || groups == run->group_count)
		return !same;
	/* Another telephone number may well stand behind it. */
	int next = 0;
	for (int i = 0; i < groups; i++)
		next += run->groups[i].digits;
	return run->groups[groups].digits >= 3 &&
	       (run->digits[next] == '0' || (run->digits[next] == '1' && run->digits[next + 1] >= '3'));
}

bool run_is_spelled(const struct run *run, int groups)
{
	for (int i = 0; i < groups; i++)
		if (run->groups[i].digits != 1)
			return false;
	return true;
}

int run_number(const struct run *run, int from, int digits)
{
	assert(from >= 0 && digits > 0);
	int number = 0;
	while (digits--)
		number = number * 10 + (run->digits[from++] - '0');
	return number;
}

bool run_is_dotted(const struct run *run)
{
	int from = 0;
	for (int i = 0; i < 4; i++) {
		const struct group *group = &run->groups[i];
		if (i >= run->group_count || (i < 3 && group->joint != '.') || group->digits > 3 ||
		    run_number(run, from, group->digits) > 255 || (group->digits > 1 && run->digits[from] == '0'))
			return false;
		from += group->digits;
	}
	return true;
}

static bool stands_at(const struct window *window, size_t at, const char32_t *word)
{
	for (; *word; word++, at++)
		if ((char32_t)window_at(window, at) != *word)
			return false;
	return true;
}

bool run_is_labelled(const struct run *run)
{
	static const char32_t *const words[] = { U"电话", U"手机", U"传真", U"联系", U"拨打",  U"座机", U"热线",
						 U"号码", U"☎",    U"tel",  U"mob",  U"phone", U"fax" };
	size_t from = run->start > LABEL_WITHIN ? run->start - LABEL_WITHIN : 0;
	for (size_t at = from; at < run->start; at++)
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (stands_at(run->window, at, words[i]))
				return true;
	return false;
}
