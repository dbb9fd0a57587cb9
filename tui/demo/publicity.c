/* Fills what the schools told others: activities, bulletins, media. */
#include "demo/demo.h"
#include "kuayue/zero.h"

#include <string.h>

static void fill_activities(struct filling *f)
{
	int count = demo_number(f->school, "activities");
	for (int i = 0; i < count; i++) {
		static const char *const fields[] = { "kind", "title", "date", "form", "content", "channel" };
		const char *kind = demo_cell(f->story, "activities", i, 0);
		demo_begin_day(f, demo_cell(f->story, "activities", i, 2));
		struct ky_record *record = demo_begin("activity");
		demo_put_story(f, record, "activity", 0);
		for (int cell = 0; cell < 6; cell++)
			if (demo_cell(f->story, "activities", i, cell)[0])
				demo_put(f, record, fields[cell], demo_cell(f->story, "activities", i, cell));
		if (strcmp(kind, "discussion") == 0)
			demo_put(f, record, "theme", "thought");
		if (strcmp(kind, "mobilise") == 0) {
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
		demo_put(f, record, "title", demo_cell(f->story, "news", i, 0));
		demo_put_story(f, record, "bulletin", 0);
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
		/* From spring to autumn. */
		ky_day day = demo_day_of("2012-03-06") + (count > 1 ? i * 218 / (count - 1) : 0);
		char text[KY_DAY_TEXT], title[96];
		demo_begin_day(f, ky_day_format(day, text));
		struct ky_record *record = demo_begin("media");
		snprintf(title, sizeof(title), "%s%s", demo_cell(f->story, "news", i + 3, 0),
			 i >= demo_lines(f->story, "news") ? demo_cell(f->story, "news.more", 0, 0) : "");
		demo_put_day(f, record, "date", day);
		demo_put(f, record, "title", title);
		demo_put(f, record, "medium", media[i % 5]);
		demo_put(f, record, "level", levels[i % 4]);
		demo_put(f, record, "kind", kinds[i % 4]);
		demo_save(f, record);
		demo_done_for_today(f);
	}
	/* Enters the same text once more in another medium: such a record is kept and not counted. */
	if (!demo_is(f, "G01"))
		return;
	demo_list_ids(f, "media");
	demo_begin_day(f, "2012-10-12");
	demo_add(f, "media", "date", "2012-10-12", "title", demo_cell(f->story, "news", 3, 0), "medium", "press",
		 "level", "city", "kind", "progress", "dup_of", f->ids[0]);
	demo_done_for_today(f);
}

void demo_fill_publicity(struct filling *f)
{
	fill_activities(f);
	fill_bulletins(f);
	fill_media(f);
}

void demo_confirm_zeros(struct filling *f)
{
	static const char *const ledgers[][2] = {
		/* the table's column, and the ledger that it counts */
		{ "sessions", "session" },    { "cards_sent", "card" },    { "opinions_raw", "opinion" },
		{ "visits", "visit" },        { "problems", "problem" },   { "inspections", "notice" },
		{ "activities", "activity" }, { "bulletins", "bulletin" }, { "media", "media" }
	};
	char liaison[64];
	demo_name(f, demo_number(f->school, "staff") - 1, liaison, sizeof(liaison));
	for (size_t i = 0; i < sizeof(ledgers) / sizeof(ledgers[0]); i++) {
		if (strcmp(demo_text(f->school, ledgers[i][0]), "0") != 0)
			continue;
		demo_begin_day(f, "2012-10-20");
		if (!ky_workbook_set_author(f->wb, liaison) && !f->code)
			f->code = ky_fail(f->err, KY_SYSTEM, "%s", ky_reason(12));
		if (!f->code)
			f->code = ky_zero_set(f->wb, ky_kind_find(ledgers[i][1]), true, f->err);
		demo_done_for_today(f);
		ky_workbook_set_author(f->wb, NULL);
	}
}
