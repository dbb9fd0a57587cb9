/* Tests undo and redo: what they do, in which order, what ends them, and what they say beforehand. */
#include "unit/place.h"

#include "kuayue/language.h"

static enum ky_code undo(struct place *place)
{
	struct ky_error err;
	return ky_undo(place->wb, NULL, &err);
}

static enum ky_code redo(struct place *place)
{
	struct ky_error err;
	return ky_redo(place->wb, NULL, &err);
}

/* look: ky_undo_look, ky_redo_look, or what does it and says the same. */
static void expect_step(struct place *place,
			enum ky_code (*look)(struct ky_workbook *wb, struct ky_undo_step *step,
					     struct ky_error *err),
			const char *text)
{
	struct ky_undo_step step = { 0 };
	struct ky_error err = { .text = "" };
	ky_language_set("zh");
	if (look(place->wb, &step, &err))
		fail_msg("%s", err.text);
	ky_language_set("en");
	assert_string_equal(step.text, text);
	ky_undo_step_clear(&step);
}

static void problem(struct place *place, const char *text, char number[64])
{
	struct ky_error err;
	assert_int_equal(add(place, "problem", V("text", text, "type", "限期整改"), number, &err), KY_OK);
}

static void text(struct place *place, const char *number, const char *value)
{
	struct ky_error err;
	assert_int_equal(set(place, number, V("text", value), &err), KY_OK);
}

static void redo_does_again_what_undo_took_back_last(void **state)
{
	struct place *place = *state;
	char p[64];
	assert_int_equal(redo(place), KY_NO);
	problem(place, "一", p);
	text(place, p, "二");
	text(place, p, "三");
	assert_int_equal(redo(place), KY_NO);
	assert_int_equal(undo(place), KY_OK);
	assert_int_equal(undo(place), KY_OK);
	expect_text(place, p, "text", "一");
	assert_int_equal(redo(place), KY_OK);
	expect_text(place, p, "text", "二");
	place_reopen(place); /* the list is in the file */
	assert_int_equal(redo(place), KY_OK);
	expect_text(place, p, "text", "三");
	assert_int_equal(redo(place), KY_NO);
	/* And each once more, to the beginning and back. */
	for (int i = 0; i < 3; i++)
		assert_int_equal(undo(place), KY_OK);
	assert_int_equal(undo(place), KY_NO);
	for (int i = 0; i < 3; i++)
		assert_int_equal(redo(place), KY_OK);
	assert_int_equal(redo(place), KY_NO);
	expect_text(place, p, "text", "三");
}

static void a_new_change_ends_what_can_be_done_again(void **state)
{
	struct place *place = *state;
	char p[64];
	problem(place, "一", p);
	text(place, p, "二");
	assert_int_equal(undo(place), KY_OK);
	text(place, p, "新");
	assert_int_equal(redo(place), KY_NO);
	expect_text(place, p, "text", "新");
	/* Taken back and done again, it still does: what is before it stays taken back. */
	assert_int_equal(undo(place), KY_OK);
	expect_text(place, p, "text", "一");
	assert_int_equal(redo(place), KY_OK);
	expect_text(place, p, "text", "新");
	assert_int_equal(redo(place), KY_NO);
	assert_int_equal(undo(place), KY_OK);
	assert_int_equal(undo(place), KY_OK);
	assert_int_equal(undo(place), KY_NO);
}

static void an_undo_in_the_middle_of_redos_goes_back_to_them(void **state)
{
	struct place *place = *state;
	char p[64];
	problem(place, "一", p);
	text(place, p, "二");
	text(place, p, "三");
	undo(place), undo(place), redo(place);
	expect_text(place, p, "text", "二");
	assert_int_equal(undo(place), KY_OK);
	expect_text(place, p, "text", "一");
	assert_int_equal(redo(place), KY_OK);
	assert_int_equal(redo(place), KY_OK);
	expect_text(place, p, "text", "三");
	assert_int_equal(redo(place), KY_NO);
}

static int count_event(void *data, const struct ky_event *event)
{
	(void)event;
	++*(int *)data;
	return 0;
}

static void redo_is_a_change_in_the_history(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_record *record = NULL;
	char p[64];
	int before = 0, after = 0;
	problem(place, "一", p);
	text(place, p, "二");
	undo(place);
	assert_int_equal(ky_record_load(place->wb, p, &record, &err), KY_OK);
	assert_int_equal(ky_record_history(place->wb, ky_record_id(record), count_event, &before, &err), KY_OK);
	redo(place);
	assert_int_equal(ky_record_history(place->wb, ky_record_id(record), count_event, &after, &err), KY_OK);
	assert_int_equal(after, before + 1);
	ky_record_free(record);
}

/* The numbers of the problems, as their list has them. */
static int take_number(void *data, const struct ky_record *row)
{
	char *numbers = data;
	snprintf(numbers + strlen(numbers), 200 - strlen(numbers), "%s ", ky_record_number(row) + 4);
	return 0;
}

static void expect_list(struct place *place, const char *wanted)
{
	struct ky_list *list = NULL;
	struct ky_error err;
	char numbers[200] = "";
	assert_int_equal(ky_list_open(place->wb, ky_kind_find("problem"), &list, &err), KY_OK);
	assert_int_equal(ky_list_each(list, take_number, numbers, &err), KY_OK);
	ky_list_close(list);
	assert_string_equal(numbers, wanted);
}

static void delete_number(struct place *place, const char *number)
{
	struct ky_error err;
	struct ky_record *record = NULL;
	assert_int_equal(ky_record_load(place->wb, number, &record, &err), KY_OK);
	assert_int_equal(ky_record_delete(place->wb, ky_record_id(record), &err), KY_OK);
	ky_record_free(record);
}

static void what_was_deleted_comes_back_to_its_place(void **state)
{
	struct place *place = *state;
	char p[64];
	for (int i = 0; i < 4; i++)
		problem(place, "一", p);
	delete_number(place, "G01-002");
	delete_number(place, "G01-004");
	delete_number(place, "G01-003");
	expect_list(place, "001 ");
	undo(place), undo(place), undo(place);
	expect_list(place, "001 002 003 004 ");
	redo(place), redo(place);
	expect_list(place, "001 003 ");
	undo(place), undo(place);
	expect_list(place, "001 002 003 004 ");
	undo(place);
	expect_list(place, "001 002 003 ");
	redo(place);
	expect_list(place, "001 002 003 004 ");
}

static void a_step_says_record_field_before_and_after(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_undo_step step = { 0 };
	char p[64];
	problem(place, "年轻教师读书少", p);
	assert_int_equal(
		set(place, p, V("status", "整改中", "measure", "限时", "due", "2012-06-20", "owner", "甲"), &err),
		KY_OK);
	expect_step(place, ky_undo_look, "整改台账 G01-001 状态 整改中 -> 未启动，另有 3 栏");
	assert_int_equal(set(place, p, V("owner", "乙"), &err), KY_OK);
	expect_step(place, ky_undo_look, "整改台账 G01-001 责任人 乙 -> 甲");
	assert_int_equal(ky_undo_look(place->wb, &step, &err), KY_OK);
	assert_int_equal(step.what, KY_CHANGE_EDIT);
	assert_int_equal(step.day, ky_day_from_ymd(2012, 6, 15));
	assert_int_equal(step.records, 1);
	assert_int_equal(step.fields, 1);
	assert_string_equal(step.record[0].number, "G01-001");
	assert_string_equal(step.record[0].kind->fields[step.field].name, "owner");
	assert_string_equal(step.now, "乙");
	assert_string_equal(step.then, "甲");
	ky_undo_step_clear(&step);
	expect_text(place, p, "owner", "乙"); /* looked at, not done */
	expect_step(place, ky_undo, "整改台账 G01-001 责任人 乙 -> 甲");
	expect_text(place, p, "owner", "甲");
	expect_step(place, ky_redo_look, "整改台账 G01-001 责任人 甲 -> 乙");
	expect_step(place, ky_redo, "整改台账 G01-001 责任人 甲 -> 乙");
	assert_int_equal(set(place, p, V("cause", "因"), &err), KY_OK);
	expect_step(place, ky_undo, "整改台账 G01-001 原因分析 因 -> 未填");
}

static void a_step_says_what_comes_and_goes(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_undo_step step = { 0 };
	char p[64];
	problem(place, "年轻教师读书少", p);
	expect_step(place, ky_undo_look, "新增 整改台账 G01-001 年轻教师读书少");
	delete_number(place, p);
	expect_step(place, ky_undo_look, "删除 整改台账 G01-001 年轻教师读书少");
	assert_int_equal(ky_undo(place->wb, &step, &err), KY_OK);
	assert_int_equal(step.record[0].does, KY_EVENT_MADE);
	assert_int_equal(step.field, -1);
	assert_int_equal(step.fields, 0);
	ky_undo_step_clear(&step);
	expect_step(place, ky_redo_look, "删除 整改台账 G01-001 年轻教师读书少");
	assert_int_equal(undo(place), KY_OK);
	expect_step(place, ky_redo, "新增 整改台账 G01-001 年轻教师读书少");
	assert_int_equal(ky_redo(place->wb, &step, &err), KY_OK);
	assert_int_equal(step.what, KY_CHANGE_DELETE);
	assert_int_equal(step.record[0].does, KY_EVENT_DELETED);
	ky_undo_step_clear(&step);
}

/* One change of many records is one step, whatever made it. */
static void an_import_is_one_step_of_either(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_undo_step step = { 0 };
	struct ky_list *list = NULL;
	enum { PEOPLE = 40 };
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_IMPORT, &err), KY_OK);
	for (int i = 0; i < PEOPLE; i++) {
		char name[32];
		snprintf(name, sizeof(name), "老师%d", i);
		assert_int_equal(add(place, "person", V("name", name), NULL, &err), KY_OK);
	}
	assert_int_equal(ky_change_commit(place->wb, &err), KY_OK);
	expect_step(place, ky_undo_look, "导入 人员名册 40 条");
	assert_int_equal(ky_undo(place->wb, &step, &err), KY_OK);
	assert_int_equal(step.records, PEOPLE);
	assert_string_equal(step.record[KY_UNDO_RECORDS - 1].number, "G01-R008");
	ky_undo_step_clear(&step);
	assert_int_equal(ky_redo_look(place->wb, &step, &err), KY_OK);
	assert_string_equal(step.record[0].number, "G01-R001"); /* in the order in which they were made */
	ky_undo_step_clear(&step);
	assert_int_equal(ky_list_open(place->wb, ky_kind_find("person"), &list, &err), KY_OK);
	assert_int_equal(ky_list_total(list), 0);
	expect_step(place, ky_redo, "导入 人员名册 40 条");
	assert_int_equal(ky_list_total(list), PEOPLE);
	ky_list_close(list);
}

static void an_export_stands_in_the_way_of_neither(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_undo_step step = { 0 };
	char p[64];
	problem(place, "一", p);
	undo(place);
	/* Whatever is written when a package leaves the school. */
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_EXPORT, &err), KY_OK);
	assert_int_equal(add(place, "person", V("name", "甲"), NULL, &err), KY_OK);
	assert_int_equal(ky_change_commit(place->wb, &err), KY_OK);
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 6, 16));
	assert_int_equal(ky_redo_look(place->wb, &step, &err), KY_OK);
	assert_int_equal(step.day, ky_day_from_ymd(2012, 6, 15)); /* on which it was taken back */
	assert_int_equal(ky_redo(place->wb, &step, &err), KY_OK);
	assert_int_equal(ky_undo_look(place->wb, &step, &err), KY_OK);
	assert_int_equal(step.day, ky_day_from_ymd(2012, 6, 16)); /* on which it was done again */
	ky_undo_step_clear(&step);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(redo_does_again_what_undo_took_back_last),
		TEST(a_new_change_ends_what_can_be_done_again),
		TEST(an_undo_in_the_middle_of_redos_goes_back_to_them),
		TEST(redo_is_a_change_in_the_history),
		TEST(what_was_deleted_comes_back_to_its_place),
		TEST(a_step_says_record_field_before_and_after),
		TEST(a_step_says_what_comes_and_goes),
		TEST(an_import_is_one_step_of_either),
		TEST(an_export_stands_in_the_way_of_neither),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
