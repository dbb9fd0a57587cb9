/* A few pages that lead to each other over and over: reading them ends, in one sentence. */
#include <sqlite3.h>
#include <string.h>

#include "unit/workbook/forge.h"
#include "workbook/db.h"
#include "workbook/endless.h"

#define PAGE 4096
#define CELLS 400
#define DEEP 10 /* 400 to the tenth rows */

static void put(unsigned char *at, size_t number, int bytes)
{
	for (int i = bytes; i-- > 0; number >>= 8)
		at[i] = (unsigned char)number;
}

/* An inner page of a table, all of whose children are the same page. */
static void make_inner(unsigned char *page, size_t child)
{
	memset(page, 0, PAGE);
	page[0] = 5;
	put(page + 3, CELLS, 2);
	put(page + 5, PAGE - CELLS * 5, 2);
	put(page + 8, child, 4);
	for (size_t i = 0; i < CELLS; i++) {
		unsigned char *cell = page + PAGE - (i + 1) * 5;
		put(cell, child, 4);
		cell[4] = 0x7f;
		put(page + 12 + 2 * i, (size_t)(cell - page), 2);
	}
}

static size_t root_of(const char *path, const char *table)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(db, "SELECT rootpage FROM sqlite_schema WHERE name = ?1", -1, &stmt, NULL),
		SQLITE_OK);
	sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	size_t root = (size_t)sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return root;
}

/* The root leads to a chain of inner pages, and that to what the root was. */
static void make_endless(const char *path, const char *table)
{
	size_t root = root_of(path, table);
	struct image image = image_read(path);
	size_t pages = image.size / PAGE;
	unsigned char *bytes = calloc(pages + DEEP + 1, PAGE);
	memcpy(bytes, image.bytes, image.size);
	unsigned char *at = bytes + (root - 1) * PAGE;
	memcpy(bytes + (pages + DEEP) * PAGE, at, PAGE);
	make_inner(at, pages + 1);
	for (size_t i = 0; i < DEEP; i++)
		make_inner(bytes + (pages + i) * PAGE, pages + i + 2);
	put(bytes + 28, pages + DEEP + 1, 4);
	memcpy(bytes + 92, bytes + 24, 4);
	image_write(path, bytes, (pages + DEEP + 1) * PAGE);
	free(bytes);
	free(image.bytes);
}

static void reading_without_end_ends(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	int64_t sum = 0;
	ky_workbook_close(place->wb);
	place->wb = NULL;
	make_endless(place->path, "problem");
	enum ky_code code = ky_workbook_open(place->path, KY_READ, KY_NO_DAY, &place->wb, &err);
	if (!code)
		code = db_once_number(place->wb, "SELECT count(*) FROM problem WHERE text <> ?1", "", &sum, &err);
	assert_int_equal(code, KY_INPUT);
	assert_non_null(strstr(err.text, "the file is damaged"));
	ky_workbook_close(place->wb);
	place->wb = NULL;
}

/* Many steps are no fault: the file is looked at once, and reading goes on. */
static void reading_long_goes_on(void **state)
{
	struct place *place = *state;
	struct endless endless = { .steps = 0 };
	endless_begin(&endless);
	for (int i = 0; i < 10 && !endless.sound; i++) {
		assert_true(endless_step(&endless, place->path));
		endless.steps += INT64_C(10) << 20;
	}
	assert_true(endless.sound);
	assert_string_equal(endless.odd, "");
	assert_true(endless_step(&endless, place->path));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reading_without_end_ends),
		TEST(reading_long_goes_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
