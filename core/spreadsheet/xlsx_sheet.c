/* Reads the texts that cells share, and the cells of a sheet, while they go by (xlsx_internal.h). */
#include "spreadsheet/xlsx_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "spreadsheet/refuse.h"

#define NUMBER_MOST 64 /* bytes of a stored number */

/* The text of an element, in pieces. Phonetic signs above it are no part of it. */
struct gathering {
	struct strbuf text;
	bool open, phonetic; /* inside <t> or <v>, inside <rPh> */
};

static void gather_start(struct gathering *gathering, const char *name)
{
	gathering->phonetic = gathering->phonetic || strcmp(name, "rPh") == 0;
	gathering->open = !gathering->phonetic && (strcmp(name, "t") == 0 || strcmp(name, "v") == 0);
}

static void gather_end(struct gathering *gathering, const char *name)
{
	gathering->open = false;
	if (strcmp(name, "rPh") == 0)
		gathering->phonetic = false;
}

static void gather_text(struct gathering *gathering, const char *text, int len)
{
	if (gathering->open)
		strbuf_add_len(&gathering->text, text, (size_t)len);
}

/* _x000D_ is how a part writes what XML cannot have; _x005F_ stands for the sign that would begin such a one.
 * Gives the sign, or -1. */
static int escaped_sign(const char *at)
{
	char digits[5] = "";
	if (strncmp(at, "_x", 2) != 0 || strspn(at + 2, "0123456789abcdefABCDEF") < 4 || at[6] != '_')
		return -1;
	memcpy(digits, at + 2, 4);
	unsigned long sign = strtoul(digits, NULL, 16);
	return sign < 0x80 ? (int)sign : -1;
}

static void unescape(struct strbuf *text)
{
	char *to = text->text;
	if (!to)
		return;
	for (const char *at = to; *at;) {
		int sign = escaped_sign(at);
		if (sign < 0)
			*to++ = *at;
		else if (sign && sign != '\r')
			*to++ = (char)sign;
		at += sign < 0 ? 1 : 7;
	}
	*to = '\0';
	text->len = (size_t)(to - text->text);
}

/* Keeps what was gathered; its ceiling is that of a cell and one byte, so that the grid says what is too long. */
static enum ky_code keep(struct xlsx *xlsx, struct gathering *gathering, uint64_t *place, struct ky_error *err)
{
	if (gathering->text.no_memory)
		return memory_out(err);
	if (!gathering->text.over)
		unescape(&gathering->text);
	enum ky_code code =
		grid_add_text(xlsx->grid, gathering->text.text ? gathering->text.text : "",
			      gathering->text.over ? (size_t)SHEET_CELL + 1 : gathering->text.len, place, err);
	strbuf_clear(&gathering->text);
	return code;
}

struct sharing {
	struct xlsx *xlsx;
	struct gathering gathering;
};

static void on_shared_start(struct part *part, const char *name, const char *const *attributes)
{
	struct sharing *sharing = part->data;
	(void)attributes;
	gather_start(&sharing->gathering, name);
}

static void on_shared_end(struct part *part, const char *name)
{
	struct sharing *sharing = part->data;
	struct xlsx *xlsx = sharing->xlsx;
	gather_end(&sharing->gathering, name);
	if (strcmp(name, "si") != 0)
		return;
	if (xlsx->shared_count == GRID_SHARED)
		part->code = ky_fail(part->err, KY_INPUT, _("%.300s has more than %d filled cells; split it."),
				     xlsx->path, (int)GRID_SHARED);
	else if (!memory_grow(&xlsx->shared, xlsx->shared_count, sizeof(*xlsx->shared)))
		part->code = memory_out(part->err);
	else
		part->code = keep(xlsx, &sharing->gathering, &xlsx->shared[xlsx->shared_count++], part->err);
}

static void on_shared_text(struct part *part, const char *text, int len)
{
	struct sharing *sharing = part->data;
	gather_text(&sharing->gathering, text, len);
}

enum ky_code xlsx_read_shared(struct xlsx *xlsx, struct ky_error *err)
{
	static const struct part_reader reader = { on_shared_start, on_shared_end, on_shared_text };
	struct sharing sharing = { .xlsx = xlsx };
	strbuf_init(&sharing.gathering.text, SHEET_CELL);
	enum ky_code code = parts_read(xlsx->parts, xlsx->strings, &reader, &sharing, err);
	strbuf_free(&sharing.gathering.text);
	return code;
}

struct sheet_reading {
	struct xlsx *xlsx;
	struct gathering gathering;
	int64_t row, column, style; /* of the cell; the first is 0 */
	char type[16];
};

/* "AB12": column 27, row 11. Leaves what it does not say. */
static const char *take_place(const char *text, int64_t *row, int64_t *column)
{
	int64_t letters = 0, digits = 0;
	for (int i = 0; i < 3 && *text >= 'A' && *text <= 'Z'; i++, text++)
		letters = letters * 26 + (*text - 'A' + 1);
	for (int i = 0; i < 7 && *text >= '0' && *text <= '9'; i++, text++)
		digits = digits * 10 + (*text - '0');
	if (letters)
		*column = letters - 1;
	if (digits)
		*row = digits - 1;
	return text;
}

static void merge(struct part *part, struct sheet_reading *reading, const char *place)
{
	int64_t row = -1, column = -1, last_row = -1, last_column = -1;
	const char *at = place ? take_place(place, &row, &column) : "";
	if (*at == ':')
		take_place(at + 1, &last_row, &last_column);
	part->code = grid_merge(reading->xlsx->grid, row, last_row, column, part->err);
}

static void on_sheet_start(struct part *part, const char *name, const char *const *attributes)
{
	struct sheet_reading *reading = part->data;
	gather_start(&reading->gathering, name);
	if (strcmp(name, "row") == 0) {
		/* Without a number it is the one behind the last. */
		reading->row = xlsx_whole(part_attribute(attributes, "r"), reading->row + 2) - 1;
		reading->column = -1;
	} else if (strcmp(name, "c") == 0) {
		const char *place = part_attribute(attributes, "r"), *type = part_attribute(attributes, "t");
		reading->column++;
		take_place(place ? place : "", &reading->row, &reading->column);
		reading->style = xlsx_whole(part_attribute(attributes, "s"), 0);
		snprintf(reading->type, sizeof(reading->type), "%s", type ? type : "n");
		strbuf_clear(&reading->gathering.text);
	} else if (strcmp(name, "mergeCell") == 0) {
		merge(part, reading, part_attribute(attributes, "ref"));
	}
}

static enum ky_code put_text(struct sheet_reading *reading, struct ky_error *err)
{
	uint64_t place = 0;
	enum ky_code code = keep(reading->xlsx, &reading->gathering, &place, err);
	return code ? code : grid_put_text(reading->xlsx->grid, reading->row, reading->column, place, err);
}

static enum ky_code put_shared(struct sheet_reading *reading, const char *value, struct ky_error *err)
{
	struct xlsx *xlsx = reading->xlsx;
	int64_t at = xlsx_whole(value, -1);
	if (at < 0 || (size_t)at >= xlsx->shared_count)
		return refuse_damaged(xlsx->path, _("a text is missing"), err);
	return grid_put_text(xlsx->grid, reading->row, reading->column, xlsx->shared[at], err);
}

/* What the formula came to when the file was saved is a value like any other. */
static enum ky_code put_cell(struct sheet_reading *reading, struct ky_error *err)
{
	struct xlsx *xlsx = reading->xlsx;
	const char *value = reading->gathering.text.text ? reading->gathering.text.text : "",
		   *type = reading->type;
	size_t style = (size_t)reading->style;
	char *end = NULL;
	if (!value[0])
		return KY_OK;
	if (strcmp(type, "s") == 0)
		return put_shared(reading, value, err);
	bool number = strcmp(type, "n") == 0, yes_or_no = strcmp(type, "b") == 0;
	double stored = (number || yes_or_no) && strlen(value) < NUMBER_MOST ? strtod(value, &end) : 0;
	/* str, inlineStr, e (#N/A), d (a day as a text), and what is none of all that. */
	if (!end || *end)
		return put_text(reading, err);
	enum value_form form = yes_or_no                  ? VALUE_BOOL
			       : style < xlsx->form_count ? xlsx->forms[style]
							  : VALUE_NUMBER;
	return grid_put_number(xlsx->grid, reading->row, reading->column, form, stored, err);
}

static void on_sheet_end(struct part *part, const char *name)
{
	struct sheet_reading *reading = part->data;
	gather_end(&reading->gathering, name);
	if (strcmp(name, "c") != 0)
		return;
	part->code = put_cell(reading, part->err);
	strbuf_clear(&reading->gathering.text);
}

static void on_sheet_text(struct part *part, const char *text, int len)
{
	struct sheet_reading *reading = part->data;
	gather_text(&reading->gathering, text, len);
}

enum ky_code xlsx_read_cells(struct xlsx *xlsx, const char *part, struct ky_error *err)
{
	static const struct part_reader reader = { on_sheet_start, on_sheet_end, on_sheet_text };
	struct sheet_reading reading = { .xlsx = xlsx, .row = -1 };
	strbuf_init(&reading.gathering.text, SHEET_CELL);
	enum ky_code code = parts_read(xlsx->parts, part, &reader, &reading, err);
	strbuf_free(&reading.gathering.text);
	return code;
}
