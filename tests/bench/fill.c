/* fill WORKBOOK N: adds N notes through the library, in changes of ten thousand. */
#include <stdio.h>
#include <stdlib.h>

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

int main(int argc, char **argv)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	long count = argc > 2 ? atol(argv[2]) : 0;
	char person[64], note[64], title[64], date[KY_DAY_TEXT];
	if (argc < 3 || ky_workbook_open(argv[1], KY_WRITE, ky_day_from_ymd(2012, 10, 31), &wb, &err))
		fail(&err);
	add(wb, "person", (const char *const[]){ "name", "某某", NULL }, person);
	for (long i = 0; i < count; i++) {
		if (i % 10000 == 0 && ky_change_begin(wb, "add", &err))
			fail(&err);
		snprintf(title, sizeof(title), "学习笔记第%ld篇", i);
		ky_day_format(ky_day_from_ymd(2012, 2, 1) + (ky_day)(i % 270), date);
		add(wb, "note",
		    (const char *const[]){ "person", person, "kind", "note", "date", date, "title", title, NULL },
		    note);
		if ((i % 10000 == 9999 || i + 1 == count) && ky_change_commit(wb, &err))
			fail(&err);
	}
	ky_workbook_close(wb);
	return 0;
}
