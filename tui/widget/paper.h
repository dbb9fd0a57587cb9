/*
 * The report on pages of the terminal, with 22 lines of 28 characters as on paper; tables of attachments are as
 * wide as the window. The pages are laid out a piece at a time, so that nobody waits.
 */
#ifndef TUI_WIDGET_PAPER_H
#define TUI_WIDGET_PAPER_H

#include "kuayue/report.h"
#include "terminal/term.h"

#define PAPER_LINES 22
#define PAPER_HEIGHT (PAPER_LINES + 2) /* the page number, and a rule to the next page */
#define PAPER_WIDTH 56                 /* of the letter */
#define PAPER_ROWS_MAX 2000            /* of one table that are shown; the document has them all */

struct paper_seg {
	int col, width;
	enum look look;
	int part; /* of what people write, or -1 */
	char *text;
};

struct paper_line {
	struct paper_seg *segs;
	int count;
};

/* A stretch that people write. */
struct paper_part {
	const char *kind, *id, *field; /* the report's */
	size_t line;                   /* where it begins */
	int col;
	bool unwritten;
};

struct paper {
	const struct ky_report *report;
	int cols, width, left; /* of the window; of the text, and where it begins */
	struct paper_line *lines;
	struct paper_part *parts;
	size_t count, part_count;
	bool done;
	/* How far it has come. */
	size_t block;
	struct ky_rows *rows;
	int widths[KY_DECLARED_MAX];
	bool cards; /* the table at hand is too wide: a row becomes lines of "heading: cell" */
	bool tall;  /* the row before took several lines: a rule parts it from the next */
	long row;
};

void paper_open(struct paper *paper, const struct ky_report *report, int cols);
void paper_close(struct paper *paper);
/* Lays out one more block, or one more row of a table. */
enum ky_code paper_step(struct paper *paper, struct ky_error *err);

/* For the files of the paper. */
struct paper_line *paper_line(struct paper *paper); /* a new, empty one: good until the next call */
void paper_put(struct paper_line *line, int col, int width, enum look look, int part, const char *text,
	       size_t len);
int paper_room(const struct paper *paper); /* lines that are left on the page */
void paper_page(struct paper *paper);      /* ends the page, unless it is empty */
void paper_block(struct paper *paper, const struct ky_block *block);
enum ky_code paper_table_begin(struct paper *paper, const struct ky_table *table, struct ky_error *err);
/* *more false: that was the last row. */
enum ky_code paper_table_row(struct paper *paper, const struct ky_table *table, bool *more, struct ky_error *err);

#endif
