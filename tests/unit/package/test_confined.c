/* A report that comes from a process without rights: whole, or not believed. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "base/memory.h"
#include "confine/rights.h"
#include "package/confined.h"
#include "unit/place.h"

/* Every member is something. */
static enum ky_code tell_all(const struct package_reading *reading, struct ky_package_report *report,
			     struct ky_error *err)
{
	(void)reading;
	(void)err;
	*report = (struct ky_package_report){
		.school = memory_text("榕溪县第一中学"),
		.code = memory_text("G01"),
		.campaign = memory_text(""),
		.date = NULL,
		.files = memory_new(3 * sizeof(char *)),
		.file_count = 2,
		.problems = { memory_text("a differs"), memory_text("b is missing") },
		.problem_count = 2,
		.is_signed = true,
		.signer = { KY_SCHOOL, "榕溪县第一中学", "G01", { 1, [31] = 2 }, { 3, [31] = 4 }, "1234" },
		.sealed_for = memory_text("教育局"),
		.sealed_fingerprint = "1234 5678 9012 3456 7890 1234",
	};
	report->files[0] = memory_text("report.html");
	report->files[1] = memory_text("ledger.xlsx");
	return KY_NO;
}

static enum ky_code run(package_reader *read, struct ky_package_report *report, struct ky_error *err)
{
	const struct package_reading reading = { .file = tmpfile(), .shown = "stranger.zip" };
	*err = (struct ky_error){ 0 };
	enum ky_code code = package_confined(read, &reading, report, err);
	fclose(reading.file);
	return code;
}

static void a_report_comes_whole(void **state)
{
	(void)state;
	struct ky_package_report report;
	struct ky_error err;
	assert_int_equal(run(tell_all, &report, &err), KY_NO);
	assert_string_equal(report.school, "榕溪县第一中学");
	assert_string_equal(report.code, "G01");
	assert_string_equal(report.campaign, "");
	assert_null(report.date);
	assert_int_equal(report.file_count, 2);
	assert_string_equal(report.files[0], "report.html");
	assert_string_equal(report.files[1], "ledger.xlsx");
	assert_int_equal(report.problem_count, 2);
	assert_string_equal(report.problems[1], "b is missing");
	assert_null(report.problems[2]);
	assert_true(report.is_signed);
	assert_int_equal(report.signer.role, KY_SCHOOL);
	assert_string_equal(report.signer.name, "榕溪县第一中学");
	assert_string_equal(report.signer.code, "G01");
	assert_int_equal(report.signer.sign[0] + report.signer.sign[31], 3);
	assert_int_equal(report.signer.seal[0] + report.signer.seal[31], 7);
	assert_string_equal(report.signer.fingerprint, "1234");
	assert_string_equal(report.sealed_for, "教育局");
	assert_string_equal(report.sealed_fingerprint, "1234 5678 9012 3456 7890 1234");
	ky_package_report_free(&report);
}

/* A million problems and no sentence; a signer whose name would write to the terminal. */
static enum ky_code lie_of_problems(const struct package_reading *reading, struct ky_package_report *report,
				    struct ky_error *err)
{
	tell_all(reading, report, err);
	report->problem_count = 1000000;
	return KY_NO;
}

static enum ky_code lie_of_signer(const struct package_reading *reading, struct ky_package_report *report,
				  struct ky_error *err)
{
	tell_all(reading, report, err);
	memcpy(report->signer.name, "\033[2J", 5);
	return KY_NO;
}

static enum ky_code die(const struct package_reading *reading, struct ky_package_report *report,
			struct ky_error *err)
{
	tell_all(reading, report, err);
	errno = 0;
	abort();
}

/* What a package says of another file cannot be found out. */
static enum ky_code open_another(const struct package_reading *reading, struct ky_package_report *report,
				 struct ky_error *err)
{
	tell_all(reading, report, err);
	return open("/etc/passwd", O_RDONLY) >= 0 ? KY_OK : KY_NO;
}

static void what_cannot_be_is_not_believed(void **state)
{
	(void)state;
	package_reader *const readers[] = { lie_of_problems, lie_of_signer, die };
	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		struct ky_package_report report;
		struct ky_error err;
		assert_int_equal(run(readers[i], &report, &err), KY_INPUT);
		assert_null(report.school);
		assert_int_equal(report.problem_count, 0);
		assert_non_null(strstr(err.text, "stranger.zip: reading it failed"));
	}
}

static void it_opens_nothing_else(void **state)
{
	(void)state;
	struct ky_package_report report;
	struct ky_error err;
	if (rights_are_watched())
		skip();
	assert_int_equal(run(open_another, &report, &err), KY_NO);
	ky_package_report_free(&report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_comes_whole),
		cmocka_unit_test(what_cannot_be_is_not_believed),
		cmocka_unit_test(it_opens_nothing_else),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
