/* The documents that one function writes whole. Each is declared with its name in core/exchange/document.c, which
 * is how others come to it (kuayue/export.h has what is in it). */
#ifndef CORE_REPORT_DOCUMENTS_H
#define CORE_REPORT_DOCUMENTS_H

#include <stdio.h>

#include "kuayue/ledger.h"

/* range: of the ledgers, NULL for all; documents without ledgers do not look at it. */
typedef enum ky_code document_fn(struct ky_workbook *wb, const struct ky_range *range, FILE *out,
				 struct ky_error *err);

document_fn write_docx;
document_fn write_page;
document_fn write_xlsx;
document_fn write_since;
document_fn write_calendar;
document_fn write_figures;
document_fn write_records;

#endif
