/* What a template must have before a workbook takes it in: the keys that the record kinds declare. */
#include "unit/place.h"

#include <sys/stat.h>

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
	enum ky_code code = ky_workbook_create(path, "mine.ini", ini, strlen(ini), "G02", "样例学校", "gaozhong",
					       ky_day_from_ymd(2012, 6, 15), &wb, err);
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
	if (ky_workbook_create(path, "mine.ini", ini, strlen(ini), "G02", "样例学校", "gaozhong",
			       ky_day_from_ymd(2012, 6, 15), &wb, &err))
		fail_msg("%s", err.text);
	const struct ky_column *lent = ky_campaign_progress(ky_workbook_campaign(wb), &count);
	const struct ky_column *own = ky_campaign_progress(ky_workbook_campaign(place->wb), &there);
	assert_int_equal(count, there);
	assert_string_equal(lent[count - 1].title, own[there - 1].title);
	assert_string_equal(lent[count - 1].text, own[there - 1].text);
	ky_workbook_close(wb);
	free(ini);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_key_that_a_kind_needs_is_asked_for),
		TEST(a_list_is_lent_or_asked_for),
		TEST(a_template_without_a_progress_table_is_lent_it),
	};
	return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}
