/* Reads a spreadsheet back with libzip and expat alone, so that nothing of its writer is shared. */
#ifndef TESTS_UNIT_SHEET_READ_H
#define TESTS_UNIT_SHEET_READ_H

#include <expat.h>
#include <zip.h>

#include "append.h"
#include "unit/place.h"

#define READ_SHEETS 40

struct read_cell {
	int row, column; /* from 0 */
	char type;       /* 'n' number, 's' text, 'b' nothing, 'f' formula */
	int style;
	char *text;
};

struct read_sheet {
	char name[200];
	struct read_cell *cells;
	size_t count;
	char *xml; /* all of it */
};

struct read_book {
	struct read_sheet sheets[READ_SHEETS];
	size_t count;
	bool date_style[400]; /* one a style */
	size_t styles;
	zip_t *zip;
};

static inline char *read_part(zip_t *zip, const char *name)
{
	zip_stat_t st;
	if (zip_stat(zip, name, 0, &st) != 0)
		return NULL;
	char *text = calloc(1, st.size + 1);
	zip_file_t *file = zip_fopen(zip, name, 0);
	assert_non_null(file);
	assert_int_equal(zip_fread(file, text, st.size), st.size);
	zip_fclose(file);
	return text;
}

static inline const char *attribute(const char **attributes, const char *name)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (strcmp(attributes[i], name) == 0)
			return attributes[i + 1];
	return "";
}

static inline void parse_xml(const char *xml, void *data, XML_StartElementHandler start, XML_EndElementHandler end,
			     XML_CharacterDataHandler text)
{
	XML_Parser parser = XML_ParserCreate("UTF-8");
	XML_SetUserData(parser, data);
	XML_SetElementHandler(parser, start, end);
	XML_SetCharacterDataHandler(parser, text);
	if (XML_Parse(parser, xml, (int)strlen(xml), 1) != XML_STATUS_OK)
		fail_msg("line %lu: %s", (unsigned long)XML_GetCurrentLineNumber(parser),
			 XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
}

struct sheet_parse {
	struct read_sheet *sheet;
	bool in_value;
};

static inline void sheet_start(void *data, const char *name, const char **attributes)
{
	struct sheet_parse *parse = data;
	struct read_sheet *sheet = parse->sheet;
	if (strcmp(name, "c") == 0) {
		sheet->cells = realloc(sheet->cells, (sheet->count + 1) * sizeof(*sheet->cells));
		struct read_cell *cell = &sheet->cells[sheet->count++];
		const char *at = attribute(attributes, "r"), *type = attribute(attributes, "t");
		*cell = (struct read_cell){ .type = 'b', .style = int_of(attribute(attributes, "s")) };
		for (; *at >= 'A' && *at <= 'Z'; at++)
			cell->column = cell->column * 26 + (*at - 'A' + 1);
		cell->column--;
		cell->row = int_of(at) - 1;
		cell->text = calloc(1, 1);
		if (strcmp(type, "inlineStr") == 0)
			cell->type = 's';
		else
			assert_string_equal(type, ""); /* no shared text, no boolean, no error */
	}
	if (strcmp(name, "f") == 0)
		sheet->cells[sheet->count - 1].type = 'f';
	parse->in_value = strcmp(name, "v") == 0 || strcmp(name, "t") == 0;
	if (strcmp(name, "v") == 0 && sheet->cells[sheet->count - 1].type == 'b')
		sheet->cells[sheet->count - 1].type = 'n';
}

static inline void sheet_end(void *data, const char *name)
{
	(void)name;
	((struct sheet_parse *)data)->in_value = false;
}

static inline void sheet_text(void *data, const char *text, int len)
{
	struct sheet_parse *parse = data;
	if (!parse->in_value)
		return;
	struct read_cell *cell = &parse->sheet->cells[parse->sheet->count - 1];
	size_t old = strlen(cell->text);
	cell->text = realloc(cell->text, old + (size_t)len + 1);
	memcpy(cell->text + old, text, (size_t)len);
	cell->text[old + (size_t)len] = '\0';
}

static inline void book_start(void *data, const char *name, const char **attributes)
{
	struct read_book *book = data;
	if (strcmp(name, "sheet") != 0)
		return;
	assert_true(book->count < READ_SHEETS);
	snprintf(book->sheets[book->count++].name, 200, "%s", attribute(attributes, "name"));
}

struct style_parse {
	struct read_book *book;
	int dates[100];
	int date_count;
	bool in_cell_styles;
};

static inline void style_start(void *data, const char *name, const char **attributes)
{
	struct style_parse *parse = data;
	if (strcmp(name, "numFmt") == 0 && strstr(attribute(attributes, "formatCode"), "yyyy\\-mm\\-dd"))
		parse->dates[parse->date_count++] = int_of(attribute(attributes, "numFmtId"));
	if (strcmp(name, "cellXfs") == 0)
		parse->in_cell_styles = true;
	if (strcmp(name, "xf") == 0 && parse->in_cell_styles) {
		int id = int_of(attribute(attributes, "numFmtId"));
		for (int i = 0; i < parse->date_count; i++)
			if (parse->dates[i] == id)
				parse->book->date_style[parse->book->styles] = true;
		parse->book->styles++;
	}
}

static inline void style_end(void *data, const char *name)
{
	if (strcmp(name, "cellXfs") == 0)
		((struct style_parse *)data)->in_cell_styles = false;
}

static inline void read_book(const char *path, struct read_book *book)
{
	memset(book, 0, sizeof(*book));
	book->zip = zip_open(path, ZIP_RDONLY, NULL);
	assert_non_null(book->zip);
	char *xml = read_part(book->zip, "xl/workbook.xml"), *styles = read_part(book->zip, "xl/styles.xml");
	parse_xml(xml, book, book_start, NULL, NULL);
	parse_xml(styles, &(struct style_parse){ .book = book }, style_start, style_end, NULL);
	free(xml);
	free(styles);
	for (size_t i = 0; i < book->count; i++) {
		char name[64];
		snprintf(name, sizeof(name), "xl/worksheets/sheet%zu.xml", i + 1);
		book->sheets[i].xml = read_part(book->zip, name);
		parse_xml(book->sheets[i].xml, &(struct sheet_parse){ .sheet = &book->sheets[i] }, sheet_start,
			  sheet_end, sheet_text);
	}
}

static inline void free_book(struct read_book *book)
{
	for (size_t i = 0; i < book->count; i++) {
		for (size_t j = 0; j < book->sheets[i].count; j++)
			free(book->sheets[i].cells[j].text);
		free(book->sheets[i].cells);
		free(book->sheets[i].xml);
	}
	zip_discard(book->zip);
}

static inline struct read_sheet *sheet_named(struct read_book *book, const char *name)
{
	for (size_t i = 0; i < book->count; i++)
		if (strcmp(book->sheets[i].name, name) == 0)
			return &book->sheets[i];
	fail_msg("there is no sheet %s", name);
	return NULL;
}

/* Nothing at all counts as a cell of nothing. */
static inline struct read_cell cell_at(const struct read_sheet *sheet, int row, int column)
{
	for (size_t i = 0; i < sheet->count; i++)
		if (sheet->cells[i].row == row && sheet->cells[i].column == column)
			return sheet->cells[i];
	return (struct read_cell){ .type = 'b', .text = (char *)"" };
}

static inline int last_row(const struct read_sheet *sheet)
{
	int last = -1;
	for (size_t i = 0; i < sheet->count; i++)
		last = sheet->cells[i].row > last ? sheet->cells[i].row : last;
	return last;
}

#endif
