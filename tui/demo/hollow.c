/* Fills the workbook of a school that did nothing, and says that it did everything. */
#include "demo/demo.h"

/* Every record of a kind that the template made gets the fields of a section. */
static void say_of_all(struct filling *f, const char *kind, const char *section, const char *day)
{
	demo_list_ids(f, kind);
	demo_begin_day(f, day);
	for (int i = 0; !f->code && i < f->id_count; i++) {
		struct ky_record *record = demo_load(f, f->ids[i]);
		demo_put_story(f, record, section, i);
		demo_save(f, record);
	}
	demo_done_for_today(f);
}

void demo_fill_hollow(struct filling *f)
{
	say_of_all(f, "task", "hollow.task", "2012-10-24");
	say_of_all(f, "rating", "hollow.rating", "2012-10-24");
	demo_play(f, "hollow.sessions");
}
