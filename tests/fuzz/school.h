/* A small workbook as bytes, made once, and reading through one. */
#ifndef TESTS_FUZZ_SCHOOL_H
#define TESTS_FUZZ_SCHOOL_H

#include <sys/stat.h>

#include "fuzz/fuzz.h"
#include "kuayue/calendar.h"
#include "kuayue/figure.h"
#include "kuayue/guide.h"
#include "kuayue/record.h"

static char school_path[64];
static uint8_t *school_bytes;
static size_t school_size;

static void school_take_away(void)
{
	unlink(school_path);
	char *slash = strrchr(school_path, '/');
	*slash = '\0';
	rmdir(school_path);
}

static inline void school_make(void)
{
	struct ky_error err = { 0 };
	struct ky_workbook *wb = NULL;
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	char folder[] = "/tmp/kuayue-fuzz-XXXXXX";
	MUST(mkdtemp(folder));
	snprintf(school_path, sizeof(school_path), "%s/w", folder);
	const struct ky_new_workbook ask = { .path = school_path,
					     .template_name = "builtin",
					     .ini = ini,
					     .ini_len = len,
					     .code = "G01",
					     .name = "样例学校",
					     .kind = "gaozhong",
					     .today = ky_day_from_ymd(2012, 6, 15) };
	MUST(ky_workbook_create(&ask, &wb, &err) == KY_OK);
	struct ky_record *record = ky_record_new(ky_kind_find("problem"));
	MUST(ky_record_put(wb, record, ky_field_find(ky_record_kind(record), "text"), "会议多", &err) == KY_OK &&
	     ky_record_save(wb, record, NULL, &err) == KY_OK);
	ky_record_free(record);
	ky_workbook_close(wb);
	FILE *file = fopen(school_path, "rb");
	struct stat st;
	MUST(file && fstat(fileno(file), &st) == 0);
	school_size = (size_t)st.st_size;
	school_bytes = malloc(school_size);
	MUST(school_bytes && fread(school_bytes, 1, school_size, file) == school_size);
	fclose(file);
	atexit(school_take_away);
}

static inline void school_put(const uint8_t *bytes, size_t size)
{
	FILE *file = fopen(school_path, "wb");
	MUST(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

static int school_row(void *data, const struct ky_record *row)
{
	char shown[400];
	const struct ky_kind *kind = ky_record_kind(row);
	for (int i = 0; i < (int)kind->field_count; i++) {
		ky_record_show(data, row, i, shown, sizeof(shown));
		MUST(memchr(shown, '\0', sizeof(shown)));
	}
	return 0;
}

static int school_step(void *data, const struct ky_step *step)
{
	(void)data;
	MUST(step->title && step->reason);
	return 0;
}

static int school_date(void *data, const struct ky_calendar_entry *date)
{
	(void)data;
	MUST(date->title);
	return 0;
}

/* Opens what lies there and reads all of it, as a list, the overview and the calendar do. */
static inline void school_read(void)
{
	struct ky_error err = { 0 };
	struct ky_workbook *wb = NULL;
	const struct ky_kind *kind;
	enum ky_code code = ky_workbook_open(school_path, KY_READ, ky_day_from_ymd(2012, 10, 9), &wb, &err);
	fuzz_check(code, &err);
	for (size_t i = 0; !code && (kind = ky_kind_at(i)) != NULL; i++) {
		struct ky_list *list = NULL;
		code = ky_list_open(wb, kind, &list, &err);
		if (!code)
			fuzz_check(ky_list_each(list, school_row, wb, &err), &err);
		ky_list_close(list);
	}
	for (size_t i = 0; !code && i < ky_figure_count(); i++) {
		struct ky_figure_value value;
		fuzz_check(ky_figure_compute(wb, ky_figure_at(i), &value, &err), &err);
	}
	if (!code)
		fuzz_check(ky_guide_next(wb, school_step, NULL, &err), &err);
	if (!code)
		fuzz_check(ky_calendar(wb, school_date, NULL, &err), &err);
	ky_workbook_close(wb);
}

#endif
