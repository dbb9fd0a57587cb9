/* Tests figures, the guided walk and the report on small workbooks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "figure/decl.h"
#include "kuayue/export.h"
#include "kuayue/figure.h"
#include "kuayue/guide.h"
#include "kuayue/record.h"
#include "kuayue/undo.h"

struct place {
	char dir[64], path[96];
	struct ky_workbook *wb;
};

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	struct ky_error err = { .code = KY_OK };
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	snprintf(place->dir, sizeof(place->dir), "/tmp/kuayue-figure-XXXXXX");
	if (!mkdtemp(place->dir))
		return -1;
	snprintf(place->path, sizeof(place->path), "%s/a.kuayue", place->dir);
	if (ky_workbook_create(&(struct ky_new_workbook){ .path = place->path,
							  .template_name = "builtin",
							  .ini = ini,
							  .ini_len = len,
							  .code = "G01",
							  .name = "甲学校<&>",
							  .kind = "gaozhong",
							  .today = ky_day_from_ymd(2012, 6, 15) },
			       &place->wb, &err)) {
		print_error("%s\n", err.text);
		return -1;
	}
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	char command[128];
	ky_workbook_close(place->wb);
	snprintf(command, sizeof(command), "rm -rf '%s'", place->dir);
	int failed = system(command);
	free(place);
	return failed;
}

/* Pairs of field and text, ended by NULL; the record may exist already. */
static void fill_and_save(struct ky_workbook *wb, struct ky_record *record, const char *const *pairs)
{
	struct ky_error err = { .code = KY_OK };
	for (size_t i = 0; pairs[i]; i += 2) {
		int field = ky_field_find(ky_record_kind(record), pairs[i]);
		assert_true(field >= 0);
		if (ky_record_put(wb, record, field, pairs[i + 1], &err))
			fail_msg("%s", err.text);
	}
	if (ky_record_save(wb, record, NULL, &err))
		fail_msg("%s", err.text);
	ky_record_free(record);
}

static void add(struct ky_workbook *wb, const char *kind, const char *const *pairs)
{
	fill_and_save(wb, ky_record_new(ky_kind_find(kind)), pairs);
}

static void set_school(struct ky_workbook *wb, const char *const *pairs)
{
	struct ky_record *school = NULL;
	assert_int_equal(ky_record_load_single(wb, ky_kind_find("school"), &school, NULL), KY_OK);
	fill_and_save(wb, school, pairs);
}

static void add_session(struct ky_workbook *wb, const char *date, const char *topic)
{
	const char *const pairs[] = { "date",   date, "topic",   topic, "form", "集中学习",
				      "should", "10", "present", "10",  NULL };
	add(wb, "session", pairs);
}

static void add_problem(struct ky_workbook *wb, const char *text, const char *type, const char *due)
{
	const char *const pairs[] = { "source", "自查",   "category", "工作作风",   "text", text, "type", type,
				      "owner",  "教务处", "found",    "2012-05-01", "due",  due,  NULL };
	add(wb, "problem", pairs);
}

static struct ky_figure_value compute(struct ky_workbook *wb, const char *id)
{
	struct ky_figure_value value;
	struct ky_error err = { .code = KY_OK };
	assert_non_null(ky_figure_find(id));
	if (ky_figure_compute(wb, ky_figure_find(id), &value, &err))
		fail_msg("%s: %s", id, err.text);
	return value;
}

static int count_record(void *data, const char *id, const char *number)
{
	assert_true(*id && *number);
	++*(int *)data;
	return 0;
}

static void every_figure_computes_and_lists_on_a_new_workbook(void **state)
{
	struct place *place = *state;
	assert_true(ky_figure_count() > 20);
	assert_null(ky_figure_at(ky_figure_count()));
	for (size_t i = 0; i < ky_figure_count(); i++) {
		const struct ky_figure *figure = ky_figure_at(i);
		struct ky_error err = { .code = KY_OK };
		int seen = 0;
		assert_ptr_equal(ky_figure_find(figure->id), figure);
		compute(place->wb, figure->id);
		if (ky_figure_records(place->wb, figure, count_record, &seen, &err))
			fail_msg("%s: %s", figure->id, err.text);
	}
}

static void blank_zero_and_filled_are_three_states(void **state)
{
	struct place *place = *state;
	assert_int_equal(compute(place->wb, "staff").state, KY_FIGURE_BLANK);
	assert_string_equal(compute(place->wb, "staff").text, "未填");
	const char *const pairs[] = { "staff", "35", "party", "0", "website", "否", NULL };
	set_school(place->wb, pairs);
	assert_int_equal(compute(place->wb, "staff").number, 35);
	assert_int_equal(compute(place->wb, "notes_should").number, 35);
	assert_int_equal(compute(place->wb, "party").state, KY_FIGURE_ZERO);
	assert_int_equal(compute(place->wb, "website").state, KY_FIGURE_ZERO);
	const char *const none[] = { "website", "不适用", NULL };
	set_school(place->wb, none);
	assert_int_equal(compute(place->wb, "website").state, KY_FIGURE_NA);
	assert_string_equal(compute(place->wb, "closed_rate").raw, "—");
}

static void a_session_entered_twice_counts_once(void **state)
{
	struct place *place = *state;
	add_session(place->wb, "2012-03-01", "教育发展工程文件");
	add_session(place->wb, "2012-03-01", "教育发展工程文件");
	add_session(place->wb, "2012-03-08", "教育发展工程文件");
	assert_int_equal(compute(place->wb, "sessions").number, 2);
	assert_int_equal(compute(place->wb, "attend").number, 20);
	assert_int_equal(compute(place->wb, "attend_rate").number, 100);
	int seen = 0;
	ky_figure_records(place->wb, ky_figure_find("sessions"), count_record, &seen, NULL);
	assert_int_equal(seen, 2);
}

static void a_sum_of_nothing_is_zero_and_of_blanks_is_blank(void **state)
{
	struct place *place = *state;
	assert_int_equal(compute(place->wb, "cards_sent").state, KY_FIGURE_BLANK);
	assert_int_equal(compute(place->wb, "cards").state, KY_FIGURE_BLANK);
	assert_int_equal(ky_zero_set(place->wb, ky_kind_find("card"), true, NULL), KY_OK);
	assert_int_equal(compute(place->wb, "cards_sent").state, KY_FIGURE_ZERO);
	assert_int_equal(compute(place->wb, "cards").state, KY_FIGURE_ZERO);
	assert_string_equal(compute(place->wb, "cards").raw, "0/0/0");
	add(place->wb, "card", (const char *const[]){ "batch", "一", NULL });
	assert_int_equal(compute(place->wb, "cards_sent").state, KY_FIGURE_BLANK);
	assert_int_equal(compute(place->wb, "cards").state, KY_FIGURE_BLANK);
	add(place->wb, "card", (const char *const[]){ "batch", "二", "sent", "200", NULL });
	assert_string_equal(compute(place->wb, "cards").raw, "200/未填/未填");
	assert_string_equal(compute(place->wb, "return_rate").raw, "—");
	add(place->wb, "card", (const char *const[]){ "batch", "三", "sent", "200", "returned", "127", NULL });
	assert_string_equal(compute(place->wb, "cards").raw, "400/127/未填");
	/* Of the batch that was counted; 63.5 is rounded up. */
	assert_int_equal(compute(place->wb, "return_rate").number, 64);
}

/* Notes on paper: the newest check, by its own day, speaks as it is filled in. */
static void the_newest_spot_check_stands_for_notes_on_paper(void **state)
{
	struct place *place = *state;
	const char *const newer[] = { "date", "2012-06-02", "should", "40", "notes", "38", "pieces", "41", NULL };
	const char *const older[] = { "date", "2012-04-02", "should", "44", "notes", "9", NULL };
	set_school(place->wb, (const char *const[]){ "staff", "50", NULL });
	assert_int_equal(compute(place->wb, "notes_should").number, 50);
	assert_int_equal(compute(place->wb, "notes_rate").state, KY_FIGURE_NO_RATE);
	add(place->wb, "study", newer);
	add(place->wb, "study", older);
	assert_int_equal(compute(place->wb, "notes_should").number, 40);
	assert_int_equal(compute(place->wb, "notes_have").number, 38);
	assert_int_equal(compute(place->wb, "notes_rate").number, 95);
	assert_int_equal(compute(place->wb, "essays").number, 41);
	add(place->wb, "study", (const char *const[]){ "date", "2012-06-03", "notes", "30", NULL });
	assert_int_equal(compute(place->wb, "notes_should").state, KY_FIGURE_BLANK);
	assert_string_equal(compute(place->wb, "notes_rate").raw, "—");
	assert_string_equal(compute(place->wb, "notes").raw, "未填/30");
}

/* One note that is entered does not replace the check of all; who left, or was deleted, divides nothing. */
static void the_source_of_notes_is_the_one_that_has_more(void **state)
{
	struct place *place = *state;
	set_school(place->wb, (const char *const[]){ "staff", "60", NULL });
	add(place->wb, "study", (const char *const[]){ "date", "2012-06-02", "should", "60", "notes", "2", NULL });
	static const char *const names[] = { "甲", "乙", "丙", "丁" };
	for (size_t i = 0; i < 4; i++) {
		add(place->wb, "person", (const char *const[]){ "name", names[i], NULL });
		add(place->wb, "note",
		    (const char *const[]){ "person", names[i], "kind", "笔记", "date", "2012-05-02", "title", "一",
					   NULL });
		assert_int_equal(compute(place->wb, "notes_have").number, i < 2 ? 2 : (int)i + 1);
	}
	assert_int_equal(compute(place->wb, "notes_rate").number, 7);
	struct ky_record *person = NULL;
	assert_int_equal(ky_record_load_newest(place->wb, ky_kind_find("person"), &person, NULL), KY_OK);
	fill_and_save(place->wb, person, (const char *const[]){ "leave", "2012-06-01", NULL });
	assert_int_equal(compute(place->wb, "notes_have").number, 3);
}

static void what_is_merged_into_something_deleted_counts_again(void **state)
{
	struct place *place = *state;
	char first[48];
	struct ky_error err = { 0 };
	add(place->wb, "opinion", (const char *const[]){ "raw", "食堂太慢", NULL });
	struct ky_record *record = NULL;
	assert_int_equal(ky_record_load_newest(place->wb, ky_kind_find("opinion"), &record, NULL), KY_OK);
	snprintf(first, sizeof(first), "%s", ky_record_id(record));
	ky_record_free(record);
	add(place->wb, "opinion",
	    (const char *const[]){ "raw", "食堂慢", "merged_into", first, "category", "工作作风", NULL });
	assert_int_equal(compute(place->wb, "opinions_merged").number, 1);
	/* Sorted is what it was merged into, and that is not. */
	assert_int_equal(compute(place->wb, "opinions_sorted").number, 0);
	assert_int_equal(compute(place->wb, "silent").number, 2);
	assert_int_equal(ky_record_delete(place->wb, first, &err), KY_OK);
	assert_int_equal(compute(place->wb, "opinions_merged").number, 1);
	assert_int_equal(compute(place->wb, "opinions_sorted").number, 1);
	assert_int_equal(compute(place->wb, "silent").number, 1);
}

static void all_is_a_hundred_percent_and_none_is_nought(void **state)
{
	struct place *place = *state;
	add(place->wb, "card", (const char *const[]){ "batch", "一", "sent", "250", "returned", "249", NULL });
	assert_int_equal(compute(place->wb, "return_rate").number, 99);
	add(place->wb, "card", (const char *const[]){ "batch", "二", "sent", "1", "returned", "1", NULL });
	assert_int_equal(compute(place->wb, "return_rate").number, 99);
	add(place->wb, "card", (const char *const[]){ "batch", "三", "sent", "90000", NULL });
	assert_int_equal(compute(place->wb, "return_rate").number, 99); /* not counted yet */
	assert_int_equal(compute(place->wb, "valid_rate").state, KY_FIGURE_NO_RATE);
	add(place->wb, "card",
	    (const char *const[]){ "batch", "四", "sent", "90000", "returned", "1", "valid", "0", NULL });
	assert_int_equal(compute(place->wb, "return_rate").number, 1);
	assert_int_equal(compute(place->wb, "valid_rate").number, 0);
}

static void a_mobilisation_is_one_meeting_and_a_discussion_in_two_lists_is_one(void **state)
{
	struct place *place = *state;
	assert_int_equal(compute(place->wb, "mobilise_date").state, KY_FIGURE_BLANK);
	assert_int_equal(compute(place->wb, "mobilise_should").state, KY_FIGURE_BLANK);
	assert_int_equal(compute(place->wb, "mobilise_present").state, KY_FIGURE_BLANK);
	add(place->wb, "activity",
	    (const char *const[]){ "kind", "动员会", "date", "2012-03-01", "title", "再动员", "should", "62",
				   "present", "60", NULL });
	add(place->wb, "activity",
	    (const char *const[]){ "kind", "动员会", "date", "2012-02-27", "title", "动员", "should", "61",
				   NULL });
	assert_string_equal(compute(place->wb, "mobilise_date").raw, "2012-02-27");
	assert_int_equal(compute(place->wb, "mobilise_should").number, 61);
	assert_int_equal(compute(place->wb, "mobilise_present").state, KY_FIGURE_BLANK);
	add(place->wb, "session",
	    (const char *const[]){ "date", "2012-03-05", "topic", "怎样跨越", "form", "专题讨论", NULL });
	add(place->wb, "activity",
	    (const char *const[]){ "kind", "专题讨论", "date", "2012-03-05", "title", "怎样跨越", NULL });
	assert_int_equal(compute(place->wb, "discussions").number, 1);
	add(place->wb, "activity",
	    (const char *const[]){ "kind", "专题讨论", "date", "2012-03-06", "title", "又一次", NULL });
	assert_int_equal(compute(place->wb, "discussions").number, 2);
}

static void what_does_not_apply_proves_nothing(void **state)
{
	struct place *place = *state;
	add(place->wb, "problem",
	    (const char *const[]){ "source", "自查", "text", "会太多", "cause", "不适用", "measure", "不适用",
				   NULL });
	assert_int_equal(compute(place->wb, "with_cause").number, 0);
	assert_int_equal(compute(place->wb, "with_measure").number, 0);
	assert_int_equal(compute(place->wb, "type_none").number, 1);
	add(place->wb, "opinion",
	    (const char *const[]){ "raw", "食堂太慢", "owner", "不适用", "result", "不适用", NULL });
	assert_int_equal(compute(place->wb, "opinions_settled").number, 0);
	assert_int_equal(compute(place->wb, "settled_rate").number, 0);
}

static void a_plan_is_no_rule_and_an_ended_one_is_not_standing(void **state)
{
	struct place *place = *state;
	static const char *const rows[][2] = { { "新建", "实施方案" },
					       { "新建", "长效机制" },
					       { "废止", "长效机制" } };
	for (size_t i = 0; i < 3; i++)
		add(place->wb, "institution",
		    (const char *const[]){ "title", "甲", "kind", rows[i][0], "about", rows[i][1], NULL });
	assert_int_equal(compute(place->wb, "systems_new").number, 1);
	assert_int_equal(compute(place->wb, "longterm_rules").number, 1);
	add(place->wb, "body",
	    (const char *const[]){ "name", "办公室", "kind", "办公室", "date", "2012-02-01", NULL });
	assert_int_equal(compute(place->wb, "body_date").state, KY_FIGURE_BLANK);
}

static const char *zero_in_json(struct ky_workbook *wb, const char *id)
{
	char *text = NULL;
	size_t i;
	json_t *figure;
	static char out[64];
	assert_int_equal(ky_figures_json(wb, &text, NULL), KY_OK);
	json_t *figures = json_loads(text, 0, NULL);
	json_array_foreach(figures, i, figure)
	{
		if (strcmp(json_string_value(json_object_get(figure, "id")), id) != 0)
			continue;
		char *value = json_dumps(json_object_get(figure, "value"), JSON_ENCODE_ANY);
		snprintf(out, sizeof(out), "%s %s", value, json_string_value(json_object_get(figure, "state")));
		free(value);
	}
	json_decref(figures);
	free(text);
	return out;
}

/* No record and no word: 未填. No record and somebody's word: 零报告. A record: the number, also where it is 0. */
static void nought_is_said_by_somebody_or_counted(void **state)
{
	struct place *place = *state;
	const struct ky_kind *bulletin = ky_kind_find("bulletin");
	struct ky_zero zero;
	struct ky_error err = { 0 };
	assert_string_equal(zero_in_json(place->wb, "bulletins"), "null 未填");
	assert_string_equal(compute(place->wb, "bulletins").text, "未填");
	assert_string_equal(compute(place->wb, "zero").raw, "");
	assert_true(ky_workbook_set_author(place->wb, "甲老师"));
	assert_int_equal(ky_zero_set(place->wb, bulletin, true, &err), KY_OK);
	assert_int_equal(ky_zero_set(place->wb, ky_kind_find("media"), true, &err), KY_OK);
	assert_int_equal(ky_zero_of(place->wb, bulletin, &zero, &err), KY_OK);
	assert_true(zero.said && zero.state == KY_FIGURE_ZERO && zero.day == ky_day_from_ymd(2012, 6, 15));
	assert_string_equal(zero.by, "甲老师");
	assert_string_equal(zero_in_json(place->wb, "bulletins"), "0 零报告");
	assert_string_equal(zero_in_json(place->wb, "bulletins_adopted"), "0 零报告");
	assert_string_equal(compute(place->wb, "zero").raw, "简报、宣传稿件");
	/* The first record makes it void; what it is not counted in is 0, and that is filled in. */
	add(place->wb, "bulletin", (const char *const[]){ "title", "第1期", NULL });
	assert_string_equal(zero_in_json(place->wb, "bulletins"), "1 已填");
	assert_string_equal(zero_in_json(place->wb, "bulletins_adopted"), "0 已填");
	assert_string_equal(compute(place->wb, "zero").raw, "宣传稿件");
	assert_int_equal(ky_zero_set(place->wb, bulletin, true, &err), KY_INPUT);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	assert_string_equal(zero_in_json(place->wb, "bulletins"), "0 零报告");
	/* Taken back, and that taken back. */
	assert_int_equal(ky_zero_set(place->wb, bulletin, false, &err), KY_OK);
	assert_string_equal(zero_in_json(place->wb, "bulletins"), "null 未填");
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	assert_string_equal(zero_in_json(place->wb, "bulletins"), "0 零报告");
	/* What the program fills is no ledger of people. */
	assert_int_equal(ky_zero_set(place->wb, ky_kind_find("task"), true, &err), KY_INPUT);
	assert_int_equal(ky_zero_set(place->wb, ky_kind_find("school"), true, &err), KY_INPUT);
	assert_int_equal(ky_zero_set(place->wb, ky_kind_find("zero"), true, &err), KY_INPUT);
}

/* Two ledgers of one figure are both empty before it is 0; a typed 0 was said by who typed it. */
static void nought_of_two_ledgers_needs_both(void **state)
{
	struct place *place = *state;
	assert_int_equal(ky_zero_set(place->wb, ky_kind_find("note"), true, NULL), KY_OK);
	assert_string_equal(zero_in_json(place->wb, "essays"), "null 未填");
	assert_int_equal(ky_zero_set(place->wb, ky_kind_find("study"), true, NULL), KY_OK);
	assert_string_equal(zero_in_json(place->wb, "essays"), "0 零报告");
	assert_string_equal(zero_in_json(place->wb, "notes"), "\"未填/0\" 已填");
	assert_string_equal(zero_in_json(place->wb, "party"), "null 未填");
	set_school(place->wb, (const char *const[]){ "party", "0", NULL });
	assert_string_equal(zero_in_json(place->wb, "party"), "0 零报告");
	/* Nothing to divide by is neither. */
	assert_string_equal(zero_in_json(place->wb, "closed_rate"), "\"—\" —");
	/* What comes with the template is there. */
	assert_string_equal(zero_in_json(place->wb, "rated"), "0 已填");
}

static void every_figure_names_its_ledgers(void **state)
{
	(void)state;
	for (size_t i = 0; i < figure_decls_count; i++) {
		const char *at = figure_decls[i].ledgers;
		for (size_t len = 0; at && *at; at += len + (at[len] == ' ')) {
			char name[32];
			len = strcspn(at, " ");
			snprintf(name, sizeof(name), "%.*s", (int)len, at);
			if (!ky_kind_find(name))
				fail_msg("%s counts \"%s\", which is no kind", figure_decls[i].figure.id, name);
		}
	}
}

static int take_void(void *data, const struct ky_finding *finding)
{
	*(int *)data += !strcmp(finding->kind, "zero") && strstr(finding->text, "2012-06-15") != NULL;
	return 0;
}

static void check_names_a_confirmation_that_is_void(void **state)
{
	struct place *place = *state;
	int found = 0;
	assert_int_equal(ky_zero_set(place->wb, ky_kind_find("bulletin"), true, NULL), KY_OK);
	ky_guide_check(place->wb, take_void, &found, NULL);
	assert_int_equal(found, 0);
	add(place->wb, "bulletin", (const char *const[]){ "title", "第1期", NULL });
	ky_guide_check(place->wb, take_void, &found, NULL);
	assert_int_equal(found, 1);
	assert_int_equal(ky_zero_set(place->wb, ky_kind_find("bulletin"), false, NULL), KY_OK);
	found = 0;
	ky_guide_check(place->wb, take_void, &found, NULL);
	assert_int_equal(found, 0);
}

static int64_t entered_late(struct place *place)
{
	return compute(place->wb, "late").number;
}

/* The views that figures read are made when they are first asked for. */
static void what_is_made_on_demand_stays_when_a_change_does_not(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	for (int reopened = 0; reopened < 3; reopened++) {
		ky_workbook_close(place->wb);
		assert_int_equal(
			ky_workbook_open(place->path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &place->wb, &err),
			KY_OK);
		if (reopened == 2)
			assert_int_equal(entered_late(place), 0);
		assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_EDIT, &err), KY_OK);
		if (reopened > 0)
			assert_int_equal(entered_late(place), 0);
		ky_change_rollback(place->wb);
		assert_int_equal(entered_late(place), 0);
	}
}

/* A kind without 登记日期 is late by the day on which it was entered. */
static void late_is_known_of_every_kind_with_a_day(void **state)
{
	struct place *place = *state;
	static const char *const kinds[] = { "body", "institution", "model", "reward", "suggestion" };
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const struct ky_kind *kind = ky_kind_find(kinds[i]);
		struct ky_record *record = ky_record_new(kind);
		struct ky_error err = { 0 };
		int day = ky_field_of(kind, KY_ROLE_HAPPENED), title = ky_field_find(kind, kind->title);
		const char *text = kind->fields[title].type == KY_CHOICE ? "领导小组" : "甲";
		assert_int_equal(ky_record_put(place->wb, record, day, i % 2 ? "2012-06-08" : "2012-06-07", &err),
				 KY_OK);
		assert_int_equal(ky_record_put(place->wb, record, title, text, &err), KY_OK);
		int type = ky_field_find(kind, "kind");
		size_t count = 0;
		if (type >= 0 && kind->fields[type].type == KY_CHOICE && kind->fields[type].required)
			assert_int_equal(ky_record_put(place->wb, record, type,
						       ky_campaign_choices(ky_workbook_campaign(place->wb),
									   kind->fields[type].choices, &count)[0]
							       .text,
						       &err),
					 KY_OK);
		if (ky_record_save(place->wb, record, NULL, &err))
			fail_msg("%s: %s", kinds[i], err.text);
		ky_record_free(record);
	}
	/* Three of them took place eight days ago, two seven, which is in time. */
	assert_int_equal(compute(place->wb, "late").number, 3);
}

static void overdue_starts_the_day_after_the_deadline(void **state)
{
	struct place *place = *state;
	add_problem(place->wb, "会议多", "限期整改", "2012-06-15");
	assert_int_equal(compute(place->wb, "of_which_overdue").number, 0);
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 6, 16));
	assert_int_equal(compute(place->wb, "of_which_overdue").number, 1);
}

static void closed_rate_leaves_out_long_term_problems(void **state)
{
	struct place *place = *state;
	assert_int_equal(compute(place->wb, "closed_rate").state, KY_FIGURE_NO_RATE);
	assert_string_equal(compute(place->wb, "closed_rate").text, "—");
	add_problem(place->wb, "长期", "长期坚持", "");
	assert_int_equal(compute(place->wb, "closed_rate").state, KY_FIGURE_NO_RATE);
	add_problem(place->wb, "限期", "限期整改", "2012-07-01");
	assert_int_equal(compute(place->wb, "closed_rate").state, KY_FIGURE_FILLED);
	assert_int_equal(compute(place->wb, "problems").number, 2);
}

static int last_step(void *data, const struct ky_step *step)
{
	int *last = data;
	/* overdue first, then due, then open: the enum's order */
	assert_true((int)step->urgency >= *last);
	assert_true(*step->reason && *step->kind);
	assert_null(strchr(step->reason, '{'));
	*last = (int)step->urgency;
	return 0;
}

static void steps_come_in_order_of_urgency(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	int last = 0;
	if (ky_guide_next(place->wb, last_step, &last, &err))
		fail_msg("%s", err.text);
	assert_int_equal(last, KY_STEP_OPEN);
}

static int find_school(void *data, const struct ky_finding *finding)
{
	assert_null(strchr(finding->text, '{'));
	*(int *)data += !strcmp(finding->kind, "school");
	return 0;
}

static void check_finds_each_school_figure_that_is_missing(void **state)
{
	struct place *place = *state;
	int found = 0;
	assert_int_equal(ky_guide_check(place->wb, find_school, &found, NULL), KY_NO);
	/* Two of them are the number and the signer that the report waits for, one is the opinion box. */
	assert_int_equal(found, 9);
	const char *const pairs[] = { "staff", "35", "party", "0", NULL };
	set_school(place->wb, pairs);
	found = 0;
	ky_guide_check(place->wb, find_school, &found, NULL);
	assert_int_equal(found, 7);
}

static char *written(struct ky_workbook *wb, const char *document)
{
	char *text = NULL;
	size_t len = 0;
	struct ky_error err = { .code = KY_OK };
	FILE *out = open_memstream(&text, &len);
	if (ky_document_write(wb, ky_document_find(document), NULL, out, &err))
		fail_msg("%s", err.text);
	fclose(out);
	return text;
}

static void the_page_escapes_what_people_typed(void **state)
{
	struct place *place = *state;
	add_problem(place->wb, "<script>alert(1)</script>", "限期整改", "2012-07-01");
	char *page = written(place->wb, "report.html");
	assert_null(strstr(page, "<script"));
	assert_non_null(strstr(page, "&lt;script&gt;"));
	assert_non_null(strstr(page, "甲学校&lt;&amp;&gt;"));
	assert_non_null(strstr(page, "lang=\"zh-CN\""));
	assert_null(strstr(page, "http"));
	free(page);
}

/* The keys that other programs read; a new one may come, none may go. */
static void a_figure_is_one_object_of_twelve_keys(void **state)
{
	static const char *const keys[] = { "id",     "label",         "zh",     "unit", "value",    "state",
					    "target", "target_origin", "origin", "note", "dividend", "divisor" };
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char *text = NULL, *package = written(place->wb, "figures.json");
	assert_int_equal(ky_figures_json(place->wb, &text, &err), KY_OK);
	json_t *figures = json_loads(text, 0, NULL), *root = json_loads(package, 0, NULL);
	assert_true(json_equal(figures, json_object_get(root, "figures")));
	assert_int_equal(json_array_size(figures), ky_figure_count());
	size_t i;
	json_t *figure;
	json_array_foreach(figures, i, figure)
	{
		assert_string_equal(json_string_value(json_object_get(figure, "id")), ky_figure_at(i)->id);
		for (size_t j = 0; j < sizeof(keys) / sizeof(keys[0]); j++)
			assert_non_null(json_object_get(figure, keys[j]));
	}
	json_decref(figures);
	json_decref(root);
	free(text);
	free(package);
}

static void two_exports_of_one_workbook_are_the_same_bytes(void **state)
{
	struct place *place = *state;
	add_problem(place->wb, "会议多", "限期整改", "2012-07-01");
	char *one = written(place->wb, "figures.json"), *two = written(place->wb, "figures.json");
	assert_string_equal(one, two);
	assert_non_null(strstr(one, "\"id\":\"problems\""));
	free(one);
	free(two);
	one = written(place->wb, "records.jsonl");
	assert_non_null(strstr(one, "限期整改"));
	assert_null(strstr(one, "\"limited\""));
	free(one);
}

static int count_text(void *data, const char *text)
{
	*(int *)data += !strcmp(text, "教职工");
	return 0;
}

static void missing_figures_are_named_in_chinese(void **state)
{
	struct place *place = *state;
	int seen = 0;
	assert_int_equal(ky_export_missing(place->wb, count_text, &seen, NULL), KY_OK);
	assert_int_equal(seen, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_figure_computes_and_lists_on_a_new_workbook, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(blank_zero_and_filled_are_three_states, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_session_entered_twice_counts_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_sum_of_nothing_is_zero_and_of_blanks_is_blank, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(the_newest_spot_check_stands_for_notes_on_paper, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(nought_is_said_by_somebody_or_counted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nought_of_two_ledgers_needs_both, set_up, tear_down),
		cmocka_unit_test_setup_teardown(check_names_a_confirmation_that_is_void, set_up, tear_down),
		cmocka_unit_test(every_figure_names_its_ledgers),
		cmocka_unit_test_setup_teardown(the_source_of_notes_is_the_one_that_has_more, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_merged_into_something_deleted_counts_again, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(all_is_a_hundred_percent_and_none_is_nought, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_mobilisation_is_one_meeting_and_a_discussion_in_two_lists_is_one,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_does_not_apply_proves_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_plan_is_no_rule_and_an_ended_one_is_not_standing, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_is_made_on_demand_stays_when_a_change_does_not, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(late_is_known_of_every_kind_with_a_day, set_up, tear_down),
		cmocka_unit_test_setup_teardown(overdue_starts_the_day_after_the_deadline, set_up, tear_down),
		cmocka_unit_test_setup_teardown(closed_rate_leaves_out_long_term_problems, set_up, tear_down),
		cmocka_unit_test_setup_teardown(steps_come_in_order_of_urgency, set_up, tear_down),
		cmocka_unit_test_setup_teardown(check_finds_each_school_figure_that_is_missing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_page_escapes_what_people_typed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_figure_is_one_object_of_twelve_keys, set_up, tear_down),
		cmocka_unit_test_setup_teardown(two_exports_of_one_workbook_are_the_same_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(missing_figures_are_named_in_chinese, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("figure", tests, NULL, NULL);
}
