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

static void start_with_keys(struct place *place, const char *lines)
{
	char config[128];
	const char *env[] = { "LANGUAGE=zh_CN", config, NULL };
	snprintf(config, sizeof(config), "XDG_CONFIG_HOME=%s", place->dir);
	run("mkdir -p %s/kuayue && printf '%%b' '%s' >%s/kuayue/keys.ini", place->dir, lines, place->dir);
	start(place, 24, 80, env);
	see(place, "第 3 阶段");
}

static void keys_are_changed_by_a_file(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start_with_keys(place, "[keys]\\n; mine\\nCHECK = T\\nHelp=h\\nHISTORY=\";\"\\nsave.typing = F7\\n");
	see(place, "T 查走过场");
	press(place, "t");
	assert_false(terminal_has(place->t, "这些是发现"));
	press(place, "T");
	see(place, "这些是发现");
	press(place, "h");
	see(place, "任何地方");
	press(place, "\033");
	press(place, "6n");
	see(place, "F7 保存");
	press(place, "\t\t会议多\033[18~");
	see(place, "已保存");
	press(place, "\033");
	press(place, ";"); /* the list of commands has another key for it, which is not this one now */
	see(place, "历史");
	assert_false(terminal_has(place->t, "命令（"));
	quit(place);
	expect_count(place, "problem", 1);
}

static void a_key_that_cannot_be_is_named_with_its_line(void **state)
{
	static const struct {
		const char *lines, *says;
	} faults[] = {
		{ "[keys]\\nCHECK=T\\nNEW=d\\n", "第 3 行：d 会同时是 NEW 和 DELETE 的键" },
		{ "[keys]\\nNOTHING=d\\n", "第 2 行：没有这个动作，或者它没有自己的键 nothing" },
		{ "[keys]\\nNEW=abc\\n", "第 2 行" },
		{ "[keys]\\nNEW=5\\n", "第 2 行" },
		{ "[keys]\\nNEW.typing=x\\n", "第 2 行" },
		{ "[keys]\\nNEW=N\\nnew=A\\n", "这个名字写了两次" },
		{ "[keys]\\nPAGE=x\\n", "第 2 行" },
	};
	struct place *place = *state;
	new_workbook(place);
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		start_with_keys(place, faults[i].lines);
		see(place, faults[i].says);
		press(place, "t"); /* as declared */
		see(place, "这些是发现");
		quit(place);
	}
}

static void a_terminal_without_a_cursor_is_refused(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("for term in dumb; do TERM=$term script -qec '%s --today 2012-06-15 --lang zh %s' /dev/null "
	    "</dev/null "
	    ">%s/said; test $? = 2 || exit 1; grep -q '终端“dumb”不能移动光标' %s/said || exit 1; done",
	    place->program, place->path, place->dir, place->dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(full_width_signs_are_their_keys),
		TEST(a_terminal_without_a_cursor_is_refused),
		TEST(keys_are_changed_by_a_file),
		TEST(a_key_that_cannot_be_is_named_with_its_line),
		TEST(a_han_character_where_keys_are_wanted_is_said_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
