/* Reads the sheets of an .xlsx file (ECMA-376) into a grid: values as they are stored, formulas not run, and
 * nothing of its macros, links and pictures. */
#ifndef CORE_SPREADSHEET_XLSX_H
#define CORE_SPREADSHEET_XLSX_H

#include <stdio.h>

#include "spreadsheet/grid.h"

struct xlsx;

/* What has to be opened is opened here. The file stays the caller's; NULL: no memory. */
struct xlsx *xlsx_new(FILE *file, const char *path);
void xlsx_free(struct xlsx *xlsx);

/* Reads everything but the sheets. */
enum ky_code xlsx_begin(struct xlsx *xlsx, struct ky_error *err);
size_t xlsx_sheets(const struct xlsx *xlsx);
const char *xlsx_sheet_name(const struct xlsx *xlsx, size_t sheet);
bool xlsx_sheet_is_hidden(const struct xlsx *xlsx, size_t sheet);
/* The grid belongs to xlsx, until the next call. */
enum ky_code xlsx_read_sheet(struct xlsx *xlsx, size_t sheet, struct grid **out, struct ky_error *err);

#endif
