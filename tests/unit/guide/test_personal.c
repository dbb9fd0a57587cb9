/* Counts what is found in the two lists of texts in tests/data, which were written before the rules and by
 * somebody else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kuayue/personal.h"

#define LINE 1024
#define FOUND_LEAST 90 /* of 100 wanted */
#define FALSE_MOST 1   /* of FALSE_OF texts without any */
#define FALSE_OF 200

static const char *const names[KY_PERSONAL_KINDS] = { "mobile", "landline", "id", "id-like",
						      "card",   "email",    "qq", "wechat" };

static int count(void *data, enum ky_personal kind)
{
	int *counts = data;
	assert_true(kind < KY_PERSONAL_KINDS);
	counts[kind]++;
	return 0;
}

static FILE *open_list(const char *name)
{
	char path[512];
	const char *source = getenv("KY_SRCDIR");
	snprintf(path, sizeof(path), "%s/tests/data/%s", source ? source : ".", name);
	FILE *file = fopen(path, "r");
	if (!file)
		fail_msg("cannot open %s", path);
	return file;
}

/* The next row's text and its second column; false at the end. The head is passed over. */
static int next_row(FILE *file, char line[LINE], char **second)
{
	while (fgets(line, LINE, file)) {
		char *tab = strchr(line, '\t');
		if (line[0] == '#' && !tab)
			continue;
		assert_non_null(tab);
		*tab = '\0';
		*second = tab + 1;
		(*second)[strcspn(*second, "\t\n")] = '\0';
		return 1;
	}
	fclose(file);
	return 0;
}

/* True where the manual has the text: what is counted and what is missed stands there. */
static int manual_has(const char *manual, const char *text)
{
	char path[512], line[LINE];
	const char *source = getenv("KY_SRCDIR");
	snprintf(path, sizeof(path), "%s/man/%s", source ? source : ".", manual);
	FILE *file = fopen(path, "r");
	int found = 0;
	assert_non_null(file);
	while (fgets(line, LINE, file))
		found = found || strstr(line, text);
	fclose(file);
	return found;
}

static void expect_in_manuals(const char *english, const char *chinese)
{
	if (!manual_has("kuayue.1.in", english) || !manual_has("zh_CN/kuayue.1.in", chinese))
		fail_msg("the manual does not say \"%s\", \"%s\"", english, chinese);
}

/* The kinds of the list: "id-typo" and "id-old" look like one, "mobile|wechat" may be either. */
static int found_of(const char *class, size_t len, const int counts[KY_PERSONAL_KINDS])
{
	char name[32];
	int found = 0;
	snprintf(name, sizeof(name), "%.*s", (int)len, class);
	if (!strcmp(name, "id-typo") || !strcmp(name, "id-old"))
		return counts[KY_PERSONAL_ID_LIKE];
	if (!strcmp(name, "mobile|wechat"))
		return counts[KY_PERSONAL_MOBILE] + counts[KY_PERSONAL_WECHAT];
	for (int i = 0; i < KY_PERSONAL_KINDS; i++)
		found += strcmp(name, names[i]) == 0 ? counts[i] : 0;
	return found;
}

static void nine_of_ten_are_found(void **state)
{
	(void)state;
	char line[LINE], *second;
	int wanted = 0, found = 0, rows = 0;
	for (FILE *file = open_list("personal.tsv"); next_row(file, line, &second); rows++) {
		int counts[KY_PERSONAL_KINDS] = { 0 }, here = 0, all = 0;
		ky_personal_each(line, count, counts);
		for (char *at = second; *at;) {
			int many = (int)strtol(at, &at, 10);
			at += *at == ' ';
			size_t len = strcspn(at, ",");
			int got = found_of(at, len, counts);
			here += got < many ? got : many;
			all += many;
			at += len;
			at += strspn(at, ", ");
		}
		if (here < all) {
			print_message("not found: %s (%s)\n", line, second);
			expect_in_manuals(line, line);
		}
		wanted += all;
		found += here;
	}
	char english[64], chinese[64];
	snprintf(english, sizeof(english), "%d of %d numbers and addresses", found, wanted);
	snprintf(chinese, sizeof(chinese), "应查出的 %d 处查出 %d 处", wanted, found);
	expect_in_manuals(english, chinese);
	print_message("personal data: %d of %d found, in %d texts\n", found, wanted, rows);
	assert_true(rows >= 200);
	assert_true(found * 100 >= wanted * FOUND_LEAST);
}

static void what_is_none_is_left_alone(void **state)
{
	(void)state;
	char line[LINE], *second;
	int false_ones = 0, rows = 0;
	for (FILE *file = open_list("not_personal.tsv"); next_row(file, line, &second); rows++) {
		int counts[KY_PERSONAL_KINDS] = { 0 }, any = 0;
		ky_personal_each(line, count, counts);
		for (int i = 0; i < KY_PERSONAL_KINDS; i++) {
			if (counts[i])
				print_message("found in vain: %s (%s)\n", line, names[i]);
			any = any || counts[i];
		}
		false_ones += any;
	}
	char english[64], chinese[64];
	snprintf(english, sizeof(english), "%d of %d texts in vain", false_ones, rows);
	snprintf(chinese, sizeof(chinese), "%d 条无个人信息的误报 %d 条", rows, false_ones);
	expect_in_manuals(english, chinese);
	print_message("no personal data: %d of %d texts found in vain\n", false_ones, rows);
	assert_true(rows >= 200);
	assert_true(false_ones * FALSE_OF <= rows * FALSE_MOST);
}

/* More groups of one digit than a number can have: an assert holds the room for them. */
static void a_run_of_single_digits_stays_within_its_room(void **state)
{
	(void)state;
	for (size_t digits = 1; digits < 80; digits++) {
		char text[200] = "";
		int counts[KY_PERSONAL_KINDS] = { 0 };
		for (size_t i = 0; i < digits; i++)
			memcpy(text + 2 * i, i % 2 ? "7 " : "1 ", 3);
		ky_personal_each(text, count, counts);
	}
}

/* Where a text is cut into windows does not change what is found. */
static void a_number_is_found_wherever_it_stands(void **state)
{
	(void)state;
	char text[9000];
	for (size_t before = 3500; before < 4400; before++) {
		int counts[KY_PERSONAL_KINDS] = { 0 };
		memset(text, 'x', before);
		snprintf(text + before, sizeof(text) - before, " 130 0000 0000，%s", "微信号：motang_006747");
		ky_personal_each(text, count, counts);
		assert_int_equal(counts[KY_PERSONAL_MOBILE], 1);
		assert_int_equal(counts[KY_PERSONAL_WECHAT], 1);
	}
}

static void ill_formed_text_is_looked_at_too(void **state)
{
	(void)state;
	int counts[KY_PERSONAL_KINDS] = { 0 };
	ky_personal_each("\xFF\xC3 13000000000 \xE4\xBD", count, counts);
	ky_personal_each("", count, counts);
	assert_int_equal(counts[KY_PERSONAL_MOBILE], 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nine_of_ten_are_found),
		cmocka_unit_test(what_is_none_is_left_alone),
		cmocka_unit_test(a_run_of_single_digits_stays_within_its_room),
		cmocka_unit_test(a_number_is_found_wherever_it_stands),
		cmocka_unit_test(ill_formed_text_is_looked_at_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
