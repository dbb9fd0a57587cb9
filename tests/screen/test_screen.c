/* Tests the real program on a terminal: what the screen shows, where the cursor is, and what is left after the
 * program was killed. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "append.h"
#include "screen/place.h"

static void a_newcomer_has_a_workbook_after_five_answers(void **state)
{
	struct place *place = *state;
	start(place, 24, 80, chinese);
	see(place, "新建工作簿");
	terminal_keys(place->t, "G01\r榕溪县第一高级中学\r");
	see(place, "榕溪县第一高级中学");
	terminal_keys(place->t, "1\r\r甘明林\r");
	see(place, "下一步：成立领导机构和工作机构");
	see(place, "第 3 阶段 整改落实");
	terminal_keys(place->t, "\r");
	see(place, "推进计划 G01-T001");
	quit(place);
	run("%s --file %s list school --json | grep -q 榕溪县第一高级中学", place->program, place->path);
	run("%s author | grep -q 甘明林", place->program);
}

static void every_page_opens_by_its_number_and_has_help(void **state)
{
	struct place *place = *state;
	static const char *const pages[][2] = { { "2", "Plan" },
						{ "3", "Notes and essays" },
						{ "5", "Checklist" },
						{ "6", "Supervision notices" },
						{ "7", "Each figure" },
						{ "8", "Roster" },
						{ "9", "A backup is made" },
						{ "1", "Phase 3" } };
	new_workbook(place);
	start(place, 24, 100, english);
	see(place, "Phase 3");
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		terminal_keys(place->t, "\033");
		terminal_settle(place->t, 60);
		terminal_keys(place->t, pages[i][0]);
		see(place, pages[i][1]);
		terminal_keys(place->t, strcmp(pages[i][0], "9") == 0 ? "\033OP" : "?");
		see(place, "Everywhere:");
		terminal_keys(place->t, "\033");
		see(place, pages[i][1]);
	}
	quit(place);
}

static void a_session_is_entered_saved_undone_and_found(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, english);
	see(place, "Phase 3");
	terminal_keys(place->t, "3");
	see(place, "Nothing here yet");
	terminal_keys(place->t, "n二〇一二年五月九日\r");
	see(place, "2012-05-09");
	terminal_keys(place->t, "\t学习教育发展工程文件");
	see(place, "学习教育发展工程文件");
	terminal_keys(place->t, "\023");
	see(place, "G01-S001 is saved.");
	run("%s --file %s list session --json | grep -q '\"topic\": \"学习教育发展工程文件\"'", place->program,
	    place->path);
	terminal_keys(place->t, "f工程\r");
	see(place, "G01-S001");
	terminal_keys(place->t, "fxyz");
	see(place, "Nothing holds this text");
	terminal_keys(place->t, "\033u"); /* Alt with a letter is no key */
	terminal_settle(place->t, 60);
	see(place, "Nothing holds this text");
	terminal_keys(place->t, "\033");
	see(place, "学习教育发展工程文件");
	terminal_keys(place->t, "u");
	see(place, "Taken back: new: Study sessions G01-S001");
	see(place, "0 in all");
	quit(place);
}

static void a_wrong_date_is_refused_with_its_reason(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "3n2013-02-29\r");
	see(place, "2013 年 2 月只有 28 天");
	see(place, "2013-02-29");
	quit(place);
}

static void what_was_typed_comes_back_after_escape_and_after_kill(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, english);
	see(place, "Phase 3");
	terminal_keys(place->t, "6n");
	see(place, "Problems new");
	terminal_keys(place->t, "\t\t班子会议太多");
	see(place, "班子会议太多");
	terminal_keys(place->t, "\033");
	see(place, "What you typed is kept");
	terminal_keys(place->t, "n");
	see(place, "班子会议太多");
	see(place, "not saved yet");
	terminal_keys(place->t, ",也太长");
	see(place, "班子会议太多,也太长");
	sleep(4); /* a draft is kept at least every 3 s */
	terminal_settle(place->t, 50);
	kill(terminal_pid(place->t), SIGKILL);
	assert_int_equal(terminal_wait_exit(place->t, SOON), 128 + SIGKILL);
	start(place, 24, 80, english);
	see(place, "Phase 3");
	terminal_keys(place->t, "6n");
	see(place, "班子会议太多,也太长");
	terminal_keys(place->t, "\022");
	see(place, "as it was last saved");
	assert_false(terminal_has(place->t, "班子会议太多"));
	quit(place);
}

static void the_cursor_stands_where_typing_happens(void **state)
{
	struct place *place = *state;
	int row = 0, col = 0, first = 0;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "6n\t\t");
	see(place, "哪里不对");
	terminal_settle(place->t, 100);
	terminal_cursor(place->t, &row, &first);
	terminal_keys(place->t, "会议a");
	see(place, "会议a");
	terminal_settle(place->t, 100);
	int after = 0;
	terminal_cursor(place->t, &after, &col);
	assert_int_equal(after, row);
	assert_int_equal(col, first + 5);
	assert_int_equal(terminal_cell_width(place->t, row, first), 2);
	quit(place);
}

static void long_text_wraps_without_halving_a_character(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 40, chinese);
	see(place, "阶段");
	terminal_keys(place->t, "6n\t\t");
	see(place, "问题描述");
	terminal_paste(place->t, "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥");
	see(place, "戌亥");
	for (int row = 0; row < 24; row++) {
		char *line = terminal_row(place->t, row);
		assert_null(strstr(line, "\xEF\xBF\xBD"));
		free(line);
	}
	terminal_keys(place->t, "\032");
	terminal_settle(place->t, 200);
	assert_false(terminal_has(place->t, "戌亥"));
	quit(place);
}

static void hostile_text_is_shown_and_kept_but_never_obeyed(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("%s --file %s --today 2012-06-15 add problem \"text=$(printf "
	    "'A\\033[2J\\033]0;"
	    "x\\007B\\342\\200\\256C\\360\\240\\200\\200\\360\\237\\221\\251\\342\\200\\215\\360\\237\\221\\247e\\"
	    "314\\201')\" > /dev/null",
	    place->program, place->path);
	start(place, 24, 80, english);
	see(place, "Phase 3");
	terminal_keys(place->t, "6");
	see(place, "A␛[2J␛]0;x␇B");
	see(place, "G01-001");
	terminal_keys(place->t, "\r");
	see(place, "A␛[2J␛]0;x␇B");
	terminal_keys(place->t, "\t\tZ\023");
	see(place, "is saved.");
	run("%s --file %s list problem --json | grep -q 'A.u001B.2J.u001B.0;x.u0007B.*Z'", place->program,
	    place->path);
	quit(place);
}

static void it_shrinks_to_forty_by_ten_and_grows_again(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_resize(place->t, 10, 40);
	see(place, "下一步");
	terminal_keys(place->t, "6n");
	see(place, "问题来源");
	terminal_resize(place->t, 50, 200);
	see(place, "自查条目");
	quit(place);
}

/* The numbers of the rows shown are one run without a gap; the first and last are given. */
static void see_run(struct place *place, int first, int last)
{
	char wanted[32];
	snprintf(wanted, sizeof(wanted), "G01-T%03d", last);
	see(place, wanted);
	terminal_settle(place->t, 80);
	for (int row = 4; row < 12; row++) {
		char *line = terminal_row(place->t, row);
		int number = 0;
		assert_int_equal(sscanf(line, "G01-T%d", &number), 1);
		assert_int_equal(number, first + row - 4);
		free(line);
	}
	assert_int_equal(last, first + 7);
}

static void a_list_scrolls_without_a_gap_in_both_directions(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 14, 80, english);
	see(place, "Phase 3");
	terminal_keys(place->t, "2");
	see_run(place, 1, 8);
	for (int last = 9; last <= 20; last++) { /* slowly: rows are read ahead between the keys */
		terminal_keys(place->t, last == 9 ? "jjjjjjjj" : "j");
		see_run(place, last - 7, last);
	}
	terminal_keys(place->t, "jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj"); /* at once, and past the end */
	see_run(place, 30, 37);
	terminal_keys(place->t, "kkkkkkkkkk");
	see_run(place, 27, 34);
	terminal_keys(place->t, "g");
	see_run(place, 1, 8);
	terminal_keys(place->t, "\033[6~");
	see_run(place, 9, 16);
	terminal_keys(place->t, "\033[6~");
	see_run(place, 17, 24);
	terminal_keys(place->t, "\033[5~");
	see_run(place, 9, 16);
	terminal_keys(place->t, "G");
	see_run(place, 30, 37);
	terminal_keys(place->t, "gG");
	see_run(place, 30, 37);
	quit(place);
}

static void a_second_window_is_told_so(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, english);
	see(place, "Phase 3");
	run("%s --file %s add problem text=x 2>%s/err; test $? = 4 && grep -q 'open in another window' %s/err",
	    place->program, place->path, place->dir, place->dir);
	run("%s --file %s status >/dev/null", place->program, place->path);
	quit(place);
}

static void a_copy_made_while_it_is_open_has_every_commit(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, english);
	see(place, "Phase 3");
	for (int i = 1; i <= 3; i++) {
		char saved[64];
		terminal_keys(place->t, "6n\t\tproblem text\023");
		snprintf(saved, sizeof(saved), "G01-00%d is saved.", i);
		see(place, saved);
		run("cp %s %s/copy.kuayue", place->path, place->dir);
		run("test $(%s --file %s/copy.kuayue list problem --json | grep -c '\"number\"') = %d",
		    place->program, place->dir, i);
		terminal_keys(place->t, "1");
		see(place, "Phase 3");
	}
	quit(place);
}

/* Every record that the screen called saved is there, whenever the program is killed. */
static void kill_nine_loses_nothing_that_was_saved(void **state)
{
	struct place *place = *state;
	const char *asked = getenv("KUAYUE_KILLS");
	int kills = asked ? int_of(asked) : getenv("PROOF") ? 1000 : 200, saved = 0;
	unsigned seed = 20121009;
	new_workbook(place);
	for (int i = 0; i < kills; i++) {
		start(place, 24, 80, english);
		see(place, "Phase 3");
		terminal_keys(place->t, "6n\022\t\tproblem");
		see(place, "problem");
		terminal_keys(place->t, "\023");
		seed = seed * 1103515245u + 12345u;
		if (i % 2)
			terminal_wait_text(place->t, "is saved.", (int)(seed >> 16) % 12);
		else
			usleep((seed >> 16) % 6000);
		kill(terminal_pid(place->t), SIGKILL);
		terminal_wait_exit(place->t, SOON);
		saved += terminal_has(place->t, "is saved.");
	}
	run("%s --file %s --today 2012-06-15 check > %s/out; test $? -le 1", place->program, place->path,
	    place->dir);
	run("test $(%s --file %s list problem --json | grep -c '\"number\"') -ge %d", place->program, place->path,
	    saved);
	assert_true(saved > 0);
}

static void the_export_dialog_says_what_is_missing_and_writes(void **state)
{
	struct place *place = *state;
	char home[96];
	snprintf(home, sizeof(home), "HOME=%s", place->dir);
	const char *const env[] = { "LANGUAGE=zh_CN", home, NULL };
	new_workbook(place);
	start(place, 24, 80, env);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "x");
	see(place, "未填：");
	see(place, "处。照样可以导出");
	see(place, "还要由人来写：报告文号、签发人、");
	see(place, "教职工、党员");
	terminal_keys(place->t, "\r");
	see(place, "已写好并核对");
	quit(place);
	run("%s verify %s/*_v1.zip >/dev/null", place->program, place->dir);
}

static void what_changed_since_the_last_report_is_a_list_and_the_dates_go_into_a_file(void **state)
{
	struct place *place = *state;
	char home[96];
	snprintf(home, sizeof(home), "HOME=%s", place->dir);
	const char *const env[] = { "LANGUAGE=zh_CN", home, NULL };
	new_workbook(place);
	run("%s --file %s export --to %s 2>/dev/null >/dev/null", place->program, place->path, place->dir);
	run("%s --file %s add opinion raw=食堂排队 >/dev/null", place->program, place->path);
	start(place, 24, 80, env);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "8");
	see(place, "前面的数是记录条数");
	terminal_keys(place->t, "G");
	see(place, "交接单");
	terminal_keys(place->t, "\033OA");
	see(place, "与上次报送相比的变化");
	terminal_keys(place->t, "\r");
	see(place, "上次报送：");
	see(place, "新增");
	see(place, "食堂排队");
	terminal_keys(place->t, "\033");
	terminal_keys(place->t, "m");
	see(place, "推定");
	see(place, "^S 存为日历文件 e 另存"); /* two keys, two names */
	terminal_keys(place->t, "\023");
	see(place, "另存为文件");
	terminal_keys(place->t, "\r");
	see(place, "_日历_20120615.ics");
	terminal_keys(place->t, "\023\r");
	see(place, "_日历_20120615_2.ics"); /* never over what is there */
	quit(place);
	run("grep -q BEGIN:VEVENT %s/G01_日历_20120615.ics", place->dir);
}

static void the_language_is_chosen_on_the_settings_page_and_remembered(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, english);
	see(place, "Phase 3");
	terminal_keys(place->t, "9");
	see(place, "Language");
	terminal_keys(place->t, "2\r\r\r");
	see(place, "设置已生效");
	see(place, "总览");
	quit(place);
	start(place, 24, 80, english);
	see(place, "第 3 阶段");
	quit(place);
}

/* 填报人: on the page 9 of one workbook, in the history of another, and on this PC from then on. */
static void who_fills_in_is_set_once_and_stands_in_the_history(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "9");
	see(place, "填报人");
	terminal_keys(place->t, "\r\r甘明林\r");
	see(place, "设置已生效");
	terminal_keys(place->t, "8");
	see(place, "人员名册");
	quit(place);
	run("rm %s && %s --today 2012-06-15 new --code G02 --name 榕溪县第二中学 --kind gaozhong %s >/dev/null",
	    place->path, place->program, place->path);
	run("%s --file %s --today 2012-06-15 add problem text=食堂排队久 >/dev/null", place->program, place->path);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "6");
	see(place, "食堂排队久");
	terminal_keys(place->t, "h");
	see(place, "甘明林");
	terminal_keys(place->t, "9");
	see(place, "填报人");
	see(place, "甘明林");
	terminal_keys(place->t, "\033");
	quit(place);
}

static void a_groups_key_is_compared_imported_and_removed(void **state)
{
	struct place *place = *state;
	char keys[160];
	new_workbook(place);
	run("echo campus gate 2931 banyan > %s/pass", place->dir);
	run("%s key new --name 领导小组 %s/g.key --passphrase-file %s/pass >/dev/null", place->program, place->dir,
	    place->dir);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "9");
	see(place, "本校签名密钥的指纹");
	see(place, "还没有导入领导小组的公钥");
	terminal_keys(place->t, "\007");
	see(place, "导入公钥文件");
	snprintf(keys, sizeof(keys), "\r%s/g.key\r", place->dir);
	terminal_keys(place->t, keys);
	see(place, "【私钥】");
	snprintf(keys, sizeof(keys), "\025%s/g.public.txt\r", place->dir);
	terminal_keys(place->t, keys);
	see(place, "领导小组的公钥：导出的文件包密封给它");
	see(place, "最后四位");
	/* What is not its digits is no. */
	terminal_keys(place->t, "12345\r");
	see(place, "不是它的数字");
	terminal_keys(place->t, "\033");
	see(place, "Enter 做这一行写的事");
	run("! %s --file %s key list | grep -q 领导小组", place->program, place->path);
	terminal_keys(place->t, "\r");
	see(place, "领导小组会发下公钥文件");
	terminal_keys(place->t, keys + 1);
	see(place, "最后四位");
	type_last_digits(place, "g.public.txt");
	see(place, "以后导出的文件包密封给领导小组");
	terminal_keys(place->t, "jj\r");
	see(place, "移除密钥");
	type_last_digits(place, "g.public.txt");
	see(place, "已移除");
	terminal_keys(place->t, "g\r");
	see(place, "本校公钥");
	snprintf(keys, sizeof(keys), "%s/own.txt\r", place->dir);
	terminal_keys(place->t, keys);
	see(place, "/own.txt");
	see(place, "已存为");
	quit(place);
	run("%s key show %s/own.txt | grep -q 榕溪县第一中学", place->program, place->dir);
}

static void closing_the_window_keeps_what_was_typed(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, english);
	see(place, "Phase 3");
	terminal_keys(place->t, "6n\t\thalf a sent");
	see(place, "half a sent");
	kill(terminal_pid(place->t), SIGHUP);
	assert_int_equal(terminal_wait_exit(place->t, SOON), 0);
	start(place, 24, 80, english);
	see(place, "Phase 3");
	terminal_keys(place->t, "6n");
	see(place, "half a sent");
	quit(place);
}

/* The report page by page: from what people still have to write to where they write it, and back. */
static void the_report_is_previewed_and_leads_to_what_is_to_be_written(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	start(place, 24, 80, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "7");
	see(place, "v 预览");
	terminal_keys(place->t, "v");
	see(place, "第 1 页，共");
	see(place, "榕溪县第一中学关于开展");
	see(place, "签发人：【人写】");
	terminal_keys(place->t, "\033[6~");
	see(place, "— 1 —");
	terminal_keys(place->t, "\033[6~");
	see(place, "第 2 页，共");
	see_under(place, 24, "三、主要成效", "【人写】");
	see_under(place, 24, "【人写】", "新建制度的项数未填，修订制度的项数未填。");
	/* The school's spirit, then the first text that stands on the page. */
	terminal_keys(place->t, "\t\t\r");
	see(place, "报告文字 G01-TX002");
	terminal_keys(place->t, "教师主动上公开课的人多了。\023");
	see_under(place, 24, "三、主要成效", "教师主动上公开课的人多了。");
	see_under(place, 24, "教师主动上公开课的人多了。", "新建制度的项数未填，修订制度的项数未填。");
	quit(place);
	run("%s --file %s list section --json | grep -q 教师主动上公开课的人多了", place->program, place->path);
}

static void page_down_to(struct place *place, const char *text)
{
	for (int i = 0; i < 30 && !terminal_wait_text(place->t, text, 300); i++)
		terminal_keys(place->t, "\033[6~");
	see(place, text);
}

static void preview(struct place *place, int rows, int cols, const char *text)
{
	start(place, rows, cols, chinese);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "7v");
	see(place, "第 1 页，共");
	page_down_to(place, text);
}

static void the_preview_fits_a_small_and_a_large_window(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("%s --file %s --today 2012-06-15 add problem text=课堂教学方法多年不变 category=思想观念 "
	    "type=限期整改 cause=缺少外出学习的机会 measure=每月一次公开课并评课 due=2012-07-10 "
	    "owner=教务处 progress=已开公开课两次 >/dev/null",
	    place->program, place->path);
	/* 200 columns have the ledger as a table, 80 as one with wrapped cells, 44 as lines. */
	preview(place, 50, 200, "|序号|问题  ");
	see(place, "|1   |课堂教学方法多年不变  ");
	see(place, "|2012-07-10  ");
	quit(place);
	preview(place, 24, 80, "|1   |课堂教学方法|缺少外出学"); /* not the letter's, which has other columns */
	see_under(place, 24, "|1   |课堂教学方法|缺少外出学", "|    |多年不变    |习的机会");
	quit(place);
	preview(place, 24, 44, "序号：1");
	see_under(place, 24, "序号：1", "问题：课堂教学方法多年不变");
	see_under(place, 24, "期限：2012-07-10", "责任人：教务处");
	terminal_resize(place->t, 10, 40);
	terminal_settle(place->t, 100);
	terminal_keys(place->t, "g");
	see(place, "榕溪县第一中学关于开展");
	quit(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_newcomer_has_a_workbook_after_five_answers),
		TEST(every_page_opens_by_its_number_and_has_help),
		TEST(a_session_is_entered_saved_undone_and_found),
		TEST(a_wrong_date_is_refused_with_its_reason),
		TEST(what_was_typed_comes_back_after_escape_and_after_kill),
		TEST(the_cursor_stands_where_typing_happens),
		TEST(long_text_wraps_without_halving_a_character),
		TEST(hostile_text_is_shown_and_kept_but_never_obeyed),
		TEST(it_shrinks_to_forty_by_ten_and_grows_again),
		TEST(a_list_scrolls_without_a_gap_in_both_directions),
		TEST(a_second_window_is_told_so),
		TEST(a_copy_made_while_it_is_open_has_every_commit),
		TEST(kill_nine_loses_nothing_that_was_saved),
		TEST(the_export_dialog_says_what_is_missing_and_writes),
		TEST(what_changed_since_the_last_report_is_a_list_and_the_dates_go_into_a_file),
		TEST(the_language_is_chosen_on_the_settings_page_and_remembered),
		TEST(who_fills_in_is_set_once_and_stands_in_the_history),
		TEST(a_groups_key_is_compared_imported_and_removed),
		TEST(closing_the_window_keeps_what_was_typed),
		TEST(the_report_is_previewed_and_leads_to_what_is_to_be_written),
		TEST(the_preview_fits_a_small_and_a_large_window),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
