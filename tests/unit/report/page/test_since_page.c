/* Tests since.html: what changed since the last report, as a table of each sort, and of each figure. */
#include <sys/stat.h>

#include "unit/place.h"

#include "kuayue/export.h"

static char *page(struct place *place)
{
	struct ky_error err = { .code = KY_OK };
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);
	if (ky_document_write(place->wb, ky_document_find("since.html"), NULL, out, &err))
		fail_msg("%s", err.text);
	fclose(out);
	return bytes;
}

static void hand_in(struct place *place)
{
	struct ky_error err = { .code = KY_OK };
	char dir[128], *path = NULL;
	snprintf(dir, sizeof(dir), "%s/out", place->dir);
	mkdir(dir, 0700);
	if (ky_export(place->wb, &(struct ky_export_ask){ .dir = dir, .documents = "figures.json" }, &path, &err))
		fail_msg("%s", err.text);
	free(path);
}

static void has(const char *html, const char *part)
{
	if (!strstr(html, part))
		fail_msg("the page has no %s", part);
}

static void before_a_first_report_there_is_nothing_to_hold_it_against(void **state)
{
	struct place *place = *state;
	char *html = page(place);
	assert_null(strstr(html, "<td>"));
	free(html);
}

static void nothing_changed_is_said(void **state)
{
	struct place *place = *state;
	hand_in(place);
	char *html = page(place);
	has(html, "没有变化");
	free(html);
}

static void each_change_stands_with_what_was_and_what_is(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	assert_int_equal(add(place, "problem", V("text", "会议<多>", "note", "旧注"), NULL, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", "文件多"), NULL, &err), KY_OK);
	hand_in(place);
	assert_int_equal(add(place, "visit", V("date", "2012-06-01", "place", "某村"), NULL, &err), KY_OK);
	assert_int_equal(set(place, "G01-001", V("measure", "少开", "note", ""), &err), KY_OK);
	struct ky_record *record = NULL;
	assert_int_equal(ky_record_load(place->wb, "G01-002", &record, &err), KY_OK);
	assert_int_equal(ky_record_delete(place->wb, ky_record_id(record), &err), KY_OK);
	ky_record_free(record);
	char *html = page(place);
	/* Blank before, and blank now. */
	has(html, "<td>整改措施</td><td>未填</td><td>少开</td>");
	has(html, "<td>备注</td><td>旧注</td><td>未填</td>");
	has(html, "会议&lt;多&gt;");
	has(html, "文件多");
	has(html, "某村");
	/* A figure that was nothing and is something. */
	has(html, "走访调研</th>");
	free(html);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(before_a_first_report_there_is_nothing_to_hold_it_against),
		TEST(nothing_changed_is_said),
		TEST(each_change_stands_with_what_was_and_what_is),
	};
	return cmocka_run_group_tests_name("since page", tests, NULL, NULL);
}
