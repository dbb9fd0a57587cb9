/* A file of a test, and its rows as the import gets them: read in the process without rights. */
#ifndef TESTS_UNIT_SPREADSHEET_READING_H
#define TESTS_UNIT_SPREADSHEET_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "exchange/sheet.h"

#define MOST (64L << 20)

struct reading {
	char path[64];
	struct sheet *sheet;
};

static inline int reading_make(void **state)
{
	struct reading *reading = calloc(1, sizeof(*reading));
	snprintf(reading->path, sizeof(reading->path), "/tmp/kuayue-book-XXXXXX");
	*state = reading;
	return close(mkstemp(reading->path));
}

static inline int reading_remove(void **state)
{
	struct reading *reading = *state;
	int failed = unlink(reading->path);
	sheet_close(reading->sheet);
	free(reading);
	return failed;
}

static inline void read_file(struct reading *reading, const char *path, size_t which)
{
	struct ky_error err = { 0 };
	sheet_close(reading->sheet);
	reading->sheet = NULL;
	if (sheet_open(path, MOST, which, &reading->sheet, &err))
		fail_msg("%s", err.text);
}

static inline void read_it(struct reading *reading)
{
	read_file(reading, reading->path, 0);
}

/* The cells of a row, with | between them. */
static inline void expect_cells(struct reading *reading, size_t row, int line, const char *wanted)
{
	const struct sheet_row *cells = NULL;
	struct ky_error err = { 0 };
	char text[4096] = "";
	assert_true(row < sheet_count(reading->sheet));
	if (sheet_read(reading->sheet, row, &cells, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < cells->count; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%s", i ? "|" : "", cells->cells[i]);
	assert_string_equal(text, wanted);
	assert_int_equal(sheet_line(reading->sheet, row), line);
}

static inline void refuse_file(const char *path, size_t which, const char *word)
{
	struct sheet *sheet = NULL;
	struct ky_error err = { 0 };
	assert_int_equal(sheet_open(path, MOST, which, &sheet, &err), KY_INPUT);
	if (!strstr(err.text, word))
		fail_msg("\"%s\" does not say \"%s\"", err.text, word);
	if (strchr(err.text, '\n'))
		fail_msg("\"%s\" is more than one line", err.text);
}

static inline void refuse_it(struct reading *reading, const char *word)
{
	refuse_file(reading->path, 0, word);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, reading_make, reading_remove)

#endif
