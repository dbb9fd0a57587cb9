/* Tests tables that are larger than a piece that is read at a time, in every encoding, and tables that are too
 * large. */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <iconv.h>

#include "confine/rights.h"
#include "exchange/sheet.h"

#define MOST (64L << 20)

struct file {
	char path[64];
};

static int set_up(void **state)
{
	struct file *file = calloc(1, sizeof(*file));
	snprintf(file->path, sizeof(file->path), "/tmp/kuayue-sheet-XXXXXX");
	*state = file;
	return close(mkstemp(file->path));
}

static int tear_down(void **state)
{
	struct file *file = *state;
	int failed = unlink(file->path);
	free(file);
	return failed;
}

static void write_bytes(const struct file *file, const char *bytes, size_t len)
{
	FILE *out = fopen(file->path, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, len, out), len);
	assert_int_equal(fclose(out), 0);
}

/* A row of the long table: cells of Han and Latin, of quotes and line breaks, and now and then a blank row. */
static int make_row(char *out, size_t size, int row, const char *line_end)
{
	return snprintf(out, size, "%d,%.*s,\"他说“好”%s第%d行\"\"引\"\"\",%s%s%s", row, row % 7 * 3,
			"甲乙丙丁戊己庚", line_end, row, row % 11 ? "x" : "𠮷", line_end,
			row % 13 ? "" : line_end);
}

static void expect_row(struct sheet *sheet, size_t row)
{
	char cell[64];
	const struct sheet_row *cells = NULL;
	struct ky_error err = { 0 };
	int number = (int)row;
	if (sheet_read(sheet, row, &cells, &err))
		fail_msg("row %zu: %s", row, err.text);
	assert_int_equal(cells->count, 4);
	snprintf(cell, sizeof(cell), "%d", number);
	assert_string_equal(cells->cells[0], cell);
	snprintf(cell, sizeof(cell), "%.*s", number % 7 * 3, "甲乙丙丁戊己庚");
	assert_string_equal(cells->cells[1], cell);
	snprintf(cell, sizeof(cell), "他说“好”\n第%d行\"引\"", number);
	assert_string_equal(cells->cells[2], cell);
	assert_string_equal(cells->cells[3], number % 11 ? "x" : "𠮷");
	/* Blank rows count in the spreadsheet, not here. */
	assert_int_equal(sheet_line(sheet, row), number + 1 + (number + 12) / 13);
}

static void read_long_table(const struct file *file, const char *encoding, const char *mark, size_t mark_len,
			    const char *line_end)
{
	enum { ROWS = 2500 };
	size_t room = ROWS * 100, len = 0;
	char *text = malloc(room), *bytes = malloc(room * 2);
	for (int row = 0; row < ROWS; row++)
		len += (size_t)make_row(text + len, room - len, row, line_end);
	memcpy(bytes, mark, mark_len);
	char *from = text, *to = bytes + mark_len;
	size_t left = len, free_room = room * 2 - mark_len;
	iconv_t state = iconv_open(encoding, "UTF-8");
	assert_int_equal(iconv(state, &from, &left, &to, &free_room), 0);
	iconv_close(state);
	write_bytes(file, bytes, (size_t)(to - bytes));
	struct sheet *sheet = NULL;
	struct ky_error err = { 0 };
	if (sheet_open(file->path, MOST, 0, &sheet, &err))
		fail_msg("%s: %s", encoding, err.text);
	assert_int_equal(sheet_count(sheet), ROWS);
	for (size_t row = 0; row < ROWS; row++)
		expect_row(sheet, row);
	for (size_t i = 0; i < 300; i++)
		expect_row(sheet, i * 6151 % ROWS);
	expect_row(sheet, ROWS - 1);
	expect_row(sheet, 0);
	sheet_close(sheet);
	free(text);
	free(bytes);
}

static void every_encoding_is_read_past_the_first_piece(void **state)
{
	static const char *const line_ends[] = { "\n", "\r\n", "\r" };
	for (size_t i = 0; i < 3; i++) {
		read_long_table(*state, "UTF-8", "", 0, line_ends[i]);
		read_long_table(*state, "UTF-8", "\xEF\xBB\xBF", 3, line_ends[i]);
		read_long_table(*state, "GB18030", "", 0, line_ends[i]);
		read_long_table(*state, "UTF-16LE", "\xFF\xFE", 2, line_ends[i]);
		read_long_table(*state, "UTF-16BE", "\xFE\xFF", 2, line_ends[i]);
	}
}

/* A character, or a line end, stands across the end of a piece, at each of its bytes. */
static void a_character_may_stand_across_two_pieces(void **state)
{
	for (size_t pad = 65536 - 12; pad < 65536 + 4; pad++) {
		char *text = malloc(pad + 64);
		struct sheet *sheet = NULL;
		struct ky_error err = { 0 };
		const struct sheet_row *row = NULL;
		memset(text, 'x', pad);
		snprintf(text + pad, 64, "𠮷乙\r\n丙,\"丁\r\n戊\"\r\n");
		write_bytes(*state, text, strlen(text));
		if (sheet_open(((struct file *)*state)->path, MOST, 0, &sheet, &err))
			fail_msg("%zu: %s", pad, err.text);
		assert_int_equal(sheet_count(sheet), 2);
		assert_int_equal(sheet_read(sheet, 0, &row, &err), KY_OK);
		assert_string_equal(row->cells[0] + pad, "𠮷乙");
		assert_int_equal(sheet_read(sheet, 1, &row, &err), KY_OK);
		assert_string_equal(row->cells[1], "丁\n戊");
		sheet_close(sheet);
		free(text);
	}
}

static void refused(const struct file *file, const char *word)
{
	struct sheet *sheet = NULL;
	struct ky_error err = { 0 };
	assert_int_equal(sheet_open(file->path, MOST, 0, &sheet, &err), KY_INPUT);
	if (!strstr(err.text, word))
		fail_msg("\"%s\" does not say \"%s\"", err.text, word);
}

static void accepted(const struct file *file, size_t rows)
{
	struct sheet *sheet = NULL;
	struct ky_error err = { 0 };
	if (sheet_open(file->path, MOST, 0, &sheet, &err))
		fail_msg("%s", err.text);
	assert_int_equal(sheet_count(sheet), rows);
	sheet_close(sheet);
}

static void columns_are_at_most_64(void **state)
{
	char text[400] = "a,b\n";
	memset(text + 4, ',', 63);
	memcpy(text + 67, "x\n", 3);
	write_bytes(*state, text, strlen(text));
	accepted(*state, 2);
	memcpy(text + 67, ",\n", 3);
	write_bytes(*state, text, strlen(text));
	refused(*state, "row 2: it has more than 64 columns");
}

static void rows_are_at_most_200000(void **state)
{
	size_t len = 0;
	char *text = malloc(200002 * 2 + 1);
	for (size_t i = 0; i < 200001; i++, len += 2)
		memcpy(text + len, "x\n", 2);
	write_bytes(*state, text, len);
	accepted(*state, 200001); /* with the heading */
	memcpy(text + len, "x\n", 2);
	write_bytes(*state, text, len + 2);
	refused(*state, "has more than 200000 rows");
	free(text);
}

static void a_cell_has_at_most_8_mib(void **state)
{
	size_t most = 8 << 20;
	char *text = malloc(most * 5);
	memcpy(text, "a,b\nx,", 6);
	memset(text + 6, 'y', most * 4);
	memcpy(text + 6 + most, "\n", 2);
	write_bytes(*state, text, 6 + most + 1);
	accepted(*state, 2);
	memcpy(text + 6 + most, "y\n", 2);
	write_bytes(*state, text, 6 + most + 2);
	refused(*state, "row 2: a cell has more than 8 MiB");
	text[6] = '"'; /* and never ends */
	memset(text + 6 + most, 'y', most * 3);
	write_bytes(*state, text, 6 + most * 4);
	refused(*state, "row 2: a cell has more than 8 MiB");
	free(text);
}

static void a_file_that_is_saved_anew_meanwhile_is_read_no_further(void **state)
{
	const struct file *file = *state;
	struct sheet *sheet = NULL;
	struct ky_error err = { 0 };
	const struct sheet_row *row = NULL;
	write_bytes(file, "a,b\n1,2\n3,4\n", 12);
	assert_int_equal(sheet_open(file->path, MOST, 0, &sheet, &err), KY_OK);
	assert_int_equal(truncate(file->path, 8), 0);
	assert_int_equal(sheet_read(sheet, 1, &row, &err), KY_OK);
	assert_int_equal(sheet_read(sheet, 2, &row, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "was changed while it was read"));
	sheet_close(sheet);
}

/* The process that reads for this one: of all that are there, whose parent this is. */
static pid_t find_reader(void)
{
	DIR *list = opendir("/proc");
	pid_t found = 0;
	for (struct dirent *entry; list && (entry = readdir(list)) != NULL;) {
		char path[300], state;
		long pid = strtol(entry->d_name, NULL, 10), parent = 0;
		snprintf(path, sizeof(path), "/proc/%.200s/stat", entry->d_name);
		FILE *file = pid > 0 ? fopen(path, "r") : NULL;
		if (file && fscanf(file, "%*d (%*[^)]) %c %ld", &state, &parent) == 2 && parent == getpid())
			found = (pid_t)pid;
		if (file)
			fclose(file);
	}
	if (list)
		closedir(list);
	return found;
}

/* A line of what the kernel says of a process; -1 where it does not. */
static long said_of(pid_t pid, const char *file_name, const char *label)
{
	char path[64], line[256];
	long number = -1;
	snprintf(path, sizeof(path), "/proc/%ld/%s", (long)pid, file_name);
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, label, strlen(label)) == 0)
			number = strtol(line + strlen(label), NULL, 10);
	if (file)
		fclose(file);
	return number;
}

static void who_reads_a_list_has_no_rights(void **state)
{
	const struct file *file = *state;
	struct sheet *sheet = NULL;
	struct ky_error err = { 0 };
	if (rights_are_watched())
		skip();
	write_bytes(file, "a,b\n1,2\n3,4\n", 12);
	assert_int_equal(sheet_open(file->path, MOST, 0, &sheet, &err), KY_OK);
	pid_t reader = find_reader();
	assert_int_equal(said_of(reader, "limits", "Max open files"), 0);
	assert_int_equal(said_of(reader, "limits", "Max processes"), 0);
	assert_int_equal(said_of(reader, "limits", "Max file size"), 0);
	assert_int_equal(said_of(reader, "status", "NoNewPrivs:"), 1);
	/* A machine may allow no filters. */
	if (said_of(reader, "status", "Seccomp:") != 2)
		print_message("no filter of calls here\n");
	sheet_close(sheet);
}

static void a_reader_that_is_gone_is_one_sentence(void **state)
{
	const struct file *file = *state;
	struct sheet *sheet = NULL;
	struct ky_error err = { 0 };
	const struct sheet_row *row = NULL;
	write_bytes(file, "a,b\n1,2\n3,4\n", 12);
	assert_int_equal(sheet_open(file->path, MOST, 0, &sheet, &err), KY_OK);
	pid_t reader = find_reader();
	assert_int_not_equal(reader, 0);
	kill(reader, SIGSYS); /* as where it calls what it may not; the sanitizers leave that alone */
	assert_int_equal(sheet_read(sheet, 1, &row, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "reading it failed"));
	assert_int_equal(sheet_read(sheet, 1, &row, &err), KY_INPUT);
	sheet_close(sheet);
	assert_int_equal(find_reader(), 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_encoding_is_read_past_the_first_piece),
		TEST(a_character_may_stand_across_two_pieces),
		TEST(columns_are_at_most_64),
		TEST(rows_are_at_most_200000),
		TEST(a_cell_has_at_most_8_mib),
		TEST(a_file_that_is_saved_anew_meanwhile_is_read_no_further),
		TEST(who_reads_a_list_has_no_rights),
		TEST(a_reader_that_is_gone_is_one_sentence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
