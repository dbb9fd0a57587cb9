/* Lays out tables on the pages of the terminal: fitted to its width, or row by row where that is too narrow. */
#include <assert.h>
#include <string.h>

#include "kuayue/text.h"
#include "terminal/i18n.h"
#include "widget/paper.h"
#include "texts.h"

#define BAR "|"

static size_t columns(const struct ky_table *table)
{
	size_t count = ky_table_columns(table);
	return count < sizeof(((struct paper *)NULL)->widths) / sizeof(int) ? count : 0;
}

/* "+----+------+" */
static void put_rule(struct paper *paper, const struct ky_table *table)
{
	struct paper_line *line = paper_line(paper);
	int col = paper->left;
	for (size_t i = 0; i < columns(table); i++) {
		char rule[256] = "+";
		int width = paper->widths[i] < 250 ? paper->widths[i] : 250;
		memset(rule + 1, '-', (size_t)width);
		paper_put(line, col, paper->widths[i] + 1, LOOK_DIM, -1, rule, (size_t)width + 1);
		col += paper->widths[i] + 1;
	}
	paper_put(line, col, 1, LOOK_DIM, -1, "+", 1);
}

/* As ky_text_wrap, but a day or a code that has to be broken is broken behind a hyphen. */
static size_t wrap_cell(const char *text, int width, size_t *next)
{
	assert(text && next);
	size_t len = ky_text_wrap(text, width, next);
	if (len != *next || !text[len] || len < 2 || (unsigned char)text[len] >= 0x80 || text[len] == ' ')
		return len;
	for (size_t i = len; i > 1 && (unsigned char)text[i - 1] < 0x80 && text[i - 1] != ' '; i--)
		if (text[i - 1] == '-') {
			*next = i;
			return i;
		}
	return len;
}

/* Where each cell goes on, a line at a time. */
static bool put_line(struct paper *paper, const struct ky_table *table, const char *const *cells, size_t *at,
		     enum look look)
{
	struct paper_line *line = paper_line(paper);
	int col = paper->left;
	bool more = false;
	for (size_t i = 0; i < columns(table); i++) {
		size_t next = 0, len = wrap_cell(cells[i] + at[i], paper->widths[i], &next);
		paper_put(line, col, 1, LOOK_DIM, -1, BAR, 1);
		paper_put(line, col + 1, paper->widths[i], look, -1, cells[i] + at[i], len);
		at[i] += next;
		more = more || cells[i][at[i]];
		col += paper->widths[i] + 1;
	}
	paper_put(line, col, 1, LOOK_DIM, -1, BAR, 1);
	return more;
}

static int height_of(const struct paper *paper, const struct ky_table *table, const char *const *cells)
{
	int most = 1;
	for (size_t i = 0; i < columns(table); i++) {
		int lines = 0;
		for (size_t at = 0, next = 0; cells[i][at] && lines < PAPER_LINES; at += next, lines++)
			wrap_cell(cells[i] + at, paper->widths[i], &next);
		most = lines > most ? lines : most;
	}
	return most;
}

static void put_head(struct paper *paper, const struct ky_table *table)
{
	const char *headings[KY_DECLARED_MAX];
	size_t at[KY_DECLARED_MAX] = { 0 };
	for (size_t i = 0; i < columns(table); i++)
		headings[i] = ky_table_heading(table, i);
	put_rule(paper, table);
	while (put_line(paper, table, headings, at, LOOK_BOLD))
		;
	put_rule(paper, table);
	paper->tall = false;
}

static void next_page(struct paper *paper, const struct ky_table *table)
{
	put_rule(paper, table);
	paper_page(paper);
	put_head(paper, table);
}

enum ky_code paper_table_begin(struct paper *paper, const struct ky_table *table, struct ky_error *err)
{
	int room = paper->width - (int)columns(table) - 1;
	paper->cards = !ky_table_fit(table, room, KY_FIT_EXACT, paper->widths) &&
		       !ky_table_fit(table, room, KY_FIT_CRAMPED, paper->widths);
	paper->row = 0;
	if (!paper->cards) {
		if (paper_room(paper) < 5)
			paper_page(paper);
		put_head(paper, table);
	}
	return ky_rows_open(table, &paper->rows, err);
}

static void put_row(struct paper *paper, const struct ky_table *table, const char *const *cells)
{
	size_t at[KY_DECLARED_MAX] = { 0 };
	int height = height_of(paper, table, cells);
	bool rule = paper->row && (paper->tall || height > 1);
	/* The last line of a page is the table's lower edge. */
	if (paper_room(paper) < height + rule + 1 && (height <= PAPER_LINES - 5 || paper_room(paper) < 5))
		next_page(paper, table);
	else if (rule)
		put_rule(paper, table);
	while (put_line(paper, table, cells, at, LOOK_PLAIN))
		if (paper_room(paper) < 2)
			next_page(paper, table);
	paper->tall = height > 1;
}

/* What is blank says nothing; on a page of its own width it would be most of it. */
static void put_card(struct paper *paper, const struct ky_table *table, const char *const *cells)
{
	for (size_t i = 0; i < columns(table); i++) {
		const char *heading = ky_table_heading(table, i);
		int lead = ky_text_columns(heading) + 2, most = paper->width / 2;
		size_t next = 0;
		if (!cells[i][0])
			continue;
		lead = lead < most ? lead : most;
		for (size_t at = 0; cells[i][at]; at += next) {
			size_t len = ky_text_wrap(cells[i] + at, paper->width - lead, &next);
			struct paper_line *line = paper_line(paper);
			if (at == 0) {
				paper_put(line, paper->left, lead - 2, LOOK_BOLD, -1, heading, strlen(heading));
				paper_put(line, paper->left + lead - 2, 2, LOOK_PLAIN, -1, "：", strlen("："));
			}
			paper_put(line, paper->left + lead, paper->width - lead, LOOK_PLAIN, -1, cells[i] + at,
				  len);
		}
	}
	if (paper->count % PAPER_HEIGHT)
		paper_line(paper);
}

static void put_note(struct paper *paper, const char *text)
{
	paper_put(paper_line(paper), paper->left, paper->width, LOOK_DIM, -1, text, strlen(text));
}

enum ky_code paper_table_row(struct paper *paper, const struct ky_table *table, bool *more, struct ky_error *err)
{
	const char *const *cells = NULL;
	enum ky_code code = ky_rows_next(paper->rows, &cells, err);
	*more = !code && cells && paper->row < PAPER_ROWS_MAX;
	if (*more) {
		(paper->cards ? put_card : put_row)(paper, table, cells);
		paper->row++;
		return KY_OK;
	}
	if (!code && !cells && !paper->row)
		put_note(paper, ZH_EMPTY_TABLE);
	if (!code && !paper->cards)
		put_rule(paper, table);
	if (!code && cells)
		put_note(paper, _("The table goes on; the document has all of it."));
	ky_rows_close(paper->rows);
	paper->rows = NULL;
	return code;
}
