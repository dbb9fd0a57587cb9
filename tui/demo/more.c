/* What a school does in its year beside study, checklist and rectification. */
#include "demo/demo.h"

#include <stdlib.h>
#include <string.h>

#define CHAINED 3 /* opinions, visits and notices of one school that became a problem */

static bool is(const struct filling *f, const char *code)
{
	return strcmp(demo_text(f->school, "code"), code) == 0;
}

/* field, text, ..., NULL: a record of the day that is under way. */
static void add(struct filling *f, const char *kind, const char *const *values)
{
	struct ky_record *record = demo_begin(kind);
	for (size_t i = 0; values[i]; i += 2)
		demo_put(f, record, values[i], values[i + 1]);
	demo_save(f, record);
}
#define V(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void fill_organisation(struct filling *f)
{
	char head[64], deputy[64];
	demo_name(f->school->index, 0, head, sizeof(head));
	demo_name(f->school->index, f->people_count > 1 ? 1 : 0, deputy, sizeof(deputy));
	demo_begin_day(f, "2012-02-24");
	add(f, "body",
	    V("name", "大讨论活动领导小组", "kind", "领导小组", "date", "2012-02-20", "head", head, "deputy",
	      deputy, "office_head", deputy, "evidence", "5-1-1"));
	add(f, "institution",
	    V("title", "大讨论活动实施方案", "about", "实施方案", "date", "2012-02-23", "issuer", "领导小组",
	      "evidence", "5-1-2"));
	demo_done_for_today(f);
	demo_begin_day(f, "2012-03-09");
	add(f, "institution", V("title", "大讨论活动学习计划", "about", "学习计划", "date", "2012-03-08"));
	add(f, "document",
	    V("title", "关于开展大讨论活动的通知", "level", "县", "studied", "2012-03-09", "measure",
	      "制定实施方案和推进计划"));
	add(f, "document",
	    V("title", "教育发展工程规划纲要", "level", "自治区", "studied", "2012-03-09", "measure",
	      "列出学校三年发展项目"));
	add(f, "document", V("title", "市教育工作会议文件", "level", "市", "studied", "2012-03-09"));
	demo_done_for_today(f);
}

static void fill_visits(struct filling *f)
{
	static const char *const groups[] = { "teacher", "student", "parent", "society" };
	static const char *const kinds[] = { "class", "research", "life", "family" };
	static const char *const issues[] = { "作业量偏大，课外活动少", "留守学生周末无人照看",
					      "资助申请手续不熟悉", "教研时间不固定" };
	static const char *const policies[] = { "migrant", "leftbehind", "aid" };
	int visits = demo_number(f->school, "visits"), seminars = demo_number(f->school, "seminars");
	int leaders = demo_number(f->school, "leaders");
	for (int i = 0; i < visits; i++) {
		char day[KY_DAY_TEXT];
		ky_day date = demo_day_of("2012-03-05") + i % 22;
		demo_begin_day(f, ky_day_format(date, day));
		struct ky_record *record = demo_begin("visit");
		demo_put_day(f, record, "date", date);
		demo_put(f, record, "who", i % 2 ? "副校长" : "校长");
		demo_put(f, record, "leaders", f->people[leaders > 0 ? i % leaders : 0]);
		demo_put(f, record, "method", i < seminars ? "seminar" : i % 3 ? "visit" : "lesson");
		demo_put(f, record, "kind", kinds[i % 4]);
		demo_put(f, record, "place", i < seminars ? "会议室" : i % 2 ? "村屯家庭走访" : "班级和宿舍");
		if (i < seminars)
			demo_put(f, record, "group", groups[i % 4]);
		demo_put_number(f, record, "people", i < seminars ? 12 + i * 3 : 3 + i % 4);
		demo_put(f, record, "issues",
			 i < CHAINED ? demo_problem_at(i + 2 + f->school->index * 5)->text : issues[i % 4]);
		if (i < 3)
			demo_put(f, record, "policy", policies[i]);
		demo_put(f, record, "confirmed", "yes");
		demo_save(f, record);
		demo_done_for_today(f);
	}
}

/* The table's numbers, over as many batches as there are groups; the last takes what is left. */
static void fill_cards(struct filling *f)
{
	static const char *const groups[] = { "teacher", "student", "parent" };
	int sent = demo_number(f->school, "cards_sent"), returned = demo_number(f->school, "cards_returned");
	int valid = demo_number(f->school, "cards_valid");
	demo_begin_day(f, "2012-03-22");
	for (int i = 0; i < 3; i++) {
		struct ky_record *record = demo_begin("card");
		bool last = i == 2;
		char batch[32];
		snprintf(batch, sizeof(batch), "第%d批", i + 1);
		demo_put(f, record, "batch", batch);
		demo_put(f, record, "group", groups[i]);
		demo_put(f, record, "date", "2012-03-19");
		demo_put_number(f, record, "sent", last ? sent - sent / 3 * 2 : sent / 3);
		demo_put_number(f, record, "returned", last ? returned - returned / 3 * 2 : returned / 3);
		demo_put_number(f, record, "valid", last ? valid - valid / 3 * 2 : valid / 3);
		demo_put_number(f, record, "substantive", valid / 9);
		demo_put(f, record, "owner", "办公室");
		demo_save(f, record);
	}
	demo_done_for_today(f);
}

/* The first ones are about what became a problem; who says it, and in which words, differs. */
static void opinion_text(const struct filling *f, int about, int i, char *out, size_t size)
{
	static const char *const who[] = { "学生家长", "七年级家长", "青年教师", "寄宿生",
					   "村委会",   "班主任",     "学生代表" };
	static const char *const how[] = { "反映：", "提出：", "意见是：", "说：" };
	const char *text = about < CHAINED ? demo_problem_at(about + 1 + f->school->index * 5)->text
					   : demo_opinions[(about + f->school->index) % 12];
	snprintf(out, size, "%s%s%s", who[(i + about) % 7], how[i % 4], text);
}

static void add_opinion(struct filling *f, int i, char (*roots)[32], int merged)
{
	static const char *const channels[] = { "seminar", "card", "box", "visit", "survey" };
	static const char *const groups[] = { "parent", "student", "teacher", "society" };
	static const char *const categories[] = { "style", "policy", "thought", "system", "spirit" };
	struct ky_record *record = demo_begin("opinion");
	char raw[256];
	demo_put(f, record, "channel", channels[i % 5]);
	demo_put(f, record, "group", groups[i % 4]);
	demo_put_day(f, record, "date", demo_day_of("2012-03-20") + (i < merged ? i * 3 / merged : 3 + i % 3));
	opinion_text(f, i < merged ? i : i % merged, i, raw, sizeof(raw));
	demo_put(f, record, "raw", raw);
	demo_put(f, record, "category", categories[i % 5]);
	if (i >= merged)
		demo_put(f, record, "merged_into", roots[i % merged]);
	if (!f->code)
		f->code = ky_record_save(f->wb, record, NULL, f->err);
	if (i < merged)
		snprintf(roots[i], sizeof(roots[i]), "%s", ky_record_id(record));
	ky_record_free(record);
}

static void fill_opinions(struct filling *f)
{
	int raw = demo_number(f->school, "opinions_raw"), merged = demo_number(f->school, "opinions_merged");
	char(*roots)[32] = calloc((size_t)merged + 1, sizeof(*roots));
	if (!roots || !merged) {
		free(roots);
		return;
	}
	demo_begin_day(f, "2012-03-26");
	for (int i = 0; !f->code && i < raw; i++)
		add_opinion(f, i, roots, merged);
	demo_done_for_today(f);
	/* Answered by the end of April; a school that lags leaves every third open. */
	demo_begin_day(f, "2012-04-27");
	for (int i = 0; !f->code && i < merged; i++) {
		struct ky_record *record = demo_load(f, roots[i]);
		demo_put(f, record, "decision", i % 7 == 3 ? "explain" : "adopt");
		demo_put(f, record, "owner", i % 2 ? "教务处" : "办公室");
		if (demo_text(f->school, "reported")[0] || i % 3) {
			demo_put(f, record, "result", "已研究并列入整改");
			demo_put(f, record, "replied", "2012-04-26");
			demo_put(f, record, "reply_by", i % 2 ? "meeting" : "notice");
		}
		demo_save(f, record);
	}
	demo_done_for_today(f);
	free(roots);
}

void demo_fill_research(struct filling *f)
{
	fill_organisation(f);
	fill_visits(f);
	fill_cards(f);
	fill_opinions(f);
}

/* kind's records from the first on, each linked to the problem that it became. */
static void chain(struct filling *f, const char *kind, int problem)
{
	char problems[STAFF_MAX][32];
	demo_list_ids(f, "problem");
	int count = f->id_count;
	memcpy(problems, f->ids, sizeof(problems));
	demo_list_ids(f, kind);
	for (int i = 0; !f->code && i < CHAINED && i < f->id_count && problem + i < count; i++) {
		struct ky_record *record = demo_load(f, f->ids[i]);
		demo_put(f, record, "problem_id", problems[problem + i]);
		demo_save(f, record);
	}
}

static void fill_notices(struct filling *f)
{
	static const char *const kinds[] = { "key", "hot", "routine" };
	static const char *const days[] = { "2012-04-10", "2012-05-22", "2012-06-12", "2012-09-11" };
	int inspections = demo_number(f->school, "inspections"), replied = demo_number(f->school, "replied");
	for (int i = 0; i < inspections; i++) {
		const struct demo_problem *problem = demo_problem_at(i + f->school->index * 5);
		ky_day day = demo_day_of(days[i % 4]);
		char text[KY_DAY_TEXT];
		demo_begin_day(f, ky_day_format(day + 2, text));
		struct ky_record *record = demo_begin("notice");
		demo_put(f, record, "kind", kinds[i % 3]);
		demo_put_day(f, record, "date", day);
		demo_put(f, record, "team", "局党委督查组");
		demo_put(f, record, "finding", problem->text);
		demo_put(f, record, "require", "限期整改并书面回复");
		demo_put_day(f, record, "issued", day + 1);
		demo_put_day(f, record, "reply_due", day + 15);
		if (i < replied) {
			demo_put(f, record, "cause1", problem->cause);
			demo_put(f, record, "cause2", "责任没有落实到人");
			demo_put(f, record, "correct", problem->measure);
			demo_put(f, record, "prevent", "列入每月检查");
			demo_put_day(f, record, "replied", day + 2);
			demo_put(f, record, "replier", "办公室主任");
			demo_put(f, record, "verify", "情况属实");
			demo_put(f, record, "result", "closed");
		}
		demo_save(f, record);
		demo_done_for_today(f);
	}
}

/* C01: self-inspection and supervision found the same problem. */
static void merge_two_sources(struct filling *f)
{
	demo_list_ids(f, "problem");
	struct ky_record *first = demo_load(f, f->ids[0]);
	if (!first)
		return;
	int text = ky_field_find(ky_kind_find("problem"), "text");
	add(f, "problem",
	    V("source", "notice", "text", ky_record_get(first, text).text, "found", "2012-05-22", "merged_into",
	      f->ids[0]));
	ky_record_free(first);
}

void demo_fill_chains(struct filling *f)
{
	fill_notices(f);
	demo_begin_day(f, "2012-06-12");
	chain(f, "opinion", 1);
	chain(f, "visit", 2);
	chain(f, "notice", 0);
	if (is(f, "C01"))
		merge_two_sources(f);
	demo_done_for_today(f);
}

struct demo_activity {
	const char *kind, *title, *day, *form, *content, *channel;
};

/* In the order in which a small school would give up the last ones. */
static const struct demo_activity activities[] = {
	{ "mobilise", "大讨论活动动员大会", "2012-02-27", NULL, NULL, NULL },
	{ "gratitude", "感恩父母主题班会", "2012-04-12", "class", "filial", NULL },
	{ "discussion", "解放思想专题讨论", "2012-04-18", NULL, NULL, NULL },
	{ "lecture", "惠民政策宣讲", "2012-03-16", NULL, NULL, NULL },
	{ "theme", "践行学校精神主题教育", "2012-04-25", NULL, NULL, "school" },
	{ "gratitude", "尊师课堂", "2012-05-09", "lesson", "teacher", "lesson" },
	{ "gratitude", "感恩征文", "2012-06-05", "essay", "thanks", NULL },
	{ "gratitude", "感恩演讲比赛", "2012-06-20", "speech", "care", NULL },
	{ "gratitude", "社区服务实践", "2012-09-12", "practice", "serve", "home" },
};

static void fill_activities(struct filling *f)
{
	int count = demo_number(f->school, "activities");
	for (int i = 0; i < count; i++) {
		const struct demo_activity *activity = &activities[i % 9];
		demo_begin_day(f, activity->day);
		struct ky_record *record = demo_begin("activity");
		demo_put(f, record, "kind", activity->kind);
		demo_put(f, record, "date", activity->day);
		demo_put(f, record, "title", activity->title);
		demo_put(f, record, "place", "学校礼堂");
		if (activity->form)
			demo_put(f, record, "form", activity->form);
		if (activity->content)
			demo_put(f, record, "content", activity->content);
		if (activity->channel)
			demo_put(f, record, "channel", activity->channel);
		if (strcmp(activity->kind, "discussion") == 0)
			demo_put(f, record, "theme", "thought");
		if (strcmp(activity->kind, "mobilise") == 0) {
			demo_put_number(f, record, "should", f->people_count);
			demo_put_number(f, record, "present", f->people_count);
		} else {
			demo_put_number(f, record, "people", demo_number(f->school, "students") / (i + 2));
		}
		demo_save(f, record);
		demo_done_for_today(f);
	}
}

static void fill_bulletins(struct filling *f)
{
	int count = demo_number(f->school, "bulletins");
	for (int i = 0; i < count; i++) {
		ky_day day = demo_day_of("2012-03-02") + i * 26;
		char text[KY_DAY_TEXT];
		demo_begin_day(f, ky_day_format(day, text));
		struct ky_record *record = demo_begin("bulletin");
		demo_put_number(f, record, "issue", i + 1);
		demo_put_day(f, record, "date", day);
		demo_put(f, record, "title", demo_news[i % 8]);
		demo_put(f, record, "by", "学校大讨论活动办公室");
		demo_put(f, record, "to", "局领导小组办公室");
		demo_put_number(f, record, "copies", 20);
		demo_put(f, record, "adopted", i % 4 == 1 ? "bureau" : "none");
		demo_save(f, record);
		demo_done_for_today(f);
	}
}

static void fill_media(struct filling *f)
{
	static const char *const media[] = { "web", "window", "paper", "radio", "tv" };
	static const char *const levels[] = { "school", "school", "county", "city" };
	static const char *const kinds[] = { "progress", "new", "model", "experience" };
	int count = demo_number(f->school, "media");
	for (int i = 0; i < count; i++) {
		ky_day day = demo_day_of("2012-03-06") + i * 9;
		char text[KY_DAY_TEXT], title[96];
		demo_begin_day(f, ky_day_format(day, text));
		struct ky_record *record = demo_begin("media");
		snprintf(title, sizeof(title), "%s%s", demo_news[(i + 3) % 8], i >= 8 ? "(续)" : "");
		demo_put_day(f, record, "date", day);
		demo_put(f, record, "title", title);
		demo_put(f, record, "medium", media[i % 5]);
		demo_put(f, record, "level", levels[i % 4]);
		demo_put(f, record, "kind", kinds[i % 4]);
		demo_save(f, record);
		demo_done_for_today(f);
	}
	/* The same text once more, in another medium: kept, not counted. */
	if (!is(f, "G01"))
		return;
	demo_list_ids(f, "media");
	demo_begin_day(f, "2012-10-12");
	add(f, "media",
	    V("date", "2012-10-12", "title", demo_news[3], "medium", "press", "level", "city", "kind", "progress",
	      "dup_of", f->ids[0]));
	demo_done_for_today(f);
}

void demo_fill_publicity(struct filling *f)
{
	fill_activities(f);
	fill_bulletins(f);
	fill_media(f);
}

/* One board in October tells of everything that is closed. */
static void fill_publication(struct filling *f)
{
	int status = ky_field_find(ky_kind_find("problem"), "status");
	char items[STAFF_MAX * 32] = "";
	size_t used = 0;
	demo_list_ids(f, "problem");
	for (int i = 0; !f->code && i < f->id_count; i++) {
		struct ky_record *record = demo_load(f, f->ids[i]);
		if (record && strcmp(ky_record_get(record, status).text, "closed") == 0)
			used += (size_t)snprintf(items + used, sizeof(items) - used, "%s%s", used ? " " : "",
						 f->ids[i]);
		ky_record_free(record);
	}
	demo_begin_day(f, "2012-10-17");
	add(f, "publication",
	    V("date", "2012-10-17", "channel", "board", "place", "校门口公示栏", "items", items, "days", "7",
	      "feedback", "2", "evidence", "6-1-1"));
	demo_done_for_today(f);
}

static void fill_poll(struct filling *f)
{
	int sent = demo_number(f->school, "students") / 10 + 10, valid = sent - 1;
	demo_begin_day(f, "2012-10-18");
	struct ky_record *record = demo_begin("satisfaction");
	demo_put(f, record, "date", "2012-10-18");
	demo_put_number(f, record, "sent", sent);
	demo_put_number(f, record, "returned", sent);
	demo_put_number(f, record, "valid", valid);
	demo_put_number(f, record, "a", valid - valid / 4);
	demo_put_number(f, record, "b", valid / 4 - valid / 20);
	demo_put_number(f, record, "c", valid / 20);
	demo_save(f, record);
	demo_done_for_today(f);
}

static void fill_rules(struct filling *f)
{
	demo_begin_day(f, "2012-06-15");
	add(f, "institution",
	    V("title", "大讨论活动整改方案", "about", "整改方案", "date", "2012-06-12", "evidence", "5-2-1"));
	add(f, "institution",
	    V("title", "领导干部听课制度", "kind", "修订", "about", "其他", "date", "2012-06-14"));
	demo_done_for_today(f);
	demo_begin_day(f, "2012-10-15");
	add(f, "institution",
	    V("title", "意见办理答复制度", "kind", "新建", "about", "长效机制", "date", "2012-10-12", "evidence",
	      "5-2-2"));
	if (!is(f, "J01") && !is(f, "J02"))
		add(f, "spirit",
		    V("text", "明德、求实、敢为、争先", "meaning", "由校训和校风凝炼而成", "motto", "明德求实",
		      "stage", "发布", "adopted", "2012-09-20", "meeting", "教职工大会", "evidence", "6-2-1"));
	add(f, "model",
	    V("title", "意见办理一日一清", "kind", "做法", "level", "校", "status", "推荐", "date", "2012-10-10"));
	if (is(f, "Z01"))
		add(f, "project",
		    V("title", "实训楼建设", "stage", "实施", "received", "1800000", "used", "1260000", "owner",
		      "总务处"));
	demo_done_for_today(f);
}

static void fill_handover(struct filling *f)
{
	char from[64], to[64];
	demo_name(f->school->index, f->people_count - 1, from, sizeof(from));
	demo_name(f->school->index, f->people_count - 2, to, sizeof(to));
	demo_begin_day(f, "2012-06-01");
	add(f, "handover",
	    V("why", "联络员调整", "from", from, "to", to, "witness", "副校长", "date", "2012-06-01", "item",
	      "工作簿和全部台账", "medium", "U盘", "qty", "1", "version", "2012-06-01"));
	add(f, "handover",
	    V("why", "联络员调整", "from", from, "to", to, "witness", "副校长", "date", "2012-06-01", "item",
	      "签到表和意见卡原件", "medium", "纸质", "qty", "3"));
	demo_done_for_today(f);
}

void demo_fill_results(struct filling *f)
{
	if (is(f, "X03"))
		fill_handover(f);
	fill_rules(f);
	fill_publication(f);
	fill_poll(f);
}

/* The evidence numbers that the records of a kind name. */
static void archive_kind(struct filling *f, const char *kind)
{
	const struct ky_kind *decl = ky_kind_find(kind);
	int evidence = ky_field_find(decl, "evidence"), title = ky_field_find(decl, decl->title);
	demo_list_ids(f, kind);
	for (int i = 0; !f->code && i < f->id_count; i++) {
		struct ky_record *record = demo_load(f, f->ids[i]);
		char box[64], name[256];
		if (!record)
			return;
		snprintf(box, sizeof(box), "%.60s", ky_record_get(record, evidence).text);
		ky_record_show(f->wb, record, title, name, sizeof(name));
		ky_record_free(record);
		if (box[0])
			add(f, "archive", V("box", box, "title", name, "unit", "办公室"));
	}
}

void demo_fill_archive(struct filling *f)
{
	static const char *const kinds[] = { "task", "session",     "rating",     "problem",
					     "body", "institution", "publication" };
	demo_begin_day(f, "2012-10-21");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		archive_kind(f, kinds[i]);
	demo_done_for_today(f);
}
