/*
 * Searches for personal data. personal.c reads a text in windows of folded characters. personal_run.c finds groups
 * of digits, which personal_number.c and personal_phone.c compare with numbers; personal_account.c compares words
 * with accounts. Each comparison looks at a bounded number of characters, so the search is linear in the text.
 */
#ifndef CORE_GUIDE_PERSONAL_H
#define CORE_GUIDE_PERSONAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kuayue/personal.h"

#define WINDOW_POINTS 4096
#define WINDOW_BEHIND 64 /* that a look back may reach */
#define WINDOW_AHEAD 256 /* that a look forward may reach */

#define HAN_DIGIT 0x110000 /* and its value: a digit in Chinese, past all code points */

/*
 * Code points as they are compared: letters small and half width, digits '0' to '9' or HAN_DIGIT on, blanks ' ',
 * dashes and tildes '-', middle dots '.', brackets '(' and ')', and the full-width + @ : as the half-width ones.
 * Behind the last is a 0.
 */
struct window {
	int32_t points[WINDOW_POINTS + 1];
	size_t count;
};

/* The point at i, 0 outside. */
int32_t window_at(const struct window *window, size_t i);
/* The value of a digit of either script, -1 for anything else. */
int digit_value(int32_t point);
bool is_latin(int32_t point); /* a to z */
/* True where both are digits, and of the same script. */
bool same_script(int32_t a, int32_t b);

#define RUN_DIGITS 24 /* the longest number is 19 digits; 0086 may stand before one */

struct group {
	size_t end;    /* behind its last digit */
	int digits;    /* in it */
	int32_t joint; /* what joins it with the next group: ' ' '-' '.' '/' '_' ',' ')'; 0: nothing */
};

/* Groups of digits, with the marks between them that people put into numbers. */
struct run {
	const struct window *window;
	size_t start;
	char digits[RUN_DIGITS + 1]; /* '0' to '9', ended by NUL */
	int count;
	struct group groups[RUN_DIGITS];
	int group_count;
	bool cut;     /* there is more than was read */
	bool bracket; /* a bracket stands before it */
};

/* Reads the run that begins with the digit at start, as far as most digits. */
void run_read(struct run *run, const struct window *window, size_t start);
/* How many groups have that many digits together; 0 if a group would be cut in two. */
int run_groups(const struct run *run, int digits);
/* True where no further group follows in the same way, so that the number is not part of a longer row. */
bool run_ends(const struct run *run, int groups);
/* True where each group is one digit. */
bool run_is_spelled(const struct run *run, int groups);
/* True for numbers up to 255 with dots between them, such as network addresses and versions. */
bool run_is_dotted(const struct run *run);
/* True where a word such as 电话 or Tel stands shortly before it. */
bool run_is_labelled(const struct run *run);
int run_number(const struct run *run, int from, int digits);

/* Whether a number begins at the run's start; gives its kind, and where it ends. */
bool number_match(const struct run *run, enum ky_personal *kind, size_t *end); /* ID card, bank card */
bool mobile_match(const struct run *run, size_t *end);
bool landline_match(const struct run *run, size_t *end);
/* The same for a word or an @ at that place. */
bool account_match(const struct window *window, size_t at, enum ky_personal *kind, size_t *end);

#endif
