/* Tests keys as an input method in its Chinese state gives them. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "screen/place.h"

static void full_width_signs_are_their_keys(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	press(place, "６");
	see(place, "还没有记录");
	press(place, "ｎ");
	see(place, "问题来源");
	press(place, "\t\tｎ６"); /* in a text they are what they are */
	see(place, "ｎ６");
	press(place, "\033");
	press(place, "、");
	see(place, "找到 0 条");
	press(place, "\033");
	press(place, "？");
	see(place, "任何地方");
	press(place, "\033");
	press(place, "：");
	see(place, "命令（");
	press(place, "\033");
	quit(place);
}

static void a_han_character_where_keys_are_wanted_is_said_once(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	press(place, "6");
	press(place, "会");
	see(place, "输入法是中文状态，按 Shift 切换；或者用 F3 F5 F8 F9。");
	press(place, "议");
	assert_false(terminal_has(place->t, "输入法是中文状态"));
	expect_count(place, "problem", 0);
	quit(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(full_width_signs_are_their_keys),
		TEST(a_han_character_where_keys_are_wanted_is_said_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
