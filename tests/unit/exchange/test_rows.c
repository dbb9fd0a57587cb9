/* Tests rows of a file that become records: each form of a value and of a file, rows that link to each other, and
 * each row that is refused, after which nothing was written. */
#include "unit/place.h"

#include "exchange/rows.h"

struct given {
	char ids[200][24], numbers[200][64];
	int count, stop_at; /* 0: never */
};

static int note(void *data, const struct ky_record *record)
{
	struct given *given = data;
	assert_true(given->count < 200);
	snprintf(given->ids[given->count], 24, "%s", ky_record_id(record));
	snprintf(given->numbers[given->count++], 64, "%s", ky_record_number(record));
	return given->count == given->stop_at;
}

static FILE *file_of(const char *text, size_t len)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, len, file), len);
	rewind(file);
	return file;
}

static enum ky_code take_file(struct place *place, const char *kind, FILE *file, struct given *given,
			      struct ky_error *err)
{
	struct ky_batch *rows = NULL;
	*given = (struct given){ .stop_at = given->stop_at };
	enum ky_code code = ky_batch_open(file, "rows", &rows, err);
	if (!code)
		code = ky_batch_take(place->wb, kind ? ky_kind_find(kind) : NULL, rows, note, given, err);
	ky_batch_close(rows);
	fclose(file);
	return code;
}

/* kind NULL: the rows change records. */
static struct given take(struct place *place, const char *kind, const char *text)
{
	struct ky_error err = { 0 };
	struct given given = { .stop_at = 0 };
	if (take_file(place, kind, file_of(text, strlen(text)), &given, &err))
		fail_msg("%s", err.text);
	return given;
}

static int64_t count_of(struct place *place, const char *kind)
{
	struct ky_list *list = NULL;
	assert_int_equal(ky_list_open(place->wb, ky_kind_find(kind), &list, NULL), KY_OK);
	int64_t total = ky_list_total(list);
	ky_list_close(list);
	return total;
}

static void refuse_file(struct place *place, const char *kind, FILE *file, const char *word)
{
	struct ky_error err = { 0 };
	struct given given = { .stop_at = 0 };
	int64_t before = count_of(place, "opinion");
	assert_int_equal(take_file(place, kind, file, &given, &err), KY_INPUT);
	if (!strstr(err.text, word))
		fail_msg("\"%s\" does not say \"%s\"", err.text, word);
	assert_int_equal(given.count, 0);
	assert_int_equal(count_of(place, "opinion"), before);
}

static void refuse(struct place *place, const char *kind, const char *text, const char *word)
{
	refuse_file(place, kind, file_of(text, strlen(text)), word);
}

static void a_value_is_a_text_a_number_nothing_or_the_words_of_a_set(void **state)
{
	struct place *place = *state;
	take(place, "problem", "{\"text\":\"会议多\"}{\"text\":\"文件多\"}");
	struct given given = take(place, "publication",
				  "\xEF\xBB\xBF \t\r\n[{\"date\":\"2012-06-01\",\"channel\":\"网站\",\"days\":7,"
				  "\"items\":[\"G01-001\",\"G01-002\"],\"place\":null,\"note\":\"\"}]\r\n\t ");
	assert_int_equal(given.count, 1);
	expect_text(place, given.ids[0], "days", "7");
	char *items = text_of(place, given.ids[0], "items"); /* a set, in whatever order */
	assert_int_equal(strlen(items), strlen("G01-001 G01-002"));
	assert_true(strstr(items, "G01-001") && strstr(items, "G01-002"));
	free(items);
	expect_text(place, given.ids[0], "place", "");
	/* A number that is not whole is not one of these. */
	refuse(place, "publication", "{\"date\":\"2012-06-01\",\"channel\":\"网站\",\"days\":1.5}",
	       "days has to be");
	refuse(place, "opinion", "{\"raw\":true}", "raw has to be");
	refuse(place, "opinion", "{\"raw\":{}}", "raw has to be");
	refuse(place, "opinion", "{\"raw\":[\"a\",5]}", "raw has to be");
	refuse(place, "opinion", "{\"raw\":\"a\\u0000b\"}", "JSON");
}

static void what_is_no_object_or_more_than_a_record_is_refused_with_its_row(void **state)
{
	struct place *place = *state;
	char text[4000] = "{\"raw\":\"a\"}{";
	refuse(place, "opinion", "{\"raw\":\"a\"} 5", "row 2");
	refuse(place, "opinion", "[{\"raw\":\"a\"},5]", "row 2");
	refuse(place, "opinion", "{\"raw\":\"a\"} [", "row 2: JSON");
	refuse(place, "opinion", "{\"raw\":\"a\"}{\"raw\":\"a\",\"raw\":\"b\"}", "row 2: JSON");
	for (int i = 0; i <= ROW_MEMBERS; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s\"f%d\":1", i ? "," : "", i);
	snprintf(text + strlen(text), sizeof(text) - strlen(text), "}");
	refuse(place, "opinion", text, "row 2: it has more members");
	snprintf(text, sizeof(text), "{\"%0*d\":1}", ROW_NAME, 1);
	refuse(place, "opinion", text, "has to be");
	refuse(place, "opinion", "", "empty");
	refuse(place, "opinion", "\xEF\xBB\xBF", "empty");
	refuse(place, "opinion", " \t\r\n", "empty");
	refuse(place, "opinion", "[]", "no rows");
	refuse(place, "opinion", "raw\n", "rows");
	/* More bytes than a value may have. */
	char *long_text = malloc(ROW_TEXT + 100);
	assert_non_null(long_text);
	memset(long_text, 'x', ROW_TEXT + 100);
	memcpy(long_text, "{\"raw\":\"", 8);
	memcpy(long_text + ROW_TEXT + 96, "\"}", 3);
	refuse(place, "opinion", long_text, "raw has to be");
	free(long_text);
	FILE *large = tmpfile();
	assert_int_equal(ftruncate(fileno(large), ROWS_BYTES + 1), 0);
	refuse_file(place, "opinion", large, "64 MiB");
}

static void a_pipe_is_read_to_its_end_first(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct given given = { .stop_at = 0 };
	int ends[2];
	static const char text[] = "编号,原始意见\nx1,'=1+1\nx2,乙\n";
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], text, strlen(text)), strlen(text));
	close(ends[1]);
	assert_int_equal(take_file(place, "opinion", fdopen(ends[0], "r"), &given, &err), KY_OK);
	assert_int_equal(given.count, 2);
	expect_text(place, given.ids[0], "raw", "=1+1");
	/* A file that was read from already is no longer at its start. */
	FILE *file = file_of("x{\"raw\":\"丙\"}", strlen("x{\"raw\":\"丙\"}"));
	assert_int_equal(getc(file), 'x');
	assert_int_equal(take_file(place, "opinion", file, &given, &err), KY_OK);
	expect_text(place, given.ids[0], "raw", "丙");
}

static void rows_link_to_each_other_wherever_they_stand(void **state)
{
	struct place *place = *state;
	char text[20000] = "";
	struct given given;
	/* Each to the next one: more names than fit in the first table, and as many passes. */
	for (int i = 0; i < 100; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 i < 99 ? "{\"number\":\"row%d\",\"raw\":\"第%d条\",\"merged_into\":\"row%d\"}\n"
				: "{\"number\":\"row%d\",\"raw\":\"第%d条\"}\n",
			 i, i, i + 1);
	given = take(place, "opinion", text);
	assert_int_equal(given.count, 100);
	expect_text(place, given.ids[0], "merged_into", given.numbers[1]);
	expect_text(place, given.ids[98], "merged_into", given.numbers[99]);
	given = take(place, "problem", "{\"id\":\"a\",\"text\":\"甲\"}{\"id\":\"b\",\"text\":\"乙\"}");
	/* A set of words of which some name rows. */
	take(place, "publication",
	     "{\"date\":\"2012-06-01\",\"channel\":\"网站\",\"items\":\"G01-001、 G01-002\"}");
	refuse(place, "opinion",
	       "{\"number\":\"a\",\"raw\":\"甲\",\"merged_into\":\"b\"}{\"number\":\"b\",\"raw\":\"乙\","
	       "\"merged_into\":\"a\"}",
	       "row 1: it links to a row that links back");
	refuse(place, "opinion", "{\"number\":\"a\",\"raw\":\"甲\"}{\"number\":\"a\",\"raw\":\"乙\"}",
	       "row 2: a stands in row 1 already");
	refuse(place, "opinion", "{\"number\":\"G01-O001\",\"raw\":\"甲\"}", "in the workbook already");
	refuse(place, "opinion", "{\"raw\":\"甲\",\"merged_into\":\"nowhere\"}", "nowhere");
}

static void a_row_changes_the_record_that_it_names(void **state)
{
	struct place *place = *state;
	struct given given = take(place, "opinion", "{\"raw\":\"甲\"}{\"raw\":\"乙\"}");
	char text[200];
	snprintf(text, sizeof(text),
		 "[{\"id\":\"%s\",\"record\":\"opinion\",\"raw\":\"丙\"},{\"编号\":\"%s\",\"原始意见\":\"丁\"}]",
		 given.ids[0], given.numbers[1]);
	take(place, NULL, text);
	expect_text(place, given.ids[0], "raw", "丙");
	expect_text(place, given.ids[1], "raw", "丁");
	/* As their English titles name the fields; what the program works out is passed over. */
	take(place, NULL, "number,\"Opinion, as given\",entered,,序号\nG01-O001,戊,2011-01-01,y,1\n");
	expect_text(place, given.ids[0], "raw", "戊");
	refuse(place, NULL, "number,raw\nG01-O001\n", "1 columns; the heading has 2");
	refuse(place, NULL, "{\"raw\":\"己\"}", "which record");
	refuse(place, NULL, "{\"number\":\"\",\"raw\":\"己\"}", "which record");
	refuse(place, NULL, "{\"number\":\"G01-O009\",\"raw\":\"己\"}", "G01-O009");
	refuse(place, NULL, "{\"number\":\"G01-O001\",\"record\":\"problem\"}", "not of opinion");
	refuse(place, NULL, "{\"number\":\"G01-O001\",\"rwa\":\"己\"}", "rwa");
	refuse(place, NULL, "{\"number\":\"G01-O001\",\"zzzzzzzz\":\"己\"}", "names its fields");
	expect_text(place, given.ids[0], "raw", "戊");
}

static void who_is_given_the_records_may_stop(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct given given = { .stop_at = 2 };
	static const char text[] = "{\"raw\":\"甲\"}{\"raw\":\"乙\"}{\"raw\":\"丙\"}";
	assert_int_equal(take_file(place, "opinion", file_of(text, strlen(text)), &given, &err), KY_OK);
	assert_int_equal(given.count, 2);
	assert_int_equal(count_of(place, "opinion"), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_value_is_a_text_a_number_nothing_or_the_words_of_a_set),
		TEST(what_is_no_object_or_more_than_a_record_is_refused_with_its_row),
		TEST(a_pipe_is_read_to_its_end_first),
		TEST(rows_link_to_each_other_wherever_they_stand),
		TEST(a_row_changes_the_record_that_it_names),
		TEST(who_is_given_the_records_may_stop),
	};
	return cmocka_run_group_tests_name("rows", tests, NULL, NULL);
}
