/* Fills the schools' autumn: what they published, settled and handed over, and their archive. */
#include "demo/demo.h"

#include <string.h>

/* Enters one board in October that lists every closed problem. */
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
	struct ky_record *record = demo_begin("publication");
	demo_put_story(f, record, "publication", 0);
	demo_put(f, record, "items", items);
	demo_save(f, record);
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

void demo_fill_results(struct filling *f)
{
	demo_play(f, "handover");
	demo_play(f, "results");
	fill_publication(f);
	fill_poll(f);
}

/* Enters an archive record for each evidence number of a kind's records. */
static void archive_kind(struct filling *f, const char *kind)
{
	const struct ky_kind *decl = ky_kind_find(kind);
	int evidence = ky_field_of(decl, KY_ROLE_EVIDENCE), title = ky_title_field(decl);
	demo_list_ids(f, kind);
	for (int i = 0; !f->code && i < f->id_count; i++) {
		struct ky_record *record = demo_load(f, f->ids[i]);
		char box[64], name[256], pages[8];
		if (!record)
			return;
		snprintf(box, sizeof(box), "%.60s", ky_record_get(record, evidence).text);
		ky_record_show(f->wb, record, title, name, sizeof(name));
		ky_record_free(record);
		snprintf(pages, sizeof(pages), "%d", i % 4 + 1);
		if (box[0])
			demo_add(f, "archive", "box", box, "title", name, "unit",
				 demo_cell(f->story, "departments", 0, 0), "pages", pages);
	}
}

void demo_fill_archive(struct filling *f)
{
	static const char *const kinds[] = {
		"session", "rating", "problem", "body", "institution", "publication"
	};
	demo_begin_day(f, "2012-10-21");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		archive_kind(f, kinds[i]);
	demo_done_for_today(f);
}
