/* Chooses the paper of a sheet: as small as keeps its text readable. A paper form keeps its page whatever stands
 * behind it. */
#include "report/xlsx/book.h"

#include <assert.h>

#define PAPER_A4 9
#define PAPER_A3 8
#define LEAST_PERCENT 81 /* of 10 pt on paper: 8 pt, and what rounding takes */

/* Between the margins, 96 an inch. */
#define UPRIGHT 715
#define ACROSS_A4 1045
#define ACROSS_A3 1510

/* Of a column, with the widest font that an office program puts in place of the book's. */
#define DIGIT 9
#define BESIDE 2

int xlsx_pixels(int width)
{
	assert(width >= 0);
	return width ? width * DIGIT + BESIDE : 0;
}

static bool fits(int pixels, int paper)
{
	return pixels * LEAST_PERCENT <= paper * 100;
}

static int sum(const int *widths, size_t count)
{
	int pixels = 0;
	for (size_t i = 0; i < count; i++)
		pixels += xlsx_pixels(widths[i]);
	return pixels;
}

bool xlsx_fits(const int *widths, size_t count, int more, bool larger)
{
	int pixels = sum(widths, count);
	return fits(pixels + more * DIGIT, !larger && fits(pixels, ACROSS_A4) ? ACROSS_A4 : ACROSS_A3);
}

bool xlsx_narrow(int *widths, const int *least, size_t count)
{
	static const int papers[] = { ACROSS_A4, ACROSS_A3 };
	for (size_t paper = 0; paper < sizeof(papers) / sizeof(papers[0]); paper++) {
		if (!fits(sum(least, count), papers[paper]))
			continue;
		while (!fits(sum(widths, count), papers[paper])) {
			size_t widest = 0;
			for (size_t i = 1; i < count; i++)
				if (widths[i] - least[i] > widths[widest] - least[widest])
					widest = i;
			assert(widths[widest] > least[widest]);
			widths[widest]--;
		}
		return true;
	}
	return false;
}

/* As large as the form's columns allow on one page. */
static int percent_of(int pixels, int paper)
{
	int percent = pixels > 0 ? 98 * paper / pixels : 100; /* they round */
	return percent > 100 ? 100 : percent < LEAST_PERCENT ? LEAST_PERCENT : percent;
}

void xlsx_form_ends(struct xlsx *xlsx, int columns)
{
	xlsx->form = xlsx->pixels;
	xlsx->form_columns = columns;
}

/* One that fits without being made smaller stands upright. */
bool xlsx_paper(struct xlsx *xlsx, lxw_worksheet *sheet)
{
	bool whole = fits(xlsx->pixels, ACROSS_A3), form = !whole && xlsx->form_columns > 0;
	int pixels = form ? xlsx->form : xlsx->pixels;
	bool upright = whole && pixels <= UPRIGHT, small = fits(pixels, ACROSS_A4);
	if (!upright)
		worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, small ? PAPER_A4 : PAPER_A3);
	worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
	worksheet_center_horizontally(sheet);
	if (whole) {
		worksheet_fit_to_pages(sheet, 1, 0);
		return true;
	}
	/* On more than one page beside each other. */
	worksheet_set_print_scale(sheet, form ? (uint16_t)percent_of(pixels, small ? ACROSS_A4 : ACROSS_A3)
					      : LEAST_PERCENT);
	lxw_col_t breaks[] = { (lxw_col_t)xlsx->form_columns, 0 };
	if (form)
		xlsx_check(xlsx, worksheet_set_v_pagebreaks(sheet, breaks));
	return false;
}
