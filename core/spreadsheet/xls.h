/* Reads the sheets of an .xls file as Excel 97 to 2003 and WPS write them ([MS-XLS], BIFF8) into a grid: values as
 * they are stored, formulas not run, and nothing of its macros, links and pictures. Debian's reader of such files
 * opens them by their name itself, which a process without rights cannot do. */
#ifndef CORE_SPREADSHEET_XLS_H
#define CORE_SPREADSHEET_XLS_H

#include <stdio.h>

#include "spreadsheet/grid.h"

struct xls;

/* The file stays the caller's; NULL: no memory. */
struct xls *xls_new(FILE *file, const char *path);
void xls_free(struct xls *xls);

/* Reads everything but the sheets. */
enum ky_code xls_begin(struct xls *xls, struct ky_error *err);
size_t xls_sheets(const struct xls *xls);
const char *xls_sheet_name(const struct xls *xls, size_t sheet);
bool xls_sheet_is_hidden(const struct xls *xls, size_t sheet);
/* The grid belongs to xls, until the next call. */
enum ky_code xls_read_sheet(struct xls *xls, size_t sheet, struct grid **out, struct ky_error *err);

#endif
