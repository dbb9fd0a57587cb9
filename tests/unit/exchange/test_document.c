/* Tests each document alone: it has the same bytes every time and in every locale. */
#include <locale.h>

#include "kuayue/export.h"
#include "unit/place.h"

static char *written(struct place *place, const struct ky_document *document, size_t *len)
{
	struct ky_error err = { 0 };
	char *bytes = NULL;
	FILE *out = open_memstream(&bytes, len);
	assert_non_null(out);
	if (ky_document_write(place->wb, document, NULL, out, &err))
		fail_msg("%s: %s", document->name, err.text);
	fclose(out);
	assert_true(*len > 100);
	return bytes;
}

/* Records with figures that are no whole numbers: a rate, and a table whose columns share a width. */
static void fill(struct place *place)
{
	struct ky_error err = { 0 };
	for (int i = 0; i < 3; i++)
		if (add(place, "session",
			V("date", i ? "2012-05-09" : "2012-05-10", "topic", "学习", "should", "30", "present",
			  i ? "29" : "30", "absent", i ? "甲 病假" : ""),
			NULL, &err))
			fail_msg("%s", err.text);
	assert_int_equal(add(place, "problem", V("text", "教师读书少", "found", "2012-05-01"), NULL, &err), KY_OK);
}

static void a_document_is_found_by_its_name(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	const struct ky_document *document;
	for (size_t i = 0; (document = ky_document_at(i)) != NULL; i++)
		assert_ptr_equal(ky_document_find(document->name), document);
	assert_null(ky_document_find("report.pdf"));
	assert_null(ky_document_find(""));
	FILE *out = tmpfile();
	assert_int_equal(ky_document_write(place->wb, ky_document_find("ledgers.csv"), NULL, out, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "ledgers.csv"));
	assert_int_equal(ftell(out), 0);
	fclose(out);
}

static void the_same_day_gives_the_same_bytes(void **state)
{
	struct place *place = *state;
	fill(place);
	for (size_t i = 0; strcmp(ky_document_at(i)->name, "ledgers.csv") != 0; i++) {
		size_t len = 0, again_len = 0;
		char *one = written(place, ky_document_at(i), &len);
		char *again = written(place, ky_document_at(i), &again_len);
		assert_int_equal(len, again_len);
		assert_memory_equal(one, again, len);
		free(again);
		free(one);
	}
}

/* A program that links the library may have set any locale: one with a decimal comma breaks numbers of CSS and of
 * spreadsheets. */
static void a_locale_with_a_decimal_comma_changes_no_byte(void **state)
{
	struct place *place = *state;
	char command[256], *plain[16];
	size_t len[16] = { 0 }, count = 0;
	fill(place);
	for (; strcmp(ky_document_at(count)->name, "ledgers.csv") != 0; count++)
		plain[count] = written(place, ky_document_at(count), &len[count]);

	snprintf(command, sizeof(command), "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8", place->dir);
	assert_int_equal(system(command), 0);
	setenv("LOCPATH", place->dir, 1);
	assert_non_null(setlocale(LC_ALL, "de_DE.UTF-8"));
	char point[8];
	snprintf(point, sizeof(point), "%.1f", 0.5);
	assert_string_equal(point, "0,5");

	for (size_t i = 0; i < count; i++) {
		size_t len_now = 0;
		char *now = written(place, ky_document_at(i), &len_now);
		if (len_now != len[i] || memcmp(now, plain[i], len_now) != 0)
			fail_msg("%s is another one under de_DE", ky_document_at(i)->name);
		free(now);
		free(plain[i]);
	}
	setlocale(LC_ALL, "C");
	unsetenv("LOCPATH");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_document_is_found_by_its_name),
		TEST(the_same_day_gives_the_same_bytes),
		TEST(a_locale_with_a_decimal_comma_changes_no_byte),
	};
	return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
