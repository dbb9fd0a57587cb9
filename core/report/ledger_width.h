/* The widths of a ledger's columns on paper, from the declarations of its fields. */
#ifndef CORE_REPORT_LEDGER_WIDTH_H
#define CORE_REPORT_LEDGER_WIDTH_H

#include "kuayue/ledger.h"

/* In columns of a terminal: half the width of a Chinese character. */
int ledger_width(struct ky_workbook *wb, const struct ky_kind *kind, const struct ky_ledger_column *column);
/* The same for a column that is known by its heading only. */
int ledger_width_of_heading(const char *zh);

#endif
