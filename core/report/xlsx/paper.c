/* Chooses the paper of a sheet: as small as keeps its text readable. */
#include "report/xlsx/book.h"

#define LEAST_PERCENT 80 /* of FONT_SIZE on paper: 8 pt */
#define PAPER_A4 9
#define PAPER_A3 8
#define A4_PIXELS 1045 /* across, between the margins, 96 an inch */
#define A3_PIXELS 1510

void xlsx_paper(struct xlsx *xlsx, lxw_worksheet *sheet)
{
	bool fits_a4 = xlsx->pixels * LEAST_PERCENT <= A4_PIXELS * 100;
	bool fits_a3 = xlsx->pixels * LEAST_PERCENT <= A3_PIXELS * 100;
	worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, fits_a4 ? PAPER_A4 : PAPER_A3);
	worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
	worksheet_center_horizontally(sheet);
	if (fits_a3)
		worksheet_fit_to_pages(sheet, 1, 0);
	else
		worksheet_set_print_scale(sheet, LEAST_PERCENT); /* on more than one page beside each other */
}
