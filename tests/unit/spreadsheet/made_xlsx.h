/* Writes .xlsx files part by part. */
#ifndef TESTS_UNIT_SPREADSHEET_MADE_XLSX_H
#define TESTS_UNIT_SPREADSHEET_MADE_XLSX_H

#include <zip.h>

#include "unit/spreadsheet/reading.h"

#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATION(id, type, target) "<Relationship Id='" id "' Type='" TYPES "/" type "' Target='" target "'/>"

/* A workbook of one sheet. NULL leaves sheet, shared and styles out; of the others it stands for what is usual. */
struct hand_made {
	const char *sheet, *shared, *book_rels, *book, *top_rels, *styles;
};

static inline void put_part(zip_t *zip, const char *name, const char *text)
{
	zip_source_t *source = zip_source_buffer(zip, text, strlen(text), 0);
	assert_non_null(source);
	assert_true(zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) >= 0);
}

static inline void make_by_hand(const struct reading *reading, const struct hand_made *made)
{
	zip_t *zip = zip_open(reading->path, ZIP_TRUNCATE | ZIP_CREATE, NULL);
	assert_non_null(zip);
	put_part(zip, "_rels/.rels",
		 made->top_rels ? made->top_rels
				: "<Relationships>" RELATION("r1", "officeDocument",
							     "xl/workbook.xml") "</Relationships>");
	put_part(zip, "xl/workbook.xml",
		 made->book ? made->book
			    : "<x:workbook xmlns:x='x' xmlns:r='r'><x:sheets><x:sheet name='表' sheetId='1' "
			      "r:id='a'/></x:sheets></x:workbook>");
	put_part(zip, "xl/_rels/workbook.xml.rels",
		 made->book_rels ? made->book_rels
				 : "<Relationships>" RELATION("a", "worksheet", "sheet.xml")
					   RELATION("b", "sharedStrings", "/xl/s.xml")
						   RELATION("c", "styles", "./././style.xml") "</Relationships>");
	if (made->shared)
		put_part(zip, "xl/s.xml", made->shared);
	if (made->sheet)
		put_part(zip, "xl/sheet.xml", made->sheet);
	if (made->styles)
		put_part(zip, "xl/style.xml", made->styles);
	assert_int_equal(zip_close(zip), 0);
}

static inline void read_made(struct reading *reading, const struct hand_made *made)
{
	make_by_hand(reading, made);
	read_it(reading);
}

static inline void refuse_made(struct reading *reading, const struct hand_made *made, const char *word)
{
	make_by_hand(reading, made);
	refuse_it(reading, word);
}

#define WORDS(place, text) "<c r='" place "' t='inlineStr'><is><t>" text "</t></is></c>"
#define TWO_ROWS "<row>" WORDS("A1", "姓名") "</row><row>" WORDS("A2", "严平") "</row>"

#endif
