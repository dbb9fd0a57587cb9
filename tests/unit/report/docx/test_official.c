/* Tests the parts of report.docx that a template may have: 版头 with its red line, 版记 at the foot of the last
 * page, attachments by number, and what is kept on the page of the signature. */
#include "unit/place.h"

#include <zip.h>

#include "kuayue/export.h"

/* A workbook by the built-in template with lines of another outline, as the place's workbook. */
static void make(struct place *place, const char *outline)
{
	static const char heading[] = "\n[outline]\n";
	struct ky_error err = { .code = KY_OK };
	const char *ini = ky_campaign_builtin(NULL), *from = strstr(ini, heading) + strlen(heading);
	if (place_renew(place, spliced(ini, from, strstr(from, "\n["), outline),
			(struct ky_new_workbook){ .today = ky_day_from_ymd(2012, 10, 31) }, &err))
		fail_msg("%s", err.text);
}

/* word/document.xml, malloc'd. */
static char *document(struct place *place)
{
	struct ky_error err = { .code = KY_OK };
	zip_error_t why;
	zip_stat_t st;
	char *bytes = NULL;
	size_t len = 0;
	FILE *file = open_memstream(&bytes, &len);
	if (ky_document_write(place->wb, ky_document_find("report.docx"), NULL, file, &err))
		fail_msg("%s", err.text);
	fclose(file);
	zip_t *zip = zip_open_from_source(zip_source_buffer_create(bytes, len, 0, &why), ZIP_RDONLY, &why);
	assert_non_null(zip);
	assert_int_equal(zip_stat(zip, "word/document.xml", 0, &st), 0);
	char *xml = calloc(1, st.size + 1);
	zip_file_t *part = zip_fopen(zip, "word/document.xml", 0);
	assert_int_equal(zip_fread(part, xml, st.size), st.size);
	zip_fclose(part);
	zip_discard(zip);
	free(bytes);
	return xml;
}

static int count(const char *text, const char *part)
{
	int found = 0;
	for (const char *at = text; (at = strstr(at, part)) != NULL; at++)
		found++;
	return found;
}

#define STYLE(name) "<w:pStyle w:val=\"" name "\"/>"

static void a_red_line_stands_below_the_last_line_of_the_head(void **state)
{
	make(*state, "1=\"head|{school}文件\"\n2=\"number|{doc_no}　　签发人：{signer}\"\n3=\"title|题目\"\n4="
		     "\"text|正文。\"\n"
		     "5=\"sign|{school}\"\n6=\"sign|{date}\"\n");
	char *xml = document(*state);
	assert_int_equal(count(xml, STYLE("Issuer")), 1);
	assert_int_equal(count(xml, STYLE("RedLine")), 1);
	const char *number = strstr(xml, STYLE("DocumentNumber")), *line = strstr(xml, STYLE("RedLine")),
		   *title = strstr(xml, STYLE("Title"));
	assert_true(number && line && title && number < line && line < title);
	free(xml);
	/* Without a number it stands below the issuer; without a head there is none. */
	make(*state, "1=\"head|{school}文件\"\n3=\"title|题目\"\n4=\"text|正文。\"\n");
	xml = document(*state);
	assert_true(strstr(xml, STYLE("Issuer")) < strstr(xml, STYLE("RedLine")));
	assert_true(strstr(xml, STYLE("RedLine")) < strstr(xml, STYLE("Title")));
	free(xml);
	make(*state, "2=\"number|{doc_no}\"\n3=\"title|题目\"\n4=\"text|正文。\"\n");
	xml = document(*state);
	assert_null(strstr(xml, STYLE("RedLine")));
	free(xml);
}

static void the_imprint_stands_in_a_frame_below_as_many_free_lines(void **state)
{
	make(*state, "1=\"title|题目\"\n2=\"text|正文。\"\n3=\"copies|"
		     "抄送：乙局，丙局，丁局，戊局，己局，庚局，辛局，壬局，癸局，"
		     "子局，丑局，寅局，卯局，辰局，巳局，午局，未局，申局，酉局，戌局，亥局，甲局，以及各乡镇中心"
		     "学校。\"\n"
		     "4=\"issued|{school}办公室　{date}印发\"\n");
	char *xml = document(*state);
	assert_int_equal(count(xml, STYLE("Imprint")), 2);
	assert_true(count(xml, STYLE("ImprintRoom")) >= 4); /* the first takes more than a line */
	assert_int_equal(count(xml, "w:yAlign=\"bottom\""), 2);
	assert_true(strstr(xml, STYLE("ImprintRoom")) < strstr(xml, STYLE("Imprint")));
	assert_int_equal(count(xml, "<w:sectPr>"), 1);
	free(xml);
	/* Behind tables it stands on the last page of theirs. */
	make(*state, "1=\"title|题目\"\n2=\"text|正文。\"\n3=\"attach|附件：1.推进计划完成表{table_task}\"\n"
		     "4=\"sign|{school}\"\n5=\"issued|{school}办公室　{date}印发\"\n");
	xml = document(*state);
	assert_int_equal(count(xml, STYLE("AnnexNumber")), 1);
	assert_true(strstr(xml, STYLE("AnnexNumber")) < strstr(xml, STYLE("Imprint")));
	free(xml);
}

static void the_last_lines_stay_on_the_page_of_the_signature(void **state)
{
	make(*state, "1=\"title|题目\"\n2=\"text|正文。\"\n3=\"sign|{school}\"\n4=\"sign|{date}\"\n");
	char *xml = document(*state);
	assert_int_equal(count(xml, STYLE("BodyTextLast")), 1);
	free(xml);
	make(*state, "1=\"title|题目\"\n2=\"text|正文。\"\n3=\"attach|附件：1.推进计划完成表{table_task}\"\n4="
		     "\"sign|{school}\"\n");
	xml = document(*state);
	assert_int_equal(count(xml, STYLE("BodyTextLast")), 0);
	assert_int_equal(count(xml, STYLE("AttachmentsLast")), 1);
	free(xml);
	make(*state, "1=\"title|题目\"\n2=\"text|正文。\"\n3=\"attach|附件：1.推进计划完成表{table_task}　"
		     "2.自查清单结果{table_rating}　3.进展情况统计表{table_progress}\"\n4=\"sign|{school}\"\n");
	xml = document(*state);
	assert_int_equal(count(xml, STYLE("Attachments")), 1);
	assert_int_equal(count(xml, STYLE("AttachmentsMoreLast")), 2);
	free(xml);
	/* Where the letter does not end with a signature nothing is kept. */
	make(*state, "1=\"title|题目\"\n2=\"text|正文。\"\n3=\"attach|附件：1.推进计划完成表{table_task}　"
		     "2.自查清单结果{table_rating}\"\n4=\"note|（联系人）\"\n");
	xml = document(*state);
	assert_int_equal(count(xml, "Last\"/>"), 0);
	free(xml);
}

static void blanks_breaks_and_tabs_of_a_text_are_the_documents_own(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	make(place, "1=\"title|题目\"\n2=\"text|【人写】\"\n3=\"sign|{school}\"\n");
	struct ky_record *record = NULL;
	char *xml = document(place);
	assert_non_null(strstr(xml, "w:val=\"Unwritten\""));
	free(xml);
	assert_int_equal(ky_record_load_newest(place->wb, ky_kind_find("section"), &record, &err), KY_OK);
	const char *const values[] = { "text", "甲\t乙 \n 丙a - b 2012-1", NULL };
	assert_int_equal(put_all(place, record, values, &err), KY_OK);
	ky_record_free(record);
	xml = document(place);
	assert_non_null(strstr(xml, "甲</w:t><w:tab/>"));
	assert_non_null(strstr(xml, "a - b 2012-1"));
	assert_null(strstr(xml, "Unwritten"));
	free(xml);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_red_line_stands_below_the_last_line_of_the_head),
		TEST(the_imprint_stands_in_a_frame_below_as_many_free_lines),
		TEST(the_last_lines_stay_on_the_page_of_the_signature),
		TEST(blanks_breaks_and_tabs_of_a_text_are_the_documents_own),
	};
	return cmocka_run_group_tests_name("official", tests, NULL, NULL);
}
