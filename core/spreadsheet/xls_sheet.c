/* Reads the cells of one sheet of an .xls file (spreadsheet/xls_internal.h). */
#include <assert.h>
#include <string.h>

#include "base/little.h"
#include "spreadsheet/xls_internal.h"

#define OF_SHEET 0x0010
#define PLACE 6 /* bytes: row, column and style, with which every cell begins */

/* Kinds of what a formula came to, where it is no number. */
enum { CAME_TO_TEXT, CAME_TO_BOOL, CAME_TO_ERROR };

/* The cell whose record is read. */
struct at {
	int64_t row, column;
	enum value_form form; /* by its style */
};

static enum value_form form_of(const struct xls *xls, size_t style)
{
	return style < xls->form_count ? xls->forms[style] : VALUE_NUMBER;
}

static struct at place_of(const struct xls *xls)
{
	const unsigned char *data = xls->records.data;
	assert(xls->records.size >= PLACE);
	return (struct at){ little(data, 2), little(data + 2, 2), form_of(xls, little(data + 4, 2)) };
}

static double number_at(const unsigned char *data)
{
	double number;
	uint64_t bits = (uint64_t)little(data + 4, 4) << 32 | little(data, 4);
	_Static_assert(sizeof(number) == sizeof(bits), "a double has 8 bytes");
	memcpy(&number, &bits, sizeof(number));
	return number;
}

/* A whole number, or the upper half of one; either may stand for its hundredth. */
static double short_number(uint32_t bits)
{
	unsigned char whole[8] = { 0 };
	double number;
	if (bits & 2) {
		number = (double)(int32_t)(bits & ~3U) / 4;
	} else {
		for (int i = 0; i < 4; i++)
			whole[4 + i] = (unsigned char)((bits & ~3U) >> 8 * i);
		number = number_at(whole);
	}
	return bits & 1 ? number / 100 : number;
}

static enum ky_code take_number(struct xls *xls, struct ky_error *err)
{
	struct at at = place_of(xls);
	const unsigned char *data = xls->records.data + PLACE;
	if (xls->records.type == RECORD_NUMBER && xls->records.size >= PLACE + 8)
		return grid_put_number(xls->grid, at.row, at.column, at.form, number_at(data), err);
	if (xls->records.type == RECORD_NUMBER_SHORT && xls->records.size >= PLACE + 4)
		return grid_put_number(xls->grid, at.row, at.column, at.form, short_number(little(data, 4)), err);
	if (xls->records.type == RECORD_BOOL_OR_ERROR && xls->records.size >= PLACE + 2)
		return grid_put_number(xls->grid, at.row, at.column, data[1] ? VALUE_ERROR : VALUE_BOOL, data[0],
				       err);
	return xls_damaged(xls, err);
}

/* Several beside each other: row, first column, then style and number of each, then the last column. */
static enum ky_code take_numbers(struct xls *xls, struct ky_error *err)
{
	const struct records *records = &xls->records;
	int64_t row = little(records->data, 2), column = little(records->data + 2, 2);
	enum ky_code code = KY_OK;
	for (size_t at = 4; !code && at + 6 + 2 <= records->size; at += 6, column++)
		code = grid_put_number(xls->grid, row, column, form_of(xls, little(records->data + at, 2)),
				       short_number(little(records->data + at + 2, 4)), err);
	return code;
}

static enum ky_code take_text(struct xls *xls, struct at at, struct ky_error *err)
{
	uint64_t place = 0;
	enum ky_code code = xls_keep_text(xls, 2, &place, err);
	return code ? code : grid_put_text(xls->grid, at.row, at.column, place, err);
}

static enum ky_code take_shared(struct xls *xls, struct ky_error *err)
{
	struct at at = place_of(xls);
	size_t text = xls->records.size >= PLACE + 4 ? little(xls->records.data + PLACE, 4) : SIZE_MAX;
	if (text >= xls->shared_count)
		return xls_damaged(xls, err);
	return grid_put_text(xls->grid, at.row, at.column, xls->shared[text], err);
}

/* What the formula came to when the file was saved. A text stands in a record behind it, where what other formulas
 * share may come first. */
static enum ky_code take_formula(struct xls *xls, struct ky_error *err)
{
	struct at at = place_of(xls);
	const unsigned char *data = xls->records.data + PLACE;
	if (xls->records.size < PLACE + 8)
		return xls_damaged(xls, err);
	if (little(data + 6, 2) != 0xFFFF)
		return grid_put_number(xls->grid, at.row, at.column, at.form, number_at(data), err);
	if (data[0] == CAME_TO_BOOL || data[0] == CAME_TO_ERROR)
		return grid_put_number(xls->grid, at.row, at.column,
				       data[0] == CAME_TO_BOOL ? VALUE_BOOL : VALUE_ERROR, data[2], err);
	for (int i = 0; data[0] == CAME_TO_TEXT && i < 3 && records_next(&xls->records); i++)
		if (xls->records.type == RECORD_TEXT_OF_FORMULA)
			return take_text(xls, at, err);
	return KY_OK;
}

static enum ky_code take_merged(struct xls *xls, struct ky_error *err)
{
	const struct records *records = &xls->records;
	enum ky_code code = KY_OK;
	for (size_t at = 2; !code && at + 8 <= records->size; at += 8) {
		const unsigned char *data = records->data + at;
		code = grid_merge(xls->grid, little(data, 2), little(data + 2, 2), little(data + 4, 2), err);
	}
	return code;
}

static enum ky_code take(struct xls *xls, struct ky_error *err)
{
	if (xls->records.type == RECORD_MERGED)
		return take_merged(xls, err);
	if (xls->records.size < PLACE)
		return KY_OK; /* no cell */
	switch (xls->records.type) {
	case RECORD_NUMBER:
	case RECORD_NUMBER_SHORT:
	case RECORD_BOOL_OR_ERROR:
		return take_number(xls, err);
	case RECORD_NUMBERS_SHORT:
		return take_numbers(xls, err);
	case RECORD_TEXT_SHARED:
		return take_shared(xls, err);
	case RECORD_FORMULA:
		return take_formula(xls, err);
	case RECORD_TEXT:
	case RECORD_TEXT_RICH: {
		struct at at = place_of(xls);
		xls->records.at = PLACE;
		return take_text(xls, at, err);
	}
	default:
		return KY_OK;
	}
}

enum ky_code xls_read_sheet(struct xls *xls, size_t sheet, struct grid **out, struct ky_error *err)
{
	struct records *records = &xls->records;
	enum ky_code code = KY_OK;
	int depth = 1; /* a chart on the sheet has records of its own */
	assert(sheet < xls->sheet_count);
	grid_clear(xls->grid);
	*out = xls->grid;
	if (xls->sheets[sheet].place >= records->len)
		return xls_damaged(xls, err);
	records->next = xls->sheets[sheet].place;
	if (!records_next(records) || records->type != RECORD_BEGIN || records->size < 4)
		return xls_damaged(xls, err);
	if (little(records->data + 2, 2) != OF_SHEET)
		return grid_finish(xls->grid, err);
	while (!code && depth && records_next(records)) {
		depth += (records->type == RECORD_BEGIN) - (records->type == RECORD_END);
		if (depth == 1)
			code = take(xls, err);
	}
	return code ? code : grid_finish(xls->grid, err);
}
