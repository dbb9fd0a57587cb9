/* Tests for whom each ledger, document and field is: what the public gets names nobody but who signs and whom to
 * ask. */
#include "append.h"
#include "report/reader.h"
#include "unit/place.h"

#include "kuayue/export.h"

#define NAME "赵钱孙" /* of everybody in the school full of names */

/* What is said of persons, a record a line. */
static const struct {
	const char *kind;
	const char *values[24];
} records[] = {
	{ "person", { "name", NAME, "role", "教师" } },
	{ "person", { "name", NAME "甲", "role", "第一责任人" } },
	{ "session",
	  { "date", "2012-05-09", "topic", "学习", "should", "2", "attendance", NAME, "host", NAME, "lead", NAME,
	    "recorder", NAME, "absent", NAME "甲 病假" } },
	{ "note", { "person", NAME, "kind", "心得", "date", "2012-05-09", "title", "心得一篇", "text", "正文" } },
	{ "study", { "date", "2012-05-09", "checker", NAME } },
	{ "opinion", { "raw", "读书少", "date", "2012-05-09", "owner", NAME } },
	{ "card", { "batch", "一", "sent", "3", "owner", NAME } },
	{ "visit", { "date", "2012-05-09", "place", "三村", "who", NAME, "leaders", NAME } },
	{ "problem",
	  { "text", "教师读书少", "found", "2012-05-01", "leader", NAME, "owner", NAME, "verifier", NAME "甲" } },
	{ "notice", { "finding", "进度慢", "date", "2012-05-01", "team", NAME, "replier", NAME } },
	{ "activity",
	  { "kind", "动员会", "date", "2012-02-27", "title", "动员", "should", "2", "attendance", NAME, "host",
	    NAME } },
	{ "activity",
	  { "kind", "谈心", "date", "2012-03-27", "title", "谈心谈话", "criticism", NAME "读书少", "promise",
	    NAME "每月一本" } },
	{ "compare", { "whose", "班子成员", "person", NAME, "finding", "读书少", "cause_own", NAME "松懈" } },
	{ "model", { "title", "一人一课", "date", "2012-05-09", "followers", NAME } },
	{ "body",
	  { "name", "领导小组", "date", "2012-02-20", "head", NAME, "deputy", NAME, "office_head", NAME, "liaison",
	    NAME } },
	{ "handover", { "item", "材料", "date", "2012-05-09", "from", NAME, "to", NAME, "witness", NAME } },
	{ "goal", { "title", "目标", "owner", NAME } },
	{ "project", { "title", "教学楼", "owner", NAME } },
	{ "suggestion", { "text", "建议", "date", "2012-05-09", "by", NAME } },
	{ "section", { "title", "主要成效", "text", "成效显著。", "author", NAME } },
};

static void fill(struct place *place)
{
	struct ky_error err = { .text = "" };
	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++)
		if (add(place, records[i].kind, records[i].values, NULL, &err))
			fail_msg("%s: %s", records[i].kind, err.text);
	static const char *const said[][3] = { { "task", "owner", NAME },
					       { "rating", "checker", NAME },
					       { "school", "liaison", "李联络" },
					       { "school", "signer", "王校长" },
					       { "school", "checked_by", "周审核" } };
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		struct ky_record *first = NULL;
		struct ky_list *list = NULL;
		size_t got = 0;
		bool more = false;
		assert_int_equal(ky_list_open(place->wb, ky_kind_find(said[i][0]), &list, &err), KY_OK);
		assert_int_equal(
			ky_list_fetch(list, &(struct ky_stretch){ .count = 1 }, &first, &got, &more, &err), KY_OK);
		assert_int_equal(got, 1);
		ky_list_close(list);
		if (put_all(place, first, V(said[i][1], said[i][2]), &err))
			fail_msg("%s: %s", said[i][0], err.text);
		ky_record_free(first);
	}
}

static int note_filled(void *data, const struct ky_record *record)
{
	bool *filled = data;
	const struct ky_kind *kind = ky_record_kind(record);
	for (size_t i = 0; i < kind->field_count; i++)
		filled[i] = filled[i] || ky_record_get(record, (int)i).is == KY_STR;
	return 0;
}

/* A field that says who is filled in somewhere: what nobody filled in proves nothing. */
static void expect_full(struct place *place)
{
	for (size_t i = 0; ky_kind_at(i); i++) {
		const struct ky_kind *kind = ky_kind_at(i);
		bool filled[KY_DECLARED_MAX] = { false };
		struct ky_list *list = NULL;
		struct ky_error err;
		assert_int_equal(ky_list_open(place->wb, kind, &list, &err), KY_OK);
		assert_int_equal(ky_list_each(list, note_filled, filled, &err), KY_OK);
		ky_list_close(list);
		for (size_t j = 0; j < kind->field_count; j++)
			if (kind->fields[j].personal && !filled[j])
				fail_msg("%s.%s is filled in nowhere", kind->name, kind->fields[j].name);
	}
}

/* Every document but the records, which no public package may have. */
static void all_but_records(char *out, size_t size)
{
	out[0] = '\0';
	for (size_t i = 0; ky_document_at(i); i++)
		if (strcmp(ky_document_at(i)->name, "records.jsonl") != 0)
			append(out, size, "%s%s", out[0] ? "," : "", ky_document_at(i)->name);
}

/* Exports for a set, and unpacks the package and the documents that are packed themselves into a folder. */
static void export_for(struct place *place, const char *set, const char *documents, const char *folder)
{
	char command[1200], *path = NULL;
	struct ky_error err = { .text = "" };
	const struct ky_export_ask ask = { .dir = place->dir, .set = set, .documents = documents, .seal = "" };
	if (ky_export(place->wb, &ask, &path, &err))
		fail_msg("%s: %s", set, err.text);
	snprintf(command, sizeof(command),
		 "cd %s && mkdir %s && unzip -qo '%s' -d %s && for f in %s/*/data/*.docx %s/*/data/*.xlsx; do "
		 "[ ! -e \"$f\" ] || unzip -qo \"$f\" -d \"$f.d\" || exit 1; rm -f \"$f\"; done",
		 place->dir, folder, path, folder, folder, folder);
	assert_int_equal(system(command), 0);
	free(path);
}

/* In how many files of the folder, whose names match the pattern, the text stands. */
static int found(struct place *place, const char *folder, const char *pattern, const char *text)
{
	char command[600], line[64] = "";
	snprintf(command, sizeof(command), "cd %s/%s && find . -type f -path '%s' -exec grep -l '%s' {} + | wc -l",
		 place->dir, folder, pattern, text);
	FILE *out = popen(command, "r");
	assert_non_null(out);
	assert_non_null(fgets(line, sizeof(line), out));
	pclose(out);
	return (int)strtol(line, NULL, 10);
}

static void what_everybody_reads_names_nobody_but_who_signs_and_whom_to_ask(void **state)
{
	struct place *place = *state;
	char documents[512];
	fill(place);
	expect_full(place);
	all_but_records(documents, sizeof(documents));
	/* The page of what changed tells of what was changed since a first report. */
	export_for(place, "office", NULL, "first");
	assert_int_equal(set(place, "G01-001", V("owner", NAME "乙"), &(struct ky_error){ 0 }), KY_OK);
	export_for(place, "office", NULL, "office");
	export_for(place, "public", documents, "public");
	assert_true(found(place, "office", "*/data/*", NAME) > 20);
	assert_int_equal(found(place, "office", "*/data/since.html", NAME), 1);
	assert_int_equal(found(place, "public", "*", NAME), 0);
	assert_int_equal(found(place, "public", "*", "心得一篇"), 0);
	/* What it does have is there, and the names that the template prints. */
	assert_int_equal(found(place, "public", "*/data/report.docx.d/word/document.xml", "教师读书少"), 1);
	assert_int_equal(found(place, "public", "*/data/report.html", "教师读书少"), 1);
	assert_true(found(place, "public", "*/data/*", "王校长") >= 3);
	assert_int_equal(found(place, "public", "*/data/report.html", "李联络"), 1);
	assert_int_equal(found(place, "public", "*/README.txt", "L28"), 0);
	assert_int_equal(found(place, "public", "*/README.txt", "L20"), 1);
	assert_int_equal(found(place, "public", "*/data/ledger_L*_person.csv", ""), 0);
	assert_int_equal(found(place, "public", "*/data/ledger_L*_activity.csv", "动员"), 1);
}

/* Whom a ledger does not name does not get it, in any document; the group gets all. */
static void another_recipient_gets_the_ledgers_that_name_him(void **state)
{
	struct place *place = *state;
	fill(place);
	export_for(place, "inspection", "report.html,ledgers.xlsx,ledgers.csv,records.jsonl", "inspection");
	export_for(place, "office", NULL, "office");
	assert_int_equal(found(place, "inspection", "*/data/ledger_L28_person.csv", NAME), 0);
	assert_int_equal(found(place, "office", "*/data/ledger_L28_person.csv", NAME), 1);
	assert_int_equal(found(place, "inspection", "*/data/ledger_L02_session.csv", NAME), 1);
	assert_int_equal(found(place, "inspection", "*/data/records.jsonl", "\"record\":\"person\""), 0);
	assert_int_equal(found(place, "inspection", "*/data/records.jsonl", "\"record\":\"note\""), 0);
	assert_int_equal(found(place, "inspection", "*/data/records.jsonl", "\"record\":\"session\""), 1);
	assert_int_equal(found(place, "inspection", "*/data/report.html", "id=\"L28\""), 0);
	assert_int_equal(found(place, "inspection", "*/data/report.html", "href=\"#L28\""), 0);
	assert_int_equal(found(place, "inspection", "*/data/ledgers.xlsx.d/xl/workbook.xml", "人员名册"), 0);
	assert_int_equal(found(place, "office", "*/data/ledgers.xlsx.d/xl/workbook.xml", "人员名册"), 1);
	/* What is written without a package is for whoever asks. */
	assert_true(reader_has_ledger(place->wb, ky_kind_find("person")));
}

static void every_set_of_the_template_is_a_recipient(void **state)
{
	struct place *place = *state;
	size_t count = 0, ledgers = 0;
	const struct ky_recipient *sets = ky_campaign_recipients(ky_workbook_campaign(place->wb), &count);
	assert_true(reader_is_group(NULL));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(reader_is_group(&sets[i]), strcmp(sets[i].id, "office") == 0);
	for (size_t i = 0; ky_kind_at(i); i++)
		ledgers += ky_kind_at(i)->ledger != NULL;
	const struct ky_ledger_form *forms = ky_campaign_ledgers(ky_workbook_campaign(place->wb), &count);
	assert_int_equal(count, ledgers + 1); /* and the progress table */
	assert_non_null(forms);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_everybody_reads_names_nobody_but_who_signs_and_whom_to_ask),
		TEST(another_recipient_gets_the_ledgers_that_name_him),
		TEST(every_set_of_the_template_is_a_recipient),
	};
	return cmocka_run_group_tests_name("sets", tests, NULL, NULL);
}
