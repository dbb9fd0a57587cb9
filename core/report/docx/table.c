/* Lays out a table of the document as readably as its columns allow, and writes it row by row. */
#include <assert.h>
#include <string.h>

#include "kuayue/text.h"
#include "report/docx/body.h"
#include "texts.h"

#define FLUSH_AT (64 * 1024)
#define TALL 4                /* lines of a typical row; a table that needs more gets more room */
#define TALL_LARGE 2          /* the same in the larger size, which gives way before the page is turned */
#define TALLEST 20            /* lines of a row that is kept on one page */
#define LANDSCAPE_WIDTH 12757 /* 225 mm */

/* The ways of setting a table, from the most readable one to one that always fits. */
static const struct setting {
	bool landscape;
	enum ky_fit fit;
	int half; /* half a character */
	const char *style, *text, *centred, *head;
} settings[] = {
	{ false, KY_FIT_LOOSE, 105, "LedgerTable", "TableText", "TableCentred", "TableHead" },
	{ false, KY_FIT_LOOSE, 90, "LedgerTable", "TableTextSmall", "TableCentredSmall", "TableHeadSmall" },
	{ true, KY_FIT_LOOSE, 105, "LedgerTable", "TableText", "TableCentred", "TableHead" },
	{ true, KY_FIT_LOOSE, 90, "LedgerTable", "TableTextSmall", "TableCentredSmall", "TableHeadSmall" },
	{ true, KY_FIT_EXACT, 90, "LedgerTableTight", "TableTextSmall", "TableCentredSmall", "TableHeadSmall" },
	{ true, KY_FIT_CRAMPED, 90, "LedgerTableTight", "TableTextSmall", "TableCentredSmall", "TableHeadSmall" },
};
#define SETTINGS (sizeof(settings) / sizeof(settings[0]))

/* Left and right of a cell's text. */
static int padding(const struct setting *setting)
{
	return 2 * (strcmp(setting->style, "LedgerTableTight") == 0 ? DOCX_PADDING_TIGHT : DOCX_PADDING);
}

static const struct setting *choose(const struct ky_table *table, bool annex, int *widths)
{
	int columns = (int)ky_table_columns(table);
	size_t last = annex ? SETTINGS : 2;
	const struct setting *fits = NULL;
	int tried[KY_DECLARED_MAX] = { 0 };
	for (size_t i = 0; i < last; i++) {
		int room = (settings[i].landscape ? LANDSCAPE_WIDTH : DOCX_TEXT_WIDTH) -
			   columns * padding(&settings[i]);
		if (!ky_table_fit(table, room / settings[i].half, settings[i].fit, tried))
			continue;
		/* Prefer a tall row to a date or code broken across two lines. */
		if (fits && settings[i].fit != KY_FIT_LOOSE)
			break;
		fits = &settings[i];
		memcpy(widths, tried, (size_t)columns * sizeof(*widths));
		if (ky_table_lines(table, widths) <=
		    (settings[i].landscape || settings[i].half < 100 ? TALL : TALL_LARGE))
			break;
	}
	for (int i = 0; !fits && i < columns; i++)
		widths[i] = (LANDSCAPE_WIDTH / columns - padding(&settings[SETTINGS - 1])) /
			    settings[SETTINGS - 1].half;
	return fits ? fits : &settings[SETTINGS - 1];
}

static void add_cell(struct strbuf *sb, int width, int span, const char *style, const char *text)
{
	assert(span >= 1 && width > 0);
	strbuf_addf(sb, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
	if (span > 1)
		strbuf_addf(sb, "<w:gridSpan w:val=\"%d\"/>", span);
	strbuf_add(sb, "</w:tcPr>");
	body_begin_paragraph(sb, style);
	/* What is all code has a column that it fits into. */
	bool code = true;
	for (const char *at = text; *at; at++)
		code = code && (unsigned char)*at < 0x80;
	if (text[0])
		(code ? body_plain : body_whole)(sb, text);
	strbuf_add(sb, "</w:p></w:tc>");
}

void table_lay_out(struct grid *grid, bool annex)
{
	assert(grid->table && grid->all == 0);
	grid->columns = (int)ky_table_columns(grid->table);
	grid->setting = choose(grid->table, annex, grid->halves);
	for (int i = 0; i < grid->columns; i++) {
		grid->widths[i] = grid->halves[i] * grid->setting->half + padding(grid->setting);
		grid->all += grid->widths[i];
	}
}

bool table_is_landscape(const struct grid *grid)
{
	return grid->setting->landscape;
}

static void begin_table(struct strbuf *sb, const struct grid *grid)
{
	assert(grid->setting && grid->columns > 0);
	strbuf_addf(sb,
		    "<w:tbl><w:tblPr><w:tblStyle w:val=\"%s\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
		    "<w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook "
		    "w:val=\"0020\"/></w:tblPr><w:tblGrid>",
		    grid->setting->style, grid->all);
	for (int i = 0; i < grid->columns; i++)
		strbuf_addf(sb, "<w:gridCol w:w=\"%d\"/>", grid->widths[i]);
	strbuf_add(sb, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
	for (int i = 0; i < grid->columns; i++)
		add_cell(sb, grid->widths[i], 1, grid->setting->head, ky_table_heading(grid->table, (size_t)i));
	strbuf_add(sb, "</w:tr>");
}

/* True for a row that is kept on one page. A row that takes most of a page may go on on the next. */
static bool stays_together(const struct grid *grid, const char *const *cells)
{
	for (int i = 0; i < grid->columns; i++)
		if ((int)(strlen(cells[i]) / 3 * 2) / grid->halves[i] > TALLEST)
			return false;
	return true;
}

/* Halves of a character that the text may take: letters and digits may come in a wider font. */
static int loose_columns(const char *text)
{
	int narrow = 0;
	for (const char *at = text; *at; at++)
		narrow += (unsigned char)*at < 0x80;
	return ky_text_columns(text) + (narrow + 4) / 5;
}

/* Breaks the line behind the mark before a name that does not fit on it. out has room for twice the text. */
static const char *break_names(const char *text, int halves, char *out)
{
	size_t used = 0;
	for (int width = 0; *text;) {
		size_t len = ky_name_end(text);
		char name[512];
		memcpy(name, text, len);
		name[len] = '\0';
		int columns = loose_columns(name);
		if (width && width + columns > halves) {
			out[used++] = '\n';
			width = 0;
		}
		memcpy(out + used, text, len);
		used += len;
		width += columns;
		text += len;
	}
	out[used] = '\0';
	return out;
}

static void add_row(struct strbuf *sb, const struct grid *grid, const char *const *cells)
{
	strbuf_add(sb, stays_together(grid, cells) ? "<w:tr><w:trPr><w:cantSplit/></w:trPr>" : "<w:tr>");
	for (int i = 0; i < grid->columns; i++) {
		char broken[512];
		bool names = ky_table_names(grid->table, (size_t)i) && strlen(cells[i]) < sizeof(broken) / 2;
		add_cell(sb, grid->widths[i], 1,
			 ky_table_centred(grid->table, (size_t)i) ? grid->setting->centred : grid->setting->text,
			 names ? break_names(cells[i], grid->halves[i], broken) : cells[i]);
	}
	strbuf_add(sb, "</w:tr>\n");
}

enum ky_code table_add(struct body *body, const struct grid *grid, struct ky_error *err)
{
	struct ky_rows *rows = NULL;
	const char *const *cells = NULL;
	bool any = false;
	begin_table(&body->sb, grid);
	enum ky_code code = ky_rows_open(grid->table, &rows, err);
	while (!code && (code = ky_rows_next(rows, &cells, err)) == KY_OK && cells) {
		any = true;
		add_row(&body->sb, grid, cells);
		body_flush(body, FLUSH_AT);
	}
	ky_rows_close(rows);
	if (!any) {
		strbuf_add(&body->sb, "<w:tr>");
		add_cell(&body->sb, grid->all, grid->columns, grid->setting->text, ZH_EMPTY_TABLE);
		strbuf_add(&body->sb, "</w:tr>");
	}
	strbuf_add(&body->sb, "</w:tbl>\n");
	return code;
}
