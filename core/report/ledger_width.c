/* Computes the width of a ledger's column on paper from the declaration of its field. */
#include "report/ledger_width.h"

#include <stdlib.h>

#include "kuayue/text.h"

#define LEAST 5
#define DAY 11
#define PRINTED_NUMBER 10
#define PATH 24

static int between(int least, int wanted, int most)
{
	return wanted < least ? least : wanted > most ? most : wanted;
}

/* A heading may take two lines. */
int ledger_width_of_heading(const char *zh)
{
	return between(LEAST, (ky_text_columns(zh) + 3) / 4 * 2 + 1, 12);
}

static int widest_choice(struct ky_workbook *wb, const struct ky_field *field)
{
	size_t count = 0;
	int widest = 0;
	const struct ky_choice *choice = ky_campaign_choices(ky_workbook_campaign(wb), field->choices, &count);
	for (size_t i = 0; i < count; i++)
		if (ky_text_columns(choice[i].text) > widest)
			widest = ky_text_columns(choice[i].text);
	return between(LEAST, widest + 1, 13);
}

static int wanted(struct ky_workbook *wb, const struct ky_field *field)
{
	int listed = field->list.columns;
	switch (field->type) {
	case KY_LONG:
	case KY_LOG:
		return between(16, listed, 24);
	case KY_TEXT:
		return between(9, listed, 24);
	case KY_NUMBER:
		return LEAST + 1;
	case KY_DATE:
		return DAY;
	case KY_CHOICE:
		return widest_choice(wb, field);
	case KY_LINK:
	case KY_LINKS:
	case KY_FILE:
		break;
	}
	return PRINTED_NUMBER;
}

int ledger_width(struct ky_workbook *wb, const struct ky_kind *kind, const struct ky_ledger_column *column)
{
	int heading = ledger_width_of_heading(column->zh);
	int width = column->field == KY_COLUMN_ROW      ? LEAST
		    : column->field == KY_COLUMN_NUMBER ? PRINTED_NUMBER
		    : column->field == KY_COLUMN_ALONG  ? PATH
							: wanted(wb, &kind->fields[column->field]);
	return width > heading ? width : heading;
}
