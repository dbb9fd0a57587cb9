/* Tests the check: it finds and names contradictions, and says nothing of ordinary data. */
#include "unit/place.h"

#include <sqlite3.h>

#include "kuayue/guide.h"

struct search {
	const char *rule;
	char numbers[1024]; /* " G01-K001 G01-K002 " */
};

static int take(void *data, const struct ky_finding *finding)
{
	struct search *search = data;
	assert_null(strchr(finding->text, '{'));
	if (strcmp(finding->rule, search->rule) != 0)
		return 0;
	size_t len = strlen(search->numbers);
	snprintf(search->numbers + len, sizeof(search->numbers) - len, "%s ", finding->number);
	return 0;
}

/* The numbers of the records that the rule names, " " if none. */
static const char *found(struct place *place, const char *rule)
{
	static struct search search;
	struct ky_error err = { 0 };
	search = (struct search){ .rule = rule, .numbers = " " };
	enum ky_code code = ky_guide_check(place->wb, take, &search, &err);
	if (code != KY_NO && code != KY_OK)
		fail_msg("%s", err.text);
	return search.numbers;
}

static void put(struct place *place, const char *kind, const char *const *values)
{
	struct ky_error err = { 0 };
	if (add(place, kind, values, NULL, &err))
		fail_msg("%s", err.text);
}

/* As a file of an earlier version may have it: past all rules. */
static void write_past_the_rules(struct place *place, const char *sql)
{
	sqlite3 *db = NULL;
	ky_workbook_close(place->wb);
	place->wb = NULL;
	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	place_reopen(place);
}

/* In the order of the report, each once; the title says which. */
static int take_title(void *data, const struct ky_finding *finding)
{
	char *titles = data;
	snprintf(titles + strlen(titles), 1024 - strlen(titles), "%s %s|", finding->kind, finding->title);
	return 0;
}

static void what_the_report_waits_for_is_named_until_it_is_written(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char titles[1024] = "";
	assert_int_equal(ky_guide_check_rule(place->wb, KY_RULE_TO_WRITE, take_title, titles, &err), KY_NO);
	assert_string_equal(titles,
			    "school Document number|school Signed by|section 县教育局名称|spirit The spirit|"
			    "section 主要成效|section 典型和经验|section 存在问题及原因|"
			    "section 下一步打算和长效机制|");
	/* A school without numbers says so, which is no gap. */
	assert_int_equal(set(place, "G01", V("doc_no", "不适用", "signer", "韦春华"), &err), KY_OK);
	for (int i = 1; i <= 5; i++) {
		char id[16];
		snprintf(id, sizeof(id), "G01-TX00%d", i);
		assert_int_equal(set(place, id, V("text", i == 3 ? " \n" : "文字"), &err), KY_OK);
	}
	put(place, "spirit", V("text", "求实"));
	titles[0] = '\0';
	assert_int_equal(ky_guide_check_rule(place->wb, KY_RULE_TO_WRITE, take_title, titles, &err), KY_NO);
	assert_string_equal(titles, "section 典型和经验|"); /* nothing but blanks is nothing */
	assert_int_equal(set(place, "G01-TX003", V("text", "文字"), &err), KY_OK);
	assert_int_equal(ky_guide_check_rule(place->wb, KY_RULE_TO_WRITE, take_title, titles, &err), KY_OK);
}

static void figures_that_contradict_each_other_are_named(void **state)
{
	struct place *place = *state;
	put(place, "card", V("batch", "一", "sent", "100", "returned", "120"));
	put(place, "card", V("batch", "二", "sent", "120", "returned", "120", "valid", "120"));
	put(place, "activity",
	    V("kind", "动员会", "date", "2012-06-14", "title", "动员", "should", "9", "present", "10"));
	put(place, "project", V("title", "食堂", "received", "10", "used", "11"));
	put(place, "session", V("date", "2012-06-14", "topic", "学习", "should", "9", "present", "9"));
	assert_string_equal(found(place, "over"), " G01-K001 G01-J001 G01-W001 ");
	write_past_the_rules(place, "UPDATE session SET present = 10");
	assert_string_equal(found(place, "over"), " G01-S001 G01-K001 G01-J001 G01-W001 ");
}

static void what_the_rules_refuse_today_is_found_in_older_files(void **state)
{
	struct place *place = *state;
	put(place, "problem",
	    V("text", "会议多", "type", "立行立改", "status", "已销号", "owner", "甲", "handled", "已改",
	      "evidence", "1-1", "verifier", "乙"));
	static const char *const rules[] = { "rated_unproved", "closed_unproved", "closed_unexplained",
					     "self_verified" };
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		assert_string_equal(found(place, rules[i]), " ");
	write_past_the_rules(place, "UPDATE rating SET self = '3' WHERE number = 'G01-C002';"
				    "UPDATE rating SET self = '3', evidence = '不适用' WHERE number = 'G01-C003';"
				    "UPDATE problem SET handled = '不适用', evidence = NULL, verifier = '　甲'");
	assert_string_equal(found(place, "rated_unproved"), " G01-C002 G01-C003 ");
	assert_string_equal(found(place, "closed_unproved"), " G01-001 ");
	assert_string_equal(found(place, "closed_unexplained"), " G01-001 ");
	assert_string_equal(found(place, "self_verified"), " G01-001 ");
	/* One person to the rule of the form is one person here. */
	write_past_the_rules(place, "UPDATE problem SET owner = 'Ａ 老师', verifier = 'a老师'");
	assert_string_equal(found(place, "self_verified"), " G01-001 ");
	write_past_the_rules(place, "UPDATE problem SET owner = '不适用', verifier = '不适用'");
	assert_string_equal(found(place, "self_verified"), " ");
	put(place, "opinion", V("raw", "食堂太慢", "decision", "不采纳", "reason", "已有安排"));
	assert_string_equal(found(place, "refused_unexplained"), " ");
	write_past_the_rules(place, "UPDATE opinion SET reason = '不适用'");
	assert_string_equal(found(place, "refused_unexplained"), " G01-O001 ");
}

static void neither_blanks_nor_not_applicable_prove_anything(void **state)
{
	static const char *const nothing[] = { " ", "　\t", "\n", "不适用" };
	struct place *place = *state;
	struct ky_error err;
	for (size_t i = 0; i < sizeof(nothing) / sizeof(nothing[0]); i++) {
		const char *none = nothing[i];
		assert_int_equal(set(place, "G01-C001", V("self", "3", "evidence", none), &err), KY_INPUT);
		assert_int_equal(set(place, "G01-T001",
				     V("status", "已完成", "done", "2012-06-01", "evidence", none), &err),
				 KY_INPUT);
		assert_int_equal(
			add(place, "opinion", V("raw", "x", "decision", "不采纳", "reason", none), NULL, &err),
			KY_INPUT);
		assert_int_equal(add(place, "problem",
				     V("text", "x", "type", "立行立改", "status", "已销号", "handled", none,
				       "evidence", "1-1", "verifier", "乙"),
				     NULL, &err),
				 KY_INPUT);
		assert_int_equal(add(place, "person", V("name", none), NULL, &err), KY_INPUT);
	}
	/* An evidence that does not apply may be said where none is asked for. */
	assert_int_equal(set(place, "G01-C001", V("self", "2", "evidence", "不适用"), &err), KY_OK);
}

static void meet(struct place *place, const char *title, const char *start, const char *minutes)
{
	put(place, "activity",
	    V("kind", "宣讲", "date", "2012-06-14", "title", title, "attendance", "甲", "start", start, "minutes",
	      minutes));
}

static void nobody_is_at_two_meetings_at_once(void **state)
{
	struct place *place = *state;
	put(place, "person", V("name", "甲"));
	meet(place, "一", "9:00", "60");
	meet(place, "二", "10：00", ""); /* for how long is not known */
	meet(place, "三", "14:30", "30");
	assert_string_equal(found(place, "two_meetings"), " ");
	meet(place, "四", "14:59", "30");
	assert_string_equal(found(place, "two_meetings"), " G01-J004 ");
	/* When it began is not known: it may have been at the time of any of the four. */
	meet(place, "五", "", "");
	assert_string_equal(found(place, "two_meetings"), " G01-J004 G01-J005 G01-J005 G01-J005 G01-J005 ");
	expect_text(place, "G01-J002", "start", "10:00");
}

static void a_time_of_day_is_two_numbers(void **state)
{
	static const char *const wrong[] = { "25:00", "9:60", "+9:00",  "-0:00", "9.00",
					     "9:",    ":30",  "9:00pm", "123:00" };
	struct place *place = *state;
	struct ky_error err;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(add(place, "activity",
				     V("kind", "宣讲", "date", "2012-06-14", "title", "x", "start", wrong[i]),
				     NULL, &err),
				 KY_INPUT);
}

#define ESSAY                                                                                                                                    \
	"通过学习会议精神,我认识到解放思想的重要。作为一名教师,要立足岗位,更新教育观念,改进教学方法," \
	"关心每一个学生的"                                                                                                               \
	"成长,为办好人民满意的教育贡献力量。"

static void write_note(struct place *place, const char *text)
{
	put(place, "note", V("person", "甲", "kind", "体会", "date", "2012-06-14", "title", "体会", "text", text));
}

static void copied_notes_are_found_and_others_are_not(void **state)
{
	struct place *place = *state;
	put(place, "person", V("name", "甲"));
	write_note(place, ESSAY);
	write_note(place, "今天听了一节数学公开课,感受很深。老师从生活中的例子讲起,学生很快就明白了函数的意思,"
			  "我也要多找这样的例子。");
	write_note(place, "通过学习会议精神， "
			  "我认识到解放思想的重要。\n作为一名数学教师，要立足岗位，更新教育观念，改进教学方法，"
			  "关心每一个学生的成长，为办好人民满意的教育作出贡献。");
	write_note(place, "好");
	write_note(place, "好");
	write_note(place, "暑期家访走了七户人家,看到留守儿童的学习环境,心里不是滋味。回来后和班主任商量,"
			  "每周安排一次作业辅导。");
	write_note(place, "好,我认识到了。");
	write_note(place, "今后努力做好本职工作");
	write_note(place, "今后 努力做好本职工作。");
	assert_string_equal(found(place, "alike"), " G01-N003 G01-N009 ");
}

/* The card numbers are made up, with the check digit of GB 11643-1999; their province code is one that
 * is in use, their day of birth is not one of a pupil or teacher of 2012. */
static const char *const personal[] = {
	"身份证110101190001010014号",
	"110101 19000101 0014",
	"110101190001010014 110101190001010014",
	"2012 110101190001010014",
	"１１０１０１１９０００１０１００１４",
	"11010119000101009X",
	"11010119000101009x",
	"11010119000101009Ｘ",
	"13000000000",
	"电话130-0000-0000",
	"+8613000000000",
	"130 0000 0000",
	"130　0000　0000",
	"13000000000 13000000000 13000000000 13000000000",
	"1-1 13000000000",
	"手机１３０００００００００",
	"110101190001010013", /* a wrong check digit: looks like one */
};

static const char *const ordinary[] = {
	"教〔2012〕13号",        "110101190013010011", /* no such month */
	"201205201201010013",                          /* begins with a year, as numbers of documents do */
	"2012052012010100187",                         /* nineteen digits */
	"20120315001",           "0700-0000000",           "1300000000",   "130000000001", "130-2012-0031",
	"2012-05-01 2012-06-01", "9:00-10:30 14:00-15:30", "400-000-0000",
};

static void numbers_of_people_are_found_and_of_documents_are_not(void **state)
{
	struct place *place = *state;
	char wanted[1024] = " ";
	for (size_t i = 0; i < sizeof(personal) / sizeof(personal[0]); i++) {
		size_t len = strlen(wanted);
		snprintf(wanted + len, sizeof(wanted) - len, "G01-%03zu ", i + 1);
		put(place, "problem", V("text", personal[i]));
	}
	for (size_t i = 0; i < sizeof(ordinary) / sizeof(ordinary[0]); i++)
		put(place, "problem", V("text", ordinary[i]));
	assert_string_equal(found(place, "numbers"), wanted);
}

static int take_day(void *data, const struct ky_step *step)
{
	int *without = data;
	*without += step->due == KY_NO_DAY;
	assert_true(step->due != KY_NO_DAY || step->remind == 0);
	return 0;
}

static void a_step_without_a_day_has_no_reminder(void **state)
{
	struct place *place = *state;
	int without = 0;
	assert_int_equal(ky_guide_next(place->wb, take_day, &without, NULL), KY_OK);
	assert_true(without > 0);
}

static void late_entry_begins_after_seven_days(void **state)
{
	struct place *place = *state;
	put(place, "visit", V("date", "2012-06-08"));
	assert_string_equal(found(place, "late_entry"), " ");
	put(place, "visit", V("date", "2012-06-07"));
	assert_string_equal(found(place, "late_entry"), " G01-V002 ");
}

static void everything_entered_on_one_day_is_said(void **state)
{
	struct place *place = *state;
	for (int i = 0; i < 4; i++)
		put(place, "visit", V("date", "2012-04-01"));
	assert_string_equal(found(place, "all_on_one_day"), " ");
	put(place, "visit", V("date", "2012-04-01"));
	assert_string_not_equal(found(place, "all_on_one_day"), " ");
	/* Half of what is there was entered when it took place. */
	for (int i = 0; i < 5; i++)
		put(place, "visit", V("date", "2012-06-14"));
	write_past_the_rules(place, "UPDATE visit SET entered = '2012-06-14' WHERE date = '2012-06-14'");
	assert_string_equal(found(place, "all_on_one_day"), " ");
}

static int take_step(void *data, const struct ky_step *step)
{
	struct search *search = data;
	size_t len = strlen(search->numbers);
	if (strstr(step->reason, search->rule))
		snprintf(search->numbers + len, sizeof(search->numbers) - len, "%s ", step->title);
	return 0;
}

/* The titles of the steps whose reason has that word, " " if none. */
static const char *asked(struct place *place, const char *word)
{
	static struct search search;
	search = (struct search){ .rule = word, .numbers = " " };
	assert_int_equal(ky_guide_next(place->wb, take_step, &search, NULL), KY_OK);
	return search.numbers;
}

static void the_walk_asks_after_topics_reports_and_categories(void **state)
{
	struct place *place = *state;
	assert_string_equal(asked(place, "main topic"), " ");
	put(place, "session", V("date", "2012-06-01", "topic", "x", "topic_kind", "理论成果"));
	assert_string_equal(asked(place, "main topic"), " 会议精神 教育发展工程文件 ");
	put(place, "media", V("date", "2012-05-16", "title", "稿一"));
	assert_string_equal(asked(place, "any medium"), " ");
	put(place, "problem", V("text", "会议多"));
	put(place, "problem", V("text", "会议少", "category", "工作作风"));
	assert_string_equal(asked(place, "five categories"), " 会议多 ");
	write_past_the_rules(place, "UPDATE media SET date = '2012-05-15'");
	assert_string_equal(asked(place, "any medium"), " 稿一 ");
}

static void learn(struct place *place, const char *date, const char *who)
{
	put(place, "session", V("date", date, "topic", date, "attendance", who, "absent", "公差"));
}

static void a_head_who_stays_away_twice_running_is_named(void **state)
{
	struct place *place = *state;
	put(place, "person", V("name", "甲", "role", "第一责任人"));
	put(place, "person", V("name", "乙"));
	learn(place, "2012-06-04", "乙");
	learn(place, "2012-06-01", "乙");
	learn(place, "2012-06-03", "甲 乙");
	assert_string_equal(found(place, "head_absent"), " ");
	learn(place, "2012-06-05", "乙");
	put(place, "session", V("date", "2012-06-06", "topic", "x", "present", "9"));
	assert_string_equal(found(place, "head_absent"), " G01-S004 ");
}

static void what_has_the_number_of_another_is_named(void **state)
{
	struct place *place = *state;
	put(place, "archive", V("box", "1-1", "title", "名册"));
	put(place, "archive", V("box", "1-2", "title", "名册"));
	put(place, "archive", V("box", "1-1", "title", "照片"));
	put(place, "archive", V("box", "1-1", "title", "记录"));
	assert_string_equal(found(place, "archive_twice"), " G01-A003 G01-A004 ");
	put(place, "bulletin", V("issue", "1", "title", "x"));
	put(place, "bulletin", V("title", "无期号"));
	put(place, "bulletin", V("title", "无期号"));
	put(place, "bulletin", V("issue", "1", "title", "y"));
	assert_string_equal(found(place, "bulletin_twice"), " G01-B004 ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_the_report_waits_for_is_named_until_it_is_written),
		TEST(figures_that_contradict_each_other_are_named),
		TEST(what_the_rules_refuse_today_is_found_in_older_files),
		TEST(neither_blanks_nor_not_applicable_prove_anything),
		TEST(what_has_the_number_of_another_is_named),
		TEST(the_walk_asks_after_topics_reports_and_categories),
		TEST(a_head_who_stays_away_twice_running_is_named),
		TEST(nobody_is_at_two_meetings_at_once),
		TEST(a_time_of_day_is_two_numbers),
		TEST(copied_notes_are_found_and_others_are_not),
		TEST(numbers_of_people_are_found_and_of_documents_are_not),
		TEST(a_step_without_a_day_has_no_reminder),
		TEST(late_entry_begins_after_seven_days),
		TEST(everything_entered_on_one_day_is_said),
	};
	return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
