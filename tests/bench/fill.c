/* fill WORKBOOK N [school]: adds N notes through the library, in changes of ten thousand; as a school has
 * them: notes and essays with their texts, opinions, problems, sessions and visits. */
#include <stdio.h>
#include <stdlib.h>

#include "append.h"
#include "kuayue/record.h"

static void fail(const struct ky_error *err)
{
	fprintf(stderr, "%s\n", err->text);
	exit(1);
}

static void add(struct ky_workbook *wb, const char *kind, const char *const *values, char *id)
{
	struct ky_error err = { 0 };
	struct ky_record *record = ky_record_new(ky_kind_find(kind));
	for (size_t i = 0; values[i]; i += 2)
		if (ky_record_put(wb, record, ky_field_find(ky_kind_find(kind), values[i]), values[i + 1], &err))
			fail(&err);
	if (ky_record_save(wb, record, NULL, &err))
		fail(&err);
	snprintf(id, 64, "%s", ky_record_id(record));
	ky_record_free(record);
}

/* A text of some hundred characters that is like no other. */
static const char *long_text(long i)
{
	static const char *const parts[] = {
		"学习了文件精神",         "走访了家长和学生",   "课堂上还要多听学生的想法",
		"作业要批改得更及时",     "会议要少开、开短",   "把好的做法写成制度",
		"对照要求找差距",         "听取了老同志的意见", "结合本校实际",
		"留守学生的辅导要落到人", "营养餐要公示",       "教研活动要有记录"
	};
	static char text[4000];
	text[0] = '\0';
	for (unsigned long n = (unsigned long)i * 2654435761u + 12345u, k = 0; k < 24; k++) {
		n = n * 6364136223846793005u + 1442695040888963407u;
		append(text, sizeof(text), "%s%lu,", parts[(n >> 33) % 12], (n >> 40) % 97);
	}
	return text;
}

static void add_of_school(struct ky_workbook *wb, long i, const char *person, const char *title, const char *date)
{
	char id[64];
	const char *text = long_text(i);
	switch (i % 10) {
	case 6:
		add(wb, "opinion", (const char *const[]){ "date", date, "raw", text, NULL }, id);
		break;
	case 7:
		add(wb, "problem", (const char *const[]){ "text", text, "cause", text, NULL }, id);
		break;
	case 8:
		add(wb, "session",
		    (const char *const[]){ "date", date, "topic", title, "should", "30", "present", "30", NULL },
		    id);
		break;
	case 9:
		add(wb, "visit", (const char *const[]){ "date", date, NULL }, id);
		break;
	default:
		add(wb, "note",
		    (const char *const[]){ "person", person, "kind", i % 2 ? "insight" : "note", "date", date,
					   "title", title, "text", text, NULL },
		    id);
	}
}

int main(int argc, char **argv)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	long count = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	char person[64], note[64], title[64], date[KY_DAY_TEXT];
	if (argc < 3 || ky_workbook_open(argv[1], KY_WRITE, ky_day_from_ymd(2012, 10, 31), &wb, &err))
		fail(&err);
	add(wb, "person", (const char *const[]){ "name", "某某", NULL }, person);
	for (long i = 0; i < count; i++) {
		if (i % 10000 == 0 && ky_change_begin(wb, KY_CHANGE_ADD, &err))
			fail(&err);
		snprintf(title, sizeof(title), "学习笔记第%ld篇", i);
		ky_day_format(ky_day_from_ymd(2012, 2, 1) + (ky_day)(i % 270), date);
		if (argc > 3)
			add_of_school(wb, i, person, title, date);
		else
			add(wb, "note",
			    (const char *const[]){ "person", person, "kind", "note", "date", date, "title", title,
						   NULL },
			    note);
		if ((i % 10000 == 9999 || i + 1 == count) && ky_change_commit(wb, &err))
			fail(&err);
	}
	ky_workbook_close(wb);
	return 0;
}
