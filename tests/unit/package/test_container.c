/* Everything in the container is covered: by the school's own hand or another's, what is not Kuayue's is named. */
#include "unit/package/rebuild.h"

#define DOCUMENT "data/figures.json"

struct hostile {
	struct place *place;
	struct ky_secret_key *own;
	char path[192], altered[192];
	struct loose_package package;
};

static void hostile_make(struct place *place, struct hostile *hostile)
{
	struct ky_error err;
	*hostile = (struct hostile){ .place = place };
	char *path = export_some(place, in(place, "out"), "", "figures.json,records.jsonl");
	snprintf(hostile->path, sizeof(hostile->path), "%s", path);
	snprintf(hostile->altered, sizeof(hostile->altered), "%s", in(place, "altered.zip"));
	assert_int_equal(ky_key_own(place->wb, &hostile->own, &err), KY_OK);
	free(path);
}

static void hostile_load(struct hostile *hostile)
{
	loose_free(&hostile->package);
	loose_load(hostile->path, &hostile->package);
	hostile->package.signer = hostile->own;
}

static void hostile_free(struct hostile *hostile)
{
	loose_free(&hostile->package);
	ky_secret_free(hostile->own);
}

static enum ky_code verdict(struct hostile *hostile, struct ky_package_report *report, struct ky_error *err)
{
	loose_write(&hostile->package, hostile->altered);
	return ky_package_verify(hostile->altered, report, err);
}

/* The package is altered, and the sentence is among what is said. */
static void expect_named(struct hostile *hostile, const char *text)
{
	struct ky_package_report report;
	struct ky_error err = { .code = KY_OK };
	enum ky_code code = verdict(hostile, &report, &err);
	if (code != KY_NO || !says(&report, text))
		fail_msg("%d, not said: %s; but: %s", code, text, code == KY_NO ? report.problems[0] : err.text);
	ky_package_report_free(&report);
}

static void expect_refused(struct hostile *hostile, const char *text)
{
	struct ky_package_report report;
	struct ky_error err = { .code = KY_OK };
	assert_int_equal(verdict(hostile, &report, &err), KY_INPUT);
	if (!strstr(err.text, text))
		fail_msg("not said: %s; but: %s", text, err.text);
}

/* The tools of this test do not alter anything themselves. */
static void taken_apart_and_put_together_it_is_whole(void **state)
{
	struct hostile hostile;
	struct ky_package_report report;
	struct ky_error err;
	hostile_make(*state, &hostile);
	hostile_load(&hostile);
	loose_settle(&hostile.package);
	enum ky_code code = verdict(&hostile, &report, &err);
	if (code)
		fail_msg("%s", code == KY_NO ? report.problems[0] : err.text);
	assert_true(report.is_signed);
	assert_false(report.old_format);
	assert_int_equal(strlen(report.export_name), 32);
	assert_int_equal(report.file_count, 2);
	ky_package_report_free(&report);
	hostile_free(&hostile);
}

static void what_lies_hidden_in_the_container_is_named(void **state)
{
	static const struct {
		enum hiding hiding;
		const char *text;
	} hidden[] = {
		{ EXTRA_LOCAL, "described in the container in two ways" },
		{ EXTRA_CENTRAL, "something hidden in the container" },
		{ COMMENT, "something hidden in the container" },
		{ SYMLINK, "no plain file" },
		{ FOLDER_BIT, "no plain file" },
		{ GAP, "belongs to none of its files" },
		{ ENTRY_ALONE, "belongs to none of its files" },
		{ BEFORE_TABLE, "belongs to none of its files" },
		{ OTHER_SIZE, "" },
		{ OTHER_NAME, "" },
		{ AT_START, "" },
		{ IN_TABLE, "" },
	};
	struct hostile hostile;
	hostile_make(*state, &hostile);
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		hostile_load(&hostile);
		hostile.package.hiding = hidden[i].hiding;
		loose_settle(&hostile.package);
		expect_named(&hostile, hidden[i].text);
	}
	hostile_free(&hostile);
}

/* Listed in both manifests and signed with the school's own key. */
static void what_is_not_in_its_list_is_named_though_it_is_signed(void **state)
{
	static const char *const names[] = { "data/extra.txt", "data/more/extra.txt",
					     "fetch.txt",      "manifest-md5.txt",
					     "notes/a.txt",    "data/",
					     "data/more/",     "extra.txt" };
	struct hostile hostile;
	hostile_make(*state, &hostile);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		hostile_load(&hostile);
		loose_put(&hostile.package, names[i], names[i][strlen(names[i]) - 1] == '/' ? "" : "x");
		loose_settle(&hostile.package);
		expect_named(&hostile, "is not one of Kuayue's documents");
	}
	hostile_load(&hostile);
	loose_put(&hostile.package, DOCUMENT, NULL);
	loose_settle(&hostile.package);
	expect_named(&hostile, "figures.json is missing");
	hostile_load(&hostile);
	loose_put(&hostile.package, DOCUMENT, "{}");
	loose_settle(&hostile.package);
	expect_named(&hostile, "figures.json differs from what state.json says of it");
	hostile_load(&hostile);
	loose_put(&hostile.package, "bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16\n");
	loose_settle(&hostile.package);
	expect_named(&hostile, "bagit.txt is not as Kuayue writes it");
	hostile_load(&hostile);
	snprintf(hostile.package.folder, sizeof(hostile.package.folder), "kuayue-G02");
	loose_settle(&hostile.package);
	expect_named(&hostile, "the folder in the container");
	hostile_load(&hostile);
	struct loose *info = loose_find(&hostile.package, "bag-info.txt");
	char bytes[2048] = "";
	memcpy(bytes, info->bytes, info->len);
	memcpy(bytes + info->len + 1, "Sealed-For: x\n", 14);
	loose_put_bytes(&hostile.package, "bag-info.txt", bytes, info->len + 15);
	hostile.package.signer = NULL;
	loose_settle(&hostile.package);
	expect_named(&hostile, "bag-info.txt holds what no text does");
	hostile_free(&hostile);
}

/* Each is in the list, signed, and right: only its name is at fault. */
static void a_name_that_not_every_pc_takes_is_named(void **state)
{
	static const char *const names[] = {
		"NUL",
		"nul.txt",
		"com1.csv",
		"a.",
		"a ",
		" a",
		".a",
		"a/b/c.txt",
		"autorun.inf",
		"x.EXE",
		"plan.docm",
		"x.lnk",
		"a\xE2\x80\xAEgpj.txt",
		"e\xCC\x81.txt",
		"a?.txt",
		"a|b",
		"a//b",
	};
	static const char *const good[] = { "附件/名单.jpg", "e\xC3\xA9.txt", "L18 补充.csv", "NULL.txt" };
	struct hostile hostile;
	struct ky_package_report report;
	struct ky_error err;
	char name[160], hex[BAG_HEX], entry[512];
	hostile_make(*state, &hostile);
	bag_hash("x", 1, hex);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) + sizeof(good) / sizeof(good[0]); i++) {
		bool is_good = i >= sizeof(names) / sizeof(names[0]);
		const char *one = is_good ? good[i - sizeof(names) / sizeof(names[0])] : names[i];
		hostile_load(&hostile);
		snprintf(name, sizeof(name), "data/%s", one);
		loose_put(&hostile.package, name, "x");
		snprintf(entry, sizeof(entry),
			 "\"files\": [{\"name\": \"%s\", \"kind\": \"attachment\", \"size\": 1, \"sha512\": "
			 "\"%s\"}, ",
			 one, hex);
		loose_replace(&hostile.package, "data/state.json", "\"files\": [", entry);
		loose_settle(&hostile.package);
		if (!is_good) {
			expect_named(&hostile, "has a name that not every PC takes");
			continue;
		}
		enum ky_code code = verdict(&hostile, &report, &err);
		if (code)
			fail_msg("%s: %s", one, code == KY_NO ? report.problems[0] : err.text);
		ky_package_report_free(&report);
	}
	hostile_free(&hostile);
}

static void two_names_that_one_system_takes_for_the_same_are_refused(void **state)
{
	static const char *const twins[] = { "data/Figures.JSON", "data/figures.json.", "data/figures.json ",
					     "data/\xEF\xBD\x86igures.json" };
	struct hostile hostile;
	hostile_make(*state, &hostile);
	for (size_t i = 0; i < sizeof(twins) / sizeof(twins[0]); i++) {
		hostile_load(&hostile);
		loose_put(&hostile.package, twins[i], "x");
		loose_settle(&hostile.package);
		expect_refused(&hostile, "is there twice");
	}
	hostile_load(&hostile);
	loose_put(&hostile.package, "data/e\xCC\x81.txt", "x");
	loose_put(&hostile.package, "data/\xC3\xA9.txt", "y");
	loose_settle(&hostile.package);
	expect_refused(&hostile, "is there twice");
	hostile_free(&hostile);
}

static void a_state_that_cannot_be_one_is_named(void **state)
{
	static const struct {
		const char *from, *to, *text;
	} changes[] = {
		{ "{", "[", "its format" },
		{ "\"format\": 1", "\"format\": 0", "its format" },
		{ "\"format\": 1", "\"format\": \"1\"", "its format" },
		{ "\"format\": 1", "\"format\": 1, \"format\": 2", "its format" },
		{ "\"kind\": \"report\"", "\"kind\": \"letter\"", "its kind" },
		{ "\"site\": \"G01\"", "\"site\": \"G02\"", "another school's" },
		{ "\"export\": \"", "\"export\": \"../../", "which package it is" },
		{ "\"contains\": [", "\"contains\": [1", "which package it is" },
		{ "\"files\": [", "\"files\": [{}, ", "its list of files" },
		{ "\"files\": [", "\"file\": [", "its list of files" },
		{ "\"size\": ", "\"size\": 1", "differs from what state.json says" },
	};
	struct hostile hostile;
	hostile_make(*state, &hostile);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		hostile_load(&hostile);
		loose_replace(&hostile.package, "data/state.json", changes[i].from, changes[i].to);
		loose_settle(&hostile.package);
		expect_named(&hostile, changes[i].text);
	}
	hostile_free(&hostile);
}

/* It is never called altered: what is wrong with it may be right in the format it is of. */
static void a_newer_package_asks_for_a_newer_program(void **state)
{
	struct hostile hostile;
	hostile_make(*state, &hostile);
	hostile_load(&hostile);
	loose_replace(&hostile.package, "data/state.json", "\"format\": 1", "\"format\": 2");
	loose_put(&hostile.package, "data/new thing", "x");
	expect_refused(&hostile, "update this program first");
	loose_replace(&hostile.package, "data/state.json", "\"format\": 2", "\"format\": 4000000000");
	loose_settle(&hostile.package);
	expect_refused(&hostile, "update this program first");
	hostile_free(&hostile);
}

static void a_package_of_an_older_program_is_judged_as_before(void **state)
{
	struct ky_package_report report;
	struct ky_error err;
	static const char *const old[] = { "tests/data/package-0.1.0.zip", "tests/data/sealed-0.1.0.zip" };
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		if (ky_package_verify(old[i], &report, &err))
			fail_msg("%s", err.text);
		assert_true(report.old_format);
		assert_true(report.is_signed);
		assert_string_equal(report.export_name, "");
		assert_int_equal(report.file_count, 1);
		ky_package_report_free(&report);
	}
}

static void inside_and_outside_are_one_export(void **state)
{
	struct place *place = *state;
	struct ky_package_report outer, inner;
	struct ky_error err;
	struct ky_secret_key *office = group("领导小组");
	assert_int_equal(ky_key_add(place->wb, ky_secret_public(office), &err), KY_OK);
	char *sealed = export_some(place, in(place, "out"), NULL, "figures.json");
	assert_int_equal(ky_package_verify(sealed, &outer, &err), KY_OK);
	assert_int_equal(ky_package_look(sealed, office, &inner, &err), KY_OK);
	assert_string_equal(outer.export_name, inner.export_name);
	assert_int_equal(strlen(outer.export_name), 32);
	ky_package_report_free(&outer);
	ky_package_report_free(&inner);
	free(sealed);
	ky_secret_free(office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(taken_apart_and_put_together_it_is_whole),
		TEST(what_lies_hidden_in_the_container_is_named),
		TEST(what_is_not_in_its_list_is_named_though_it_is_signed),
		TEST(a_name_that_not_every_pc_takes_is_named),
		TEST(two_names_that_one_system_takes_for_the_same_are_refused),
		TEST(a_state_that_cannot_be_one_is_named),
		TEST(a_newer_package_asks_for_a_newer_program),
		TEST(a_package_of_an_older_program_is_judged_as_before),
		TEST(inside_and_outside_are_one_export),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
