/* Tests that Chinese is found by the letters it is spoken with (base/pinyin.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/pinyin.h"

static void initials_and_syllables_find(void **state)
{
	(void)state;
	static const struct {
		const char *text, *typed;
	} found[] = {
		{ "座谈会", "zth" },           { "座谈会", "ZTH" },    { "座谈会", "zuotanhui" },
		{ "座谈会", "zuota" },         { "座谈会", "zuoth" },  { "座谈会", "tanh" },
		{ "作业批改", "zyp" },         { "整改中", "zhgz" },   { "整改中", "zgz" },
		{ "吕云山", "lvys" },          { "第2次会议", "d2c" }, { "Excel表", "excelb" },
		{ "G01-R005 韦小宁", "r005" }, { "先 后", "x" },
	};
	for (size_t i = 0; i < sizeof(found) / sizeof(found[0]); i++)
		if (!pinyin_finds(found[i].text, found[i].typed))
			fail_msg("%s does not find %s", found[i].typed, found[i].text);
}

/* What has been typed may not be more than what is there, nor leave out a character or the middle of a syllable.
 */
static void other_letters_do_not_find(void **state)
{
	(void)state;
	static const struct {
		const char *text, *typed;
	} none[] = {
		{ "座谈会", "zh" }, { "座谈会", "zthh" }, { "座谈会", "zuth" }, { "座谈会", "" },
		{ "", "z" },        { "座谈会", "z t" },  { "座谈会", "座" },   { "座\xFF会", "zh" },
		{ "……", "x" },      { "先 后", "xh" },    { "😀", "x" },
	};
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		if (pinyin_finds(none[i].text, none[i].typed))
			fail_msg("\"%s\" finds %s", none[i].typed, none[i].text);
}

static void surnames_are_read_both_ways(void **state)
{
	(void)state;
	static const struct {
		const char *text, *one, *other;
	} names[] = {
		{ "曾", "ceng", "zeng" }, { "查", "cha", "zha" }, { "区", "qu", "ou" },    { "翟", "di", "zhai" },
		{ "单", "dan", "shan" },  { "解", "jie", "xie" }, { "仇", "chou", "qiu" }, { "朴", "pu", "piao" },
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		assert_true(pinyin_finds(names[i].text, names[i].one));
		assert_true(pinyin_finds(names[i].text, names[i].other));
	}
}

static void what_is_too_long_finds_nothing(void **state)
{
	(void)state;
	char text[3 * (PINYIN_MOST + 1) + 1] = "", typed[PINYIN_MOST + 2] = "";
	for (int i = 0; i <= PINYIN_MOST; i++) {
		memcpy(text + 3 * i, "啊", 4);
		typed[i] = 'a';
	}
	assert_false(pinyin_finds(text, typed));
	typed[PINYIN_MOST] = '\0';
	assert_true(pinyin_finds(text, typed));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(initials_and_syllables_find),
		cmocka_unit_test(other_letters_do_not_find),
		cmocka_unit_test(surnames_are_read_both_ways),
		cmocka_unit_test(what_is_too_long_finds_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
