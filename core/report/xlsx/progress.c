/* Writes the sheet 进展情况统计表: a line for each figure of the form, upright, as it goes with the report. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/ledger_records.h"
#include "report/punctuate.h"
#include "report/xlsx/xlsx.h"
#include "texts.h"

#define FIRST_ROW 3
#define TITLE_WIDTH 31
#define VALUE_WIDTH 47

static void put_title(struct xlsx *xlsx, lxw_worksheet *sheet, int64_t row, const char *title)
{
	char *wide = punctuate(title);
	if (wide)
		xlsx_text(xlsx, sheet, row, 0, wide);
	else
		xlsx_no_memory(xlsx);
	free(wide);
}

/* A line that is one figure or the day and nothing else keeps its type. */
static void put_value(struct xlsx *xlsx, lxw_worksheet *sheet, const struct slots *slots, int64_t row,
		      const struct ky_column *declared)
{
	char *text = NULL;
	size_t len = strlen(declared->text);
	bool alone =
		len > 2 && declared->text[0] == '{' && strchr(declared->text, '}') == declared->text + len - 1;
	const struct ky_figure_value *value = alone ? slots_value(slots, declared->text + 1, len - 2) : NULL;
	if (value && value->state == KY_FIGURE_BLANK) {
		xlsx_blank(xlsx, sheet, row, 1);
	} else if (value && value->is_number) {
		xlsx_number(xlsx, sheet, row, 1, value->number);
	} else {
		xlsx->code = slots_fill(slots, declared->text, &text, xlsx->err);
		if (!xlsx->code)
			xlsx_day_or_text(xlsx, sheet, row, 1, text);
	}
	int title = xlsx_lines(declared->title, TITLE_WIDTH - 1),
	    lines = text ? xlsx_lines(text, VALUE_WIDTH - 1) : 1;
	xlsx_lines_high(xlsx, sheet, row, title > lines ? title : lines);
	free(text);
}

void xlsx_progress(struct xlsx *xlsx, const struct slots *slots, const char *about)
{
	size_t count = 0;
	const struct ky_column *columns = ky_campaign_progress(ky_workbook_campaign(xlsx->wb), &count);
	const char *title = ky_ledger_title(xlsx->wb, NULL);
	lxw_worksheet *sheet = xlsx_sheet(xlsx, title);
	if (!sheet)
		return;
	xlsx_title(xlsx, sheet, title, about, 2);
	xlsx_heading(xlsx, sheet, 0, ZH_ITEM, TITLE_WIDTH);
	xlsx_heading(xlsx, sheet, 1, ZH_CONTENT, VALUE_WIDTH);
	for (size_t i = 0; !xlsx->code && i < count; i++) {
		put_title(xlsx, sheet, FIRST_ROW + (int64_t)i, columns[i].title);
		if (!xlsx->code)
			put_value(xlsx, sheet, slots, FIRST_ROW + (int64_t)i, &columns[i]);
	}
	if (!xlsx->code)
		xlsx_table(xlsx, sheet, 2, (int64_t)count, 1);
}
