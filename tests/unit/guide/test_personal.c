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

/* What is found in a text: the kinds, in order, with blanks between; "" for nothing. */
static int name_kind(void *data, enum ky_personal kind)
{
	char *found = data;
	snprintf(found + strlen(found), LINE - strlen(found), "%s%s", *found ? " " : "", names[kind]);
	return 0;
}

static void expect_found(const char *const cases[][2], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char found[LINE] = "";
		ky_personal_each(cases[i][0], name_kind, found);
		if (strcmp(found, cases[i][1]) != 0)
			fail_msg("%s: \"%s\", not \"%s\"", cases[i][0], found, cases[i][1]);
	}
}
#define EXPECT_FOUND(cases) expect_found(cases, sizeof(cases) / sizeof((cases)[0]))

static void addresses_are_told_from_what_has_a_sign_in_it(void **state)
{
	static const char *const cases[][2] = {
		{ "a_b@c-d.com", "email" },
		{ "a%b@x.cn", "email" },
		{ "a+b.c@x1.cn", "email" },
		{ "name  @  example.com", "email" },
		{ "name   @example.com", "" },
		{ "name @   example.com", "" },
		{ "a@x.com.", "email" },
		{ "a@x。com", "email" },
		{ "li(at)example.org", "email" },
		{ "(at)example.org", "" },
		{ "zhang#example.com", "email" },
		{ "zhang#example.xyz", "" },
		{ "icon@2x.png", "" },
		{ ".@x.com", "" },
		{ "a@x", "" },
		{ "a@x.c", "" },
		{ "a@1.2", "" },
		{ "a@b.c1", "" },
		{ "a@x..com", "" },
	};
	(void)state;
	EXPECT_FOUND(cases);
	/* A domain is looked at so far. */
	char text[400] = "a@", found[LINE] = "";
	memset(text + 2, 'x', 140);
	memcpy(text + 142, ".com", 5);
	ky_personal_each(text, name_kind, found);
	assert_string_equal(found, "");
}

static void accounts_are_told_by_the_word_before_them(void **state)
{
	static const char *const cases[][2] = {
		{ "QQ 12345", "qq" },
		{ "QQ12345678901", "qq" },
		{ "QQ 12345 678", "qq" },
		{ "QQ 12345-678", "qq" },
		{ "QQ 12345 67", "qq" },
		{ "扣扣　１２３４５６", "qq" },
		{ "企鹅号 一二三四五", "qq" },
		{ "q号 123456", "qq" },
		{ "q：123456", "qq" },
		{ "q 123456", "" },
		{ "faq：123456", "" },
		{ "QQ 1234", "" },
		{ "QQ 123456789012", "" },
		{ "QQ 12345.678", "" },
		{ "QQ 012345", "" },
		{ "QQ 12345人", "" },
		{ "QQ20120615", "" }, /* a day */
		{ "QQ20125015", "qq" },
		{ "QQ20120640", "qq" },
		{ "QQ30120615", "qq" },
		{ "QQ25120615", "qq" },
		{ "QQ 130 0000 0000", "mobile" },
		{ "QQ 123456@example.com", "email" },
		{ "微 信 abcdef1", "wechat" },
		{ "微信ID abc_def", "wechat" },
		{ "微信id是abcdef", "wechat" },
		{ "微信：abcdefg", "wechat" },
		{ "微信号码为(zhang_san)", "wechat" },
		{ "微信：a123456789012345678b", "wechat" },
		{ "微信：a1234567890123456789b", "" },
		{ "微信：abcde", "" },
		{ "微信：1abcdef", "" },
		{ "微信 abcdefg", "" }, /* a word */
		{ "微信：", "" },
		{ "微信:::::::::abcdef1", "" },
		{ "加v：abcdef1", "wechat" },
		{ "加v abcdef1", "" },
		{ "wx abc123", "wechat" },
		{ "wx_image_01.png", "" },
	};
	(void)state;
	EXPECT_FOUND(cases);
}

static void mobiles_are_told_from_amounts_counts_and_document_numbers(void **state)
{
	static const char *const cases[][2] = {
		{ "130.0000.0000", "mobile" },
		{ "130.00000000", "" },
		{ "130000/00000", "" },
		{ "1300000.0000", "" },
		{ "电话 1300000.0000", "mobile" },
		{ "130,0000,0000", "mobile" },
		{ "1300,000,0000", "mobile" },
		{ "13,000,000,000", "" },
		{ "130-2012-0031", "" },
		{ "手机 130-2012-0031", "mobile" },
		{ "13000000000.00", "" },
		{ "13000000000.000", "mobile" },
		{ "13000000000元", "" },
		{ "13000000000 元", "" },
		{ "13000000000%", "" },
		{ "deadbeef13000000000deadbeef", "" },
		{ "abcdef0123456789abcdef13000000000", "" },
		{ "1 3 0 0 0 0 0 0 0 0 0", "mobile" },
		{ "1 3 0 0 0 0 0 0 0 0 0 0", "" },
		{ "130 0000 0000 13000000000", "mobile mobile" },
		{ "130 0000 0000 0300 2345678", "mobile landline" },
		{ "130 0000 0000 1234", "" },
		{ "130-0000-0000-1234", "" },
		{ "130-0000-0000-0300", "mobile" },
		{ "192.168.100.200", "" },
	};
	(void)state;
	EXPECT_FOUND(cases);
}

static void landlines_are_told_by_their_area(void **state)
{
	static const char *const cases[][2] = {
		{ "0300-2345678", "landline" },
		{ "03002345678", "landline" },
		{ "(0300)2345678", "landline" },
		{ "(0300) 2345678", "landline" },
		{ "(0300)-2345678", "landline" },
		{ "(0300)- 2345678", "landline" },
		{ "(+86 300)2345678", "landline" },
		{ "0300)2345678", "" },
		{ "+86-300-2345678", "landline" },
		{ "86-300-2345678", "" },
		{ "电话86-300-2345678", "landline" },
		{ "0086-300-2345678", "landline" },
		{ "0086 0300 2345678", "landline" },
		{ "860300-2345678", "landline" },
		{ "0300-234-5678", "landline" },
		{ "0300-2-345-678", "landline" },
		{ "0300,2345678", "" },
		{ "0300-234,5678", "" },
		{ "0300-2345/678", "" },
		{ "021-19000000", "" },
		{ "010-20120615", "" }, /* a day */
		{ "0300-2012 0615", "" },
		{ "电话 010-2012-0615", "landline" },
		{ "011-2345678", "" },
		{ "312-0300-2345678", "" }, /* a part of a longer number */
		{ "a12-0300-2345678", "landline" },
		{ "0 3 0 0 2 3 4 5 6 7 8", "" },
	};
	(void)state;
	EXPECT_FOUND(cases);
}

static void cards_are_told_by_their_digits_and_groups(void **state)
{
	static const char *const cases[][2] = {
		{ "110000190001010004", "id" },
		{ "110000190001010005", "id-like" },
		{ "11000019000101008X", "id" },
		{ "11000019000101008 x", "id" },
		{ "11000019000101008-X", "id" },
		{ "11000019000101008.X", "id" },
		{ "11000019000101008/x", "id" },
		{ "11000019000101008_x", "id" },
		{ "11000019000101008Xa", "" },
		{ "11000019000101008X1", "" },
		{ "110000190013010001", "" }, /* the 13th month */
		{ "990000190001010001", "" }, /* no province */
		{ "110000-19000101-0001", "id-like" },
		{ "110000-19000101-0001-22", "" },
		{ "11 00 00 19 00 01 01 00 01", "" },
		{ "1 1 0 0 0 0 1 9 0 0 0 1 0 1 0 0 0 1", "id-like" },
		{ "110000000101001", "id-like" },
		{ "110000 000101 001", "id-like" },
		{ "11000 00001 01001", "" }, /* as a fingerprint is grouped */
		{ "11 0000 000101 001", "" },
		{ "1 1 0 0 0 0 0 0 0 1 0 1 0 0 1", "id-like" },
		{ "110000-000101-001-2", "" },
		{ "110000001301001", "" },
		{ "6222000000000000004", "card" },
		{ "6222 0000 0000 0000 004", "card" },
		{ "62220 00000 00000 0004", "" },
		{ "9558800000000000000", "card" },
		{ "4000 0000 0000 0002", "card" },
		{ "400 000 000 000 0002", "" },
		{ "4 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2", "card" },
		{ "5100000000000008", "card" },
		{ "3530000000000003", "card" },
		{ "6011000000000004", "card" },
		{ "1110000000000005", "" }, /* of no bank */
		{ "4000000000000001", "" },
	};
	(void)state;
	EXPECT_FOUND(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_told_from_what_has_a_sign_in_it),
		cmocka_unit_test(accounts_are_told_by_the_word_before_them),
		cmocka_unit_test(mobiles_are_told_from_amounts_counts_and_document_numbers),
		cmocka_unit_test(landlines_are_told_by_their_area),
		cmocka_unit_test(cards_are_told_by_their_digits_and_groups),
		cmocka_unit_test(nine_of_ten_are_found),
		cmocka_unit_test(what_is_none_is_left_alone),
		cmocka_unit_test(a_run_of_single_digits_stays_within_its_room),
		cmocka_unit_test(a_number_is_found_wherever_it_stands),
		cmocka_unit_test(ill_formed_text_is_looked_at_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
