/* Tests the documents that a template declares: what they refuse, and what of a school's records they hold. */
#include "append.h"
#include "unit/place.h"

#include "kuayue/export.h"
#include "kuayue/report.h"

/* The built-in template with `more` in place of its own documents; malloc'd. */
static char *template_with(const char *more)
{
	const char *ini = ky_campaign_builtin(NULL), *from = strstr(ini, "\n[document.");
	return spliced(ini, from + 1, strstr(ini, "\n[recipient."), more);
}

static enum ky_code check(const char *more, struct ky_error *err)
{
	char *text = template_with(more);
	struct ky_campaign *campaign = NULL;
	enum ky_code code = ky_campaign_parse("own.ini", text, strlen(text), &campaign, err);
	if (!code)
		code = ky_export_check_sets(campaign, "own.ini", err);
	ky_campaign_free(campaign);
	free(text);
	return code;
}

static void what_is_wrong_is_refused_by_file_section_and_key(void **state)
{
	static const struct {
		const char *lines, *key, *said; /* of [document.a] */
	} wrong[] = {
		{ "1=\"title|甲\"\n", "title", "missing" },
		{ "title=甲\n", "1", "missing" },
		{ "title=甲\nname=乙\n1=\"title|甲\"\n", "name", "unknown key" },
		{ "title=甲\n1=\"heading|甲\"\n", "1", "does not fit" },
		{ "title=甲\n1=\"attach|附件\"\n", "1", "does not fit" },
		{ "title=甲\n1=\"+|甲\"\n", "1", "does not fit" },
		{ "title=甲\n1=\"column|甲|{text}\"\n", "1", "does not fit" },
		{ "title=甲\n1=\"none|甲\"\n", "1", "does not fit" },
		{ "title=甲\n1=\"table|problem\"\n", "1", "missing" },
		{ "title=甲\n1=\"table|problem\"\n2=\"text|甲\"\n", "2", "does not fit" },
		{ "title=甲\n1=\"table|problem\"\n2=\"column|甲\"\n", "2", "column" },
		{ "title=甲\n1=\"list|problem\"\n", "1", "list" },
		{ "title=甲\n1=\"list|problem|【人写】\"\n", "1", "for each record" },
		{ "title=甲\n1=\"text|[problems|有\"\n", "1", "bracket" },
		{ "title=甲\ndue=13-01\n1=\"title|甲\"\n", "due", "days do not fit" },
		{ "title=甲\ndue=05-31,03-31\n1=\"title|甲\"\n", "due", "days do not fit" },
		{ "title=甲\ndue=\n1=\"title|甲\"\n", "due", "days do not fit" },
		{ "title=甲\ndue=05-31\ndue_origin=猜的\n1=\"title|甲\"\n", "due_origin", "does not fit" },
		{ "title=甲\nsets=office,nobody\n1=\"title|甲\"\n", "sets", "does not fit" },
		{ "title=甲\neach=\n1=\"title|甲\"\n", "each", "does not fit" },
		{ "title=甲\neach=pupil\n1=\"title|甲\"\n", "each", "pupil" },
		{ "title=甲\neach=session.form=talk\n1=\"title|甲\"\n", "each", "session.form=talk" },
		{ "title=甲\neach=visit.leaders={id}\n1=\"title|甲\"\n", "each", "visit" },
		{ "title=甲\n1=\"text|{pupils}\"\n", "1", "pupils" },
		{ "title=甲\n1=\"text|[pupils|有|0：无]\"\n", "1", "pupils" },
		{ "title=甲\n7=\"text|{topic}\"\n", "7", "topic" },
		{ "title=甲\n1=\"text|{names:pupil}\"\n", "1", "pupil" },
		{ "title=甲\n1=\"table|problem.status=gone\"\n2=\"column|甲|{text}\"\n", "1",
		  "problem.status=gone" },
		{ "title=甲\n1=\"table|problem\"\n2=\"column|甲|{topic}\"\n", "2", "topic" },
		{ "title=甲\n1=\"table|problem\"\n2=\"column|甲|{begins:text}\"\n", "2", "begins:text" },
		{ "title=甲\n1=\"list|problem|{row}．{topic}\"\n", "1", "topic" },
		{ "title=甲\n1=\"table|visit.leaders={id}\"\n2=\"column|甲|{date}\"\n", "1", "visit.leaders" },
		{ "title=甲\neach=session\n1=\"table|visit.leaders={id}\"\n2=\"column|甲|{date}\"\n", "1",
		  "visit" },
		{ "title=甲\neach=person\n1=\"table|archive.box={group}\"\n2=\"column|甲|{box}\"\n", "1",
		  "archive" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		char section[800] = "[document.a]\n", begin[60] = "own.ini: [document.a] ";
		struct ky_error err = { .code = KY_OK };
		append(section, sizeof(section), "%s", wrong[i].lines);
		append(begin, sizeof(begin), "%s:", wrong[i].key);
		if (check(section, &err) != KY_INPUT)
			fail_msg("taken: %s", wrong[i].lines);
		if (strncmp(err.text, begin, strlen(begin)) != 0 || !strstr(err.text, wrong[i].said) ||
		    !strstr(err.text, "expected"))
			fail_msg("%s: %s", wrong[i].lines, err.text);
	}
}

static void a_name_is_that_of_a_file_and_of_no_other_document(void **state)
{
	struct ky_error err = { .code = KY_OK };
	(void)state;
	assert_int_equal(check("[document.报告]\ntitle=甲\n1=\"title|甲\"\n", &err), KY_INPUT);
	assert_int_equal(check("[document.A b]\ntitle=甲\n1=\"title|甲\"\n", &err), KY_INPUT);
	assert_int_equal(check("[document.]\ntitle=甲\n1=\"title|甲\"\n", &err), KY_INPUT);
	assert_int_equal(check("[document.report]\ntitle=甲\n1=\"title|甲\"\n", &err), KY_INPUT);
	assert_non_null(strstr(err.text, "own.ini: [document.report]: report.docx"));
	char many[49 * 60] = "";
	for (int i = 0; i < 48; i++)
		append(many, sizeof(many), "[document.d%d]\ntitle=甲\n1=\"title|甲\"\n", i);
	assert_int_equal(check(many, &err), KY_OK);
	append(many, sizeof(many), "[document.one_more]\ntitle=甲\n1=\"title|甲\"\n");
	assert_int_equal(check(many, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "too many"));
}

static void the_built_in_ones_are_sound(void **state)
{
	size_t len = 0, count = 0;
	struct ky_campaign *campaign = NULL;
	struct ky_error err = { .code = KY_OK };
	const char *ini = ky_campaign_builtin(&len);
	(void)state;
	assert_int_equal(ky_campaign_parse("builtin", ini, len, &campaign, &err), KY_OK);
	if (ky_export_check_sets(campaign, "builtin", &err))
		fail_msg("%s", err.text);
	ky_campaign_documents(campaign, &count);
	assert_true(count >= 16);
	ky_campaign_free(campaign);
}

/* A workbook of a template with these documents in place of the built-in one's. */
static void make(struct place *place, const char *documents)
{
	struct ky_error err = { .code = KY_OK };
	if (place_renew(place, template_with(documents), (struct ky_new_workbook){ .path = NULL }, &err))
		fail_msg("%s", err.text);
}

static void added(struct place *place, const char *kind, const char *const *values, char number[64])
{
	struct ky_error err = { .code = KY_OK };
	if (add(place, kind, values, number, &err))
		fail_msg("%s: %s", kind, err.text);
}

static void put_table(const struct ky_table *table, char *out, size_t size)
{
	struct ky_rows *rows = NULL;
	const char *const *cells = NULL;
	struct ky_error err = { .code = KY_OK };
	append(out, size, "<");
	for (size_t i = 0; i < ky_table_columns(table); i++)
		append(out, size, "%s%s", i ? "|" : "", ky_table_heading(table, i));
	assert_int_equal(ky_rows_open(table, &rows, &err), KY_OK);
	while (ky_rows_next(rows, &cells, &err) == KY_OK && cells)
		for (size_t i = 0; i < ky_table_columns(table); i++)
			append(out, size, "%s%s", i ? "|" : "/", cells[i]);
	ky_rows_close(rows);
	append(out, size, ">");
}

/* All blocks of a document, one a line; a table with its rows behind slashes. */
static char *printed(struct place *place, const char *name, const char *which)
{
	struct ky_report *report = NULL;
	struct ky_declared declared;
	struct ky_error err = { .code = KY_OK };
	static char out[16384];
	size_t count = 0;
	out[0] = '\0';
	if (!ky_document_declared_as(ky_workbook_campaign(place->wb), name, &declared))
		fail_msg("no %s", name);
	if (ky_report_open_document(place->wb, declared.document, which, &report, &err))
		fail_msg("%s: %s", name, err.text);
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < blocks[i].run_count; j++)
			append(out, sizeof(out), "%s", blocks[i].runs[j].text);
		if (blocks[i].is == KY_BLOCK_TABLE)
			put_table(blocks[i].table, out, sizeof(out));
		append(out, sizeof(out), "%s\n", blocks[i].is == KY_BLOCK_PAGE ? "----" : "");
	}
	ky_report_close(report);
	return out;
}

static void tables_and_lists_have_the_records_that_are_named(void **state)
{
	struct place *place = *state;
	make(place,
	     "[document.a]\ntitle=甲\n"
	     "1=\"title|问题{problems}个\"\n"
	     "2=\"table|problem.category=style,spirit\"\n"
	     "3=\"column|序|{row}\"\n4=\"column|问题|{text}\"\n5=\"column|期限|{due}\"\n"
	     "6=\"none|没有。\"\n"
	     "7=\"list|problem.due|{row}．{text}，{due}前[cause|，因{cause}|未填：]。\"\n"
	     "8=\"none|没有期限。\"\n"
	     "9=\"table|notice\"\n10=\"column|事项|{finding}\"\n11=\"none|没有督查。\"\n"
	     "12=\"text|[problems|问题：{names:problem.category=style}|未填：]；{titles:institution}。\"\n");
	assert_string_equal(printed(place, "a", NULL), "问题未填\n没有。\n没有期限。\n没有督查。\n。\n");
	added(place, "problem", V("text", "读书少", "category", "工作作风", "found", "2012-05-01"), NULL);
	added(place, "problem",
	      V("text", "会议多", "category", "工作作风", "found", "2012-05-01", "due", "2012-06-30", "cause",
		"安排不周"),
	      NULL);
	added(place, "problem", V("text", "精神不振", "category", "精神状态", "found", "2012-05-01"), NULL);
	added(place, "problem", V("text", "制度缺", "category", "体制机制", "found", "2012-05-01"), NULL);
	added(place, "institution", V("title", "值周制度", "kind", "新建"), NULL);
	added(place, "institution", V("title", "《例会制度》", "kind", "新建"), NULL);
	assert_string_equal(printed(place, "a", NULL), "问题4个\n"
						       "<序|问题|期限/1|读书少|/2|会议多|2012-06-30/3|精神不振|>\n"
						       "1．会议多，2012年6月30日前，因安排不周。\n"
						       "没有督查。\n"
						       "问题：读书少、会议多；《值周制度》、《例会制度》。\n");
}

static void a_document_is_printed_for_each_of_its_records_or_for_one(void **state)
{
	struct place *place = *state;
	char first[64], second[64];
	struct ky_report *report = NULL;
	struct ky_declared declared;
	struct ky_error err = { .code = KY_OK };
	make(place, "[document.a]\ntitle=纪要\neach=session.form=collective\n"
		    "1=\"title|{topic}\"\n2=\"text|{date}，主持{host}[place|，在{place}|未填：]\"\n"
		    "3=\"1|一、内容\"\n4=\"text|【人写】\"\n5=\"note|{number}，共{sessions}次\"\n");
	assert_string_equal(printed(place, "a", NULL), "纪要\n（没有登记）\n");
	added(place, "session",
	      V("date", "2012-03-09", "topic", "甲", "should", "30", "present", "30", "place", "会议室"), first);
	added(place, "session", V("date", "2012-04-09", "topic", "乙", "form", "报告会"), NULL);
	added(place, "session", V("date", "2012-05-09", "topic", "丙", "host", "校长"), second);
	assert_string_equal(printed(place, "a", NULL),
			    "甲\n2012年3月9日，主持未填，在会议室\n一、内容\n【人写】\nG01-S001，共2次\n----\n"
			    "丙\n2012年5月9日，主持校长\n一、内容\n【人写】\nG01-S003，共2次\n");
	/* What people write belongs to the one record. */
	added(place, "section", V("title", "纪要：内容·G01-S003", "text", "学了文件。"), NULL);
	assert_string_equal(printed(place, "a.docx", second),
			    "丙\n2012年5月9日，主持校长\n一、内容\n学了文件。\nG01-S003，共2次\n");
	assert_non_null(strstr(printed(place, "a", first), "【人写】"));
	assert_int_equal(add(place, "section", V("title", "纪要：别的·G01-S003"), NULL, &err), KY_INPUT);
	ky_document_declared_as(ky_workbook_campaign(place->wb), "a", &declared);
	assert_int_equal(ky_report_open_document(place->wb, declared.document, "G01-S002", &report, &err),
			 KY_INPUT);
	assert_non_null(strstr(err.text, "G01-S002"));
	assert_int_equal(ky_report_open_document(place->wb, declared.document, "G01-S900", &report, &err),
			 KY_INPUT);
}

static void a_persons_document_has_what_points_to_the_person(void **state)
{
	struct place *place = *state;
	char head[64], deputy[64];
	make(place, "[document.a]\ntitle=调研报告\neach=person.role=head,deputy\n1=\"title|{name}\"\n"
		    "2=\"table|visit.leaders={id}\"\n3=\"column|日期|{date}\"\n4=\"column|同行|{leaders}\"\n"
		    "5=\"none|没有下基层。\"\n");
	added(place, "person", V("name", "张三", "role", "第一责任人"), head);
	added(place, "person", V("name", "李四", "role", "分管领导"), deputy);
	added(place, "person", V("name", "王五", "role", "教师"), NULL);
	char both[140] = "";
	append(both, sizeof(both), "%s %s", head, deputy);
	added(place, "visit", V("date", "2012-03-01", "leaders", deputy), NULL);
	assert_string_equal(printed(place, "a", NULL),
			    "张三\n没有下基层。\n----\n李四\n<日期|同行/2012-03-01|李四>\n");
	added(place, "visit", V("date", "2012-03-02", "leaders", both), NULL);
	assert_non_null(strstr(printed(place, "a", head), "2012-03-02|"));
	assert_null(strstr(printed(place, "a", head), "2012-03-01"));
}

static void the_contents_of_a_box_say_where_each_material_begins(void **state)
{
	struct place *place = *state;
	added(place, "archive", V("box", "1-1", "title", "甲", "pages", "3"), NULL);
	added(place, "archive", V("box", "1-2", "title", "乙", "pages", "2"), NULL);
	added(place, "archive", V("box", "1-3", "title", "丙"), NULL);
	added(place, "archive", V("box", "1-4", "title", "丁", "pages", "1"), NULL);
	added(place, "archive", V("box", "10-1", "title", "戊", "pages", "8"), NULL);
	char *text = printed(place, "contents", NULL);
	assert_non_null(strstr(text, "第1盒"));
	assert_non_null(strstr(text, "/1|1-1|甲|3|1/2|1-2|乙|2|4/3|1-3|丙||6/4|1-4|丁|1|/合计|"));
	assert_non_null(strstr(text, "----"));
	assert_non_null(strstr(text, "/1|10-1|戊|8|1/合计|"));
	assert_null(strstr(printed(place, "contents", "10"), "甲"));
	/* The backs of the boxes stand side by side, on one page. */
	assert_string_equal(printed(place, "spine", NULL),
			    "2012年　榕溪县第一中学　“解放思想、赶超跨越”大讨论活动　第1盒\n"
			    "2012年　榕溪县第一中学　“解放思想、赶超跨越”大讨论活动　第10盒\n");
}

static bool holds(const struct ky_package_report *report, const char *file)
{
	for (size_t i = 0; i < report->file_count; i++)
		if (strcmp(report->files[i], file) == 0)
			return true;
	return false;
}

static void expect_in_package(struct place *place, const char *set, const char *what, bool plan, bool notice,
			      bool essays)
{
	struct ky_error err = { .code = KY_OK };
	struct ky_package_report report;
	char *path = NULL;
	const struct ky_export_ask ask = { .dir = place->dir, .set = set, .documents = what };
	if (ky_export(place->wb, &ask, &path, &err))
		fail_msg("%s", err.text);
	assert_int_equal(ky_package_verify(path, &report, &err), KY_OK);
	if (holds(&report, "rectify.docx") != plan || holds(&report, "notice.docx") != notice ||
	    holds(&report, "essays.docx") != essays)
		fail_msg("%s %s", set ? set : "no set", what ? what : "");
	ky_package_report_free(&report);
	free(path);
}

/* The plan of rectification says nothing of sets, the notice has inspection, the essays are only chosen. */
static void a_package_has_the_documents_that_are_for_its_recipient(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char *path = NULL;
	expect_in_package(place, NULL, NULL, true, true, false);
	expect_in_package(place, "office", NULL, true, true, false);
	expect_in_package(place, "inspection", NULL, false, true, false);
	expect_in_package(place, "public", NULL, false, false, false);
	expect_in_package(place, NULL, "essays.docx,report.docx", false, false, true);
	const struct ky_export_ask ask = { .dir = place->dir, .documents = "essays" };
	assert_int_equal(ky_export(place->wb, &ask, &path, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "rectify.docx"));
}

static void a_document_becomes_a_file_that_replaces_none(void **state)
{
	struct place *place = *state;
	struct ky_declared declared;
	struct ky_error err = { .code = KY_OK };
	char *one = NULL, *two = NULL;
	assert_true(ky_document_declared_as(ky_workbook_campaign(place->wb), "rectify", &declared));
	assert_int_equal(ky_document_save(place->wb, declared.document, NULL, place->dir, &one, &err), KY_OK);
	assert_int_equal(ky_document_save(place->wb, declared.document, NULL, place->dir, &two, &err), KY_OK);
	assert_non_null(strstr(one, "/G01_整改方案_20120615.docx"));
	assert_non_null(strstr(two, "/G01_整改方案_20120615_2.docx"));
	free(one);
	free(two);
	assert_int_equal(ky_document_save(place->wb, declared.document, NULL, "/nowhere/at/all", &one, &err),
			 KY_SYSTEM);
	assert_null(one);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_wrong_is_refused_by_file_section_and_key),
		cmocka_unit_test(a_name_is_that_of_a_file_and_of_no_other_document),
		cmocka_unit_test(the_built_in_ones_are_sound),
		TEST(tables_and_lists_have_the_records_that_are_named),
		TEST(a_document_is_printed_for_each_of_its_records_or_for_one),
		TEST(a_persons_document_has_what_points_to_the_person),
		TEST(the_contents_of_a_box_say_where_each_material_begins),
		TEST(a_package_has_the_documents_that_are_for_its_recipient),
		TEST(a_document_becomes_a_file_that_replaces_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
