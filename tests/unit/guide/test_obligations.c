/*
 * Does what kuayue-campaign(7) says of each obligation that a record answers: of a school without the record the
 * rule speaks and the figure has none; with it the rule is silent, the figure counts it, and its words stand in
 * the report.
 */
#include "unit/place.h"

#include "kuayue/export.h"
#include "kuayue/figure.h"
#include "kuayue/guide.h"

#define ASKED "not_answered"
#define LEADER "赵钱孙"

/* The records are added in their order, up to one without a kind; words stand in the last of them. */
static const struct row {
	const char *s, *rule, *title, *figure, *words;
	struct {
		const char *kind;
		const char *values[12];
	} records[3];
} rows[] = {
	{ "S3",
	  ASKED,
	  "着力解决",
	  "lenses",
	  "不愿不敢不会",
	  { { "problem", { "text", "事", "lens", "不愿不敢不会" } } } },
	{ "S4",
	  ASKED,
	  "市第五次党代会",
	  "meetings_studied",
	  "市第五次党代会",
	  { { "session",
	      { "topic", "学", "form", "集中学习", "date", "2012-03-01", "meeting", "市第五次党代会" } } } },
	{ "S5",
	  ASKED,
	  "魄力危机",
	  "crises",
	  "魄力危机",
	  { { "session", { "topic", "学", "form", "集中学习", "date", "2012-03-01", "crisis", "魄力危机" } } } },
	{ "S6",
	  ASKED,
	  "职教立交桥",
	  "suggestion_fields",
	  "职教立交桥",
	  { { "suggestion", { "text", "招", "date", "2012-05-01", "field", "职教立交桥" } } } },
	{ "S7",
	  ASKED,
	  "新建、修订制度",
	  "systems_revised",
	  "听课制度七",
	  { { "institution", { "title", "听课制度七", "kind", "修订", "date", "2012-07-01" } } } },
	{ "S8", ASKED, "年度目标", "goals", "目标八", { { "goal", { "title", "目标八", "status", "推进中" } } } },
	{ "S10",
	  ASKED,
	  "抽样问卷",
	  "surveys_sent",
	  "问卷一批",
	  { { "card", { "batch", "问卷一批", "form", "抽样问卷", "sent", "40", "date", "2012-03-03" } } } },
	{ "S12",
	  ASKED,
	  "群众期盼和农村教育重点难点",
	  "visits_with_issues",
	  "盼修路",
	  { { "visit", { "date", "2012-03-03", "issues", "盼修路" } } } },
	{ "S13",
	  "none_visit",
	  "",
	  "leaders_visiting",
	  "十三村",
	  { { "person", { "name", LEADER, "role", "其他班子成员" } },
	    { "visit", { "date", "2012-03-03", "place", "十三村", "leaders", LEADER } } } },
	{ "S15",
	  ASKED,
	  "宣讲",
	  "lecture_people",
	  "十五讲",
	  { { "activity", { "kind", "宣讲", "title", "十五讲", "date", "2012-04-01", "people", "90" } } } },
	{ "S17",
	  ASKED,
	  "学习制度",
	  "study_rules",
	  "学习制度十七",
	  { { "institution", { "title", "学习制度十七", "about", "学习制度", "date", "2012-04-01" } } } },
	{ "S18", ASKED, "政策文件", "documents", "文件十八", { { "document", { "title", "文件十八" } } } },
	{ "S19",
	  ASKED,
	  "外出考察或借鉴经验",
	  "tours",
	  "邻县十九校",
	  { { "visit", { "date", "2012-04-01", "kind", "外出考察", "place", "邻县十九校" } } } },
	{ "S24",
	  ASKED,
	  "留守",
	  "leftbehind_served",
	  "廿四村",
	  { { "visit",
	      { "date", "2012-03-03", "policy", "留守", "entitled", "9", "served", "8", "place", "廿四村" } } } },
	{ "S33",
	  "no_channel",
	  "家访",
	  "spirit_channels",
	  "家访卅三",
	  { { "activity",
	      { "kind", "主题教育", "title", "家访卅三", "date", "2012-04-01", "channel", "家访" } } } },
	{ "S34",
	  ASKED,
	  "社会实践",
	  "culture_activities",
	  "实践卅四",
	  { { "activity", { "kind", "社会实践", "title", "实践卅四", "date", "2012-04-01" } } } },
	{ "S35",
	  "no_form",
	  "征文",
	  "gratitude_forms",
	  "征文卅五",
	  { { "activity", { "kind", "感恩教育", "title", "征文卅五", "date", "2012-04-01", "form", "征文" } } } },
	{ "S37",
	  ASKED,
	  "好经验好办法",
	  "models",
	  "办法卅七",
	  { { "model", { "title", "一课", "date", "2012-09-01", "summary", "办法卅七" } } } },
	{ "S39",
	  "none_body",
	  "",
	  "body_date",
	  "小组卅九",
	  { { "body", { "name", "小组卅九", "kind", "领导小组", "date", "2012-02-20" } } } },
	{ "S40",
	  "none_meeting",
	  "",
	  "mobilise_date",
	  "动员四十",
	  { { "activity", { "kind", "动员会", "title", "动员四十", "date", "2012-02-27" } } } },
	{ "S41",
	  ASKED,
	  "学习计划",
	  "study_plans",
	  "计划四一",
	  { { "institution", { "title", "计划四一", "about", "学习计划", "date", "2012-03-01" } } } },
	{ "S42",
	  "none_session",
	  "",
	  "sessions",
	  "学习四二",
	  { { "session", { "topic", "学习四二", "form", "集中学习", "date", "2012-03-01" } } } },
	{ "S48",
	  ASKED,
	  "结合开学检查",
	  "opening_visits",
	  "开学四八",
	  { { "visit", { "date", "2012-03-01", "method", "结合开学检查", "place", "开学四八" } } } },
	{ "S49",
	  "no_group",
	  "家长",
	  "seminar_groups",
	  "座谈四九",
	  { { "visit", { "date", "2012-03-03", "method", "座谈", "group", "家长", "place", "座谈四九" } } } },
	{ "S52",
	  "none_opinion",
	  "",
	  "opinions_raw",
	  "意见五二",
	  { { "opinion", { "raw", "意见五二", "date", "2012-03-03" } } } },
	{ "S53",
	  "no_theme",
	  "作风",
	  "discussion_themes",
	  "讨论五三",
	  { { "activity", { "kind", "专题讨论", "title", "讨论五三", "date", "2012-04-03", "theme", "作风" } } } },
	{ "S56", "none_problem", "", "problems", "问题五六", { { "problem", { "text", "问题五六" } } } },
	{ "S59",
	  ASKED,
	  "对照检查",
	  "compare_levels",
	  "差距五九",
	  { { "document", { "title", "文件", "level", "国家" } },
	    { "compare", { "finding", "差距五九", "date", "2012-05-01", "against", "文件" } } } },
	{ "S60",
	  ASKED,
	  "带头转变作风",
	  "lead_matters",
	  "带头转变作风",
	  { { "compare", { "finding", "差距", "date", "2012-05-01", "leads", "带头转变作风" } } } },
	{ "S61",
	  ASKED,
	  "整改研究",
	  "studies_of_rectification",
	  "研究六一",
	  { { "activity", { "kind", "整改研究", "title", "研究六一", "date", "2012-06-05" } } } },
	{ "S66",
	  ASKED,
	  "督查落实年",
	  "supervision_year",
	  "督查六六",
	  { { "activity",
	      { "kind", "内部检查", "title", "督查六六", "date", "2012-06-05", "drive", "督查落实年" } } } },
	{ "S69",
	  ASKED,
	  "典型和理论成果",
	  "models",
	  "论文六九",
	  { { "model", { "title", "论文六九", "kind", "论文", "date", "2012-09-01" } } } },
	{ "S70",
	  ASKED,
	  "成效考评",
	  "assess_self",
	  "考评七十",
	  { { "score", { "item", "考评七十", "full", "10", "self", "9" } } } },
	{ "S77",
	  ASKED,
	  "领导带头领学",
	  "led_sessions",
	  "领学七七",
	  { { "person", { "name", LEADER, "role", "第一责任人" } },
	    { "session", { "topic", "领学七七", "form", "集中学习", "date", "2012-03-01", "lead", LEADER } } } },
	{ "S78",
	  ASKED,
	  "宣传方案",
	  "publicity_plans",
	  "方案七八",
	  { { "institution", { "title", "方案七八", "about", "宣传方案", "date", "2012-03-01" } } } },
	{ "S79",
	  "none_media",
	  "",
	  "media_kinds",
	  "报道七九",
	  { { "media", { "title", "报道七九", "date", "2012-05-01", "medium", "橱窗" } } } },
	{ "S80",
	  "no_check",
	  "学习调研",
	  "checks",
	  "检查八十",
	  { { "activity", { "kind", "内部检查", "title", "检查八十", "date", "2012-03-05" } } } },
	{ "S81",
	  ASKED,
	  "推广典型",
	  "models_promoted",
	  "典型八一",
	  { { "model", { "title", "典型八一", "status", "推荐", "date", "2012-09-01" } } } },
	{ "S82",
	  ASKED,
	  "本校检查提出的意见",
	  "own_findings",
	  "意见八二",
	  { { "notice", { "finding", "意见八二", "origin", "本校检查", "date", "2012-05-01" } } } },
	{ "S85",
	  ASKED,
	  "新途径",
	  "novelties",
	  "新途径",
	  { { "media", { "title", "稿", "date", "2012-05-01", "novelty", "新途径" } } } },
	{ "S86",
	  ASKED,
	  "领导批示指示",
	  "meetings_told",
	  "传达八六",
	  { { "activity",
	      { "kind", "宣讲", "title", "传达八六", "date", "2012-05-01", "meeting", "领导批示指示" } } } },
	{ "S86",
	  ASKED,
	  "壮大魄力",
	  "crises_answered",
	  "壮大魄力",
	  { { "problem", { "text", "事", "answers", "壮大魄力" } } } },
	{ "S87",
	  ASKED,
	  "各项教育政策落实情况",
	  "documents_landed",
	  "部分落实",
	  { { "document", { "title", "文件", "landing", "部分落实" } } } },
	{ "S88",
	  ASKED,
	  "食宿",
	  "frontline_places",
	  "食堂八八",
	  { { "person", { "name", LEADER, "role", "其他班子成员" } },
	    { "visit", { "date", "2012-03-03", "kind", "食宿", "place", "食堂八八", "leaders", LEADER } } } },
	{ "S89",
	  ASKED,
	  "规范办学从严治教",
	  "lecture_messages",
	  "规范办学从严治教",
	  { { "activity",
	      { "kind", "宣讲", "title", "讲", "date", "2012-05-01", "message", "规范办学从严治教" } } } },
	{ "S90",
	  ASKED,
	  "借鉴的先进经验",
	  "borrowed_applied",
	  "用于九十",
	  { { "model",
	      { "title", "分层教学", "origin", "区外", "date", "2012-05-01", "applied", "用于九十" } } } },
	{ "S91",
	  ASKED,
	  "考核奖惩制度",
	  "assess_rules",
	  "奖惩九一",
	  { { "institution",
	      { "title", "奖惩九一", "about", "考核奖惩制度", "date", "2012-07-01", "object", "单位、个人" } } } },
	{ "S92",
	  ASKED,
	  "民族特质",
	  "spirit_contents",
	  "民族特质",
	  { { "activity",
	      { "kind", "主题教育", "title", "讲", "date", "2012-05-01", "spirit_content", "民族特质" } } } },
	{ "S93",
	  ASKED,
	  "办学优良传统",
	  "traditions",
	  "勤俭九三",
	  { { "spirit", { "text", "自强", "tradition", "勤俭九三" } } } },
	{ "S96",
	  ASKED,
	  "带动的单位或个人",
	  "models_followed",
	  "二校九六",
	  { { "model", { "title", "一课", "date", "2012-09-01", "followers", "二校九六" } } } },
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

struct search {
	const struct row *row;
	int count;
};

static int take(void *data, const struct ky_finding *finding)
{
	struct search *search = data;
	char begin[16];
	snprintf(begin, sizeof(begin), "%s: ", search->row->s);
	bool asked = strcmp(search->row->rule, ASKED) == 0;
	if (asked && strncmp(finding->text, begin, strlen(begin)) != 0)
		return 0;
	if (!search->row->title[0] || strstr(finding->text, search->row->title))
		search->count++;
	return 0;
}

static int spoken(struct place *place, const struct row *row)
{
	struct search search = { .row = row };
	struct ky_error err = { 0 };
	ky_guide_check_rule(place->wb, row->rule, take, &search, &err);
	return search.count;
}

/* How much the figure counts: a day, and numbers side by side, are something. */
static bool counts(struct place *place, const struct row *row)
{
	struct ky_figure_value value = { 0 };
	assert_non_null(ky_figure_find(row->figure));
	assert_int_equal(ky_figure_compute(place->wb, ky_figure_find(row->figure), &value, NULL), KY_OK);
	return value.is_number ? value.number > 0
			       : value.state == KY_FIGURE_FILLED && strspn(value.raw, "0/—") != strlen(value.raw);
}

static void answer(struct place *place, const struct row *row)
{
	struct ky_error err = { .text = "" };
	for (size_t i = 0; i < 3 && row->records[i].kind; i++)
		if (add(place, row->records[i].kind, row->records[i].values, NULL, &err))
			fail_msg("%s: %s", row->s, err.text);
}

static void each_is_found_missing_and_counted_once_it_is_there(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		struct place *place = NULL;
		assert_int_equal(place_make((void **)&place), 0);
		ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 11, 5));
		if (spoken(place, &rows[i]) != 1)
			fail_msg("%s: %s says it %d times", rows[i].s, rows[i].rule, spoken(place, &rows[i]));
		if (counts(place, &rows[i]))
			fail_msg("%s: %s counts what is not there", rows[i].s, rows[i].figure);
		answer(place, &rows[i]);
		if (spoken(place, &rows[i]))
			fail_msg("%s: %s still misses it", rows[i].s, rows[i].rule);
		if (!counts(place, &rows[i]))
			fail_msg("%s: %s does not count it", rows[i].s, rows[i].figure);
		place_remove((void **)&place);
	}
}

/* The report as a page, unpacked into the folder. */
static void write_report(struct place *place, const char *folder)
{
	char command[400], *path = NULL;
	struct ky_error err = { .text = "" };
	const struct ky_export_ask ask = { .dir = place->dir, .documents = "report.html", .seal = "" };
	if (ky_export(place->wb, &ask, &path, &err))
		fail_msg("%s", err.text);
	snprintf(command, sizeof(command), "mkdir %s/%s && unzip -qo '%s' -d %s/%s", place->dir, folder, path,
		 place->dir, folder);
	assert_int_equal(system(command), 0);
	free(path);
}

static bool stands(struct place *place, const char *folder, const char *words)
{
	char command[400];
	snprintf(command, sizeof(command), "grep -qrF '%s' %s/%s/*/data/report.html", words, place->dir, folder);
	return system(command) == 0;
}

static void its_words_stand_in_the_report(void **state)
{
	struct place *place = *state;
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 11, 5));
	write_report(place, "before");
	for (size_t i = 0; i < ROWS; i++) {
		if (stands(place, "before", rows[i].words))
			fail_msg("%s: %s stands there before", rows[i].s, rows[i].words);
		/* The person is one for all. */
		if (i && strcmp(rows[i].records[0].kind, "person") == 0) {
			struct row last = rows[i];
			last.records[0] = last.records[1];
			last.records[1].kind = NULL;
			answer(place, &last);
		} else {
			answer(place, &rows[i]);
		}
		if (i == 0)
			add(place, "person", V("name", LEADER, "role", "第一责任人"), NULL,
			    &(struct ky_error){ 0 });
	}
	write_report(place, "after");
	for (size_t i = 0; i < ROWS; i++)
		if (!stands(place, "after", rows[i].words))
			fail_msg("%s: %s stands nowhere", rows[i].s, rows[i].words);
}

/* What the table of the page says is asked for so is done here. */
static void each_row_that_names_the_rule_is_done(void **state)
{
	char path[512], line[4096];
	const char *root = getenv("KY_SRCDIR");
	(void)state;
	snprintf(path, sizeof(path), "%s/data/coverage.tsv", root ? root : ".");
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		bool done = line[0] == '#' || !strstr(line, ASKED);
		line[strcspn(line, "\t")] = '\0';
		for (size_t i = 0; i < ROWS; i++)
			done = done || strcmp(rows[i].s, line) == 0;
		if (!done)
			fail_msg("%s is not done", line);
	}
	fclose(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_found_missing_and_counted_once_it_is_there),
		TEST(its_words_stand_in_the_report),
		cmocka_unit_test(each_row_that_names_the_rule_is_done),
	};
	return cmocka_run_group_tests_name("obligations", tests, NULL, NULL);
}
