/* Tests by rule what random histories (tests/merge/model.py) do not reach: fields that move together, numbers that
 * two copies gave, records that two new workbooks have in common, old files, and what a package may not say. */
#include "unit/old.h"

#include "merge/take.h"
#include "record/heads/note.h"
#include "record/heads/outcome.h"
#include "workbook/change.h"

/* A second copy of the place's workbook, as copying the file gives it. */
static struct ky_workbook *copy_of(struct place *place, const char *name, char path[128])
{
	struct ky_error err = { 0 };
	struct ky_workbook *wb = NULL;
	char command[400];
	snprintf(path, 128, "%s/%s.kuayue", place->dir, name);
	snprintf(command, sizeof(command), "cp '%s' '%s'", place->path, path);
	assert_int_equal(system(command), 0);
	if (ky_workbook_open(path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &wb, &err))
		fail_msg("%s", err.text);
	return wb;
}

static char *changes_of(struct ky_workbook *wb)
{
	struct ky_error err = { 0 };
	char *text = NULL;
	size_t len = 0;
	FILE *file = open_memstream(&text, &len);
	if (moved_write(wb, NULL, file, &err))
		fail_msg("%s", err.text);
	fclose(file);
	return text;
}

/* Takes a text in; nothing is kept where it is refused. */
static enum ky_code take(struct ky_workbook *wb, const char *text, struct taken *taken, struct ky_error *err)
{
	static int64_t imports;
	struct taking *taking = NULL;
	struct moved_line above = { 0 }, line;
	bool has_above = false;
	assert_int_equal(ky_change_begin(wb, KY_CHANGE_IMPORT, err), KY_OK);
	enum ky_code code = taking_begin(wb, ++imports, &taking, err);
	for (; !code && *text; text += strcspn(text, "\n") + 1) {
		code = moved_parse(text, strcspn(text, "\n"), has_above ? &above : NULL, &line, err);
		if (!code)
			code = taking_line(taking, &line, err);
		if (!code && line.is == MOVED_CHANGE) {
			moved_line_clear(&above);
			above = line;
			has_above = true;
		} else {
			moved_line_clear(&line);
		}
	}
	if (!code)
		code = taking_finish(taking, taken, err);
	taking_end(taking);
	moved_line_clear(&above);
	if (code)
		ky_change_rollback(wb);
	else
		assert_int_equal(ky_change_commit(wb, err), KY_OK);
	return code;
}

static struct taken merge(struct ky_workbook *to, struct ky_workbook *from)
{
	struct taken taken = { 0 };
	struct ky_error err = { 0 };
	char *text = changes_of(from);
	if (take(to, text, &taken, &err))
		fail_msg("%s", err.text);
	free(text);
	return taken;
}

/* The same helpers for a copy: they know of a place only its workbook. */
static struct place at(struct ky_workbook *wb)
{
	return (struct place){ .wb = wb };
}

static size_t rivals_of(struct ky_workbook *wb, const char *number)
{
	struct ky_error err = { 0 };
	struct ky_record *record = NULL;
	struct outcome outcome;
	assert_int_equal(ky_record_load(wb, number, &record, &err), KY_OK);
	assert_int_equal(outcome_read(wb, ky_record_kind(record), ky_record_id(record), &outcome, &err), KY_OK);
	size_t count = outcome.rival_count;
	outcome_free(&outcome);
	ky_record_free(record);
	return count;
}

#define WORKING                                                                                                   \
	V("status", "整改中", "owner", "甘秀山", "measure", "减半", "due", "2012-07-01", "type", "限期整改")

/* One PC closes the problem, the other sends it back: it is not closed, and none of the one's days stand beside
 * the other's state. */
static void what_a_state_stands_on_moves_with_it(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char path[128];
	assert_int_equal(add(place, "problem", V("text", "会议多", "found", "2012-05-01"), NULL, &err), KY_OK);
	assert_int_equal(set(place, "G01-001", WORKING, &err), KY_OK);
	assert_int_equal(
		set(place, "G01-001", V("status", "待核验", "done", "2012-06-10", "evidence", "A1"), &err), KY_OK);
	struct place other = at(copy_of(place, "b", path));
	assert_int_equal(
		set(place, "G01-001", V("status", "已销号", "verifier", "谢春娟", "verified", "2012-06-14"), &err),
		KY_OK);
	assert_int_equal(set(&other, "G01-001", V("status", "整改中", "reason", "没有做完"), &err), KY_OK);
	assert_int_equal(merge(place->wb, other.wb).rivals, 1);
	merge(other.wb, place->wb);
	for (int i = 0; i < 2; i++) {
		struct place *one = i ? &other : place;
		expect_text(one, "G01-001", "status", "整改中");
		expect_text(one, "G01-001", "verifier", "");
		expect_text(one, "G01-001", "done", "2012-06-10");
		assert_int_equal(rivals_of(one->wb, "G01-001"), 1);
	}
	/* Whoever decides has the last word in both. */
	assert_int_equal(set(&other, "G01-001", V("status", "待核验"), &err), KY_OK);
	merge(place->wb, other.wb);
	expect_text(place, "G01-001", "status", "待核验");
	assert_int_equal(rivals_of(place->wb, "G01-001"), 0);
	ky_workbook_close(other.wb);
}

static void who_attended_is_a_set_and_who_is_present_follows(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char path[128];
	for (int i = 0; i < 4; i++)
		assert_int_equal(
			add(place, "person", V("name", (const char *[]){ "甲", "乙", "丙", "丁" }[i]), NULL, &err),
			KY_OK);
	assert_int_equal(add(place, "session",
			     V("date", "2012-06-01", "topic", "学习", "should", "4", "attendance",
			       "G01-R001 G01-R002", "absent", "两人请假"),
			     NULL, &err),
			 KY_OK);
	struct place other = at(copy_of(place, "b", path));
	assert_int_equal(set(place, "G01-S001", V("attendance", "G01-R001 G01-R002 G01-R003"), &err), KY_OK);
	assert_int_equal(set(&other, "G01-S001", V("attendance", "G01-R001 G01-R004"), &err), KY_OK);
	assert_int_equal(merge(place->wb, other.wb).rivals, 0);
	merge(other.wb, place->wb);
	char *members = text_of(place, "G01-S001", "attendance");
	assert_int_equal(strlen(members), strlen("G01-R001 G01-R003 G01-R004"));
	assert_true(strstr(members, "R001") && strstr(members, "R003") && strstr(members, "R004"));
	free(members);
	expect_text(place, "G01-S001", "present", "3");
	expect_text(&other, "G01-S001", "present", "3");
	/* One puts a tick back that the other takes away. */
	assert_int_equal(set(place, "G01-S001", V("attendance", "G01-R003 G01-R004"), &err), KY_OK);
	assert_int_equal(set(place, "G01-S001", V("attendance", "G01-R001 G01-R003 G01-R004"), &err), KY_OK);
	assert_int_equal(set(&other, "G01-S001", V("attendance", "G01-R003 G01-R004"), &err), KY_OK);
	assert_int_equal(merge(place->wb, other.wb).rivals, 1);
	expect_text(place, "G01-S001", "present", "3");
	ky_workbook_close(other.wb);
}

/* Each PC counts on by itself. */
static void two_records_with_one_number_are_told_apart(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char path[128], number[64];
	struct place other = at(copy_of(place, "b", path));
	assert_int_equal(add(place, "problem", V("text", "甲"), NULL, &err), KY_OK);
	assert_int_equal(add(&other, "problem", V("text", "乙"), NULL, &err), KY_OK);
	merge(place->wb, other.wb);
	merge(other.wb, place->wb);
	ky_workbook_close(other.wb);
	place_reopen(place);
	static const char sql[] = "SELECT number || ' ' || text FROM problem ORDER BY 1";
	char *here = query(place->path, sql), *there = query(path, sql);
	assert_string_equal(here, there);
	assert_int_equal(strncmp(here, "G01-001~", 8), 0);
	assert_non_null(strstr(here, "\nG01-001~"));
	assert_int_equal(add(place, "problem", V("text", "丙"), number, &err), KY_OK);
	/* The third record there is. */
	assert_string_equal(number, "G01-003");
	free(here);
	free(there);
}

static void two_new_workbooks_of_one_school_become_one(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct place other = { .wb = NULL };
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	char path[128];
	snprintf(path, sizeof(path), "%s/second.kuayue", place->dir);
	assert_int_equal(ky_workbook_create(&(struct ky_new_workbook){ .path = path,
								       .template_name = "builtin",
								       .ini = ini,
								       .ini_len = len,
								       .code = "G01",
								       .name = "榕溪县第一中学",
								       .kind = "gaozhong",
								       .today = ky_day_from_ymd(2012, 6, 15) },
					    &other.wb, &err),
			 KY_OK);
	assert_int_equal(set(place, "G01-C001", V("self", "2"), &err), KY_OK);
	assert_int_equal(set(&other, "G01-C002", V("self", "1"), &err), KY_OK);
	struct taken taken = merge(place->wb, other.wb);
	assert_int_equal(taken.made, 0);
	assert_int_equal(taken.rivals, 0);
	expect_text(place, "G01-C001", "self", "2");
	expect_text(place, "G01-C002", "self", "1");
	assert_int_equal(merge(place->wb, other.wb).operations, 0);
	ky_workbook_close(other.wb);
}

/* What the history says of a record that no copy had a part in is what its row has. */
static void in_old_files_history_and_rows_agree(void **state)
{
	struct place *place = *state;
	for (int version = 1; version <= 5; version++) {
		struct ky_error err = { 0 };
		struct ky_workbook *wb = NULL;
		char dump[64], path[128], name[160];
		int looked = 0;
		snprintf(dump, sizeof(dump), "tests/data/version-%d.sql", version);
		snprintf(path, sizeof(path), "%s/v%d.kuayue", place->dir, version);
		make_old(path, dump);
		assert_int_equal(ky_workbook_open(path, KY_WRITE, ky_day_from_ymd(2012, 6, 16), &wb, &err), KY_OK);
		for (size_t i = 0; ky_kind_at(i); i++) {
			char sql[200];
			snprintf(sql, sizeof(sql), "SELECT DISTINCT record FROM op WHERE kind = '%s'",
				 ky_kind_at(i)->name);
			char *ids = query(path, sql);
			for (char *id = ids; *id; id += strcspn(id, "\n") + 1) {
				struct ky_record *row = NULL;
				struct outcome outcome;
				snprintf(name, sizeof(name), "%.*s", (int)strcspn(id, "\n"), id);
				assert_int_equal(store_find(wb, ky_kind_at(i), name, &row, &err), KY_OK);
				assert_int_equal(outcome_read(wb, ky_kind_at(i), name, &outcome, &err), KY_OK);
				if (outcome.known) {
					looked++;
					assert_int_equal(outcome.exists, row != NULL);
					assert_int_equal(outcome.rival_count, 0);
					for (size_t j = 0; row && j < ky_kind_at(i)->field_count; j++)
						if (!cell_equal(&row->cells[j], &outcome.record->cells[j]))
							fail_msg("version %d: %s %s %s", version,
								 ky_kind_at(i)->name, name,
								 ky_kind_at(i)->fields[j].name);
				}
				outcome_free(&outcome);
				ky_record_free(row);
			}
			free(ids);
		}
		assert_true(looked > 3);
		ky_workbook_close(wb);
	}
}

/* Makes one text of another with a part of it replaced, and has it taken in. */
static void refused(struct place *place, struct ky_workbook *wb, const char *from, const char *to, const char *why)
{
	struct ky_error err = { 0 };
	struct taken taken;
	char *text = changes_of(wb), *found = strstr(text, from);
	assert_non_null(found);
	size_t size = strlen(text) + strlen(to) + 1;
	char *other = calloc(1, size);
	snprintf(other, size, "%.*s%s%s", (int)(found - text), text, to, found + strlen(from));
	int64_t before = query_number(place->path, "SELECT count(*) FROM op");
	assert_int_equal(take(place->wb, other, &taken, &err), KY_INPUT);
	if (!strstr(err.text, why))
		fail_msg("%s -> %s: %s", from, to, err.text);
	assert_int_equal(query_number(place->path, "SELECT count(*) FROM op"), before);
	free(text);
	free(other);
}

static void what_no_program_writes_is_refused_and_changes_nothing(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char path[128];
	struct place other = at(copy_of(place, "b", path));
	assert_int_equal(add(&other, "problem", V("text", "甲"), NULL, &err), KY_OK);
	assert_int_equal(set(&other, "G01-001", V("text", "乙"), &err), KY_OK);
	refused(place, other.wb, "\"format\":1", "\"format\":2", "newer version");
	refused(place, other.wb, "{\"kuayue\":\"ops\",\"format\":1}\n", "", "not as Kuayue");
	refused(place, other.wb, ",\"text\",\"乙\",[", ",\"text\",\"乙\",[99999,0,", "missing");
	refused(place, other.wb, ",\"text\",\"乙\",[", ",\"text\",\"乙\",[1,", "not as Kuayue");
	refused(place, other.wb, ",\"text\",\"乙\",", ",\"TEXT\",\"乙\",", "not as Kuayue");
	refused(place, other.wb, ",\"text\",\"乙\",", ",\"text\",{\"+\":\"\"},", "not as Kuayue");
	refused(place, other.wb, ",\"text\",\"乙\",", ",\"text\",[[[[[[[[1]]]]]]]],", "not as Kuayue");
	refused(place, other.wb, "\"c\":1,", "\"c\":1000000001,", "not as Kuayue");
	refused(place, other.wb, "\"c\":1,", "\"c\":-1,", "not as Kuayue");
	refused(place, other.wb, "\"day\":\"2012-06-15\"", "\"day\":\"2012-06-31\"", "not as Kuayue");
	/* A change that is known says something else. */
	refused(place, other.wb, "[\"school\",", "[\"person\",", "has a name");
	assert_int_equal(merge(place->wb, other.wb).made, 1);
	ky_workbook_close(other.wb);
}

static void an_import_is_taken_out_again_unless_something_stands_on_it(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char path[128];
	struct kept on = { 0 };
	assert_int_equal(add(place, "problem", V("text", "甲"), NULL, &err), KY_OK);
	struct place other = at(copy_of(place, "b", path));
	assert_int_equal(set(&other, "G01-001", V("text", "乙"), &err), KY_OK);
	assert_int_equal(add(&other, "visit", V("date", "2012-06-01", "place", "村"), NULL, &err), KY_OK);
	merge(place->wb, other.wb);
	char *import = query(place->path, "SELECT max(received) FROM change");
	expect_text(place, "G01-001", "text", "乙");
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_IMPORT, &err), KY_OK);
	assert_int_equal(taken_back(place->wb, strtoll(import, NULL, 10), &on, &err), KY_OK);
	assert_int_equal(ky_change_commit(place->wb, &err), KY_OK);
	expect_text(place, "G01-001", "text", "甲");
	assert_int_equal(query_number(place->path, "SELECT count(*) FROM visit"), 0);
	assert_int_equal(query_number(place->path, "SELECT live FROM tally WHERE kind = 'visit'"), 0);
	free(import);
	/* Again, and now somebody works on. */
	assert_int_equal(merge(place->wb, other.wb).made, 1);
	assert_int_equal(set(place, "G01-001", V("text", "丙"), &err), KY_OK);
	import = query(place->path, "SELECT max(received) FROM change");
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_IMPORT, &err), KY_OK);
	assert_int_equal(taken_back(place->wb, strtoll(import, NULL, 10), &on, &err), KY_NO);
	ky_change_rollback(place->wb);
	assert_int_equal(on.count, 1);
	expect_text(place, "G01-001", "text", "丙");
	kept_free(&on);
	free(import);
	ky_workbook_close(other.wb);
}

/* What the other copy deleted is brought back as it was, in both. */
static void what_another_copy_deleted_is_restored(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	struct ky_record *record = NULL;
	char path[128];
	assert_int_equal(add(place, "problem", V("text", "甲", "due", "2012-07-01"), NULL, &err), KY_OK);
	struct place other = at(copy_of(place, "b", path));
	assert_int_equal(ky_record_load(other.wb, "G01-001", &record, &err), KY_OK);
	assert_int_equal(ky_record_delete(other.wb, ky_record_id(record), &err), KY_OK);
	ky_record_free(record);
	assert_int_equal(merge(place->wb, other.wb).removed, 1);
	assert_int_equal(ky_record_restore(place->wb, "G01-001", &err), KY_OK);
	expect_text(place, "G01-001", "due", "2012-07-01");
	assert_int_equal(rivals_of(place->wb, "G01-001"), 0);
	assert_int_equal(merge(other.wb, place->wb).made, 1);
	expect_text(&other, "G01-001", "text", "甲");
	assert_int_equal(rivals_of(other.wb, "G01-001"), 0);
	ky_workbook_close(other.wb);
}

/* Undo does not take away what another copy's work stands on. */
static void undo_stops_where_another_copy_went_on(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	char path[128];
	assert_int_equal(add(place, "problem", V("text", "甲"), NULL, &err), KY_OK);
	assert_int_equal(set(place, "G01-001", V("text", "乙"), &err), KY_OK);
	struct place other = at(copy_of(place, "b", path));
	assert_int_equal(set(&other, "G01-001", V("text", "丙"), &err), KY_OK);
	merge(place->wb, other.wb);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_NO);
	assert_non_null(strstr(err.text, "another copy"));
	expect_text(place, "G01-001", "text", "丙");
	/* A decision is taken back, and both stand again. */
	assert_int_equal(set(place, "G01-001", V("text", "丁"), &err), KY_OK);
	assert_int_equal(set(&other, "G01-001", V("text", "戊"), &err), KY_OK);
	merge(place->wb, other.wb);
	assert_int_equal(rivals_of(place->wb, "G01-001"), 1);
	assert_int_equal(set(place, "G01-001", V("text", "己"), &err), KY_OK);
	assert_int_equal(rivals_of(place->wb, "G01-001"), 0);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	assert_int_equal(rivals_of(place->wb, "G01-001"), 1);
	assert_int_equal(ky_redo(place->wb, NULL, &err), KY_OK);
	expect_text(place, "G01-001", "text", "己");
	ky_workbook_close(other.wb);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_a_state_stands_on_moves_with_it),
		TEST(who_attended_is_a_set_and_who_is_present_follows),
		TEST(two_records_with_one_number_are_told_apart),
		TEST(two_new_workbooks_of_one_school_become_one),
		TEST(in_old_files_history_and_rows_agree),
		TEST(what_no_program_writes_is_refused_and_changes_nothing),
		TEST(an_import_is_taken_out_again_unless_something_stands_on_it),
		TEST(what_another_copy_deleted_is_restored),
		TEST(undo_stops_where_another_copy_went_on),
	};
	return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
