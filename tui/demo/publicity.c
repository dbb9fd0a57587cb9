/* What the fictional schools told others: activities, bulletins, media. */
#include "demo/demo.h"

#include <string.h>

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
	if (!demo_is(f, "G01"))
		return;
	demo_list_ids(f, "media");
	demo_begin_day(f, "2012-10-12");
	demo_add(f, "media", "date", "2012-10-12", "title", demo_news[3], "medium", "press", "level", "city",
		 "kind", "progress", "dup_of", f->ids[0]);
	demo_done_for_today(f);
}

void demo_fill_publicity(struct filling *f)
{
	fill_activities(f);
	fill_bulletins(f);
	fill_media(f);
}
