/* Tests what is said of a newer template before it is taken: days, targets, choices, and the forms of the report,
 * each of them and nothing else. */
#include "append.h"
#include "unit/place.h"

#include "kuayue/update.h"

/* The built-in template with one text put for another, as a file. */
static void write_template(const char *path, const char *const *changes)
{
	char *ini = strdup(ky_campaign_builtin(NULL));
	for (size_t i = 0; changes[i]; i += 2) {
		char *at = strstr(ini, changes[i]);
		if (!at)
			fail_msg("the template has no %s", changes[i]);
		size_t size = strlen(ini) + strlen(changes[i + 1]) + 1;
		char *next = calloc(1, size);
		append(next, size, "%.*s%s%s", (int)(at - ini), ini, changes[i + 1], at + strlen(changes[i]));
		free(ini);
		ini = next;
	}
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs(ini, file);
	fclose(file);
	free(ini);
}

/* All lines but the one that says which version becomes which, and that nobody signed it; each ends with a \n. */
static void expect(struct place *place, const char *old, const char *new, const char *wanted)
{
	struct ky_error err = { .code = KY_OK };
	struct ky_update *update = NULL;
	char path[128], said[4000] = "";
	snprintf(path, sizeof(path), "%s/new.ini", place->dir);
	write_template(path, V("version=1", "version=2", old, new));
	if (ky_update_open(place->wb, path, &update, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; ky_update_line(update, i); i++) {
		const char *line = ky_update_line(update, i);
		if (strncmp(line, "Version 1 becomes", 17) != 0 && strcmp(line, "Not signed") != 0)
			append(said, sizeof(said), "%s\n", line);
	}
	assert_string_equal(said, wanted);
	ky_update_close(update);
}

static void days_and_targets_that_differ_are_named(void **state)
{
	struct place *place = *state;
	expect(place, "year=2012", "year=2012", "");
	expect(place, "report_deadline=10-31", "report_deadline=11-15",
	       "The report is due on 2012-11-15 (it was 2012-10-31).\n");
	expect(place, "from=06-01\nto=10-31", "from=06-01\nto=10-30",
	       "Phase 3 整改落实: 2012-06-01 to 2012-10-30.\n");
	expect(place, "from=06-01\nto=10-31", "from=06-02\nto=10-31",
	       "Phase 3 整改落实: 2012-06-02 to 2012-10-31.\n");
	expect(place, "[target.sessions]", "[phase.4]\ntitle=巩固\nfrom=11-01\nto=11-30\n\n[target.sessions]",
	       "Phase 4 巩固: 2012-11-01 to 2012-11-30.\n");
	expect(place, "[target.sessions]\nvalue=3", "[target.sessions]\nvalue=4",
	       "Target sessions: 4 (it was 3).\n");
	expect(place, "[target.sessions]", "[target.visits]\nvalue=2\norigin=方案\n\n[target.sessions]",
	       "Target visits: 2 (it was 0).\n");
}

static void choices_that_are_new_called_otherwise_or_gone_are_named(void **state)
{
	struct place *place = *state;
	expect(place, "style=工作作风", "style=作风", "Choice of Category: 工作作风 becomes 作风.\n");
	expect(place, "style=工作作风", "style=工作作风\nlaw=法治观念", "New choice of Category: 法治观念.\n");
	expect(place, "box=意见箱\n", "", "Choice of Came by: 意见箱 is dropped.\n");
}

static void a_choice_that_a_record_has_cannot_go(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	struct ky_update *update = NULL;
	char path[128];
	snprintf(path, sizeof(path), "%s/new.ini", place->dir);
	assert_int_equal(add(place, "opinion", V("raw", "x", "channel", "意见箱"), NULL, &err), KY_OK);
	write_template(path, V("version=1", "version=2", "box=意见箱\n", ""));
	assert_int_equal(ky_update_open(place->wb, path, &update, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "box=意见箱 of [choice."));
	assert_non_null(strstr(err.text, "1 record"));
	assert_null(update);
}

static void forms_of_the_report_that_are_others_are_named(void **state)
{
	struct place *place = *state;
	static const char outline[] = "The outline of the report is another one.\n",
			  progress[] = "The progress table has other columns.\n",
			  annex[] = "A table that goes with the report has other columns.\n";
	expect(place, "4=\"1|一、基本情况\"", "4=\"1|一、概况\"", outline);
	expect(place, "4=\"1|一、基本情况\"", "4=\"2|一、基本情况\"", outline);
	expect(place, "42=\"sign|{date}\"\n", "", outline);
	expect(place, "4=\"党员数|{party}\"", "4=\"党员|{party}\"", progress);
	expect(place, "4=\"党员数|{party}\"", "4=\"党员数|{staff}\"", progress);
	expect(place, "4=\"党员数|{party}\"\n", "", progress);
	expect(place, "2=\"问题|{text}\"", "2=\"问题描述|{text}\"", annex);
	expect(place, "2=\"问题|{text}\"", "2=\"问题|{note}\"", annex);
	expect(place, "2=\"问题|{text}\"\n", "", annex);
	expect(place, "3=\"分值|{weight}|合计\"", "3=\"分值|{weight}\"", annex);
}

static void parts_to_be_written_come_and_go(void **state)
{
	struct place *place = *state;
	char wanted[400];
	snprintf(wanted, sizeof(wanted), "%s%s", "The outline of the report is another one.\n",
		 "New part of the report to be written: 新的部分.\n");
	expect(place, "42=\"sign|{date}\"\n", "421=\"1|新的部分\"\n422=\"text|【人写】\"\n42=\"sign|{date}\"\n",
	       wanted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(days_and_targets_that_differ_are_named),
		TEST(choices_that_are_new_called_otherwise_or_gone_are_named),
		TEST(a_choice_that_a_record_has_cannot_go),
		TEST(forms_of_the_report_that_are_others_are_named),
		TEST(parts_to_be_written_come_and_go),
	};
	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
