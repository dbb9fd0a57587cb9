/* Tests the choices that cells of ledgers.xlsx offer: in the column itself, or as a row of a sheet of their own
 * where a text has a comma or the list is long. */
#include "append.h"
#include "unit/sheet_read.h"

#include "kuayue/export.h"

/* libxlsxwriter copies the formula of a list twice and frees one of the copies. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:lxw_strdup\n";
}

/* A workbook by the built-in template with two texts put for others. */
static void make(struct place *place, const char *const *changes)
{
	struct ky_error err = { .code = KY_OK };
	char *ini = strdup(ky_campaign_builtin(NULL));
	for (size_t i = 0; changes[i]; i += 2) {
		const char *at = strstr(ini, changes[i]);
		assert_non_null(at);
		char *next = spliced(ini, at, at + strlen(changes[i]), changes[i + 1]);
		free(ini);
		ini = next;
	}
	if (place_renew(place, ini, (struct ky_new_workbook){ .path = NULL }, &err))
		fail_msg("%s", err.text);
}

static void write_book(struct place *place, struct read_book *book)
{
	struct ky_error err = { .code = KY_OK };
	char path[160];
	snprintf(path, sizeof(path), "%s/ledgers.xlsx", place->dir);
	FILE *out = fopen(path, "wb");
	if (ky_document_write(place->wb, ky_document_find("ledgers.xlsx"), NULL, out, &err))
		fail_msg("%s", err.text);
	assert_int_equal(fclose(out), 0);
	read_book(path, book);
}

static bool has_sheet(const struct read_book *book, const char *name)
{
	for (size_t i = 0; i < book->count; i++)
		if (strcmp(book->sheets[i].name, name) == 0)
			return true;
	return false;
}

static void short_lists_stand_in_their_columns(void **state)
{
	struct place *place = *state;
	struct read_book book;
	write_book(place, &book);
	assert_false(has_sheet(&book, "选项"));
	free_book(&book);
}

static void what_a_column_cannot_hold_is_a_row_of_a_sheet(void **state)
{
	struct place *place = *state;
	struct read_book book;
	char long_text[1000] = "box=";
	for (int i = 0; i < 250; i++)
		append(long_text, sizeof(long_text), "箱");
	make(place, V("style=工作作风", "style=工作,作风", "box=意见箱", long_text));
	write_book(place, &book);
	assert_true(has_sheet(&book, "选项"));
	struct read_sheet *sheet = sheet_named(&book, "选项");
	/* Two lists, each in a row behind its first column. */
	int with_comma = 0, with_boxes = 0;
	for (int row = 1; row <= last_row(sheet); row++)
		for (int column = 1; column < 12; column++) {
			const char *text = cell_at(sheet, row, column).text;
			with_comma += strcmp(text, "工作,作风") == 0;
			with_boxes += strcmp(text, long_text + 4) == 0;
		}
	assert_int_equal(with_comma, 1);
	assert_int_equal(with_boxes, 1);
	/* The columns ask there. */
	int asked = 0;
	for (size_t i = 0; i < book.count; i++)
		asked += book.sheets[i].xml && strstr(book.sheets[i].xml, "选项'!$B$") ? 1 : 0;
	assert_true(asked >= 2);
	free_book(&book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(short_lists_stand_in_their_columns),
		TEST(what_a_column_cannot_hold_is_a_row_of_a_sheet),
	};
	return cmocka_run_group_tests_name("choices", tests, NULL, NULL);
}
