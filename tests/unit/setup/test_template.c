/* Tests what a template must have before a workbook takes it: the keys that the record kinds declare. */
#include "unit/place.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include "campaign/model.h"
#include "kuayue/report.h"

/* A copy of the built-in template without the given lines of a section; without any of them where key is NULL. */
static char *without(const char *list, const char *key, size_t len)
{
	char section[80];
	char *ini = strdup(ky_campaign_builtin(NULL));
	snprintf(section, sizeof(section), "[choice.%s]\n", list);
	char *from = strstr(ini, section), *to = from;
	if (!from)
		fail_msg("the built-in template has no %s", section);
	if (!key) {
		to = strstr(from + 1, "\n[");
		assert_non_null(to);
		to++;
	} else {
		for (from = strchr(from, '\n') + 1; strncmp(from, key, len) != 0 || from[len] != '=';)
			from = strchr(from, '\n') + 1;
		to = strchr(from, '\n') + 1;
	}
	memmove(from, to, strlen(to) + 1);
	return ini;
}

/* A new workbook of this template; its choices of the list are counted. */
static enum ky_code take(struct place *place, char *ini, const char *list, size_t *count, struct ky_error *err)
{
	char path[160];
	struct ky_workbook *wb = NULL;
	struct stat st;
	snprintf(path, sizeof(path), "%s/new.kuayue", place->dir);
	*err = (struct ky_error){ .code = KY_OK };
	enum ky_code code = ky_workbook_create(&(struct ky_new_workbook){ .path = path,
									  .template_name = "mine.ini",
									  .ini = ini,
									  .ini_len = strlen(ini),
									  .code = "G02",
									  .name = "样例学校",
									  .kind = "gaozhong",
									  .today = ky_day_from_ymd(2012, 6, 15) },
					       &wb, err);
	free(ini);
	*count = 0;
	if (code)
		assert_int_not_equal(stat(path, &st), 0);
	else
		ky_campaign_choices(ky_workbook_campaign(wb), list, count);
	ky_workbook_close(wb);
	unlink(path);
	return code;
}

static void expect_refused(struct place *place, const struct ky_field *field, const char *key, size_t len)
{
	struct ky_error err;
	char where[120];
	size_t count;
	snprintf(where, sizeof(where),
		 key ? "mine.ini: [choice.%s] %.*s: the key is missing; expected"
		     : "mine.ini: [choice.%s]: the section is missing; expected",
		 field->choices, (int)len, key ? key : "");
	assert_int_equal(take(place, without(field->choices, key, len), field->choices, &count, &err), KY_INPUT);
	if (strncmp(err.text, where, strlen(where)) != 0)
		fail_msg("%s is not said: %s", where, err.text);
}

static bool any_lends(const char *list)
{
	for (size_t i = 0; ky_kind_at(i); i++)
		for (size_t j = 0; j < ky_kind_at(i)->field_count; j++)
			if (ky_kind_at(i)->fields[j].choices && ky_kind_at(i)->fields[j].lent &&
			    strcmp(ky_kind_at(i)->fields[j].choices, list) == 0)
				return true;
	return false;
}

static void each_key_that_a_kind_needs_is_asked_for(void **state)
{
	struct place *place = *state;
	int keys = 0;
	for (size_t i = 0; ky_kind_at(i); i++)
		for (size_t j = 0; j < ky_kind_at(i)->field_count; j++) {
			const struct ky_field *field = &ky_kind_at(i)->fields[j];
			size_t len;
			for (const char *key = field->needs; key && *key; key += len + (key[len] == ',')) {
				len = strcspn(key, ",");
				expect_refused(place, field, key, len);
				keys++;
			}
		}
	assert_true(keys > 50);
}

static void a_list_is_lent_or_asked_for(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	size_t count, there;
	for (size_t i = 0; ky_kind_at(i); i++)
		for (size_t j = 0; j < ky_kind_at(i)->field_count; j++) {
			const struct ky_field *field = &ky_kind_at(i)->fields[j];
			if (field->type != KY_CHOICE || strcmp(field->choices, "phase") == 0)
				continue;
			if (!any_lends(field->choices)) {
				expect_refused(place, field, NULL, 0);
				continue;
			}
			ky_campaign_choices(ky_workbook_campaign(place->wb), field->choices, &there);
			if (take(place, without(field->choices, NULL, 0), field->choices, &count, &err))
				fail_msg("%s", err.text);
			assert_int_equal(count, there);
		}
}

static void a_template_without_a_progress_table_is_lent_it(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct ky_workbook *wb = NULL;
	char path[160];
	size_t count = 0, there = 0;
	char *ini = strdup(ky_campaign_builtin(NULL)), *from = strstr(ini, "[progress]\n");
	assert_non_null(from);
	char *next = strstr(from + 1, "\n[");
	memmove(from, next ? next + 1 : "", next ? strlen(next) : 1);
	snprintf(path, sizeof(path), "%s/new.kuayue", place->dir);
	if (ky_workbook_create(&(struct ky_new_workbook){ .path = path,
							  .template_name = "mine.ini",
							  .ini = ini,
							  .ini_len = strlen(ini),
							  .code = "G02",
							  .name = "样例学校",
							  .kind = "gaozhong",
							  .today = ky_day_from_ymd(2012, 6, 15) },
			       &wb, &err))
		fail_msg("%s", err.text);
	const struct ky_column *lent = ky_campaign_progress(ky_workbook_campaign(wb), &count);
	const struct ky_column *own = ky_campaign_progress(ky_workbook_campaign(place->wb), &there);
	assert_int_equal(count, there);
	assert_string_equal(lent[count - 1].title, own[there - 1].title);
	assert_string_equal(lent[count - 1].text, own[there - 1].text);
	ky_workbook_close(wb);
	free(ini);
}

/* The built-in template with one text of it replaced by another. */
static char *with(const char *old, const char *new)
{
	const char *whole = ky_campaign_builtin(NULL), *at = strstr(whole, old);
	if (!at)
		fail_msg("the built-in template has no %s", old);
	size_t room = strlen(whole) + strlen(new) + 1;
	char *ini = malloc(room);
	snprintf(ini, room, "%.*s%s%s", (int)(at - whole), whole, new, at + strlen(old));
	return ini;
}

static void a_name_that_nothing_has_is_refused_with_its_place(void **state)
{
	static const struct {
		const char *old, *new, *where, *named;
	} slips[] = {
		{ "全校有教职工{staff}人", "全校有教职工{staf}人", "[outline] 5", "\"staf\"" },
		{ "[party|其中党员", "[parti|其中党员", "[outline] 5", "\"parti\"" },
		{ "按五类分，{categories:个}", "按五类分，{categorie:个}", "[outline] 22", "\"categorie:个\"" },
		{ "（经{写:县教育局名称}", "（经{县教育局名称}", "[outline] 3", "\"县教育局名称\"" },
		{ "text|{open_problems}", "text|{open_problem}", "[outline] 35", "\"open_problem\"" },
		{ "2.整改台账{table_problem}", "2.整改台账{table_problems}", "[outline] 40",
		  "\"table_problems\"" },
		{ "五、存在问题及原因\"", "五、存在问题{table_problem}及原因\"", "[outline] 33",
		  "\"table_problem\"" },
		{ "简报期数|{bulletins}", "简报期数|{bulletin}", "[progress] 21", "\"bulletin\"" },
		{ "期限|{due}", "期限|{dew}", "[annex.problem] 5", "\"dew\"" },
		{ "完成情况|[progress|", "完成情况|[progres|", "[annex.problem] 7", "\"progres\"" },
		{ "得分|{weight*self/3}", "得分|{weight*selv/3}", "[annex.rating] 5", "\"weight*selv/3\"" },
		{ "得分|{weight*self/3}", "得分|{weight*self/0}", "[annex.rating] 5", "\"weight*self/0\"" },
		{ "得分|{weight*self/3}", "得分|{weight*/3}", "[annex.rating] 5", "\"weight*/3\"" },
		{ "note=\"自评等级", "note=\"{grad}自评等级", "[annex.rating] note", "\"grad\"" },
		{ "\n[annex.task]", "\n[annex.tasks]", "[annex.tasks] 1", "\"tasks\"" },
	};
	struct place *place = *state;
	struct ky_error err;
	size_t count;
	for (size_t i = 0; i < sizeof(slips) / sizeof(slips[0]); i++) {
		char where[64];
		snprintf(where, sizeof(where), "mine.ini: %s: ", slips[i].where);
		assert_int_equal(take(place, with(slips[i].old, slips[i].new), "rating", &count, &err), KY_INPUT);
		if (strncmp(err.text, where, strlen(where)) != 0 || !strstr(err.text, slips[i].named) ||
		    !strstr(err.text, "; expected "))
			fail_msg("%s: %s", slips[i].new, err.text);
	}
	if (take(place, with("期限|{due}", "期限|{number}{row}{due}"), "rating", &count, &err))
		fail_msg("%s", err.text);
}

/* One statement on the file behind the program's back; bytes, where given, is ?1. The first column, or "". */
static void raw(struct place *place, const char *sql, const void *bytes, size_t len, char out[200])
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	if (bytes)
		sqlite3_bind_blob64(stmt, 1, bytes, len, SQLITE_STATIC);
	out[0] = '\0';
	int rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		snprintf(out, 200, "%s", (const char *)sqlite3_column_text(stmt, 0));
	else
		assert_int_equal(rc, SQLITE_DONE);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
}

static void close_it(struct place *place)
{
	ky_workbook_close(place->wb);
	place->wb = NULL;
}

#define MODELS "SELECT count(*) FROM cache WHERE key GLOB 'template/*'"
#define MODEL "SELECT group_concat(key, ' ') FROM cache WHERE key GLOB 'template/*'"

/* The packed form of the built-in template with another title. */
static char *other_model(size_t *len)
{
	struct ky_error err = { 0 };
	struct ky_campaign *campaign = NULL;
	size_t ini_len = 0;
	const char *ini = ky_campaign_builtin(&ini_len);
	char *copy = strdup(ini), *at = strstr(copy, "\ntitle=");
	assert_non_null(at);
	memcpy(at + 7, "XYZ", 3);
	assert_int_equal(ky_campaign_parse("other", copy, ini_len, &campaign, &err), KY_OK);
	free(copy);
	char *bytes = campaign_pack(campaign, len);
	ky_campaign_free(campaign);
	return bytes;
}

static bool is_other(const struct place *place)
{
	return strncmp(ky_campaign_title(ky_workbook_campaign(place->wb)), "XYZ", 3) == 0;
}

static void what_was_read_is_kept_and_used(void **state)
{
	struct place *place = *state;
	char out[200];
	size_t len = 0;
	char *bytes = other_model(&len);
	close_it(place);
	raw(place, MODELS, NULL, 0, out);
	assert_string_equal(out, "1");
	raw(place, "UPDATE cache SET text = ?1 WHERE key GLOB 'template/*'", bytes, len, out);
	place_reopen(place);
	assert_true(is_other(place));
	free(bytes);
}

static void what_is_missing_damaged_or_of_another_text_or_program_is_read_again(void **state)
{
	static const char *const slips[] = {
		"DELETE FROM cache",
		"UPDATE cache SET text = '' WHERE key GLOB 'template/*'",
		"UPDATE cache SET text = 'KYM1' WHERE key GLOB 'template/*'",
		"UPDATE cache SET text = substr(text, 1, 3000) WHERE key GLOB 'template/*'",
		"UPDATE cache SET key = replace(key, 'template/', 'template/0') WHERE key GLOB 'template/*'",
		"UPDATE meta SET value = replace(value, 'title=政策宣讲', 'title=宣讲政策') WHERE key = "
		"'campaign'",
	};
	struct place *place = *state;
	char out[200], before[200], after[200];
	size_t len = 0;
	char *bytes = other_model(&len);
	for (size_t i = 0; i < sizeof(slips) / sizeof(slips[0]); i++) {
		close_it(place);
		raw(place, MODEL, NULL, 0, before);
		raw(place, "UPDATE cache SET text = ?1 WHERE key GLOB 'template/*'", bytes, len, out);
		raw(place, slips[i], NULL, 0, out);
		place_reopen(place);
		assert_false(is_other(place));
		close_it(place);
		raw(place, MODEL, NULL, 0, after); /* one, and a new one where the text is another */
		assert_int_equal(strcmp(before, after) == 0, strstr(slips[i], "meta") == NULL);
		assert_null(strchr(after, ' '));
		place_reopen(place);
	}
	free(bytes);
}

/* A model that lacks what this program needs is none. */
static void a_model_without_a_needed_choice_is_read_again(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct ky_campaign *campaign = NULL;
	char out[200];
	size_t len = 0, count = 0;
	char *ini = without("problem_status", "closed", 6);
	assert_int_equal(ky_campaign_parse("other", ini, strlen(ini), &campaign, &err), KY_OK);
	char *bytes = campaign_pack(campaign, &len);
	close_it(place);
	raw(place, "UPDATE cache SET text = ?1 WHERE key GLOB 'template/*'", bytes, len, out);
	place_reopen(place);
	ky_campaign_choices(ky_workbook_campaign(place->wb), "problem_status", &count);
	assert_int_equal(count, 4);
	ky_campaign_free(campaign);
	free(bytes);
	free(ini);
}

/* A workbook that was made before names were looked at is opened and reported as it was. */
static void a_workbook_whose_template_names_nothing_opens(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char out[200];
	close_it(place);
	raw(place, "UPDATE meta SET value = replace(value, '期限|{due}', '期限|{dew}') WHERE key = 'campaign'",
	    NULL, 0, out);
	place_reopen(place);
	struct ky_report *report = NULL;
	if (ky_report_open(place->wb, &report, &err))
		fail_msg("%s", err.text);
	ky_report_close(report);
}

static void reading_alone_writes_no_model_and_no_change(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char out[200], changes[200];
	close_it(place);
	raw(place, "DELETE FROM cache", NULL, 0, out);
	raw(place, "SELECT count(*) FROM change", NULL, 0, changes);
	assert_int_equal(ky_workbook_open(place->path, KY_READ, ky_day_from_ymd(2012, 6, 15), &place->wb, &err),
			 KY_OK);
	assert_string_equal(ky_campaign_id(ky_workbook_campaign(place->wb)), "taolun-2012");
	close_it(place);
	raw(place, MODELS, NULL, 0, out);
	assert_string_equal(out, "0");
	place_reopen(place);
	close_it(place);
	raw(place, MODELS, NULL, 0, out);
	assert_string_equal(out, "1");
	raw(place, "SELECT count(*) FROM change", NULL, 0, out);
	assert_string_equal(out, changes);
	place_reopen(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_key_that_a_kind_needs_is_asked_for),
		TEST(a_list_is_lent_or_asked_for),
		TEST(a_template_without_a_progress_table_is_lent_it),
		TEST(a_name_that_nothing_has_is_refused_with_its_place),
		TEST(what_was_read_is_kept_and_used),
		TEST(a_workbook_whose_template_names_nothing_opens),
		TEST(what_is_missing_damaged_or_of_another_text_or_program_is_read_again),
		TEST(a_model_without_a_needed_choice_is_read_again),
		TEST(reading_alone_writes_no_model_and_no_change),
	};
	return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}
