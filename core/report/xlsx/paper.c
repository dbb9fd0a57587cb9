/* Chooses the paper of a sheet: as small as keeps its text readable. A paper form keeps its page whatever stands
 * behind it. */
#include "report/xlsx/book.h"

#define LEAST_PERCENT 80 /* of FONT_SIZE on paper: 8 pt */
#define PAPER_A4 9
#define PAPER_A3 8
#define A4_PIXELS 1045 /* across, between the margins, 96 an inch */
#define A3_PIXELS 1510

static bool fits(int pixels, int paper)
{
	return pixels * LEAST_PERCENT <= paper * 100;
}

/* As large as the form's columns allow on one page. */
static int percent_of(int pixels, int paper)
{
	int percent = pixels > 0 ? 100 * paper / pixels : 100;
	return percent > 100 ? 100 : percent < LEAST_PERCENT ? LEAST_PERCENT : percent;
}

void xlsx_form_ends(struct xlsx *xlsx, int columns)
{
	xlsx->form = xlsx->pixels;
	xlsx->form_columns = columns;
}

void xlsx_paper(struct xlsx *xlsx, lxw_worksheet *sheet)
{
	bool whole = fits(xlsx->pixels, A3_PIXELS), form = !whole && xlsx->form_columns > 0;
	int pixels = form ? xlsx->form : xlsx->pixels;
	bool small = fits(pixels, A4_PIXELS);
	worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, small ? PAPER_A4 : PAPER_A3);
	worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
	worksheet_center_horizontally(sheet);
	if (whole) {
		worksheet_fit_to_pages(sheet, 1, 0);
		return;
	}
	/* On more than one page beside each other. */
	worksheet_set_print_scale(sheet, form ? (uint16_t)percent_of(pixels, small ? A4_PIXELS : A3_PIXELS)
					      : LEAST_PERCENT);
	lxw_col_t breaks[] = { (lxw_col_t)xlsx->form_columns, 0 };
	if (form)
		xlsx_check(xlsx, worksheet_set_v_pagebreaks(sheet, breaks));
}
