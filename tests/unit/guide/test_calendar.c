/* Tests that the campaign, and not a record's text, says whether a task's day or target is stated or inferred. */
#include "unit/place.h"

#include "kuayue/calendar.h"
#include "kuayue/figure.h"

struct seen {
	int tasks, inferred, wrong;
	const struct ky_campaign *campaign;
	struct ky_workbook *wb;
};

static int take_date(void *data, const struct ky_calendar_entry *date)
{
	struct seen *seen = data;
	struct ky_record *record = NULL;
	struct ky_error err = { 0 };
	if (strcmp(date->kind, "task") != 0)
		return 0;
	assert_int_equal(ky_record_load(seen->wb, date->id, &record, &err), KY_OK);
	int field = ky_field_of(ky_record_kind(record), KY_ROLE_IDENTITY);
	const struct ky_task *task = ky_campaign_task(seen->campaign, ky_record_get(record, field).text);
	ky_record_free(record);
	seen->tasks++;
	seen->inferred += date->inferred;
	seen->wrong += date->inferred != (task && task->window_inferred);
	return 0;
}

static void expect_calendar(struct place *place, int tasks)
{
	struct seen seen = { .campaign = ky_workbook_campaign(place->wb), .wb = place->wb };
	struct ky_error err = { 0 };
	assert_int_equal(ky_calendar(place->wb, take_date, &seen, &err), KY_OK);
	assert_int_equal(seen.tasks, tasks);
	assert_int_equal(seen.wrong, 0);
	assert_true(seen.inferred > 0 && seen.inferred < tasks);
}

static bool target_is_inferred(struct place *place, const char *id)
{
	struct ky_figure_value value;
	struct ky_error err = { 0 };
	assert_int_equal(ky_figure_compute(place->wb, ky_figure_find(id), &value, &err), KY_OK);
	assert_true(value.has_target);
	return value.target_inferred;
}

static void what_is_inferred_is_the_campaigns_to_say(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	size_t count = 0;
	const struct ky_task *tasks = ky_campaign_tasks(ky_workbook_campaign(place->wb), &count);
	int expected = 0, tried = 0;
	for (size_t i = 0; i < count; i++)
		expected += !ky_list_has(tasks[i].skip, "gaozhong");
	expect_calendar(place, expected);
	/* The record keeps no copy of it, and what the school writes there decides nothing. */
	expect_text(place, "G01-T001", "origin", "");
	assert_int_equal(set(place, "G01-T001", V("origin", "起止方案,指标方案"), &err), KY_OK);
	assert_int_equal(set(place, "G01-T002", V("origin", "起止推定,指标推定"), &err), KY_OK);
	expect_calendar(place, expected);
	for (size_t i = 0; i < count; i++) {
		const char *figure = tasks[i].figure;
		bool alone = figure && !ky_list_has(tasks[i].skip, "gaozhong");
		for (size_t j = 0; alone && j < count; j++)
			alone = i == j || !tasks[j].figure || strcmp(tasks[j].figure, figure) != 0;
		if (!alone || strcmp(figure, "sessions") == 0)
			continue;
		tried++;
		if (target_is_inferred(place, figure) != tasks[i].target_inferred)
			fail_msg("the target of %s", figure);
	}
	assert_true(tried > 0);
	/* A task of the school's own is nobody's inference. */
	assert_int_equal(add(place, "task", V("phase", "1", "title", "自己的", "to", "2012-06-20"), NULL, &err),
			 KY_OK);
	expect_calendar(place, expected + 1);
}

static void expect_why(struct place *place, const char *number, const char *field, const char *words)
{
	struct ky_record *record = NULL;
	struct ky_error err = { 0 };
	char why[512];
	assert_int_equal(ky_record_load(place->wb, number, &record, &err), KY_OK);
	ky_record_why(place->wb, record, ky_field_find(ky_record_kind(record), field), why, sizeof(why));
	if (!strstr(why, words))
		fail_msg("%s %s: %s", number, field, why);
	ky_record_free(record);
}

static void a_form_says_which_days_are_inferred(void **state)
{
	struct place *place = *state;
	size_t count = 0;
	const struct ky_task *task = ky_campaign_tasks(ky_workbook_campaign(place->wb), &count);
	expect_why(place, "G01-T001", "to", task->window_inferred ? "推定" : "方案");
	expect_why(place, "G01-T001", "target", task->target_inferred ? "推定" : "方案");
	expect_why(place, "G01-T001", "owner", "name");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_inferred_is_the_campaigns_to_say),
		TEST(a_form_says_which_days_are_inferred),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
