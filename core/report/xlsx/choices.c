/*
 * Offers choice lists in cells (data validation). A list of at most 255 characters stands in the column itself, so
 * that it is kept when somebody copies the sheet; a longer list is a row of the sheet 选项.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/strbuf.h"
#include "report/xlsx/xlsx.h"
#include "texts.h"

#define FIRST_ROW 3
#define MORE_ROWS 500 /* below the records, for who goes on in the spreadsheet */
#define LIST_MAX 255  /* characters */

static size_t characters(const char *text)
{
	return utf8_count(text, strlen(text), false);
}

/* The texts of the list, with 不适用 where it may be: malloc'd, ended by NULL; the texts are not. */
static const char **texts_of(struct xlsx *xlsx, const struct ky_field *field, size_t *count)
{
	size_t i = 0, length = 0;
	const struct ky_choice *choices =
		ky_campaign_choices(ky_workbook_campaign(xlsx->wb), field->choices, &length);
	const char **texts = memory_new((length + 2) * sizeof(*texts));
	if (!texts) {
		xlsx_no_memory(xlsx);
		return NULL;
	}
	for (; i < length; i++)
		texts[i] = choices[i].text;
	if (field->may_be_na)
		texts[i++] = KY_NA_TEXT;
	*count = i;
	return texts;
}

static bool fits(const char **texts)
{
	size_t length = 0;
	for (size_t i = 0; texts[i]; i++) {
		if (strchr(texts[i], ','))
			return false;
		length += characters(texts[i]) + 1;
	}
	return length <= LIST_MAX;
}

/* Calls each for the choice fields of ledgers whose list is long, each list once, in one order. */
static int long_list(struct xlsx *xlsx, const char *wanted,
		     void (*each)(void *data, int row, const char **texts, size_t count), void *data)
{
	const struct ky_kind *kind;
	int row = 1;
	const char *seen[KY_DECLARED_MAX];
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		for (size_t j = 0; kind->ledger && j < kind->field_count; j++) {
			const struct ky_field *field = &kind->fields[j];
			size_t count = 0;
			int at = 1;
			if (field->apart || field->type != KY_CHOICE || field->several)
				continue;
			while (at < row && strcmp(seen[at], field->choices) != 0)
				at++;
			const char **texts = texts_of(xlsx, field, &count);
			if (!texts)
				return 0;
			if (at == row && row < KY_DECLARED_MAX && !fits(texts)) {
				if (wanted && strcmp(wanted, field->choices) == 0)
					at = -row;
				else if (each)
					each(data, row, texts, count);
				seen[row++] = field->choices;
			}
			free(texts);
			if (at < 0)
				return -at;
		}
	}
	return 0;
}

void xlsx_choices(struct xlsx *xlsx, lxw_worksheet *sheet, const struct ky_field *field, int column, int64_t rows)
{
	assert(column >= 0 && field->choices);
	size_t count = 0;
	const char **texts = texts_of(xlsx, field, &count);
	if (!texts)
		return;
	char range[64], last[8];
	lxw_data_validation validation = {
		.validate = LXW_VALIDATION_TYPE_LIST,
		.value_list = (char **)(uintptr_t)texts,
		.ignore_blank = LXW_VALIDATION_ON,
		.dropdown = LXW_VALIDATION_ON,
		.error_title = ZH_SHEET_CHOOSE,
		.error_message = ZH_SHEET_CHOOSE_WHY,
	};
	if (!fits(texts)) {
		lxw_col_to_name(last, (lxw_col_t)count, LXW_TRUE);
		int row = long_list(xlsx, field->choices, NULL, NULL);
		snprintf(range, sizeof(range), "='" ZH_SHEET_CHOICES "'!$B$%d:%s$%d", row + 1, last, row + 1);
		validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
		validation.value_formula = range;
	}
	if (count)
		xlsx_check(xlsx, worksheet_data_validation_range(sheet, FIRST_ROW, (lxw_col_t)column,
								 (lxw_row_t)(FIRST_ROW + rows + MORE_ROWS),
								 (lxw_col_t)column, &validation));
	free(texts);
}

struct listing {
	struct xlsx *xlsx;
	lxw_worksheet *sheet;
};

static void write_list(void *data, int row, const char **texts, size_t count)
{
	struct listing *listing = data;
	if (!listing->sheet) {
		listing->sheet = xlsx_sheet(listing->xlsx, ZH_SHEET_CHOICES);
		if (!listing->sheet)
			return;
		xlsx_text(listing->xlsx, listing->sheet, 0, 0, ZH_SHEET_CHOICES_ABOUT);
	}
	for (size_t i = 0; i < count; i++)
		xlsx_text(listing->xlsx, listing->sheet, row, (int)i + 1, texts[i]);
}

void xlsx_long_choices(struct xlsx *xlsx)
{
	struct listing listing = { .xlsx = xlsx };
	long_list(xlsx, NULL, write_list, &listing);
}
