/* A spreadsheet that is being written: its looks, and functions for each type of cell, so that no text can become
 * a formula. Only this folder knows libxlsxwriter. */
#ifndef CORE_REPORT_XLSX_BOOK_H
#define CORE_REPORT_XLSX_BOOK_H

#include <stdbool.h>
#include <stdio.h>
#include <xlsxwriter.h>

#include "kuayue/date.h"
#include "kuayue/workbook.h"

#define XLSX_TEXT_MAX 32767        /* UTF-16 units that a cell holds */
#define XLSX_EXACT 999999999999999 /* numbers past it would be rounded */

struct xlsx {
	lxw_workbook *book;
	FILE *file; /* without a name, so that nothing is left of it whatever happens */
	struct ky_workbook *wb;
	const char *school; /* for the footers */
	lxw_format *title, *note, *head, *text, *literal, *number, *day;
	int sheets;
	int pixels;             /* that the columns of the sheet are wide, of those with a heading */
	int form, form_columns; /* the same of a paper form's, and how many; 0: no column stands behind them */
	int64_t rows[KY_DECLARED_MAX]; /* that each was given; below 0: not counted */
	enum ky_code code;             /* the first failure; after it everything does nothing */
	struct ky_error *err;
};

/* school is kept by reference. Close with xlsx_close, also after a failure. */
enum ky_code xlsx_open(struct xlsx *xlsx, struct ky_workbook *wb, const char *school, struct ky_error *err);
/* Writes the whole to out and frees. out NULL: only frees. */
enum ky_code xlsx_close(struct xlsx *xlsx, FILE *out);

/* Every sheet that was written is there with all its rows. */
bool xlsx_is_whole(const struct xlsx *xlsx);

/* NULL after a failure. */
lxw_worksheet *xlsx_sheet(struct xlsx *xlsx, const char *name);
/* Row 0: the title over all columns; row 1: about, in small; both are repeated on paper with row 2. */
void xlsx_title(struct xlsx *xlsx, lxw_worksheet *sheet, const char *title, const char *about, int columns);
/* The heading in row 2 with its column's width; 0: the column is there, and hidden. */
void xlsx_heading(struct xlsx *xlsx, lxw_worksheet *sheet, int column, const char *text, int width);
/* The columns with a heading so far are those of a paper form: where all do not fit beside each other, they stand
 * on a page of their own. */
void xlsx_form_ends(struct xlsx *xlsx, int columns);
/* A4 upright or across or A3 across, one page wide where it is not smaller than 8 pt there, the rows 0 to 2 on
 * every page and frozen, a filter over row 2; rows: below it. What is added below is printed too. */
void xlsx_table(struct xlsx *xlsx, lxw_worksheet *sheet, int columns, int64_t rows, int frozen_columns);
/* One more row is written behind them. */
void xlsx_row_below(struct xlsx *xlsx);

/* Of a column that is that wide, on the paper of an office that has other fonts. */
int xlsx_pixels(int width);
/* Whether the paper that columns so wide take still does where one is so many digits wider; larger: or the
 * largest. */
bool xlsx_fits(const int *widths, size_t count, int more, bool larger);
/* Narrows the columns that are widest beside their least, as far as the sheet then fits a paper. False: none, even
 * if all have their least. */
bool xlsx_narrow(int *widths, const int *least, size_t count);
/* Its paper and margins, by the columns that have a heading. False: it takes several pages beside each other. */
bool xlsx_paper(struct xlsx *xlsx, lxw_worksheet *sheet);

/* row counts from 0; the rows of one sheet come in order. */
void xlsx_text(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column, const char *text);
void xlsx_number(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column, int64_t number);
/* The rows of a column that a total adds up, and what that gives; not stated: none of them has a number, and there
 * is no total. */
struct xlsx_sum {
	int64_t from, to, number;
	bool stated;
};
void xlsx_total(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column, const struct xlsx_sum *sum);
void xlsx_day(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column, ky_day day);
/* A day written YYYY-MM-DD as a day, anything else as text. */
void xlsx_day_or_text(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column, const char *text);
/* Writes an empty cell with its borders, for 未填. */
void xlsx_blank(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int column);

/* How many lines text takes in a column of that width. */
int xlsx_lines(const char *text, int width);
/* Makes the row that many lines high, because not every program works that out by itself. */
void xlsx_lines_high(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, int lines);
#define XLSX_LINES_MAX 27 /* the highest that a row can be */

/* text as a cell can hold it: line breaks as LF, control characters shown as pictures, what XML forbids
 * as U+FFFD, and too long a text cut at a character, with a note. malloc'd. */
char *xlsx_clean(const char *text);

/* Memory is out: the first failure. */
void xlsx_no_memory(struct xlsx *xlsx);
/* After each call of the library. */
void xlsx_check(struct xlsx *xlsx, lxw_error error);

#endif
