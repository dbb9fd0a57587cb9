/* Tests each form in which .xls keeps a value, and each in which a compound file keeps the stream: files made of
 * records here, whole and broken. */
#include "unit/spreadsheet/made_xls.h"

static struct made made;

/* A book with one sheet, which is begun. */
static void begin_book(void)
{
	made.len = 0;
	made_begin(&made, BIFF8, OF_BOOK);
	made_sheet(&made, "A", 0);
	made_begin_sheet(&made);
}

static void write_and_read(struct reading *reading, const struct kept *kept)
{
	made_record(&made, RECORD_END, NULL, 0);
	made_file(reading, &made, kept);
	read_it(reading);
}

static void write_and_refuse(struct reading *reading, const char *word)
{
	made_record(&made, RECORD_END, NULL, 0);
	made_file(reading, &made, &(struct kept){ 0 });
	refuse_it(reading, word);
}

/* A number as Excel shortens it. */
static void short_number(unsigned column, uint32_t bits)
{
	unsigned char data[4];
	low_bytes(data, bits, 4);
	made_cell(&made, RECORD_NUMBER_SHORT, 0, column, 0, data, sizeof(data));
}

static void numbers_come_in_each_form_that_they_are_kept_in(void **state)
{
	struct reading *reading = *state;
	unsigned char beside[2 + 2 + 2 * 6 + 2] = { 1, 0, 0, 0 };
	begin_book();
	made_number(&made, 0, 0, 0, 1.5);
	short_number(1, 7 << 2 | 2);           /* a whole one */
	short_number(2, 750 << 2 | 3);         /* and its hundredth */
	short_number(3, (uint32_t)-3 * 4 | 2); /* below zero */
	short_number(4, 0x3FF80000);           /* the upper half of 1.5 */
	short_number(5, 0x40590000 | 1);       /* a hundredth of 100 */
	made_cell(&made, RECORD_BOOL_OR_ERROR, 0, 6, 0, "\1\0", 2);
	made_cell(&made, RECORD_BOOL_OR_ERROR, 0, 7, 0, "\x07\1", 2);
	made_number(&made, 0, 8, 99, 2); /* a style that there is not */
	low_bytes(beside + 6, 5 << 2 | 2, 4);
	low_bytes(beside + 12, 6 << 2 | 2, 4);
	made_record(&made, RECORD_NUMBERS_SHORT, beside, sizeof(beside));
	write_and_read(reading, &(struct kept){ 0 });
	assert_int_equal(sheet_count(reading->sheet), 2);
	expect_cells(reading, 0, 1, "1.5|7|7.5|-3|1.5|1|TRUE|#DIV/0!|2");
	expect_cells(reading, 1, 2, "5|6|||||||");
}

/* What a formula came to: text, true or false, an error, nothing, a number. */
static void formula(unsigned column, int kind, int value)
{
	unsigned char data[8] = { (unsigned char)kind, 0, (unsigned char)value, 0, 0, 0, 0xFF, 0xFF };
	made_cell(&made, RECORD_FORMULA, 0, column, 0, data, sizeof(data));
}

static void a_formula_is_what_it_came_to(void **state)
{
	struct reading *reading = *state;
	double number = 12;
	begin_book();
	formula(0, 0, 0);
	made_record(&made, 0x04BC, "shared", 6); /* what others share comes before its text */
	made_record(&made, RECORD_TEXT_OF_FORMULA, "\2\0\0ab", 5);
	formula(1, 1, 1);
	formula(2, 2, 0x2A);
	formula(3, 3, 0);
	made_cell(&made, RECORD_FORMULA, 0, 4, 0, &number, sizeof(number));
	made_text(&made, 1, 5, "x");
	write_and_read(reading, &(struct kept){ 0 });
	expect_cells(reading, 0, 1, "ab|TRUE|#N/A||12|");
}

static void days_are_told_by_the_styles_of_the_book(void **state)
{
	struct reading *reading = *state;
	static const unsigned char known[20] = { [2] = 14 }, own[20] = { [2] = 200 };
	made.len = 0;
	made_begin(&made, BIFF8, OF_BOOK);
	made_record(&made, RECORD_FROM_1904, "\1\0", 2);
	made_record(&made, RECORD_FORMAT, "\xC8\0\4\0\0h:mm", 9);
	made_record(&made, RECORD_FORMAT, "\xC8", 1); /* too short to be one */
	made_record(&made, RECORD_STYLE, known, sizeof(known));
	made_record(&made, RECORD_STYLE, own, sizeof(own));
	made_record(&made, RECORD_STYLE, known, 2);
	made_sheet(&made, "Chart", 2);
	made_sheet(&made, "A", 0);
	made_begin_sheet(&made);
	made_number(&made, 0, 0, 0, 39538);
	made_number(&made, 0, 1, 1, 0.5);
	made_number(&made, 0, 2, 2, 3);
	/* A chart on the sheet has numbers of its own. */
	made_begin(&made, BIFF8, 0x0020);
	made_number(&made, 5, 0, 0, 1);
	made_record(&made, RECORD_END, NULL, 0);
	made_record(&made, RECORD_NUMBER, "ab", 2); /* no cell */
	made_text(&made, 1, 0, "x");
	write_and_read(reading, &(struct kept){ 0 });
	assert_int_equal(sheet_sheets(reading->sheet), 1);
	assert_int_equal(sheet_count(reading->sheet), 2);
	expect_cells(reading, 0, 1, "2012-04-01|12:00|3");
}

/* Flags of a text: 1 wide, 4 phonetic, 8 rich. */
static void texts_come_in_each_form_that_they_are_kept_in(void **state)
{
	struct reading *reading = *state;
	begin_book();
	made_cell(&made, RECORD_TEXT, 0, 0, 0, "\1\0\1\x25\x4E", 5);          /* 严 */
	made_cell(&made, RECORD_TEXT_RICH, 0, 1, 0, "\1\0\x08\1\0ARUNS", 10); /* and how it looks */
	made_cell(&made, RECORD_TEXT, 0, 2, 0, "\1\0\x04\2\0\0\0Bxx", 10);    /* and how it is read */
	made_cell(&made, RECORD_TEXT, 0, 3, 0, "\2\0\1\x40\xD8\x0B\xDC", 7);  /* U+2000B in two units */
	made_cell(&made, RECORD_TEXT, 0, 4, 0, "\2\0\1\x0B\xDC\x41\0", 7);    /* its second one alone */
	made_cell(&made, RECORD_TEXT, 0, 5, 0, "\3\0\0a\0b", 6);              /* a zero in it */
	made_cell(&made, RECORD_TEXT, 1, 0, 0, "\4\0\0ab", 5);
	made_record(&made, RECORD_CONTINUE, "\1\x25\x4E\x25\x4E", 5); /* goes on wide */
	made_cell(&made, RECORD_TEXT, 1, 1, 0, "", 0);                /* and the count of this one */
	made_record(&made, RECORD_CONTINUE, "\1\0\0c", 4);
	write_and_read(reading, &(struct kept){ 0 });
	expect_cells(reading, 0, 1,
		     "严|A|B|𠀋|\xEF\xBF\xBD"
		     "A|ab");
	expect_cells(reading, 1, 2, "ab严严|c||||");
}

static void the_stream_is_found_however_the_compound_file_keeps_it(void **state)
{
	struct reading *reading = *state;
	static const struct kept ways[] = { { .shift = 9 },
					    { .shift = 12 },
					    { .small = true },
					    { .listed = true },
					    { .shift = 12, .small = true, .listed = true } };
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		begin_book();
		for (unsigned row = 0; row < 40; row++)
			made_text(&made, row, 0, "x");
		made_text(&made, 40, 0, "last");
		write_and_read(reading, &ways[i]);
		assert_int_equal(sheet_count(reading->sheet), 41);
		expect_cells(reading, 40, 41, "last");
	}
}

/* Changes so many bytes of the compound file. */
static void break_at(struct reading *reading, const struct kept *kept, size_t at, uint32_t value, int bytes)
{
	static unsigned char file[1 << 18];
	size_t len = made_compound(&made, kept, file, sizeof(file));
	low_bytes(file + at, value, bytes);
	made_write(reading, file, len);
	refuse_it(reading, "damaged");
}

static void a_compound_file_whose_chains_lead_nowhere_is_damaged(void **state)
{
	struct reading *reading = *state;
	const struct kept plain = { 0 }, small = { .small = true }, listed = { .listed = true };
	begin_book();
	for (unsigned row = 0; row < 90; row++)
		made_text(&made, row, 0, "x");
	made_record(&made, RECORD_END, NULL, 0);
	/* Sector 0 is the table, 1 its list, 2 the directory, 3 the small ones' table, 4 to 6 the stream. */
	break_at(reading, &plain, 0x1E, 10, 2); /* sectors that are neither of 512 bytes nor of 4096 */
	break_at(reading, &plain, 0x20, 2, 2);
	break_at(reading, &plain, 0x20, 9, 2);
	break_at(reading, &plain, 0x30, 5000, 4);                     /* the directory is behind the end */
	break_at(reading, &plain, 512 + 4 * 2, 2, 4);                 /* it runs in a circle */
	break_at(reading, &plain, 512 + 4 * 4, END_OF_CHAIN, 4);      /* the stream ends too early */
	break_at(reading, &plain, 512 + 4 * 5, 400, 4);               /* it goes on behind the end */
	break_at(reading, &plain, 512 * 3 + 128 + 0x78, 0, 4);        /* it is empty */
	break_at(reading, &plain, 512 * 3 + 128 + 0x78, 1U << 30, 4); /* or longer than the file */
	break_at(reading, &plain, 0x4C, 5000, 4);                     /* the table is behind the end */
	break_at(reading, &listed, 0x44, 5000, 4);                    /* its list is */
	break_at(reading, &listed, 512 * 2, 5000, 4);                 /* what it lists is */
	break_at(reading, &small, 0x3C, 5000, 4);                     /* the small ones' table is */
	break_at(reading, &small, 512 * 3 + 0x74, 5000, 4);           /* the small ones are */
	break_at(reading, &small, 512 * 3 + 128 + 0x74, 5000, 4);     /* the stream begins behind their end */
	break_at(reading, &small, 512 * 4 + 4 * 3, 5000, 4);          /* or goes on there */
}

static void a_file_that_is_no_book_of_excel_97_is_named(void **state)
{
	struct reading *reading = *state;
	begin_book();
	made_file(reading, &made, &(struct kept){ .name = "Book" });
	refuse_it(reading, "Excel 95");
	made_file(reading, &made, &(struct kept){ .name = "EncryptedPackage" });
	refuse_it(reading, "password");
	made_file(reading, &made, &(struct kept){ .name = "WordDocument" });
	refuse_it(reading, "no spreadsheet");
	made.len = 0;
	made_begin(&made, 0x0500, OF_BOOK);
	write_and_refuse(reading, "Excel 95");
	made.len = 0;
	made_begin(&made, BIFF8, OF_BOOK);
	made_record(&made, RECORD_ENCRYPTED, "\0\0", 2);
	write_and_refuse(reading, "password");
}

static void records_that_do_not_fit_are_damage(void **state)
{
	struct reading *reading = *state;
	made.len = 0;
	made_begin(&made, BIFF8, OF_SHEET); /* a sheet in place of a book */
	write_and_refuse(reading, "do not fit");
	made.len = 0;
	made_record(&made, RECORD_NUMBER, "ab", 2);
	write_and_refuse(reading, "do not fit");
	made.len = 0;
	made_record(&made, RECORD_BEGIN, "\0\6", 2);
	write_and_refuse(reading, "do not fit");
	made.len = 0;
	made_begin(&made, BIFF8, OF_BOOK); /* no sheet at all */
	write_and_refuse(reading, "do not fit");
	made.len = 0;
	made_begin(&made, BIFF8, OF_BOOK);
	made_record(&made, RECORD_SHEET, "ab", 2);
	write_and_refuse(reading, "do not fit");
	made.len = 0;
	made_begin(&made, BIFF8, OF_BOOK);
	made_record(&made, RECORD_SHARED_TEXTS, "\0\0\0\0\xFF\xFF\xFF\xFF", 8); /* more texts than there can be */
	write_and_refuse(reading, "do not fit");
	made.len = 0;
	made_begin(&made, BIFF8, OF_BOOK);
	made_record(&made, RECORD_SHARED_TEXTS, "\0\0\0\0", 4);
	write_and_refuse(reading, "do not fit");
	made.len = 0;
	made_begin(&made, BIFF8, OF_BOOK);
	made_record(&made, RECORD_FORMAT, "\xC8\0\xFF\0\0h:mm", 9); /* a text that ends before its end */
	write_and_refuse(reading, "do not fit");
}

static void cells_that_do_not_fit_are_damage(void **state)
{
	struct reading *reading = *state;
	begin_book();
	made_cell(&made, RECORD_NUMBER, 0, 0, 0, "1234", 4);
	write_and_refuse(reading, "do not fit");
	begin_book();
	made_cell(&made, RECORD_NUMBER_SHORT, 0, 0, 0, "12", 2);
	write_and_refuse(reading, "do not fit");
	begin_book();
	made_cell(&made, RECORD_BOOL_OR_ERROR, 0, 0, 0, "1", 1);
	write_and_refuse(reading, "do not fit");
	begin_book();
	made_cell(&made, RECORD_TEXT_SHARED, 0, 0, 0, "\0\0\0\0", 4); /* of no text */
	write_and_refuse(reading, "do not fit");
	begin_book();
	made_cell(&made, RECORD_TEXT_SHARED, 0, 0, 0, "", 0);
	write_and_refuse(reading, "do not fit");
	begin_book();
	made_cell(&made, RECORD_FORMULA, 0, 0, 0, "1234", 4);
	write_and_refuse(reading, "do not fit");
	begin_book();
	made_cell(&made, RECORD_TEXT, 0, 0, 0, "\5\0\0ab", 5);
	write_and_refuse(reading, "do not fit");
	begin_book();
	made_cell(&made, RECORD_TEXT, 0, 0, 0, "\5\0\1a", 4); /* half of a wide character */
	write_and_refuse(reading, "do not fit");
	begin_book();
	made_number(&made, 0, 64, 0, 1);
	write_and_refuse(reading, "64 columns");
	/* A sheet that begins where nothing does. */
	begin_book();
	low_bytes(made.bytes + made.sheet, 1U << 20, 4);
	write_and_refuse(reading, "do not fit");
	begin_book();
	low_bytes(made.bytes + made.sheet, (uint32_t)made.sheet, 4);
	write_and_refuse(reading, "do not fit");
}

/* All of its stream is held at once. */
static void a_larger_file_than_a_school_has_is_refused(void **state)
{
	struct reading *reading = *state;
	begin_book();
	made_record(&made, RECORD_END, NULL, 0);
	made_file(reading, &made, &(struct kept){ 0 });
	assert_int_equal(truncate(reading->path, (17L << 20)), 0);
	refuse_it(reading, "more than 16 MiB");
}

static void a_sheet_of_another_sort_is_empty_and_cells_are_put_in_order(void **state)
{
	struct reading *reading = *state;
	unsigned char merged[2 + 4 * 8] = { 4 };
	made.len = 0;
	made_begin(&made, BIFF8, OF_BOOK);
	made_sheet(&made, "A", 0);
	made_record(&made, RECORD_END, NULL, 0);
	low_bytes(made.bytes + made.sheet, (uint32_t)made.len, 4);
	made_begin(&made, BIFF8, 0x0020);
	made_text(&made, 0, 0, "x");
	write_and_refuse(reading, "no rows");
	/* Rows upwards, of two cells at one place the later one; merged: one row, backwards, and what is right. */
	begin_book();
	made_text(&made, 3, 1, "c");
	made_text(&made, 1, 1, "first");
	made_text(&made, 1, 0, "g");
	made_text(&made, 1, 1, "later");
	made_text(&made, 2, 1, "b");
	made_text(&made, 2, 2, "");
	low_bytes(merged + 2, 1 | 1 << 16, 4);
	low_bytes(merged + 10, 3 | 1 << 16, 4);
	low_bytes(merged + 18, 1 | 3 << 16, 4);
	low_bytes(merged + 26, 1 | 3 << 16, 4);
	low_bytes(merged + 30, 70, 2); /* of a column that there is not */
	made_record(&made, RECORD_MERGED, merged, sizeof(merged));
	write_and_read(reading, &(struct kept){ 0 });
	assert_int_equal(sheet_count(reading->sheet), 3);
	expect_cells(reading, 0, 2, "g|later");
	expect_cells(reading, 1, 3, "g|b");
	expect_cells(reading, 2, 4, "g|c");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(numbers_come_in_each_form_that_they_are_kept_in),
		TEST(a_formula_is_what_it_came_to),
		TEST(days_are_told_by_the_styles_of_the_book),
		TEST(texts_come_in_each_form_that_they_are_kept_in),
		TEST(the_stream_is_found_however_the_compound_file_keeps_it),
		TEST(a_compound_file_whose_chains_lead_nowhere_is_damaged),
		TEST(a_file_that_is_no_book_of_excel_97_is_named),
		TEST(records_that_do_not_fit_are_damage),
		TEST(cells_that_do_not_fit_are_damage),
		TEST(a_larger_file_than_a_school_has_is_refused),
		TEST(a_sheet_of_another_sort_is_empty_and_cells_are_put_in_order),
	};
	return cmocka_run_group_tests_name("xls made", tests, NULL, NULL);
}
