/* Tests which part of an .xlsx file is taken for what: relations, sheets, styles, and cells that say less or more
 * than Excel writes. */
#include "unit/spreadsheet/made_xlsx.h"

static void a_relation_that_leads_nowhere_or_outside_leads_to_no_part(void **state)
{
	struct reading *reading = *state;
	char rels[2000], name[1200];
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	/* Of the whole file. */
	refuse_made(reading, &(struct hand_made){ .sheet = "<w/>", .top_rels = "<Relationships/>" },
		    "no spreadsheet");
	refuse_made(reading,
		    &(struct hand_made){ .sheet = "<w/>",
					 .top_rels = "<r><Relationship Type='/officeDocument'/>"
						     "<Other Type='/officeDocument' Target='xl/workbook.xml'/>"
						     "<Relationship Type='x' Target='xl/workbook.xml'/>"
						     "<Relationship Target='xl/workbook.xml'/></r>" },
		    "no spreadsheet");
	refuse_made(reading,
		    &(struct hand_made){ .sheet = "<w/>",
					 .top_rels = "<r>" RELATION("a", "officeDocument", "nowhere.xml") "</r>" },
		    "no spreadsheet");
	/* Of a sheet: it has no cells then. */
	refuse_made(reading, &(struct hand_made){ .sheet = "<w>" TWO_ROWS "</w>", .book_rels = "<r/>" },
		    "no rows");
	refuse_made(reading,
		    &(struct hand_made){ .sheet = "<w>" TWO_ROWS "</w>",
					 .book_rels = "<r>" RELATION("b", "worksheet", "sheet.xml")
						 RELATION("a", "chartsheet",
							  "sheet.xml") "<Relationship Id='a'/>"
								       "<Relationship Type='/worksheet'/></r>" },
		    "no rows");
	snprintf(rels, sizeof(rels), "<r><Relationship Id='a' Type='x/worksheet' Target='%s'/></r>", name);
	refuse_made(reading, &(struct hand_made){ .sheet = "<w>" TWO_ROWS "</w>", .book_rels = rels }, "no rows");
	read_made(reading,
		  &(struct hand_made){ .sheet = "<w>" TWO_ROWS "</w>",
				       .book_rels = "<r><Relationship Id='a' Type='x/worksheet' "
						    "TargetMode='Internal' Target='././sheet.xml'/></r>" });
	expect_cells(reading, 1, 2, "严平");
}

static void a_book_may_stand_beside_its_relations_at_the_top(void **state)
{
	struct reading *reading = *state;
	zip_t *zip = zip_open(reading->path, ZIP_TRUNCATE | ZIP_CREATE, NULL);
	assert_non_null(zip);
	put_part(zip, "_rels/.rels", "<r>" RELATION("a", "officeDocument", "/book.xml") "</r>");
	put_part(zip, "book.xml",
		 "<b xmlns:r='r'><workbookPr date1904='true'/><sheet name='一' state='visible' r:id='a'/>"
		 "<sheet name='二' state='hidden' r:id='b'/><sheet r:id='c'/><sheet name='四'/></b>");
	put_part(zip, "_rels/book.xml.rels",
		 "<r>" RELATION("a", "worksheet", "sheet.xml") RELATION("d", "styles", "style.xml") "</r>");
	put_part(zip, "sheet.xml",
		 "<w>" TWO_ROWS
		 "<row><c s='1'><v>39538</v></c><c s='2'><v>0.5</v></c><c s='99'><v>7</v></c></row></w>");
	put_part(zip, "style.xml",
		 "<s><numFmt numFmtId='200' formatCode='h:mm'/><numFmt numFmtId='201'/><cellStyleXfs><xf "
		 "numFmtId='14'/>"
		 "</cellStyleXfs><cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='200'/></cellXfs><xf "
		 "numFmtId='14'/></s>");
	assert_int_equal(zip_close(zip), 0);
	read_it(reading);
	/* What has no name, or no relation, is no sheet. */
	assert_int_equal(sheet_sheets(reading->sheet), 2);
	expect_cells(reading, 2, 3, "2012-04-01|12:00|7");
	refuse_file(reading->path, 2, "no rows");
}

static void days_count_from_1900_unless_the_book_says_otherwise(void **state)
{
	struct reading *reading = *state;
	char sheet[600];
	static const char *const books[] = { "<workbookPr/>", "<workbookPr date1904='0'/>",
					     "<workbookPr date1904='1'/>" };
	static const char *const days[] = { "1903-12-31", "1903-12-31", "1908-01-01" };
	snprintf(sheet, sizeof(sheet), "<w>%s<row><c s='0'><v>1461</v></c></row></w>", TWO_ROWS);
	for (size_t i = 0; i < 3; i++) {
		char book[300];
		snprintf(book, sizeof(book), "<b xmlns:r='r'>%s<sheet name='表' r:id='a'/></b>", books[i]);
		read_made(reading,
			  &(struct hand_made){ .sheet = sheet,
					       .book = book,
					       .styles = "<s><cellXfs><xf numFmtId='14'/></cellXfs></s>" });
		expect_cells(reading, 2, 3, days[i]);
	}
	/* Without styles it is a number. */
	read_made(reading, &(struct hand_made){ .sheet = sheet });
	expect_cells(reading, 2, 3, "1461");
}

static void a_book_without_sheets_or_with_too_many_of_them(void **state)
{
	struct reading *reading = *state;
	char book[60000] = "<b xmlns:r='r'>";
	refuse_made(reading, &(struct hand_made){ .sheet = "<w/>", .book = "<b/>" }, "no spreadsheet");
	for (int i = 0; i < 400; i++)
		snprintf(book + strlen(book), sizeof(book) - strlen(book), "<sheet name='表%d' r:id='a'/>", i);
	snprintf(book + strlen(book), sizeof(book) - strlen(book), "</b>");
	read_made(reading, &(struct hand_made){ .sheet = "<w>" TWO_ROWS "</w>", .book = book });
	assert_true(sheet_sheets(reading->sheet) >= 64 && sheet_sheets(reading->sheet) < 400);
}

static void what_a_cell_does_not_say_is_what_comes_next(void **state)
{
	struct reading *reading = *state;
	read_made(reading, &(struct hand_made){
				   .sheet = "<w><row><c><v>1</v></c><c r='C'><v>3</v></c><c><v>4</v></c></row>"
					    "<row r='x'><c r='2'><v>5</v></c><c t='b'><v>0</v></c>"
					    "<c t='n'><v>1e400x</v></c><c t='d'><v>2012-04-01</v></c></row>"
					    "<row r='1234567890'><c r='A9'><v></v></c><c r='A8'/></row>"
					    "<mergeCells><mergeCell/><mergeCell ref='A1'/><mergeCell ref='B1:B2'/>"
					    "<mergeCell ref='1:2'/></mergeCells></w>" });
	assert_int_equal(sheet_count(reading->sheet), 2);
	expect_cells(reading, 0, 1, "1||3|4");
	expect_cells(reading, 1, 2, "5|FALSE|1e400x|2012-04-01");
	/* More bytes than a number has. */
	read_made(reading,
		  &(struct hand_made){ .sheet = "<w>" TWO_ROWS
						"<row><c><v>0000000000000000000000000000000000000000000000"
						"0000000000000000000000001</v></c></row></w>" });
	expect_cells(reading, 2, 3, "00000000000000000000000000000000000000000000000000000000000000000000001");
	refuse_made(reading, &(struct hand_made){ .sheet = "<w><row><c r='AAAA1'><v>1</v></c></row></w>" },
		    "columns");
	refuse_made(reading,
		    &(struct hand_made){ .sheet = "<w><row><c t='s'><v>x</v></c></row></w>",
					 .shared = "<s><si><t>a</t></si></s>" },
		    "a text is missing");
}

static void signs_that_xml_cannot_have_are_read_as_what_they_stand_for(void **state)
{
	struct reading *reading = *state;
	read_made(reading,
		  &(struct hand_made){ .sheet = "<w>" TWO_ROWS "<row>" WORDS("A3", "a_x0041_b_x0000_c_x000d_d")
					       WORDS("B3", "_x00e9_ _x41_ _x0041 _xyz_ _x0041a_") "</row></w>" });
	expect_cells(reading, 2, 3, "aAbcd|_x00e9_ _x41_ _x0041 _xyz_ _x0041a_");
}

/* Letters that do not repeat themselves, between two texts: else it would be refused for how much it unpacks to.
 */
static char *long_between(const char *head, size_t size, const char *tail)
{
	char *text = malloc(strlen(head) + size + strlen(tail) + 1);
	assert_non_null(text);
	size_t len = strlen(head);
	memcpy(text, head, len);
	uint32_t next = 1;
	for (size_t i = 0; i < size; i++, next = next * 1664525 + 1013904223)
		text[len + i] = "abcdefghijklmnopqrstuvwxyzABCDEF"[next >> 27];
	memcpy(text + len + size, tail, strlen(tail) + 1);
	return text;
}

static void refuse_long(struct reading *reading, const char *head, size_t mib, const char *tail, const char *word)
{
	char *sheet = long_between(head, mib << 20, tail);
	refuse_made(reading, &(struct hand_made){ .sheet = sheet }, word);
	free(sheet);
}

static void a_text_that_is_too_long_is_refused(void **state)
{
	refuse_long(*state, "<w><row><c t='inlineStr'><is><t>", 9, "</t></is></c></row></w>", "8 MiB");
}

/* The reader would hold it until it ends: what it reads with is bounded, whatever the file is. */
static void what_has_to_be_held_at_once_is_bounded(void **state)
{
	refuse_long(*state, "<w><row><c x='", 2, "'><v>1</v></c></row></w>", "does not end");
	refuse_long(*state, "<w><!-- ", 2, " --></w>", "does not end");
	char *one = long_between("<c t='inlineStr'><is><t>", (size_t)6 << 20, "</t></is></c>");
	char *all = malloc(3 * strlen(one) + 40);
	assert_non_null(all);
	char *end = all + snprintf(all, 40, "<w><row>");
	for (int i = 0; i < 3; i++)
		end = (char *)memcpy(end, one, strlen(one)) + strlen(one);
	memcpy(end, "</row></w>", sizeof("</row></w>"));
	refuse_made(*state, &(struct hand_made){ .sheet = all }, "16 MiB");
	free(one);
	free(all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_relation_that_leads_nowhere_or_outside_leads_to_no_part),
		TEST(a_book_may_stand_beside_its_relations_at_the_top),
		TEST(days_count_from_1900_unless_the_book_says_otherwise),
		TEST(a_book_without_sheets_or_with_too_many_of_them),
		TEST(what_a_cell_does_not_say_is_what_comes_next),
		TEST(signs_that_xml_cannot_have_are_read_as_what_they_stand_for),
		TEST(a_text_that_is_too_long_is_refused),
		TEST(what_has_to_be_held_at_once_is_bounded),
	};
	return cmocka_run_group_tests_name("xlsx parts", tests, NULL, NULL);
}
