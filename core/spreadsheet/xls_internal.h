/* What the files that read .xls share: xls.c what is of the whole book, xls_sheet.c the cells of a sheet. */
#ifndef CORE_SPREADSHEET_XLS_INTERNAL_H
#define CORE_SPREADSHEET_XLS_INTERNAL_H

#include "spreadsheet/records.h"
#include "spreadsheet/xls.h"

struct xls {
	FILE *file;
	char *path;
	struct grid *grid;
	unsigned char *bytes; /* of the stream */
	struct records records;
	struct strbuf text; /* that was read last */
	struct {
		char *name;
		size_t place; /* in the stream */
		bool hidden;
	} sheets[SHEET_SHEETS];
	size_t sheet_count;
	struct value_format *own; /* formats with a text in the file */
	size_t own_count;
	enum value_form *forms; /* of the styles that cells have */
	size_t form_count;
	uint64_t *shared; /* places of the texts that cells share */
	size_t shared_count;
};

/* The second half of xls_begin, with the stream, which is xls's from now on. */
enum ky_code xls_begin_stream(struct xls *xls, unsigned char *bytes, size_t len, struct ky_error *err);
enum ky_code xls_damaged(const struct xls *xls, struct ky_error *err);
/* Keeps the text at the place that the record was read to. */
enum ky_code xls_keep_text(struct xls *xls, int count_bytes, uint64_t *place, struct ky_error *err);

#endif
