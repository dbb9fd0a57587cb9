/* Makes a workbook in a temporary folder for each test. */
#ifndef TESTS_UNIT_PLACE_H
#define TESTS_UNIT_PLACE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "kuayue/record.h"
#include "kuayue/undo.h"

struct place {
	char dir[64], path[96];
	struct ky_workbook *wb;
};

/* A copy of the text with `new` in place of what stands from `from` to `to` in it; malloc'd. */
static inline char *spliced(const char *text, const char *from, const char *to, const char *new)
{
	assert_true(from && to && from <= to);
	size_t size = strlen(text) + strlen(new) + 1;
	char *copy = calloc(1, size);
	assert_non_null(copy);
	snprintf(copy, size, "%.*s%s%s", (int)(from - text), text, new, to);
	return copy;
}

/* The place gets a new workbook, of the template ini, which is freed. ask: what is not as in every place. */
static inline enum ky_code place_renew(struct place *place, char *ini, struct ky_new_workbook ask,
				       struct ky_error *err)
{
	ky_workbook_close(place->wb);
	place->wb = NULL;
	unlink(place->path);
	ask.path = place->path;
	ask.template_name = ask.template_name ? ask.template_name : "own.ini";
	ask.ini = ini;
	ask.ini_len = strlen(ini);
	ask.code = "G01";
	ask.name = ask.name ? ask.name : "榕溪县第一中学";
	ask.kind = "gaozhong";
	ask.today = ask.today ? ask.today : ky_day_from_ymd(2012, 6, 15);
	enum ky_code code = ky_workbook_create(&ask, &place->wb, err);
	free(ini);
	return code;
}

static inline int place_make(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	struct ky_error err = { .code = KY_OK };
	snprintf(place->dir, sizeof(place->dir), "/tmp/kuayue-unit-XXXXXX");
	if (!mkdtemp(place->dir))
		return -1;
	snprintf(place->path, sizeof(place->path), "%s/w.kuayue", place->dir);
	*state = place;
	if (place_renew(place, strdup(ky_campaign_builtin(NULL)),
			(struct ky_new_workbook){ .template_name = "builtin" }, &err)) {
		print_error("%s\n", err.text);
		return -1;
	}
	return 0;
}

static inline int place_remove(void **state)
{
	struct place *place = *state;
	char command[128];
	ky_workbook_close(place->wb);
	snprintf(command, sizeof(command), "rm -rf %s", place->dir);
	int status = system(command);
	free(place);
	return status;
}

static inline void place_reopen(struct place *place)
{
	struct ky_error err = { .code = KY_OK };
	ky_workbook_close(place->wb);
	place->wb = NULL;
	if (ky_workbook_open(place->path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &place->wb, &err))
		fail_msg("%s", err.text);
}

/* values: field, text, ..., NULL */
static inline enum ky_code put_all(struct place *place, struct ky_record *record, const char *const *values,
				   struct ky_error *err)
{
	for (size_t i = 0; values[i]; i += 2) {
		int field = ky_field_find(ky_record_kind(record), values[i]);
		assert_true(field >= 0);
		enum ky_code code = ky_record_put(place->wb, record, field, values[i + 1], err);
		if (code)
			return code;
	}
	return ky_record_save(place->wb, record, NULL, err);
}

/* Adds a record and gives its number in out. */
static inline enum ky_code add(struct place *place, const char *kind, const char *const *values, char out[64],
			       struct ky_error *err)
{
	struct ky_record *record = ky_record_new(ky_kind_find(kind));
	enum ky_code code = put_all(place, record, values, err);
	if (out)
		snprintf(out, 64, "%s", ky_record_number(record));
	ky_record_free(record);
	return code;
}

static inline enum ky_code set(struct place *place, const char *key, const char *const *values,
			       struct ky_error *err)
{
	struct ky_record *record = NULL;
	enum ky_code code = ky_record_load(place->wb, key, &record, err);
	if (!code)
		code = put_all(place, record, values, err);
	ky_record_free(record);
	return code;
}

static inline char *text_of(struct place *place, const char *key, const char *field)
{
	struct ky_record *record = NULL;
	struct ky_error err = { .code = KY_OK };
	if (ky_record_load(place->wb, key, &record, &err))
		fail_msg("%s", err.text);
	char *text = ky_record_text(place->wb, record, ky_field_find(ky_record_kind(record), field));
	ky_record_free(record);
	return text;
}

static inline void expect_text(struct place *place, const char *key, const char *field, const char *wanted)
{
	char *text = text_of(place, key, field);
	assert_string_equal(text, wanted);
	free(text);
}

#define V(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define TEST(function) cmocka_unit_test_setup_teardown(function, place_make, place_remove)

#endif
