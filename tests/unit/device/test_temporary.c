/* Tests that a temporary file lies in TMPDIR, and nowhere once it is closed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "device/device.h"

/* Where it lies, as the kernel says: "/tmp/#12 (deleted)". */
static void lies_in(const char *folder)
{
	char link[64], where[512] = "";
	FILE *file = device_temporary();
	assert_non_null(file);
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fileno(file));
	assert_true(readlink(link, where, sizeof(where) - 1) > 0);
	assert_memory_equal(where, folder, strlen(folder));
	assert_non_null(strstr(where, "(deleted)"));
	struct stat st;
	assert_int_equal(fstat(fileno(file), &st), 0);
	assert_int_equal(st.st_nlink, 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_true(fputs("汉字", file) >= 0);
	rewind(file);
	char back[16] = "";
	assert_int_equal(fread(back, 1, sizeof(back), file), 6);
	assert_string_equal(back, "汉字");
	fclose(file);
}

static void tmpdir_goes_before_tmp(void **state)
{
	(void)state;
	char folder[] = "/tmp/kuayue-temporary-XXXXXX";
	assert_non_null(mkdtemp(folder));
	setenv("TMPDIR", folder, 1);
	lies_in(folder);
	unsetenv("TMPDIR");
	lies_in("/tmp/");
	/* Nothing is left, or the folder could not go. */
	assert_int_equal(rmdir(folder), 0);
}

static void a_tmpdir_that_cannot_be_used_stops_nothing(void **state)
{
	(void)state;
	static const char *const bad[] = { "", ".", "/nonexistent", "/proc/self", "/dev/null" };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		setenv("TMPDIR", bad[i], 1);
		lies_in("/tmp/");
	}
	unsetenv("TMPDIR");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tmpdir_goes_before_tmp),
		cmocka_unit_test(a_tmpdir_that_cannot_be_used_stops_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
