/* What the files that write ledgers.xlsx share. */
#ifndef CORE_REPORT_XLSX_XLSX_H
#define CORE_REPORT_XLSX_XLSX_H

#include "kuayue/ledger.h"
#include "report/slots.h"
#include "report/xlsx/book.h"

/* The sheets 数字 and 图表. */
void xlsx_figures(struct xlsx *xlsx, const struct slots *slots, const char *about);
void xlsx_charts(struct xlsx *xlsx, const struct slots *slots, const char *about);
/* The sheet of the progress table. */
void xlsx_progress(struct xlsx *xlsx, const struct slots *slots, const char *about);
/* What may be chosen in a column, offered in its rows and in some more below them. */
void xlsx_choices(struct xlsx *xlsx, lxw_worksheet *sheet, const struct ky_field *field, int column, int64_t rows);
/* The sheet 选项 of the lists that are too long for a cell's own; nothing where there are none. */
void xlsx_long_choices(struct xlsx *xlsx);

#endif
