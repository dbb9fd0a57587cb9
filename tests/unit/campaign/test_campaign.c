/* Tests templates: the content of the two that are here, and the messages about broken ones. */
#include "unit/campaign/small.h"

static void assert_accepted(const char *text)
{
	struct ky_campaign *campaign;
	struct ky_error err;
	size_t count = 0;
	if (parse(text, &campaign, &err))
		fail_msg("%s", err.text);
	assert_non_null(ky_campaign_tasks(campaign, &count));
	assert_int_equal(count, 4);
	assert_string_equal(ky_campaign_id(campaign), "reading-2015");
	ky_campaign_free(campaign);
}

static const struct ky_task *task(const struct ky_campaign *campaign, const char *id)
{
	size_t count = 0;
	const struct ky_task *tasks = ky_campaign_tasks(campaign, &count);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(tasks[i].id, id))
			return &tasks[i];
	fail_msg("no task %s", id);
	return NULL;
}

static const char *choice(const struct ky_campaign *campaign, const char *list, const char *key)
{
	size_t count = 0;
	const struct ky_choice *choices = ky_campaign_choices(campaign, list, &count);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(choices[i].id, key))
			return choices[i].text;
	return NULL;
}

static void the_first_template_has_its_counts(void **state)
{
	struct ky_campaign *campaign = load(FIRST);
	size_t count = 0;
	int sum = 0, inferred = 0;
	(void)state;
	assert_string_equal(ky_campaign_id(campaign), "taolun-2012");
	assert_int_equal(ky_campaign_year(campaign), 2012);
	assert_int_equal(ky_campaign_deadline(campaign), ky_day_from_ymd(2012, 10, 31));
	assert_true(ky_campaign_deadline_inferred(campaign));
	const struct ky_task *tasks = ky_campaign_tasks(campaign, &count);
	assert_int_equal(count, 37);
	for (size_t i = 0; i < count; i++)
		inferred += tasks[i].window_inferred;
	assert_int_equal(inferred, 27);
	const struct ky_item *items = ky_campaign_items(campaign, &count);
	assert_int_equal(count, 43);
	for (size_t i = 0; i < count; i++)
		sum += items[i].weight;
	assert_int_equal(sum, 100);
	const int *days = ky_campaign_remind_days(campaign, &count);
	assert_int_equal(count, 3);
	assert_int_equal(days[0], 7);
	assert_int_equal(days[2], 1);
	const struct ky_grade *grades = ky_campaign_grades(campaign, &count);
	assert_int_equal(count, 4);
	assert_int_equal(grades[1].from, 80);
	assert_string_equal(grades[1].title, "较好");
	ky_campaign_free(campaign);
}

static void the_first_template_keeps_the_facts_of_its_tasks(void **state)
{
	struct ky_campaign *campaign = load(FIRST);
	(void)state;
	const struct ky_task *meeting = task(campaign, "P05");
	assert_string_equal(meeting->title, "召开动员大会");
	assert_int_equal(meeting->to, ky_day_from_ymd(2012, 2, 29));
	assert_false(meeting->window_inferred);
	assert_string_equal(meeting->sources, "S40");
	assert_string_equal(task(campaign, "P04")->skip, "jiaoxuedian");
	assert_string_equal(task(campaign, "P10")->unit, "%人员");
	assert_int_equal(task(campaign, "P10")->target, 100);
	assert_true(task(campaign, "P37")->window_inferred);
	assert_false(task(campaign, "P37")->target_inferred);
	assert_string_equal(task(campaign, "P15")->evidence, "汇总数(不列姓名)");
	ky_campaign_free(campaign);
}

static void the_first_template_keeps_the_facts_of_its_items(void **state)
{
	struct ky_campaign *campaign = load(FIRST);
	size_t count = 0;
	(void)state;
	const struct ky_item *items = ky_campaign_items(campaign, &count);
	assert_string_equal(items[0].id, "A1");
	assert_string_equal(items[0].group_title, "组织领导");
	assert_string_equal(items[7].id, "B4");
	assert_int_equal(items[7].weight, 5);
	assert_string_equal(items[10].na, "jiaoxuedian");
	assert_string_equal(items[42].id, "I5");
	assert_string_equal(items[42].phase, "0");
	ky_campaign_free(campaign);
}

static void phases_begin_with_the_whole_campaign(void **state)
{
	struct ky_campaign *campaign = load(FIRST);
	size_t count = 0;
	(void)state;
	const struct ky_phase *phases = ky_campaign_phases(campaign, &count);
	assert_int_equal(count, 4);
	assert_string_equal(phases[0].id, "0");
	assert_string_equal(phases[0].title, "贯穿全程");
	assert_int_equal(phases[0].from, ky_day_from_ymd(2012, 2, 1));
	assert_int_equal(phases[0].to, ky_day_from_ymd(2012, 10, 31));
	assert_int_equal(phases[2].to, ky_day_from_ymd(2012, 5, 31));
	assert_string_equal(choice(campaign, "phase", "3"), "整改落实");
	ky_campaign_free(campaign);
}

static void choices_keep_the_case_of_their_keys(void **state)
{
	struct ky_campaign *campaign = load(FIRST);
	size_t count = 1;
	(void)state;
	assert_string_equal(choice(campaign, "rating", "N"), "N");
	assert_null(choice(campaign, "rating", "n"));
	assert_string_equal(choice(campaign, "problem_status", "closed"), "已销号");
	assert_null(ky_campaign_choices(campaign, "no_such_list", &count));
	assert_int_equal(count, 0);
	ky_campaign_free(campaign);
}

static void the_study_target_is_stated_by_the_source(void **state)
{
	struct ky_campaign *campaign = load(FIRST);
	int value = 0;
	bool inferred = true;
	(void)state;
	assert_true(ky_campaign_target(campaign, "sessions", &value, &inferred));
	assert_int_equal(value, 3);
	assert_false(inferred);
	assert_false(ky_campaign_target(campaign, "nothing", &value, &inferred));
	ky_campaign_free(campaign);
}

static void the_outline_is_split_into_level_and_text(void **state)
{
	struct ky_campaign *campaign = load(FIRST);
	size_t count = 0;
	bool human = false, more = false;
	(void)state;
	const struct ky_outline *lines = ky_campaign_outline(campaign, &count);
	assert_int_equal(count, 55);
	assert_int_equal(lines[0].level, KY_LEVEL_TITLE);
	assert_string_equal(lines[0].text, "{school}关于开展{campaign}情况的报告");
	for (size_t i = 0; i < count; i++) {
		human = human || strstr(lines[i].text, "【人写】");
		more = more || (lines[i].level == KY_LEVEL_MORE && lines[i - 1].level == KY_LEVEL_TEXT);
	}
	assert_true(human && more);
	ky_campaign_free(campaign);
}

static void a_line_of_the_report_that_does_not_fit_is_named(void **state)
{
	(void)state;
	REFUSED("2=\"1|", "2=\"+|", "[outline]", "2", "text or note");
	REFUSED("2=\"1|", "2=\"3|", "[outline]", "2", "level|text");
	REFUSED("|0：没有共读", "|没有共读", "[outline]", "3", "what it is for");
	REFUSED("未填：共读的次数未填]", "未填：共读的次数未填", "[outline]", "3", "does not end");
	REFUSED("没有共读{零报告}", "【人写】", "[outline]", "3", "outside");
}

static void another_campaign_is_another_file(void **state)
{
	struct ky_campaign *campaign = load(SECOND);
	size_t count = 0;
	int value = 0;
	bool inferred = false;
	(void)state;
	assert_int_equal(ky_campaign_year(campaign), 2015);
	assert_string_equal(ky_campaign_version(campaign), "3");
	assert_false(ky_campaign_deadline_inferred(campaign));
	ky_campaign_phases(campaign, &count);
	assert_int_equal(count, 3);
	ky_campaign_items(campaign, &count);
	assert_int_equal(count, 5);
	assert_string_equal(choice(campaign, "problem_status", "closed"), "改好");
	assert_string_equal(choice(campaign, "phase", "0"), "全年");
	assert_true(ky_campaign_target(campaign, "sessions", &value, &inferred));
	assert_int_equal(value, 6);
	assert_true(inferred);
	assert_string_equal(task(campaign, "K1")->evidence, "登记; 照片 #1");
	ky_campaign_outline(campaign, &count);
	assert_int_equal(count, 6);
	ky_campaign_free(campaign);
}

static void whom_a_package_is_for_is_data_and_may_be_left_out(void **state)
{
	(void)state;
	struct ky_campaign *campaign = load(FIRST), *other = load(SECOND);
	size_t count = 0;
	const struct ky_recipient *sets = ky_campaign_recipients(campaign, &count);
	assert_true(count >= 3);
	assert_string_equal(sets[0].id, "office");
	assert_string_equal(sets[0].title, "领导小组办公室");
	assert_string_equal(sets[0].documents, "all");
	sets = ky_campaign_recipients(other, &count);
	assert_int_equal(count, 1);
	assert_string_equal(sets[0].documents, "report.html,figures.json");
	ky_campaign_free(campaign);
	ky_campaign_free(other);
	REFUSED("documents=report.html,figures.json", "documents=report.html,", "[recipient.library] documents",
		"does not fit", "all, or names");
	REFUSED("documents=report.html,figures.json", "documents=../report", "[recipient.library] documents",
		"all, or names");
	REFUSED("title=县图书馆\n", "", "[recipient.library] title", "missing");
	REFUSED("title=县图书馆\n", "title=县图书馆\nname=x\n", "[recipient.library] name", "title, documents");
}

static void a_missing_key_is_named(void **state)
{
	(void)state;
	REFUSED("unit=份\n", "", "[task.K1] unit", "missing", "expected");
	REFUSED("year=2015\n", "", "[campaign] year", "expected");
}

static void an_unknown_key_or_section_is_named(void **state)
{
	(void)state;
	REFUSED("unit=份\n", "unit=份\ncolour=red\n",
		"[task.K1] colour: unknown key; expected one of title, phase");
	REFUSED("[outline]", "[extra]\na=1\n[outline]", "[extra]", "unknown section", "expected");
	REFUSED("[outline]", "[choice.phase]\n1=x\n[outline]", "[choice.phase]");
}

static void a_duplicate_is_named_with_both_lines(void **state)
{
	(void)state;
	REFUSED("unit=份\n", "unit=份\nUnit=个\n", "[task.K1] Unit", "twice", "lines");
	REFUSED("[task.K2]", "[task.k1]", "[task.k1]", "twice", "lines");
}

static void a_bad_day_is_named(void **state)
{
	(void)state;
	REFUSED("to=03-15", "to=13-15", "[task.K1] to", "13-15", "MM-DD");
	REFUSED("report_deadline=12-20", "report_deadline=soon", "[campaign] report_deadline", "MM-DD");
	REFUSED("to=03-15", "to=02-15", "[task.K1] to", "before");
}

static void a_dangling_name_is_refused(void **state)
{
	(void)state;
	REFUSED("title=公布书目\nphase=1", "title=公布书目\nphase=7", "[task.K1] phase", "\"7\"", "[phase.N]");
	REFUSED("group=B", "group=C", "[item.B1] group", "\"C\"", "[group.NAME]");
	REFUSED("skip=jiaoxuedian,", "skip=college,", "[task.K3] skip", "school_kind");
}

static void numbers_must_add_up(void **state)
{
	(void)state;
	REFUSED("weight=5", "weight=4", "[group.A] weight", "expected 7");
	REFUSED("weight_total=20", "weight_total=100", "[campaign] weight_total", "expected 20");
	REFUSED("tasks=4", "tasks=5", "[campaign] tasks", "expected 4");
	REFUSED("items=5", "items=4", "[campaign] items", "expected 5");
	REFUSED("weight=5", "weight=five", "[item.A1] weight", "whole number");
}

static void an_origin_must_say_where_it_is_from(void **state)
{
	(void)state;
	REFUSED("window_origin=方案", "window_origin=大概", "[task.K1] window_origin", "推定");
}

static void a_line_of_2000_characters_is_refused_with_its_number(void **state)
{
	char line[2100] = "title=";
	(void)state;
	memset(line + 6, 'x', 2000);
	line[2006] = '\0';
	REFUSED("title=书香校园读书活动", line, "line 6", "1000");
}

static void another_encoding_is_named(void **state)
{
	(void)state;
	REFUSED("title=书香校园读书活动", "title=\xCA\xE9\xCF\xE3", "line 6", "UTF-8", "GB18030");
}

static void a_semicolon_needs_quotes(void **state)
{
	(void)state;
	REFUSED("role=图书管理员", "role=甲;乙", "[task.K1] role", "double quotes");
	REFUSED("role=图书管理员", "role=甲 # 乙", "[task.K1] role", "double quotes");
	REFUSED("role=图书管理员", "role=\"甲\"乙", "[task.K1] role", "double quotes");
	char *good = text_of(SECOND), *quoted = replaced(good, "role=图书管理员", "role=\"甲;乙#丙\"");
	struct ky_campaign *campaign;
	struct ky_error err;
	assert_int_equal(parse(quoted, &campaign, &err), KY_OK);
	assert_string_equal(task(campaign, "K1")->role, "甲;乙#丙");
	ky_campaign_free(campaign);
	free(quoted);
	free(good);
}

static void a_name_too_long_for_libiniparser_is_refused(void **state)
{
	char name[160] = "";
	(void)state;
	memset(name, 'k', 102);
	append(name, sizeof(name), "=1\nunit=份\n");
	REFUSED("unit=份\n", name, "[task.K1] kkkk", "at most 100");
	name[102] = '\0';
	append(name, sizeof(name), "]\na=1\n[outline]");
	name[0] = '[';
	REFUSED("[outline]", name, "kkkk", "at most 100");
}

/* libiniparser reads from memory: nothing is written, and no folder has to be there. */
static void reading_needs_no_folder_for_temporary_files(void **state)
{
	(void)state;
	char *good = text_of(SECOND);
	setenv("TMPDIR", "/nowhere", 1);
	assert_accepted(good);
	unsetenv("TMPDIR");
	free(good);
}

static void a_template_of_the_most_keys_is_read(void **state)
{
	(void)state;
	char *good = text_of(SECOND), *large = calloc(1, 700000);
	struct ky_campaign *campaign;
	struct ky_error err;
	size_t count = 0;
	assert_non_null(large);
	int at = snprintf(large, 700000, "%s\n[choice.large]\n", good);
	for (int i = 0; i < 8000; i++)
		at += snprintf(large + at, (size_t)(700000 - at), "k%d=文字%d\n", i, i);
	if (parse(large, &campaign, &err))
		fail_msg("%s", err.text);
	assert_string_equal(choice(campaign, "large", "k7999"), "文字7999");
	ky_campaign_choices(campaign, "large", &count);
	assert_int_equal(count, 8000);
	ky_campaign_free(campaign);
	free(large);
	free(good);
}

static void a_colon_in_a_section_name_is_refused(void **state)
{
	(void)state;
	REFUSED("[task.K1]", "[task:K1]", "[task:K1]", "':'");
}

static void a_byte_order_mark_is_accepted(void **state)
{
	(void)state;
	char *good = text_of(SECOND);
	char *marked = replaced(good, "#", "\xEF\xBB\xBF#");
	assert_memory_equal(marked, "\xEF\xBB\xBF", 3);
	assert_accepted(marked);
	free(marked);
	free(good);
}

static void notepad_line_ends_are_accepted(void **state)
{
	(void)state;
	char *good = text_of(SECOND);
	char *windows = calloc(2, strlen(good) + 1), *out = windows;
	assert_non_null(windows);
	for (const char *in = good; *in; in++) {
		if (*in == '\n')
			*out++ = '\r';
		*out++ = *in;
	}
	assert_accepted(windows);
	free(windows);
	free(good);
}

static void nothing_and_too_much_are_refused(void **state)
{
	struct ky_campaign *campaign;
	struct ky_error err;
	(void)state;
	assert_int_equal(parse("", &campaign, &err), KY_INPUT);
	assert_int_equal(parse("key=1\n", &campaign, &err), KY_INPUT);
	assert_int_equal(parse("[campaign\n", &campaign, &err), KY_INPUT);
	size_t len = 1024 * 1024 + 1;
	char *large = malloc(len);
	assert_non_null(large);
	memset(large, '\n', len);
	assert_int_equal(ky_campaign_parse("large.ini", large, len, &campaign, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "large.ini"));
	free(large);
}

static void a_file_that_is_not_there_is_named(void **state)
{
	struct ky_campaign *campaign;
	struct ky_error err;
	(void)state;
	assert_int_equal(ky_campaign_load("/nowhere/none.ini", &campaign, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "/nowhere/none.ini"));
}

static void the_built_in_template_is_the_first(void **state)
{
	size_t len = 0;
	const char *text = ky_campaign_builtin(&len);
	struct ky_campaign *campaign = NULL;
	struct ky_error err;
	(void)state;
	assert_int_equal(strlen(text), len);
	assert_int_equal(ky_campaign_parse("built-in", text, len, &campaign, &err), KY_OK);
	assert_string_equal(ky_campaign_id(campaign), "taolun-2012");
	ky_campaign_free(campaign);
}

/* What is packed and loaded again is the same campaign. */
static void assert_same_bytes(const struct ky_campaign *campaign)
{
	size_t len = 0, again = 0;
	char *bytes = campaign_pack(campaign, &len);
	struct ky_campaign *loaded = campaign_unpack(bytes, len);
	assert_non_null(loaded);
	char *other = campaign_pack(loaded, &again);
	assert_int_equal(len, again);
	assert_memory_equal(bytes, other, len);
	free(other);
	free(bytes);
	ky_campaign_free(loaded);
}

static void a_packed_campaign_is_the_same_when_it_is_loaded(void **state)
{
	(void)state;
	static const char *const files[] = { FIRST, SECOND };
	for (size_t f = 0; f < 2; f++) {
		size_t len = 0, count = 0, there = 0;
		struct ky_campaign *campaign = load(files[f]);
		assert_same_bytes(campaign);
		char *bytes = campaign_pack(campaign, &len);
		struct ky_campaign *loaded = campaign_unpack(bytes, len);
		assert_non_null(loaded);
		assert_string_equal(ky_campaign_title(loaded), ky_campaign_title(campaign));
		assert_int_equal(ky_campaign_deadline(loaded), ky_campaign_deadline(campaign));
		assert_int_equal(ky_campaign_deadline_inferred(loaded), ky_campaign_deadline_inferred(campaign));
		const struct ky_task *tasks = ky_campaign_tasks(campaign, &count);
		const struct ky_task *others = ky_campaign_tasks(loaded, &there);
		assert_int_equal(count, there);
		for (size_t i = 0; i < count; i++) {
			assert_string_equal(tasks[i].evidence, others[i].evidence);
			assert_int_equal(tasks[i].window_inferred, others[i].window_inferred);
			assert_int_equal(tasks[i].target_inferred, others[i].target_inferred);
			assert_int_equal(tasks[i].figure == NULL, others[i].figure == NULL);
		}
		const char *const *sections = ky_campaign_sections(campaign, &count);
		const char *const *found = ky_campaign_sections(loaded, &there);
		assert_int_equal(count, there);
		for (size_t i = 0; i < count; i++)
			assert_string_equal(sections[i], found[i]);
		assert_string_equal(choice(loaded, "phase", "1"), choice(campaign, "phase", "1"));
		free(bytes);
		ky_campaign_free(loaded);
		ky_campaign_free(campaign);
	}
}

static void try_bytes(const char *bytes, size_t len)
{
	/* A block of its own, so that a byte read past it is seen. */
	char *copy = malloc(len ? len : 1);
	assert_non_null(copy);
	memcpy(copy, bytes, len);
	struct ky_campaign *loaded = campaign_unpack(copy, len);
	free(copy);
	if (loaded)
		assert_same_bytes(loaded);
	ky_campaign_free(loaded);
}

/* The bytes lie in a file that may come from anywhere. */
static void no_packed_bytes_are_believed(void **state)
{
	static const unsigned char values[] = { 0, 1, 0x7f, 0x80, 0xff };
	size_t len = 0;
	(void)state;
	struct ky_campaign *campaign = load(SECOND);
	char *bytes = campaign_pack(campaign, &len);
	ky_campaign_free(campaign);
	try_bytes(bytes, len);
	for (size_t cut = 0; cut < len; cut += cut < 300 ? 1 : 97) {
		try_bytes(bytes, cut);
		assert_null(campaign_unpack(bytes, cut));
	}
	for (size_t at = 0; at < len; at++) {
		char was = bytes[at];
		for (size_t v = 0; v < sizeof(values); v++) {
			bytes[at] = (char)values[v];
			if (at < 4 && bytes[at] != was)
				assert_null(campaign_unpack(bytes, len));
			try_bytes(bytes, len);
		}
		bytes[at] = was;
	}
	free(bytes);
}

static void assert_unsound(char *bytes, size_t len, const char *word, const char *instead)
{
	size_t size = strlen(word);
	for (size_t i = 0; i + size <= len; i++)
		if (memcmp(bytes + i, word, size) == 0) {
			memcpy(bytes + i, instead, size);
			assert_null(campaign_unpack(bytes, len));
			memcpy(bytes + i, word, size);
			return;
		}
	fail_msg("no %s", word);
}

/* Whole texts, but none that a template could have. */
static void packed_texts_that_no_template_has_are_refused(void **state)
{
	size_t len = 0;
	(void)state;
	struct ky_campaign *campaign = load(SECOND);
	char *bytes = campaign_pack(campaign, &len);
	assert_same_bytes(campaign);
	assert_unsound(bytes, len, "改好", "\033[2J]0");
	assert_unsound(bytes, len, "改好", "\xe6\x94\xe6\x94\xe6\x94");
	assert_unsound(bytes, len, "closed", "cl';ed");
	free(bytes);
	campaign->outline[0].level = KY_LEVELS;
	bytes = campaign_pack(campaign, &len);
	assert_null(campaign_unpack(bytes, len));
	ky_campaign_free(campaign);
	free(bytes);
}

static void a_list_has_whole_words_only(void **state)
{
	(void)state;
	assert_true(ky_list_has("youeryuan,jiaoxuedian", "jiaoxuedian"));
	assert_false(ky_list_has("youeryuan,jiaoxuedian", "jiaoxue"));
	assert_false(ky_list_has("", "xiaoxue"));
	assert_false(ky_list_has("a,b", ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_template_has_its_counts),
		cmocka_unit_test(the_first_template_keeps_the_facts_of_its_tasks),
		cmocka_unit_test(the_first_template_keeps_the_facts_of_its_items),
		cmocka_unit_test(phases_begin_with_the_whole_campaign),
		cmocka_unit_test(choices_keep_the_case_of_their_keys),
		cmocka_unit_test(the_study_target_is_stated_by_the_source),
		cmocka_unit_test(the_outline_is_split_into_level_and_text),
		cmocka_unit_test(a_line_of_the_report_that_does_not_fit_is_named),
		cmocka_unit_test(another_campaign_is_another_file),
		cmocka_unit_test(whom_a_package_is_for_is_data_and_may_be_left_out),
		cmocka_unit_test(a_missing_key_is_named),
		cmocka_unit_test(an_unknown_key_or_section_is_named),
		cmocka_unit_test(a_duplicate_is_named_with_both_lines),
		cmocka_unit_test(a_bad_day_is_named),
		cmocka_unit_test(a_dangling_name_is_refused),
		cmocka_unit_test(numbers_must_add_up),
		cmocka_unit_test(an_origin_must_say_where_it_is_from),
		cmocka_unit_test(a_line_of_2000_characters_is_refused_with_its_number),
		cmocka_unit_test(another_encoding_is_named),
		cmocka_unit_test(a_semicolon_needs_quotes),
		cmocka_unit_test(a_name_too_long_for_libiniparser_is_refused),
		cmocka_unit_test(reading_needs_no_folder_for_temporary_files),
		cmocka_unit_test(a_template_of_the_most_keys_is_read),
		cmocka_unit_test(a_colon_in_a_section_name_is_refused),
		cmocka_unit_test(a_byte_order_mark_is_accepted),
		cmocka_unit_test(notepad_line_ends_are_accepted),
		cmocka_unit_test(nothing_and_too_much_are_refused),
		cmocka_unit_test(a_file_that_is_not_there_is_named),
		cmocka_unit_test(the_built_in_template_is_the_first),
		cmocka_unit_test(a_packed_campaign_is_the_same_when_it_is_loaded),
		cmocka_unit_test(no_packed_bytes_are_believed),
		cmocka_unit_test(packed_texts_that_no_template_has_are_refused),
		cmocka_unit_test(a_list_has_whole_words_only),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
