/* Tests what waits for a decision when copies became one: what is listed, and in what order; deciding for a side
 * or for another value, which undo takes back; and a cache that was emptied. */
#include "unit/old.h"

#include "kuayue/conflict.h"
#include "kuayue/merge.h"

struct seen {
	int count;
	char text[4000]; /* NUMBER FIELD [side|side] */
};

/* A set stands in the order of ids, which are drawn at random. */
static const char *side_text(const struct ky_conflict *conflict, size_t side)
{
	const char *text = conflict->sides[side].text;
	if (conflict->field < 0 || conflict->kind->fields[conflict->field].type != KY_LINKS)
		return text;
	return strcmp(text, "G01-R002 G01-R001") == 0 ? "G01-R001 G01-R002" : text;
}

static int take_conflict(void *data, const struct ky_conflict *conflict)
{
	struct seen *seen = data;
	size_t len = strlen(seen->text);
	len += (size_t)snprintf(seen->text + len, sizeof(seen->text) - len, "%s %s [", conflict->number,
				conflict->field < 0 ? "-" : conflict->kind->fields[conflict->field].name);
	for (size_t i = 0; i < conflict->count; i++)
		len += (size_t)snprintf(seen->text + len, sizeof(seen->text) - len, "%s%s", i ? "|" : "",
					side_text(conflict, i));
	snprintf(seen->text + len, sizeof(seen->text) - len, "]\n");
	seen->count++;
	return 0;
}

static void expect_waiting(struct place *place, const char *wanted)
{
	struct ky_error err = { 0 };
	struct seen seen = { 0 };
	int64_t count = 0;
	if (ky_conflict_each(place->wb, take_conflict, &seen, &err))
		fail_msg("%s", err.text);
	assert_string_equal(seen.text, wanted);
	assert_int_equal(ky_conflict_count(place->wb, &count, &err), KY_OK);
	assert_int_equal(count, seen.count);
}

static bool agree(void *data, const struct ky_merge_outcome *outcome)
{
	(void)data;
	(void)outcome;
	return true;
}

static void merge(struct place *place, struct place *other)
{
	struct ky_error err = { 0 };
	struct ky_merge_outcome out;
	char *path = NULL;
	bool sealed = false;
	if (ky_merge_write(other->wb, &(struct ky_handing){ KY_HAND_TO_PC, place->dir }, &path, &sealed, &err))
		fail_msg("%s", err.text);
	assert_true(sealed);
	if (ky_merge_take(place->wb, path, agree, NULL, &out, &err))
		fail_msg("%s", err.text);
	free(path);
}

static void clone(struct place *place, struct place *other)
{
	struct ky_error err = { 0 };
	char letters[KY_PC_LETTERS];
	*other = (struct place){ .wb = NULL };
	snprintf(other->path, sizeof(other->path), "%s/b.kuayue", place->dir);
	snprintf(other->dir, sizeof(other->dir), "%s", place->dir);
	if (ky_workbook_clone(place->wb, other->path, letters, &err))
		fail_msg("%s", err.text);
	assert_string_equal(letters, "B");
	if (ky_workbook_open(other->path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &other->wb, &err))
		fail_msg("%s", err.text);
}

static int field_of(const char *kind, const char *name)
{
	return ky_field_find(ky_kind_find(kind), name);
}

static void fill(struct place *place)
{
	struct ky_error err = { 0 };
	assert_int_equal(add(place, "person", V("name", "甲"), NULL, &err), KY_OK);
	assert_int_equal(add(place, "person", V("name", "乙"), NULL, &err), KY_OK);
	if (add(place, "session",
		V("date", "2012-06-01", "topic", "学习", "should", "2", "attendance", "G01-R001 G01-R002",
		  "absent", "请假"),
		NULL, &err))
		fail_msg("%s", err.text);
	assert_int_equal(add(place, "problem",
			     V("text", "会议多", "status", "整改中", "owner", "甘秀山", "measure", "减半", "due",
			       "2012-07-01", "type", "限期整改"),
			     NULL, &err),
			 KY_OK);
	assert_int_equal(add(place, "problem", V("text", "文件多"), NULL, &err), KY_OK);
	expect_waiting(place, "");
}

/* On two PCs that do not know of each other. */
static void work_on(struct place *place, struct place *other)
{
	struct ky_error err = { 0 };
	assert_int_equal(set(place, "G01-001", V("due", "2012-06-30"), &err), KY_OK);
	assert_int_equal(set(other, "G01-001", V("due", "2012-07-15"), &err), KY_OK);
	assert_int_equal(
		set(place, "G01-001", V("status", "待核验", "done", "2012-06-10", "evidence", "A1"), &err), KY_OK);
	assert_int_equal(set(other, "G01-001", V("evidence", "A2"), &err), KY_OK);
	assert_int_equal(set(place, "G01-S001", V("attendance", "G01-R002"), &err), KY_OK);
	assert_int_equal(set(other, "G01-S001", V("attendance", "G01-R002"), &err), KY_OK);
	assert_int_equal(set(other, "G01-S001", V("attendance", "G01-R001 G01-R002"), &err), KY_OK);
	assert_int_equal(set(place, "G01-002", V("owner", "农国山"), &err), KY_OK);
	assert_int_equal(ky_record_delete(other->wb, "G01-002", &err), KY_OK);
}

static void each_kind_of_difference_waits_until_it_is_decided(void **state)
{
	struct place *place = *state, other;
	struct ky_error err = { 0 };
	char number[64];
	int due = field_of("problem", "due"), status = field_of("problem", "status");
	fill(place);
	clone(place, &other);
	assert_int_equal(add(&other, "problem", V("text", "检查多"), number, &err), KY_OK);
	assert_string_equal(number, "G01B-003");

	work_on(place, &other);
	merge(place, &other);
	/* A deleted one first, then the state, of which the less finished is shown. */
	static const char all[] = "G01-002 - [Responsible 农国山|deleted]\n"
				  "G01-001 done [Done on (blank); Evidence A2; Status 整改中|Done on 2012-06-10;"
				  " Evidence A1; Status 待核验]\n"
				  "G01-S001 attendance [G01-R001 G01-R002|G01-R002]\n"
				  "G01-001 due [2012-07-15|2012-06-30]\n";
	expect_waiting(place, all);

	/* Undo asks again; a cache that is gone, or a file that is only read, makes no difference. */
	assert_int_equal(ky_conflict_take(place->wb, "G01-001", due, 1, &err), KY_OK);
	assert_int_equal(ky_conflict_take(place->wb, "G01-001", due, 1, &err), KY_NO);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	expect_waiting(place, all);
	run_sql(place->path, "DELETE FROM cache");
	place_reopen(place);
	expect_waiting(place, all);
	assert_int_equal(query_number(place->path, "SELECT count(*) FROM cache WHERE key LIKE 'waiting%'"),
			 4); /* and that these are all */
	;

	/* What the kind's rules refuse is not taken, and nothing is changed. */
	assert_int_equal(ky_conflict_state(place->wb, "G01-001", status, "已销号", &err), KY_INPUT);
	assert_int_equal(ky_conflict_take(place->wb, "G01-001", status, 1, &err), KY_OK);
	expect_text(place, "G01-001", "evidence", "A1");
	assert_int_equal(ky_conflict_state(place->wb, "G01-001", due, "2012-07-20", &err), KY_OK);
	expect_text(place, "G01-001", "due", "2012-07-20");
	assert_int_equal(ky_conflict_take(place->wb, "G01-002", KY_CONFLICT_RECORD, 2, &err), KY_INPUT);
	assert_int_equal(ky_conflict_take(place->wb, "G01-002", KY_CONFLICT_RECORD, 0, &err), KY_OK);
	assert_int_equal(ky_conflict_take(place->wb, "G01-S001", field_of("session", "attendance"), 1, &err),
			 KY_OK);
	expect_text(place, "G01-S001", "attendance", "G01-R002");
	expect_text(place, "G01-S001", "present", "1");
	expect_waiting(place, "");
	/* The other PC gets the decisions. */
	merge(&other, place);
	expect_waiting(&other, "");
	expect_text(&other, "G01-001", "due", "2012-07-20");
	ky_workbook_close(other.wb);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_kind_of_difference_waits_until_it_is_decided),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
