/* Opens an .xls file, and reads what its sheets share (spreadsheet/xls.h). */
#include "spreadsheet/xls_internal.h"

#include <assert.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/little.h"
#include "spreadsheet/refuse.h"

#define STYLES_MOST 65536
#define BIFF8 0x0600

enum { OF_BOOK = 0x0005 }; /* what a part of the stream is of */

struct xls *xls_new(FILE *file, const char *path)
{
	struct xls *xls = memory_new(sizeof(*xls));
	if (!xls)
		return NULL;
	xls->file = file;
	xls->path = memory_text(path);
	xls->grid = grid_new(path);
	strbuf_init(&xls->text, SHEET_CELL);
	if (xls->path && xls->grid)
		return xls;
	xls_free(xls);
	return NULL;
}

void xls_free(struct xls *xls)
{
	if (!xls)
		return;
	for (size_t i = 0; i < xls->sheet_count; i++)
		free(xls->sheets[i].name);
	strbuf_free(&xls->text);
	grid_free(xls->grid);
	free(xls->own);
	free(xls->forms);
	free(xls->shared);
	free(xls->bytes);
	free(xls->path);
	free(xls);
}

enum ky_code xls_damaged(const struct xls *xls, struct ky_error *err)
{
	return refuse_damaged(xls->path, _("its records do not fit together"), err);
}

/* The text at the place that was read to, in xls->text. */
static enum ky_code read_text(struct xls *xls, int count_bytes, struct ky_error *err)
{
	strbuf_clear(&xls->text);
	bool whole = records_text(&xls->records, count_bytes, &xls->text);
	if (xls->text.no_memory)
		return memory_out(err);
	return whole && !xls->text.over ? KY_OK : xls_damaged(xls, err);
}

enum ky_code xls_keep_text(struct xls *xls, int count_bytes, uint64_t *place, struct ky_error *err)
{
	enum ky_code code = read_text(xls, count_bytes, err);
	return code ? code
		    : grid_add_text(xls->grid, xls->text.text ? xls->text.text : "", xls->text.len, place, err);
}

static enum ky_code take_shared(struct xls *xls, struct ky_error *err)
{
	unsigned char head[8];
	if (!records_bytes(&xls->records, head, sizeof(head)))
		return xls_damaged(xls, err);
	size_t count = little(head + 4, 4);
	enum ky_code code = count > GRID_SHARED ? xls_damaged(xls, err) : KY_OK;
	while (!code && xls->shared_count < count) {
		if (!memory_grow(&xls->shared, xls->shared_count, sizeof(*xls->shared)))
			return memory_out(err);
		code = xls_keep_text(xls, 2, &xls->shared[xls->shared_count], err);
		xls->shared_count += !code;
	}
	return code;
}

static enum ky_code take_sheet(struct xls *xls, struct ky_error *err)
{
	struct records *records = &xls->records;
	if (records->size < 8)
		return xls_damaged(xls, err);
	bool of_cells = records->data[5] == 0; /* a chart or an old macro has another type */
	size_t place = little(records->data, 4);
	bool hidden = records->data[4] & 3;
	records->at = 6;
	enum ky_code code = read_text(xls, 1, err);
	if (code || !of_cells || xls->sheet_count == SHEET_SHEETS)
		return code;
	char *name = memory_text(xls->text.text);
	if (!name)
		return memory_out(err);
	xls->sheets[xls->sheet_count].name = name;
	xls->sheets[xls->sheet_count].place = place;
	xls->sheets[xls->sheet_count++].hidden = hidden;
	return KY_OK;
}

static enum ky_code take_format(struct xls *xls, struct ky_error *err)
{
	struct records *records = &xls->records;
	if (records->size < 5 || xls->own_count == STYLES_MOST)
		return KY_OK;
	unsigned id = little(records->data, 2);
	records->at = 2;
	enum ky_code code = read_text(xls, 2, err);
	if (code)
		return code;
	if (!memory_grow(&xls->own, xls->own_count, sizeof(*xls->own)))
		return memory_out(err);
	xls->own[xls->own_count++] =
		(struct value_format){ id, value_form_of(xls->text.text ? xls->text.text : "", xls->text.len) };
	return KY_OK;
}

static enum ky_code take_style(struct xls *xls, struct ky_error *err)
{
	unsigned id = xls->records.size < 4 ? 0 : little(xls->records.data + 2, 2);
	if (xls->form_count == STYLES_MOST)
		return KY_OK;
	if (!memory_grow(&xls->forms, xls->form_count, sizeof(*xls->forms)))
		return memory_out(err);
	xls->forms[xls->form_count++] = value_form_of_id(xls->own, xls->own_count, id);
	return KY_OK;
}

static enum ky_code take_of_book(struct xls *xls, struct ky_error *err)
{
	switch (xls->records.type) {
	case RECORD_ENCRYPTED:
		return refuse_password(xls->path, err);
	case RECORD_FROM_1904:
		if (xls->records.size >= 2 && xls->records.data[0] == 1)
			grid_count_from_1904(xls->grid);
		return KY_OK;
	case RECORD_SHEET:
		return take_sheet(xls, err);
	case RECORD_FORMAT:
		return take_format(xls, err);
	case RECORD_STYLE:
		return take_style(xls, err);
	case RECORD_SHARED_TEXTS:
		return take_shared(xls, err);
	default:
		return KY_OK;
	}
}

static enum ky_code read_book(struct xls *xls, struct ky_error *err)
{
	struct records *records = &xls->records;
	enum ky_code code = KY_OK;
	if (!records_next(records) || records->type != RECORD_BEGIN || records->size < 4 ||
	    little(records->data + 2, 2) != OF_BOOK)
		return xls_damaged(xls, err);
	if (little(records->data, 2) != BIFF8)
		return refuse_old(xls->path, err);
	while (!code && records_next(records) && records->type != RECORD_END)
		code = take_of_book(xls, err);
	return !code && !xls->sheet_count ? xls_damaged(xls, err) : code;
}

/* An .xlsx with a password is a compound file, too. */
static enum ky_code no_book(const struct xls *xls, const struct compound *compound, struct ky_error *err)
{
	if (compound_has(compound, "EncryptedPackage"))
		return refuse_password(xls->path, err);
	if (compound_has(compound, "Book"))
		return refuse_old(xls->path, err);
	return refuse_no_spreadsheet(xls->path, err);
}

enum ky_code xls_begin(struct xls *xls, struct ky_error *err)
{
	struct compound *compound = NULL;
	size_t len = 0;
	assert(!xls->bytes);
	enum ky_code code = compound_open(xls->file, xls->path, &compound, err);
	if (!code && !compound_has(compound, "Workbook"))
		code = no_book(xls, compound, err);
	if (!code)
		code = compound_read(compound, "Workbook", &xls->bytes, &len, err);
	compound_close(compound);
	return code ? code : xls_begin_stream(xls, xls->bytes, len, err);
}

enum ky_code xls_begin_stream(struct xls *xls, unsigned char *bytes, size_t len, struct ky_error *err)
{
	assert(bytes);
	xls->bytes = bytes;
	xls->records = (struct records){ .bytes = bytes, .len = len };
	return read_book(xls, err);
}

size_t xls_sheets(const struct xls *xls)
{
	return xls->sheet_count;
}

const char *xls_sheet_name(const struct xls *xls, size_t sheet)
{
	assert(sheet < xls->sheet_count);
	return xls->sheets[sheet].name;
}

bool xls_sheet_is_hidden(const struct xls *xls, size_t sheet)
{
	assert(sheet < xls->sheet_count);
	return xls->sheets[sheet].hidden;
}
