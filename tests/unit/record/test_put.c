/* Tests what people may type into a field of each type, and the sentence for what they may not. */
#include "unit/place.h"

static struct ky_record *record;

/* Puts one text into a field of a new record. */
static enum ky_code put(struct place *place, const char *kind, const char *field, const char *text,
			struct ky_error *err)
{
	ky_record_free(record);
	record = ky_record_new(ky_kind_find(kind));
	*err = (struct ky_error){ .code = KY_OK };
	return ky_record_put(place->wb, record, ky_field_find(ky_kind_find(kind), field), text, err);
}

static void takes(struct place *place, const char *kind, const char *field, const char *text, const char *wanted)
{
	struct ky_error err;
	if (put(place, kind, field, text, &err))
		fail_msg("%s", err.text);
	char *shown = ky_record_text(place->wb, record, ky_field_find(ky_kind_find(kind), field));
	assert_string_equal(shown, wanted);
	free(shown);
}

static void refuses(struct place *place, const char *kind, const char *field, const char *text, const char *word)
{
	struct ky_error err;
	assert_int_equal(put(place, kind, field, text, &err), KY_INPUT);
	if (!strstr(err.text, word))
		fail_msg("\"%s\" does not say \"%s\"", err.text, word);
	/* The field is named as people know it and as commands do, and nothing is in it. */
	char name[40];
	snprintf(name, sizeof(name), "(%s)", field);
	assert_non_null(strstr(err.text, name));
	assert_int_equal(ky_record_get(record, ky_field_find(ky_kind_find(kind), field)).is, KY_BLANK);
}

static void blanks_and_not_applicable_are_what_they_say(void **state)
{
	struct place *place = *state;
	takes(place, "problem", "text", " \t\n\r\xC2\xA0　", "");
	takes(place, "problem", "text", " x ", " x ");
	takes(place, "problem", "text", "不适用", "不适用"); /* in a text it is a text */
	refuses(place, "problem", "due", "不适用", "cannot be 不适用");
	takes(place, "problem", "due", " 　", "");
}

static void a_choice_is_its_text_or_its_key_but_for_blanks_and_width(void **state)
{
	struct place *place = *state;
	takes(place, "problem", "category", "工作作风", "工作作风");
	takes(place, "problem", "category", "style", "工作作风");
	takes(place, "problem", "category", " 工作 作风　", "工作作风");
	takes(place, "rating", "self", "３", "3");
	refuses(place, "problem", "category", "工作做风", "did you mean 工作作风?");
	refuses(place, "problem", "category", "天气", "is not one of its choices: 思想观念, ");
}

static void a_number_is_whole_and_within_its_bounds(void **state)
{
	struct place *place = *state;
	takes(place, "session", "should", "1,200", "1200");
	takes(place, "session", "should", "１２", "12");
	refuses(place, "session", "should", "12.5", "12.5");
	refuses(place, "session", "should", "1,20", "1,20");
	refuses(place, "session", "should", "1000000000000", "the largest number is 999999999999");
	refuses(place, "session", "should", "99999999999999999999", "too large");
	refuses(place, "session", "should", "0", "0 is less than 1");
}

static void a_day_is_one_of_the_calendar(void **state)
{
	struct place *place = *state;
	takes(place, "problem", "due", "7月1日", "2012-07-01");
	refuses(place, "problem", "due", "2012-02-30", "29 days");
	refuses(place, "problem", "due", "soon", "is not a date");
}

static void a_text_is_utf8_and_not_endless(void **state)
{
	struct place *place = *state;
	refuses(place, "problem", "text", "\xCE\xC4\xBC\xFE", "not UTF-8");
	char *text = malloc(4000002);
	assert_non_null(text);
	memset(text, 'x', 4000001);
	text[4000001] = '\0';
	refuses(place, "problem", "text", text, "4000001 bytes; at most 4000000 fit");
	text[4000000] = '\0';
	takes(place, "problem", "text", text, text);
	free(text);
}

static void a_link_is_a_number_or_a_title_that_one_record_has(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char *items;
	assert_int_equal(add(place, "problem", V("text", "会议多"), NULL, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", "文件多"), NULL, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", "文件多"), NULL, &err), KY_OK);
	assert_int_equal(add(place, "opinion", V("raw", "操场小"), NULL, &err), KY_OK);
	takes(place, "problem", "merged_into", "G01-002", "G01-002");
	takes(place, "problem", "merged_into", "会议多", "G01-001");
	refuses(place, "problem", "merged_into", "文件多", "more than one");
	refuses(place, "problem", "merged_into", "作业多", "there is no");
	refuses(place, "problem", "merged_into", "G01-O001", "is of kind opinion; one of kind problem");
	/* A set: whatever stands between them, and each once. */
	assert_int_equal(put(place, "publication", "items", "，G01-002、会议多； G01-002\n\tG01-003,", &err),
			 KY_OK);
	items = ky_record_text(place->wb, record, ky_field_find(ky_kind_find("publication"), "items"));
	assert_int_equal(strlen(items), strlen("G01-001 G01-002 G01-003"));
	assert_true(strstr(items, "G01-001") && strstr(items, "G01-002") && strstr(items, "G01-003"));
	free(items);
	takes(place, "publication", "items", "、", "");
	refuses(place, "publication", "items", "G01-001 G01-O001", "is of kind opinion");
}

static void a_file_is_read_when_it_is_named(void **state)
{
	struct place *place = *state;
	char path[160];
	snprintf(path, sizeof(path), "%s/照片.jpg", place->dir);
	refuses(place, "archive", "file", path, "照片.jpg");
	FILE *file = fopen(path, "wb");
	fputs("picture", file);
	fclose(file);
	takes(place, "archive", "file", path, "照片.jpg");
	const struct ky_kind *kind = ky_kind_find("archive");
	assert_int_equal(ky_record_get(record, ky_field_of(kind, KY_ROLE_FILE_SIZE)).number, 7);
	/* Its name again is the same file; nothing takes it out. */
	struct ky_error err;
	int at = ky_field_find(kind, "file");
	assert_int_equal(ky_record_put(place->wb, record, at, "照片.jpg", &err), KY_OK);
	assert_int_equal(ky_record_get(record, ky_field_of(kind, KY_ROLE_FILE_SIZE)).number, 7);
	assert_int_equal(ky_record_put(place->wb, record, at, "", &err), KY_OK);
	assert_int_equal(ky_record_get(record, at).is, KY_BLANK);
	assert_int_equal(ky_record_get(record, ky_field_of(kind, KY_ROLE_FILE_SIZE)).is, KY_BLANK);
}

static int remove_both(void **state)
{
	ky_record_free(record);
	record = NULL;
	return place_remove(state);
}

#define PUT(function) cmocka_unit_test_setup_teardown(function, place_make, remove_both)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PUT(blanks_and_not_applicable_are_what_they_say),
		PUT(a_choice_is_its_text_or_its_key_but_for_blanks_and_width),
		PUT(a_number_is_whole_and_within_its_bounds),
		PUT(a_day_is_one_of_the_calendar),
		PUT(a_text_is_utf8_and_not_endless),
		PUT(a_link_is_a_number_or_a_title_that_one_record_has),
		PUT(a_file_is_read_when_it_is_named),
	};
	return cmocka_run_group_tests_name("put", tests, NULL, NULL);
}
