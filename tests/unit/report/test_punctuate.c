/* Tests how text is set for print: which marks become Chinese ones, and what keeps its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/punctuate.h"

static void expect(char *(*set)(const char *text), const char *const cases[][2], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *text = set(cases[i][0]);
		assert_string_equal(text, cases[i][1]);
		free(text);
	}
}
#define EXPECT(set, cases) expect(set, cases, sizeof(cases) / sizeof((cases)[0]))

static void marks_beside_chinese_text_become_chinese(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ "会议,文件;记录:有?无!", "会议，文件；记录：有？无！" },
		{ "1,000 a,b 8:30", "1,000 a,b 8:30" },
		{ "甲,1", "甲，1" },
		{ "1,甲", "1，甲" },
		{ "豈,x", "豈，x" },
		{ "Ａ,x", "Ａ，x" },
		{ "𠀋,x", "𠀋，x" },
		{ "”,x", "”，x" },
		{ ",“x”", "，“x”" },
		{ "é,x", "é,x" },
		{ "x,￥", "x,￥" },
		/* A slot stands for a number among Chinese words; a ratio keeps its colon. */
		{ "{a},{b}", "{a}，{b}" },
		{ "{a}:{b}", "{a}:{b}" },
		{ "3:{b}", "3:{b}" },
		{ "{,甲", "{，甲" },
		/* Brackets around or beside Chinese text, and those inside them. */
		{ "甲(x)", "甲（x）" },
		{ "(x)甲", "（x）甲" },
		{ "f(甲)", "f（甲）" },
		{ "f(x)", "f(x)" },
		{ "f(g(甲))", "f（g（甲））" },
		{ "甲(x", "甲(x" },
		{ "甲(x\n)", "甲(x\n)" },
		{ "甲)", "甲)" },
	};
	char text[900] = "甲(";
	(void)state;
	EXPECT(punctuate, cases);
	/* A bracket that closes only far behind is one that somebody forgot. */
	memset(text + 4, 'x', 500);
	memcpy(text + 504, ")", 2);
	char *set = punctuate(text);
	assert_string_equal(set, text);
	free(set);
}

static void dates_and_document_numbers_are_set_as_the_standard_has_them(void **state)
{
	static const char *const dates[][2] = {
		{ "2012-10-09", "2012年10月9日" }, { "2012-1-09", "2012-1-09" },   { "2012-10-0x", "2012-10-0x" },
		{ "20121-0-09", "20121-0-09" },    { "----------", "----------" }, { "----1-----", "----1-----" },
	};
	static const char *const days[][2] = { { "2012-10-09", "10月9日" },
					       { "2012/10/09", "2012/10/09" },
					       { "2012------", "2012------" } };
	static const char *const numbers[][2] = {
		{ "榕教(2012)3号", "榕教〔2012〕3号" },
		{ "榕教[2012]3号", "榕教〔2012〕3号" },
		{ "榕教【2012】3号", "榕教〔2012〕3号" },
		{ "榕教（2012]3号", "榕教〔2012〕3号" },
		{ "榕教(12)3号", "榕教(12)3号" },
		{ "榕教(2012 3号", "榕教(2012 3号" },
		{ "", "" },
	};
	static const char *const lists[][2] = { { "思想5 制度3", "思想5、制度3" },
						{ "a b", "a b" },
						{ " 甲 ", " 甲 " } };
	(void)state;
	EXPECT(chinese_date, dates);
	EXPECT(chinese_day, days);
	EXPECT(document_number, numbers);
	EXPECT(listed, lists);
	assert_int_equal(printed_halves("a会“\n"), 5);
	assert_int_equal(printed_halves(""), 0);
	assert_true(is_date("2012-10-09"));
	assert_false(is_date("2012-10-9"));
	assert_false(is_date("2012_10_09"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_beside_chinese_text_become_chinese),
		cmocka_unit_test(dates_and_document_numbers_are_set_as_the_standard_has_them),
	};
	return cmocka_run_group_tests_name("punctuate", tests, NULL, NULL);
}
