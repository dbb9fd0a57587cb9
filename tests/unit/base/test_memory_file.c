/* Tests files in memory, on a disk without a name, and with one: each is read by its path and leaves nothing. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory_file.h"

static char folder[64];

static int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/kuayue-unit-XXXXXX");
	return mkdtemp(folder) && setenv("TMPDIR", folder, 1) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	unsetenv("TMPDIR");
	return rmdir(folder);
}

static int names_in_folder(void)
{
	int count = 0;
	DIR *dir = opendir(folder);
	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
		count += entry->d_name[0] != '.';
	closedir(dir);
	return count;
}

static void read_back(enum memory_file_way way, int names)
{
	static char bytes[300000], back[300001];
	struct memory_file file;
	memset(bytes, 'x', sizeof(bytes));
	bytes[299999] = 'y';
	assert_true(memory_file_open(&file, way, bytes, sizeof(bytes)));
	assert_int_equal(names_in_folder(), names);
	FILE *in = fopen(file.path, "rb");
	assert_non_null(in);
	assert_int_equal(fread(back, 1, sizeof(back), in), sizeof(bytes));
	assert_memory_equal(bytes, back, sizeof(bytes));
	fclose(in);
	memory_file_close(&file);
	assert_int_equal(names_in_folder(), 0);
}

static void bytes_are_read_from_memory(void **state)
{
	(void)state;
	read_back(MEMORY_FILE_MEMORY, 0);
}

static void bytes_are_read_from_a_file_without_a_name(void **state)
{
	(void)state;
	read_back(MEMORY_FILE_UNNAMED, 0);
}

static void bytes_are_read_from_a_file_that_loses_its_name(void **state)
{
	(void)state;
	read_back(MEMORY_FILE_NAMED, 1);
}

static void no_way_at_all_is_said(void **state)
{
	struct memory_file file;
	(void)state;
	setenv("TMPDIR", "/nowhere", 1);
	assert_false(memory_file_open(&file, MEMORY_FILE_UNNAMED, "x", 1));
	assert_string_equal(memory_file_folder(), "/nowhere");
	setenv("TMPDIR", folder, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_read_from_memory),
		cmocka_unit_test(bytes_are_read_from_a_file_without_a_name),
		cmocka_unit_test(bytes_are_read_from_a_file_that_loses_its_name),
		cmocka_unit_test(no_way_at_all_is_said),
	};
	return cmocka_run_group_tests_name("memory file", tests, make_folder, remove_folder);
}
