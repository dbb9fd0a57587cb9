/* The fictional schools in autumn: what they published, settled and handed over, and their archive. */
#include "demo/demo.h"

#include <string.h>

/* One board in October tells of everything that is closed. */
static void fill_publication(struct filling *f)
{
	int status = ky_field_of(ky_kind_find("problem"), KY_ROLE_STATE);
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
	demo_add(f, "publication", "date", "2012-10-17", "channel", "board", "place", "校门口公示栏", "items",
		 items, "days", "7", "feedback", "2", "evidence", "6-1-1");
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
	demo_add(f, "institution", "title", "大讨论活动整改方案", "about", "整改方案", "date", "2012-06-12",
		 "evidence", "5-2-1");
	demo_add(f, "institution", "title", "领导干部听课制度", "kind", "修订", "about", "其他", "date",
		 "2012-06-14");
	demo_done_for_today(f);
	demo_begin_day(f, "2012-10-15");
	demo_add(f, "institution", "title", "意见办理答复制度", "kind", "新建", "about", "长效机制", "date",
		 "2012-10-12", "evidence", "5-2-2");
	if (!demo_is(f, "J01") && !demo_is(f, "J02"))
		demo_add(f, "spirit", "text", "明德、求实、敢为、争先", "meaning", "由校训和校风凝炼而成", "motto",
			 "明德求实", "stage", "发布", "adopted", "2012-09-20", "meeting", "教职工大会", "evidence",
			 "6-2-1");
	demo_add(f, "model", "title", "意见办理一日一清", "kind", "做法", "level", "校", "status", "推荐", "date",
		 "2012-10-10");
	if (demo_is(f, "Z01"))
		demo_add(f, "project", "title", "实训楼建设", "stage", "实施", "received", "1800000", "used",
			 "1260000", "owner", "总务处");
	demo_done_for_today(f);
}

static void fill_handover(struct filling *f)
{
	char from[64], to[64];
	demo_name(f->school->index, f->people_count - 1, from, sizeof(from));
	demo_name(f->school->index, f->people_count - 2, to, sizeof(to));
	demo_begin_day(f, "2012-06-01");
	demo_add(f, "handover", "why", "联络员调整", "from", from, "to", to, "witness", "副校长", "date",
		 "2012-06-01", "item", "工作簿和全部台账", "medium", "U盘", "qty", "1", "version", "2012-06-01");
	demo_add(f, "handover", "why", "联络员调整", "from", from, "to", to, "witness", "副校长", "date",
		 "2012-06-01", "item", "签到表和意见卡原件", "medium", "纸质", "qty", "3");
	demo_done_for_today(f);
}

void demo_fill_results(struct filling *f)
{
	if (demo_is(f, "X03"))
		fill_handover(f);
	fill_rules(f);
	fill_publication(f);
	fill_poll(f);
}

/* The evidence numbers that the records of a kind name. */
static void archive_kind(struct filling *f, const char *kind)
{
	const struct ky_kind *decl = ky_kind_find(kind);
	int evidence = ky_field_of(decl, KY_ROLE_EVIDENCE), title = ky_title_field(decl);
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
			demo_add(f, "archive", "box", box, "title", name, "unit", "办公室");
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
