/* What the files that read .xlsx share: xlsx.c finds the parts, xlsx_sheet.c reads the cells. */
#ifndef CORE_SPREADSHEET_XLSX_INTERNAL_H
#define CORE_SPREADSHEET_XLSX_INTERNAL_H

#include "base/strbuf.h"
#include "spreadsheet/parts.h"
#include "spreadsheet/xlsx.h"

#define XLSX_STYLES 65536 /* more than Excel has */

struct xlsx_sheet {
	char *name, *id; /* id: of the relation that leads to its part */
	char part[PARTS_NAME];
	bool hidden;
};

struct xlsx {
	FILE *file; /* its own */
	char *path;
	struct parts *parts;
	struct grid *grid;
	struct xlsx_sheet sheets[SHEET_SHEETS];
	size_t sheet_count;
	char book[PARTS_NAME], styles[PARTS_NAME], strings[PARTS_NAME]; /* "": there is none */
	enum value_form *forms;                                         /* of the styles that cells have */
	size_t form_count;
	uint64_t *shared; /* places of the texts that cells share */
	size_t shared_count;
};

/* Reads a whole number; not_one where the text is none, or has more than nine digits. */
int64_t xlsx_whole(const char *text, int64_t not_one);

/* xlsx_sheet.c */
enum ky_code xlsx_read_shared(struct xlsx *xlsx, struct ky_error *err);
enum ky_code xlsx_read_cells(struct xlsx *xlsx, const char *part, struct ky_error *err);

#endif
