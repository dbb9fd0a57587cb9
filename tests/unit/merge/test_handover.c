/* Tests hand-over packages: what one PC wrote, taken in on the other; and every reason to refuse one. */
#include "unit/old.h"

#include "kuayue/export.h"
#include "kuayue/merge.h"

struct asked {
	int times;
	bool agree;
	struct ky_merge_outcome outcome;
};

static bool agree(void *data, const struct ky_merge_outcome *outcome)
{
	struct asked *asked = data;
	asked->times++;
	asked->outcome = *outcome;
	return asked->agree;
}

static void second(struct place *place, struct place *other)
{
	struct ky_error err = { 0 };
	char command[400];
	*other = (struct place){ .wb = NULL };
	snprintf(other->path, sizeof(other->path), "%s/b.kuayue", place->dir);
	snprintf(other->dir, sizeof(other->dir), "%s", place->dir);
	snprintf(command, sizeof(command), "cp '%s' '%s'", place->path, other->path);
	assert_int_equal(system(command), 0);
	if (ky_workbook_open(other->path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &other->wb, &err))
		fail_msg("%s", err.text);
}

static char *hand_over(struct place *place)
{
	struct ky_error err = { 0 };
	char *path = NULL;
	bool sealed = false;
	if (ky_merge_write(place->wb, &(struct ky_handing){ KY_HAND_TO_PC, place->dir }, &path, &sealed, &err))
		fail_msg("%s", err.text);
	return path;
}

static uint64_t sum_of(const char *path)
{
	uint64_t sum = 14695981039346656037U;
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	for (int c = getc(file); c != EOF; c = getc(file))
		sum = (sum ^ (unsigned)c) * 1099511628211U;
	fclose(file);
	return sum;
}

static void what_one_pc_did_is_on_the_other(void **state)
{
	struct place *place = *state, other;
	struct ky_error err = { 0 };
	struct ky_merge_outcome out;
	struct asked asked = { .agree = false };
	assert_int_equal(add(place, "problem", V("text", "会议多", "due", "2012-07-01"), NULL, &err), KY_OK);
	second(place, &other);
	assert_int_equal(set(&other, "G01-001", V("due", "2012-07-15"), &err), KY_OK);
	assert_int_equal(add(&other, "visit", V("date", "2012-06-01", "place", "村"), NULL, &err), KY_OK);
	assert_int_equal(set(place, "G01-001", V("due", "2012-06-30"), &err), KY_OK);
	char *package = hand_over(&other);
	assert_non_null(strstr(package, "/G01_榕溪县第一中学_交换包_pc_20120615_n1.zip"));
	/* Asked, and not agreed to: not a byte is another. */
	uint64_t before = sum_of(place->path);
	assert_int_equal(ky_merge_take(place->wb, package, agree, &asked, &out, &err), KY_NO);
	assert_int_equal(asked.times, 1);
	assert_int_equal(asked.outcome.made, 1);
	assert_int_equal(asked.outcome.undecided, 1);
	assert_int_equal(asked.outcome.trust, KY_TRUST_OWN);
	assert_string_equal(asked.outcome.code, "G01");
	assert_int_equal(sum_of(place->path), before);
	asked.agree = true;
	if (ky_merge_take(place->wb, package, agree, &asked, &out, &err))
		fail_msg("%s", err.text);
	assert_int_equal(out.operations, 2);
	expect_text(place, "G01-V001", "place", "村");
	/* What was there before lies beside it. */
	char backup[128];
	snprintf(backup, sizeof(backup), "%s.~1~", place->path);
	assert_int_equal(query_number(backup, "SELECT count(*) FROM visit"), 0);
	/* The same once more: nothing is asked, nothing written. */
	before = sum_of(place->path);
	assert_int_equal(ky_merge_take(place->wb, package, agree, &asked, &out, &err), KY_OK);
	assert_int_equal(asked.times, 2);
	assert_int_equal(out.operations, 0);
	assert_int_equal(sum_of(place->path), before);
	free(package);
	/* And back. */
	package = hand_over(place);
	assert_non_null(strstr(package, "_n2.zip"));
	assert_int_equal(ky_merge_take(other.wb, package, agree, &asked, &out, &err), KY_OK);
	ky_workbook_close(other.wb);
	place_reopen(place);
	static const char sql[] = "SELECT due || number FROM problem UNION ALL SELECT place || number FROM visit";
	char *here = query(place->path, sql), *there = query(other.path, sql);
	assert_string_equal(here, there);
	free(here);
	free(there);
	free(package);
}

static int take_merged(void *data, const struct ky_merged *merged)
{
	struct ky_merged *last = data;
	last->n = merged->n;
	last->changes = merged->changes;
	last->taken_back = merged->taken_back ? "yes" : NULL;
	assert_string_equal(merged->day, "2012-06-15");
	assert_non_null(strstr(merged->file, "_n1.zip"));
	return 0;
}

static void what_was_taken_in_by_mistake_is_taken_back(void **state)
{
	struct place *place = *state, other;
	struct ky_error err = { 0 };
	struct ky_merge_outcome out;
	struct asked asked = { .agree = true };
	struct ky_merged last = { 0 };
	second(place, &other);
	assert_int_equal(add(&other, "problem", V("text", "会议多"), NULL, &err), KY_OK);
	char *package = hand_over(&other);
	assert_int_equal(ky_merge_take(place->wb, package, agree, &asked, &out, &err), KY_OK);
	assert_int_equal(ky_merged_each(place->wb, take_merged, &last, &err), KY_OK);
	assert_int_equal(last.changes, 1);
	assert_null(last.taken_back);
	assert_int_equal(ky_merge_take_back(place->wb, last.n + 1, &err), KY_INPUT);
	assert_int_equal(ky_merge_take_back(place->wb, last.n, &err), KY_OK);
	assert_int_equal(query_number(place->path, "SELECT count(*) FROM problem"), 0);
	assert_int_equal(ky_merged_each(place->wb, take_merged, &last, &err), KY_OK);
	assert_non_null(last.taken_back);
	assert_int_equal(ky_merge_take_back(place->wb, last.n, &err), KY_INPUT);
	/* It may come again, and says so; now somebody works on, and it stays. */
	assert_int_equal(ky_merge_take(place->wb, package, agree, &asked, &out, &err), KY_OK);
	assert_true(asked.outcome.taken_back);
	assert_int_equal(set(place, "G01-001", V("text", "会议太多"), &err), KY_OK);
	assert_int_equal(ky_merged_each(place->wb, take_merged, &last, &err), KY_OK);
	assert_int_equal(ky_merge_take_back(place->wb, last.n, &err), KY_NO);
	assert_non_null(strstr(err.text, "G01-001"));
	expect_text(place, "G01-001", "text", "会议太多");
	ky_workbook_close(other.wb);
	free(package);
}

static void expect_refused(struct place *place, const char *package, const char *why)
{
	struct ky_error err = { 0 };
	struct ky_merge_outcome out;
	struct asked asked = { .agree = true };
	uint64_t before = sum_of(place->path);
	assert_int_equal(ky_merge_take(place->wb, package, agree, &asked, &out, &err), KY_INPUT);
	if (!strstr(err.text, why))
		fail_msg("%s", err.text);
	assert_int_equal(asked.times, 0);
	assert_int_equal(sum_of(place->path), before);
}

static void what_is_no_hand_over_of_this_school_is_refused(void **state)
{
	struct place *place = *state, other;
	struct ky_error err = { 0 };
	struct ky_package_report report;
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	second(place, &other);
	assert_int_equal(add(&other, "problem", V("text", "会议多"), NULL, &err), KY_OK);
	char *package = hand_over(&other), *summary = NULL;
	/* The office does not take it for a report. */
	assert_int_equal(ky_package_verify(package, &report, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "another PC"));
	/* Any byte of it. */
	FILE *file = fopen(package, "r+b");
	assert_int_equal(fseek(file, 1000, SEEK_SET), 0);
	int c = getc(file);
	assert_int_equal(fseek(file, 1000, SEEK_SET), 0);
	putc(c ^ 1, file);
	fclose(file);
	expect_refused(place, package, "altered");
	free(package);
	/* A report. */
	struct ky_export_ask ask = { .dir = place->dir };
	if (ky_export(place->wb, &ask, &summary, &err))
		fail_msg("%s", err.text);
	expect_refused(place, summary, "the package for the leadership group");
	free(summary);
	ky_workbook_close(other.wb);
	/* Another school's, and one that says it is this school's. */
	snprintf(other.path, sizeof(other.path), "%s/c.kuayue", place->dir);
	assert_int_equal(ky_workbook_create(&(struct ky_new_workbook){ .path = other.path,
								       .template_name = "builtin",
								       .ini = ini,
								       .ini_len = len,
								       .code = "G02",
								       .name = "榕溪县第二中学",
								       .kind = "gaozhong",
								       .today = ky_day_from_ymd(2012, 6, 15) },
					    &other.wb, &err),
			 KY_OK);
	package = hand_over(&other);
	expect_refused(place, package, "seal");
	free(package);
	ky_workbook_close(other.wb);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_one_pc_did_is_on_the_other),
		TEST(what_was_taken_in_by_mistake_is_taken_back),
		TEST(what_is_no_hand_over_of_this_school_is_refused),
	};
	return cmocka_run_group_tests_name("handover", tests, NULL, NULL);
}
