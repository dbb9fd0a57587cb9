/* The fictional schools' spring: what they set up, whom they visited, which cards they sent out. */
#include "demo/demo.h"

static void fill_organisation(struct filling *f)
{
	char head[64], deputy[64];
	demo_name(f->school->index, 0, head, sizeof(head));
	demo_name(f->school->index, f->people_count > 1 ? 1 : 0, deputy, sizeof(deputy));
	demo_begin_day(f, "2012-02-24");
	demo_add(f, "body", "name", "大讨论活动领导小组", "kind", "领导小组", "date", "2012-02-20", "head", head,
		 "deputy", deputy, "office_head", deputy, "evidence", "5-1-1");
	demo_add(f, "institution", "title", "大讨论活动实施方案", "about", "实施方案", "date", "2012-02-23",
		 "issuer", "领导小组", "evidence", "5-1-2");
	demo_done_for_today(f);
	demo_begin_day(f, "2012-03-09");
	demo_add(f, "institution", "title", "大讨论活动学习计划", "about", "学习计划", "date", "2012-03-08");
	demo_add(f, "document", "title", "关于开展大讨论活动的通知", "level", "县", "studied", "2012-03-09",
		 "measure", "制定实施方案和推进计划");
	demo_add(f, "document", "title", "教育发展工程规划纲要", "level", "自治区", "studied", "2012-03-09",
		 "measure", "列出学校三年发展项目");
	demo_add(f, "document", "title", "市教育工作会议文件", "level", "市", "studied", "2012-03-09");
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
			 i < DEMO_CHAINED ? demo_problem_at(i + 2 + f->school->index * 5)->text : issues[i % 4]);
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

void demo_fill_research(struct filling *f)
{
	fill_organisation(f);
	fill_visits(f);
	fill_cards(f);
}
